"""On which page of an A4 draft each block is likely to begin, for a table of contents that reads well before its fields are updated.

An estimate: lines of about as many characters as the shipped styles set on a line of 16 cm, pages of as many lines as they hold. Word and
LibreOffice put the exact numbers when the field is updated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from .model import Block, Code, Figure, Heading, Paragraph, Rule, Table
from .plain import block_text, notes_of

PAGE = 50.0
"""Lines of body text on a portrait page."""
LANDSCAPE_PAGE = 31.0
LINE = 96
"""Characters of body text on a line."""
TABLE_LINE = 118
"""Characters that all columns of a table hold side by side on a portrait page."""
LANDSCAPE_TABLE_LINE = 205
NOTE_LINE = 120
FIGURE = 17.0


def estimated_pages(blocks: Iterable[Block]) -> Iterator[int]:
    """Page of each block of a flow, its cover and contents included."""
    page, used, landscape, generated = 1, 0.0, False, False
    for block in blocks:
        if isinstance(block, Paragraph) and block.role.startswith("cover"):
            yield 1
            page, used = 2, 0.0
            continue
        ahead = generated
        generated = isinstance(block, Paragraph) and bool(block.role)
        if ahead and not generated:
            page, used = page + 1, 0.0
        wide = isinstance(block, Table) and block.landscape
        if wide != landscape:
            page, used, landscape = page + (used > 0), 0.0, wide
        room = LANDSCAPE_PAGE if wide else PAGE
        need = lines_of(block)
        keep = 3.0 if isinstance(block, Heading) else min(need, 2.0)
        if used + keep > room:
            page, used = page + 1, 0.0
        yield page
        used += need
        while used > room:
            page, used = page + 1, used - room


def lines_of(block: Block) -> float:
    """Height of a block in lines of body text, the space around it and its notes included."""
    notes = sum(ceil(len(block_text(inner)) / NOTE_LINE) * 0.85 for note in notes_of(block) for inner in note.blocks)
    match block:
        case Heading():
            return ceil(len(block_text(block)) / 70) * (2.6 if block.level == 1 else 2.1) + notes
        case Paragraph(role="sigles"):
            return ceil(len(block_text(block)) / LINE) * 0.98
        case Paragraph(role=role) if role:
            return 0.98
        case Paragraph():
            indent = 4 * len(block.within)
            return ceil((len(block_text(block)) or 1) / (LINE - indent)) + (0.35 if block.within else 0.55) + notes
        case Code():
            return block.text.count("\n") + 1.8
        case Figure():
            return FIGURE + 1.5 + notes
        case Rule():
            return 1.0
        case Table():
            return _table_lines(block) + notes


def _table_lines(table: Table) -> float:
    width = LANDSCAPE_TABLE_LINE if table.landscape else TABLE_LINE
    total = 1.8 if table.caption else 0.5
    for row in table.rows:
        columns = max(1, sum(cell.columns for cell in row.cells))
        longest = max((sum(map(len, map(block_text, cell.blocks))) / (cell.columns * width / columns) for cell in row.cells), default=1)
        total += max(1, ceil(longest * 0.8)) * 0.92 + 0.35
    # Landscape tables are set smaller.
    return total * 0.58 if table.landscape else total


def layouts(blocks: Sequence[Block]) -> list[str]:
    """ "cover", "contents", "portrait" or "landscape" for each block; where it changes, a new page begins.

    A wide table takes the headings just above it to its page, and what little stands between two wide tables stays there.
    """
    out = [_layout(b.role) if isinstance(b, Paragraph) else "portrait" for b in blocks]
    last = -1
    for index, block in enumerate(blocks):
        if not (isinstance(block, Table) and block.landscape):
            continue
        first = index
        while first and isinstance(blocks[first - 1], Heading) and out[first - 1] == "portrait":
            first -= 1
        if last >= 0 and first - last <= 3 and all(out[k] == "portrait" for k in range(last + 1, first)):
            first = last + 1
        out[first : index + 1] = ["landscape"] * (index + 1 - first)
        last = index
    return out


def _layout(role: str) -> str:
    if not role:
        return "portrait"
    return "cover" if role.startswith("cover-") else "contents"

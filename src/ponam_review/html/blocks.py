"""Each kind of block as HTML: a mapping from kind to function, checked to be complete by the type checker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ..text.columns import columns_of
from ..text.model import Block, Cell, Code, Figure, Heading, Paragraph, Rule, Table
from .inlines import write_inlines, write_picture
from .markup import attributes, direction, escaped, quoted
from .nesting import html_nest
from .sheet import PLAIN, Ink, Sheet
from .tables import cell_attributes, heads, table_around


def write_block(block: Block, sheet: Sheet, ink: Ink = PLAIN) -> str:
    """One block, without what it stands within."""
    match block:
        case Paragraph():
            return paragraph_around(write_inlines(block.content, sheet), ink)
        case Heading():
            return heading_around(block, write_inlines(block.content, sheet), sheet, ink)
        case Table():
            return _table(block, sheet, ink)
        case Code():
            return code_around(escaped(block.text), block.language, ink)
        case Figure():
            picture = write_picture(block.image, sheet)
            return figure_around(picture, write_inlines(block.caption, sheet), ink)
        case Rule():
            return f"{ink.lead}<hr{attributes(id=ink.id, kind=ink.kind)}>\n"
        case _:
            assert_never(block)


def write_blocks(blocks: Iterable[Block], sheet: Sheet, ink: Ink = PLAIN) -> str:
    """Blocks that stand together in a cell or a note, lists and quotations included."""
    nest = html_nest()
    parts: list[str] = []
    for block in blocks:
        parts += (nest.enter(block.within), write_block(block, sheet, ink))
    parts.append(nest.close())
    return "".join(parts)


# ------------------------------------------------------------------ what stands around the words of a block


def paragraph_around(words: str, ink: Ink) -> str:
    """A paragraph, its words already written."""
    way = direction(words)
    if ink is PLAIN:
        return f"<p{way}>{words}</p>\n"
    kind = attributes(id=ink.id, kind=ink.kind)
    return f"<p{kind}{way}>{ink.lead}{ink.open}{words}{ink.close}{ink.tail}</p>\n"


def heading_around(heading: Heading, words: str, sheet: Sheet, ink: Ink, number: str | None = None) -> str:
    """A heading with its number. HTML ends at h6: a deeper one says its level to screen readers."""
    level = heading.level + sheet.shift
    tag = f"h{min(level, 6)}"
    deep = f' aria-level="{level}"' if level > 6 else ""
    kind = f"l{heading.level} {ink.kind}".rstrip()
    if number is None:
        number = f'<span class="number">{escaped(heading.number)}</span> ' if heading.number else ""
    inside = f"{ink.lead}{number}{ink.open}{words}{ink.close}{ink.tail}"
    return f"<{tag}{attributes(id=ink.id, kind=kind)}{deep}{direction(words)}>{inside}</{tag}>\n"


def code_around(words: str, language: str, ink: Ink) -> str:
    """Preformatted text; the newline after `<pre>` is the one that HTML drops."""
    kind = f' class="language-{quoted(language.split(maxsplit=1)[0])}"' if language.strip() else ""
    outer = attributes(id=ink.id, kind=ink.kind)
    return f"{ink.lead}<pre{outer}>\n<code{kind}>{ink.open}{words}{ink.close}</code></pre>\n{ink.tail}"


def figure_around(picture: str, caption: str, ink: Ink) -> str:
    """A picture with its caption."""
    below = f"<figcaption{direction(caption)}>{ink.open}{caption}{ink.close}</figcaption>\n" if caption else ""
    return f"<figure{attributes(id=ink.id, kind=ink.kind)}>{ink.lead}\n{picture}\n{below}{ink.tail}</figure>\n"


# ------------------------------------------------------------------ tables


def _table(table: Table, sheet: Sheet, ink: Ink) -> str:
    inner = ink.inner()
    places = columns_of([row.cells for row in table.rows])
    caption = f"{ink.open}{write_inlines(table.caption, sheet)}{ink.close}" if table.caption else ""
    rows: list[str] = []
    for index, (row, columns) in enumerate(zip(table.rows, places, strict=True)):
        header = index < table.header_rows
        cells = [
            _cell(cell, cell_attributes(cell, header, table.align, column), header, sheet, inner)
            for cell, column in zip(row.cells, columns, strict=True)
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return table_around(table, caption, rows[: table.header_rows], rows[table.header_rows :], sheet, ink)


def _cell(cell: Cell, kind: str, header: bool, sheet: Sheet, ink: Ink) -> str:
    tag = "th" if heads(cell, header) else "td"
    words = write_cell(cell, sheet, ink)
    return f"<{tag}{kind}{direction(words)}>{words}</{tag}>"


def write_cell(cell: Cell, sheet: Sheet, ink: Ink) -> str:
    """The content of a cell; a lone paragraph needs no element of its own."""
    blocks = cell.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].within:
        return f"{ink.open}{write_inlines(blocks[0].content, sheet)}{ink.close}"
    return write_blocks(blocks, sheet, ink) if blocks else ""

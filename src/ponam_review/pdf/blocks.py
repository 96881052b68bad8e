"""Each kind of block as a call of the template: a mapping from kind to function, checked to be complete by the type checker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from ..text.direction import strings_are_right_to_left
from ..text.front import listed
from ..text.model import Block, Cell, Code, Figure, Heading, Paragraph, Rule, Table, Within
from ..text.plain import fold, inline_text
from .grid import Box
from .inlines import write_inlines, write_picture
from .markup import block_of, literal, literal_lines
from .nesting import typst_nest
from .sheet import PLAIN, Ink, Sheet
from .tables import table_around

EN_SPACE, NO_BREAK = "\u2002", "\u00a0"


def write_block(block: Block, sheet: Sheet, ink: Ink = PLAIN) -> str:
    """One block, without what it stands within."""
    match block:
        case Paragraph():
            return paragraph_around(write_inlines(block.content, sheet), block.within, ink)
        case Heading():
            return heading_around(block, write_inlines(block.content, sheet), sheet, ink)
        case Table():
            return _table(block, sheet, ink)
        case Code():
            return _barred(f"{before_block(ink)}{_code(block, ink)}{ink.tail}", block.within, ink)
        case Figure():
            picture = write_picture(block.image, sheet, alone=True)
            return figure_around(picture, _inked(write_inlines(block.caption, sheet), ink), block.within, ink)
        case Rule():
            return _barred(f"{before_block(ink)}rule();{ink.tail}", block.within, ink)
        case _:
            assert_never(block)


def write_blocks(blocks: Iterable[Block], sheet: Sheet, ink: Ink = PLAIN, *, boxed: int = 0) -> str:
    """Blocks that stand together in a cell or a note, lists and quotations included. `boxed`: columns of the table."""
    before, sheet.boxed = sheet.boxed, boxed or sheet.boxed
    nest = typst_nest()
    parts: list[str] = []
    for block in blocks:
        parts += (nest.enter(block.within), write_block(block, sheet, ink))
    parts.append(nest.close())
    sheet.boxed = before
    return "".join(parts)


# ------------------------------------------------------------------ what stands around the words of a block


def paragraph_around(words: str, within: Within, ink: Ink) -> str:
    """A paragraph, its words already written."""
    inside = f"{_anchored(ink)}{ink.lead}{_inked(words, ink)}{ink.tail}"
    return turned(_barred(f"p({block_of(inside)});\n", within, ink), words)


def heading_around(heading: Heading, words: str, sheet: Sheet, ink: Ink, number: str | None = None) -> str:
    """A heading with its number; in a cell or a note, a bold line."""
    if number is None:
        number = f"{literal(heading.number + EN_SPACE)};" if heading.number else ""
    inside = f"{ink.lead}{number}{_inked(words, ink)}{ink.tail}"
    if sheet.boxed:
        return f"p(strong({block_of(inside)}));\n"
    plain = fold(f"{heading.number} {inline_text(heading.content)}")
    kept = bool(plain) and sheet.side not in ("del", "gone")
    shown = "true" if kept and listed(heading) else "false"
    more = (f",place:{literal(ink.place)}" if ink.place else "") + (",bar:true" if ink.bar else "")
    more += "" if kept else ",kept:false"
    headline = f"headline({heading.level},{sheet.heading_tag(heading.level)},{literal(plain or '…')},{shown},{block_of(inside)}{more});\n"
    return turned(headline, words)


def turned(written: str, words: str) -> str:
    """What is written of words that read from right to left: aligned so, its signs where that direction puts them."""
    return f"turned({{{written}}});\n" if strings_are_right_to_left(words) else written



def code_around(words: str, within: Within, ink: Ink) -> str:
    """Edited code, already written."""
    return _barred(f"{before_block(ink)}edited-code({block_of(_inked(words, ink))});{ink.tail}\n", within, ink)


def figure_around(picture: str, caption: str, within: Within, ink: Ink) -> str:
    """A picture with its caption."""
    below = f"{caption}{ink.tail}"
    said = f",caption:{block_of(below)}" if below else ""
    inside = f"pictured({block_of(picture)}{said});\n"
    return _barred(f"{before_block(ink)}{inside}", within, ink)


def _inked(words: str, ink: Ink) -> str:
    return f"{ink.open}{words}{ink.close}" if words else ""


def _anchored(ink: Ink) -> str:
    return f"anchor({literal(ink.place)});" if ink.place else ""


def before_block(ink: Ink) -> str:
    """What leads a block that has no first word: in a line of no height, kept with it."""
    inside = _anchored(ink) + ink.lead
    return f"before({block_of(inside)});" if inside else ""


def _barred(written: str, within: Within, ink: Ink) -> str:
    return f"barred({len(within)},{{{written}}});\n" if ink.bar else written


def _code(block: Code, ink: Ink) -> str:
    if ink.open:
        return f"edited-code({block_of(_inked(code_words(block.text), ink))});\n"
    return f"code({literal_lines(block.text)});\n"


def code_words(text: str) -> str:
    """Lines of code as statements, for code that carries signs of change; spaces that hold its shape do not break."""
    lines = (f"{literal(line.replace(' ', NO_BREAK))};" if line else "" for line in text.expandtabs(4).split("\n"))
    return "linebreak();".join(lines)


# ------------------------------------------------------------------ tables


def _table(table: Table, sheet: Sheet, ink: Ink) -> str:
    inner = ink.inner()
    header = min(table.header_rows, len(table.rows))
    caption = _inked(write_inlines(table.caption, sheet), ink)
    columns = max((sum(cell.columns for cell in row.cells) for row in table.rows), default=1)
    side = sheet.side if sheet.side in ("ins", "del") else ""
    rows = [
        [
            Box(cell, write_cell(cell, sheet, inner, columns=columns, head=index < header), cell.rows, index < header, side, ink.bar)
            for cell in row.cells
        ]
        for index, row in enumerate(table.rows)
    ]
    return before_block(ink) + table_around(table, rows, header, caption) + ink.tail


def write_cell(cell: Cell, sheet: Sheet, ink: Ink, *, columns: int, head: bool) -> str:
    """The content of a cell."""
    before, sheet.repeated = sheet.repeated, head
    inside = write_boxed(cell.blocks, sheet, ink, columns=columns)
    sheet.repeated = before
    return inside


def write_boxed(blocks: Sequence[Block], sheet: Sheet, ink: Ink, *, columns: int) -> str:
    """The content of a cell or a note: its first paragraph stands beside the number of the note, and needs no block of its own."""
    if not blocks:
        return ""
    first = blocks[0]
    if not isinstance(first, Paragraph) or first.within:
        return write_blocks(blocks, sheet, ink, boxed=columns)
    before, sheet.boxed = sheet.boxed, columns
    words = _inked(write_inlines(first.content, sheet), ink)
    sheet.boxed = before
    return words + write_blocks(blocks[1:], sheet, ink, boxed=columns)

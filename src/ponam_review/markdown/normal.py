"""The normal form of a text: what reading its Markdown gives. Readers make it; the writer brings anything else (from Word, say) into it.

In normal form equal runs are joined, ends of paragraphs are trimmed, empty paragraphs only carry list markers, headings have
text, a picture that stands alone is a figure, tables are regular grids, notes hold no notes, and nothing stands there that the
tool fills in (numbers, labels, roles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from ..text.model import (
    Block,
    Break,
    Cell,
    Code,
    Counter,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Rule,
    Run,
    Table,
    Within,
)
from ..text.plain import block_text, fold
from .context import safe_address
from .dialect import is_id
from .grid import BLANK, regular
from .line import Line
from .pile import OpenItem, OpenList, OpenQuote, Pile

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that neither XML nor any reader of text can hold."""
_FEEDS = re.compile("[\n\r\x0b\x0c]")
_LINE_ENDS = re.compile("\r\n?")
_ALL_MARKS = 63


def normal(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The normal form of blocks."""
    return _normal(blocks, is_cell=False, in_note=False)


def normal_line(content: Inlines) -> Inlines:
    """The normal form of a line of text."""
    return _line(content, in_note=False)


def _normal(blocks: Iterable[Block], *, is_cell: bool, in_note: bool) -> tuple[Block, ...]:
    pile = Pile("", lambda title: _line((Run(title),), in_note=in_note), is_cell=is_cell)
    for block in blocks:
        _enter(pile, block.within)
        _add(pile, block, in_note)
    while pile.around:
        pile.leave()
    return pile.blocks


def _enter(pile: Pile, within: Within) -> None:
    """Closes and opens containers until the pile stands where the block stands."""
    around = pile.around
    depth = 0
    while depth < min(len(around), len(within)) and _continues(around[depth], within[depth]):
        depth += 1
    last: OpenQuote | OpenItem | None = None
    while len(around) > depth:
        last = around[-1]
        pile.leave()
    for container in within[depth:]:
        if isinstance(container, Quote):
            pile.enter(OpenQuote(), 0)
        else:
            pile.enter(OpenItem(_list(container, last), 0), 0)
        last = None


def _continues(opened: OpenQuote | OpenItem, container: Quote | Item) -> bool:
    if container.opens:
        return False
    if isinstance(opened, OpenQuote):
        return isinstance(container, Quote)
    return isinstance(container, Item) and container.ordered == opened.list.ordered


def _list(item: Item, last: OpenQuote | OpenItem | None) -> OpenList:
    """The list an item belongs to: that of the item just closed, unless it says that it begins one."""
    if item.start is None and isinstance(last, OpenItem) and last.list.ordered == item.ordered:
        return last.list
    if not item.ordered:
        return OpenList(False, 0)
    start = 1 if item.start is None else item.start
    return OpenList(True, start if 0 <= start < 1_000_000_000 else 1)


def _add(pile: Pile, block: Block, in_note: bool) -> None:
    match block:
        case Heading():
            content = _line(block.content, in_note=in_note)
            if content:
                level = min(max(block.level, 1), 6)
                pile.add(Heading(level, content, _id(block.id), pile.within(), lines=block.lines))
        case Paragraph():
            pile.paragraph(_line(block.content, in_note=in_note), block.lines)
        case Code():
            text = CONTROLS.sub("\ufffd", _LINE_ENDS.sub("\n", block.text).replace("\x0b", " ").replace("\x0c", " "))
            pile.add(Code(text, _words(block.language).strip(), pile.within(), lines=block.lines))
        case Figure():
            _figure(pile, block, in_note)
        case Rule():
            pile.add(Rule(pile.within(), lines=block.lines))
        case Table():
            _table(pile, block, in_note)
        case _:
            assert_never(block)


def _figure(pile: Pile, block: Figure, in_note: bool) -> None:
    image = _image(block.image)
    caption = _line(block.caption or (Run(block.image.title),), in_note=in_note)
    if isinstance(image, Image):
        pile.figure(image, caption, _id(block.id), block.lines)
    else:
        pile.paragraph(_line((image, Break(), *caption), in_note=in_note), block.lines)


def _table(pile: Pile, block: Table, in_note: bool) -> None:
    rows = [Row(tuple(_cell(cell, in_note) for cell in row.cells), lines=row.lines) for row in block.rows]
    grid, header, align, widths = regular(rows, block.header_rows, block.align, block.widths)
    caption = _line(block.caption, in_note=in_note)
    if grid:
        table = Table(grid, header, align, caption, _id(block.id), pile.within(), block.landscape, widths, block.lines)
        pile.add(table)
    else:
        pile.paragraph(caption, block.lines)


def _cell(cell: Cell, in_note: bool) -> Cell:
    blocks = _normal(cell.blocks, is_cell=True, in_note=in_note) or BLANK.blocks
    return Cell(blocks, cell.columns, cell.rows, cell.head)


def _id(identity: str) -> str:
    return identity if is_id(identity) else ""


def _words(text: str) -> str:
    return CONTROLS.sub("\ufffd", _FEEDS.sub(" ", text))


# -------------------------------------------------------------------- lines


def _line(content: Inlines, *, in_note: bool) -> Inlines:
    line = Line()
    for inline in content:
        line.add(_inline(inline, in_note))
    return line.take()


def _inline(inline: Inline, in_note: bool) -> Inline:
    match inline:
        case Run():
            return Run(_words(inline.text), inline.marks & _ALL_MARKS, safe_address(inline.link))
        case Break():
            return inline
        case Note():
            if in_note:
                return Run(f"({fold(' '.join(map(block_text, inline.blocks)))})")
            return Note(_normal(inline.blocks, is_cell=False, in_note=True), inline.label)
        case Reference():
            target = safe_address("#" + inline.target)[1:]
            return Reference(target, marks=inline.marks & _ALL_MARKS & ~32) if target else Run("")
        case Image():
            return _image(inline)
        case Counter():
            return Run("")
        case _:
            assert_never(inline)


def _image(image: Image) -> Image | Run:
    source = safe_address(image.source)
    if not source:
        return Run(_words(image.alt))
    return Image(source, _words(image.alt), _words(image.title), safe_address(image.link))

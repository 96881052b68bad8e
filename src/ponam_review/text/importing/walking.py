"""A change made in every line of a block, those of cells and notes too. What does not change stays the very same value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..model import Block, Cell, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Row, Table

ChangeLine = Callable[[Inlines], Inlines]
ChangeInline = Callable[[Inline], Inline]


def lines_mapped(block: Block, change: ChangeLine) -> Block:
    """A block with every line changed; a note's own lines first."""
    return _walked(block, change, None)


def mapped(block: Block, change: ChangeInline) -> Block:
    """A block with every inline thing changed; the picture of a figure counts as one."""

    def line(content: Inlines) -> Inlines:
        out = tuple(inline if isinstance(inline, Note) else change(inline) for inline in content)
        return content if all(a is b for a, b in zip(out, content, strict=True)) else out

    return _walked(block, line, change)


def _walked(block: Block, change: ChangeLine, picture: ChangeInline | None) -> Block:
    match block:
        case Paragraph() | Heading():
            content = _line(block.content, change, picture)
            return block if content is block.content else replace(block, content=content)
        case Table():
            return _table(block, change, picture)
        case Figure():
            image = picture(block.image) if picture is not None else block.image
            caption = _line(block.caption, change, picture)
            if image is block.image and caption is block.caption:
                return block
            return replace(block, caption=caption, image=image if isinstance(image, Image) else block.image)
        case _:
            return block


def _line(content: Inlines, change: ChangeLine, picture: ChangeInline | None) -> Inlines:
    if any(isinstance(inline, Note) for inline in content):
        content = tuple(_note(inline, change, picture) if isinstance(inline, Note) else inline for inline in content)
    return change(content) if content else content


def _note(note: Note, change: ChangeLine, picture: ChangeInline | None) -> Note:
    blocks = tuple(_walked(block, change, picture) for block in note.blocks)
    return note if all(a is b for a, b in zip(blocks, note.blocks, strict=True)) else replace(note, blocks=blocks)


def _table(table: Table, change: ChangeLine, picture: ChangeInline | None) -> Table:
    rows = tuple(_row(row, change, picture) for row in table.rows)
    caption = _line(table.caption, change, picture)
    if caption is table.caption and all(a is b for a, b in zip(rows, table.rows, strict=True)):
        return table
    return replace(table, rows=rows, caption=caption)


def _row(row: Row, change: ChangeLine, picture: ChangeInline | None) -> Row:
    cells = tuple(_cell(cell, change, picture) for cell in row.cells)
    return row if all(a is b for a, b in zip(cells, row.cells, strict=True)) else Row(cells, row.lines)


def _cell(cell: Cell, change: ChangeLine, picture: ChangeInline | None) -> Cell:
    blocks = tuple(_walked(block, change, picture) for block in cell.blocks)
    return cell if all(a is b for a, b in zip(blocks, cell.blocks, strict=True)) else replace(cell, blocks=blocks)


def inlines_of(block: Block) -> Iterator[Inline]:
    """Every inline thing of a block, those of cells and notes too."""
    match block:
        case Paragraph() | Heading():
            yield from _inlines(block.content)
        case Figure():
            yield block.image
            yield from _inlines(block.caption)
        case Table():
            yield from _inlines(block.caption)
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from inlines_of(inner)


def _inlines(content: Inlines) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Note):
            for block in inline.blocks:
                yield from inlines_of(block)

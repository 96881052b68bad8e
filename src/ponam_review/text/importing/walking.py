"""A change made in every line of a block, those of cells and notes too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..model import Block, Cell, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Row, Table

ChangeLine = Callable[[Inlines], Inlines]


def lines_mapped(block: Block, change: ChangeLine) -> Block:
    """A block with every line changed; a note's own lines first."""

    def line(content: Inlines) -> Inlines:
        inner = tuple(
            replace(inline, blocks=tuple(lines_mapped(b, change) for b in inline.blocks)) if isinstance(inline, Note) else inline
            for inline in content
        )
        return change(inner)

    match block:
        case Heading() | Paragraph():
            return replace(block, content=line(block.content))
        case Figure():
            return replace(block, caption=line(block.caption))
        case Table():
            rows = tuple(Row(tuple(_cell(cell, change) for cell in row.cells), row.lines) for row in block.rows)
            return replace(block, rows=rows, caption=line(block.caption))
        case _:
            return block


def _cell(cell: Cell, change: ChangeLine) -> Cell:
    return replace(cell, blocks=tuple(lines_mapped(block, change) for block in cell.blocks))


def mapped(block: Block, change: Callable[[Inline], Inline]) -> Block:
    """A block with every inline thing changed; the picture of a figure counts as one."""

    def line(content: Inlines) -> Inlines:
        return tuple(inline if isinstance(inline, Note) else change(inline) for inline in content)

    done = _figures(block, change)
    return lines_mapped(done, line)


def _figures(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Figure():
            image = change(block.image)
            return replace(block, image=image) if isinstance(image, Image) else block
        case Table():
            rows = tuple(
                replace(row, cells=tuple(replace(cell, blocks=tuple(_figures(b, change) for b in cell.blocks)) for cell in row.cells))
                for row in block.rows
            )
            return replace(block, rows=rows)
        case _:
            return block

"""Where the blocks and inlines of a section stand in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..text.model import Block, Figure, Heading, Inline, Inlines, Note, Paragraph, Section, Table


def placed_blocks(blocks: Iterable[Block], line: int = 0) -> Iterator[tuple[Block, int]]:
    """Every block with its line, those of cells and notes included; a block without a line takes that of what it stands in."""
    for block in blocks:
        at = block.lines[0] if block.lines else line
        yield block, at
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from placed_blocks(cell.blocks, row.lines[0] if row.lines else at)
        for inline in content_of(block):
            if isinstance(inline, Note):
                yield from placed_blocks(inline.blocks, at)


def placed_inlines(section: Section) -> Iterator[tuple[Inline, int]]:
    """Every inline of a section with the line of its block."""
    for block, line in placed_blocks(section.blocks):
        for inline in content_of(block):
            yield inline, line


def content_of(block: Block) -> Inlines:
    """The inlines of a block itself; cells and notes hold blocks of their own."""
    match block:
        case Heading() | Paragraph():
            return block.content
        case Figure() | Table():
            return block.caption
        case _:
            return ()

"""A prepared revision → one Markdown file to be read: numbers, labels, cover and contents that the tool filled in are text there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..text.flow import Flow
from ..text.model import Block, Cell, Counter, Figure, Heading, Inline, Inlines, Item, Note, Paragraph, Reference, Row, Run, Table, Within
from ..text.plain import inline_text
from .writer import write_blocks


def write_flow(flow: Flow) -> str:
    """The Markdown of a prepared revision."""
    return write_blocks(tuple(_spelled(_contents(flow.blocks))))


def _contents(blocks: Iterable[Block]) -> Iterator[Block]:
    """Entries of the contents as a list of links, everything else as it is."""
    depth = 0
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role != "contents":
            depth = 0
            yield block
            continue
        level = min(max(block.level, 1), depth + 1)
        first = level > depth
        within: Within = (*[Item(opens=False)] * (level - 1), Item(start=0 if first else None))
        depth = level
        address = f"#{block.target}" if block.target else ""
        yield Paragraph((Run(inline_text(block.content).split("\t")[0], link=address),), within)  # a page number means nothing here


def _spelled(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading():
                number = (Run(f"{block.number} "),) if block.number else ()
                yield replace(block, content=number + _line(block.content))
            case Paragraph(role="cover-title"):
                yield Heading(1, _line(block.content))
            case Paragraph(role="contents-title" | "cover-mark"):
                yield Paragraph(tuple(replace(i, marks=i.marks | 1) if isinstance(i, Run) else i for i in block.content))
            case Paragraph():
                yield replace(block, content=_line(block.content))
            case Figure():
                yield replace(block, caption=_line(block.caption))
            case Table():
                rows = tuple(Row(tuple(_cell(cell) for cell in row.cells)) for row in block.rows)
                yield replace(block, rows=rows, caption=_line(block.caption))
            case _:
                yield block


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(_spelled(cell.blocks)))


def _line(content: Inlines) -> Inlines:
    return tuple(map(_inline, content))


def _inline(inline: Inline) -> Inline:
    match inline:
        case Reference() if inline.label:
            return Run(inline.label, inline.marks, f"#{inline.target}")
        case Counter():
            return Run(inline.label)
        case Note():
            return replace(inline, blocks=tuple(_spelled(inline.blocks)))
        case _:
            return inline

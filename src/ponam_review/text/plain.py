"""Text as read: without marks, notes or formatting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from .model import Block, Break, Code, Counter, Figure, Heading, Image, Inlines, Item, Note, Paragraph, Reference, Rule, Run, Table

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """White space (no-break spaces included) folded to single spaces, ends trimmed."""
    return _SPACES.sub(" ", text).strip()


def inline_text(content: Inlines) -> str:
    """The characters of a paragraph; a line break reads as a newline, a note as nothing, a picture as nothing."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Run():
                parts.append(inline.text)
            case Break():
                parts.append("\n")
            case Reference() | Counter():
                parts.append(inline.label)
            case Note() | Image():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def block_text(block: Block) -> str:
    """The characters of a block; table cells are separated by tabs and rows by newlines."""
    match block:
        case Heading() | Paragraph():
            return inline_text(block.content)
        case Code():
            return block.text
        case Figure():
            return inline_text(block.caption)
        case Rule():
            return ""
        case Table():
            rows = ("\t".join("\n".join(map(block_text, cell.blocks)) for cell in row.cells) for row in block.rows)
            return "\n".join(rows)
        case _:
            assert_never(block)


def notes_of(block: Block) -> Iterator[Note]:
    """The notes of a block in reading order, those of table cells included (a note holds no note)."""
    match block:
        case Heading() | Paragraph():
            yield from (i for i in block.content if isinstance(i, Note))
        case Figure():
            yield from (i for i in block.caption if isinstance(i, Note))
        case Table():
            yield from (i for i in block.caption if isinstance(i, Note))
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from notes_of(inner)
        case Code() | Rule():
            return
        case _:
            assert_never(block)


def plain_text(blocks: Iterable[Block]) -> str:
    """The whole text, a blank line between blocks, list items and headings with their signs; notes in brackets where they stand."""
    parts: list[str] = []
    for block in blocks:
        lead = f"{block.number} " if isinstance(block, Heading) and block.number else ""
        opens = block.within and isinstance(block.within[-1], Item) and block.within[-1].opens
        lead = "  " * (len(block.within) - 1) + "- " if opens else lead
        text = block_text(block)
        notes = "".join(f" [{' '.join(map(block_text, note.blocks))}]" for note in notes_of(block))
        parts.append(lead + text + notes)
    return "\n\n".join(part for part in parts if part.strip()) + "\n"

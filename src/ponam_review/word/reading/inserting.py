"""Inserted files (`w:altChunk`) as blocks of the text they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...text.errors import WordFileError
from ...text.model import Block, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Reference, Row, Run, Table
from ...text.notices import Notice, Result
from .inserted import DEEPEST, LONGEST, paragraphs_of
from .package import Package, Relationship
from .revisions import Reading


def blocks_of(package: Package, part: Relationship, depth: int, reading: Reading) -> Result[tuple[Block, ...]] | None:
    """What an inserted file says in one reading; None where it is of a kind that we do not read, or not there.

    Word files keep their headings, lists and tables, pages their headings. Pictures belong to the inserted file and stay there.
    """
    word = _word_file(package, part)
    if word is not None:
        return _word_blocks(word, package.file, part.target, depth, reading) if depth < DEEPEST else None
    found = paragraphs_of(package, part, depth)
    if found is None:
        return None
    blocks: list[Block] = []
    for line, level in zip(found.accepted, found.levels, strict=True):
        words = (Run(line),)
        blocks.append(Heading(level, words) if level else Paragraph(words))
    return Result(tuple(blocks), ())


def _word_file(package: Package, part: Relationship) -> bytes | None:
    if part.external or part.target not in package:
        return None
    try:
        content = package.read(part.target)
    except WordFileError:
        return None
    return content if content.startswith(b"PK") and len(content) <= LONGEST else None


def _word_blocks(content: bytes, file: str, part: str, depth: int, reading: Reading) -> Result[tuple[Block, ...]] | None:
    from .document import read_document

    try:
        result = read_document(content, name=file, reading=reading, depth=depth + 1)
    except WordFileError:
        return None
    taken = _Taken(part)
    blocks = tuple(taken.blocks(result.value.documents[0].sections[0].blocks))
    notices = list(result.notices)
    if taken.pictures:
        sentence = "pictures of an inserted file ({name}) that were left out: {count}"
        notices.append(Notice(sentence, {"name": part, "count": taken.pictures}, file=file))
    return Result(blocks, tuple(notices))


class _Taken:
    """Blocks freed of what only their own file can resolve: pictures, the ids of headings and tables, the names of notes."""

    def __init__(self, part: str) -> None:
        self.pictures = 0
        self._part = part.rpartition("/")[2].partition(".")[0]

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Figure():
                    self.pictures += 1
                    if block.caption:
                        yield Paragraph(self._things(block.caption))
                case Heading():
                    yield replace(block, content=self._things(block.content), id="")
                case Paragraph():
                    yield replace(block, content=self._things(block.content))
                case Table():
                    rows = tuple(self._row(row) for row in block.rows)
                    yield replace(block, rows=rows, caption=self._things(block.caption), id="")
                case _:
                    yield block

    def _row(self, row: Row) -> Row:
        return replace(row, cells=tuple(replace(cell, blocks=tuple(self.blocks(cell.blocks))) for cell in row.cells))

    def _things(self, things: Inlines) -> Inlines:
        return tuple(taken for thing in things for taken in self._thing(thing))

    def _thing(self, thing: Inline) -> Iterator[Inline]:
        match thing:
            case Image():
                self.pictures += 1
            case Reference():
                if thing.label:
                    yield Run(thing.label, thing.marks)
            case Note():
                yield replace(thing, blocks=tuple(self.blocks(thing.blocks)), label=f"{self._part}-{thing.label}")
            case Run(link=link) if link.startswith("#"):
                yield replace(thing, link="")
            case _:
                yield thing

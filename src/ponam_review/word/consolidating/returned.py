"""One returned copy, read twice (changes accepted, changes rejected) and brought on the edition's own terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...compare.changes import Step
from ...compare.engine import compare
from ...compare.pieces import glue
from ...text.flow import Flow, prepare, without_generated
from ...text.model import Block, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Reference, Table
from ...text.notices import Notice
from ...text.remarks import Comment
from ..reading.document import read_document
from ..reading.revisions import Reading
from ..reading.words import read_word
from ..writing.tracking import Tracking
from .provenance import Mark, TaggedAssembly, Tags, bare


@dataclass(frozen=True, slots=True)
class Copy:
    """A returned copy: what leads from the edition to it."""

    name: str
    accepted: tuple[Step, ...]
    """From the edition to the copy with its changes accepted; runs carry tags."""
    rejected: tuple[Step, ...]
    """From the edition to the copy with its changes rejected: what was changed without tracking."""
    text: tuple[Block, ...]
    """The copy with its changes accepted, without tags."""
    tags: Tags
    untracked: Tracking
    comments: tuple[Comment, ...]
    marks: Mapping[Reading, tuple[Mark, ...]]
    notices: tuple[Notice, ...]


def read_copy(content: bytes, *, name: str, edition: Flow, untracked: Tracking) -> Copy:
    """Read a returned copy of `edition` (a flow without generated parts). Raises WordFileError where it cannot be read."""
    tags = Tags()
    marks: dict[Reading, tuple[Mark, ...]] = {}
    flows: dict[Reading, Flow] = {}
    notices: list[Notice] = []
    terms = Terms(edition, name)
    comments, again = _with_own_ids(read_word(content, name=name).value.comments)
    readings: tuple[Reading, ...] = ("accepted", "rejected")
    for reading in readings:
        met: list[Mark] = []
        made: list[TaggedAssembly] = []

        def assembly(*arguments: object, met: list[Mark] = met, made: list[TaggedAssembly] = made) -> TaggedAssembly:
            made.append(TaggedAssembly(tags, met, *arguments))
            return made[0]

        result = read_document(content, name=name, reading=reading, assembly=assembly)
        flows[reading] = terms.flow(without_generated(prepare(result.value)))
        marks[reading] = tuple(_with_again(met, again))
        if reading == "accepted":
            notices += result.notices
            if made[0].cancelled:
                lost = {"count": made[0].cancelled}
                notices.append(Notice("{count} characters that one person inserted and another deleted were left out", lost, file=name))
    return Copy(
        name=name,
        accepted=compare(edition, flows["accepted"]).steps,
        rejected=compare(edition, flows["rejected"]).steps,
        text=tuple(map(bare_block, flows["accepted"].blocks)),
        tags=tags,
        untracked=untracked,
        comments=comments,
        marks=marks,
        notices=tuple(notices),
    )


def _with_own_ids(comments: Iterable[Comment]) -> tuple[tuple[Comment, ...], dict[str, list[str]]]:
    """Comments whose ids are theirs alone, and the further ids that came of one: programs that copy comments repeat ids."""
    seen: set[str] = set()
    again: dict[str, list[str]] = {}
    out: list[Comment] = []
    for comment in comments:
        if comment.id in seen:
            further = again.setdefault(comment.id, [])
            further.append(f"{comment.id}\0{len(further)}")
            comment = replace(comment, id=further[-1])
        seen.add(comment.id)
        out.append(comment)
    return tuple(out), again


def _with_again(marks: Iterable[Mark], again: Mapping[str, Sequence[str]]) -> Iterator[Mark]:
    """The marks, and where those with a repeated id stand: with the first of that id."""
    seen: set[tuple[str, str]] = set()
    for mark in marks:
        yield mark
        if mark.comment in again and (mark.comment, mark.kind) not in seen:
            seen.add((mark.comment, mark.kind))
            for further in again[mark.comment]:
                yield replace(mark, comment=further)


# ------------------------------------------------------------------ on the edition's own terms


class Terms:
    """What a word processor wrote in its own way (words of cross-references, names of pictures) said as the edition says it."""

    def __init__(self, edition: Flow, name: str) -> None:
        self._labels: dict[str, str] = {}
        self._images: dict[str, Image] = {}
        self._name = name
        for thing in inlines_of(edition.blocks):
            if isinstance(thing, Reference):
                self._labels.setdefault(thing.target, thing.label)
            elif isinstance(thing, Image) and thing.alt:
                self._images.setdefault(thing.alt, thing)

    def flow(self, flow: Flow) -> Flow:
        return replace(flow, items=tuple(replace(item, block=mapped(item.block, self._thing)) for item in flow.items))

    def _thing(self, thing: Inline) -> Inline:
        match thing:
            case Reference(target=target) if target in self._labels:
                return replace(thing, label=self._labels[target])
            case Image(alt=alt) if alt in self._images:
                return self._images[alt]
            case Image(source=source):
                return replace(thing, source=f"{self._name}#{source}")
            case _:
                return thing


def inlines_of(blocks: Iterable[Block]) -> Iterable[Inline]:
    """Every inline thing of some blocks, those of notes and cells included."""
    for block in blocks:
        content: Inlines = ()
        match block:
            case Heading() | Paragraph():
                content = block.content
            case Figure():
                content = (block.image, *block.caption)
            case Table():
                content = block.caption
                for row in block.rows:
                    for cell in row.cells:
                        yield from inlines_of(cell.blocks)
            case _:
                pass
        for thing in content:
            yield thing
            if isinstance(thing, Note):
                yield from inlines_of(thing.blocks)


def mapped(block: Block, change: Callable[[Inline], Inline]) -> Block:
    """The block with each inline thing changed, deeply."""

    def content(things: Inlines) -> Inlines:
        out: list[Inline] = []
        for thing in things:
            if isinstance(thing, Note):
                thing = replace(thing, blocks=tuple(mapped(inner, change) for inner in thing.blocks))
            out.append(change(thing))
        return tuple(out)

    match block:
        case Heading() | Paragraph():
            return replace(block, content=content(block.content))
        case Figure():
            image = change(block.image)
            return replace(block, image=image if isinstance(image, Image) else block.image, caption=content(block.caption))
        case Table():
            rows = tuple(
                replace(row, cells=tuple(replace(cell, blocks=tuple(mapped(b, change) for b in cell.blocks)) for cell in row.cells))
                for row in block.rows
            )
            return replace(block, rows=rows, caption=content(block.caption))
        case _:
            return block


def bare_block(block: Block) -> Block:
    """The block without any tag."""
    out = mapped(block, bare)
    if isinstance(out, Heading | Paragraph):
        out = replace(out, content=glue(out.content))
    return replace(out, lines=None)



def every_paragraph(blocks: Iterable[Block]) -> Iterable[Block]:
    """The paragraphs and headings among some blocks, those of cells included."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from every_paragraph(cell.blocks)

"""Proposals that are known as texts, not as files: what each of several institutions would make of the edition, and its remarks.

They are laid over the edition as returned copies are, so that collisions, shared proposals and the proof are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from ...compare.changes import Step
from ...compare.engine import compare
from ...text.annotations import Annotation
from ...text.charter import CHARTER, Charter
from ...text.flow import Flow, without_generated
from ...text.model import Block, Heading, Inlines, Note, Paragraph, Reference, Table
from ...text.plain import block_text, inline_text
from ...text.remarks import Comment
from ..writing.draft import Images
from ..writing.tracking import Tracking
from .joining import Consolidated, join
from .proposals import Marker, Wanted
from .provenance import Tags, counted, paragraph_number
from .returned import Copy, Terms, mapped


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes what: `flow` is the edition with their proposals in it; `remarks` stand on the edition itself."""

    name: str
    flow: Flow
    remarks: tuple[Annotation, ...] = ()


def consolidate_proposals(
    edition: Flow, proposers: Sequence[Proposer], *, images: Images, author: str, date: str, charter: Charter = CHARTER
) -> Consolidated:
    """Join what the proposers say, each change under its proposer's name at `date`. ProofError as in `consolidate`."""
    text = without_generated(edition)
    plain = replace(text, items=tuple(replace(item, block=_bare(item.block)) for item in text.items))
    numbers = count(1)
    numbered = replace(plain, items=tuple(replace(item, block=_numbered(item.block, numbers)) for item in plain.items))
    same = tuple(Step("same", (a,), (b,), at, at) for at, (a, b) in enumerate(zip(plain.blocks, numbered.blocks, strict=True)))
    kept = {id(item): at for at, item in enumerate(text.items)}
    places = {index: kept[id(item)] for index, item in enumerate(edition.items) if id(item) in kept}
    copies: list[Copy] = []
    missing: dict[str, tuple[Wanted, Wanted]] = {}
    for proposer in proposers:
        copies.append(_copy(proposer, plain, same, date))
        missing[proposer.name] = ({}, _wanted(proposer, numbered, places))
    return join(edition, copies, missing, images=images, author=author, date=date, charter=charter)


def _copy(proposer: Proposer, edition: Flow, same: tuple[Step, ...], date: str) -> Copy:
    new = Terms(edition, proposer.name).flow(without_generated(proposer.flow))
    new = replace(new, items=tuple(replace(item, block=_bare(item.block)) for item in new.items))
    return Copy(
        name=proposer.name,
        accepted=compare(edition, new).steps,
        rejected=same,
        text=new.blocks,
        tags=Tags(),
        untracked=Tracking(proposer.name, date),
        comments=tuple(_comment(remark) for remark in proposer.remarks),
        marks={},
        notices=(),
    )


def _comment(remark: Annotation) -> Comment:
    return Comment(remark.name, remark.author, remark.date, "\n".join(filter(None, (remark.name, remark.text))), resolved=remark.resolved)


def _bare(block: Block) -> Block:
    """The block without lines of its source, deeply: among returned copies these hold numbers."""
    out = mapped(block, lambda thing: replace(thing, blocks=tuple(map(_bare, thing.blocks))) if isinstance(thing, Note) else thing)
    if isinstance(out, Table):
        rows = (replace(row, cells=tuple(replace(cell, blocks=tuple(map(_bare, cell.blocks))) for cell in row.cells)) for row in out.rows)
        out = replace(out, rows=tuple(rows))
    return replace(out, lines=None)


def _numbered(block: Block, numbers: Iterator[int]) -> Block:
    """The block with the number of each of its paragraphs, as readers of returned copies leave them."""
    if isinstance(block, Table):
        rows = (
            replace(row, cells=tuple(replace(cell, blocks=tuple(_numbered(inner, numbers) for inner in cell.blocks)) for cell in row.cells))
            for row in block.rows
        )
        return replace(block, rows=tuple(rows))
    return replace(block, lines=(0, next(numbers))) if isinstance(block, Heading | Paragraph) else block


# ------------------------------------------------------------------ where remarks stand


def _wanted(proposer: Proposer, numbered: Flow, places: dict[int, int]) -> Wanted:
    out: Wanted = {}
    for remark in proposer.remarks:
        at = places.get(remark.index)
        found = _paragraph(numbered.blocks, at, remark.start) if at is not None else None
        if found is None:
            continue
        paragraph, begin = found
        length = len(inline_text(paragraph.content))
        whole = remark.start >= remark.end or begin + length < remark.end
        ends = (0, length) if whole else (remark.start - begin, remark.end - begin)
        offsets = tuple(_counted(paragraph.content, end) for end in ends)
        kinds = ("start", "end") if offsets[0] < offsets[1] else ("point",)
        for kind, offset in zip(kinds, offsets, strict=False):
            out.setdefault(paragraph_number(paragraph), []).append((offset, Marker(proposer.name, remark.name, kind)))
    return out


def _paragraph(blocks: Sequence[Block], at: int, start: int) -> tuple[Heading | Paragraph, int] | None:
    """The paragraph that holds a position in the text of a block, and where it begins there; for pictures, the paragraph before."""
    block = blocks[at]
    if isinstance(block, Heading | Paragraph):
        return block, 0
    if isinstance(block, Table):
        held = [(paragraph, begin) for paragraph, begin in _cells(block) if begin <= start]
        return held[-1] if held else None
    for before in reversed(blocks[:at]):
        if isinstance(before, Heading | Paragraph):
            return before, 0
    return None


def _cells(table: Table) -> Iterable[tuple[Heading | Paragraph, int]]:
    position = 0
    for row in table.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                if isinstance(inner, Heading | Paragraph):
                    yield inner, position
                position += len(block_text(inner)) + 1
            position += not cell.blocks
        position += not row.cells


def _counted(content: Inlines, at: int) -> int:
    """A position in the text of a paragraph, counted as places of comments are: the words of a reference count for one."""
    passed = out = 0
    for thing in content:
        length = len(inline_text((thing,)))
        if passed + length >= at:
            whole = isinstance(thing, Reference) or counted(thing) != length
            return out + (counted(thing) if whole and at > passed else at - passed)
        passed, out = passed + length, out + counted(thing)
    return out


__all__ = ["Proposer", "consolidate_proposals"]

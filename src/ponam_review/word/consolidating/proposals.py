"""The changes of one copy as proposals on the edition's line: what goes, what comes, who says so and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ...compare.changes import Added, End, Kept, NoteEdit, Piece, Removed, Step
from ...compare.engine import form
from ...compare.merging.hunks import Base, Hunk, Thing, Whole, hunks_of, size, things_of
from ...text.model import Block, Heading, Inline, Note, Paragraph, Run
from ..writing.tracking import Tracking
from .provenance import bare, counted, form_tag, mark_tag, paragraph_number, tag_of
from .returned import Copy, bare_block, inlines_of

Kind: TypeAlias = Literal["words", "style", "form", "note", "whole"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change: `hunk` says what, bare of tags; `come` and `gone` say who for each part."""

    hunk: Hunk
    kind: Kind
    copy: Copy
    come: tuple[tuple[Thing, Tracking], ...]
    gone: tuple[tuple[int, int, Tracking], ...]
    note: tuple[NoteEdit, NoteEdit | None] | None = None
    """Accepted and rejected edit of a note."""
    step: tuple[Step, Step | None] | None = None
    """Accepted and rejected edit of a table, figure or code."""

    @property
    def by(self) -> Tracking:
        """Who stands for the whole of it."""
        return self.come[0][1] if self.come else self.gone[0][2]

    @property
    def authors(self) -> list[str]:
        return list(dict.fromkeys(by.author for by in (*(by for _, by in self.come), *(by for _, _, by in self.gone))))


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a comment of a copy starts or ends."""

    copy: str
    """Name of the copy; empty for a remark of the consolidation itself."""
    comment: str
    kind: str
    """"start", "end", or "point" for one that holds no words."""
    inside: bool = False
    """Whether it stands in words that the copy puts in."""


@dataclass(slots=True)
class Layer:
    """What one copy says of one sequence of blocks of the edition."""

    copy: Copy
    proposals: list[Proposal] = field(default_factory=list)
    markers: list[tuple[int, Marker]] = field(default_factory=list)
    """Places on the edition's line."""
    wholes: dict[int, tuple[Step, Step | None]] = field(default_factory=dict)
    """By place: accepted and rejected step of each block that is one thing of the line (tables, figures)."""


Wanted: TypeAlias = dict[int, list[tuple[int, Marker]]]
"""Markers still to be placed, by paragraph number: offset in the paragraph."""


def layer_of(base: Base, copy: Copy, accepted: Sequence[Step], rejected: Sequence[Step] | None, wanted: tuple[Wanted, Wanted]) -> Layer:
    """The proposals of a copy on `base`, and where its comments stand (`wanted`: in the accepted and in the rejected reading)."""
    told = _Told(base, copy, rejected or ())
    layer = Layer(copy)
    layer.markers = places(accepted, wanted[0]) + places(rejected or (), wanted[1])
    at = 0
    for step in accepted:
        if step.op in ("insert", "move-to"):
            continue
        if step.op in ("same", "edit") and not isinstance(step.old[0], Paragraph | Heading):
            layer.wholes[at] = (step, told.steps.get(at))
        at += sum(size(thing) for block in step.old for thing in things_of(block))
    for hunk in hunks_of(accepted):
        proposal = told.proposal(hunk)
        if proposal is not None:
            layer.proposals.append(proposal)
    return layer


class _Told:
    """What the reading with changes rejected tells: who deleted what, and what was changed without tracking."""

    def __init__(self, base: Base, copy: Copy, rejected: Sequence[Step]) -> None:
        self.base = base
        self.copy = copy
        self.deleted: list[tuple[int, int, int]] = []
        self.notes: dict[int, NoteEdit] = {}
        self.steps: dict[int, Step] = {}
        self._gather(rejected)
        self.silent = [hunk for hunk in hunks_of(rejected) if _kind(self.base, hunk) in ("words", "style", "form")]

    def _gather(self, steps: Iterable[Step]) -> None:
        at = 0
        for step in steps:
            length = sum(size(thing) for block in step.old for thing in things_of(block))
            match step.op:
                case "edit" if all(isinstance(block, Paragraph | Heading) for block in (*step.old, *step.new)):
                    self._pieces((*step.pieces, Kept(End(step.old[-1]), End(step.new[-1]))), at)
                case "edit" | "same" if not isinstance(step.old[0], Paragraph | Heading):
                    self.steps[at] = step
                case "insert" | "move-to":
                    continue
                case _:
                    pass
            at += length

    def _pieces(self, pieces: Iterable[Piece], at: int) -> None:
        for piece in pieces:
            if isinstance(piece, Added):
                continue
            length = size(piece.old)
            if isinstance(piece, NoteEdit):
                self.notes[at] = piece
            if not isinstance(piece, Removed):
                tag = mark_tag(piece.new.block) if isinstance(piece.new, End) else tag_of(piece.new)
                if tag > 0:
                    self.deleted.append((at, at + length, tag))
            at += length

    # -------------------------------------------------------------- one hunk

    def proposal(self, hunk: Hunk) -> Proposal | None:
        kind = _kind(self.base, hunk)
        if kind is None:
            return None
        clean = replace(hunk, things=tuple(map(_bare, hunk.things)))
        first = self._first_tag(hunk)
        silent = any(_near(hunk, other) for other in self.silent)
        loose = self.copy.untracked if silent or not first else self.copy.tags.tracking(first) or self.copy.untracked
        come: list[tuple[Thing, Tracking]] = []
        last = loose
        for thing, bared in zip(hunk.things, clean.things, strict=True):
            tag = _tag(thing)
            if kind == "form":
                tag = form_tag(thing.block) if isinstance(thing, End) else tag
            by = self.copy.tags.tracking(tag) or (loose if tag == 0 and silent and not isinstance(thing, End) else last)
            come.append((bared, by))
            last = by
        note = (hunk.note, self.notes.get(hunk.start)) if hunk.note is not None else None
        step = (hunk.step, self.steps.get(hunk.start)) if kind == "whole" and hunk.step is not None else None
        return Proposal(clean, kind, self.copy, tuple(come), tuple(self._gone(hunk, loose)), note, step)

    def _first_tag(self, hunk: Hunk) -> int:
        for thing in hunk.things:
            tag = _tag(thing)
            if tag > 0:
                return tag
        for start, end, tag in self.deleted:
            if start < hunk.end and hunk.start < end:
                return tag
        for at, step in self.steps.items():
            if hunk.start <= at < hunk.end:
                return next((tag for thing in inlines_of(step.new) if (tag := tag_of(thing)) > 0), 0)
        return 0

    def _gone(self, hunk: Hunk, loose: Tracking) -> Iterable[tuple[int, int, Tracking]]:
        at = hunk.start
        last = loose
        for start, end, tag in self.deleted:
            start, end = max(start, at), min(end, hunk.end)
            if start >= end:
                continue
            by = self.copy.tags.tracking(tag) or loose
            if start > at:
                yield at, start, loose
            yield start, end, by
            at, last = end, by
        if at < hunk.end:
            ends = all(isinstance(thing, End) for thing in self.base.between(at, hunk.end))
            yield at, hunk.end, last if ends else loose


def _near(a: Hunk, b: Hunk) -> bool:
    return max(a.start, b.start) < min(a.end, b.end) or ((a.addition or b.addition) and a.start <= b.end and b.start <= a.end)


def _kind(base: Base, hunk: Hunk) -> Kind | None:
    """What kind of change a hunk is; None when only its tags are new."""
    if hunk.gone or hunk.addition:
        # Readers of Word files drop empty paragraphs: nobody took them out.
        things = tuple(base.between(hunk.start, hunk.end)) if hunk.gone else hunk.things
        empty = len(things) == 1 and isinstance(things[0], End) and hunk.step is not None
        return None if empty else "words"
    old = tuple(base.between(hunk.start, hunk.end))
    if hunk.note is not None:
        return "note" if _bare(hunk.things[0]) != old[0] else None
    if hunk.step is not None:
        return "whole" if _bare(hunk.things[0]) != old[0] else None
    if len(old) == len(hunk.things) == 1:
        before, after = old[0], _bare(hunk.things[0])
        if before == after:
            return None
        if isinstance(before, End) and isinstance(after, End):
            return "form" if form(before.block) != form(after.block) else None
        if isinstance(before, Run) and isinstance(after, Run) and before.text == after.text:
            return "style"
    return "words"


def _tag(thing: Thing) -> int:
    match thing:
        case End(block):
            return mark_tag(block)
        case Whole(block):
            return next((tag for inner in inlines_of([block]) if (tag := tag_of(inner)) > 0), 0)
        case _:
            return tag_of(thing)


def _bare(thing: Thing) -> Thing:
    match thing:
        case End(block):
            return End(replace(block, lines=None, content=()) if isinstance(block, Paragraph | Heading) else block)
        case Whole(block):
            return Whole(bare_block(block))
        case Note():
            return Note(tuple(map(bare_block, thing.blocks)))
        case _:
            return bare(thing)


# ------------------------------------------------------------------ where comments stand


def places(steps: Iterable[Step], wanted: Wanted) -> list[tuple[int, Marker]]:
    """Places on the edition's line of markers, given by paragraph number and offset in the copy's reading."""
    out: list[tuple[int, Marker]] = []
    at = 0
    for step in steps:
        length = sum(size(thing) for block in step.old for thing in things_of(block))
        if step.op in ("insert", "move-to"):
            out += ((at, replace(marker, inside=True)) for _, marker in _in_blocks(step.new, wanted))
            continue
        if step.op in ("same", "edit") and all(isinstance(b, Paragraph | Heading) for b in (*step.old, *step.new)):
            pieces = step.pieces if step.op == "edit" else tuple(Kept(i, i) for i in _content(step.old[0]))
            out += _placed(pieces, step.new, at, wanted)
        at += length
    return out


def _content(block: Block) -> tuple[Inline, ...]:
    return block.content if isinstance(block, Paragraph | Heading) else ()


def _in_blocks(blocks: Iterable[Block], wanted: Wanted) -> list[tuple[int, Marker]]:
    from ...text.model import Table

    out: list[tuple[int, Marker]] = []
    for block in blocks:
        out += wanted.pop(paragraph_number(block), [])
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    out += _in_blocks(cell.blocks, wanted)
    return out


def _placed(
    pieces: Iterable[Piece], new: Sequence[Block], at: int, wanted: Wanted
) -> list[tuple[int, Marker]]:
    out: list[tuple[int, Marker]] = []
    which = 0
    waiting = wanted.pop(paragraph_number(new[0]), [])
    passed = 0
    for piece in pieces:
        if isinstance(piece, Removed):
            at += size(piece.old)
            continue
        thing = piece.new
        if isinstance(thing, End):
            out += ((at, marker) for _, marker in waiting)
            which, passed = which + 1, 0
            waiting = wanted.pop(paragraph_number(new[which]), []) if which < len(new) else []
        else:
            length = counted(thing)
            kept = 0 if isinstance(piece, Added) else size(piece.old)
            rest = []
            for offset, marker in waiting:
                inside = passed <= offset < passed + length if marker.kind == "start" else passed < offset <= passed + length
                if inside:
                    out.append((at + min(offset - passed, kept), replace(marker, inside=isinstance(piece, Added))))
                else:
                    rest.append((offset, marker))
            waiting, passed = rest, passed + length
        at += 0 if isinstance(piece, Added) else size(piece.old)
    return out + [(at, marker) for _, marker in waiting]

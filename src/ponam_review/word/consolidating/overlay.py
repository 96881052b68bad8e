"""The proposals of all copies laid over the edition: what to write, and what it reads as when everything is accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ...compare.changes import End, Step
from ...compare.merging.hunks import Base, Thing, Whole, blocks_of
from ...text.model import Block, Inline, Note, Run, Table
from ..writing.atoms import Atom, CommentMark, Para, same_link
from ..writing.blocks import Grid, Piece, pieces_of_block
from ..writing.tracking import State, Tracking
from .choosing import Choice, choose, remarks
from .proposals import Layer, Marker, Wanted, layer_of
from .returned import Copy
from .telling import Told

Source: TypeAlias = tuple[Copy, Sequence[Step], Sequence[Step] | None]
"""A copy with its accepted and its rejected steps."""
Missing: TypeAlias = Mapping[str, tuple[Wanted, Wanted]]
"""By copy: markers of comments still to be placed, in the accepted and in the rejected reading."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """What to write for each block of the edition (with what was put in before it), and the text with everything accepted."""

    pieces: tuple[tuple[Piece, ...], ...]
    accepted: tuple[Block, ...]

    @property
    def all(self) -> tuple[Piece, ...]:
        return tuple(piece for group in self.pieces for piece in group)


def overlay(blocks: Sequence[Block], sources: Sequence[Source], told: Told, missing: Missing) -> Overlaid:
    """All copies' changes of one sequence of blocks."""
    base = Base(blocks)
    layers = [layer_of(base, copy, accepted, rejected, missing[copy.name]) for copy, accepted, rejected in sources]
    choices = choose(base, layers)
    markers = [marker for layer in layers for marker in layer.markers] + remarks(base, choices, told)
    return _Weaver(base, layers, choices, markers, told, missing).woven()


class _Weaver:
    """Walks the edition's line and gathers the paragraphs to write."""

    def __init__(
        self, base: Base, layers: Sequence[Layer], choices: Sequence[Choice], markers: Sequence[tuple[int, Marker]],
        told: Told, missing: Missing,
    ) -> None:  # fmt: skip
        self.base, self.layers, self.choices = base, layers, choices
        self.told, self.missing = told, missing
        self.markers: dict[int, list[Marker]] = defaultdict(list)
        for at, marker in markers:
            self.markers[at].append(marker)
        self.atoms: list[Atom] = []
        self.pieces: list[Piece] = []
        self.groups: list[tuple[Piece, ...]] = []
        self.accepted: list[Thing] = []

    def woven(self) -> Overlaid:
        cuts = {0, self.base.length, *self.base.begins, *self.markers}
        for choice in self.choices:
            cuts |= {choice.proposal.hunk.start, choice.proposal.hunk.end, *(p for f, t, _ in choice.proposal.gone for p in (f, t))}
        places = sorted(cut for cut in cuts if cut <= self.base.length)
        for at, stop in zip(places, [*places[1:], self.base.length], strict=True):
            self._arrivals(at)
            for thing in self.base.between(at, stop):
                self._base_thing(at, stop, thing)
                at += len(thing.text) if isinstance(thing, Run) else 1
        if self.atoms:
            self._hang(self.atoms)
            self.atoms = []
        if self.pieces:
            last = self.groups.pop() if self.groups else ()
            self.groups.append((*last, *self.pieces))
        return Overlaid(tuple(self.groups), blocks_of(self.accepted))

    # -------------------------------------------------------------- what comes at a place

    def _arrivals(self, at: int) -> None:
        here = [c for c in self.choices if c.proposal.hunk.end == at and c.proposal.kind == "words" and c.proposal.come]
        here.sort(key=lambda c: (not c.proposal.hunk.closed,))
        markers = self.markers.get(at, [])
        for choice in [c for c in here if c.proposal.hunk.closed]:
            self._arrival(choice, markers)
        self._marks(m for m in markers if m.kind == "end" and not m.inside)
        for choice in [c for c in here if not c.proposal.hunk.closed]:
            self._arrival(choice, markers)
        rest = [m for m in markers if m.inside]
        self._marks(sorted(rest, key=lambda m: m.kind == "end"))
        self._marks(m for m in markers if not m.inside and m.kind != "end")
        self.markers.pop(at, None)

    def _arrival(self, choice: Choice, markers: list[Marker]) -> None:
        names = {choice.proposal.copy.name, *(second.copy.name for second in choice.seconds), ""}
        own = [m for m in markers if m.inside and m.copy in names]
        for marker in own:
            markers.remove(marker)
        side = choice.proposal.come[0][1]
        self.atoms += [replace(self._mark(m, False), state="+", by=side) for m in own if m.kind != "end"]
        for thing, by in choice.proposal.come:
            match thing:
                case End(shell):
                    self._end(shell, "+", by)
                case Whole(block):
                    self._whole_block(block, "+", by)
                case _:
                    self._put(thing, "+", by)
        side = choice.proposal.come[-1][1]
        ends = [replace(self._mark(m, True), state="+", by=side) for m in own if m.kind in ("end", "point")]
        if ends and not self.atoms:
            self._hang(ends)
        else:
            self.atoms += ends

    def _mark(self, marker: Marker, ends: bool) -> Atom:
        number = self.told.number(marker.copy, marker.comment) if marker.copy else int(marker.comment)
        return Atom("", CommentMark(number, ends))

    def _marks(self, markers: object) -> None:
        for marker in markers:  # type: ignore[attr-defined]
            if marker.kind == "point":
                self.atoms += [self._mark(marker, False), self._mark(marker, True)]
            else:
                self.atoms.append(self._mark(marker, marker.kind == "end"))

    def _hang(self, atoms: Sequence[Atom]) -> None:
        """Marks put at the end of the last paragraph."""
        for pieces in (self.pieces,):
            for at in range(len(pieces) - 1, -1, -1):
                piece = pieces[at]
                if isinstance(piece, Para) and not piece.part:
                    pieces[at] = replace(piece, atoms=beside((*piece.atoms, *atoms)))
                    return
        for group in range(len(self.groups) - 1, -1, -1):
            for at in range(len(self.groups[group]) - 1, -1, -1):
                piece = self.groups[group][at]
                if isinstance(piece, Para) and not piece.part:
                    row = list(self.groups[group])
                    row[at] = replace(piece, atoms=beside((*piece.atoms, *atoms)))
                    self.groups[group] = tuple(row)
                    return

    # -------------------------------------------------------------- the edition's things

    def _base_thing(self, at: int, stop: int, thing: Thing) -> None:
        by = self._deleter(at, closes=isinstance(thing, End | Whole))
        match thing:
            case End(block):
                self._base_end(at, block, by)
            case Whole(block):
                self._base_whole(at, block, by)
            case _ if by is not None:
                self._put(thing, "-", by)
            case Note():
                self._of_note(at, thing)
            case Run():
                self._run(at, thing)
            case _:
                self._put(thing, "", None)
        if isinstance(thing, End | Whole):
            self.groups.append(tuple(self.pieces))
            self.pieces = []

    def _deleter(self, at: int, *, closes: bool) -> Tracking | None:
        """Who deletes what stands at `at`; of several the first stands for all.

        In a collision the end of a paragraph stays, so that the wording of the other does not run into the next one.
        """
        for choice in self.choices:
            if choice.proposal.kind != "words" or (closes and any(c.proposal.come or c.inner for c in choice.against)):
                continue
            for first, last, by in choice.proposal.gone:
                if first <= at < last:
                    return by
        return None

    def _of_kind(self, kind: str, at: int) -> list[Choice]:
        return [c for c in self.choices if c.proposal.kind == kind and c.proposal.hunk.start <= at < c.proposal.hunk.end]

    def _run(self, at: int, run: Run) -> None:
        for choice in self._of_kind("style", at)[:1]:
            new, by = choice.proposal.come[0]
            assert isinstance(new, Run)
            new = replace(new, text=run.text)
            if same_link(run, new):
                self.atoms.append(Atom("", new, run, by=by))
                self.accepted.append(new)
            else:
                self._put(run, "-", by)
                self._put(new, "+", by)
            return
        self._put(run, "", None)

    def _of_note(self, at: int, note: Note) -> None:
        found = self._of_kind("note", at)
        edits = [(p.copy, *p.note) for c in found for p in (c.proposal, *c.seconds) if p.note is not None]
        if not edits:
            self._put(note, "", None)
            return
        sources: list[Source] = [(copy, new.steps, old.steps if old is not None else None) for copy, new, old in edits]
        inner = overlay(note.blocks, sources, self.told, {copy.name: ({}, {}) for copy, _, _ in sources})
        paras = tuple(piece for piece in inner.all if isinstance(piece, Para))
        self.atoms.append(Atom("", note, inside=paras))
        self.accepted.append(Note(inner.accepted))

    def _base_end(self, at: int, block: Block, by: Tracking | None) -> None:
        if by is not None:
            self._end(block, "-", by)
            return
        for choice in self._of_kind("form", at)[:1]:
            new, who = choice.proposal.come[0]
            assert isinstance(new, End)
            self._end(new.block, "", who, block)
            return
        self._end(block, "", None)

    def _base_whole(self, at: int, block: Block, by: Tracking | None) -> None:
        if by is not None:
            self._whole_block(block, "-", by)
            return
        if isinstance(block, Table):
            from .tables import overlay_table

            steps = [(layer.copy, *layer.wholes[at]) for layer in self.layers if at in layer.wholes]
            pieces, table = overlay_table(block, steps, self.told, self.missing)
            self.pieces += pieces
            self.accepted.append(Whole(table))
            return
        found = self._of_kind("whole", at)
        if not found:
            self.pieces += pieces_of_block(block)
            self.accepted.append(Whole(block))
            return
        self._whole_block(block, "-", found[0].proposal.come[0][1])
        for choice in found:
            for thing, who in choice.proposal.come:
                if isinstance(thing, Whole):
                    self._whole_block(thing.block, "+", who)

    # -------------------------------------------------------------- putting down

    def _put(self, thing: Inline, state: State, by: Tracking | None) -> None:
        self.atoms.append(Atom(state, thing, by=by))
        if state != "-":
            self.accepted.append(thing)

    def _end(self, shell: Block, state: State, by: Tracking | None, was: Block | None = None) -> None:
        self.pieces.append(Para(shell, beside(self.atoms), state, was, by=by))
        self.atoms = []
        if state != "-":
            self.accepted.append(End(shell))

    def _whole_block(self, block: Block, state: State, by: Tracking | None) -> None:
        self.pieces += (signed(piece, by) for piece in pieces_of_block(block, state))
        if state != "-":
            self.accepted.append(Whole(block))


def signed(piece: Piece, by: Tracking | None) -> Piece:
    """A paragraph or table that came or went whole, under its author."""
    if isinstance(piece, Grid):
        return replace(piece, by=by)
    return replace(piece, by=by, atoms=tuple(replace(atom, by=by) for atom in piece.atoms))


def beside(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """Marks of comments given the state of what stands beside them, so that they never part a change."""
    out = list(atoms)
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):
        known: Atom | None = None
        for at in order:
            if not isinstance(out[at].thing, CommentMark):
                known = out[at]
            elif known is not None and not out[at].state:
                out[at] = replace(out[at], state=known.state, by=known.by)
    return tuple(out)


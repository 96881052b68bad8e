"""A drafter's edit and a proposal made on an older edition, brought together.

Every change of the proposal is applied, already there, or a collision that shows both texts; in a collision the drafter's text stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ...text.flow import Flow, Placed
from ...text.model import Block, Note, Paragraph, Run
from ..changes import Step
from ..engine import compare, compare_blocks
from .hunks import Base, Hunk, Thing, Whole, blocks_of, hunks_of, text_of, things_of
from .moves import pair_of, settle_moves
from .touching import touches

Fate: TypeAlias = Literal["applied", "already there", "collision"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change of the proposal: the words as they were, as the drafter has them, as the proposal wants them."""

    fate: Fate
    base: str
    ours: str
    theirs: str
    block: int
    """Index of the base's block where it stands."""


@dataclass(frozen=True, slots=True)
class Merged:
    blocks: tuple[Block, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def collisions(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.fate == "collision")


def merge(base: Flow, ours: Flow, theirs: Flow) -> Merged:
    """Our text with the changes that led from `base` to `theirs`."""
    return _merged(Base(base.blocks), compare(base, ours).steps, compare(base, theirs).steps)


def merge_blocks(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Merged:
    """The same inside a cell, a note or a passage, where blocks do not move."""
    return _merged(Base(base), compare_blocks(base, ours), compare_blocks(base, theirs))


def _merged(base: Base, ours: Sequence[Step], theirs: Sequence[Step], left: frozenset[int] = frozenset()) -> Merged:
    """`left`: moves of theirs that cannot be made, so that no edit of ours goes with them."""
    moves = settle_moves(base, hunks_of(ours), hunks_of(theirs), merge_blocks, left)
    mine = moves.mine
    taken: list[tuple[int, Hunk]] = [(0, hunk) for hunk in mine]
    outcomes = [_outcome("collision", base, [own], hunk) for own, hunk in moves.clashes] + moves.told
    fates = [_fate(base, mine, hunk) for hunk in moves.other]
    stuck = _stuck(moves.other, [fate for fate, _ in fates])
    impossible = moves.carried & {pair_of(moves.other[at]) for at in stuck}
    if impossible:
        return _merged(base, ours, theirs, left | impossible)
    for at, hunk in enumerate(moves.other):
        fate, met = fates[at]
        deeper = _deeper(base, met, hunk) if fate == "collision" else None
        if deeper is None and at in stuck:
            outcomes.append(_outcome("collision", base, met, hunk))
            continue
        if deeper is not None:
            thing, inner = deeper
            taken = [(side, replace(own, things=(thing,)) if own is met[0] else own) for side, own in taken]
            outcomes += inner
            continue
        if fate == "applied" or (fate == "already there" and met):
            taken.append((1, hunk))
        outcomes.append(_outcome(fate, base, met if fate == "collision" else [], hunk))
    return Merged(blocks_of(_walk(base, taken)), tuple(outcomes))


def _stuck(hunks: Sequence[Hunk], fates: Sequence[Fate]) -> set[int]:
    """The changes that collide, and those that are nothing without one of them: the other end of a move (the block would stand twice),
    and what stands right beside (words taken out of one paragraph and put into a new one)."""
    stuck = {at for at, fate in enumerate(fates) if fate == "collision"}
    grown = True
    while grown:
        pairs = {pair_of(hunks[at]) for at in stuck} - {0}
        more = {at for at, hunk in enumerate(hunks) if pair_of(hunk) in pairs}
        more |= {at for at in range(1, len(hunks)) if at - 1 in stuck and hunks[at].start == hunks[at - 1].end}
        more |= {at - 1 for at in range(1, len(hunks)) if at in stuck and hunks[at].start == hunks[at - 1].end}
        more = {at for at in more if fates[at] != "already there"}
        grown = not more <= stuck
        stuck |= more
    return stuck


def _fate(base: Base, mine: Sequence[Hunk], hunk: Hunk) -> tuple[Fate, list[Hunk]]:
    """What becomes of a change of theirs, and what of ours it meets."""
    if any(_same(hunk, own) for own in mine):
        return "already there", []
    met = [own for own in mine if touches(base, own, hunk)]
    if not met:
        return "applied", []
    if all(_both_gone(own, hunk) for own in met):
        covered = any(own.start <= hunk.start and hunk.end <= own.end for own in met)
        return ("already there" if covered else "applied"), met
    return "collision", met


def _same(a: Hunk, b: Hunk) -> bool:
    return (a.start, a.end, a.things) == (b.start, b.end, b.things)


def _both_gone(own: Hunk, hunk: Hunk) -> bool:
    return not own.things and not hunk.things and (own.gone == hunk.gone)


def _walk(base: Base, taken: Sequence[tuple[int, Hunk]]) -> list[Thing]:
    """The line with the hunks in place; what closes a paragraph comes before what opens the next."""
    out: list[Thing] = []
    at = 0
    order = sorted(enumerate(taken), key=lambda k: (k[1][1].start, k[1][1].end, not k[1][1].closed, k[1][0], k[0]))
    for _, (_, hunk) in order:
        if at < hunk.start:
            out += base.between(at, hunk.start)
        out += hunk.things
        at = max(at, hunk.end)
    out += base.between(at, base.length)
    return out


def _outcome(fate: Fate, base: Base, met: Sequence[Hunk], hunk: Hunk) -> Outcome:
    start = min([hunk.start, *(own.start for own in met)])
    end = max([hunk.end, *(own.end for own in met)])
    theirs = text_of([*base.between(start, hunk.start), *hunk.things, *base.between(hunk.end, end)])
    ours: list[Thing] = []
    at = start
    for own in met:
        ours += [*base.between(at, own.start), *own.things]
        at = max(at, own.end)
    ours += base.between(at, end)
    return Outcome(fate, text_of(base.between(start, end)), text_of(ours), theirs, base.block_at(start))


# ------------------------------------------------------------------ what is inside things


def _deeper(base: Base, met: Sequence[Hunk], hunk: Hunk) -> tuple[Thing, list[Outcome]] | None:
    """Two edits of one note or table, merged inside it; None where that cannot be."""
    if len(met) != 1 or (met[0].start, met[0].end) != (hunk.start, hunk.end):
        return None
    block = base.block_at(hunk.start)
    own = met[0]
    if own.note is not None and hunk.note is not None:
        old, mine, other = own.note.old, own.note.new, hunk.note.new
        if isinstance(old, Note) and isinstance(mine, Note) and isinstance(other, Note):
            inner = merge_blocks(old.blocks, mine.blocks, other.blocks)
            return replace(mine, blocks=inner.blocks), [replace(outcome, block=block) for outcome in inner.outcomes]
    if own.step is not None and hunk.step is not None and own.step.table is not None and hunk.step.table is not None:
        from .tables import merge_tables

        merged = merge_tables(own.step.table, hunk.step.table, merge_blocks)
        if merged is not None:
            table, outcomes = merged
            return Whole(table), [Outcome(*outcome, block) for outcome in outcomes]
    return None


# ------------------------------------------------------------------ one passage


@dataclass(frozen=True, slots=True)
class Applied:
    text: str


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    text: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Both texts of the passage: `ours` as it stands now, `theirs` as the proposal wants it."""

    ours: str
    theirs: str
    places: tuple[Outcome, ...]


def propose(base_text: str, proposed_text: str, current_text: str) -> Applied | AlreadyThere | Collision:
    """A rewording of a passage, made on `base_text`, put into the passage as it reads now. Paragraphs stand one a line."""
    if proposed_text in (current_text, base_text):
        return AlreadyThere(current_text)
    if current_text == base_text:
        return Applied(proposed_text)
    merged = merge_blocks(*map(_passage, (base_text, current_text, proposed_text)))
    text = text_of(thing for block in merged.blocks for thing in things_of(block)).removesuffix("\n")
    if merged.collisions:
        return Collision(current_text, proposed_text, merged.collisions)
    return AlreadyThere(current_text) if text == current_text else Applied(text)


def _passage(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph((Run(line),) if line else ()) for line in text.split("\n"))


def flow_of(blocks: Sequence[Block]) -> Flow:
    """Blocks without a place, as `merge` takes them."""
    return Flow("", tuple(Placed(block) for block in blocks), loose=True)


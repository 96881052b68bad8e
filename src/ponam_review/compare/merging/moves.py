"""A block that one side moved, and what the other side did to it: edits go with the block, other fates collide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...text.model import Block
from .hunks import Base, Hunk, Thing, blocks_of, things_of

if TYPE_CHECKING:
    from .three_way import Merged, Outcome

MergeBlocks = Callable[[Sequence[Block], Sequence[Block], Sequence[Block]], "Merged"]


@dataclass(slots=True)
class Settled:
    """Both sides with the moves settled: `clashes` are changes of theirs that cannot stand beside what ours did."""

    mine: list[Hunk]
    other: list[Hunk]
    clashes: list[tuple[Hunk, Hunk]] = field(default_factory=list)
    """Ours and theirs."""
    told: list[Outcome] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)
    """Moves of theirs that take edits of ours along."""


def settle_moves(base: Base, mine: list[Hunk], other: list[Hunk], merge_blocks: MergeBlocks, left: frozenset[int]) -> Settled:
    """Edits of moved blocks carried to where the block went; blocks taken to two places, or moved and dropped, told apart."""
    out = Settled(list(mine), list(other))
    _two_fates(out)
    _carried(base, out, merge_blocks, frozenset(), own_moves=True)
    _carried(base, out, merge_blocks, left, own_moves=False)
    return out


def _two_fates(out: Settled) -> None:
    gone = {(hunk.start, hunk.end): hunk for hunk in out.mine if hunk.gone}
    for hunk in list(out.other):
        own = gone.get((hunk.start, hunk.end))
        if not hunk.gone or own is None or (_moved(own), _moved(hunk)) == (False, False):
            continue
        mine, theirs = _arrival(out.mine, own), _arrival(out.other, hunk)
        if mine is not None and theirs is not None and (mine.start, mine.things) == (theirs.start, theirs.things):
            continue
        out.clashes.append((mine or own, theirs or hunk))
        out.other = [left for left in out.other if left is not hunk and left is not theirs]


def pair_of(hunk: Hunk) -> int:
    """The move that a hunk is one end of; 0 for none."""
    return hunk.step.pair if hunk.step is not None and hunk.step.op in ("move-from", "move-to") else 0


def _moved(hunk: Hunk) -> bool:
    return hunk.step is not None and hunk.step.op == "move-from"


def _arrival(hunks: Sequence[Hunk], source: Hunk) -> Hunk | None:
    """Where a moved block comes to stand."""
    if source.step is None or source.step.op != "move-from":
        return None
    pair = source.step.pair
    return next((h for h in hunks if h.step is not None and h.step.op == "move-to" and h.step.pair == pair), None)


def _carried(base: Base, out: Settled, merge_blocks: MergeBlocks, left: frozenset[int], *, own_moves: bool) -> None:
    """`own_moves`: our side moves the block, theirs edits it; else the other way round."""
    for source in [hunk for hunk in (out.mine if own_moves else out.other) if _moved(hunk)]:
        movers, editors = (out.mine, out.other) if own_moves else (out.other, out.mine)
        arrival = _arrival(movers, source)
        inside = [h for h in editors if not h.gone and source.start <= h.start < source.end and h.end <= source.end]
        inside = [h for h in inside if (h.start, h.closed) != (source.start, True)]
        if arrival is None or not inside or source.step is None or pair_of(source) in left:
            continue
        edited = blocks_of(_filled(base, source, inside))
        moved = blocks_of(arrival.things)
        old = source.step.old
        merged = merge_blocks(old, moved, edited) if own_moves else merge_blocks(old, edited, moved)
        things = tuple(thing for block in merged.blocks for thing in things_of(block))
        told = merged.outcomes if own_moves else merged.collisions
        out.carried |= set() if own_moves else {pair_of(source)}
        out.told += [replace(outcome, block=base.block_at(source.start)) for outcome in told]
        settled = [replace(h, things=things) if h is arrival else h for h in movers]
        rest = [h for h in editors if h not in inside]
        out.mine, out.other = (settled, rest) if own_moves else (rest, settled)


def _filled(base: Base, source: Hunk, hunks: Sequence[Hunk]) -> list[Thing]:
    out: list[Thing] = []
    at = source.start
    for hunk in hunks:
        out += [*base.between(at, hunk.start), *hunk.things]
        at = hunk.end
    return [*out, *base.between(at, source.end)]

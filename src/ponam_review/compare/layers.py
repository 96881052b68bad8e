"""The two layers that quotes are carried on: the text as read, and the source as written (`compare.written`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from ..text.flow import Placed
from .changes import ChangeSet
from .leaves import Key, Leaves, Span, leaves_of_flow
from .links import Links, Mapping, Target


class Layer(Protocol):
    """Leaves of both revisions, and which answer which."""

    old: Leaves
    new: Leaves

    def target(self, rank: int) -> Target | None:
        """Where an old leaf went."""
        ...

    def placed(self, rank: int) -> Placed | None:
        """The block of the new revision that holds a leaf."""
        ...


class TextRead:
    """The text as a reader sees it; the change set says which leaf answers which."""

    def __init__(self, changes: ChangeSet) -> None:
        self.old = Leaves(leaves_of_flow(changes.old))
        self.new = Leaves(leaves_of_flow(changes.new))
        self.changes = changes
        self._links = Links(changes)

    @cached_property
    def old_blocks(self) -> dict[tuple[str, int], int]:
        """Section and number of each old block → its index in the flow."""
        return {(item.section, item.number): at for at, item in reversed(tuple(enumerate(self.changes.old.items)))}

    def target(self, rank: int) -> Target | None:
        return self._links.targets.get(self.old.all[rank].key)

    def placed(self, rank: int) -> Placed | None:
        return self.changes.new.items[self.new.all[rank].at]


NEIGHBOURS = 6
"""Leaves to each side among which a repeated one looks for a neighbour that stands once."""


class Went:
    """Where the leaves of a layer went, character by character; each is worked out once."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._mappings: dict[tuple[int, tuple[Key, ...]], Mapping] = {}

    def mapping(self, rank: int, target: Target) -> Mapping:
        """The mapping of an old leaf onto its target."""
        found = self._mappings.get((rank, target.keys))
        if found is None:
            found = self._mappings[rank, target.keys] = Mapping(target.pieces or ())
        return found

    def ranks(self, target: Target) -> list[int]:
        """The new leaves of a target."""
        return [self.layer.new.rank[key] for key in target.keys]

    def spans(self, ranks: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
        """A stretch of the joined text of several leaves (a line feed apart), leaf by leaf; at least one span."""
        touched: list[Span] = []
        offset = 0
        for rank in ranks:
            length = len(self.layer.new.all[rank].text)
            if start <= offset + length and end >= offset:
                touched.append(Span(rank, max(0, start - offset), min(length, end - offset)))
            offset += length + 1
        return tuple(span for span in touched if span.start < span.end) or tuple(touched[:1])

    # -------------------------------------------------------------- how sure a target is

    def steady(self, rank: int, target: Target) -> bool:
        """Whether a leaf that reads like others went where its neighbours went: only then it is this one and not another."""
        if self._repeats[self.layer.old.folded[rank]] == 1:
            return True
        place = self.layer.new.rank[target.keys[0]]
        return any(self._beside(rank, place, direction) for direction in (-1, 1)) or self._in_step(rank, place)

    def _in_step(self, rank: int, place: int) -> bool:
        """Whether all neighbours on both sides stand as far from the leaf as they stood."""
        for other in range(max(0, rank - NEIGHBOURS), min(len(self.layer.old.all), rank + NEIGHBOURS + 1)):
            target = self.layer.target(other)
            if target is None or self.layer.new.rank[target.keys[0]] - place != other - rank:
                return False
        return True

    def _beside(self, rank: int, place: int, direction: int) -> bool:
        for steps in range(1, NEIGHBOURS + 1):
            other = rank + direction * steps
            if not 0 <= other < len(self.layer.old.all):
                return abs(place - (0 if direction < 0 else len(self.layer.new.all) - 1)) <= NEIGHBOURS
            if self._repeats[self.layer.old.folded[other]] == 1:
                target = self.layer.target(other)
                return target is not None and abs(self.layer.new.rank[target.keys[0]] - place) <= 2 * NEIGHBOURS
        return False

    @cached_property
    def _repeats(self) -> Counter[str]:
        return Counter(self.layer.old.folded)

    # -------------------------------------------------------------- what stood there before

    def taken(self, span: Span) -> float:
        """Share of some new characters that stood in an old leaf which this leaf answers: such a place is no news."""
        length = span.end - span.start
        shared = sum(max(0, min(b, span.end) - max(a, span.start)) for a, b in self._taken.get(span.leaf, ()))
        return min(1.0, shared / length) if length else 1.0

    def answered(self, rank: int) -> list[int]:
        """The old leaves that a new leaf answers."""
        return self._answered.get(rank, [])

    @cached_property
    def _answered(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for rank in range(len(self.layer.old.all)):
            target = self.layer.target(rank)
            for new in self.ranks(target) if target else ():
                found.setdefault(new, []).append(rank)
        return found

    @cached_property
    def _taken(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for rank in range(len(self.layer.old.all)):
            target = self.layer.target(rank)
            if target is None:
                continue
            ranks = self.ranks(target)
            if target.pieces is None:
                found.setdefault(ranks[0], []).append((0, len(self.layer.new.all[ranks[0]].text)))
                continue
            for _, _, c, d in self.mapping(rank, target).kept:
                for span in self.spans(ranks, c, d):
                    found.setdefault(span.leaf, []).append((span.start, span.end))
        return found

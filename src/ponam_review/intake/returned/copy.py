"""A returned copy beside the edition it answers: its two readings, their pairing, and the paragraphs that hang together.

A *knot* is what must be looked at together: lines of the edition, old paragraphs of the copy that answer them, new paragraphs that share
words with those. Most knots hold one of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...word.returned.values import Change, Piece, ReturnedFile, Stop
from ..layout import Layout
from .bridge import Bridge, Edit
from .lines import REJECTED, Line, Reading, note_hosts, readings
from .pairing import Group, Pairing, pair

BOTH = 3


@dataclass(frozen=True, slots=True)
class Knot:
    """Indexes, in order: lines of the edition, old paragraphs, new ones."""

    own: tuple[int, ...]
    old: tuple[int, ...]
    new: tuple[int, ...]


class Copy:
    """A returned copy and its edition."""

    def __init__(
        self, file: ReturnedFile, layout: Layout, lines: tuple[Reading, Reading] | None = None, pairing: Pairing | None = None
    ) -> None:
        self.file = file
        self.layout = layout
        self.old, self.new = lines or readings(file)
        self.pairing: Pairing = pairing or pair(layout, self.old.lines)
        self.hosts = note_hosts(file)

    @property
    def things(self) -> Sequence[object]:
        return self.file.things

    # -------------------------------------------------------------- knots

    @cached_property
    def knots(self) -> tuple[Knot, ...]:
        """In the order of the new paragraphs; those without one come where they stood."""
        ties = _Ties()
        for group in self.pairing.groups:
            ties.tie([*((0, i) for i in group.own), *((1, j) for j in group.copy)])
        for place, thing in enumerate(self.file.things):
            if isinstance(thing, Piece) and thing.presence == BOTH and not thing.text.isspace():
                ties.tie([(1, self.old.lines_at[place]), (2, self.new.lines_at[place])])
        nodes = [
            *((0, i) for i in range(len(self.layout.lines))),
            *((1, j) for j in range(len(self.old.lines))),
            *((2, k) for k in range(len(self.new.lines))),
        ]
        found: dict[tuple[int, int], list[list[int]]] = {}
        for kind, number in nodes:
            found.setdefault(ties.root((kind, number)), [[], [], []])[kind].append(number)
        knots = [Knot(tuple(a), tuple(b), tuple(c)) for a, b, c in found.values()]
        return tuple(sorted(knots, key=self._order))

    def _order(self, knot: Knot) -> tuple[int, int]:
        if knot.new:
            return self.new.lines[knot.new[0]].first, 1
        if knot.old:
            return self.old.lines[knot.old[0]].first, 0
        return len(self.file.things), knot.own[0]

    @cached_property
    def knot_of_new(self) -> dict[int, Knot]:
        return {k: knot for knot in self.knots for k in knot.new}

    @cached_property
    def knot_of_old(self) -> dict[int, Knot]:
        return {j: knot for knot in self.knots for j in knot.old}

    @cached_property
    def touched(self) -> tuple[frozenset[int], frozenset[int]]:
        """Old and new paragraphs in which something was tracked."""
        old: set[int] = set()
        new: set[int] = set()
        for place, thing in enumerate(self.file.things):
            if isinstance(thing, Piece | Stop) and thing.presence != BOTH:
                if isinstance(thing, Piece) and thing.text.isspace() and thing.change < 0:
                    continue
                old.update((self.old.lines_at[place], self.old.lines_at[place + 1]))
                new.update((self.new.lines_at[place], self.new.lines_at[place + 1]))
        return frozenset(old), frozenset(new)

    # -------------------------------------------------------------- one knot

    def own_text(self, knot: Knot) -> str:
        return "\n".join(self.layout.lines[i].text for i in knot.own)

    def old_text(self, knot: Knot) -> str:
        return "\n".join(self.old.lines[j].text for j in knot.old)

    def new_text(self, knot: Knot) -> str:
        return "\n".join(self.new.lines[k].text for k in knot.new)

    def is_generated(self, knot: Knot) -> bool:
        """Cover, contents and addresses are made by the tool: Word itself changes them, when it counts the pages anew."""
        if any(self.layout.lines[i].is_text or self.layout.lines[i].holder >= 0 for i in knot.own):
            return False
        if knot.own:
            return True
        return any(line.generated for line in (*(self.old.lines[j] for j in knot.old), *(self.new.lines[k] for k in knot.new)))

    def score(self, knot: Knot) -> float:
        """How alike the old paragraphs and the edition's lines are."""
        groups = [self.pairing.group_of(j) for j in knot.old]
        scores = [group.score for group in groups if group is not None]
        return min(scores, default=0.0)

    def begins(self, line: Line, presence: int) -> int:
        """The first words of a paragraph that stand in just these readings: paragraphs run into each other where marks are tracked."""
        for place in range(line.first, line.last):
            thing = self.file.things[place]
            if isinstance(thing, Piece) and thing.presence == presence and not thing.text.isspace():
                return place
        return line.first

    def bases(self, knot: Knot) -> dict[int, int]:
        """Where each old paragraph of a knot begins in their joined text."""
        found: dict[int, int] = {}
        at = 0
        for j in knot.old:
            found[j] = at
            at += len(self.old.lines[j].text) + 1
        return found

    def bridge(self, knot: Knot) -> Bridge:
        bases = self.bases(knot)
        computed = [span for j in knot.old for span in self._computed(self.old.lines[j], bases[j])]
        return Bridge(self.own_text(knot), self.old_text(knot), computed)

    def _computed(self, line: Line, base: int) -> Iterator[tuple[int, int]]:
        for place in range(line.first, line.last):
            thing = self.file.things[place]
            if isinstance(thing, Piece) and thing.computed and thing.presence & REJECTED:
                start = base + max(self.old.offsets_at[place] - line.lead, 0)
                yield start, start + len(thing.text)

    def group_of_old(self, old: int) -> Group | None:
        return self.pairing.group_of(old)

    # -------------------------------------------------------------- tracked edits

    def edits(self, knot: Knot) -> list[Edit]:
        """What was tracked in the old paragraphs of a knot, on their joined text."""
        olds, news = set(knot.old), set(knot.new)
        bases = self.bases(knot)
        length = len(self.old_text(knot))
        lines = [*(self.old.lines[j] for j in knot.old), *(self.new.lines[k] for k in knot.new)]
        found: list[Edit] = []
        for place in range(min(line.first for line in lines), max(line.last for line in lines)):
            edit = self._edit(place, olds, news, bases, length)
            if edit is not None:
                found.append(edit)
        return found

    def _edit(self, place: int, olds: set[int], news: set[int], bases: dict[int, int], length: int) -> Edit | None:
        thing = self.file.things[place]
        if not isinstance(thing, Piece | Stop) or thing.presence in (0, BOTH):
            return None
        change = self.change(thing.change)
        old, new = self.old.lines_at[place], self.new.lines_at[place]
        author, date = (change.author, change.date) if change else ("", "")
        if thing.presence & REJECTED:
            if old not in olds or (isinstance(thing, Stop) and not (old + 1 in olds and self.old.lines_at[place + 1] == old + 1)):
                return None
            start = self._at(place, old, bases, length)
            end = self._at(place + 1, old, bases, length) if isinstance(thing, Piece) else start + 1
            return Edit(start, max(end, start), "", author, date)
        if new not in news or (isinstance(thing, Stop) and not (new + 1 in news and self.new.lines_at[place + 1] == new + 1)):
            return None
        start = self._at(place, old, bases, length)
        text = thing.text if isinstance(thing, Piece) else "\n"
        return Edit(start, start, text, author, date)

    def _at(self, place: int, old: int, bases: dict[int, int], length: int) -> int:
        """Where a thing stands in the joined text."""
        if old not in bases:
            return 0 if not bases or old < min(bases) else length
        if self.old.lines_at[place] != old:
            return bases[old] + len(self.old.lines[old].text)
        offset = self.old.offsets_at[place] - self.old.lines[old].lead
        return bases[old] + min(max(offset, 0), len(self.old.lines[old].text))

    def change(self, number: int) -> Change | None:
        return self.file.changes[number] if number >= 0 else None

    def changes_in(self, lines: Iterable[Line], presence: int) -> list[tuple[Change, int]]:
        """The changes that brought in or took out some paragraphs, with the number of characters of each."""
        found: list[tuple[Change, int]] = []
        for line in lines:
            for thing in self.file.things[line.first : line.last]:
                change = self.change(thing.change) if isinstance(thing, Piece | Stop) and thing.presence == presence else None
                if change is not None:
                    found.append((change, len(thing.text) if isinstance(thing, Piece) else 1))
        return found


class _Ties:
    """Union-find over (kind, number)."""

    def __init__(self) -> None:
        self._above: dict[tuple[int, int], tuple[int, int]] = {}

    def root(self, node: tuple[int, int]) -> tuple[int, int]:
        above = self._above
        path = []
        while node in above:
            path.append(node)
            node = above[node]
        for passed in path:
            above[passed] = node
        return node

    def tie(self, nodes: Sequence[tuple[int, int]]) -> None:
        if not nodes:
            return
        first = self.root(nodes[0])
        for node in nodes[1:]:
            other = self.root(node)
            if other != first:
                self._above[other] = first

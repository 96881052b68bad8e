"""Lists rebuilt from numbered paragraphs: Word has no list elements, only paragraphs with a number and a level."""

from __future__ import annotations

from dataclasses import dataclass

from ...text.model import Container, Item, Quote, Within
from .numbering import LEVELS, List

STEP = 425
"""How much further in each level of list or quotation stands in our own files, in twips."""
_TOLERANCE = 60


@dataclass(slots=True)
class _OpenList:
    number: str
    abstract: str
    level: int
    ordered: bool
    indent: int
    """Where the text of its items stands."""
    quotes: int

    def goes_on(self, number: str, abstract: str, ordered: bool, restarts: bool) -> bool:
        """Whether an item with this number goes on the list: another instance of the same definition counts on unless it starts anew."""
        return ordered == self.ordered and (number == self.number or (abstract == self.abstract and not restarts))


class Lists:
    """The lists that are open at a point of one story, and what the next paragraph stands within.

    `ours`: the file is one of ours, in which a further indent says that a paragraph is quoted; elsewhere it says nothing.
    """

    def __init__(self, *, ours: bool = False) -> None:
        self._ours = ours
        self._open: list[_OpenList] = []
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        self._in_quote = 0

    def item(self, number: str, level: int, definition: List, indent: int | None) -> Within:
        """What a numbered paragraph stands within. `indent`: its own left indent, where it has one."""
        form = definition.levels[level]
        restarts = number not in self._begun and level in definition.overrides
        count = self._count(number, level, definition)
        while self._open and self._open[-1].level > level:
            self._open.pop()
        top = self._open[-1] if self._open else None
        start = None
        if top is None or top.level < level or not top.goes_on(number, definition.abstract, form.ordered, restarts):
            if top is not None and top.level == level:
                self._open.pop()
            stands = form.indent if indent is None else indent
            quotes = min(max(0, (stands - form.indent) // STEP), 3) if self._ours else 0
            self._open.append(_OpenList(number, definition.abstract, level, form.ordered, stands, quotes))
            start = count if form.ordered else 0
        outer = [Item(o.ordered, opens=False) for o in self._open[:-1]]
        return (*self._quotes(self._open[-1].quotes), *outer, Item(form.ordered, opens=True, start=start))

    def further(self, indent: int) -> Within:
        """What a paragraph without number stands within, by its indent: it goes on an item, or it ends all lists (`()`)."""
        depth = next((d for d in range(len(self._open), 0, -1) if self._open[d - 1].indent <= indent + _TOLERANCE), 0)
        if not depth:
            self.leave()
            return ()
        del self._open[depth:]
        top = self._open[-1]
        extra = max(0, (indent - top.indent) // STEP) if self._ours else 0
        inner: tuple[Container, ...] = tuple(Quote(opens=k == 0) for k in range(min(extra, 3)))
        return (*self._quotes(top.quotes), *(Item(o.ordered, opens=False) for o in self._open), *inner)

    def quote(self, depth: int) -> Within:
        """What a quoted paragraph outside lists stands within; the first of several opens the quotation."""
        self._open.clear()
        return self._quotes(depth)

    def leave(self) -> None:
        """Something that is neither item nor quotation."""
        self._open.clear()
        self._in_quote = 0

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    @property
    def indent(self) -> int:
        """Where the text of the outermost open list stands."""
        return self._open[0].indent if self._open else 0

    def _quotes(self, depth: int) -> tuple[Quote, ...]:
        found = tuple(Quote(opens=k >= self._in_quote) for k in range(depth))
        self._in_quote = depth
        return found

    def _count(self, number: str, level: int, definition: List) -> int:
        """The number that is printed before this item (§17.9.25: a level starts anew after any level above it)."""
        counts = self._counts.setdefault(definition.abstract, [-1] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in definition.overrides.items():
                if 0 <= at < LEVELS:
                    counts[at] = start - 1
        if counts[level] < 0:
            counts[level] = definition.levels[level].start - 1
        counts[level] += 1
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = definition.levels[deeper].start - 1
        return counts[level]

"""Quotes: what is to be carried, and which of the places where the words stand is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ..text.plain import fold
from .leaves import Leaves, Span

Place: TypeAlias = tuple[Span, ...]
"""The words of a quote: a span in each leaf that it runs over."""

CONTEXT = 24
"""Letters of the text before or after that tell places apart."""
NEAR = 40
"""Characters that hold as many letters as a rule."""
AROUND = 160
"""Characters looked at where they do not."""
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """What is to be carried. `line`: source line where it starts in the old revision, 0 when unknown; `file` its section file."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    line: int = 0
    file: str = ""

    @property
    def words(self) -> str:
        """The words quoted, white space folded."""
        return fold(self.exact)


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a quote. `sure`: nothing else can be meant."""

    place: Place
    sure: bool = True


def on_its_line(leaves: Leaves, quote: Quote) -> Located | None:
    """The quote on the line where it is said to start."""
    if quote.line <= 0:
        return None
    ranks = leaves.on_line(quote.line, quote.file)
    places: list[Place] = [(span,) for rank in ranks for span in leaves.within(rank, quote.words)]
    if not places and ranks:
        places = [place for place in leaves.over_several(quote.words) if place[0].leaf in ranks]
    return best_place(leaves, quote, places)


def anywhere(leaves: Leaves, quote: Quote) -> Located | None:
    """The quote wherever it stands: where its surroundings fit best, then nearest to its line."""
    return best_place(leaves, quote, leaves.everywhere(quote.words, quote.file))


def typed(leaves: Leaves, quote: Quote) -> Located | None:
    """The quote as somebody typed it, with the keyboard's apostrophes, quotation marks and dashes."""
    found = best_place(leaves, quote, leaves.nearly(quote.words, quote.file))
    return found and replace(found, sure=False)


def best_place(leaves: Leaves, quote: Quote, places: Sequence[Place]) -> Located | None:
    """The place whose surroundings fit best, then the nearest to the quote's line, then the first."""
    if not places:
        return None
    if len(places) == 1:
        return Located(places[0])
    fits = fits_of(leaves, quote, places)
    ranked = sorted(range(len(places)), key=lambda k: (-fits[k], _distance(leaves, places[k], quote.line), k))
    best, second = ranked[0], ranked[1]
    sure = fits[best] - fits[second] >= DISTINCT
    return Located(places[best], sure or places[best][0].leaf == places[second][0].leaf)


DISTINCT = 0.25
"""How much better (of 2) the surroundings of a place must fit than those of any other."""


def fits_of(leaves: Leaves, quote: Quote, places: Iterable[Place]) -> list[float]:
    """How well the surroundings of each place fit those of the quote, 0 to 2."""
    before, after = _bare(quote.prefix)[-CONTEXT:], _bare(quote.suffix)[:CONTEXT]
    if not before and not after:
        return [1.0 for _ in places]
    return [_fit(leaves, place, before, after) for place in places]


def _fit(leaves: Leaves, place: Place, before: str, after: str) -> float:
    """How well the letters around a place fit: 0 to 2, a half for each side that is not known."""
    return _shared(_left(leaves, place[0])[::-1], before[::-1]) + _shared(_right(leaves, place[-1]), after)


def _left(leaves: Leaves, span: Span) -> str:
    text = leaves.all[span.leaf].text
    near = _bare(text[max(0, span.start - NEAR) : span.start])
    if len(near) < CONTEXT and span.start > NEAR:
        near = _bare(text[max(0, span.start - AROUND) : span.start])
    return near if len(near) >= CONTEXT or not span.leaf else _bare(leaves.all[span.leaf - 1].text[-AROUND:]) + near


def _right(leaves: Leaves, span: Span) -> str:
    text = leaves.all[span.leaf].text
    near = _bare(text[span.end : span.end + NEAR])
    if len(near) < CONTEXT and len(text) > span.end + NEAR:
        near = _bare(text[span.end : span.end + AROUND])
    return near if len(near) >= CONTEXT or span.leaf + 1 == len(leaves.all) else near + _bare(leaves.all[span.leaf + 1].text[:AROUND])


def _bare(text: str) -> str:
    return _SIGNS.sub("", text.lower())


def _shared(text: str, wanted: str) -> float:
    if not wanted:
        return 0.5
    if text.startswith(wanted):
        return 1.0
    count = 0
    for a, b in zip(text, wanted, strict=False):
        if a != b:
            break
        count += 1
    return count / len(wanted)


def _distance(leaves: Leaves, place: Place, line: int) -> int:
    lines = leaves.all[place[0].leaf].lines
    if not line or lines is None:
        return 0
    return max(0, lines[0] - line, line - lines[1])

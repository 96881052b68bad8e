"""Which edition a returned copy answers: what it carries says so exactly; else its rejected text is the nearest to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from ..bare import bare_words
from ..layout import Layout
from .lines import Line
from .pairing import Pairing, is_address, pair
from .shelf import Shelf

SHINGLE = 5
SAMPLED = 4
"""One shingle in so many is kept."""
FLOOR = 0.35
"""Share of the edition's text found in a copy below which it is not held to be one."""
CARRIED_FLOOR = 0.15
"""The same where the copy says itself which edition it shows."""
CLOSE = 3
"""Editions that are compared paragraph by paragraph."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The edition, how sure that is (0..1), and whether the copy says so itself."""

    layout: Layout
    pairing: Pairing
    confidence: float
    carried: bool
    other: str = ""
    """What the copy says it shows, where that is none of ours or not what it holds."""
    chosen: bool = False
    """A person named the edition."""

    @property
    def free(self) -> bool:
        """Whether the copy is no copy of any edition."""
        return not self.chosen and self.confidence < (CARRIED_FLOOR if self.carried else FLOOR)


def recognise(lines: Sequence[Line], says: str, current: Layout, shelf: Shelf | None, edition: str = "") -> Recognised:
    """The edition that a copy answers. `says`: what it carries; `edition`: what a person named; `current`: the open round's."""
    if edition and shelf is not None:
        layout = shelf.layout(edition)
        pairing = pair(layout, lines)
        return Recognised(layout, pairing, held(layout, lines, pairing), carried=False, chosen=True)
    named = shelf.find(says) if shelf is not None else says if says == current.name else ""
    other = says
    if named:
        layout = shelf.layout(named) if shelf is not None else current
        pairing = pair(layout, lines)
        confidence = held(layout, lines, pairing)
        if confidence >= CARRIED_FLOOR or shelf is None:
            return Recognised(layout, pairing, 1.0 if confidence >= FLOOR else confidence, carried=True)
        other = named
    return _nearest(lines, current, shelf, other)


def _nearest(lines: Sequence[Line], current: Layout, shelf: Shelf | None, other: str) -> Recognised:
    names = shelf.names if shelf is not None else ()
    layouts = [current, *(shelf.layout(name) for name in reversed(names) if shelf is not None and name != current.name)]
    if len(layouts) > CLOSE:
        own = shingles(tuple(line.text for line in lines))
        layouts.sort(key=lambda layout: -_shared(own, _of_layout(layout)))
        layouts = layouts[:CLOSE] if current in layouts[:CLOSE] else [*layouts[: CLOSE - 1], current]
    measured = []
    for layout in layouts:
        pairing = pair(layout, lines)
        measured.append((held(layout, lines, pairing), -_differences(layout, lines, pairing), layout is current, layout, pairing))
    measured.sort(key=lambda row: row[:3], reverse=True)
    best = measured[0]
    confidence = best[0]
    if len(measured) > 1 and confidence >= FLOOR:
        margin = (measured[1][1] - best[1]) / max(3.0, -best[1], 0.01 * len(lines))
        confidence *= 0.7 + 0.3 * min(1.0, abs(margin))
    return Recognised(best[3], best[4], round(confidence, 3), carried=False, other=other)


# ------------------------------------------------------------------ how alike


def held(layout: Layout, lines: Sequence[Line], pairing: Pairing) -> float:
    """The share of the copy's words, or of the edition's where that is more, that stand in both, paragraph by paragraph.

    The copy's, for an institution may send back only its chapter; the edition's, for it may have added as much again."""
    own = sum(len(line.text) for line in layout.lines if not line.generated) or 1
    copy = sum(len(line.text) for line in lines if not line.generated and not is_address(line)) or 1
    shared = 0.0
    for group in pairing.groups:
        if group.own and not layout.lines[group.own[0]].generated:
            length = min(sum(len(layout.lines[i].text) for i in group.own), sum(len(lines[j].text) for j in group.copy))
            shared += length * group.score
    share = max(shared / own, shared / copy) if shared >= 0.02 * own else shared / own
    return min(share, 1.0)


def _differences(layout: Layout, lines: Sequence[Line], pairing: Pairing) -> int:
    """Paragraphs that say something else, are missing or added."""
    missing = sum(1 for i, line in enumerate(layout.lines) if not line.generated and i not in pairing.by_own)
    added = sum(1 for j, line in enumerate(lines) if not line.generated and not is_address(line) and j not in pairing.by_copy)
    changed = sum(1 for group in pairing.groups if group.own and group.score < 1 and not layout.lines[group.own[0]].generated)
    return missing + added + changed


def shingles(texts: tuple[str, ...]) -> frozenset[int]:
    """A sample of the runs of five words in a text, however it is cut into paragraphs."""
    words = [word for text in texts for word in bare_words(text)]
    runs = (crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1))
    return frozenset(run for run in runs if run % SAMPLED == 0)


@lru_cache(maxsize=64)
def _of_layout(layout: Layout) -> frozenset[int]:
    return shingles(tuple(line.text for line in layout.lines if not line.generated))


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(len(one | other), 1)

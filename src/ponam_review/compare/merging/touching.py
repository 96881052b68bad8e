"""Whether two replacements, made by two people on one text, can both be carried out."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from ..changes import End
from .hunks import Base, Hunk, Whole, text_of


def touches(base: Base, a: Hunk, b: Hunk) -> bool:
    """Whether the two cannot simply stand side by side."""
    if a.addition and b.addition:
        return a.start == b.start and _same_gap(base, a, b)
    if max(a.start, b.start) < min(a.end, b.end):
        return True
    for inner, outer in ((a, b), (b, a)):
        if inner.addition and outer.start < inner.start < outer.end:
            return True
        if inner.addition and inner.closed and _leaves_open(base, outer, inner.start):
            return True
    return _joins_and_drops(base, a, b)


def _same_gap(base: Base, a: Hunk, b: Hunk) -> bool:
    """Two additions at one point go one after the other between paragraphs (unless they are wordings of one) and at the
    end of one; within a sentence they compete."""
    if a.closed and b.closed:
        return a.things != b.things and _alike(a, b)
    if a.closed or b.closed:
        return False
    return not base.ends_paragraph(a.start)


ALIKE = 0.6
"""Share of words from which two paragraphs put in at one place are two wordings of one."""


def _alike(a: Hunk, b: Hunk) -> bool:
    return bool(Indel.normalized_similarity(text_of(a.things).split(), text_of(b.things).split()) >= ALIKE)


def _leaves_open(base: Base, hunk: Hunk, at: int) -> bool:
    """Whether a paragraph is joined with what follows it just where the other side puts a paragraph in."""
    if hunk.addition or hunk.end != at or hunk.gone or hunk.closed:
        return False
    return _takes_end(base, hunk)


def _joins_and_drops(base: Base, a: Hunk, b: Hunk) -> bool:
    """Two hunks side by side that both take an end of paragraph out: what is left would run into what neither meant."""
    if a.end != b.start and b.end != a.start:
        return False
    if a.gone and b.gone:
        return False
    return _takes_end(base, a) and _takes_end(base, b)


def _takes_end(base: Base, hunk: Hunk) -> bool:
    if hunk.end <= hunk.start:
        return False
    last = next(base.between(hunk.end - 1, hunk.end))
    return isinstance(last, End | Whole) and not hunk.closed

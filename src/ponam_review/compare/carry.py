"""Positions carried from one revision to another: how comments follow the text.

The change set says where each word went. Where it says that the words are gone, they are looked for; a look-alike elsewhere is no answer.
What is quoted from the source (the address of a link, an item's number, a tag) is carried on the source as written, block by block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from ..text.model import Lines, Run
from ..text.plain import fold
from ..text.remarks import Fate
from .changes import ChangeSet
from .layers import Layer, TextRead, Went
from .leaves import Leaf, Leaves, Span, read_text, same_file, shared_words
from .links import Mapping, Passage, Target, letters
from .quotes import Located, Place, Quote, anywhere, on_its_line, typed
from .search import DISTINCTIVE, Search, closest
from .written import ReadSource, Written

__all__ = ["GONE", "Carried", "Carrier", "Quote"]

HALF = 0.5
"""Share of a passage's letters that must stand in its paragraph for it to be the passage, reworded."""
SIGNED = 0.95
"""Score of the same words with a note, a picture or a link that came or went between them."""
NEAR = 3
"""Leaves by which the parts of a quote may be further apart than they were."""
ALIKE = 0.45
"""Share of a paragraph that must be kept for it to be the paragraph, reworded, without looking closer."""
MOST = 0.7
"""The same as HALF in a paragraph of which less was kept."""
FAR = 0.25
ROOM = 60
"""A passage four times as long as it was (twice in a paragraph of which little was kept), and these characters, is looked at closer."""
UNSURE = 0.7
"""Highest score of a quote that stands several times in the old text, nothing telling which is meant."""
MOVED = 0.95
"""Score of words that went elsewhere, as the change set says."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a quote went. `exact` is its text now, None when it is gone; `score` (0..1) how sure that is (below 0.8 a person confirms).

    1.0: the same words in their place; 0.95: moved, as the change set says; 0.9: found elsewhere, standing once in both texts; lower: the
    share of the words kept, or a quote that stands several times and was found by its surroundings.
    """

    fate: Fate
    exact: str | None
    lines: Lines
    file: str
    section: str
    block: int
    score: float
    place: Place = ()
    """Its spans in the leaves of the new text as read; empty for what is quoted from the source."""


GONE = Carried("gone", None, None, "", "", 0, 0.0)


@dataclass(frozen=True, slots=True)
class _Found:
    """A place of the new revision in one layer."""

    fate: Fate
    place: Place
    score: float
    weak: bool = False
    """Little of the words is left: they were replaced where they stood."""


class Carrier:
    """Carries many quotes between the same two revisions; both texts are laid out once.

    `sources` give the source of a section file of the old and of the new revision, where there is one.
    """

    def __init__(self, changes: ChangeSet, sources: tuple[ReadSource, ReadSource] | None = None) -> None:
        self.read = TextRead(changes)
        self._sources = sources
        self._on_text = _OnLayer(self.read)

    @cached_property
    def _on_source(self) -> _OnLayer | None:
        return None if self._sources is None else _OnLayer(Written(self.read, *self._sources))

    def carry(self, quote: Quote) -> Carried:
        """The fate of a quote of the old revision in the new one."""
        if not quote.words:
            return GONE
        files = self.read.old.files
        if quote.file and not any(same_file(file, quote.file) for file in files):
            found = self.carry(replace(quote, file=""))
            return found if len(files) == 1 else replace(found, score=min(found.score, UNSURE))
        return self._with_lines(self._carry(quote))

    def carry_place(self, quote: Quote, place: Place) -> Carried:
        """The fate of known characters of the old text as read; `quote` tells what surrounds them."""
        return self._with_lines(self._on_text.carry(quote, Located(place)))

    def _carry(self, quote: Quote) -> Carried:
        for locate in (on_its_line, anywhere):
            located = locate(self.read.old, quote)
            if located is not None:
                return self._on_text.carry(quote, located)
            located = None if self._on_source is None else locate(self._on_source.layer.old, quote)
            if self._on_source is not None and located is not None:
                return self._on_source.carry(quote, located)
        located = typed(self.read.old, quote)
        return self._on_text.never_stood(quote) if located is None else self._on_text.carry(quote, located)

    def _with_lines(self, found: Carried) -> Carried:
        """The title of a section stands in its front matter: the lines of that."""
        if found.exact is None or found.lines is not None or self._on_source is None:
            return found
        places = self._on_source.layer.new.everywhere(found.exact, found.file)
        lines = self._on_source.layer.new.all[places[0][0].leaf].lines if places else None
        return replace(found, lines=lines)


class _OnLayer:
    """Carries on one layer: the text as read, or the source as written."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._went = Went(layer)
        self._search = Search(self._went)

    def carry(self, quote: Quote, located: Located) -> Carried:
        """The fate of a quote that stands in a known place."""
        parts = [self._part(quote, span, self._words((span,))) for span in located.place]
        found = parts[0] if len(parts) == 1 else self._together(quote, parts)
        if found is None:
            return GONE
        return self._answer(found if located.sure else replace(found, score=min(found.score, UNSURE)))

    def never_stood(self, quote: Quote) -> Carried:
        """A quote that the old text does not hold: where it stands once in the new one, a person may confirm that it is meant."""
        places = self.layer.new.everywhere(quote.words, quote.file)
        if len(places) != 1 or letters(quote.words) < DISTINCTIVE:
            return GONE
        return self._answer(_Found("moved", places[0], 0.5))

    # -------------------------------------------------------------- one span

    def _part(self, quote: Quote, span: Span, words: str) -> _Found | None:
        """Where the words of one span went."""
        target = self.layer.target(span.leaf)
        found = self._found(quote, span, words, target)
        if found is None or target is None or self._went.steady(span.leaf, target):
            return found
        return replace(found, score=min(found.score, UNSURE))

    def _found(self, quote: Quote, span: Span, words: str, target: Target | None) -> _Found | None:
        mapped = None if target is None else self._mapped(span, words, target)
        if mapped is not None and (mapped.fate != "reworded" or mapped.score == SIGNED):
            return mapped
        elsewhere = self._search.exact(quote, words, running_over=mapped is None or mapped.weak)
        if elsewhere is not None:
            return _Found("moved", *elsewhere)
        if mapped is not None and not mapped.weak:
            return mapped
        again = self._search.relinked(span.leaf)
        better = None if again is None else self._mapped(span, words, again)
        if better is not None and (mapped is None or not better.weak):
            return replace(better, fate="moved" if better.fate == "same" else better.fate, score=min(better.score, 0.9))
        return mapped or self._lost(quote, span, words)

    def _lost(self, quote: Quote, span: Span, words: str) -> _Found | None:
        """Words whose leaf went nowhere."""
        repeated = self._search.repeated(quote, words, span)
        if repeated is not None:
            return _Found("moved", *repeated)
        passage = self._search.passage(words)
        return None if passage is None else _Found("reworded", (passage[0],), round(min(UNSURE, passage[1]), 3))

    def _mapped(self, span: Span, words: str, target: Target) -> _Found | None:
        """The words of a span where their leaf went, as they were or reworded."""
        if target.pieces is None:
            whole = (Span(self._went.ranks(target)[0], span.start, span.end),)
            return _Found("moved", whole, MOVED) if target.moved else _Found("same", whole, 1.0)
        mapping, ranks = self._went.mapping(span.leaf, target), self._went.ranks(target)
        passage = mapping.passage(span.start, span.end)
        signed: _Found | None = None
        for start, end in mapping.standing(words, passage.start, passage.end):
            place = self._went.spans(ranks, start, end)
            if mapping.signed(span.start, span.end, start, end) or self._links((span,), self.layer.old) != self._links(
                place, self.layer.new
            ):
                signed = signed or _Found("reworded", place, SIGNED)
                continue
            return _Found("moved" if target.moved else "same", place, UNSURE if mapping.alike < ALIKE else MOVED if target.moved else 1.0)
        return signed or self._reworded(words, mapping, ranks, passage)

    def _reworded(self, words: str, mapping: Mapping, ranks: Sequence[int], passage: Passage) -> _Found | None:
        start, end = passage.start, passage.end
        alike = mapping.alike >= ALIKE
        if end - start > ROOM + len(words) / (FAR if alike else HALF):
            start, end = closest(words, mapping.new, start, end)
        text = mapping.new[start:end]
        share = max(passage.kept / max(1, letters(words)), shared_words(words, text))
        weak = share < (HALF if alike else MOST)
        if not letters(text) or weak and not (alike and passage.held):
            return None
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        kept = min(passage.kept, letters(text)) / max(letters(words), letters(text), 1)
        return _Found("reworded", self._went.spans(ranks, start, end), round(min(0.94, HALF + HALF * kept), 3), weak)

    def _links(self, place: Place, leaves: Leaves) -> list[tuple[str, str]]:
        return [link for span in place for link in links_inside(leaves.all[span.leaf], span)]

    # -------------------------------------------------------------- several spans

    def _together(self, quote: Quote, parts: Sequence[_Found | None]) -> _Found | None:
        """One place of the parts of a quote that ran over several leaves."""
        found = [part for part in parts if part is not None]
        if not found:
            return None
        spans = [span for part in found for span in part.place]
        if any(not 0 <= b.leaf - a.leaf <= NEAR for a, b in pairwise(spans)):
            longest = max(found, key=lambda part: len(self._words(part.place, new=True)))
            return _Found("reworded", longest.place, round(HALF * longest.score, 3))
        place = self._filled(spans)
        score = min(part.score for part in found)
        if self._words(place, new=True) != quote.words or any(part.fate == "reworded" for part in found):
            return _Found("reworded", place, round(score * len(found) / len(parts) * SIGNED, 3))
        return _Found("moved" if any(part.fate == "moved" for part in found) else "same", place, score)

    def _filled(self, spans: Sequence[Span]) -> Place:
        """Everything from the first of some spans to the last."""
        first, last = spans[0], spans[-1]
        if first.leaf == last.leaf:
            return (Span(first.leaf, first.start, max(first.end, last.end)),)
        whole = (Span(rank, 0, len(self.layer.new.all[rank].text)) for rank in range(first.leaf + 1, last.leaf))
        return (replace(first, end=len(self.layer.new.all[first.leaf].text)), *whole, replace(last, start=0))

    # -------------------------------------------------------------- answers

    def _words(self, place: Place, *, new: bool = False) -> str:
        leaves = self.layer.new if new else self.layer.old
        return fold(" ".join(leaves.all[span.leaf].text[span.start : span.end] for span in place))

    def _answer(self, found: _Found) -> Carried:
        leaves = [self.layer.new.all[span.leaf] for span in found.place]
        placed = self.layer.placed(found.place[0].leaf)
        section, block = (placed.section, placed.number) if placed else ("", 0)
        place = found.place if isinstance(self.layer, TextRead) else ()
        exact = self._words(found.place, new=True)
        return Carried(found.fate, exact, _lines(leaves), leaves[0].file, section, block, found.score, place)


def _lines(leaves: Sequence[Leaf]) -> Lines:
    lines = [leaf.lines for leaf in leaves if leaf.lines is not None and leaf.file == leaves[0].file]
    return (min(first for first, _ in lines), max(last for _, last in lines)) if lines else None


def links_inside(leaf: Leaf, span: Span) -> list[tuple[str, str]]:
    """Words and address of each link that begins or ends inside a span: it changes what the passage says, as its source shows."""
    merged: list[tuple[int, int, str]] = []
    position = 0
    for thing in leaf.content:
        length = len(read_text(thing))
        if isinstance(thing, Run) and thing.link:
            if merged and merged[-1][1:] == (position, thing.link):
                merged[-1] = (merged[-1][0], position + length, thing.link)
            else:
                merged.append((position, position + length, thing.link))
        position += length
    cut = ((max(a, span.start), min(b, span.end), link) for a, b, link in merged)
    return [(fold(leaf.text[a:b]), link) for a, b, link in cut if a < b and (a, b) != (span.start, span.end)]

"""Looking for words that the change set says are gone. What answers another old leaf is a look-alike, and no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from .engine import compare_notes
from .layers import Went
from .leaves import Leaves, Span, bare_words, shared_words
from .links import Target, letters
from .pieces import diff_content
from .quotes import Place, Quote, fits_of

DISTINCTIVE = 20
"""Letters of a quote that is no chance find."""
TAKEN = 0.5
"""Share of a place that may have stood in another leaf's answer."""
FITS = 1.0
"""Fit of the surroundings (of 2) that makes up for a short quote."""
SURELY_FITS = 1.5
"""Fit that is enough by itself."""
SAME_LEAF = 70.0
"""Likeness (in hundredths of the letters) from which a leaf is the deleted one, reworded."""
SAME_WORDS = 0.55
"""The same for words."""
CLEARLY = 8.0
"""How much more alike than the next it must be, and than the leaf that it is said to answer."""
SAME_FORM = 10.0
"""Weight of the form (heading, item) beside the likeness of the letters."""
PASSAGE = 0.8
"""Share of the words of a passage, in order, that must stand where it is found in another leaf."""
PASSAGE_WORDS = 10
NARROWED = 60.0
"""Likeness asked of a part of a rewritten stretch."""
STRETCH = 4_000
"""Characters of it that are looked through."""
LOOKED = 10_000
"""Characters, or words, of a leaf that tell whether two are alike."""
CANDIDATES = 8
COMMON = 60
"""A word that more leaves hold tells nothing about where a leaf went."""


class Search:
    """Looks in the new leaves of one layer."""

    def __init__(self, went: Went) -> None:
        self._went = went
        self._old: Leaves = went.layer.old
        self._new: Leaves = went.layer.new
        self._relinked: dict[int, Target | None] = {}
        self._repeats = Counter(self._old.folded)

    # -------------------------------------------------------------- word for word

    def exact(self, quote: Quote, words: str, *, running_over: bool) -> tuple[Place, float] | None:
        """Words where they stand once in both texts, and how sure that is."""
        # Words that meet by chance where two paragraphs meet are no find, unless they are many.
        places = self._new.everywhere(words, running_over=running_over and letters(words) >= 2 * DISTINCTIVE)
        if not places or len(self._old.everywhere(words)) > 1:
            return None
        fits = fits_of(self._new, quote, places)
        best = max(range(len(places)), key=fits.__getitem__)
        if fits[best] < FITS and letters(words) < DISTINCTIVE:
            return None
        return places[best], 0.9 if len(places) == 1 else 0.6

    def repeated(self, quote: Quote, words: str, span: Span) -> tuple[Place, float] | None:
        """Words that stand several times, whose leaf is gone: where they stand anew, in a leaf like theirs or between the same words."""
        places = [place for place in self._new.everywhere(words) if max(map(self._went.taken, place)) < TAKEN]
        if not places:
            return None
        fits = fits_of(self._new, quote, places)
        best = max(range(len(places)), key=fits.__getitem__)
        if fits[best] >= SURELY_FITS:
            return places[best], 0.7 if len(places) == 1 else 0.6
        place = self._in_turn(span, self._old.everywhere(words), places)
        return None if place is None or self._alike(span.leaf, place[0].leaf) < SAME_LEAF + SAME_FORM else (place, 0.6)

    def _in_turn(self, span: Span, olds: Sequence[Place], places: Sequence[Place]) -> Place | None:
        """Of as many places as old ones that lost their leaf, the one whose turn it is."""
        lost = [place for place in olds if self._went.layer.target(place[0].leaf) is None]
        return places[lost.index((span,))] if len(lost) == len(places) and (span,) in lost else None

    # -------------------------------------------------------------- the leaf, reworded

    def relinked(self, rank: int) -> Target | None:
        """The new leaf that is a deleted one: beside its neighbour again, or reworded and far more alike than any other."""
        if rank not in self._relinked:
            beside = self._beside(rank)
            found = self._most_alike(rank) if beside is None else None
            self._relinked[rank] = beside if found is None else self._target(rank, found)
        return self._relinked[rank]

    def _beside(self, rank: int) -> Target | None:
        """A short leaf (a heading) goes along with its neighbour where it stands beside it again."""
        for other in (rank + 1, rank - 1, rank + 2, rank - 2):
            target = self._went.layer.target(other) if 0 <= other < len(self._old.all) else None
            if target is not None and self._old.folded[rank]:
                place = self._new.rank[target.keys[0]] + rank - other
                if (
                    0 <= place < len(self._new.all)
                    and self._new.all[place].text == self._old.all[rank].text
                    and not self._went.answered(place)
                ):
                    return Target((self._new.all[place].key,), None, moved=True)
        return None

    def _most_alike(self, rank: int) -> int | None:
        words = self._old.words[rank][:LOOKED]
        if len(words) < 3 or self._repeats[self._old.folded[rank]] > 1:
            return None
        scored: list[tuple[float, int]] = []
        for candidate in self._candidates(words):
            alike = self._alike(rank, candidate)
            if alike >= SAME_LEAF - CLEARLY and Indel.normalized_similarity(words, self._new.words[candidate][:LOOKED]) >= SAME_WORDS:
                scored.append((alike, candidate))
        scored.sort(reverse=True)
        if not scored or scored[0][0] < SAME_LEAF or len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY:
            return None
        alike, best = scored[0]
        answered = self._went.answered(best)
        if rank in answered:
            return None
        claimed = max((self._alike(other, best) for other in answered), default=0.0)
        return best if alike - claimed >= CLEARLY else None

    def _alike(self, rank: int, candidate: int) -> float:
        """Likeness of an old leaf and a new one; a heading stays a heading as a rule, and an item an item."""
        same = self._old.all[rank].form == self._new.all[candidate].form
        old, new = self._old.folded[rank][:LOOKED].lower(), self._new.folded[candidate][:LOOKED].lower()
        return fuzz.ratio(old, new) + (SAME_FORM if same else 0.0)

    def _candidates(self, words: list[str]) -> list[int]:
        votes: Counter[int] = Counter()
        for word in set(words):
            owners = self._new.owners.get(word, ())
            for owner in owners if len(owners) <= COMMON else ():
                votes[owner] += COMMON // len(owners)
        return [candidate for candidate, _ in votes.most_common(CANDIDATES)]

    def _target(self, rank: int, found: int) -> Target:
        new = self._new.all[found]
        return Target((new.key,), diff_content(self._old.all[rank].content, new.content, compare_notes))

    # -------------------------------------------------------------- the passage, reworded

    def passage(self, words: str) -> tuple[Span, float] | None:
        """A passage that went into another leaf, slightly reworded: most of its words in order, close together, on free ground."""
        wanted = bare_words(words)
        if len(wanted) < PASSAGE_WORDS:
            return None
        scored: list[tuple[float, Span]] = []
        for candidate in self._candidates(wanted):
            found = self._window(wanted, words, candidate)
            if found is not None and self._went.taken(found[1]) < TAKEN:
                scored.append(found)
        scored.sort(key=lambda found: found[0], reverse=True)
        if not scored or len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY / 100:
            return None
        return scored[0][1], scored[0][0]

    def _window(self, wanted: list[str], words: str, candidate: int) -> tuple[float, Span] | None:
        text = self._new.all[candidate].text
        if LCSseq.similarity(wanted, self._new.words[candidate]) < PASSAGE * len(wanted):
            return None
        aligned = fuzz.partial_ratio_alignment(words, text, score_cutoff=100 * PASSAGE)
        if aligned is None:
            return None
        first, last = _whole_words(text, aligned.dest_start, aligned.dest_end)
        share = shared_words(words, text[first:last])
        return (share, Span(candidate, first, last)) if share >= PASSAGE else None


def closest(words: str, text: str, first: int, last: int) -> tuple[int, int]:
    """The part of a long stretch of some text that reads most like a quote; nothing of it where none does."""
    aligned = fuzz.partial_ratio_alignment(words, text[first : min(last, first + STRETCH)], score_cutoff=NARROWED)
    if aligned is None:
        return first, first
    return _whole_words(text, first + aligned.dest_start, first + aligned.dest_end)


def _whole_words(text: str, first: int, last: int) -> tuple[int, int]:
    """A stretch grown to whole words."""
    while 0 < first < len(text) and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while 0 < last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    return first, last

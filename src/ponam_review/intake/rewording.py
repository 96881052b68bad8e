"""What each author asked for in one paragraph: tracked changes of several people taken apart.

A returned copy often went round an office: two people changed the same paragraph. Each one's proposal is the old wording with that one's
changes only, so that one can be accepted without the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..word.reading.values import TrackedChange

ADDING = frozenset({"insert", "move-to"})
REMOVING = frozenset({"delete", "move-from"})
MOST_TRIES = 5_000
"""Ways of laying the changes over the paragraph that are tried before giving up: short words fit in many places."""


@dataclass(frozen=True, slots=True)
class _Tight:
    """A text without white space, and where each of its characters stands."""

    text: str
    places: tuple[int, ...]
    whole: str

    def piece(self, start: int, end: int) -> str:
        """Characters from `start` to `end`, as they stand."""
        return self.whole[self.places[start] : self.places[end - 1] + 1] if end > start else ""

    def space_before(self, start: int) -> str:
        """White space before a character; before the first one some, for what is put there is another word."""
        return self.whole[self.places[start - 1] + 1 : self.places[start]] if start else " "


def _tight(text: str) -> _Tight:
    places = tuple(place for place, character in enumerate(text) if not character.isspace())
    return _Tight("".join(text[place] for place in places), places, text)


@dataclass(frozen=True, slots=True)
class _Span:
    """One change laid over the paragraph: `old` and `new` are where it stands in either text, `length` its characters."""

    author: str
    adds: bool
    old: int
    new: int
    length: int


def wordings(old: str, new: str, changes: Sequence[TrackedChange]) -> dict[str, str] | None:
    """Each author's wording of a paragraph, by author; None where the changes cannot be told apart."""
    before, after = _tight(old), _tight(new)
    told = [(c.author, c.kind in ADDING, "".join(c.text.split())) for c in changes if c.kind in ADDING | REMOVING]
    spans = _lay(before.text, after.text, [change for change in told if change[2]])
    if spans is None:
        return None
    authors = dict.fromkeys(span.author for span in spans)
    return {author: _wording(before, after, spans, author) for author in authors}


def _lay(old: str, new: str, changes: Sequence[tuple[str, bool, str]]) -> list[_Span] | None:
    """The places of all changes, in order, such that what lies between them is the same in both texts."""
    tries = 0
    waiting: list[tuple[int, int, int, tuple[_Span, ...]]] = [(0, 0, 0, ())]
    while waiting and tries < MOST_TRIES:
        tries += 1
        rank, i, j, spans = waiting.pop()
        if rank == len(changes):
            if old[i:] == new[j:]:
                return list(spans)
            continue
        author, adds, text = changes[rank]
        same = _common(old, new, i, j)
        where, start = (new, j) if adds else (old, i)
        found: list[tuple[int, int, int, tuple[_Span, ...]]] = []
        place = where.find(text, start, start + same + len(text))
        while place >= 0:
            kept = place - start
            span = _Span(author, adds, i + kept, j + kept, len(text))
            step = (0, len(text)) if adds else (len(text), 0)
            found.append((rank + 1, i + kept + step[0], j + kept + step[1], (*spans, span)))
            place = where.find(text, place + 1, start + same + len(text))
        waiting += reversed(found)
    return None


def _common(old: str, new: str, i: int, j: int) -> int:
    length, most = 0, min(len(old) - i, len(new) - j)
    while length < most and old[i + length] == new[j + length]:
        length += 1
    return length


def _wording(old: _Tight, new: _Tight, spans: Sequence[_Span], author: str) -> str:
    parts: list[str] = []
    i = j = 0
    touched = False
    for span in (*spans, _Span("", False, len(old.text), len(new.text), 0)):
        kept = [(i, old.piece(i, span.old))]
        if not span.adds and span.author != author:
            kept.append((span.old, old.piece(span.old, span.old + span.length)))
        for start, piece in kept:
            if piece:
                parts += (_glue(old, new, start, j) if touched else old.space_before(start), piece)
                touched = False
        i, j = span.old, span.new
        if span.adds:
            if span.author == author:
                parts += (new.space_before(j), new.piece(j, j + span.length))
                touched = True
            j += span.length
        elif span.length:
            touched = touched or span.author == author
            i += span.length
    return " ".join("".join(parts).split())


def _glue(old: _Tight, new: _Tight, i: int, j: int) -> str:
    """The white space before words that stay, behind words of the author's own: as the new text has it, where it goes on."""
    return new.space_before(j) if j < len(new.text) else old.space_before(i)

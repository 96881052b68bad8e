"""Text laid bare: letters as everybody types them, without case, accents, white space or typographic signs.

A quote comes back with straight quotation marks, without no-break spaces, cut into lines, in capitals without accents. Two texts that
say the same are equal once bare, and a place found in bare text is carried back to the text as it stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = {
    **dict.fromkeys('«»“”„‟"″‹›', '"'),
    **dict.fromkeys("’‘‛`´′ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    "№": "no",
}


class _Letters(dict[str, str]):
    """What each character becomes; filled in as characters are met."""

    def __missing__(self, character: str) -> str:
        self[character] = plain = _plain(character)
        return plain


def _plain(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    letters = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(_SIGNS.get(c, c) for c in letters.casefold() if not c.isspace())


_LETTERS = _Letters()


class _Signs(dict[str, str]):
    """The same, but letters keep their case and accents."""

    def __missing__(self, character: str) -> str:
        self[character] = kept = _kept(character)
        return kept


def _kept(character: str) -> str:
    if character in "œŒæÆ":
        return {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}[character]
    if character in _SIGNS or character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
        return _plain(character)
    return "".join(_SIGNS.get(c, c) for c in unicodedata.normalize("NFKC", character) if not c.isspace())


_KEPT = _Signs()


def typed(text: str) -> str:
    """The text without what typography adds: white space left out, quotation marks, dashes and apostrophes as a keyboard has them.

    Two texts that differ only here say the same in the same spelling. A combining accent is joined to its letter.
    """
    return "".join(map(_KEPT.__getitem__, text if text.isascii() else unicodedata.normalize("NFC", text)))


def bare(text: str) -> str:
    """The text laid bare."""
    return "".join(map(_LETTERS.__getitem__, text))


def bare_words(text: str) -> tuple[str, ...]:
    """The words of a text, each laid bare; signs alone are no words."""
    return tuple(word for word in map(bare, text.replace("’", " ").replace("'", " ").split()) if any(map(str.isalnum, word)))


def offsets(text: str) -> tuple[int, ...]:
    """For each character of the bare text, where it comes from."""
    return tuple(place for place, character in enumerate(text) for _ in _LETTERS[character])


@dataclass(frozen=True, slots=True)
class Joined:
    """Many bare texts end to end, so that one search goes through all of them."""

    text: str
    starts: tuple[int, ...]

    def line(self, position: int) -> int:
        """Which of the texts stands at `position`."""
        return bisect_right(self.starts, position) - 1


def joined(texts: Sequence[str]) -> Joined:
    starts: list[int] = []
    length = 0
    for text in texts:
        starts.append(length)
        length += len(text)
    return Joined("".join(texts), tuple(starts))

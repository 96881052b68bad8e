"""What a PDF says of itself, in the language of the text it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of every PDF."""

    language: str
    contents: str
    picture: str
    page: str
    formerly: str
    """Before a number that something had in the old text."""


FRENCH = Words(language="fr", contents="Sommaire", picture="Image", page="page", formerly="anc.")
ENGLISH = Words(language="en", contents="Contents", picture="Picture", page="page", formerly="was")
_WORDS: Mapping[str, Words] = {"fr": FRENCH, "en": ENGLISH}


def words_of(language: str) -> Words:
    """The words of a language; French where there are none in it."""
    return _WORDS.get(language[:2].lower(), FRENCH)

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
    restyled: str
    bar: str
    columns: tuple[str, ...]
    """Heads of the list of changes."""


FRENCH = Words(
    language="fr",
    contents="Sommaire",
    picture="Image",
    page="page",
    formerly="anc.",
    restyled="mise en forme ou note modifiée",
    bar="barre en marge : alinéa modifié, et numéro de la modification",
    columns=("N°", "Modification", "Passage", "Page"),
)
ENGLISH = Words(
    language="en",
    contents="Contents",
    picture="Picture",
    page="page",
    formerly="was",
    restyled="formatting or note changed",
    bar="bar in the margin: paragraph changed, and the number of the change",
    columns=("No.", "Change", "Passage", "Page"),
)
_WORDS: Mapping[str, Words] = {"fr": FRENCH, "en": ENGLISH}


def words_of(language: str) -> Words:
    """The words of a language; French where there are none in it."""
    return _WORDS.get(language[:2].lower(), FRENCH)

"""What a page says of itself, in the language of the text it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..text.direction import language_is_right_to_left


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a page, for every kind of page."""

    language: str
    """Of the text; BCP 47."""
    skip: str
    contents: str
    notes: str
    note: str
    back: str
    picture: str
    table: str
    mark: str
    remarks: str
    copy: str
    formerly: str
    """Before a number that something had in the old text."""

    @property
    def direction(self) -> str:
        """What the page says of the way its text reads; nothing where that is from left to right."""
        return "rtl" if language_is_right_to_left(self.language) else ""


FRENCH = Words(
    language="fr",
    skip="Aller au texte",
    contents="Sommaire",
    notes="Notes",
    note="Note",
    back="Retour au texte, note",
    picture="Image",
    table="Tableau",
    mark="Avertissement",
    remarks="Observations",
    copy="Exemplaire",
    formerly="anc.",
)
ENGLISH = Words(
    language="en",
    skip="Skip to the text",
    contents="Contents",
    notes="Notes",
    note="Note",
    back="Back to the text, note",
    picture="Picture",
    table="Table",
    mark="Notice",
    remarks="Comments",
    copy="Copy",
    formerly="was",
)
_WORDS: Mapping[str, Words] = {"fr": FRENCH, "en": ENGLISH}


def words_of(language: str) -> Words:
    """The words of a language; French where the page has none in it. The page says which language its text is in, all the same."""
    words = _WORDS.get(language[:2].lower(), FRENCH)
    return words if language in ("", words.language) else replace(words, language=language)

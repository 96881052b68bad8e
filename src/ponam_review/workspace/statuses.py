"""What an edition is called on its cover: the stages that a policy goes through, from the first draft to its adoption.

A status is typed in many ways ("validée techniquement", "Validee-techniquement"); the cover prints it in one. What is none of the known
stages is printed as typed: a ministry may have its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: words by which it is known (without accents), and how it is printed; `{n}` is the edition's number."""

    known: tuple[str, ...]
    french: str
    english: str


STAGES = (
    Stage(("draft", "projet", "avant-projet"), "Draft {n}", "Draft {n}"),
    Stage(("version provisoire", "provisoire", "provisional"), "Version provisoire {n}", "Provisional version {n}"),
    Stage(("validee techniquement", "validation technique", "technically validated"), "Validée techniquement", "Technically validated"),
    Stage(
        ("validee atelier national", "validee", "validation nationale", "validated"),
        "Validée (atelier national)",
        "Validated (national workshop)",
    ),
    Stage(("version definitive", "definitive", "finale", "version finale", "final"), "Version définitive", "Final version"),
    Stage(("adoptee", "adoption", "adopted"), "Adoptée", "Adopted"),
)
_ACCENTS = {
    "adoptee": "adoptée", "validee": "validée", "definitive": "définitive",
    "revisee": "révisée", "generale": "générale", "arretee": "arrêtée",
}  # fmt: skip
_NUMBER = re.compile(r"(.*?)\s*(?:n°\s*)?(\d{1,3})?")
_SIGNS = re.compile(r"[\s_()\-]+")


def edition_words(name: str, language: str) -> str:
    """An edition's name as people read it: `version-provisoire-1` is "Version provisoire 1"."""
    words = [_ACCENTS.get(word, word) if language == "fr" else word for word in name.replace("_", "-").split("-")]
    text = " ".join(filter(None, words)).replace("avant projet", "avant-projet")
    if not any(character.isalpha() for character in text):
        text = f"{'Edition' if language == 'en' else 'Version'} {text}"
    return text[:1].upper() + text[1:]


def status_words(status: str, name: str, language: str) -> str:
    """The status as printed; where none was given, what the edition's name says of itself, else nothing."""
    typed, own = _plain(status), _plain(name)
    stage = _stage(typed) if typed else _stage(own)
    if stage is None:
        return status[:1].upper() + status[1:]
    number = _numbered(typed) or (_numbered(own) if _stage(own) is stage else "")
    form = stage.english if language == "en" else stage.french
    return form.format(n=number).strip()


def _stage(plain: str) -> Stage | None:
    found = _NUMBER.fullmatch(plain)
    words = found[1] if found else plain
    return next((stage for stage in STAGES if words in stage.known), None)


def _numbered(plain: str) -> str:
    found = _NUMBER.fullmatch(plain)
    return (found[2] or "") if found else ""


def _plain(words: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(c))
    return _SIGNS.sub(" ", bare).strip() if "avant-projet" not in bare else bare.replace("-projet-", "-projet ")

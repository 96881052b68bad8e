"""The closed vocabularies of the register: codes in the database, words in French and English for people.

No import of Django here: the command line reads the codes before it opens anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from ..text.errors import UsageError


class Kind(StrEnum):
    """A proposal carries wording (a tracked change is one); a remark does not."""

    REMARK = "remark"
    PROPOSAL = "proposal"


class Nature(StrEnum):
    """What a comment is about; nothing where the sender did not say."""

    UNSAID = ""
    SUBSTANCE = "substance"
    FORM = "form"
    FACT = "fact"
    TRANSLATION = "translation"
    GENERAL = "general"


class Suite(StrEnum):
    """The disposition: what becomes of a comment. PENDING is the absence of one."""

    PENDING = ""
    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted-with-changes"
    PARTLY_ACCEPTED = "partly-accepted"
    REJECTED = "rejected"
    NOTED = "noted"
    REFERRED = "referred"
    OUT_OF_SCOPE = "out-of-scope"
    ALREADY_MET = "already-met"
    DUPLICATE = "duplicate"


class Channel(StrEnum):
    """How a submission came in."""

    WORD = "word"
    MATRIX = "matrix"
    EMAIL = "email"
    WEB = "web"
    KIT = "kit"
    """The page that works offline; its answers arrive as small files."""
    PAPER = "paper"
    MEETING = "meeting"
    MESSAGE = "message"
    OTHER = "other"


class Edit(StrEnum):
    """What a proposal does to the passage it stands on; FREE where only its words say so.

    A MOVE says in its source after which block the passage goes (`after_section`, `after_block`)."""

    FREE = ""
    REWORD = "reword"
    INSERT_AFTER = "insert-after"
    DELETE = "delete"
    MOVE = "move"


class Certainty(StrEnum):
    """How sure the place of a comment is. A doubtful one waits for a person; an unplaced one keeps the
    sender's words."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    UNPLACED = "unplaced"


class Standing(StrEnum):
    """Whether a comment counts. Only ACTIVE ones stand in lists, matrices and reports unless others are asked for."""

    ACTIVE = ""
    PREPARING = "preparing"
    """Its institution has not sent its consolidated position yet."""
    SUPERSEDED = "superseded"
    """A corrected one from the same sender took its place before it was answered."""
    WITHDRAWN = "withdrawn"
    """Its sender took it back."""


class AnchorState(StrEnum):
    """How far the anchor of a comment can be trusted in a later edition."""

    SURE = "sure"
    TO_CONFIRM = "to-confirm"
    CONFIRMED = "confirmed"
    ORPHAN = "orphan"


class Part(StrEnum):
    """How much of a proposal went into the text."""

    WHOLE = "whole"
    PARTIAL = "partial"


class ApplicationState(StrEnum):
    """Whether the change still stands in the text."""

    STANDING = ""
    REVERTED = "reverted"


PUBLIC, INTERNAL, RESTRICTED = "", "internal", "restricted"
"""The usual confidentiality groups; others may be named freely."""

Words = Mapping[str, tuple[str, str]]
"""Code → (French, English)."""

KINDS: Words = {"remark": ("Observation", "Remark"), "proposal": ("Proposition", "Proposal")}

NATURES: Words = {
    "": ("", ""),
    "substance": ("Fond", "Substance"),
    "form": ("Forme", "Form"),
    "fact": ("Factuel", "Fact"),
    "translation": ("Traduction", "Translation"),
    "general": ("Général", "General"),
}

SUITES: Words = {
    "": ("À traiter", "Pending"),
    "accepted": ("Retenue", "Accepted"),
    "accepted-with-changes": ("Retenue avec modification", "Accepted with changes"),
    "partly-accepted": ("Partiellement retenue", "Partly accepted"),
    "rejected": ("Non retenue", "Rejected"),
    "noted": ("Prise en note", "Noted"),
    "referred": ("Renvoyée pour arbitrage", "Referred"),
    "out-of-scope": ("Hors champ", "Out of scope"),
    "already-met": ("Déjà satisfaite", "Already met"),
    "duplicate": ("Doublon", "Duplicate"),
}

CHANNELS: Words = {
    "word": ("Copie Word", "Word copy"),
    "matrix": ("Matrice", "Matrix"),
    "email": ("Courriel", "E-mail"),
    "web": ("Formulaire en ligne", "Web form"),
    "kit": ("Page hors ligne", "Offline page"),
    "paper": ("Fiche papier", "Paper form"),
    "meeting": ("Séance", "Meeting"),
    "message": ("Message", "Message"),
    "other": ("Autre", "Other"),
}

STANDINGS: Words = {
    "": ("", ""),
    "preparing": ("En préparation", "In preparation"),
    "superseded": ("Remplacée", "Superseded"),
    "withdrawn": ("Retirée", "Withdrawn"),
}

GROUPS: Words = {"": ("Public", "Public"), "internal": ("Interne", "Internal"), "restricted": ("Restreint", "Restricted")}

ANCHOR_STATES: Words = {
    "sure": ("Sûr", "Sure"),
    "to-confirm": ("À confirmer", "To be confirmed"),
    "confirmed": ("Confirmé", "Confirmed"),
    "orphan": ("Orphelin", "Orphan"),
}

_OTHER_SUITE_WORDS = {
    "accepte": "accepted",
    "acceptee": "accepted",
    "accept": "accepted",
    "pris en compte": "accepted",
    "prise en compte": "accepted",
    "retenu": "accepted",
    "acceptee avec modification": "accepted-with-changes",
    "acceptee avec modifications": "accepted-with-changes",
    "retenue avec modifications": "accepted-with-changes",
    "modified": "accepted-with-changes",
    "partiellement": "partly-accepted",
    "partiellement acceptee": "partly-accepted",
    "retenue en partie": "partly-accepted",
    "partially accepted": "partly-accepted",
    "non retenu": "rejected",
    "rejete": "rejected",
    "rejetee": "rejected",
    "refusee": "rejected",
    "not accepted": "rejected",
    "note": "noted",
    "notee": "noted",
    "pris note": "noted",
    "renvoyee": "referred",
    "a arbitrer": "referred",
    "arbitrage": "referred",
    "sans objet": "out-of-scope",
    "hors sujet": "out-of-scope",
    "deja pris en compte": "already-met",
    "deja prise en compte": "already-met",
    "deja satisfait": "already-met",
    "doublon de": "duplicate",
    "duplicate of": "duplicate",
}

_OTHER_NATURE_WORDS = {
    "technique": "substance",
    "technical": "substance",
    "te": "substance",
    "redaction": "form",
    "redactionnel": "form",
    "redactionnelle": "form",
    "editorial": "form",
    "editoriale": "form",
    "ed": "form",
    "typo": "form",
    "factuelle": "fact",
    "factual": "fact",
    "fait": "fact",
    "erreur factuelle": "fact",
    "ge": "general",
    "generale": "general",
}

V = TypeVar("V", bound=StrEnum)


@lru_cache(maxsize=10_000)
def plain_words(text: str) -> str:
    """Letters and figures only, without case or accents: where spellings of a name or heading meet."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


_COMBINING = re.compile("[\u0300-\u036f]+")
_NO_LETTER = re.compile(r"[\W_]+")


def folded(*texts: str) -> str:
    """Texts as they are searched: letters and figures without case or accents, a space before each word."""
    text = " ".join(texts).casefold()
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return _NO_LETTER.sub(" ", f" {text}").rstrip()


def tag_name(text: str) -> str:
    """A tag as it is kept: small letters, single spaces, without a leading #."""
    return " ".join(text.replace("\0", "").split()).lstrip("#").casefold()[:40].strip()


def group_name(text: str) -> str:
    """A confidentiality group as it is kept: the usual ones by their code, in whichever language they were said."""
    name = tag_name(text)
    plain = plain_words(name)
    return next((code for code, words in GROUPS.items() if plain in (code, *map(plain_words, words))), name)


def label(words: Words, code: str, language: str) -> str:
    """The words of a code in the user's language."""
    french, english = words[code]
    return english if language == "en" else french


def suite_of(text: str) -> Suite | None:
    """The disposition that `text` names, by its code or in French or English; None where it names none."""
    found = _code_of(text, SUITES, _OTHER_SUITE_WORDS)
    return Suite(found) if found else None


def require_suite(text: str) -> Suite:
    """The same for what a user typed: refused with the list of words that are understood."""
    suite = suite_of(text)
    if suite is None:
        known = ", ".join(f"{code} ({label(SUITES, code, 'fr')})" for code in SUITES if code)
        raise UsageError("“{word}” is not a disposition; write one of: {known}", word=text, known=known)
    return suite


def nature_of(text: str) -> Nature:
    """The nature that a sender's word names; UNSAID where it names none."""
    return Nature(_code_of(text, NATURES, _OTHER_NATURE_WORDS))


def _code_of(text: str, words: Words, others: Mapping[str, str]) -> str:
    wanted = plain_words(text)
    if not wanted:
        return ""
    for code, labels in words.items():
        if wanted in (plain_words(code), *map(plain_words, labels)):
            return code
    return others.get(wanted, "")

"""What stands typed in front of a title, and what a title says of its section: its kind, its id.

The tool numbers sections itself, so that "1.2.", "II –" or "Chapitre III :" would stand there twice. "Axe 2" and "Article 4" are names as
much as numbers: the text speaks of them, and they stay unless the tool prints that very number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..model import SectionKind
from ..plain import fold
from .letters import plain_letters

_ROMAN = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = re.compile(
    rf"(?:(?:\d+|{_ROMAN}|[A-Z])(?:\.\d+)+\.?|\d+[.)]|{_ROMAN}[.)]|[A-Z]\.|[A-H][)/]|\d{{1,2}}°"
    rf"|(?:\d{{1,2}}|{_ROMAN})(?=[\s\u00a0]+[–—-][\s\u00a0])|(?:\d{{1,2}}|{_ROMAN})(?=[-/–][\s\u00a0]*[A-ZÀ-Ý]))"
    r"[\s\u00a0]*(?:[–—:/-][\s\u00a0]*)?(?=\S)"
)
ORDINALS = {
    **dict.fromkeys(("premier", "première", "unique", "one", "first"), 1),
    **dict.fromkeys(("deuxième", "seconde", "second", "two"), 2),
    **dict.fromkeys(("troisième", "third", "three"), 3),
    **dict.fromkeys(("quatrième", "fourth", "four"), 4),
    **dict.fromkeys(("cinquième", "fifth", "five"), 5),
    **dict.fromkeys(("sixième", "sixth"), 6),
    **dict.fromkeys(("septième", "seventh"), 7),
    **dict.fromkeys(("huitième", "eighth"), 8),
    **dict.fromkeys(("neuvième", "ninth"), 9),
    **dict.fromkeys(("dixième", "tenth"), 10),
}
_DIVISIONS = ("partie", "titre", "chapitre", "section", "part", "title", "chapter")
"""Words that only count; what they count is the tool's business, largest first."""
_NAMES = ("axe", "article", "volet", "composante", "pilier", "objectif", "orientation", "pillar", "component", "objective")
_VALUE = rf"(?:{'|'.join(ORDINALS)}|1er|1ère|\d+(?:\.\d+)*|{_ROMAN}|[A-Z])"
_LABEL = re.compile(
    rf"(?P<word>{'|'.join((*_DIVISIONS, *_NAMES))})(?:[\s\u00a0]+(?:spécifique|stratégique|prioritaire))?[\s\u00a0]+(?:n[°o][\s\u00a0]*)?"
    rf"(?P<value>{_VALUE})(?![\w’'])[\s\u00a0]*(?:[.:–—/-]+[\s\u00a0]*)?",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    rf"(?P<value>{'|'.join(ORDINALS)})[\s\u00a0]+(?P<word>partie|section|part)\b[\s\u00a0]*(?:[.:–—/-]+[\s\u00a0]*)?", re.IGNORECASE
)
_ANNEX = re.compile(
    r"(?:annexe|annex|appendice|appendix)\b[\s\u00a0]*(?:n[°o]\s*)?(?:[A-Z]|\d+|[IVX]+)?\b[\s\u00a0]*[.:–—-]*[\s\u00a0]*", re.IGNORECASE
)
_FRONT = re.compile(
    r"(?:avant-propos|préface|préambule|remerciements|sigles|liste des|acronymes|abréviations|résumé|dédicace|mot d|message d"
    r"|note liminaire|foreword|preface|preamble|acknowledge?ments|acronyms|abbreviations|executive summary)",
    re.IGNORECASE,
)
ACRONYMS = re.compile(r"\b(?:sigles|acronymes|abr[ée]viations|acronyms|abbreviations)\b", re.IGNORECASE)
"""A title that announces the list of acronyms."""
_FEW = 8
_ELIDED = re.compile(r"\b(?:[ldnmtscj]|qu|jusqu|lorsqu)['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """ "Axe 2 :" in front of "Protéger les familles"."""

    words: str
    word: str
    value: int
    rest: str

    @property
    def counts_only(self) -> bool:
        """Whether the word says nothing but which number it is."""
        return self.word in _DIVISIONS

    @property
    def rank(self) -> int:
        """How large a part it names: a "partie" holds "chapitres"."""
        return (*_DIVISIONS, *_NAMES).index(self.word) if self.word in _DIVISIONS else len(_DIVISIONS)


def label_of(text: str) -> Label | None:
    """The word and number that name a division at the beginning of a title."""
    found = _LABEL.match(text) or _ORDINAL_FIRST.match(text)
    if found is None:
        return None
    return Label(found[0].rstrip(" \u00a0.:–—/-"), found["word"].lower(), number_of(found["value"]), text[found.end() :])


def number_of(value: str) -> int:
    """Which number "III", "3", "troisième" or "C" is; 0 where it is none or has several parts."""
    plain = value.lower()
    if plain in ORDINALS:
        return ORDINALS[plain]
    if plain.rstrip("eèr").isdecimal():
        return int(plain.rstrip("eèr"))
    if re.fullmatch(_ROMAN, value.upper()) and plain not in ("c", "l"):
        signs = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
        digits = [signs[sign] for sign in value.upper()]
        return sum(-d if d < max(digits[i + 1 :], default=0) else d for i, d in enumerate(digits))
    return ord(plain) - ord("a") + 1 if len(plain) == 1 and plain.isalpha() else 0


def typed_number(text: str) -> str:
    """The bare number in front of a title ("1.2.", "IV –"), "" where there is none."""
    found = _NUMBER.match(text)
    return found[0].strip(" \u00a0") if found else ""


def unnumbered(text: str) -> str:
    """A title without the bare number typed in front of it."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def title_of(text: str) -> tuple[str, SectionKind]:
    """A section's title without the number typed in front of it, and what kind of section such a title begins."""
    words = fold(plain_letters(text))
    annex = _ANNEX.match(words)
    if annex:
        return words[annex.end() :] or words, "annexe"
    words = unnumbered(words)
    return words or "Section", "liminaire" if _FRONT.match(words) else "corps"


def slug(title: str) -> str:
    """An id made of a title: lower-case letters, digits and hyphens, at most 40, cut between words; "Axe 2 – Protéger …" is "axe-2"."""
    if ACRONYMS.search(title) and len(title.split()) <= _FEW:
        return "sigles"  # the id by which the tool knows that the text has its own list
    named = label_of(title)
    if named is not None and not named.counts_only and named.value:
        title = f"{named.word} {named.value}"
    plain = _ELIDED.sub("", title).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if words[:1].isdigit():
        words = f"s-{words}"
    if len(words) > 40:
        words = words[:41].rpartition("-")[0] or words[:40]
    return words.strip("-") or "section"

"""One spelling for one word: hyphens that come and go, known doublets, terms that are not written as in the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from .findings import Finding
from .prose import Prose
from .subject import Subject
from .writing import at

_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]{2,}(?:-[^\W\d_]{2,})*(?![\w-])")
_LETTERS = re.compile(r"\w+")
_DOUBLETS = (
    ("événement", "évènement"), ("réglementaire", "règlementaire"), ("réglementation", "règlementation"), ("clé", "clef"),
    ("cadre de concertation", "cadre de concertations"), ("plan d’action", "plan d’actions"), ("main-d’œuvre", "main d’œuvre"),
    ("société civile", "sociétés civiles"), ("prise en charge", "prises en charges"), ("compte rendu", "compte-rendu"),
    ("procès-verbal", "procès verbal"), ("bien-être", "bien être"), ("chef-lieu", "chef lieu"), ("sous-région", "sous région"),
    ("savoir-faire", "savoir faire"), ("non-refoulement", "non refoulement"), ("e-mail", "courriel"),
)  # fmt: skip
"""Pairs of spellings; both may be right, but not both in one text. The plural counts with the singular."""
_SPELLINGS = frozenset(word for pair in _DOUBLETS for word in pair)
_CHOICE = "|".join(re.escape(word) for word in sorted(_SPELLINGS, key=len, reverse=True)).replace("’", "[’']").replace("\\ ", "[ \u00a0]")
_ANY_DOUBLET = re.compile(rf"(?<!\w)(?:{_CHOICE})s?(?!\w)", re.IGNORECASE)
_CLITICS = frozenset("je tu il elle on ce nous vous ils elles le la les lui leur y en moi toi là ci même mêmes".split())


def check_spellings(subject: Subject) -> Iterator[Finding]:
    """The rarer spelling is reported, at each place; the commoner one is proposed."""
    yield from _hyphens(subject)
    found: dict[str, list[tuple[Prose, int]]] = defaultdict(list)
    for _document, _section, prose in subject.texts():
        for match in prose.finditer(_ANY_DOUBLET):
            found[_singular(match[0])].append((prose, match.start()))
    for one, other in _DOUBLETS:
        if found[one] and found[other]:
            rare, common = sorted((one, other), key=lambda word: len(found[word]))
            for prose, offset in found[rare]:
                yield _two_spellings(prose, offset, rare, common)


def _hyphens(subject: Subject) -> Iterator[Finding]:
    """« ré-insertion » and « réinsertion »."""
    spellings: dict[str, dict[str, list[tuple[Prose, int]]]] = defaultdict(lambda: defaultdict(list))
    for _document, _section, prose in subject.texts():
        for match in prose.finditer(_WORD):
            word = match[0].casefold()
            parts = word.split("-")
            if len(parts) == 1 or not (_CLITICS & set(parts[1:])):
                spellings["".join(parts)][word].append((prose, match.start()))
    for variants in spellings.values():
        if len(variants) > 1:
            common = max(variants, key=lambda word: len(variants[word]))
            for word, places in variants.items():
                for prose, offset in places if word != common else ():
                    yield _two_spellings(prose, offset, word, common)


def _two_spellings(prose: Prose, offset: int, here: str, common: str) -> Finding:
    sentence = "“{here}” is written “{common}” elsewhere; keep one of the two"
    return at("terms/spelling", sentence, prose, offset, here=here, common=common)


def _singular(words: str) -> str:
    """The spelling of the table that a match stands for."""
    plain = words.casefold().replace("'", "’").replace("\u00a0", " ")
    return plain if plain in _SPELLINGS else plain.removesuffix("s")


def check_glossary(subject: Subject) -> Iterator[Finding]:
    """A term of several words whose accents, hyphens, or plural of one word only, are not those of the glossary."""
    wanted = {_key(entry.term): entry.term for entry in subject.glossary.terms if " " in entry.term or "-" in entry.term}
    if not wanted:
        return
    begins: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in wanted:
        parts = tuple(key.split())
        begins[parts[0]].append(parts)
    for _document, _section, prose in subject.texts():
        words = [(match.start(), match.end(), _key(match[0])) for match in _LETTERS.finditer(prose.text)]
        for first, (start, _end, key) in enumerate(words):
            for parts in begins.get(key, ()):
                window = words[first : first + len(parts)]
                here = prose.text[start : window[-1][1]]
                if tuple(word[2] for word in window) == parts and "\x00" not in here and not _same_term(here, wanted[" ".join(parts)]):
                    term = wanted[" ".join(parts)]
                    yield at("terms/glossary", "“{here}” is written “{wanted}” in the glossary", prose, start, here=here, wanted=term)


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in re.findall(r"\w+", bare))


def _same_term(here: str, term: str) -> bool:
    """The singular of the glossary, or a plural that begins with its first word: « plans d’action », not « plan d’actions »."""
    one, other = ([w.casefold() for w in re.findall(r"\w+|-", text)] for text in (here, term))
    if one == other or len(one) != len(other):
        return one == other
    plural = [a != b and a.rstrip("sx") == b.rstrip("sx") for a, b in zip(one, other, strict=True)]
    rest_same = all(a == b or p for a, b, p in zip(one, other, plural, strict=True))
    return rest_same and (plural[0] or not any(plural))

"""French typography: what the Imprimerie nationale's usage wants, or the European institutions' Interinstitutional style guide (6.4).

Every finding proposes what to write; nothing is changed unless `ponam check --fix` is asked for. Where a text follows the European
convention (`typography = "eu"`), no space stands before : ; ! ? nor inside « ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .findings import Finding, Fix
from .prose import MASK, Prose
from .subject import Subject
from .writing import correction

NARROW = "\u202f"
NBSP = "\u00a0"
_SPACE = f"[ {NBSP}{NARROW}\u2009]"
_BOTH = (NBSP, NARROW)

Replacement = Callable[[re.Match[str]], str | None]
"""What to write instead of a match; None: it is right as it stands."""


def _each(subject: Subject, rule: str, template: str, pattern: re.Pattern[str], replacement: Replacement) -> Iterator[Finding]:
    for document, _section, prose in subject.texts():
        if subject.convention(document) != "none":
            yield from _in(prose, rule, template, pattern, replacement)


def _in(prose: Prose, rule: str, template: str, pattern: re.Pattern[str], replacement: Replacement) -> Iterator[Finding]:
    for match in prose.finditer(pattern):
        wanted = replacement(match)
        if wanted is not None and wanted != match[0]:
            yield correction(rule, template, prose, Fix(prose.file, match.start(), match.end(), wanted))


# ------------------------------------------------------------------ spaces

_BEFORE_SIGN = re.compile(rf"(?<=[\w)»%’°”{MASK}])(?P<space>{_SPACE}*)(?P<sign>[;!?]+)(?=[\s»”)|{MASK}]|\Z)")
_BEFORE_COLON = re.compile(rf"(?<=[\w)»%’°”{MASK}])(?P<space>{_SPACE}*):(?=[\s»{MASK}]|\Z)")
_AFTER_OPENING = re.compile(rf"«(?P<space>{_SPACE}*)(?=[^\s])")
_BEFORE_CLOSING = re.compile(rf"(?<=[^\s«])(?P<space>{_SPACE}*)»")
_BEFORE_PERCENT = re.compile(rf"(?<=\d)(?P<space>{_SPACE}*)%")
_DOUBLE = re.compile(r"(?<=[^\s|])(?<!\x00)  +(?=[^\s|\x00])")


def check_spaces(subject: Subject) -> Iterator[Finding]:
    sentence = "the spaces of “{found}” are not those of French typography; write “{wanted}”"
    for document, _section, prose in subject.texts():
        convention = subject.convention(document)
        if convention == "none":
            continue
        tight = convention == "eu"
        for pattern, lead, wanted in (
            (_BEFORE_SIGN, "", "" if tight else NARROW),
            (_BEFORE_COLON, "", "" if tight else NBSP),
            (_AFTER_OPENING, "«", "" if tight else NBSP),
            (_BEFORE_CLOSING, "", "" if tight else NBSP),
            (_BEFORE_PERCENT, "", NBSP),
        ):
            yield from _in(prose, "typography/spaces", sentence, pattern, _spaced(lead, wanted))
        yield from _in(prose, "typography/spaces", "two spaces follow each other; keep one", _DOUBLE, lambda _match: " ")


def _spaced(lead: str, wanted: str) -> Replacement:
    def replacement(match: re.Match[str]) -> str | None:
        space = match["space"]
        if (space == wanted) or (wanted and space in _BOTH):
            return None
        return lead + wanted if lead else wanted + match[0][len(space) :]

    return replacement


# ------------------------------------------------------------------ signs

_STRAIGHT = re.compile(r'"(?=[^\s"|])(?P<inside>[^"\n|]+?)(?<=[^\s"|])"')
_CURVED = re.compile(r"“(?P<inside>[^“”\n|]+)”")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«\x00])")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_DASH = re.compile(rf"(?<=[\w)»,.;:{NARROW}{NBSP}]) -(?= [\w(«])|(?<=[\w)»]) --(?= )")


def check_quotes(subject: Subject) -> Iterator[Finding]:
    """Curved English quotation marks are right inside « », for a quotation in a quotation."""
    sentence = "“{found}”: French quotation marks are « »; write “{wanted}”"
    for document, _section, prose in subject.texts():
        convention = subject.convention(document)
        if convention == "none":
            continue
        space = "" if convention == "eu" else NBSP

        def replacement(match: re.Match[str], *, space: str = space, text: str = prose.text) -> str | None:
            return None if _is_quoted(text, match.start()) else f"«{space}{match['inside'].strip()}{space}»"

        for pattern in (_STRAIGHT, _CURVED):
            yield from _in(prose, "typography/quotes", sentence, pattern, replacement)


def _is_quoted(text: str, offset: int) -> bool:
    start = text.rfind("\n\n", 0, offset) + 1
    return text.count("«", start, offset) > text.count("»", start, offset)


def check_apostrophes(subject: Subject) -> Iterator[Finding]:
    sentence = "a straight apostrophe; write “’”"
    yield from _each(subject, "typography/apostrophes", sentence, _APOSTROPHE, lambda _match: "’")


def check_dots(subject: Subject) -> Iterator[Finding]:
    yield from _each(subject, "typography/dots", "three dots; write the sign “…”", _DOTS, lambda _match: "…")


def check_dashes(subject: Subject) -> Iterator[Finding]:
    yield from _each(subject, "typography/dashes", "a hyphen serves as a dash; write “–”", _DASH, lambda _match: " –")


# ------------------------------------------------------------------ numbers

_GROUPS = re.compile(rf"(?<![\d.,/°-])\d{{1,3}}(?:[ {NBSP}\u2009]\d{{3}})+(?!\d|[.,]\d{{3}})")
_POINTS = re.compile(r"(?<![\d.,/°-])\d{1,3}(?:\.\d{3})+(?![\d.])(?=[ \u00a0\u202f]\w)")
_LONG = re.compile(r"(?<![\w.,/°+–-])[1-9]\d{4,8}(?![\w/-])(?=[ \u00a0\u202f](?:[a-zéèêàâîôûç]|FCFA))")
_UNIT = re.compile(r"(?<=\d) (?=(?:FCFA|francs CFA|millions?|milliards?|km|ha|kg|€|°C|h|ans?|mois)\b)")
_ORDINAL = re.compile(r"\b(?P<number>\d+|[XVI]+)(?P<ending>ièmes?|iemes?|èmes?|emes?|ère?s?|ere|ndes?|éme)\b")


def check_numbers(subject: Subject) -> Iterator[Finding]:
    """Years, pages and numbers of laws are not grouped: only numbers of five digits and more that count something are."""
    sentence = "“{found}”: write “{wanted}”, with no-break spaces"
    rule = "typography/numbers"

    def grouped(match: re.Match[str]) -> str | None:
        digits = re.sub(r"\D", "", match[0])
        return None if NBSP in match[0] and " " not in match[0] else f"{int(digits):,}".replace(",", NARROW)

    for pattern, replacement in ((_GROUPS, grouped), (_POINTS, grouped), (_LONG, grouped), (_UNIT, lambda _match: NBSP)):
        yield from _each(subject, rule, sentence, pattern, replacement)


def check_ordinals(subject: Subject) -> Iterator[Finding]:
    yield from _each(subject, "typography/ordinals", "“{found}”: write “{wanted}”", _ORDINAL, _ordinal)


def _ordinal(match: re.Match[str]) -> str | None:
    number, ending = match["number"], match["ending"]
    if ending in ("nde", "ndes"):
        return None
    first = number in ("1", "I")
    if ending in ("ère", "ere", "ères", "ér", "èr"):
        return f"{number}re" if first else None
    if ending == "er":
        return None
    return f"{number}e" + ("s" if ending.endswith("s") else "")


# ------------------------------------------------------------------ words

_WORDS = (
    "Échange Échanges Échéance Éducation Économie Économique Économiques École Écoles Écologie Égalité Égal Égypte Élaboration Élaborer",
    "Élevage Électricité Électronique Élection Élections Émigration Émirats Émigré Émigrés Énergie Équipement Équipements Équipe Équité",
    "Établir Établissement Établissements État États Éthiopie Étranger Étrangers Étude Études Évaluation Évaluations Éviter Évolution",
)
_SHOUTED = (
    "ÉTAT ÉTATS ÉCONOMIE ÉCOLE ÉDUCATION SÉCURITÉ RÉPUBLIQUE INTÉRIEUR EXTÉRIEUR MINISTÈRE SECRÉTARIAT SANTÉ GÉNÉRAL ÉTABLIS ÉTUDE",
    "ÉVALUATION ÉNERGIE",
)
_ACCENTED = {"E" + word[1:]: word for line in _WORDS for word in line.split()}
_ACCENTED |= {word.replace("É", "E").replace("È", "E"): word for line in _SHOUTED for word in line.split()}
_CAPITAL = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_ACCENTED, key=len, reverse=True))})(?!\w)")
_A = re.compile(
    r"(?:(?<=\n)|(?<=\A)|(?<=[.!?…:] )|(?<=\x00 )|(?<=« )|(?<=«\u00a0))A"
    r"(?= (?:l[’']|(?:la|le|cet|ce|cette|ces|partir|travers|titre|défaut|moyen|court|long|terme|noter|savoir|leur|son|sa|chaque|plus) "
    r"|Bamako|Paris|Rabat|Dakar|Tunis|Abidjan))"
)


def check_capitals(subject: Subject) -> Iterator[Finding]:
    sentence = "“{found}”: capital letters keep their accents; write “{wanted}”"
    rule = "typography/capitals"
    yield from _each(subject, rule, sentence, _CAPITAL, lambda match: _ACCENTED[match[0]])
    yield from _each(subject, rule, sentence, _A, lambda _match: "À")


_MONEY = re.compile(rf"(?<=\d)(?P<space>{_SPACE}*)(?:F\.?{_SPACE}?CFA|Fcfa|fcfa|f{_SPACE}?cfa|XOF)\b|\b(?:F\.?{_SPACE}?CFA|Fcfa|fcfa)\b")


def check_money(subject: Subject) -> Iterator[Finding]:
    def replacement(match: re.Match[str]) -> str | None:
        if match[0] == "FCFA":
            return None
        space = match["space"]
        if space is None:
            return "FCFA"
        return (space if space in _BOTH else NBSP) + "FCFA"

    yield from _each(subject, "typography/money", "“{found}”: write “{wanted}”", _MONEY, replacement)

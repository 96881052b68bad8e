"""References to legal acts: read however they are typed, proposed in one form, held to one date.

The usual form of Mali's Official Journal: « loi n°2013-015 du 21 mai 2013 », « décret n°2025-0101/PT-RM du 14 février 2025 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .findings import Finding, Fix
from .prose import Prose
from .subject import Subject
from .writing import at, correction

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_SHORT = {"janv": 1, "févr": 2, "fevr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|fevrier|aout|decembre|{'|'.join(_SHORT)})\.?"
_S = "[ \u00a0\u202f]"
_ACT = re.compile(
    rf"""
    (?P<kind>\b(?:lois?(?:{_S}organique|{_S}d[’']orientation)?|décrets?|decrets?|ordonnances?|arrêtés?|arretes?|décisions?|circulaires?)){_S}+
    (?P<sign>n{_S}?[°ºo]|N{_S}?[°º]|numéro|no\.){_S}*
    (?P<number>(?P<year>\d{{2}}|\d{{4}}){_S}?[-–‑/]{_S}?\d{{2,5}})
    (?P<suffix>{_S}?[/-]{_S}?[A-Za-z]{{1,6}}(?:[-–‑/]{_S}?[A-Za-z]{{2,5}})*)?
    (?:(?P<link>{_S}+(?:du|en{_S}date{_S}du){_S}+)(?P<day>\d{{1,2}}(?:er|{_S}er)?){_S}+{_MONTH}{_S}+(?P<dated>\d{{4}})\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One reference: what act it names, and the date it gives (day, month, year), None where it gives none."""

    kind: str
    number: str
    date: tuple[int, int, int] | None
    match: re.Match[str]

    @property
    def name(self) -> str:
        return f"{self.kind} n°{self.number}"


def acts(prose: Prose) -> Iterator[Act]:
    for match in prose.finditer(_ACT):
        date = (int(re.sub(r"\D", "", match["day"])), _month(match["month"]), int(match["dated"])) if match["dated"] else None
        kind = match["kind"].split()[0].casefold().removesuffix("s").replace("decret", "décret").replace("arrete", "arrêté")
        yield Act(kind, _number(match), date, match)


def check_form(subject: Subject) -> Iterator[Finding]:
    for _document, _section, prose in subject.texts():
        for act in acts(prose):
            wanted = _written(act)
            if wanted != act.match[0]:
                fix = Fix(prose.file, act.match.start(), act.match.end(), wanted)
                yield correction("legal/form", "“{found}”: the usual form is “{wanted}”", prose, fix)


def check_dates(subject: Subject) -> Iterator[Finding]:
    """One act, two dates: the later reference is reported, with the place of the first."""
    first: dict[tuple[str, str], tuple[tuple[int, int, int], str]] = {}
    for _document, _section, prose in subject.texts():
        for act in acts(prose):
            if act.date is None:
                continue
            year = act.match["year"]
            if len(year) == 4 and abs(int(year) - act.date[2]) > 1:
                sentence = "“{act}” is dated {year}: number and date do not go together"
                yield at("legal/dates", sentence, prose, act.match.start(), act=act.name, year=act.date[2])
            place = f"{prose.file}:{prose.place(act.match.start()).line}"
            date, other = first.setdefault((act.kind, act.number.partition("/")[0]), (act.date, place))
            if date != act.date:
                sentence = "“{act}” is dated {date} here and {other_date} in {other}"
                values = {"act": act.name, "date": _date(act.date), "other_date": _date(date), "other": other}
                yield at("legal/dates", sentence, prose, act.match.start(), **values)


def _written(act: Act) -> str:
    kind = act.match["kind"]
    date = f" du {_date(act.date)}" if act.date else ""
    if act.match["link"] and re.search("[\u00a0\u202f]", act.match[0].partition(act.match["number"])[2]):
        date = act.match[0][act.match.start("link") - act.match.start() :] if _is_plain(act) else date
    return f"{kind} n°{act.number}{date}"


def _is_plain(act: Act) -> bool:
    """Whether a date is right but for no-break spaces, which are as good."""
    written = re.sub("[\u00a0\u202f]", " ", act.match[0][act.match.start("link") - act.match.start() :])
    return act.date is not None and written == f" du {_date(act.date)}"


def _number(match: re.Match[str]) -> str:
    number = re.sub(rf"{_S}|[–‑/]", lambda found: "-" if found[0] in "–‑/" else "", match["number"])
    suffix = re.sub(_S, "", match["suffix"] or "").replace("–", "-").replace("‑", "-").upper()
    return f"{number}/{suffix[1:].replace('/', '-')}" if suffix else number


def _month(word: str) -> int:
    plain = word.casefold().replace("fevrier", "février").replace("aout", "août").replace("decembre", "décembre")
    return MONTHS.index(plain) + 1 if plain in MONTHS else _SHORT[plain]


def _date(date: tuple[int, int, int]) -> str:
    day, month, year = date
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]} {year}"

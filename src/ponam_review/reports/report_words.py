"""The sentences of the consultation report, in French and English. What counts something has a singular and a plural."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..charts.words import figure
from .report_english import ENGLISH
from .report_french import FRENCH

_MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

_SPELLED = {
    "fr": "aucune une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(),
    "en": "no one two three four five six seven eight nine ten eleven twelve".split(),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """Says things in one language."""

    language: str

    def __call__(self, name: str, n: int | None = None, **values: object) -> str:
        """The words of `name`; with `n`, its singular or plural (French counts nought with one)."""
        said = (ENGLISH if self.language == "en" else FRENCH)[name]
        if isinstance(said, tuple):
            one = n == 1 if self.language == "en" else (n or 0) < 2
            said = said[0 if one else 1]
        if said.startswith(("{n} ", "{heard} ")) and said.endswith("."):
            said = self.spelled(n or 0) + said[said.index(" ") :]
        return said.format(n=self.number(n or 0), **values)

    def spelled(self, value: int) -> str:
        """A number that begins a sentence: small ones are written out."""
        names = _SPELLED["en" if self.language == "en" else "fr"]
        return names[value].capitalize() if value < len(names) else self.number(value)

    def number(self, value: int) -> str:
        return figure(Decimal(value), self.language)

    def percent(self, part: int, whole: int) -> str:
        return self("share", share=round(100 * part / whole) if whole else 0)

    def day(self, day: date) -> str:
        """« 1er mars 2026 », “1 March 2026”."""
        name = _MONTHS["en" if self.language == "en" else "fr"][day.month - 1]
        first = "1er" if self.language != "en" and day.day == 1 else str(day.day)
        return f"{first}\u00a0{name}\u00a0{day.year}"

    def short_day(self, day: date) -> str:
        return f"{day.day}\u00a0{_SHORT['en' if self.language == 'en' else 'fr'][day.month - 1]}"

    def month(self, day: date) -> str:
        return f"{_SHORT['en' if self.language == 'en' else 'fr'][day.month - 1]}\u00a0{day.year}"

    def listed(self, things: Sequence[str]) -> str:
        """« a, b et c »."""
        if len(things) < 2:
            return "".join(things)
        return ", ".join(things[:-1]) + self("and") + things[-1]

    def quoted(self, words: str) -> str:
        return self("quoted", words=words)


assert FRENCH.keys() == ENGLISH.keys()

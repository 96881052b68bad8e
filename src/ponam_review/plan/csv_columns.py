"""Which column of `actions.csv` is which: names with or without accents and capitals, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

BEFORE_COSTS = (
    "id",
    "axe",
    "objectif",
    "resultat",
    "activite",
    "indicateur",
    "base",
    "cible",
    "source_verification",
    "responsable",
    "partenaires",
)
AFTER_COSTS = ("financement", "alignements", "sections")
KNOWN = BEFORE_COSTS + AFTER_COSTS
REQUIRED = ("id", "axe", "activite")

_ALIASES = {
    "n°": "id",
    "no": "id",
    "axis": "axe",
    "objectif_specifique": "objectif",
    "resultat_attendu": "resultat",
    "action": "activite",
    "source_de_verification": "source_verification",
    "structure_responsable": "responsable",
    "partenaire": "partenaires",
    "source_de_financement": "financement",
    "alignement": "alignements",
    "section": "sections",
    # what the English workbook is headed with
    "specific_objective": "objectif",
    "expected_result": "resultat",
    "activity": "activite",
    "indicator": "indicateur",
    "baseline": "base",
    "target": "cible",
    "source_of_verification": "source_verification",
    "responsible": "responsable",
    "partners": "partenaires",
    "funding": "financement",
    "alignments": "alignements",
}
_COST = re.compile(r"(?:cout|cost)_?([12]\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands in the file."""

    known: dict[str, int]
    years: tuple[tuple[int, int], ...]
    """(year, column), by year."""
    extra: tuple[tuple[str, int], ...]
    """(name as written, column) of those that the tool does not know."""
    unnamed: tuple[int, ...]
    count: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the contract that the file does not have."""
        return tuple(name for name in KNOWN if name not in self.known)


def column_key(name: str) -> str:
    """ "Résultat attendu" → "resultat"."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    key = re.sub(r"[\s_\-]+", "_", plain.casefold()).strip("_")
    return _ALIASES.get(key, key)


def year_of(key: str) -> int | None:
    """The year of a cost column, None for another column."""
    found = _COST.fullmatch(key)
    return int(found[1]) if found else None


def find_columns(names: Sequence[str]) -> Columns:
    """The columns of a header row. Names must differ (see `repeated`)."""
    known: dict[str, int] = {}
    years: list[tuple[int, int]] = []
    extra: list[tuple[str, int]] = []
    unnamed: list[int] = []
    for position, name in enumerate(names):
        key = column_key(name)
        year = year_of(key)
        if key in KNOWN:
            known[key] = position
        elif year is not None:
            years.append((year, position))
        elif name.strip():
            extra.append((name.strip(), position))
        else:
            unnamed.append(position)
    return Columns(known, tuple(sorted(years)), tuple(extra), tuple(unnamed), len(names))


def repeated(names: Sequence[str]) -> str:
    """The first name that stands twice, empty when none does."""
    seen: set[str] = set()
    for name in names:
        key = column_key(name)
        if key and key in seen:
            return name.strip()
        seen.add(key)
    return ""

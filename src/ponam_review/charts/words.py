"""Words and figures of charts, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

NARROW = "\u202f"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "bars": "Diagramme en barres", "calendar": "Calendrier", "total": "Total",
        "most": "le plus\u00a0: {name} ({value})",
        "least": "le moins\u00a0: {name} ({value})", "rows": "{count} lignes, de {first} à {last}", "none": "aucune donnée",
        "colon": "\u00a0: ",
        "busiest": "période la plus chargée\u00a0: {name} ({count} lignes)", "semicolon": "\u202f; ",
        "category": "Catégorie", "row": "Ligne",
    },
    "en": {
        "bars": "Bar chart", "calendar": "Calendar", "total": "Total", "most": "most: {name} ({value})",
        "least": "least: {name} ({value})", "rows": "{count} rows, from {first} to {last}", "none": "no data", "colon": ": ",
        "busiest": "busiest period: {name} ({count} rows)", "semicolon": "; ", "category": "Category", "row": "Row",
    },
}  # fmt: skip


def words_of(language: str) -> Mapping[str, str]:
    return _WORDS["en" if language == "en" else "fr"]


def figure(value: Decimal, language: str = "fr") -> str:
    """1234.5 → « 1 234,5 » or “1,234.5”, at most one decimal."""
    rounded = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.quantize(Decimal("0.1"))
    text = f"{rounded:,f}"
    return text if language == "en" else text.replace(",", NARROW).replace(".", ",")

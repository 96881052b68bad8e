"""Costs as people type them, and figures as French or English readers expect them."""

from __future__ import annotations

import re
from decimal import Decimal

from .rows import ZERO, Cost

MAX_COST_LENGTH = 24
"""Longer than any cost in millions of FCFA that makes sense; keeps hostile digits out of arithmetic."""

_PM = re.compile(r"p\.?\s?m\.?|pour m[ée]moire", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—"})
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


def parse_cost(year: int, raw: str) -> Cost | None:
    """The cost that a cell holds; None when it is no cost.

    Thousands may be set apart by any space, the decimal mark is a comma or a point: French and English
    spreadsheets write both. "1.234,5" is refused, not guessed.
    """
    text = _SPACES.sub(" ", raw).strip()
    if len(text) > MAX_COST_LENGTH:
        return None
    if _PM.fullmatch(text):
        return Cost(year, None, raw)
    if text in _NOTHING:
        return Cost(year, ZERO, raw)
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return Cost(year, Decimal(text.replace(" ", "").replace(",", ".")), raw)
    return None


def format_amount(amount: Decimal, language: str = "fr") -> str:
    """1234567.50 → "1 234 567,5" with narrow no-break spaces (U+202F) in French, "1,234,567.5" in English."""
    text = f"{amount:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.replace(",", "\u202f").replace(".", ",")


def format_share(part: Decimal, whole: Decimal, language: str = "fr") -> str:
    """A percentage with one decimal, "–" when there is no whole."""
    if not whole:
        return "–"
    share = f"{part * 100 / whole:.1f}"
    return f"{share}%" if language == "en" else f"{share.replace('.', ',')}\u00a0%"

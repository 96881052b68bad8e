"""Dates as a cover prints them."""

from __future__ import annotations

from datetime import date

_MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def long_date(day: date, language: str = "fr") -> str:
    """1er mars 2026; 1 March 2026. French writes only the first of a month as an ordinal."""
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number} {_MONTHS.get(language, _MONTHS['fr'])[day.month - 1]} {day.year}"

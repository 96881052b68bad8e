"""Dates as Word files store them."""

from __future__ import annotations

import re

_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?"


def stamp(date: str) -> str:
    """A date as stored, with a zone: some programs leave it out, and Word writes Z for local time."""
    return date + "Z" if re.fullmatch(_STAMP, date) else date

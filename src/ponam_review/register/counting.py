"""How many comments there are of what is wanted."""

from __future__ import annotations

from dataclasses import replace

from . import choosing
from .values import Wanted


def count(wanted: Wanted) -> int:
    """How many there are, whatever the limit and the page."""
    return int(choosing.chosen(replace(wanted, after=None)).count())

"""Who changed what, when: the attributes of tracked changes, and the elements that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..markup import escaped

State: TypeAlias = Literal["", "+", "-", ">+", ">-"]
"""Of a run, a paragraph mark or a row: there in both, inserted, deleted, moved here, moved from here."""

ELEMENTS: dict[State, str] = {"+": "w:ins", "-": "w:del", ">+": "w:moveTo", ">-": "w:moveFrom"}

GONE: frozenset[State] = frozenset({"-"})
"""States in which text is written as `w:delText`; moved text stays `w:t` (ECMA-376-1 §17.13.5.22)."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """Author and date of every change of a redline. `date` is ISO 8601 in UTC ("2026-11-23T10:00:00Z")."""

    author: str
    date: str

    @property
    def attributes(self) -> str:
        date = f' w:date="{escaped(self.date)}"' if self.date else ""
        return f'w:author="{escaped(self.author)}"{date}'

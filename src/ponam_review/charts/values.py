"""What a chart shows, whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category of its chart."""

    label: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each category; with several series, each bar is stacked from them.

    `upright`: columns, for years and months; bars that lie down leave room for long names.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    upright: bool = False

    def total(self, place: int) -> Decimal:
        """What the bar of a category adds up to."""
        return sum((series.values[place] for series in self.series), Decimal(0))


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a calendar. `weights`: one for each period, 0 where nothing happens, None where something does that has no figure."""

    label: str
    weights: tuple[Decimal | None, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Who does what when: a Gantt chart. The darker a cell, the larger its weight."""

    title: str
    periods: tuple[str, ...]
    spans: tuple[Span, ...]
    unit: str = ""


Chart = Bars | Calendar

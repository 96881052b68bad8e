"""The charts of the consultation report: each a figure, and below it the table of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..charts.drawing import svg
from ..charts.telling import as_table, described
from ..charts.values import Bars, Series
from ..pdf.press import picture_of
from ..text.model import Block, Figure, Image, Run

MOST = 13
"""Bars of a chart; what is beyond is one bar."""
REST = {"fr": "Autres", "en": "Others"}


@dataclass(slots=True)
class Pictures:
    """The charts drawn so far, by the name their figures call them."""

    language: str
    drawn: dict[str, bytes] = field(default_factory=dict)

    def image(self, file: str, source: str) -> bytes | None:
        return self.drawn.get(source)

    def chart(self, chart: Bars, id: str, first: str) -> Iterator[Block]:
        """A chart with its caption, and its table, whose first column `first` heads."""
        chart = gathered(chart, REST.get(self.language, REST["fr"]))
        source = f"{id}.png"
        self.drawn[source] = picture_of(svg(chart, self.language))
        yield Figure(Image(source, described(chart, self.language)), (Run(chart.title),), id=id)
        yield replace(as_table(chart, self.language, first=first), caption=())


def bars(title: str, counts: Mapping[str, int], unit: str, *, upright: bool = False) -> Bars:
    """One series."""
    return Bars(title, tuple(counts), (Series("", tuple(map(Decimal, counts.values()))),), unit, upright)


def stacked(title: str, counts: Mapping[str, Sequence[int]], labels: Sequence[str], unit: str) -> Bars:
    """Several series; those without any figure are left out."""
    kept = [at for at in range(len(labels)) if any(row[at] for row in counts.values())]
    series = tuple(Series(labels[at], tuple(Decimal(row[at]) for row in counts.values())) for at in kept)
    return Bars(title, tuple(counts), series, unit)


def gathered(chart: Bars, rest: str) -> Bars:
    """A chart that is no list: its small bars together in one. Columns, which are moments, stay."""
    if chart.upright or len(chart.categories) <= MOST:
        return chart
    order = sorted(range(len(chart.categories)), key=lambda at: -chart.total(at))
    kept = sorted(order[: MOST - 1])
    left = order[MOST - 1 :]
    series = tuple(
        Series(one.label, (*(one.values[at] for at in kept), sum((one.values[at] for at in left), Decimal(0)))) for one in chart.series
    )
    return replace(chart, categories=(*(chart.categories[at] for at in kept), f"{rest} ({len(left)})"), series=series)

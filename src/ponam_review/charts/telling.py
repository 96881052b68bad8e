"""A chart in words and in a table, for those who cannot see it."""

from __future__ import annotations

from decimal import Decimal

from ..text.model import Align, Cell, Mark, Paragraph, Row, Run, Table
from .values import Bars, Calendar, Chart
from .words import figure, words_of


def described(chart: Chart, language: str = "fr") -> str:
    """What the chart shows in one sentence: its alternative text."""
    words = words_of(language)
    kind = words["bars"] if isinstance(chart, Bars) else words["calendar"]
    parts = _bars(chart, language) if isinstance(chart, Bars) else _calendar(chart, language)
    return f"{kind}{words['colon']}{chart.title}. {words['semicolon'].join(parts) or words['none']}."


def _bars(chart: Bars, language: str) -> list[str]:
    words = words_of(language)
    totals = [(chart.total(place), name) for place, name in enumerate(chart.categories)]
    if not totals or all(not value for value, _ in totals):
        return []
    unit = f" {chart.unit}" if chart.unit else ""
    most, least = max(totals, key=lambda pair: pair[0]), min(totals, key=lambda pair: pair[0])
    parts = [words["most"].format(name=most[1], value=figure(most[0], language) + unit)]
    if len(totals) > 1:
        parts.append(words["least"].format(name=least[1], value=figure(least[0], language) + unit))
    return parts


def _calendar(chart: Calendar, language: str) -> list[str]:
    words = words_of(language)
    if not chart.spans or not chart.periods:
        return []
    counts = [sum(1 for span in chart.spans if span.weights[place] is None or span.weights[place]) for place in range(len(chart.periods))]
    busiest = counts.index(max(counts))
    return [
        words["rows"].format(count=len(chart.spans), first=chart.periods[0], last=chart.periods[-1]),
        words["busiest"].format(name=chart.periods[busiest], count=counts[busiest]),
    ]


def as_table(chart: Chart, language: str = "fr", *, id: str = "", first: str = "") -> Table:
    """The same figures as a table, captioned by the chart's title; `first` heads its first column."""
    head, rows = _bar_rows(chart, language) if isinstance(chart, Bars) else _calendar_rows(chart, language)
    head = [first or head[0], *head[1:]]
    made = [Row(tuple(_cell(text, Mark.STRONG) for text in head))]
    made += (Row((_cell(row[0], head=True), *(_cell(text) for text in row[1:]))) for row in rows)
    right: tuple[Align, ...] = ("right",)
    return Table(tuple(made), align=("left", *right * (len(head) - 1)), caption=(Run(chart.title),), id=id)


def _bar_rows(chart: Bars, language: str) -> tuple[list[str], list[list[str]]]:
    words = words_of(language)
    several = len(chart.series) > 1
    sums = [words["total"]] if several else []
    head = [words["category"], *(series.label or chart.unit or words["total"] for series in chart.series), *sums]
    rows = [
        [
            name,
            *(figure(series.values[place], language) for series in chart.series),
            *([figure(chart.total(place), language)] if several else []),
        ]
        for place, name in enumerate(chart.categories)
    ]
    return head, rows


def _calendar_rows(chart: Calendar, language: str) -> tuple[list[str], list[list[str]]]:
    head = [words_of(language)["row"], *chart.periods]
    rows = [[span.label, *("PM" if w is None else figure(w, language) if w else "–" for w in span.weights)] for span in chart.spans]
    return head, rows


def _cell(text: str, mark: int = 0, *, head: bool = False) -> Cell:
    return Cell((Paragraph((Run(text, int(mark)),) if text else ()),), head=head)


def largest(values: list[Decimal]) -> Decimal:
    """The largest of the values; 1 where there is none above zero, so that nobody divides by nothing."""
    return max((value for value in values if value > 0), default=Decimal(1))

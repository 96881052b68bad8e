"""A chart as an SVG picture of a fixed width. Lengths are in points; text is measured roughly, and cut at words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from .telling import described, largest
from .values import Bars, Calendar, Chart, Span
from .words import figure

WIDTH = 480
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, SOFT, LINE = "#1B1B1B", "#4D5652", "#C9D2CD"
FILLS = ("#1D5B3A", "#A8CDB8", "#5C8F75", "#E3EDE7", "#37474F", "#B0BEC5", "#78909C", "#ECEFF1")
"""Neighbours differ in lightness: the order of a stack is seen in black and white."""
SIZE, SMALL = 9.0, 8.0
_WIDE = 0.53
"""Mean width of a character for each unit of its size, in Liberation Sans."""


@dataclass(slots=True)
class _Sheet:
    """What has been drawn, and how far down."""

    width: float
    parts: list[str]
    y: float = 0.0

    def text(
        self, x: float, y: float, words: str, *, size: float = SIZE, anchor: str = "start", fill: str = INK, bold: bool = False
    ) -> None:
        weight = ' font-weight="bold"' if bold else ""
        look = f'font-size="{size:g}" text-anchor="{anchor}" fill="{fill}"{weight}'
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words, quote=False)}</text>')

    def box(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "#FFFFFF") -> None:
        if width > 0 and height > 0:
            place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            self.parts.append(f'<rect {place} fill="{fill}" stroke="{stroke}" stroke-width="0.6"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{LINE}" stroke-width="0.6"/>')


def svg(chart: Chart, language: str = "fr", *, width: float = WIDTH) -> str:
    """The picture. Its title and description are those that screen readers tell; the caption stands outside."""
    sheet = _Sheet(width, [])
    if isinstance(chart, Calendar):
        _calendar(sheet, chart, language)
    elif chart.upright:
        _columns(sheet, chart, language)
    else:
        _bars(sheet, chart, language)
    height = sheet.y + 4
    size = f'width="{width:g}pt" height="{height:.1f}pt" viewBox="0 0 {width:g} {height:.1f}"'
    words = f"<title>{escape(chart.title, quote=False)}</title><desc>{escape(described(chart, language), quote=False)}</desc>"
    body = "\n".join(sheet.parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONT}">{words}\n{body}\n</svg>\n'


# ------------------------------------------------------------------ bars that lie down


def _bars(sheet: _Sheet, chart: Bars, language: str) -> None:
    labels = [wrapped(name, sheet.width * 0.38, SIZE) for name in chart.categories]
    left = min(sheet.width * 0.4, max((measured(line, SIZE) for lines in labels for line in lines), default=0) + 8)
    totals = [chart.total(place) for place in range(len(chart.categories))]
    ends = [figure(total, language) for total in totals]
    room = sheet.width - left - max((measured(end, SIZE) for end in ends), default=0) - 10
    scale = room / float(largest(totals))
    _legend(sheet, chart)
    for place, lines in enumerate(labels):
        height = max(15.0, 10.5 * len(lines)) + 5
        middle = sheet.y + height / 2
        for number, line in enumerate(lines):
            sheet.text(left - 6, middle + 3 + 10.5 * (number - (len(lines) - 1) / 2), line, anchor="end")
        x = left
        for number, series in enumerate(chart.series):
            wide = float(series.values[place]) * scale
            sheet.box(x, middle - 6, wide, 12, FILLS[number % len(FILLS)])
            x += max(wide, 0)
        sheet.text(x + 4, middle + 3, ends[place], fill=SOFT)
        sheet.y += height
    sheet.line(left, 0 if len(chart.series) < 2 else 18, left, sheet.y)
    _unit(sheet, chart.unit)


def _legend(sheet: _Sheet, chart: Bars) -> None:
    if len(chart.series) < 2:
        return
    x, sheet.y = 0.0, 11.0
    for number, series in enumerate(chart.series):
        wide = measured(series.label, SMALL) + 24
        if x + wide > sheet.width and x > 0:
            x, sheet.y = 0.0, sheet.y + 13
        sheet.box(x, sheet.y - 8, 10, 10, FILLS[number % len(FILLS)], stroke=SOFT)
        sheet.text(x + 14, sheet.y, series.label, size=SMALL)
        x += wide
    sheet.y += 9


def _unit(sheet: _Sheet, unit: str) -> None:
    if unit:
        sheet.y += 11
        sheet.text(sheet.width, sheet.y, unit, size=SMALL, anchor="end", fill=SOFT)


# ------------------------------------------------------------------ columns


def _columns(sheet: _Sheet, chart: Bars, language: str) -> None:
    _legend(sheet, chart)
    top, tall = sheet.y + 14, 150.0
    totals = [chart.total(place) for place in range(len(chart.categories))]
    scale = tall / float(largest(totals))
    step = sheet.width / max(1, len(chart.categories))
    wide = min(46.0, step * 0.66)
    every = max(1, round(max((measured(name, SIZE) for name in chart.categories), default=0) / step + 0.49))
    for place, name in enumerate(chart.categories):
        middle = step * (place + 0.5)
        y = top + tall
        for number, series in enumerate(chart.series):
            high = float(series.values[place]) * scale
            y -= max(high, 0)
            sheet.box(middle - wide / 2, y, wide, high, FILLS[number % len(FILLS)])
        end = figure(totals[place], language)
        if measured(end, SMALL) <= step:
            sheet.text(middle, y - 3, end, size=SMALL, anchor="middle", fill=SOFT)
        if place % every == 0:
            sheet.text(middle, top + tall + 12, name, anchor="middle")
    sheet.line(0, top + tall, sheet.width, top + tall)
    sheet.y = top + tall + 16
    _unit(sheet, chart.unit)


# ------------------------------------------------------------------ calendar


def _calendar(sheet: _Sheet, chart: Calendar, language: str) -> None:
    left = sheet.width * 0.5
    step = (sheet.width - left) / max(1, len(chart.periods))
    most = largest([weight for span in chart.spans for weight in span.weights if weight])
    group = ""
    _heads(sheet, chart.periods, left, step)
    for span in chart.spans:
        if span.group and span.group != group:
            group = span.group
            for line in wrapped(group, sheet.width - 4, SIZE):
                sheet.y += 13
                sheet.text(0, sheet.y, line, bold=True)
            sheet.y += 5
        _span(sheet, span, left, step, most, language)
    _unit(sheet, chart.unit)


def _heads(sheet: _Sheet, periods: Sequence[str], left: float, step: float) -> None:
    sheet.y = 12
    for place, period in enumerate(periods):
        sheet.text(left + step * (place + 0.5), sheet.y, period, anchor="middle", bold=True)
    sheet.y += 5


def _span(sheet: _Sheet, span: Span, left: float, step: float, most: Decimal, language: str) -> None:
    lines = wrapped(span.label, left - 8, SMALL)
    height = max(14.0, 10.0 * len(lines) + 4)
    middle = sheet.y + height / 2
    for number, line in enumerate(lines):
        sheet.text(0, middle + 3 + 10.0 * (number - (len(lines) - 1) / 2), line, size=SMALL)
    for place, weight in enumerate(span.weights):
        x = left + step * place
        if weight is None:
            sheet.box(x + 1, middle - 5.5, step - 2, 11, "#FFFFFF", stroke=SOFT)
            sheet.text(x + step / 2, middle + 3, "PM", size=7, anchor="middle", fill=SOFT)
        elif weight:
            share = float(weight / most)
            sheet.box(x + 1, middle - 5.5, step - 2, 11, _tint(share))
            words = figure(weight, language)
            if measured(words, 7) <= step - 3:
                sheet.text(x + step / 2, middle + 2.6, words, size=7, anchor="middle", fill="#FFFFFF" if share > 0.5 else INK)
    sheet.y += height
    sheet.line(0, sheet.y, sheet.width, sheet.y)


def _tint(share: float) -> str:
    """From pale to dark green; the square root lets small figures be seen beside large ones."""
    pale, dark = (227, 237, 231), (29, 91, 58)
    part = min(1.0, max(0.0, share)) ** 0.5
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in zip(pale, dark, strict=True))


# ------------------------------------------------------------------ text


def measured(words: str, size: float) -> float:
    """About how wide a line of text is."""
    return len(words) * size * _WIDE


def wrapped(words: str, room: float, size: float) -> list[str]:
    """Lines no wider than `room`, cut at spaces; a longer word stands alone."""
    return list(_lines(words, max(1, int(room / (size * _WIDE)))))


def _lines(words: str, most: int) -> Iterator[str]:
    line = ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line

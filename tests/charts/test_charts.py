"""Charts are drawn within their width, say in words what they show, and come with their figures."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ponam_review.charts.drawing import WIDTH, svg
from ponam_review.charts.telling import as_table, described
from ponam_review.charts.values import Bars, Calendar, Series, Span
from ponam_review.pdf.press import picture_of
from ponam_review.text.plain import block_text

BARS = Bars("Par suite", ("OIM", "MEF"), (Series("Retenues", (Decimal(12), Decimal(3))), Series("Autres", (Decimal("1.5"), Decimal(0)))), "remarques")
CALENDAR = Calendar("Calendrier", ("2026", "2027"), (Span("A1", (Decimal(5), None), "Axe 1"), Span("A2", (Decimal(0), Decimal(1500)))), "M FCFA")

NAMES = st.text(alphabet="aé&<>\"' ’Ω-", max_size=60)
FIGURES = st.decimals(min_value=0, max_value=10**7, places=1)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    names = tuple(draw(st.lists(NAMES, max_size=6)))
    size = len(names)
    series = tuple(
        Series(draw(NAMES), tuple(draw(st.lists(FIGURES, min_size=size, max_size=size)))) for _ in range(draw(st.integers(1, 3)))
    )
    return Bars(draw(NAMES), names, series, draw(NAMES), draw(st.booleans()))


@given(bars())
def test_bars_are_sound_pictures_that_stay_within_their_width(chart: Bars) -> None:
    root = etree.fromstring(svg(chart).encode())
    boxes = [element for element in root.iter() if str(element.tag).endswith("rect")]
    legend = 0 if len(chart.series) < 2 else len(chart.series)
    assert all(float(box.get("x", "0")) + float(box.get("width", "0")) <= WIDTH + 0.2 for box in boxes[legend:])
    assert root.find("{http://www.w3.org/2000/svg}desc") is not None
    assert described(chart)
    assert len(as_table(chart).rows) == len(chart.categories) + 1


def test_they_say_in_words_what_they_show() -> None:
    assert described(BARS) == "Diagramme en barres\u00a0: Par suite. le plus\u00a0: OIM (13,5 remarques)\u202f; le moins\u00a0: MEF (3 remarques)."
    assert described(CALENDAR, "en") == "Calendar: Calendrier. 2 rows, from 2026 to 2027; busiest period: 2027 (2 rows)."
    assert described(Bars("Rien", (), (Series("", ()),)), "en") == "Bar chart: Rien. no data."


def test_they_come_with_their_figures() -> None:
    assert block_text(as_table(BARS)) == "Catégorie\tRetenues\tAutres\tTotal\nOIM\t12\t1,5\t13,5\nMEF\t3\t0\t3"
    assert block_text(as_table(CALENDAR)) == "Ligne\t2026\t2027\nA1\t5\tPM\nA2\t–\t1\u202f500"


def test_the_same_chart_gives_the_same_picture() -> None:
    assert svg(CALENDAR) == svg(CALENDAR)
    picture = picture_of(svg(CALENDAR))
    assert picture.startswith(b"\x89PNG")
    assert picture == picture_of(svg(CALENDAR))


def test_every_label_is_drawn() -> None:
    words = " ".join(re.findall(r">([^<>]+)</text>", svg(CALENDAR)))
    assert all(label in words for label in ("Axe 1", "A1", "A2", "2026", "2027", "PM", "M FCFA"))

"""The plan in figures: what they show, and that they take their place in documents and redlines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ponam_review.charts.drawing import svg
from ponam_review.charts.telling import as_table, described
from ponam_review.plan.rows import Action, ActionPlan, Cost
from ponam_review.publication.plan_charts import Drawings, budget_of, calendar_of, figures_of
from ponam_review.text.model import Figure, Table
from ponam_review.text.pictures import media_type

YEARS = (2026, 2027)


def action(id: str, axe: str, result: str, *costs: str) -> Action:
    made = tuple(Cost(year, None if raw == "PM" else Decimal(raw or 0), raw) for year, raw in zip(YEARS, costs, strict=True))
    return Action(id, axe, activite=f"Faire {id}", resultat=result, costs=made)


PLAN = ActionPlan(
    YEARS,
    (
        action("A1", "axe-1", "R 1", "10", ""),
        action("A2", "axe-1", "R 1", "PM", "5"),
        action("A3", "axe-1", "R 2", "PM", "PM"),
        action("A4", "axe-2", "R 3", "", "7.5"),
    ),
)
TITLES = {"axe-1": "Axe 1 – Un", "axe-2": "Axe 2 – Deux"}


def test_a_calendar_by_action_tells_nothing_from_pm() -> None:
    chart = calendar_of(PLAN, TITLES)
    assert [(span.label, span.weights, span.group) for span in chart.spans] == [
        ("A1 Faire A1", (10, 0), "Axe 1 – Un"),
        ("A2 Faire A2", (None, 5), "Axe 1 – Un"),
        ("A3 Faire A3", (None, None), "Axe 1 – Un"),
        ("A4 Faire A4", (0, Decimal("7.5")), "Axe 2 – Deux"),
    ]


def test_by_result_costs_are_added() -> None:
    chart = calendar_of(PLAN, TITLES, by="result", axes=("axe-1",))
    assert [(span.label, span.weights) for span in chart.spans] == [("R 1", (10, 5)), ("R 2", (None, None))]
    assert chart.title == "Calendrier des résultats, axe 1"


def test_the_budget_is_that_of_the_tables() -> None:
    chart = budget_of(PLAN, TITLES, language="en")
    assert chart.categories == ("Axe 1 – Un", "Axe 2 – Deux")
    assert [(one.label, one.values) for one in chart.series] == [("2026", (10, 0)), ("2027", (5, Decimal("7.5")))]
    assert chart.unit == "millions of FCFA"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_have_captions_descriptions_and_pictures(language: str) -> None:
    drawings = Drawings(language)
    figures = [block for block in figures_of(PLAN, TITLES, drawings) if isinstance(block, Figure)]
    images = drawings.around(lambda _file, source: b"other")
    assert len(figures) == 2
    for figure in figures:
        assert figure.caption
        assert figure.image.alt == described(drawings.charts[figure.image.source], language)
        assert media_type(images("", figure.image.source) or b"") == "image/png"
    assert images("", "autre.png") == b"other"


def test_another_cost_is_another_picture() -> None:
    changed = ActionPlan(YEARS, (action("A1", "axe-1", "R 1", "11", ""), *PLAN.actions[1:]))
    names = [[b.image.source for b in figures_of(plan, TITLES, Drawings("fr")) if isinstance(b, Figure)] for plan in (PLAN, changed, PLAN)]
    assert names[0] == names[2]
    assert not set(names[0]) & set(names[1])


def test_words_of_the_plan_cannot_break_the_picture() -> None:
    plan = ActionPlan(YEARS, (action("A<1>&", "axe-1", '"<script>', "1", "2"),))
    assert "<script>" not in svg(calendar_of(plan, {}, by="result"), "fr")
    assert isinstance(as_table(calendar_of(plan, {})), Table)

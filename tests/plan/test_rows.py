"""What a row of the plan means."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ponam_review.plan.costs import parse_cost
from ponam_review.plan.rows import Action, ActionPlan, Cost, sum_of, totals_by_axis_and_year


def action(id: str, axe: str, *raws: str) -> Action:
    costs = tuple(parse_cost(2026 + n, raw) for n, raw in enumerate(raws))
    assert None not in costs
    return Action(id, axe, costs=costs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raws", "total"),
    [
        (("10", "20"), Decimal(30)),
        (("10", "PM"), Decimal(10)),
        (("PM", "PM"), None),
        (("PM", ""), None),
        (("PM", "0"), None),
        (("", ""), Decimal(0)),
        (("12,5", "12,5"), Decimal(25)),
        ((), Decimal(0)),
    ],
)
def test_the_total_of_an_action_is_pm_only_when_nothing_is_costed(raws: tuple[str, ...], total: Decimal | None) -> None:
    assert action("A1.1.1", "axe-1", *raws).total == total


@pytest.mark.parametrize(("raw", "planned"), [("", False), ("–", False), ("0", True), ("0,0", True), ("PM", True), ("5", True)])
def test_an_empty_cell_is_a_year_without_plan_but_a_zero_is_said(raw: str, planned: bool) -> None:
    cost = parse_cost(2026, raw)
    assert cost is not None
    assert cost.planned is planned


def test_pm_counts_as_zero() -> None:
    costs = (Cost(2026, None, "PM"), Cost(2027, Decimal("2.5"), "2,5"))
    assert sum_of(costs) == Decimal("2.5")


def test_totals_by_axis_and_year_keep_axes_in_order_of_appearance() -> None:
    plan = ActionPlan(
        (2026, 2027),
        (
            action("A2.1.1", "axe-2", "10", "PM"),
            action("A1.1.1", "axe-1", "1", "2"),
            action("A2.1.2", "axe-2", "5", "7,5"),
        ),
    )
    totals = totals_by_axis_and_year(plan)
    assert list(totals) == ["axe-2", "axe-1"]
    assert totals["axe-2"] == {2026: Decimal(15), 2027: Decimal("7.5")}
    assert totals["axe-1"] == {2026: Decimal(1), 2027: Decimal(2)}


def test_where_a_row_was_read_does_not_count_in_comparing() -> None:
    assert Action("A1", "axe-1", lines=(2, 2)) == Action("A1", "axe-1", lines=(9, 10))

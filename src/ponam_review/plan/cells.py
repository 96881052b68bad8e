"""A plan as a grid: each action by the names of its columns, and back. What spreadsheets and merges work on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .costs import parse_cost
from .csv_columns import AFTER_COSTS, BEFORE_COSTS
from .rows import Action, ActionPlan, Cost

_LIST = re.compile(r"[,;|\n]")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
LISTS = ("alignements", "sections")


def cost_column(year: int) -> str:
    return f"cout_{year}"


def column_names(plan: ActionPlan) -> tuple[str, ...]:
    """The columns of `actions.csv` in their canonical order."""
    return (*BEFORE_COSTS, *map(cost_column, plan.years), *AFTER_COSTS, *plan.extra_columns)


def cells_of(action: Action, plan: ActionPlan) -> dict[str, str]:
    """What each column of the file holds for an action; nothing is an empty text."""
    costs = {cost.year: cost.raw for cost in action.costs}
    cells = {name: str(getattr(action, name)) for name in BEFORE_COSTS}
    cells |= {cost_column(year): costs.get(year, "") for year in plan.years}
    cells |= {"financement": action.financement, "alignements": ", ".join(action.alignments), "sections": ", ".join(action.sections)}
    return cells | dict(zip(plan.extra_columns, action.extra, strict=False))


def action_of(cells: Mapping[str, str], years: tuple[int, ...], extra_columns: tuple[str, ...]) -> Action:
    """The action that such cells describe. Costs must be costs (`parse_cost`); what is not there is empty."""
    texts: dict[str, Any] = {name: cells.get(name, "") for name in (*BEFORE_COSTS, "financement")}
    return Action(
        costs=tuple(parse_cost(year, cells.get(cost_column(year), "")) or Cost(year, None, "") for year in years),
        alignments=listed(cells.get("alignements", "")),
        sections=listed(cells.get("sections", "")),
        extra=tuple(cells.get(name, "") for name in extra_columns),
        **texts,
    )


def listed(text: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(part.strip() for part in _LIST.split(text) if part.strip())


def same_cell(column: str, one: str, other: str) -> bool:
    """Whether two cells say the same: 1 250 and 1250, `PM` and `pm`, spaces of any kind, a list written otherwise."""
    if one == other:
        return True
    if column.startswith("cout_") and column[5:].isdigit():
        costs = parse_cost(int(column[5:]), one), parse_cost(int(column[5:]), other)
        return all(costs) and len({(cost.amount, cost.planned) for cost in costs if cost}) == 1
    if column in LISTS:
        return listed(one) == listed(other)
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.strip().splitlines())

"""The action plan as typed rows: what `actions.csv` means, whatever file it came from.

An action belongs to one axis of the policy and says what is done, by whom, how it is measured and what it
costs a year. Axis, specific objective and result are three different things, often quoted one for another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ponam_review.text.model import Lines

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cost:
    """What an action costs in one year, in millions of FCFA.

    `amount` is None for "PM" (pour mémoire): the action is real, its cost is carried elsewhere or not yet
    known. An empty cell is zero: nothing is planned that year. `raw` is what the file says and gets back.
    """

    year: int
    amount: Decimal | None
    raw: str

    @property
    def counted(self) -> Decimal:
        """What enters the totals; PM counts as zero."""
        return ZERO if self.amount is None else self.amount

    @property
    def planned(self) -> bool:
        """Whether the file says anything for that year."""
        return self.amount is None or any(character.isdigit() for character in self.raw)


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the plan. `id` is forever; `sections` names the policy sections that it implements."""

    id: str
    axe: str
    objectif: str = ""
    resultat: str = ""
    activite: str = ""
    indicateur: str = ""
    base: str = ""
    cible: str = ""
    source_verification: str = ""
    responsable: str = ""
    partenaires: str = ""
    costs: tuple[Cost, ...] = ()
    """One a year of the plan, in the plan's order."""
    financement: str = ""
    alignments: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    """Values of the plan's `extra_columns`."""
    lines: Lines = field(default=None, compare=False)

    @property
    def total(self) -> Decimal | None:
        """Sum over the years; None when nothing is costed and something is PM."""
        costed = any(cost.amount for cost in self.costs)
        if not costed and any(cost.amount is None for cost in self.costs):
            return None
        return sum_of(self.costs)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The whole plan. Columns that the tool does not know are kept: a ministry adds its own."""

    years: tuple[int, ...]
    actions: tuple[Action, ...]
    extra_columns: tuple[str, ...] = ()

    @property
    def axes(self) -> tuple[str, ...]:
        """Axes in the order in which they first appear."""
        return tuple(dict.fromkeys(action.axe for action in self.actions))

    def of_axis(self, axe: str) -> tuple[Action, ...]:
        """The actions of one axis, in the file's order."""
        return tuple(action for action in self.actions if action.axe == axe)


def sum_of(costs: Iterable[Cost]) -> Decimal:
    """Sum of costs, PM as zero."""
    return sum((cost.counted for cost in costs), ZERO)


def totals_by_axis_and_year(plan: ActionPlan) -> dict[str, dict[int, Decimal]]:
    """Millions of FCFA for each axis and year, PM as zero: what the section on financing must repeat."""
    totals = {axe: dict.fromkeys(plan.years, ZERO) for axe in plan.axes}
    for action in plan.actions:
        for cost in action.costs:
            totals[action.axe][cost.year] += cost.counted
    return totals

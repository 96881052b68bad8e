"""What changed between two plans, cell by cell, and an edited plan merged into one that others have edited meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .cells import action_of, cells_of, column_names, same_cell
from .rows import Action, ActionPlan

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of an action that is in both plans."""

    action: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """The changes in the order of the new plan; removed actions in that of the old one."""

    added: tuple[Action, ...] = ()
    removed: tuple[Action, ...] = ()
    cells: tuple[CellChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.cells)


@dataclass(frozen=True, slots=True)
class Collision:
    """A cell that both sides changed, each otherwise; `column` is empty where one deleted a row that the other changed."""

    action: str
    column: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged plan; where sides collide it holds ours."""

    plan: ActionPlan
    collisions: tuple[Collision, ...] = ()


def compare_plans(old: ActionPlan, new: ActionPlan) -> PlanChanges:
    """Rows are paired by id, which is for ever. Spaces and ways of writing a figure do not count, nor does the order of rows."""
    before, after = {action.id: action for action in old.actions}, {action.id: action for action in new.actions}
    columns = tuple(dict.fromkeys((*column_names(new), *column_names(old))))
    return PlanChanges(
        tuple(action for action in new.actions if action.id not in before),
        tuple(action for action in old.actions if action.id not in after),
        tuple(change for action in new.actions if action.id in before for change in _changes(before[action.id], action, old, new, columns)),
    )


def _changes(old: Action, new: Action, old_plan: ActionPlan, new_plan: ActionPlan, columns: Iterable[str]) -> Iterator[CellChange]:
    before, after = cells_of(old, old_plan), cells_of(new, new_plan)
    for column in columns:
        one, other = before.get(column, ""), after.get(column, "")
        if not same_cell(column, one, other):
            yield CellChange(new.id, column, one, other)


def merge_plans(base: ActionPlan, ours: ActionPlan, theirs: ActionPlan) -> Merged:
    """Their changes since `base` put into our plan; a cell that we changed too is left as ours and told.

    Our order of rows stays; a row that they added stands behind the last one of its result, else of its axis."""
    basis, mine, other = ({action.id: cells_of(action, plan) for action in plan.actions} for plan in (base, ours, theirs))
    years = tuple(sorted({*ours.years, *theirs.years}))
    extra = tuple(dict.fromkeys((*ours.extra_columns, *theirs.extra_columns)))
    collisions: list[Collision] = []
    kept: list[Action] = []
    for action in ours.actions:
        cells = _merged_row(action.id, basis.get(action.id), mine[action.id], other.get(action.id), collisions)
        if cells is not None:
            kept.append(action_of(cells, years, extra))
    for action in theirs.actions:
        if action.id in mine:
            continue
        if action.id not in basis:
            _insert(kept, action_of(other[action.id], years, extra))
        elif any(not same_cell(column, value, basis[action.id].get(column, "")) for column, value in other[action.id].items()):
            collisions.append(Collision(action.id, "", action.activite, "", action.activite))
    return Merged(ActionPlan(years, tuple(kept), extra), tuple(collisions))


def _merged_row(id: str, base: Cells | None, ours: Cells, theirs: Cells | None, collisions: list[Collision]) -> Cells | None:
    """The row's cells, None where they deleted it and we had not touched it."""
    if theirs is None:
        if base is None:
            return ours
        if all(same_cell(column, value, base.get(column, "")) for column, value in ours.items()):
            return None
        collisions.append(Collision(id, "", base["activite"], ours["activite"], ""))
        return ours
    cells = dict(ours)
    for column, value in theirs.items():
        before, now = (base or {}).get(column, ""), ours.get(column, "")
        if same_cell(column, value, before) or same_cell(column, value, now):
            continue
        if same_cell(column, now, before):
            cells[column] = value
        else:
            collisions.append(Collision(id, column, before, now, value))
    return cells


def _insert(actions: list[Action], new: Action) -> None:
    for fields in (("axe", "resultat"), ("axe", "objectif"), ("axe",)):
        places = [place for place, one in enumerate(actions) if all(getattr(one, name) == getattr(new, name) for name in fields)]
        if places:
            actions.insert(places[-1] + 1, new)
            return
    actions.append(new)


def next_id(plan: ActionPlan, new: Action, taken: Iterable[str] = ()) -> str:
    """An id for an action that has none: the next after those of its result (`A3.2.7` → `A3.2.8`), else of its axis."""
    known = {action.id for action in plan.actions} | set(taken)
    neighbours = [action for action in plan.actions if action.axe == new.axe and action.resultat == new.resultat]
    neighbours = neighbours or [action for action in plan.actions if action.axe == new.axe] or list(plan.actions)
    stem = neighbours[-1].id.rpartition(".")[0] if neighbours else new.axe
    number = 1
    while (id := f"{stem}.{number}" if stem else f"A{number}") in known:
        number += 1
    return id

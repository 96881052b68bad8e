"""The workbook of `workbook_out`, edited in Excel or LibreOffice, read back. Rows may be sorted, columns moved or hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..text.errors import ActionsFileError
from ..text.notices import Notice
from .cells import action_of, cells_of, column_names, cost_column, same_cell
from .costs import parse_cost
from .csv_columns import Columns, find_columns, repeated
from .csv_format import MAX_ACTIONS, MAX_CELL, MAX_COLUMNS, read_actions
from .merging import next_id
from .rows import Action, ActionPlan
from .workbook_out import KEPT_SHEET

SIZE_LIMIT = 20 << 20
UNPACKED_LIMIT = 200 << 20
MEMBERS_LIMIT = 1_000
_HEADING_ROWS = 30
"""Rows among which the headings are looked for."""
_REQUIRED = ("id", "activite")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook holds. `base`: the plan as it was exported, None where the file does not say (it was not made by `plan export`)."""

    plan: ActionPlan
    base: ActionPlan | None
    notices: tuple[Notice, ...] = ()


def read_workbook(content: bytes, file: str, current: ActionPlan) -> Returned:
    """The plan in a workbook. `current` gives what the workbook leaves out: columns that were deleted, ids for new rows.

    Raises ActionsFileError for what is no workbook, is too large, has no row of headings, or has a cost that is none.
    """
    sheets = _sheets(content, file)
    base = _base(sheets.pop(KEPT_SHEET, None), file)
    for name, rows in sheets.items():
        found = _headings(rows)
        if found is not None:
            plan, notices = _plan(rows, found, f"{file} [{name}]", base or current, current)
            return Returned(plan, base, tuple(notices))
    raise ActionsFileError("{file}: no sheet has the columns of an action plan (N°, Activité, …)", file=file)


# ------------------------------------------------------------------ sheets

Rows = Sequence[Sequence[str]]


def _sheets(content: bytes, file: str) -> dict[str, Rows]:
    _refuse_bombs(content, file)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
        return {sheet.title: [*_rows(sheet.iter_rows(values_only=True), kept=sheet.title == KEPT_SHEET)] for sheet in book.worksheets}
    except ActionsFileError:
        raise
    except Exception as error:  # openpyxl raises many kinds on a damaged file
        raise ActionsFileError("{file}: this is no Excel workbook (.xlsx), or it is damaged", file=file) from error


def _refuse_bombs(content: bytes, file: str) -> None:
    if len(content) > SIZE_LIMIT:
        raise ActionsFileError("{file}: the workbook is larger than {limit} MB", file=file, limit=SIZE_LIMIT >> 20)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ActionsFileError("{file}: this is no Excel workbook (.xlsx), or it is damaged", file=file) from error
    if len(members) > MEMBERS_LIMIT or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise ActionsFileError("{file}: the workbook unpacks to more than this tool reads", file=file)


def _rows(rows: Iterable[tuple[Any, ...]], *, kept: bool) -> Iterable[tuple[str, ...]]:
    """`kept`: the sheet is ours, its cells are parts of lines, spaces at their ends included."""
    for number, row in enumerate(rows):
        if number > MAX_ACTIONS + _HEADING_ROWS:
            break
        yield tuple(("" if value is None else str(value)) if kept else _text(value) for value in row[: MAX_COLUMNS + 1])


def _text(value: object) -> str:
    """A cell as people read it: 235, not 235.0; a date as a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(Decimal(repr(value)).normalize()).replace(".", ",")
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()[: MAX_CELL + 1]


def _base(rows: Rows | None, file: str) -> ActionPlan | None:
    if not rows or not rows[0] or rows[0][0] != "ponam-plan/1":
        return None
    text = "\n".join("".join(row) for row in rows[1:])
    try:
        plan, _notices = read_actions(text, f"{file} [{KEPT_SHEET}]")
    except ActionsFileError:
        return None
    return plan


def _headings(rows: Rows) -> tuple[int, Columns] | None:
    for number, row in enumerate(rows[:_HEADING_ROWS]):
        names = [name if name.casefold() != "total" else "" for name in row]
        columns = find_columns(names)
        if all(name in columns.known for name in _REQUIRED) and not repeated(names):
            return number, columns
    return None


# ------------------------------------------------------------------ rows


def _plan(
    rows: Rows, found: tuple[int, Columns], place: str, basis: ActionPlan, current: ActionPlan
) -> tuple[ActionPlan, list[Notice]]:
    head, columns = found
    years = tuple(sorted({*basis.years, *(year for year, _ in columns.years)}))
    extra = tuple(dict.fromkeys((*basis.extra_columns, *(name for name, _ in columns.extra))))
    before = {action.id: cells_of(action, basis) for action in basis.actions}
    notices = [
        Notice("the column “{name}” is not in the workbook: its cells stay as they are", {"name": name}, place)
        for name in column_names(basis)
        if name not in _present(columns)
    ]
    actions: list[Action] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = _cells(row, columns, place, number)
        if not any(cells.get(name) for name in ("id", "activite", "indicateur")):
            continue
        id = cells.get("id", "")
        if id and id in seen:
            notices += _twice(id, cells, actions, seen[id], place, number, years, extra)
            continue
        whole = {**before.get(id, {}), **cells}
        if not whole.get("axe"):
            raise ActionsFileError("{file}:{line}: this action has no axis; choose one", file=place, line=number)
        if not id:
            fresh = action_of(whole, years, extra)
            id = next_id(current, fresh, (*seen, *(action.id for action in actions)))
            notices.append(Notice("a new action takes the number {id}", {"id": id}, place, number))
        seen[id] = number
        actions.append(action_of({**whole, "id": id}, years, extra))
    return ActionPlan(years, tuple(actions), extra), notices


def _present(columns: Columns) -> set[str]:
    return {*columns.known, *(cost_column(year) for year, _ in columns.years), *(name for name, _ in columns.extra)}


def _cells(row: Sequence[str], columns: Columns, place: str, number: int) -> dict[str, str]:
    def at(position: int) -> str:
        return row[position] if position < len(row) else ""

    cells = {name: at(position) for name, position in columns.known.items()}
    cells |= {name: at(position) for name, position in columns.extra}
    for year, position in columns.years:
        raw = at(position)
        if parse_cost(year, raw) is None:
            sentence = "{file}:{line}: “{value}” is no cost for {id} in {year}; write millions of FCFA, or PM"
            raise ActionsFileError(sentence, file=place, line=number, value=raw[:40], id=cells.get("id", ""), year=year)
        cells[cost_column(year)] = raw
    long = next((name for name, value in cells.items() if len(value) > MAX_CELL), "")
    if long:
        sentence = "{file}:{line}: the cell “{name}” is longer than {limit} characters"
        raise ActionsFileError(sentence, file=place, line=number, name=long, limit=MAX_CELL)
    return cells


def _twice(
    id: str, cells: Mapping[str, str], actions: Sequence[Action], first: int, place: str, number: int, years: tuple[int, ...],
    extra: tuple[str, ...],
) -> list[Notice]:  # fmt: skip
    """A row copied as it is counts once; a copy that was then changed is refused: which of the two is the action?"""
    other = cells_of(next(action for action in actions if action.id == id), ActionPlan(years, (), extra))
    if any(not same_cell(name, value, other.get(name, "")) for name, value in cells.items()):
        sentence = "{file}:{line}: the number {id} already stands on line {first} with other words; empty it if this is a new action"
        raise ActionsFileError(sentence, file=place, line=number, id=id, first=first)
    return [Notice("the row of {id} stands twice; it counts once", {"id": id}, place, number)]

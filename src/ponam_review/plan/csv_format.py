"""`actions.csv` ⇄ `ActionPlan`.

The file is edited by hand and in spreadsheets, by people in a hurry. What a spreadsheet does to it (byte
order mark, comma) is tolerated and noted. What could put a figure in the wrong column is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from ponam_review.text.errors import ActionsFileError
from ponam_review.text.notices import Notice

from .costs import parse_cost
from .csv_columns import AFTER_COSTS, BEFORE_COSTS, REQUIRED, Columns, find_columns, repeated
from .rows import Action, ActionPlan, Cost

MAX_CHARACTERS = 20_000_000
MAX_ACTIONS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 20_000
MAX_ID = 60

_ID = re.compile(r"[^\W_][\w.\-]*")
_LIST = re.compile(r"[,;|\n]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no document can hold (controls; XML 1.0 §2.2)."""
_TEXTS = tuple(name for name in (*BEFORE_COSTS, "financement") if name not in ("id", "axe"))

Record = tuple[int, int, list[str]]
"""First line, last line, cells."""


def read_actions_bytes(content: bytes, path: str) -> tuple[ActionPlan, list[Notice]]:
    """Read a file's bytes: UTF-8, or the Windows-1252 that a French Excel still saves, which is noted."""
    try:
        return read_actions(content.decode("utf-8"), path)
    except UnicodeDecodeError as failure:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            line = content.count(b"\n", 0, failure.start) + 1
            raise ActionsFileError(
                "{file}:{line}: this is not UTF-8 text; save the file as “CSV UTF-8” and try again", file=path, line=line
            ) from None
    plan, notices = read_actions(text, path)
    return plan, [Notice("read as Windows-1252; save it as UTF-8", file=path), *notices]


def read_actions(text: str, path: str) -> tuple[ActionPlan, list[Notice]]:
    """The plan of an `actions.csv`, and what had to be tolerated. `path` is only named in messages."""
    notices: list[Notice] = []
    text = _cleaned(text, path, notices)
    delimiter = _delimiter(text, path, notices)
    records = _records(text, delimiter, path)
    head = next(records, None)
    if head is None:
        raise ActionsFileError("{file}:{line}: the file is empty; its first row must name the columns", file=path, line=1)
    columns = _columns(head, path, notices)
    actions: list[Action] = []
    ids: dict[str, int] = {}
    for record in records:
        action = _action(record, columns, path)
        first = ids.setdefault(action.id, record[0])
        if first != record[0]:
            raise ActionsFileError(
                "{file}:{line}: the id {id} already stands on line {first}; it names one action for ever",
                file=path,
                line=record[0],
                id=action.id,
                first=first,
            )
        actions.append(action)
        if len(actions) > MAX_ACTIONS:
            raise ActionsFileError("{file}:{line}: more than {limit} actions", file=path, line=record[0], limit=MAX_ACTIONS)
    years = tuple(year for year, _ in columns.years)
    return ActionPlan(years, tuple(actions), tuple(name for name, _ in columns.extra)), notices


def write_actions(plan: ActionPlan) -> str:
    """The canonical file: known columns first, costs as typed. Reading it back gives the same plan."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    years = [f"cout_{year}" for year in plan.years]
    writer.writerow([*BEFORE_COSTS, *years, *AFTER_COSTS, *plan.extra_columns])
    for action in plan.actions:
        costs = {cost.year: cost.raw for cost in action.costs}
        writer.writerow(
            [
                *(getattr(action, name) for name in BEFORE_COSTS),
                *(costs.get(year, "") for year in plan.years),
                action.financement,
                ", ".join(action.alignments),
                ", ".join(action.sections),
                *action.extra,
            ]
        )
    return out.getvalue()


# ------------------------------------------------------------------ characters and records


def _cleaned(text: str, path: str, notices: list[Notice]) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ActionsFileError(
            "{file}:{line}: the file is larger than {limit} million characters", file=path, line=1, limit=MAX_CHARACTERS // 1_000_000
        )
    if text.startswith("\ufeff"):
        text = text[1:]
        notices.append(Notice("a byte order mark at the beginning was ignored", file=path, line=1))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refused = _REFUSED.search(text)
    if refused:
        line = text.count("\n", 0, refused.start()) + 1
        raise ActionsFileError(
            "{file}:{line}: the character U+{code} cannot stand in a text; remove it", file=path, line=line, code=f"{ord(refused[0]):04X}"
        )
    return text


def _delimiter(text: str, path: str, notices: list[Notice]) -> str:
    head = text.lstrip("\n").partition("\n")[0]
    if ";" in head:
        return ";"
    if "," in head:
        notices.append(Notice("cells are separated by commas; “;” is expected", file=path, line=1))
        return ","
    if "\t" in head:
        notices.append(Notice("cells are separated by tabulations; “;” is expected", file=path, line=1))
        return "\t"
    return ";"


def _records(text: str, delimiter: str, path: str) -> Iterator[Record]:
    """Rows that hold something, with their lines."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    last = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            raise ActionsFileError(
                "{file}:{line}: the quotation marks of this row do not match; inside a cell write two", file=path, line=last + 1
            ) from None
        if row is None:
            return
        first, last = last + 1, reader.line_num
        cells = [cell.strip() for cell in row]
        if max(map(len, cells), default=0) > MAX_CELL:
            raise ActionsFileError(
                "{file}:{line}: a cell is longer than {limit} characters; is a quotation mark missing?",
                file=path,
                line=first,
                limit=MAX_CELL,
            )
        if any(cells):
            yield first, last, cells


# ------------------------------------------------------------------ columns and rows


def _columns(head: Record, path: str, notices: list[Notice]) -> Columns:
    line, _, names = head
    if len(names) > MAX_COLUMNS:
        raise ActionsFileError("{file}:{line}: more than {limit} columns", file=path, line=line, limit=MAX_COLUMNS)
    twice = repeated(names)
    if twice:
        raise ActionsFileError("{file}:{line}: two columns are named “{name}”", file=path, line=line, name=twice)
    columns = find_columns(names)
    for name in REQUIRED:
        if name not in columns.known:
            raise ActionsFileError(
                "{file}:{line}: the column “{name}” is missing; the first row names the columns, with “;”", file=path, line=line, name=name
            )
    for name in columns.missing:
        notices.append(Notice("the column “{name}” is missing, read as empty", {"name": name}, path, line))
    for name, _ in columns.extra:
        notices.append(Notice("the column “{name}” is unknown; it was kept", {"name": name}, path, line))
    return columns


def _action(record: Record, columns: Columns, path: str) -> Action:
    first, last, cells = record
    cells = _fitted(cells, columns, path, first)
    known = {name: cells[position] for name, position in columns.known.items()}
    for name in ("id", "axe"):
        if not _ID.fullmatch(known[name]) or len(known[name]) > MAX_ID:
            raise ActionsFileError(
                "{file}:{line}: “{value}” cannot be an “{name}”; use letters, digits, “.” and “-”",
                file=path,
                line=first,
                value=known[name][:MAX_ID],
                name=name,
            )
    return Action(
        id=known["id"],
        axe=known["axe"],
        costs=tuple(_cost(year, cells[position], known["id"], path, first) for year, position in columns.years),
        alignments=_listed(known, "alignements"),
        sections=_listed(known, "sections"),
        extra=tuple(cells[position] for _, position in columns.extra),
        lines=(first, last),
        **{name: known.get(name, "") for name in _TEXTS},
    )


def _fitted(cells: list[str], columns: Columns, path: str, line: int) -> list[str]:
    """Exactly one cell a column: a row one cell short would put costs under the wrong year."""
    while len(cells) > columns.count and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != columns.count:
        raise ActionsFileError(
            "{file}:{line}: this row has {count} cells for {expected} columns; mind the separators",
            file=path,
            line=line,
            count=len(cells),
            expected=columns.count,
        )
    for position in columns.unnamed:
        if cells[position]:
            raise ActionsFileError(
                "{file}:{line}: column {column} holds “{value}” and has no name in the first row",
                file=path,
                line=line,
                column=position + 1,
                value=cells[position][:40],
            )
    return cells


def _cost(year: int, raw: str, action: str, path: str, line: int) -> Cost:
    cost = parse_cost(year, raw)
    if cost is None:
        raise ActionsFileError(
            "{file}:{line}: “{value}” is no cost for {id} in {year}; write millions of FCFA, or PM",
            file=path,
            line=line,
            value=raw[:40],
            id=action,
            year=year,
        )
    return cost


def _listed(known: Mapping[str, str], name: str) -> tuple[str, ...]:
    parts: Sequence[str] = _LIST.split(known.get(name, ""))
    return tuple(part.strip() for part in parts if part.strip())

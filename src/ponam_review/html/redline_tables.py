"""An edited table: rows and columns of both texts laid over each other, and the words of the cells that stand in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..compare.changes import CellEdit, RowEdit, Step, TableEdit
from ..compare.redline_words import RedlineWords
from ..text.columns import columns_of
from ..text.model import Cell, Row, Table
from .blocks import write_cell
from .redline_pieces import write_pieces
from .sheet import PLAIN, Ink, Sheet, Side
from .tables import cell_attributes, heads, table_around

WriteSteps = Callable[[Iterable[Step], Sheet, RedlineWords], str]
_SIDES: dict[Side, Ink] = {"": PLAIN, "ins": Ink("<ins>", "</ins>"), "del": Ink("<del>", "</del>")}


@dataclass(frozen=True, slots=True)
class _Grid:
    """One of the two tables, as it lies under the rows of the page."""

    table: Table
    columns: dict[int, list[int]]
    """By identity of the row: the column of each cell."""
    page_rows: list[int]
    """The row of the page that each row of the table is."""
    order: dict[int, int]
    """By identity of the row: its place in the table."""

    def span(self, row: Row, cell: Cell) -> int:
        """Rows of the page that a cell reaches over: rows of the other text may lie between."""
        if cell.rows == 1:
            return 1
        first = self.order[id(row)]
        last = min(first + cell.rows, len(self.page_rows)) - 1
        return self.page_rows[last] - self.page_rows[first] + 1

    def attributes(self, row: Row, cell: Cell, kind: str) -> str:
        position = next((index for index, other in enumerate(row.cells) if other is cell), 0)
        header = self.order[id(row)] < self.table.header_rows
        return cell_attributes(cell, header, self.table.align, self.columns[id(row)][position], kind=kind, rows=self.span(row, cell))


def _grid(table: Table, rows: Sequence[Row | None]) -> _Grid:
    members = [(place, row) for place, row in enumerate(rows) if row is not None]
    columns = columns_of([row.cells for _, row in members])
    return _Grid(
        table,
        {id(row): places for (_, row), places in zip(members, columns, strict=True)},
        [place for place, _ in members],
        {id(row): index for index, (_, row) in enumerate(members)},
    )


def write_table_edit(edit: TableEdit, sheet: Sheet, words: RedlineWords, write_steps: WriteSteps, ink: Ink) -> str:
    """The two tables as one."""
    old, new = _grid(edit.old, [row.old for row in edit.rows]), _grid(edit.new, [row.new for row in edit.rows])
    caption = write_pieces(edit.caption, sheet, words)
    head: list[str] = []
    body: list[str] = []
    for row in edit.rows:
        html = "".join(_cells(row, old, new, sheet, words, write_steps))
        kind = {"insert": ' class="c ins"', "delete": ' class="c del"', "edit": ' class="c"'}.get(row.op, "")
        grid, own = (new, row.new) if row.new is not None else (old, row.old)
        heading = own is not None and grid.order[id(own)] < grid.table.header_rows and not body
        (head if heading else body).append(f"<tr{kind}>{html}</tr>\n")
    return table_around(edit.new, caption, head, body, sheet, ink)


def _cells(row: RowEdit, old: _Grid, new: _Grid, sheet: Sheet, words: RedlineWords, write_steps: WriteSteps) -> Iterator[str]:
    side: Side = "ins" if row.op == "insert" else "del" if row.op == "delete" else ""
    if row.op == "edit":
        for cell in row.cells:
            yield _edited_cell(row, cell, old, new, sheet, words, write_steps)
        return
    grid, own = (new, row.new) if row.new is not None else (old, row.old)
    assert own is not None
    laid = [cell.new or cell.old for cell in row.cells] if row.cells else list(own.cells)
    for place in laid:
        # A column of the other text only: the row has nothing there.
        yield '<td class="void"></td>' if place is None else _cell(place, grid.attributes(own, place, ""), own, grid, side, sheet)


def _edited_cell(
    row: RowEdit, cell: CellEdit, old: _Grid, new: _Grid, sheet: Sheet, words: RedlineWords, write_steps: WriteSteps
) -> str:
    if cell.new is None:
        assert cell.old is not None and row.old is not None
        return _cell(cell.old, old.attributes(row.old, cell.old, "c del"), row.old, old, "del", sheet)
    assert row.new is not None
    if cell.old is None:
        return _cell(cell.new, new.attributes(row.new, cell.new, "c ins"), row.new, new, "ins", sheet)
    tag = _tag(cell.new, row.new, new)
    if all(step.op == "same" for step in cell.steps):
        inside = write_cell(cell.new, sheet, PLAIN)
        kind = ""
    else:
        inside = write_steps(cell.steps, sheet, words)
        kind = "c"
    return f"<{tag}{new.attributes(row.new, cell.new, kind)}>{inside}</{tag}>"


def _cell(cell: Cell, attributes: str, row: Row, grid: _Grid, side: Side, sheet: Sheet) -> str:
    before, sheet.side = sheet.side, side or sheet.side
    tag = _tag(cell, row, grid)
    html = f"<{tag}{attributes}>{write_cell(cell, sheet, _SIDES[side])}</{tag}>"
    sheet.side = before
    return html


def _tag(cell: Cell, row: Row, grid: _Grid) -> str:
    return "th" if heads(cell, grid.order[id(row)] < grid.table.header_rows) else "td"

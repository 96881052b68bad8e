"""Tables: grid, header rows that repeat, spans, and rows, cells and columns that came or went."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from ...compare.changes import CellEdit, RowEdit, TableEdit
from ...text.columns import column_shares
from ...text.model import Cell, Table
from ..page import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, TABLE_LOOK
from .draft import Draft
from .paragraphs import Place
from .tracking import State, Tracking


@dataclass(frozen=True, slots=True)
class SignedRow(RowEdit):
    """A row with an author of its own; `filled` are the paragraphs of its cells, laid over each other by several people."""

    by: Tracking | None = None
    filled: tuple[tuple[Any, ...], ...] = ()


class WriteCell(Protocol):
    def __call__(self, content: Sequence[Any], state: State, place: Place, align: str) -> str: ...


Aligns: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""Of the columns of the old table, and of the new one."""


class TableWriter:
    """Writes tables; the inside of cells is written by the caller's `cell`."""

    def __init__(self, draft: Draft, cell: WriteCell) -> None:
        self._draft = draft
        self._cell = cell
        self._bare = False

    def table(self, table: Table, state: State, edit: TableEdit | None) -> str:
        """One `w:tbl`; with `edit`, the rows of both tables in one grid."""
        rows = [RowEdit("same", row, row) for row in table.rows] if edit is None else list(edit.rows)
        columns = max((_width(row) for row in rows), default=1)
        widths = _column_widths(table, columns, LANDSCAPE_WIDTH if table.landscape else PORTRAIT_WIDTH)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        # A table without header rows (a form, a letter's head) has no first row apart.
        look = TABLE_LOOK if table.header_rows or edit is not None else TABLE_LOOK.replace("0620", "0600").replace('Row="1"', 'Row="0"')
        head = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{"TableNormal" if table.bare else "PonamTable"}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        before, self._bare = self._bare, table.bare
        rows_written = "".join(self._rows(rows, table, edit.old if edit else table, widths, state))
        self._bare = before
        return f"{head}{rows_written}</w:tbl>"

    def _rows(self, rows: Sequence[RowEdit], table: Table, former: Table, widths: Sequence[int], state: State) -> Iterator[str]:
        open_spans: dict[int, tuple[int, int]] = {}
        left = [former.header_rows, table.header_rows]
        for edit in rows:
            stands = (edit.old is not None, edit.new is not None)
            header = left[1] > 0 if stands[1] else left[0] > 0
            left = [rows_left - there for rows_left, there in zip(left, stands, strict=True)]
            row_state: State = state or ("+" if edit.op == "insert" else "-" if edit.op == "delete" else "")
            yield self._row(edit, row_state, header, (former.align, table.align), widths, open_spans)

    def _row(
        self, edit: RowEdit, state: State, header: bool, aligns: Aligns, widths: Sequence[int], spans: dict[int, tuple[int, int]]
    ) -> str:  # fmt: skip
        tracked: State = "+" if state in ("+", ">+") else "-" if state in ("-", ">-") else ""
        properties = '<w:cantSplit/><w:tblHeader/>' if header else "<w:cantSplit/>"
        with self._draft.signed(edit.by if isinstance(edit, SignedRow) else None):
            cells = "".join(self._cells(edit, tracked, header, aligns, widths, spans))
            return f"<w:tr><w:trPr>{properties}{self._draft.sign(tracked)}</w:trPr>{cells}</w:tr>"

    def _cells(
        self, edit: RowEdit, state: State, header: bool, aligns: Aligns, widths: Sequence[int], spans: dict[int, tuple[int, int]]
    ) -> Iterator[str]:  # fmt: skip
        at = 0
        columns = [0, 0]  # of the old table and of the new one: a column that came or went shifts one of them
        filled = edit.filled if isinstance(edit, SignedRow) else ()
        for number, cell in enumerate(_cell_edits(edit)):
            begun = at
            at = yield from self._continued(at, widths, spans)
            columns = [column + at - begun for column in columns]
            shown = cell.new if cell.new is not None else cell.old
            assert shown is not None
            filler = cell.old is cell.new is FILLER
            # What fills the grid stands in a column of the table in which its row does not stand.
            there = (state == "+", state == "-") if filler else (cell.old is not None, cell.new is not None)
            side = 1 if there[1] and (filler or state != "-") else 0
            align = aligns[side][columns[side]] if columns[side] < len(aligns[side]) else ""
            columns = [column + shown.columns * stands for column, stands in zip(columns, there, strict=True)]
            place: Place = "body" if self._bare else "head" if header else "row-head" if shown.head else "cell"
            content = filled[number] if filled else ()
            yield self._one(cell, shown, state, place, align, sum(widths[at : at + shown.columns]), content)
            if shown.rows > 1:
                spans[at] = (shown.rows - 1, shown.columns)
            at += shown.columns
        at = yield from self._continued(at, widths, spans)
        if at < len(widths) and at:
            # A row shorter than the grid says so (ECMA-376-1 §17.4.14); an empty cell reads the same everywhere.
            for width in widths[at:]:
                yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._cell((), "", "cell", "")}</w:tc>'

    def _continued(self, at: int, widths: Sequence[int], spans: dict[int, tuple[int, int]]) -> Generator[str, None, int]:
        """Cells that continue one of the rows above; returns the first free column."""
        while at in spans:
            rows, columns = spans.pop(at)
            if rows > 1:
                spans[at] = (rows - 1, columns)
            span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
            width = sum(widths[at : at + columns])
            properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vMerge/>'
            yield f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p></w:tc>'
            at += columns
        return at

    def _one(self, edit: CellEdit, shown: Cell, state: State, place: Place, align: str, width: int, filled: Sequence[Any] = ()) -> str:
        span = f'<w:gridSpan w:val="{shown.columns}"/>' if shown.columns > 1 else ""
        merge = '<w:vMerge w:val="restart"/>' if shown.rows > 1 else ""
        cell_state: State = state or ("+" if edit.old is None else "-" if edit.new is None else "")
        sign = ""
        # A deleted row has no cell in a column that came, an inserted one none in a column that went: what fills the grid goes with it.
        filler = edit.old is edit.new is FILLER
        if filler or (not state and cell_state):
            name = "cellIns" if (cell_state == "+") != filler else "cellDel"
            sign = f'<w:{name} w:id="{self._draft.next_id()}" {self._draft.tracking.attributes}/>'
        content: Sequence[Any] = filled or (edit.steps if edit.steps and not cell_state else shown.blocks)
        inner = self._cell(content, cell_state, place, align)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{sign}</w:tcPr>{inner}</w:tc>'


def _cell_edits(edit: RowEdit) -> tuple[CellEdit, ...]:
    if edit.cells:
        return tuple(c for c in edit.cells if c.new is not None or c.old is not None) if edit.op == "edit" else _filled(edit)
    row = edit.new if edit.new is not None else edit.old
    assert row is not None
    return tuple(CellEdit(cell, cell, ()) for cell in row.cells)


def _filled(edit: RowEdit) -> tuple[CellEdit, ...]:
    """The cells of an inserted or deleted row in the grid of both tables; a column it never had is an empty cell."""
    return tuple(CellEdit(cell.old or cell.new or FILLER, cell.new or cell.old or FILLER, ()) for cell in edit.cells)


FILLER = Cell(())
"""Stands in the grid of both tables for a cell that a row has in neither text."""


def _width(edit: RowEdit) -> int:
    return sum((c.new or c.old or Cell(())).columns for c in _cell_edits(edit))


def _column_widths(table: Table, columns: int, whole: int) -> list[int]:
    """Twips of each column: as the table says, else by how much text each holds, none too narrow for its longest word."""
    if len(table.widths) == columns and sum(table.widths) > 0:
        shares = [float(width) for width in table.widths]
    else:
        shares = column_shares(table.rows, columns)
    total = sum(shares) or 1.0
    widths = [int(whole * share / total) for share in shares]
    widths[-1] += whole - sum(widths)
    return widths

"""An edited table: rows and columns of both texts laid over each other, and the words of the cells that stand in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..compare.changes import CellEdit, RowEdit, Step, TableEdit
from ..compare.redline_words import RedlineWords
from ..text.model import Cell, Row, Table
from .blocks import before_block, write_cell
from .grid import Box
from .redline_pieces import INKS, write_pieces
from .sheet import Ink, Sheet, Side
from .tables import table_around


class WriteSteps(Protocol):
    def __call__(self, steps: Iterable[Step], sheet: Sheet, words: RedlineWords, *, columns: int) -> str: ...


@dataclass(frozen=True, slots=True)
class _Lines:
    """One of the two tables, as its rows lie among those of the page."""

    table: Table
    page_rows: list[int]
    order: dict[int, int]
    """By identity of the row: its place in the table."""

    def reach(self, row: Row, cell: Cell) -> int:
        """Rows of the page that a cell reaches over: rows of the other text may lie between."""
        if cell.rows <= 1:
            return 1
        first = self.order[id(row)]
        last = min(first + cell.rows, len(self.page_rows)) - 1
        return self.page_rows[last] - self.page_rows[first] + 1

    def heads(self, row: Row) -> bool:
        return self.order[id(row)] < self.table.header_rows


def _lines(table: Table, rows: Sequence[Row | None]) -> _Lines:
    members = [(place, row) for place, row in enumerate(rows) if row is not None]
    return _Lines(table, [place for place, _ in members], {id(row): index for index, (_, row) in enumerate(members)})


def write_table_edit(edit: TableEdit, sheet: Sheet, words: RedlineWords, write_steps: WriteSteps, ink: Ink) -> str:
    """The two tables as one."""
    writer = _Writer(
        _lines(edit.old, [row.old for row in edit.rows]),
        _lines(edit.new, [row.new for row in edit.rows]),
        sheet, words, write_steps,
        max((len(row.cells) or len((row.new or row.old or Row(())).cells) for row in edit.rows), default=1),
    )  # fmt: skip
    caption = write_pieces(edit.caption, sheet, words)
    rows = [list(writer.row(row)) for row in edit.rows]
    header = 0
    while header < len(rows) and writer.heads(edit.rows[header]):
        header += 1
    return before_block(ink) + table_around(edit.new, rows, header, caption) + ink.tail


@dataclass(frozen=True, slots=True)
class _Writer:
    old: _Lines
    new: _Lines
    sheet: Sheet
    words: RedlineWords
    write_steps: WriteSteps
    columns: int

    def heads(self, row: RowEdit) -> bool:
        """Whether a row of the page stands in the head of its own table."""
        lines, own = (self.new, row.new) if row.new is not None else (self.old, row.old)
        return own is not None and lines.heads(own)

    def row(self, row: RowEdit) -> Iterator[Box]:
        """The cells of a row of the page."""
        if row.op == "edit":
            for cell in row.cells:
                yield self._edited(row, cell)
            return
        side: Side = "ins" if row.op == "insert" else "del" if row.op == "delete" else ""
        lines, own = (self.new, row.new) if row.new is not None else (self.old, row.old)
        assert own is not None
        for place in [cell.new or cell.old for cell in row.cells] if row.cells else own.cells:
            # A column of the other text only: the row has nothing there.
            yield Box(Cell(()), "", side=side, changed=bool(side)) if place is None else self._whole(place, own, lines, side)

    def _edited(self, row: RowEdit, edit: CellEdit) -> Box:
        if edit.new is None:
            assert edit.old is not None and row.old is not None
            return self._whole(edit.old, row.old, self.old, "del")
        assert row.new is not None
        if edit.old is None:
            return self._whole(edit.new, row.new, self.new, "ins")
        head = self.new.heads(row.new)
        if all(step.op == "same" for step in edit.steps):
            inside = write_cell(edit.new, self.sheet, INKS[""], columns=self.columns, head=head)
        else:
            before, self.sheet.repeated = self.sheet.repeated, head
            inside = self.write_steps(edit.steps, self.sheet, self.words, columns=self.columns)
            self.sheet.repeated = before
        return Box(edit.new, inside, self.new.reach(row.new, edit.new), head, changed=True)

    def _whole(self, cell: Cell, row: Row, lines: _Lines, side: Side) -> Box:
        sheet = self.sheet
        before = sheet.side, sheet.ink
        sheet.side, sheet.ink = side or sheet.side, INKS[side].inner()
        inside = write_cell(cell, sheet, INKS[side].inner(), columns=self.columns, head=lines.heads(row))
        sheet.side, sheet.ink = before
        return Box(cell, inside, lines.reach(row, cell), lines.heads(row), side, bool(side))

"""A table being gathered from HTML (or from a Markdown table, whose rows all have the same cells)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import get_args

from ..text.model import Align, Cell, Inlines, Row, Table
from .dialect import Attributes
from .grid import column_starts, regular
from .pile import Pile

MAX_COLUMNS = 100
MAX_ROWS = 10_000
_ALIGN: dict[str, Align] = {name: name for name in get_args(Align) if name}
_STYLE = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)


def align_of(attribute: str, style: str) -> Align:
    """Alignment of a cell, by attribute or by style."""
    match = _STYLE.search(style)
    return _ALIGN.get((attribute or (match[1] if match else "")).lower(), "")


def span_of(attribute: str, limit: int) -> int:
    """A number of columns or rows spanned; nonsense is one, nought (to the end) the limit."""
    if not attribute.strip().isdecimal():
        return 1
    return min(int(attribute.strip()[:6]) or limit, limit)


def widths_of(value: str) -> tuple[int, ...]:
    """Relative widths `20,50,30`; anything else is none."""
    parts = value.split(",")
    return tuple(map(int, parts)) if all(part.isdecimal() and 0 < int(part) < 10_000 for part in parts) else ()


class OpenTable:
    def __init__(self, line: int) -> None:
        self.line = line
        self.caption: Inlines = ()
        self.id = ""
        self.landscape = False
        self.widths: tuple[int, ...] = ()
        self.columns: list[Align] = []
        """Alignments given by `<col>`."""
        self.in_head = False
        self.saw_head = False
        self._head_rows = 0
        self._rows: list[Row] = []
        self._aligns: list[list[Align]] = []
        self._cells: list[Cell] | None = None
        self._line = 0

    def describe(self, attributes: Attributes) -> None:
        self.id = attributes.id or self.id
        self.landscape = self.landscape or "landscape" in attributes.classes
        for key, value in attributes.pairs:
            if key in ("widths", "data-widths"):
                self.widths = widths_of(value)

    def open_head(self, in_head: bool) -> None:
        self.in_head = in_head
        self.saw_head = self.saw_head or in_head

    def open_row(self, line: int) -> None:
        self._cells = []
        self._line = line
        self._aligns.append([])

    @property
    def row_open(self) -> bool:
        return self._cells is not None

    def add_cell(self, cell: Cell, align: Align) -> None:
        if self._cells is not None:
            self._cells.append(cell)
            self._aligns[-1].append(align)

    def close_row(self, line: int) -> None:
        if self._cells is None:
            return
        self._rows.append(Row(tuple(self._cells), lines=(self._line, max(line, self._line))))
        if self.in_head and self._head_rows == len(self._rows) - 1:
            self._head_rows += 1
        self._cells = None

    def finish(self, pile: Pile, line: int) -> bool:
        """Adds the table; False when it has no cell."""
        header = self._head_rows if self.saw_head else self._inferred()
        rows, header, align, widths = regular(self._rows, header, self._columns(), self.widths)
        if not rows:
            return False
        lines = (self.line, max(line, self.line))
        pile.add(Table(rows, header, align, self.caption, self.id, pile.within(), self.landscape, widths, lines))
        return True

    def _inferred(self) -> int:
        """Without `<thead>`, the first rows that hold heading cells only are the header, unless one of these reaches below."""
        header = sum(1 for _ in takewhile(lambda row: row.cells and all(cell.head for cell in row.cells), self._rows))
        reach = max((place + cell.rows for place in range(header) for cell in self._rows[place].cells), default=0)
        return header if reach <= header else 0

    def _columns(self) -> list[Align]:
        """A column is aligned as `<col>` says, else as the first of its cells that says so."""
        columns = dict(enumerate(self.columns))
        if any(any(row) for row in self._aligns):
            for row, given, starts in zip(self._rows, self._aligns, column_starts(self._rows), strict=True):
                for cell, align, start in zip(row.cells, given, starts, strict=True):
                    if align and cell.columns == 1 and not columns.get(start):
                        columns[start] = align
        return [columns.get(column, "") for column in range(max(columns, default=-1) + 1)]


_SPLIT = re.compile(r"(?<!\\)\|")


def surplus_cells(source: Sequence[str], place: int, count: int) -> list[str]:
    """Cells of a Markdown row beyond the `count` of the header row; Markdown would drop them."""
    line = source[place] if 0 <= place < len(source) else ""
    if line.count("|") < count:
        return []
    cells = _SPLIT.split(line.lstrip(" \t>").rstrip(" \t"))
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells[count:]]

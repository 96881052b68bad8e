"""Tables rebuilt from rows and cells: Word says span by column count (`gridSpan`) and by continuing cells (`vMerge`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...text.model import Align, Block, Cell, Paragraph, Row, Table
from .hooks import Element
from .names import VAL, W, is_on
from .styles import number

MAX_SPAN = 1000
MOST_COLUMNS = 4000
"""Word allows 63; beyond this a table is a joke, and columns are not aligned."""
ALIGNMENTS: dict[str, Align] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}


@dataclass(slots=True)
class CellDraft:
    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    continues: bool = False
    """It goes on the cell above (`w:vMerge` without "restart")."""
    head: bool = False
    """Its paragraphs have the style of heading cells."""
    aligned: set[Align] = field(default_factory=set)


@dataclass(slots=True)
class RowDraft:
    cells: list[CellDraft] = field(default_factory=list)
    header: bool = False
    before: int = 0
    after: int = 0
    """Columns of the grid left free before and after the cells (`gridBefore`, `gridAfter`)."""


@dataclass(slots=True)
class TableDraft:
    """A table being read, in one reading."""

    rows: list[RowDraft] = field(default_factory=list)
    first_row: bool = False
    """The look says that the first row is a heading, whatever the rows say."""

    def table(self) -> Table | None:
        """The table; None where no row of it stands in this reading."""
        rows = [row for row in self.rows if row.cells]
        if not rows:
            return None
        headers = next((i for i, row in enumerate(rows) if not row.header), len(rows))
        if not headers and self.first_row and len(rows) > 1:
            headers = 1
        grid = _grid(rows)
        return Table(
            rows=tuple(Row(tuple(_cell(cell, at >= headers) for _, cell in cells)) for at, cells in enumerate(grid)),
            header_rows=headers,
            align=_alignments(grid, headers),
        )


def _grid(rows: list[RowDraft]) -> list[list[tuple[int, CellDraft]]]:
    """The cells of each row with their columns, without those that go on a cell above; rows that are too short are filled up."""
    widest = max(row.before + row.after + sum(cell.columns for cell in row.cells) for row in rows)
    above: dict[int, CellDraft] = {}
    grid: list[list[tuple[int, CellDraft]]] = []
    for row in rows:
        here: list[tuple[int, CellDraft]] = []
        now: dict[int, CellDraft] = {}
        at = 0
        for cell in _filled(row, widest):
            begun = above.get(at)
            if cell.continues and begun is not None and begun.columns == cell.columns:
                begun.rows += 1
                begun.blocks += cell.blocks
                now[at] = begun
            else:
                here.append((at, cell))
                now[at] = cell
            at += cell.columns
        above = now
        grid.append(here)
    return grid


def _filled(row: RowDraft, widest: int) -> Iterable[CellDraft]:
    if row.before:
        yield CellDraft(columns=row.before)
    yield from row.cells
    missing = widest - row.before - sum(cell.columns for cell in row.cells)
    if missing > 0:
        yield CellDraft(columns=missing)


def _cell(cell: CellDraft, body: bool) -> Cell:
    """A cell is never without a paragraph, here as in Markdown."""
    return Cell(tuple(cell.blocks) or (Paragraph(()),), cell.columns, cell.rows, head=body and cell.head)


def _alignments(grid: list[list[tuple[int, CellDraft]]], headers: int) -> tuple[Align, ...]:
    """One value a column, where all its cells agree; none at all where no column has any."""
    found: dict[int, set[Align]] = {}
    for cells in grid[headers:] or grid:
        for at, cell in cells:
            if cell.columns == 1 and cell.blocks:
                found.setdefault(at, set()).update(cell.aligned or {""})
    widest = max((at + cell.columns for cells in grid for at, cell in cells), default=0)
    if widest > MOST_COLUMNS or not any(found.values()):
        return ()
    columns: list[Align] = []
    for at in range(widest):
        values: set[Align] = found.get(at, set())
        columns.append(next(iter(values)) if len(values) == 1 else "")
    return tuple(columns) if any(columns) else ()


def shape_cell(cell: CellDraft, properties: Element) -> None:
    """Spans of a cell (`w:tcPr`)."""
    for child in properties:
        tag = child.tag
        if tag == W + "gridSpan":
            cell.columns = _span(child)
        elif tag == W + "vMerge":
            cell.continues = child.get(VAL, "continue") != "restart"
        elif tag == W + "cellMerge":
            cell.continues = child.get(W + "vMerge") == "cont"


def shape_row(row: RowDraft, properties: Element) -> None:
    """What `w:trPr` says: a heading row repeats on every page."""
    for child in properties:
        if child.tag == W + "tblHeader":
            row.header = is_on(child.get(VAL))
        elif child.tag == W + "gridBefore":
            row.before = _span(child, least=0)
        elif child.tag == W + "gridAfter":
            row.after = _span(child, least=0)


def has_first_row(properties: Element) -> bool:
    """Whether the look of a table (`w:tblLook`) sets its first row apart. Our own tables say so of every table, and mark the rows."""
    style = properties.find(W + "tblStyle")
    look = properties.find(W + "tblLook")
    if look is None or (style is not None and style.get(VAL) == "PonamTable"):
        return False
    if look.get(W + "firstRow") is not None:
        return is_on(look.get(W + "firstRow"))
    try:
        return bool(int(look.get(VAL) or "0", 16) & 0x20)
    except ValueError:
        return False


def _span(element: Element, least: int = 1) -> int:
    return min(max(number(element.get(VAL)) or least, least), MAX_SPAN)

"""The grid of a table: every row covers every column, every column has a cell that starts in it, every row a cell of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text.model import Align, Cell, Paragraph, Row

BLANK = Cell((Paragraph(()),))
"""An empty cell: a cell is never without a paragraph, in Word as here."""


def column_starts(rows: Sequence[Row]) -> list[list[int]]:
    """The column each cell starts in, cells that reach down from above counted."""
    busy: dict[int, int] = {}
    found: list[list[int]] = []
    for place, row in enumerate(rows):
        column = 0
        starts: list[int] = []
        for cell in row.cells:
            while busy.get(column, 0) > place:
                column += 1
            starts.append(column)
            for covered in range(column, column + cell.columns):
                busy[covered] = place + cell.rows
            column += cell.columns
        found.append(starts)
    return found


def width_of(rows: Sequence[Row]) -> int:
    """Number of columns."""
    pairs = zip(rows, column_starts(rows), strict=True)
    ends = [start + cell.columns for row, starts in pairs for cell, start in zip(row.cells, starts, strict=True)]
    return max(ends, default=0)


def regular(
    rows: Sequence[Row], header: int, align: Sequence[Align], widths: Sequence[int]
) -> tuple[tuple[Row, ...], int, tuple[Align, ...], tuple[int, ...]]:
    """Rows, header rows, alignments and widths of the regular grid; no rows when the table has no cell."""
    header = min(max(header, 0), len(rows))
    rows, header = _with_cells(_cut(rows, header), header)
    if not rows:
        return (), 0, (), ()
    rows, kept, width = _narrowed(rows)
    aligned: list[Align] = [*align[:width], *[""] * (width - len(align))]  # type: ignore[list-item]
    columns = tuple(aligned[column] for column in kept)
    if len(widths) == width:
        widths = [widths[column] for column in kept]
    return (
        _padded(rows, len(kept)),
        header,
        columns if any(columns) else (),
        tuple(widths) if len(widths) == len(kept) else (),
    )


def _cut(rows: Sequence[Row], header: int) -> list[Row]:
    """Cells that reach below their group (header or body) end with it; in the header all cells are heading cells."""
    done: list[Row] = []
    for place, row in enumerate(rows):
        end = header if place < header else len(rows)
        cells = tuple(_cell(cell, min(cell.rows, end - place), cell.head and place >= header) for cell in row.cells)
        done.append(row if all(a is b for a, b in zip(cells, row.cells, strict=True)) else Row(cells, lines=row.lines))
    return done


def _cell(cell: Cell, rows: int, head: bool) -> Cell:
    rows = max(rows, 1)
    if cell.blocks and cell.rows == rows and cell.head == head and cell.columns >= 1:
        return cell
    return Cell(cell.blocks or BLANK.blocks, max(cell.columns, 1), rows, head)


def _with_cells(rows: list[Row], header: int) -> tuple[list[Row], int]:
    """Rows without a cell of their own vanish, and the cells that reached into them are shorter."""
    empty = [place for place, row in enumerate(rows) if not row.cells]
    if not empty:
        return rows, header
    kept: list[Row] = []
    for place, row in enumerate(rows):
        if row.cells:
            cells = (replace(cell, rows=cell.rows - sum(place < e < place + cell.rows for e in empty)) for cell in row.cells)
            kept.append(Row(tuple(cells), lines=row.lines))
    return kept, header - sum(place < header for place in empty)


def _narrowed(rows: list[Row]) -> tuple[list[Row], list[int], int]:
    """Columns in which no cell starts vanish (`colspan="100"` means "as wide as the table"): rows, columns kept, former width."""
    if all(cell.columns == 1 and cell.rows == 1 for row in rows for cell in row.cells):
        width = max(len(row.cells) for row in rows)
        return rows, list(range(width)), width
    starts = column_starts(rows)
    kept = sorted({start for row in starts for start in row})
    width = width_of(rows)
    if len(kept) == width:
        return rows, kept, width
    narrowed: list[Row] = []
    for row, firsts in zip(rows, starts, strict=True):
        cells = (
            replace(cell, columns=sum(first <= column < first + cell.columns for column in kept))
            for cell, first in zip(row.cells, firsts, strict=True)
        )
        narrowed.append(Row(tuple(cells), lines=row.lines))
    return narrowed, kept, width


def _padded(rows: list[Row], width: int) -> tuple[Row, ...]:
    """Rows that are too short get empty cells at their end."""
    reaching = [0] * width
    done: list[Row] = []
    for place, (row, starts) in enumerate(zip(rows, column_starts(rows), strict=True)):
        for cell, start in zip(row.cells, starts, strict=True):
            for column in range(start, start + cell.columns):
                reaching[column] = place + cell.rows
        missing = [column for column in range(width) if reaching[column] <= place]
        for column in missing:
            reaching[column] = place + 1
        done.append(Row((*row.cells, *[BLANK] * len(missing)), lines=row.lines) if missing else row)
    return tuple(done)

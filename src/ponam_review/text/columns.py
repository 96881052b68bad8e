"""Columns of a table: which one a cell stands in, and how wide each wants to be."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Cell, Row
from .plain import block_text


def columns_of(rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """The column of each cell, from 0: cells that reach down from a row above push the others aside."""
    if not any(cell.rows > 1 or cell.columns > 1 for cells in rows for cell in cells):
        return [list(range(len(cells))) for cells in rows]
    busy: dict[int, int] = {}
    out: list[list[int]] = []
    for cells in rows:
        places: list[int] = []
        column = 0
        taken = busy
        busy = {place: left - 1 for place, left in taken.items() if left > 1}
        for cell in cells:
            while column in taken:
                column += 1
            places.append(column)
            if cell.rows > 1:
                busy.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += cell.columns
        out.append(places)
    return out


def column_shares(rows: Sequence[Row], columns: int) -> list[float]:
    """How wide each column wants to be, by how much text it holds, none too narrow for its longest word."""
    longest, most, count = [3.0] * columns, [1.0] * columns, [1] * columns
    for row in rows[:200]:
        at = 0
        for cell in row.cells:
            if cell.columns == 1 and at < columns:
                text = " ".join(map(block_text, cell.blocks))
                words = text.split()
                longest[at] = max(longest[at], max(map(len, words), default=0))
                most[at] += min(len(text), 400)
                count[at] += 1
            at += cell.columns
    # The square root keeps a column of long prose from starving the others; 1.25 leaves room for the cell's margins.
    return [max(word * 1.25 + 2, (text / n) ** 0.5 * 4.0) for word, text, n in zip(longest, most, count, strict=True)]

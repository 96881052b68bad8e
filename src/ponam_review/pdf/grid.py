"""A table laid on a grid: every cell gets its column and row, whatever spans the source claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text.model import Cell
from .sheet import Side


@dataclass(frozen=True, slots=True)
class Box:
    """One cell to be laid. `inside` is its content as statements.

    `rows` are more than its own text says where rows of another text lie between.
    """

    cell: Cell
    inside: str
    rows: int = 1
    head: bool = False
    side: Side = ""
    changed: bool = False
    x: int = 0
    y: int = 0
    columns: int = 1


def lay(rows: Sequence[Sequence[Box]], header: int) -> tuple[list[list[Box]], int]:
    """The boxes with their places, row by row, and the number of columns.

    Cells that reach down push those of the rows below aside. No cell reaches past the last row, past the header, or over another cell.
    """
    taken: set[tuple[int, int]] = set()
    out: list[list[Box]] = []
    width = 1
    for y, row in enumerate(rows):
        end = header if y < header else len(rows)
        x = 0
        laid: list[Box] = []
        for box in row:
            while (x, y) in taken:
                x += 1
            columns = 1
            while columns < box.cell.columns and (x + columns, y) not in taken:
                columns += 1
            reach = max(1, min(box.rows, end - y))
            taken.update((x + across, y + down) for across in range(columns) for down in range(reach))
            laid.append(replace(box, x=x, y=y, columns=columns, rows=reach))
            x += columns
        width = max(width, x)
        out.append(laid)
    return out, width

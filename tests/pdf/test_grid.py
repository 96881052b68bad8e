"""Cells laid on a grid, whatever spans they claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ponam_review.pdf.grid import Box, lay
from ponam_review.text.model import Cell

boxes = st.builds(lambda columns, rows: Box(Cell((), columns, rows), "", rows), st.integers(1, 4), st.integers(1, 4))
tables = st.lists(st.lists(boxes, max_size=4), min_size=1, max_size=6)


def test_a_cell_that_reaches_down_pushes_the_next_row_aside() -> None:
    tall, one = Box(Cell((), 1, 2), "", 2), Box(Cell(()), "")
    laid, width = lay([[tall, one], [one]], 0)
    assert [[(box.x, box.y) for box in row] for row in laid] == [[(0, 0), (1, 0)], [(1, 1)]]
    assert width == 2


def test_no_cell_of_the_head_reaches_out_of_it() -> None:
    laid, _ = lay([[Box(Cell((), 1, 3), "", 3)], [], []], 1)
    assert laid[0][0].rows == 1


@given(tables, st.integers(0, 6))
def test_no_two_cells_cover_one_place_and_none_leaves_the_table(rows: list[list[Box]], header: int) -> None:
    laid, width = lay(rows, min(header, len(rows)))
    covered = [(box.x + across, box.y + down) for row in laid for box in row for across in range(box.columns) for down in range(box.rows)]
    assert len(covered) == len(set(covered))
    assert all(x < width and y < len(rows) for x, y in covered)
    assert sum(map(len, laid)) == sum(map(len, rows))

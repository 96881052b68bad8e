"""The grid of a table."""

from __future__ import annotations

from ponam_review.html.tables import cell_attributes
from ponam_review.text.columns import columns_of
from tests.html.cases import cell


def test_cells_that_reach_down_push_the_others_aside() -> None:
    rows = [
        [cell("a", rows=3), cell("b", columns=2)],
        [cell("c"), cell("d", rows=2)],
        [cell("e")],
        [cell("f"), cell("g"), cell("h")],
    ]
    assert columns_of(rows) == [[0, 1], [1, 2], [1], [0, 1, 2]]


def test_a_heading_cell_says_what_it_heads() -> None:
    assert cell_attributes(cell("a", columns=2), True, ("right",), 0) == ' scope="colgroup" colspan="2" class="end"'
    assert cell_attributes(cell("a", head=True), False, (), 0) == ' scope="row"'
    assert cell_attributes(cell("a"), False, ("", "center"), 1) == ' class="mid"'

"""Lists and quotations rebuilt from a flat sequence."""

from __future__ import annotations

from ponam_review.html.nesting import html_nest
from ponam_review.text.model import Item, Quote, Within


def written(*rows: tuple[str, Within], ghosts: str = "") -> str:
    nest = html_nest()
    parts = [nest.enter(within, ghost=name in ghosts) + name for name, within in rows]
    return "".join([*parts, nest.close()]).replace("\n", "")


def test_a_start_begins_a_new_list() -> None:
    two = written(("a", (Item(True, True, 1),)), ("b", (Item(True, True, 1),)))
    assert two == "<ol><li>a</li></ol><ol><li>b</li></ol>"


def test_an_item_may_begin_with_a_list() -> None:
    assert written(("a", (Item(False, True, 0), Item(False, True, 0)))) == "<ul><li><ul><li>a</li></ul></li></ul>"


def test_two_quotations_that_follow_each_other_stay_two() -> None:
    found = written(("a", (Quote(True),)), ("b", (Quote(False),)), ("c", (Quote(True),)))
    assert found == "<blockquote>ab</blockquote><blockquote>c</blockquote>"


def test_the_rest_of_an_item_whose_beginning_is_missing_gets_no_marker() -> None:
    assert written(("a", (Item(False, False),))) == '<ul><li class="rest">a</li></ul>'


def test_deleted_and_inserted_items_share_one_list() -> None:
    rows = (("x", (Item(True, True, 1),)), ("b", (Item(True, True, 1),)), ("y", (Item(True, True, 1),)))
    assert written(*rows, ghosts="xy") == "<ol><li>x</li><li>b</li><li>y</li></ol>"

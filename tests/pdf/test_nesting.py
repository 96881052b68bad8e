"""Lists rebuilt from a flat sequence, as calls."""

from __future__ import annotations

from ponam_review.pdf.nesting import typst_nest
from ponam_review.text.model import Item, Quote, Within


def written(*rows: tuple[str, Within]) -> str:
    nest = typst_nest()
    return "".join([*(nest.enter(within) + name for name, within in rows), nest.close()]).replace("\n", "")


def test_items_are_arguments_of_their_list() -> None:
    rows = (("a;", (Item(False, True, 0),)), ("b;", (Item(False, False), Item(True, True, 3))), ("c;", (Item(False, True),)))
    assert written(*rows) == "bullets(item({a;numbered(number-item(3,{b;}),);}),item({c;}),);"


def test_the_rest_of_an_item_whose_beginning_is_missing_gets_no_marker() -> None:
    assert written(("a;", (Item(True, False),))) == "rest({a;});"
    assert written(("a;", (Item(True, False),)), ("b;", (Item(True, True),))) == "rest({a;});numbered(number-item(0,{b;}),);"


def test_quotations_are_closed() -> None:
    assert written(("a;", (Quote(True),)), ("b;", ())) == "quotation({a;});b;"

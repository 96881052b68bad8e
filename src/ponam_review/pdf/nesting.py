"""Lists and quotations as calls of the template's functions."""

from __future__ import annotations

from ..text.model import Item
from ..text.nesting import Nest


class _Calls:
    """The calls that lists, items and quotations are.

    What goes on with an item whose beginning is missing stands aligned with it, without a marker; the list begins with the next item.
    """

    def __init__(self) -> None:
        self._headless: list[bool] = []

    def open_quote(self) -> str:
        return "quotation({\n"

    def close_quote(self) -> str:
        return "});\n"

    def open_list(self, first: Item) -> str:
        self._headless.append(not first.opens)
        return "rest(" if not first.opens else _opening(first)

    def close_list(self, *, ordered: bool) -> str:
        self._headless.pop()
        return ");\n"

    def open_item(self, item: Item, kind: str, value: int) -> str:
        if not item.opens:
            return "{\n"
        lead = ""
        if self._headless[-1]:
            self._headless[-1] = False
            lead = ");\n" + _opening(item)
        number = value or item.start or 0
        return f"{lead}number-item({number},{{\n" if item.ordered else f"{lead}item({{\n"

    def close_item(self) -> str:
        return "}" if self._headless[-1] else "}),\n"


def _opening(item: Item) -> str:
    return "numbered(" if item.ordered else "bullets("


def typst_nest() -> Nest:
    """A nest that writes calls."""
    return Nest(_Calls())

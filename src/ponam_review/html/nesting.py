"""Lists and quotations as HTML."""

from __future__ import annotations

from ..text.model import Item
from ..text.nesting import Nest


class _Tags:
    """The tags of lists, items and quotations."""

    def open_quote(self) -> str:
        return "<blockquote>\n"

    def close_quote(self) -> str:
        return "</blockquote>\n"

    def open_list(self, first: Item) -> str:
        start = f' start="{first.start}"' if first.ordered and first.opens and first.start not in (None, 1) else ""
        return f"<{_tag(ordered=first.ordered)}{start}>\n"

    def close_list(self, *, ordered: bool) -> str:
        return f"</{_tag(ordered=ordered)}>\n"

    def open_item(self, item: Item, kind: str, value: int) -> str:
        if not item.opens:
            return '<li class="rest">'
        attributes = (f' class="{kind}"' if kind else "") + (f' value="{value}"' if value else "")
        return f"<li{attributes}>"

    def close_item(self) -> str:
        return "</li>\n"


def html_nest() -> Nest:
    """A nest that writes tags."""
    return Nest(_Tags())


def _tag(*, ordered: bool) -> str:
    return "ol" if ordered else "ul"

"""Characters, attributes and addresses made safe for HTML. Whatever a text holds, it can neither open a tag nor run a script."""

from __future__ import annotations

import re

from ..text.direction import markup_is_right_to_left

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as it stands in an attribute, between double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", " ")


def without_controls(page: str) -> str:
    """The page without the code points that HTML forbids (§13.2.3.5): a parser would complain, a screen reader stumble."""
    return _FORBIDDEN.sub("", page) if _FORBIDDEN.search(page) else page


def attributes(*, id: str = "", kind: str = "") -> str:
    """` id="…" class="…"`, what is empty left out."""
    return (f' id="{quoted(id)}"' if id else "") + (f' class="{kind}"' if kind else "")


def direction(markup: str) -> str:
    """` dir="rtl"` for words that read so; pages read from left to right otherwise."""
    return ' dir="rtl"' if markup_is_right_to_left(markup) else ""

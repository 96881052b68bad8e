"""Quotations and lists opened and closed again from what each block says it stands within."""

from __future__ import annotations

from dataclasses import dataclass

from ..text.model import Container, Item, Quote, Within


@dataclass(slots=True)
class _Level:
    """One open quotation or list. `ghost`: it was opened by a deleted block, so a new list may go on in it."""

    tag: str
    ghost: bool


class Nest:
    """The containers open at one point of a page; `enter` says what to close and open before the next block.

    In a redline deleted and inserted items of one list stand beside each other: a block of the old text only (`ghost`) joins the list it
    finds open, and the first new item joins a list that only old items have opened, so that one list never falls apart into two.
    """

    def __init__(self) -> None:
        self._open: list[_Level] = []

    def enter(self, within: Within, *, kind: str = "", value: int = 0, ghost: bool = False) -> str:
        """Tags to write before a block; `kind` is the class of the item it opens, `value` that item's number where it must be said."""
        if not within:
            return self._close_to(0) if self._open else ""
        out: list[str] = []
        attributes = (f' class="{kind}"' if kind else "") + (f' value="{value}"' if value else "")
        for depth, container in enumerate(within):
            last = depth == len(within) - 1
            item = f"<li{attributes if last else ''}>"
            if depth < len(self._open) and self._goes_on(self._open[depth], container, ghost):
                self._open[depth].ghost &= ghost
                if isinstance(container, Item) and container.opens:
                    out += (self._close_to(depth + 1), "</li>\n", item)
                continue
            out.append(self._close_to(depth))
            out.append(self._start(container, item, ghost))
        out.append(self._close_to(len(within)))
        return "".join(out)

    def close(self) -> str:
        """Tags that end everything still open."""
        return self._close_to(0)

    def _goes_on(self, level: _Level, container: Container, ghost: bool) -> bool:
        if level.tag != _tag(container):
            return False
        fresh = container.opens if isinstance(container, Quote) else container.start is not None
        return not fresh or ghost or level.ghost

    def _start(self, container: Container, item: str, ghost: bool) -> str:
        tag = _tag(container)
        self._open.append(_Level(tag, ghost))
        if isinstance(container, Quote):
            return "<blockquote>\n"
        if not container.opens:
            item = '<li class="rest">'
        start = container.start
        first = f' start="{start}"' if container.ordered and start not in (None, 1) else ""
        return f"<{tag}{first}>\n{item}"

    def _close_to(self, depth: int) -> str:
        out = []
        while len(self._open) > depth:
            tag = self._open.pop().tag
            out.append("</blockquote>\n" if tag == "blockquote" else f"</li>\n</{tag}>\n")
        return "".join(out)


def _tag(container: Container) -> str:
    if isinstance(container, Quote):
        return "blockquote"
    return "ol" if container.ordered else "ul"

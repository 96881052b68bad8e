"""Quotations and lists opened and closed again from what each block says it stands within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import Block, Container, Item, Quote, Within


class Brackets(Protocol):
    """How a format writes the beginnings and ends of quotations, lists and items."""

    def open_quote(self) -> str: ...

    def close_quote(self) -> str: ...

    def open_list(self, first: Item) -> str:
        """`first` is the list's first item: its kind, and the number it starts with."""

    def close_list(self, *, ordered: bool) -> str: ...

    def open_item(self, item: Item, kind: str, value: int) -> str:
        """`kind` and `value` are those given to `Nest.enter`, for the item that the block itself opens."""

    def close_item(self) -> str: ...


@dataclass(slots=True)
class _Level:
    """One open quotation or list. `ghost`: it was opened by a deleted block, so a new list may go on in it."""

    container: Container
    ghost: bool


class Nest:
    """The containers open at one point of a text; `enter` says what to close and open before the next block.

    In a redline deleted and inserted items of one list stand beside each other: a block of the old text only (`ghost`) joins the list it
    finds open, and the first new item joins a list that only old items have opened, so that one list never falls apart into two.
    """

    def __init__(self, brackets: Brackets) -> None:
        self._brackets = brackets
        self._open: list[_Level] = []

    def enter(self, within: Within, *, kind: str = "", value: int = 0, ghost: bool = False) -> str:
        """What to write before a block; `kind` is the class of the item it opens, `value` that item's number where it must be said."""
        if not within:
            return self._close_to(0) if self._open else ""
        out: list[str] = []
        for depth, container in enumerate(within):
            said = (kind, value) if depth == len(within) - 1 else ("", 0)
            if depth < len(self._open) and self._goes_on(self._open[depth], container, ghost):
                self._open[depth].ghost &= ghost
                if isinstance(container, Item) and container.opens:
                    out += (self._close_to(depth + 1), self._brackets.close_item(), self._brackets.open_item(container, *said))
                continue
            out.append(self._close_to(depth))
            self._open.append(_Level(container, ghost))
            if isinstance(container, Quote):
                out.append(self._brackets.open_quote())
            else:
                out += (self._brackets.open_list(container), self._brackets.open_item(container, *said))
        out.append(self._close_to(len(within)))
        return "".join(out)

    def close(self) -> str:
        """What ends everything still open."""
        return self._close_to(0)

    def _goes_on(self, level: _Level, container: Container, ghost: bool) -> bool:
        if _kind(level.container) != _kind(container):
            return False
        fresh = container.opens if isinstance(container, Quote) else container.start is not None
        return not fresh or ghost or level.ghost

    def _close_to(self, depth: int) -> str:
        out = []
        while len(self._open) > depth:
            container = self._open.pop().container
            if isinstance(container, Quote):
                out.append(self._brackets.close_quote())
            else:
                out += (self._brackets.close_item(), self._brackets.close_list(ordered=container.ordered))
        return "".join(out)


def _kind(container: Container) -> str:
    if isinstance(container, Quote):
        return "quotation"
    return "numbered" if container.ordered else "bulleted"


def item_numbers(blocks: Sequence[Block]) -> list[int]:
    """The number of each block that opens an item of an ordered list, else 0: in a redline the items of both texts say theirs."""
    counts: list[int] = []
    out: list[int] = []
    for block in blocks:
        del counts[len(block.within) :]
        number = 0
        for depth, container in enumerate(block.within):
            if depth == len(counts):
                counts.append(0)
            if isinstance(container, Item) and container.opens:
                counts[depth] = container.start if container.start is not None else counts[depth] + 1
                number = counts[depth] if container.ordered and depth == len(block.within) - 1 else 0
        out.append(number)
    return out

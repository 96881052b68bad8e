"""Which `w:num` a list item takes, in a text that may be two texts at once.

In a redline an item counts on in the old text, in the new one, or in both. What was deleted must not end a list of the new text, nor what
was inserted one of the old text: accepting or rejecting all would leave lists that begin again at 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, TypeAlias

from ...text.model import Item, Within
from ..page import BULLETS_NUM, FIRST_ORDERED_NUM, ORDERED_ABSTRACT

Side: TypeAlias = Literal["both", "old", "new"]
DEEPEST = 8
"""Last level that a list definition has (ECMA-376-1 §17.9.6)."""


class Lists:
    """The open list of each level, in the old text and in the new one; mutable while one body is written."""

    def __init__(self) -> None:
        self.side: Side = "both"
        self.definitions: list[str] = []
        self._open: dict[Side, list[int]] = {"new": [], "old": []}
        self._used: dict[Side, set[int]] = {"new": set(), "old": set()}

    def number(self, within: Within) -> tuple[int, int]:
        """`w:numId` and level of a block that opens an item. A list keeps its number until one starts anew at its level."""
        level, item = _level(within), _innermost(within)
        assert item is not None
        numbers = self._open["old" if self.side == "old" else "new"]
        del numbers[level + 1 :]
        numbers += [0] * (level + 1 - len(numbers))
        if not item.ordered:
            numbers[level] = BULLETS_NUM
        elif item.start is not None or numbers[level] in (0, BULLETS_NUM):
            numbers[level] = self._defined(level, 1 if item.start is None else item.start)
        self._shared()
        for side in self._sides():
            self._used[side].add(numbers[level])
        return numbers[level], level

    def leave(self) -> None:
        """The text between two lists ends the first one."""
        for side in self._sides():
            self._open[side].clear()

    def follows(self, block: Within, other: Within) -> bool:
        """Whether an item that opens a list in the text of this side may take the number it has in the other text.

        It may where the items that make the difference are only in one of them: then the list is one, begun by others there.
        """
        here, there = _innermost(block), _innermost(other)
        if here is None or there is None or not (here.ordered and there.ordered) or here.start is None or _level(block) != _level(other):
            return False
        level = _level(block)
        numbers = self._open["new" if self.side == "old" else "old"]
        if there.start is not None and (self.side == "new" or here.start != there.start):
            return False
        if level >= len(numbers) or numbers[level] in (0, BULLETS_NUM) or numbers[level] in self._used[self.side]:
            return False
        self._open[self.side][:] = numbers[: level + 1]
        return True

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What a note or a cell holds has lists of its own; the list around it goes on afterwards with its next number."""
        around, side = self._open, self.side
        self._open = {"new": [], "old": []}
        try:
            yield
        finally:
            self._open, self.side = around, side

    def _sides(self) -> tuple[Side, ...]:
        return ("new", "old") if self.side == "both" else (self.side,)

    def _shared(self) -> None:
        if self.side == "both":
            self._open["old"][:] = self._open["new"]

    def _defined(self, level: int, start: int) -> int:
        number = FIRST_ORDERED_NUM + len(self.definitions)
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self.definitions.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{ORDERED_ABSTRACT}"/>{override}</w:num>')
        return number


def continued(within: Within) -> Within:
    """The same place in a list that began before."""
    return (*within[:-1], replace(within[-1], start=None)) if within and isinstance(within[-1], Item) else within


def in_list(within: Within) -> bool:
    """Whether a block opens an item."""
    return bool(within) and isinstance(within[-1], Item) and within[-1].opens


def _level(within: Within) -> int:
    return min(sum(isinstance(container, Item) for container in within) - 1, DEEPEST)


def _innermost(within: Within) -> Item | None:
    items = [container for container in within if isinstance(container, Item)]
    return items[-1] if items else None

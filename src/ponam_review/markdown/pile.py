"""Blocks being gathered in one flow (the body, a cell, a note), and the quotations and list items open around the next one."""

from __future__ import annotations

from collections.abc import Callable

from ..text.errors import MarkdownError
from ..text.model import Block, Container, Figure, Image, Inlines, Item, Lines, Paragraph, Quote, Within
from .dialect import MAX_DEPTH


class OpenQuote:
    __slots__ = ("fresh",)

    def __init__(self) -> None:
        self.fresh = True


class OpenList:
    """`next`: the number of its next item; 0 in an unordered list."""

    __slots__ = ("begun", "next", "ordered")

    def __init__(self, ordered: bool, start: int) -> None:
        self.ordered = ordered
        self.next = start
        self.begun = False

    def start(self, *, interrupted: bool) -> int | None:
        """What the item about to open says of the start of its list; a list that something interrupts begins again."""
        number = self.next if not self.begun or interrupted else None
        self.begun = True
        self.next += self.ordered
        return number


class OpenItem:
    __slots__ = ("fresh", "line", "list")

    def __init__(self, owner: OpenList, line: int) -> None:
        self.list = owner
        self.fresh = True
        self.line = line


class Pile:
    """Only a paragraph of the item itself carries a list marker; an item that begins otherwise gets an empty one."""

    __slots__ = ("_blocks", "_caption", "_file", "around", "is_cell")

    def __init__(self, file: str, caption: Callable[[str], Inlines], *, is_cell: bool = False) -> None:
        self._caption = caption
        self._blocks: list[Block] = []
        self.around: list[OpenQuote | OpenItem] = []
        self._file = file
        self.is_cell = is_cell

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks)

    @property
    def last(self) -> Block | None:
        return self._blocks[-1] if self._blocks else None

    def replace_last(self, block: Block) -> None:
        self._blocks[-1] = block

    def enter(self, container: OpenQuote | OpenItem, line: int) -> None:
        self.around.append(container)
        if len(self.around) > MAX_DEPTH:
            msg = "{file}:{line}: quotations and lists are nested more than {limit} deep; make the text flatter"
            raise MarkdownError(msg, file=self._file, line=line, limit=MAX_DEPTH)

    def leave(self) -> None:
        """Closes the innermost container; an item in which nothing stood is an empty paragraph."""
        if isinstance(last := self.around[-1], OpenItem) and last.fresh:
            self.within()
        self.around.pop()

    def within(self, *, carries: bool = False) -> Within:
        """What the next block stands within; `carries`: it may carry the marker of the item it stands in."""
        around = self.around
        if not around:
            return ()
        last = len(around) - 1
        for place, container in enumerate(around):
            if type(container) is OpenItem and container.fresh and (place < last or not carries):
                self._carry(place + 1)
        return self._open(len(around))

    def _carry(self, depth: int) -> None:
        item = self.around[depth - 1]
        assert isinstance(item, OpenItem)
        lines = (item.line, item.line) if item.line else None
        self._blocks.append(Paragraph((), self._open(depth), lines=lines))

    def _open(self, depth: int) -> Within:
        found: list[Container] = []
        for place, container in enumerate(self.around[:depth]):
            if isinstance(container, OpenQuote):
                found.append(Quote(container.fresh))
            elif container.fresh:
                start = container.list.start(interrupted=not self._in_item(place))
                found.append(Item(container.list.ordered, True, start))
            else:
                found.append(Item(container.list.ordered, False))
            container.fresh = False
        return tuple(found)

    def _in_item(self, place: int) -> bool:
        """Whether the last block stands in a list item `place` deep."""
        within = self._blocks[-1].within if self._blocks else ()
        return len(within) > place and isinstance(within[place], Item)

    def add(self, block: Block) -> None:
        self._blocks.append(block)

    def paragraph(self, content: Inlines, lines: Lines, identity: str = "") -> None:
        """A paragraph; outside table cells, one that holds only a picture is a figure, captioned by the picture's title."""
        if not self.is_cell and len(content) == 1 and isinstance(picture := content[0], Image):
            self.figure(picture, self._caption(picture.title), identity, lines)
        elif content:
            self._blocks.append(Paragraph(content, self.within(carries=True), lines=lines))

    def figure(self, picture: Image, caption: Inlines, identity: str, lines: Lines) -> None:
        bare = Image(picture.source, picture.alt, "", picture.link)
        self._blocks.append(Figure(bare, caption, identity, self.within(), lines=lines))

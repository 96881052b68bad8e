"""Which words a comment is about: the stretch of text between its marks, in any number of paragraphs and cells."""

from __future__ import annotations

MAX_QUOTED = 32 << 20
"""Characters that all quotes and changes of a file may take together: a hostile file can lay every comment over the whole text."""


class Slot:
    """The place of a paragraph in one reading, known once everything is read, and what is printed before its words."""

    __slots__ = ("cell", "index", "label", "level")

    def __init__(self) -> None:
        self.index = 0
        self.label = ""
        self.level = 0
        """Of a heading, from 1; 0 for text."""
        self.cell: tuple[int, int, int] | None = None
        """Table, row and column, from 1, of the innermost cell."""


class Point:
    """A place in the text: offsets in the full, accepted and rejected readings, and the paragraph (None in a running head)."""

    __slots__ = ("accepted", "full", "rejected", "slot")

    def __init__(self, full: int, accepted: int, slot: Slot | None = None, rejected: int = 0) -> None:
        self.full = full
        self.accepted = accepted
        self.slot = slot
        self.rejected = rejected


class Quotes:
    """The marks of comments as the walk meets them; of marks that stand twice the first one counts."""

    __slots__ = ("ends", "references", "starts")

    def __init__(self) -> None:
        self.starts: dict[str, Point] = {}
        self.ends: dict[str, Point] = {}
        self.references: dict[str, Point] = {}

    def place(self, identity: str) -> Point | None:
        """Where a comment stands: the beginning of its range, else its reference."""
        return self.starts.get(identity) or self.references.get(identity)

    def marked(self) -> set[str]:
        return {*self.starts, *self.ends, *self.references}

    def range(self, identity: str) -> tuple[Point, Point] | None:
        """The two ends of a comment's range; a range never closed reaches to the reference."""
        start = self.starts.get(identity)
        end = self.ends.get(identity) or self.references.get(identity)
        return (start, end) if start and end and end.full >= start.full else None


class Excerpts:
    """Slices of the three texts, within one budget for the whole file."""

    def __init__(self, full: str, accepted: str, rejected: str = "") -> None:
        self.full = full
        self.accepted = accepted
        self.rejected = rejected
        self.left = MAX_QUOTED
        self.cut = 0

    def of(self, start: int, end: int) -> str:
        """Words of the full reading."""
        return self._take(self.full, start, end)

    def quote(self, start: Point, end: Point) -> str:
        """The accepted reading of a range, or the full one where that is empty (a comment on deleted words)."""
        return self._take(self.accepted, start.accepted, end.accepted).strip("\n") or self.of(start.full, end.full).strip("\n")

    def former(self, start: Point, end: Point) -> str:
        """The same range before the tracked changes; "" where it holds only what they insert."""
        return self._take(self.rejected, start.rejected, end.rejected).strip("\n")

    def _take(self, text: str, start: int, end: int) -> str:
        if end - start > self.left:
            self.cut += 1
            return ""
        self.left -= end - start
        return text[start:end]

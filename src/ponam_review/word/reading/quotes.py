"""Which words a comment is about: the stretch of text between its marks, in any number of paragraphs and cells."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_QUOTED = 32 << 20
"""Characters that all quotes and changes of a file may take together: a hostile file can lay every comment over the whole text."""


@dataclass(slots=True)
class Slot:
    """The place of a paragraph in the accepted reading, known once everything is read."""

    index: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the text: offsets in the full reading and in the accepted one, and the paragraph (None in a running head)."""

    full: int
    accepted: int
    slot: Slot | None


@dataclass(slots=True)
class Quotes:
    """The marks of comments as the walk meets them; of marks that stand twice the first one counts."""

    starts: dict[str, Point] = field(default_factory=dict)
    ends: dict[str, Point] = field(default_factory=dict)
    references: dict[str, Point] = field(default_factory=dict)

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
    """Slices of both texts, within one budget for the whole file."""

    def __init__(self, full: str, accepted: str) -> None:
        self.full = full
        self.accepted = accepted
        self.left = MAX_QUOTED
        self.cut = 0

    def of(self, start: int, end: int) -> str:
        """Words of the full reading."""
        return self._take(self.full, start, end)

    def quote(self, start: Point, end: Point) -> str:
        """The accepted reading of a range, or the full one where that is empty (a comment on deleted words)."""
        return self._take(self.accepted, start.accepted, end.accepted).strip("\n") or self.of(start.full, end.full).strip("\n")

    def _take(self, text: str, start: int, end: int) -> str:
        if end - start > self.left:
            self.cut += 1
            return ""
        self.left -= end - start
        return text[start:end]

"""Cover and contents: the generated paragraphs that stand before the text, gathered for the page's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .markup import escaped, quoted
from .sheet import Sheet


@dataclass(slots=True)
class Cover:
    """Lines of the cover, already HTML."""

    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)

    def put(self, role: str, words: str) -> None:
        """Add a line of a role ("cover-left", …)."""
        kind = role.removeprefix("cover-")
        rows: list[str] = self.lines if kind == "line" else getattr(self, kind)
        rows.append(words)

    def __bool__(self) -> bool:
        return bool(self.title or self.left or self.right or self.lines)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    level: int
    place: str
    number: str
    title: str
    tail: str = ""
    """HTML after the title."""


def write_entries(entries: Sequence[Entry], sheet: Sheet) -> str:
    """The contents as nested lists, as deep as the headings go."""
    if not entries:
        return ""
    open_levels: list[int] = []
    parts: list[str] = []
    for entry in entries:
        while len(open_levels) > 1 and open_levels[-1] > entry.level:
            parts.append("</li>\n</ol>\n")
            open_levels.pop()
        if not open_levels or open_levels[-1] < entry.level:
            parts.append("\n<ol>\n")
            open_levels.append(entry.level)
        else:
            parts.append("</li>\n")
            open_levels[-1] = entry.level
        number = f'<span class="number">{escaped(entry.number)}</span> ' if entry.number else ""
        parts.append(f'<li><a href="#{quoted(entry.place)}">{number}{escaped(entry.title)}</a>{entry.tail}')
    parts.append("</li>\n</ol>\n" * len(open_levels))
    return "".join(parts)

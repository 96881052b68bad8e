"""Cover and contents: the generated paragraphs that stand before the text, gathered for the page's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..text.flow import Flow
from ..text.front import list_of
from ..text.lists import split_sigle
from ..text.model import Paragraph
from ..text.plain import inline_text
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
    emblem: list[str] = field(default_factory=list)

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


def write_lists(flow: Flow, sheet: Sheet) -> str:
    """The lists behind the contents: acronyms as terms and meanings, tables and figures as links."""
    parts: list[str] = []
    for kind in ("sigles", "tables", "figures"):
        blocks = [b for b in flow.blocks if isinstance(b, Paragraph) and list_of(b) == kind]
        if len(blocks) < 2:
            continue
        title, *lines = blocks
        rows = _sigles(lines) if kind == "sigles" else _captions(lines, sheet)
        words = escaped(inline_text(title.content))
        parts.append(f'<section class="list" aria-labelledby="_{kind}">\n<h2 id="_{kind}">{words}</h2>\n{rows}</section>\n')
    return "".join(parts)


def _sigles(lines: Sequence[Paragraph]) -> str:
    pairs = (split_sigle(inline_text(line.content)) for line in lines)
    rows = "".join(f"<dt>{escaped(name)}</dt><dd>{escaped(meaning)}</dd>\n" for name, meaning in pairs)
    return f"<dl>\n{rows}</dl>\n"


def _captions(lines: Sequence[Paragraph], sheet: Sheet) -> str:
    rows = []
    for line in lines:
        words = escaped(inline_text(line.content).partition("\t")[0])
        place = sheet.anchors.find(line.target)
        rows.append(f'<li><a href="#{quoted(place)}">{words}</a></li>\n' if place else f"<li>{words}</li>\n")
    return f"<ol>\n{''.join(rows)}</ol>\n"


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

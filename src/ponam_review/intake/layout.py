"""An edition laid out paragraph by paragraph, as a Word file or a printed page shows it, with its addresses and its headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..compare.align import Unit
from ..register.vocabulary import plain_words
from ..text.flow import Flow, Placed
from ..text.model import Block, Code, Figure, Heading, Paragraph, Rule, Table
from ..text.plain import block_text, inline_text, notes_of
from .bare import Joined, bare, bare_words, joined

if TYPE_CHECKING:
    from .returned.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the edition. `start` is where it begins in the text of its block (`text.plain.block_text`)."""

    text: str
    bare: str
    section: str
    block: int
    position: int
    """Rank of the block in the edition."""
    start: int = 0
    title: str = ""
    """Number and words of the nearest heading above."""
    holder: int = -1
    """For a note: the line that holds its mark; for a table's caption: its first cell. The text of the block holds neither."""
    target: int = -1
    """For an entry of the contents: the line of the heading it leads to."""
    generated: bool = False
    """Cover and contents: a selector cannot point there."""
    row: int = -1
    """Row of its table; -1 elsewhere."""
    note: bool = False
    """A paragraph of a note; `block` is the block that holds its mark."""

    @property
    def is_text(self) -> bool:
        """Whether a selector can point here."""
        return self.holder < 0 and not self.generated


class Layout:
    """The lines of an edition and what finds them: all text end to end, sections, headings, rare words."""

    def __init__(self, name: str, lines: tuple[Line, ...], headings: tuple[tuple[int, Heading], ...], flow: Flow | None = None) -> None:
        self.name = name
        self.lines = lines
        self.headings = headings
        self.flow = flow
        self.shelf: Shelf | None = None
        """The other editions of the workspace, for copies that answer one of those."""
        self._units: dict[tuple[str, str], Unit] = {}
        self.known: dict[str, tuple[int | None, bool]] = {}
        """Headings by the words that were found to name them (`locating`)."""

    @cached_property
    def joined(self) -> Joined:
        """The text without its contents, which would show every title twice."""
        return joined(["" if line.generated else line.bare for line in self.lines])

    @property
    def language(self) -> str:
        return self.flow.language if self.flow else "fr"

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self.unit(line.text) for line in self.lines)

    def unit(self, text: str, joins: str = "") -> Unit:
        """`unit`, remembered: a hundred copies of an edition hold the same paragraphs a hundred times."""
        known = self._units.get((text, joins))
        if known is None:
            known = replace(self.unit(text), joins=joins) if joins else unit(text)
            if len(self._units) < MOST_UNITS:
                self._units[text, joins] = known
        return known

    def block_text(self, line: Line) -> str:
        """The text of the block that a line stands in, in which selectors count characters."""
        return block_text(self.flow.items[line.position].block) if self.flow else line.text

    @cached_property
    def sections(self) -> Mapping[str, range]:
        """Lines of each section, notes left out."""
        found: dict[str, range] = {}
        for place, line in enumerate(self.lines):
            if line.is_text:
                found[line.section] = range(found.get(line.section, range(place, place)).start, place + 1)
        return found

    @cached_property
    def addresses(self) -> Mapping[tuple[str, int], int]:
        """First line of each block."""
        found: dict[tuple[str, int], int] = {}
        for place, line in enumerate(self.lines):
            if line.is_text:
                found.setdefault((line.section, line.block), place)
        return found

    @cached_property
    def reaches(self) -> Mapping[int, range]:
        """For each heading the lines down to the next one of its level or above."""
        end = 1 + max((place for place, line in enumerate(self.lines) if line.is_text), default=-1)
        found: dict[int, range] = {}
        following: dict[int, int] = {}
        for place, heading in reversed(self.headings):
            stops = [start for level, start in following.items() if level <= heading.level]
            found[place] = range(place, min(stops, default=end))
            following[heading.level] = place
        return found

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Lines of headings by what people call them: section id, number, title. Names that two headings share lead nowhere."""
        found: dict[str, int] = {}
        shared: set[str] = set()
        for place, heading in self.headings:
            line = self.lines[place]
            title = inline_text(heading.content)
            called = {plain_words(title), plain_words(f"{heading.number} {title}"), heading.number.casefold()}
            if line.block == 0:
                called.add(plain_words(line.section))
            for name in called - {""}:
                if found.setdefault(name, place) != place:
                    shared.add(name)
        return {name: place for name, place in found.items() if name not in shared}

    @cached_property
    def owners(self) -> Mapping[str, tuple[int, ...]]:
        """Lines in which each word stands."""
        found: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            if not line.generated:
                for word in set(self.units[place].words):
                    found.setdefault(word, []).append(place)
        return {word: tuple(places) for word, places in found.items()}


MOST_UNITS = 200_000

_ADDRESS = re.compile(r"^\s*[\w-]+\s?¶\s?\d+(?:\s(?:bis|ter|quater))?\s+|\s+[\w-]+\s?¶\s?\d+(?:\s(?:bis|ter|quater))?\s*$")


def unit(text: str) -> Unit:
    """A paragraph as alignment sees it; an address printed beside it is no part of it."""
    text = _ADDRESS.sub("", text)
    return Unit(bare(text), bare_words(text), "text", "")


def lay_out(flow: Flow) -> Layout:
    """The layout of a prepared revision; generated parts (cover, contents) take part, for Word copies show them too."""
    lines: list[Line] = []
    notes: list[tuple[int, str]] = []
    headings: list[tuple[int, Heading]] = []
    targets: dict[int, str] = {}
    title = section = ""
    for position, item in enumerate(flow.items):
        block = item.block
        if item.section != section:
            title, section = "", item.section
        if isinstance(block, Heading):
            title = heading_words(block)
            headings.append((len(lines), block))
        elif isinstance(block, Paragraph) and block.target:
            targets[len(lines)] = block.target
        first = len(lines)
        lines += (_line(text, start, item, position, title) for text, start in paragraphs(block))
        if isinstance(block, Table):
            captioned = bool(inline_text(block.caption).strip()) and len(lines) > first + 1
            _number_rows(block, lines, first + captioned)
            if captioned:
                lines[first] = replace(lines[first], holder=first + 1)
        notes += ((first, text) for text in _note_texts(block))
    for holder, text in notes:
        of = lines[holder]
        lines.append(Line(text, bare(text), of.section, of.block, of.position, 0, of.title, holder=holder, note=True))
    places = {heading.id: place for place, heading in headings if heading.id}
    for place, target in targets.items():
        lines[place] = replace(lines[place], target=places.get(target, -1))
    return Layout(flow.name, tuple(lines), tuple(headings), flow)


def _number_rows(table: Table, lines: list[Line], first: int) -> None:
    """Rows of the lines of a table's cells, by where they begin in its text."""
    ends: list[int] = []
    length = 0
    for row in table.rows:
        length += len(block_text(replace(table, rows=(row,)))) + 1
        ends.append(length)
    for place in range(first, len(lines)):
        lines[place] = replace(lines[place], row=bisect_right(ends, lines[place].start))


def heading_words(heading: Heading) -> str:
    return f"{heading.number} {inline_text(heading.content)}".strip()


def _line(text: str, start: int, item: Placed, position: int, title: str) -> Line:
    generated = isinstance(item.block, Paragraph) and bool(item.block.role)
    return Line(text, bare(text), item.section, item.number, position, start, title, generated=generated)


def _note_texts(block: Block) -> Iterator[str]:
    for note in notes_of(block):
        for inner in note.blocks:
            yield from (text for text, _ in paragraphs(inner))


def paragraphs(block: Block) -> Iterator[tuple[str, int]]:
    """The paragraphs of a block and where each begins in its text, which separates cells by tabs and rows by newlines."""
    match block:
        case Heading() | Paragraph() | Figure():
            text = block_text(block)
            if text.strip():
                yield text, 0
        case Code():
            yield from _pieces(block.text.split("\n"), 0)
        case Table():
            caption = inline_text(block.caption)
            if caption.strip():
                yield caption, 0
            yield from _cells(block)
        case Rule():
            return


def _cells(table: Table) -> Iterator[tuple[str, int]]:
    start = 0
    for row in table.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                for text, offset in paragraphs(inner):
                    yield text, start + offset
                start += len(block_text(inner)) + 1
            start += not cell.blocks


def _pieces(texts: Iterable[str], start: int) -> Iterator[tuple[str, int]]:
    for text in texts:
        if text.strip():
            yield text, start
        start += len(text) + 1

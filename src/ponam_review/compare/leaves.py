"""The text of a revision as leaves: one paragraph each, wherever it stands (body, cell, caption, note), and what finds words in them.

Positions count the characters that a reader sees: a cross-reference counts with its label, a note or a picture with nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from ..text.flow import Flow
from ..text.model import Block, Break, Code, Counter, Figure, Heading, Item, Lines, Note, Paragraph, Reference, Rule, Run, Table
from ..text.plain import fold
from .changes import End
from .pieces import content_of
from .words import Thing

Key: TypeAlias = tuple[int, ...]
"""Which leaf of its flow it is: index of the block, then row, cell and block (-1 the caption), -2 with number and block in a note."""

CAPTION = -1
NOTE = -2


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paragraph."""

    text: str
    content: tuple[Thing, ...]
    key: Key
    lines: Lines
    file: str = ""
    form: str = ""
    """Whether it is a heading, an item of a list, a paragraph."""

    @property
    def at(self) -> int:
        """Index in the flow of the block that holds it."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one leaf; `leaf` is its rank among the leaves of its revision."""

    leaf: int
    start: int
    end: int


def read_text(thing: Thing) -> str:
    """What a reader sees of one thing."""
    match thing:
        case Run():
            return thing.text
        case Break() | End():
            return "\n"
        case Reference() | Counter():
            return thing.label
        case _:
            return ""


def leaves_of_flow(flow: Flow) -> Iterator[Leaf]:
    """The leaves of a revision in reading order, notes after the paragraph that holds them; the contents only repeat titles."""
    for at, item in enumerate(flow.items):
        if isinstance(item.block, Paragraph) and item.block.role:
            continue
        for leaf in leaves_of(item.block, (at,)):
            yield replace(leaf, file=item.file, form=_form(item.block)) if leaf.key == (at,) else replace(leaf, file=item.file)


def _form(block: Block) -> str:
    return "item" if block.within and isinstance(block.within[-1], Item) else type(block).__name__


def leaves_of(block: Block, key: Key, lines: Lines = None) -> Iterator[Leaf]:
    """The leaves of a block, which is known as `key`; `lines` are those of what holds it."""
    lines = block.lines or lines
    match block:
        case Heading() | Paragraph() | Code() | Figure():
            yield from _leaf(content_of(block), key, key, lines)
        case Table():
            if block.caption:
                yield from _leaf(block.caption, (*key, CAPTION), (*key, CAPTION), lines)
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row.cells):
                    for b, inner in enumerate(cell.blocks):
                        yield from leaves_of(inner, (*key, r, c, b), row.lines or lines)
        case Rule():
            return


def _leaf(content: tuple[Thing, ...], key: Key, notes: Key, lines: Lines) -> Iterator[Leaf]:
    yield Leaf("".join(map(read_text, content)), content, key, lines)
    for n, note in enumerate(thing for thing in content if isinstance(thing, Note)):
        for b, inner in enumerate(note.blocks):
            yield from leaves_of(inner, (*notes, NOTE, n, b), lines)


# ------------------------------------------------------------------ finding

_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans("’‘ʼ´“”„«»‐‑–—−", "''''" + 5 * '"' + "-----")
MOST = 300
"""Places of a quote that are looked at; what stands more often is told apart by its line only."""
LEAVES = 40
"""Leaves looked through one by one; for more it is quicker to go through the text from end to end."""


def plain(text: str) -> str:
    """Folded text with the keyboard's quotation marks, apostrophes and dashes."""
    return fold(text).translate(_TYPOGRAPHY)


def bare_words(text: str) -> list[str]:
    """The words of a text without case and signs."""
    return _WORD.findall(text.lower())


def shared_words(words: str, text: str) -> float:
    """Share of the words of a passage that stand, in order, in some text, whatever their case."""
    wanted = bare_words(words)
    return LCSseq.similarity(wanted, bare_words(text)) / len(wanted) if wanted else 0.0


class Folded:
    """Some text with its white space folded, and the way back to where each character stands."""

    def __init__(self, raw: str) -> None:
        self.text = fold(raw)
        self._raw = raw

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the folded text, not none, in the raw one."""
        if len(self.text) == len(self._raw):
            return first, last
        return self._places[first], self._places[last - 1] + 1

    def stretches(self, exact: str) -> list[tuple[int, int]]:
        """Where a folded quote stands in the raw text."""
        return [self.stretch(start, start + len(exact)) for start in _places(self.text, exact)]

    @cached_property
    def _places(self) -> list[int]:
        places: list[int] = []
        space = True
        for position, character in enumerate(self._raw):
            if not (space and character.isspace()):
                places.append(position)
            space = character.isspace()
        return places


class Leaves:
    """The leaves of one revision and what finds words in them."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self.all: Sequence[Leaf] = tuple(leaves)
        self._folded = tuple(Folded(leaf.text) for leaf in self.all)
        self.folded: Sequence[str] = tuple(folded.text for folded in self._folded)
        self.rank = {leaf.key: rank for rank, leaf in enumerate(self.all)}

    # -------------------------------------------------------------- by line

    def on_line(self, line: int, file: str = "") -> list[int]:
        """The leaves that stand on a source line."""
        return [rank for rank in self._by_line.get(line, ()) if same_file(self.all[rank].file, file)]

    @cached_property
    def _by_line(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for rank, leaf in enumerate(self.all):
            if leaf.lines is not None:
                for line in range(leaf.lines[0], leaf.lines[1] + 1):
                    found[line].append(rank)
        return found

    def of_block(self, at: int) -> Sequence[int]:
        """The leaves of a block, by its index in the flow."""
        return self._by_block.get(at, ())

    @cached_property
    def _by_block(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for rank, leaf in enumerate(self.all):
            found[leaf.at].append(rank)
        return found

    # -------------------------------------------------------------- by words

    def within(self, rank: int, exact: str) -> list[Span]:
        """Where a folded quote stands in a leaf."""
        return [self._span(rank, start, start + len(exact)) for start in _places(self.folded[rank], exact)]

    def everywhere(self, exact: str, file: str = "", *, running_over: bool = True) -> list[tuple[Span, ...]]:
        """Every place of a folded quote inside a leaf; where there is none, those that run over several leaves."""
        ranks = self._candidates(exact)
        if len(ranks) <= LEAVES:
            own = (rank for rank in ranks if same_file(self.all[rank].file, file))
            found: list[tuple[Span, ...]] = [(span,) for rank in own for span in self.within(rank, exact)]
            if found or not running_over:
                return found
        places = self.over_several(exact, file)
        return [place for place in places if len(place) == 1] or (places if running_over else [])

    def over_several(self, exact: str, file: str = "") -> list[tuple[Span, ...]]:
        """Every place of a folded quote in the text from end to end: a quote may run over several leaves."""
        return self._in_text(self._joined, exact, file)

    @cached_property
    def files(self) -> frozenset[str]:
        """The section files."""
        return frozenset(leaf.file for leaf in self.all)

    def nearly(self, exact: str, file: str = "") -> list[tuple[Span, ...]]:
        """Every place of a quote typed with the keyboard's signs."""
        return self._in_text(self._plain, plain(exact), file)

    def _candidates(self, exact: str) -> Sequence[int]:
        """The leaves that hold the rarest of the whole words of a quote."""
        whole = [found.group().lower() for found in _WORD.finditer(exact) if found.start() > 0 and found.end() < len(exact)]
        if not whole:
            return range(len(self.all))
        return min((self.owners.get(word, []) for word in whole), key=len)

    @cached_property
    def owners(self) -> dict[str, list[int]]:
        """The leaves that hold a word."""
        found: dict[str, list[int]] = defaultdict(list)
        for rank, words in enumerate(self.words):
            for word in set(words):
                found[word].append(rank)
        return found

    @cached_property
    def words(self) -> Sequence[list[str]]:
        """The bare words of each leaf."""
        return [bare_words(text) for text in self.folded]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        return _end_to_end(self.folded)

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _end_to_end([text.translate(_TYPOGRAPHY) for text in self.folded])

    def _in_text(self, joined: tuple[str, list[int]], exact: str, file: str) -> list[tuple[Span, ...]]:
        text, starts = joined
        found: list[tuple[Span, ...]] = []
        for start in _places(text, exact):
            place = tuple(self._spans_between(starts, start, start + len(exact)))
            if same_file(self.all[place[0].leaf].file, file):
                found.append(place)
            if len(found) > MOST:
                break
        return found

    def _spans_between(self, starts: Sequence[int], start: int, end: int) -> Iterator[Span]:
        rank = bisect_right(starts, start) - 1
        while rank < len(starts) and starts[rank] < end:
            begin, length = starts[rank], len(self.folded[rank])
            first, last = max(start - begin, 0), min(end - begin, length)
            if first < last:
                yield self._span(rank, first, last)
            rank += 1

    def _span(self, rank: int, start: int, end: int) -> Span:
        return Span(rank, *self._folded[rank].stretch(start, end))


def same_file(file: str, named: str) -> bool:
    """Whether a file is the one that somebody names, perhaps from another folder."""
    if not named or not file or file == named:
        return True
    return file.endswith(f"/{named}") or named.endswith(f"/{file}")


def _places(text: str, exact: str) -> Iterator[int]:
    start = text.find(exact) if exact else -1
    while start >= 0:
        yield start
        start = text.find(exact, start + 1)


def _end_to_end(texts: Iterable[str]) -> tuple[str, list[int]]:
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for text in texts:
        starts.append(length)
        if text:
            parts.append(text)
            length += len(text) + 1
    return " ".join(parts), starts

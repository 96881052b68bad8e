"""The source as written, chunk by chunk: for quotes of what a reader does not see (the address of a link, an item's number, a tag).

A chunk is the source lines of one leaf, and goes where its leaf went; what belongs to none (front matter, link definitions, comments) is
compared on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from ..text.flow import Flow, Placed
from ..text.model import Paragraph, Run
from ..text.plain import fold
from .align import Unit, align
from .changes import End
from .engine import compare_notes
from .layers import TextRead
from .leaves import Leaf, Leaves, bare_words
from .links import Target
from .pieces import diff_content
from .words import Thing

ReadSource: TypeAlias = Callable[[str], str]
"""The source of a section file; empty where there is none."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some source lines and the leaves, by rank, that were read from them."""

    text: str
    lines: tuple[int, int]
    file: str
    holds: tuple[int, ...]


class Written:
    """The layer of source text (`layers.Layer`)."""

    def __init__(self, read: TextRead, old: ReadSource, new: ReadSource) -> None:
        self._read = read
        self._old = tuple(_chunks(read.old, read.changes.old, old))
        self._new = tuple(_chunks(read.new, read.changes.new, new))
        self.old, self.new = Leaves(_leaves(self._old)), Leaves(_leaves(self._new))
        self._chunk_of = {rank: number for number, chunk in reversed(tuple(enumerate(self._new))) for rank in chunk.holds}
        self._targets: dict[int, Target | None] = {}

    def target(self, rank: int) -> Target | None:
        if rank not in self._targets:
            self._targets[rank] = self._find(rank)
        return self._targets[rank]

    def placed(self, rank: int) -> Placed | None:
        holds = self._new[rank].holds
        return self._read.placed(holds[0]) if holds else None

    def _find(self, rank: int) -> Target | None:
        if not self._old[rank].holds:
            return self._loose.get(rank)
        news, moved = self._went[rank]
        return self._target(rank, news, moved=moved) if news else None

    @cached_property
    def _went(self) -> Sequence[tuple[list[int], bool]]:
        """For each old chunk the new ones that its longest leaf went to, and whether it was moved."""
        found: list[tuple[list[int], bool]] = []
        for chunk in self._old:
            news: list[int] = []
            moved = False
            for leaf in sorted(chunk.holds, key=lambda leaf: -len(self._read.old.all[leaf].text)):
                target = self._read.target(leaf)
                ranks = [self._read.new.rank[key] for key in target.keys] if target else []
                news = sorted({self._chunk_of[new] for new in ranks if new in self._chunk_of})
                if target is not None and news:
                    moved = target.moved
                    break
            found.append((news, moved))
        return found

    @cached_property
    def _loose(self) -> dict[int, Target]:
        """What belongs to no leaf, aligned between the chunks that went where their leaves went."""
        answered = {news[0]: old for old, (news, _) in enumerate(self._went) if news}
        olds = [_unit(chunk) if not chunk.holds else _pin(f"old {number}") for number, chunk in enumerate(self._old)]
        news = [_unit(chunk) if not chunk.holds else _pin(f"old {answered.get(number, -1)}") for number, chunk in enumerate(self._new)]
        alignment = align(olds, news)
        found: dict[int, Target] = {}
        for before, after in alignment.groups:
            for number in before:
                if not self._old[number].holds:
                    found[number] = self._target(number, after, moved=False)
        for number, other in alignment.moves:
            found[number] = self._target(number, [other], moved=True)
        return found

    def _target(self, number: int, news: Sequence[int], *, moved: bool) -> Target:
        old, new = self.old.all[number], [self.new.all[k] for k in news]
        keys = tuple(leaf.key for leaf in new)
        if len(new) == 1 and old.text == new[0].text:
            return Target(keys, None, moved)
        return Target(keys, diff_content(old.content, _parted(new), compare_notes), moved)


def _parted(leaves: Sequence[Leaf]) -> list[Thing]:
    """The content of several leaves, the end of a paragraph between them."""
    out: list[Thing] = []
    for position, leaf in enumerate(leaves):
        if position:
            out.append(End(Paragraph(())))
        out += leaf.content
    return out


def _unit(chunk: _Chunk) -> Unit:
    return Unit(chunk.text, tuple(bare_words(chunk.text)), "text", chunk.file)


def _pin(name: str) -> Unit:
    """A chunk whose answer is known: it only holds its place."""
    return Unit(f"\0{name}", (), "text", "")


def _leaves(chunks: Sequence[_Chunk]) -> Iterator[Leaf]:
    for number, chunk in enumerate(chunks):
        yield Leaf(chunk.text, (Run(chunk.text),), (number,), chunk.lines, chunk.file)


# ------------------------------------------------------------------ chunks


def _chunks(leaves: Leaves, flow: Flow, source: ReadSource) -> Iterator[_Chunk]:
    of_file: dict[str, list[int]] = {item.file: [] for item in flow.items}
    for rank, leaf in enumerate(leaves.all):
        if leaf.lines is not None:
            of_file[leaf.file].append(rank)
    for file, ranks in of_file.items():
        lines = source(file).split("\n") if file else [""]
        yield from _of_file(lines, file, ranks, leaves)


def _of_file(lines: Sequence[str], file: str, ranks: Sequence[int], leaves: Leaves) -> Iterator[_Chunk]:
    """The lines of a file, cut where the leaf changes that they belong to; outside of leaves, at blank lines."""
    owners, holds = _owners(len(lines), ranks, leaves)
    first = 0
    while first < len(lines):
        owner = owners[first]
        last = first
        if owner is None and not lines[first].strip():
            first += 1
            continue
        while last + 1 < len(lines) and owners[last + 1] == owner and (owner is not None or lines[last + 1].strip()):
            last += 1
        text = fold(" ".join(lines[first : last + 1]))
        if text:
            yield _Chunk(text, (first + 1, last + 1), file, holds[owner] if owner else ())
        first = last + 1


Range: TypeAlias = tuple[int, int]


def _owners(count: int, ranks: Sequence[int], leaves: Leaves) -> tuple[list[Range | None], dict[Range, tuple[int, ...]]]:
    """For each line the narrowest range of lines that a leaf has there, and the leaves of each range."""
    holds: dict[Range, tuple[int, ...]] = {}
    for rank in ranks:
        lines = leaves.all[rank].lines
        assert lines is not None
        holds[lines] = (*holds.get(lines, ()), rank)
    owners: list[Range | None] = [None] * count
    for lines in sorted(holds, key=lambda lines: lines[0] - lines[1]):
        for line in range(max(1, lines[0]), min(count, lines[1]) + 1):
            owners[line - 1] = lines
    return owners, holds

"""A paragraph as a line of characters that can be cut into words, and the words of two paragraphs compared.

A word carries the white space after it, so that the comparison pairs words and never pairs two unrelated sentences by their spaces.
Numbers keep their thousands and decimals together (`48 457`, `77,33`), words are never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, assert_never

from rapidfuzz.distance import LCSseq

from ..text.model import Break, Counter, Image, Inline, Note, Reference, Run
from .changes import End

Thing: TypeAlias = Inline | End

OBJECT = "\ufdd0"
"""Stands for a note, picture, reference or paragraph end in a line; a Unicode noncharacter, which no text may hold."""

_WORD = re.compile(r"(?:\d+(?:[.,\u00a0\u202f]\d+)+|\w+|\n|[^\w\s])[^\S\n]*|[^\S\n]+")
_SPACE = re.compile(r"[^\S\n]+\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """The characters of some inline content; `starts[k]` is where `things[k]` begins in `text`."""

    text: str
    things: tuple[Thing, ...]
    starts: tuple[int, ...]

    def between(self, first: int, last: int) -> Iterator[Thing]:
        """The inline things that stand in `text[first:last]`, runs cut to it."""
        position = bisect_right(self.starts, first) - 1
        while first < last:
            thing, start = self.things[position], self.starts[position]
            end = self.starts[position + 1] if position + 1 < len(self.starts) else len(self.text)
            stop = min(end, last)
            if isinstance(thing, Run):
                whole = first == start and stop == end
                yield thing if whole else Run(thing.text[first - start : stop - start], thing.marks, thing.link)
            else:
                yield thing
            first = stop
            position += 1


def line_of(content: Iterable[Thing]) -> Line:
    """The line of some inline content; empty runs vanish."""
    parts: list[str] = []
    things: list[Thing] = []
    starts: list[int] = []
    length = 0
    for thing in content:
        match thing:
            case Run():
                part = thing.text
                if not part:
                    continue
            case Break():
                part = "\n"
            case Note() | Reference() | Image() | Counter() | End():
                part = OBJECT
            case _:
                assert_never(thing)
        parts.append(part)
        things.append(thing)
        starts.append(length)
        length += len(part)
    return Line("".join(parts), tuple(things), tuple(starts))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line as one string, a character a distinct word (see `Alphabet`), and where each begins."""

    code: str
    starts: tuple[int, ...]
    """Begin of each word in the line, then the line's length."""


class Alphabet:
    """Gives each distinct word one character, so that the diff kernel compares words at the speed of characters."""

    def __init__(self) -> None:
        self._letters: dict[object, str] = {}

    def letter(self, word: object) -> str:
        letter = self._letters.get(word)
        if letter is None:
            number = len(self._letters) + 1
            # Surrogates are no characters: step over them.
            letter = self._letters[word] = chr(number if number < 0xD800 else number + 0x800)
        return letter

    def words(self, line: Line, keys: dict[int, object]) -> Words:
        """`keys` says, by position in the text, what an OBJECT there is known as."""
        code: list[str] = []
        starts: list[int] = []
        for found in _WORD.finditer(line.text):
            word = found.group()
            start = found.start()
            if word[0] == OBJECT:
                code.append(self.letter(keys[start]))
            else:
                stripped = word.rstrip()
                code.append(self.letter(stripped or word[0]))
            starts.append(start)
        starts.append(len(line.text))
        return Words("".join(code), tuple(starts))


Opcode: TypeAlias = tuple[str, int, int, int, int]
"""("=" or "-" or "+" or "~", old first, old last, new first, new last)"""

KERNEL_LIMIT = 300_000_000
"""Cells of the kernel's bit matrix that we let it fill (one bit each, so 40 MB)."""


def opcodes(old: str, new: str) -> list[Opcode]:
    """A minimal edit script from `old` to `new` (insertions and deletions only), "~" where a deletion meets an insertion."""
    prefix = _common_prefix(old, new)
    suffix = _common_prefix(old[prefix:][::-1], new[prefix:][::-1])
    old_end, new_end = len(old) - suffix, len(new) - suffix
    codes: list[Opcode] = [("=", 0, prefix, 0, prefix)] if prefix else []
    for op, a, b, c, d in _middle(old[prefix:old_end], new[prefix:new_end]):
        codes.append((op, a + prefix, b + prefix, c + prefix, d + prefix))
    if suffix:
        codes.append(("=", old_end, len(old), new_end, len(new)))
    return _merged(codes)


def _common_prefix(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _middle(old: str, new: str) -> Iterator[Opcode]:
    if not old or not new:
        if old or new:
            yield ("-" if old else "+", 0, len(old), 0, len(new))
        return
    if len(old) * len(new) > KERNEL_LIMIT:
        yield from _by_landmarks(old, new)
        return
    at = bt = 0
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            if at < code.src_start or bt < code.dest_start:
                yield _gap(at, code.src_start, bt, code.dest_start)
            yield ("=", code.src_start, code.src_end, code.dest_start, code.dest_end)
            at, bt = code.src_end, code.dest_end
    if at < len(old) or bt < len(new):
        yield _gap(at, len(old), bt, len(new))


def _gap(a: int, b: int, c: int, d: int) -> Opcode:
    return ("~" if a < b and c < d else "-" if a < b else "+", a, b, c, d)


def _by_landmarks(old: str, new: str) -> Iterator[Opcode]:
    """Too long for the kernel: words that stand once in each text cut it into pieces; what has none is replaced whole."""
    marks = landmarks(old, new)
    at = bt = 0
    for i, j in [*marks, (len(old), len(new))]:
        if i == at and j == bt:
            at, bt = i + 1, j + 1
            yield ("=", i, i + 1, j, j + 1) if i < len(old) else ("=", i, i, j, j)
            continue
        a, c = old[at:i], new[bt:j]
        if len(a) * len(c) > KERNEL_LIMIT:
            yield _gap(at, i, bt, j)
        else:
            for op, p, q, r, s in opcodes(a, c):
                yield (op, at + p, at + q, bt + r, bt + s)
        if i < len(old):
            yield ("=", i, i + 1, j, j + 1)
        at, bt = i + 1, j + 1


def landmarks(old: Sequence[object], new: Sequence[object]) -> list[tuple[int, int]]:
    """Places of what stands exactly once in both, in the longest order they share."""
    where_old, where_new = _singles(old), _singles(new)
    pairs = sorted((i, where_new[word]) for word, i in where_old.items() if word in where_new)
    return heaviest_order([(i, j, 1.0) for i, j in pairs])


def _singles(words: Sequence[object]) -> dict[object, int]:
    seen: dict[object, int] = {}
    twice: set[object] = set()
    for position, word in enumerate(words):
        if word in seen:
            twice.add(word)
        else:
            seen[word] = position
    return {word: position for word, position in seen.items() if word not in twice}


def heaviest_order(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of candidate pairs (old place, new place, weight), the heaviest set in which both places grow.

    A Fenwick tree of best sums by new place: n log n. Each place is used once at most.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(ordered)):
        return [(i, j) for i, j, _ in ordered]
    places = {j: rank for rank, j in enumerate(sorted({pair[1] for pair in ordered}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for index, (_, j, weight) in enumerate(ordered):
        rank = places[j]
        best = (0.0, -1)
        position = rank - 1
        while position > 0:
            if tree[position][0] > best[0]:
                best = tree[position]
            position -= position & -position
        before.append(best[1])
        total = (best[0] + weight, index)
        position = rank
        while position < len(tree):
            if tree[position][0] < total[0]:
                tree[position] = total
            position += position & -position
    best = (0.0, -1)
    position = len(places)
    while position > 0:
        if tree[position][0] > best[0]:
            best = tree[position]
        position -= position & -position
    chain: list[tuple[int, int]] = []
    index = best[1]
    while index >= 0:
        chain.append((ordered[index][0], ordered[index][1]))
        index = before[index]
    return chain[::-1]


def _merged(codes: Iterable[Opcode]) -> list[Opcode]:
    """Neighbours of one kind joined; a deletion beside an insertion becomes a replacement."""
    out: list[Opcode] = []
    for op, a, b, c, d in codes:
        if a == b and c == d:
            continue
        if out and (op == "=") == (out[-1][0] == "="):
            last = out.pop()
            first = last[1], last[3]
            out.append(("=", first[0], b, first[1], d) if op == "=" else _gap(first[0], b, first[1], d))
        else:
            out.append((op, a, b, c, d))
    return out


def trailing_space(text: str) -> int:
    """Length of the white space that ends `text`."""
    found = _SPACE.search(text)
    return len(found.group()) if found else 0

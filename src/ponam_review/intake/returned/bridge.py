"""From a paragraph of a returned copy back to the paragraph of the edition, character by character.

A copy that came back seldom has the edition's very characters: no-break spaces are gone, quotation marks are other ones, numbers of
headings are typed. What was asked for is asked of the edition's text, so every place in the copy is carried back to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from ..bare import bare, offsets, typed

_ADDRESS = re.compile(r"\s*\b[\w-]+\s?¶\s?\d+(?:\s(?:bis|ter|quater))?")
"""A printed address that ran into a paragraph, when somebody deleted the end of its own."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_LABEL = re.compile(r"(?:\(?(?:\d+(?:\.\d+)*|[A-Za-z](?=[.)])|[IVXivx]+(?=[.)]))[.)°]?|[-–—•·▪►*o])\s+")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the edition's text and what stands there in the copy."""

    start: int
    end: int
    copy_start: int
    copy_end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str
    author: str = ""
    date: str = ""


class Bridge:
    """The edition's text (`own`) and the copy's: where they agree, and where they say something else."""

    def __init__(self, own: str, copy: str, computed: Sequence[tuple[int, int]] = ()) -> None:
        self.own = own
        self.copy = copy
        self._computed = computed

    @cached_property
    def _same(self) -> bool:
        return self.own == self.copy

    @cached_property
    def _parts(self) -> tuple[tuple[Region, bool], ...]:
        """Both texts cut into stretches: those whose words agree (True) and those that differ."""
        if self._same:
            return ((Region(0, len(self.own), 0, len(self.copy)), True),)
        if typed(self.own) == typed(self.copy) or bare(self.own) == bare(self.copy):
            return tuple(_spelled(self.own, self.copy))
        return tuple(_cut(self.own, self.copy))

    @cached_property
    def changes(self) -> tuple[Region, ...]:
        """Where the copy says something else: not white space, typography, typed numbers, nor what a program computes."""
        return tuple(region for region, same in self._parts if not same and self._counts(region))

    @cached_property
    def typography(self) -> bool:
        """Whether the texts differ, but in nothing that is said."""
        return not self._same and not self.changes and self.own.split() != self.copy.split()

    def _counts(self, region: Region) -> bool:
        own, copy = self.own[region.start : region.end], without_addresses(self.copy[region.copy_start : region.copy_end])
        if typed(own) == typed(copy):
            return False
        if region.start == region.end and self.own[: region.start].strip() == "" and _LABEL.fullmatch(copy.strip() + " "):
            return False
        if bare(own) == bare(copy) and (self.copy.isupper() or self.own.isupper()):
            return False
        return not any(start <= region.copy_start and region.copy_end <= end for start, end in self._computed)

    # -------------------------------------------------------------- places

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the edition's text that stand where the copy's from `start` to `end` do."""
        first = self._back(start, opening=True)
        if end <= start:
            return first, first
        return first, max(first, self._back(end, opening=False))

    def _back(self, place: int, *, opening: bool) -> int:
        for region, same in self._parts:
            inside = region.copy_start <= place < region.copy_end if opening else region.copy_start < place <= region.copy_end
            if not inside:
                continue
            if not same:
                return region.start if opening else region.end
            return region.start + self._within(region, place - region.copy_start, opening=opening)
        return 0 if place <= 0 else len(self.own)

    def _within(self, region: Region, place: int, *, opening: bool) -> int:
        own, copy = self.own[region.start : region.end], self.copy[region.copy_start : region.copy_end]
        if own == copy:
            return place
        here, there = offsets(copy), offsets(own)
        if not there:
            return 0 if opening else len(own)
        rank = bisect_left(here, place)
        if opening:
            return there[rank] if rank < len(there) else len(own)
        return there[rank - 1] + 1 if rank else 0

    def touched(self, start: int, end: int) -> bool:
        """Whether an edit of the copy's characters meets a place where the texts differ."""
        return any(start <= region.copy_end and region.copy_start <= end for region in self.changes)

    def untracked(self) -> str:
        """The edition's text with what the copy says otherwise."""
        return applied(self.own, [Edit(r.start, r.end, without_addresses(self.copy[r.copy_start : r.copy_end])) for r in self.changes])


def without_addresses(text: str) -> str:
    """The text without the addresses that our copies print beside it."""
    return _ADDRESS.sub("", text) if "¶" in text else text


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with some edits; those that would begin inside an earlier one are set behind it."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += (text[at : max(edit.start, at)], _INVISIBLE.sub("", edit.text))
        at = max(edit.end, at)
    parts.append(text[at:])
    joined = "".join(parts)
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", joined).strip()


# ------------------------------------------------------------------ cutting


def _spelled(own: str, copy: str) -> Iterable[tuple[Region, bool]]:
    """Texts of the same letters: one stretch, but where case or accents were changed."""
    here, there = offsets(own), offsets(copy)
    if typed(own) == typed(copy) or len(here) != len(there):
        yield Region(0, len(own), 0, len(copy)), True
        return
    yield from _cut(own, copy)


def _cut(own: str, copy: str) -> Iterable[tuple[Region, bool]]:
    """The stretches between words that differ, by the words of both texts."""
    olds, news = [[(m.start(), m.end(), typed(m[0])) for m in _TOKEN.finditer(text)] for text in (own, copy)]
    at = copy_at = 0
    for i, i_end, j, j_end in _differing([word for *_, word in olds], [word for *_, word in news]):
        start = olds[i][0] if i < len(olds) else len(own)
        end = olds[i_end - 1][1] if i_end > i else start
        copy_start = news[j][0] if j < len(news) else len(copy)
        copy_end = news[j_end - 1][1] if j_end > j else copy_start
        if start == end or copy_start == copy_end:
            start, end, copy_start, copy_end = _with_space(own, copy, start, end, copy_start, copy_end)
        start, copy_start = max(start, at), max(copy_start, copy_at)
        yield Region(at, start, copy_at, copy_start), True
        yield Region(start, max(end, start), copy_start, max(copy_end, copy_start)), False
        at, copy_at = max(end, start), max(copy_end, copy_start)
    yield Region(at, len(own), copy_at, len(copy)), True


def _differing(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches that differ; what goes and what comes in one place is one."""
    found: list[tuple[int, int, int, int]] = []
    for code in Indel.opcodes(olds, news):
        if code.tag == "equal":
            continue
        if found and found[-1][1] == code.src_start and found[-1][3] == code.dest_start:
            found[-1] = (found[-1][0], code.src_end, found[-1][2], code.dest_end)
        else:
            found.append((code.src_start, code.src_end, code.dest_start, code.dest_end))
    return found


def _with_space(own: str, copy: str, start: int, end: int, copy_start: int, copy_end: int) -> tuple[int, int, int, int]:
    """Words that only come or only go take along the white space that they come or go with; parts of a word come and go without."""
    comes = start == end
    text, first, last = (copy, copy_start, copy_end) if comes else (own, start, end)
    other, place = (own, start) if comes else (copy, copy_start)
    before = len(text[:first].rstrip())
    if first and before == first and not text[last : last + 1].isspace() and last < len(text):
        pass  # inside a word, or before a sign: nothing around it moves
    elif first and before == first:
        place = len(other[:place].rstrip())
    elif last < len(text) and text[last].isspace():
        last += len(text[last:]) - len(text[last:].lstrip())
    elif first != before:
        first, place = before, len(other[:place].rstrip())
    return (place, place, first, last) if comes else (first, last, place, place)

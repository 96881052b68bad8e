"""The number a comment bears for life: `OBS-0042`, one sequence across all rounds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text.errors import UsageError

PREFIX = "OBS-"
_ONE = re.compile(r"(?:obs[-\s]?)?0*(\d{1,12})", re.IGNORECASE | re.ASCII)
_SPAN = re.compile(r"(.+?)\s*(?:\.\.+|…)\s*(.+)")
WIDEST_SPAN = 10_000


def written(number: int) -> str:
    """The number as people read it; four figures at least."""
    return f"{PREFIX}{number:04d}"


def number_of(text: str) -> int | None:
    """The number that `text` writes (`OBS-0042`, `obs 42`, `42`), or None."""
    found = _ONE.fullmatch(text.strip())
    return int(found[1]) or None if found else None


def number_of_ours(text: str) -> int | None:
    """The same, only where the prefix shows that it is a number of the register."""
    return number_of(text) if text.strip().upper().startswith(PREFIX) else None


def numbers_of(words: Iterable[str]) -> tuple[int, ...]:
    """What a user typed: numbers and spans (`OBS-0040..OBS-0045`), in order, each once."""
    numbers: dict[int, None] = {}
    for word in words:
        numbers.update(dict.fromkeys(_span(word)))
    return tuple(numbers)


def _span(word: str) -> range:
    ends = _SPAN.fullmatch(word.strip())
    first, last = (number_of(ends[1]), number_of(ends[2])) if ends else (number_of(word),) * 2
    if first is None or last is None or last < first or last - first >= WIDEST_SPAN:
        raise UsageError("“{word}” is not the number of a comment; write OBS-0042, 42 or OBS-0040..OBS-0045", word=word)
    return range(first, last + 1)

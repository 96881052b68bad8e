"""Minutes of a meeting: what each speaker asked for, point by point."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SPEAKER = re.compile(r"^\s*(?:[-–•*]\s*)?(?P<who>[^\W\d_][^:\n]{1,90}?)\s*:\s*(?P<words>.*)$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said, down to the next one. `who` is as written; `part`: the heading it was said under."""

    who: str
    stakeholder: str
    words: str
    line: int


def read_minutes(text: str, known: Callable[[str], str]) -> tuple[Turn, ...]:
    """The turns of speakers; `known` gives the code of the stakeholder that words name, or nothing. Fewer than two are no minutes."""
    turns: list[Turn] = []
    opened: tuple[str, str, int, list[str]] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _SPEAKER.match(line)
        code = known(found["who"]) if found else ""
        if found and code:
            turns += _closed(opened)
            opened = (found["who"].strip(), code, number, [found["words"]])
        elif opened is not None:
            opened[3].append(line)
    turns += _closed(opened)
    return tuple(turns) if len(turns) >= 2 else ()


def _closed(opened: tuple[str, str, int, list[str]] | None) -> Sequence[Turn]:
    if opened is None:
        return ()
    who, code, line, lines = opened
    words = "\n".join(lines).strip()
    return (Turn(who, code, words, line),) if words else ()

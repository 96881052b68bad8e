"""Minutes of a meeting: what each speaker asked for, point by point."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .points import leading_place

_SPEAKER = re.compile(r"^\s*(?:[-–•*]\s*)?(?P<who>[^\W\d_][^:\n]{1,90}?)\s*:\s*(?P<words>.*)$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said, down to the next one. `who` is as written; `part`: the heading it was said under."""

    who: str
    stakeholder: str
    words: str
    line: int
    part: str = ""


def read_minutes(text: str, known: Callable[[str], str]) -> tuple[Turn, ...]:
    """The turns of speakers; `known` gives the code of the stakeholder that words name, or nothing. Fewer than two are no minutes."""
    turns: list[Turn] = []
    opened: _Opened | None = None
    part = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _SPEAKER.match(line)
        code = known(found["who"]) if found else ""
        place, rest = leading_place(line.strip())
        if found and code:
            turns += _closed(opened)
            opened = _Opened(found["who"].strip(), code, number, part, [found["words"]])
        elif place and not rest:
            turns += _closed(opened)
            opened, part = None, place
        elif opened is not None:
            opened.lines.append(line)
    turns += _closed(opened)
    return tuple(turns) if len(turns) >= 2 else ()


@dataclass(slots=True)
class _Opened:
    who: str
    stakeholder: str
    line: int
    part: str
    lines: list[str]


def _closed(opened: _Opened | None) -> Sequence[Turn]:
    words = "\n".join(opened.lines).strip() if opened else ""
    return (Turn(opened.who, opened.stakeholder, words, opened.line, opened.part),) if opened and words else ()

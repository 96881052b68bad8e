"""The paragraphs of both readings of a returned copy, and which things of the tape stand in which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...word.returned.values import NoteMark, Piece, ReturnedFile, Stop, Strip

ACCEPTED, REJECTED = 1, 2
EDGES = "\u200b\u200c\u200d\u2060\ufeff \t\n\r\x0b\x0c\u00a0\u202f\u2009"
"""White space, and what LibreOffice leaves around the text of tracked rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of one reading. `lead`: white space before its first character, which `text` leaves out."""

    text: str
    first: int
    last: int
    """Its things of the tape: from `first` to `last`, excluded."""
    lead: int
    strip: Strip
    note: int = -1
    """The note it belongs to."""

    @property
    def generated(self) -> bool:
        return self.strip.generated


@dataclass(frozen=True, slots=True)
class Reading:
    """The paragraphs that hold words; `lines_at` and `offsets_at` say for each thing of the tape where it stands."""

    lines: tuple[Line, ...]
    lines_at: Sequence[int]
    offsets_at: Sequence[int]

    def place(self, thing: int) -> tuple[int, int]:
        """The paragraph in which a thing stands, or would stand, and the character before which it does."""
        if not self.lines:
            return -1, 0
        line = min(self.lines_at[thing], len(self.lines) - 1)
        if line < self.lines_at[thing]:
            return line, len(self.lines[line].text)
        found = self.lines[line]
        return line, min(max(self.offsets_at[thing] - found.lead, 0), len(found.text))


def readings(file: ReturnedFile) -> tuple[Reading, Reading]:
    """The rejected reading (old) and the accepted one (new)."""
    return _reading(file, REJECTED), _reading(file, ACCEPTED)


def _reading(file: ReturnedFile, bit: int) -> Reading:
    lines: list[Line] = []
    lines_at: list[int] = []
    offsets_at: list[int] = []
    parts: list[str] = []
    marks: list[str] = []
    length = first = 0
    note = -1
    for place, thing in enumerate(file.things):
        lines_at.append(len(lines))
        offsets_at.append(length)
        if isinstance(thing, Piece):
            if thing.presence & bit:
                parts.append(thing.text)
                length += len(thing.text)
        elif isinstance(thing, Stop):
            marks += thing.strip.bookmarks
            note = next((int(name[1:]) for name in thing.strip.bookmarks if name[0] == "#"), note if thing.strip.story == "note" else -1)
            if not thing.presence & bit:
                continue
            line = _line("".join(parts), first, place + 1, thing.strip, tuple(marks), note)
            if line is not None:
                lines.append(line)
            parts, marks, length, first = [], [], 0, place + 1
    lines_at.append(len(lines))
    offsets_at.append(0)
    return Reading(tuple(lines), lines_at, offsets_at)


def _line(text: str, first: int, last: int, strip: Strip, marks: tuple[str, ...], note: int) -> Line | None:
    bared = text.strip(EDGES)
    if not bared:
        return None
    lead = len(text) - len(text.lstrip(EDGES))
    if marks != strip.bookmarks:
        strip = replace(strip, bookmarks=marks)
    return Line(bared, first, last, lead, strip, note)


def note_hosts(file: ReturnedFile) -> Mapping[int, int]:
    """Note → the thing of the tape at which it is called."""
    return {thing.note: place for place, thing in enumerate(file.things) if isinstance(thing, NoteMark)}

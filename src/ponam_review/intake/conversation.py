"""Exported conversations (WhatsApp, Signal, Telegram as text): who said what when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_DAY = r"(?P<day>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
_HOUR = r"(?P<hour>\d{1,2}[:hH]\d{2}(?::\d{2})?)(?:[\s\u202f]*[AaPp]\.?[Mm]\.?)?"
_STAMP = re.compile(
    rf"^[\u200e\u200f\ufeff]*(?:\[{_DAY},?\s+(?:à\s+|at\s+)?{_HOUR}\]|{_DAY.replace('day', 'day2')},?\s+(?:à\s+|at\s+)?"
    rf"{_HOUR.replace('hour', 'hour2')}\s+[-–])\s*(?P<rest>.*)$"
)
_SPEAKER = re.compile(r"^[\u200e~\s]*(?P<who>[^:\n]{1,60}?)\s*:\s+(?P<words>.*)$", re.DOTALL)
_MEDIA = re.compile(
    r"^[\u200e<\s]*(?:(?:m[ée]dias?|image|vid[ée]o|audio|sticker|document|gif)\s(?:absente?|omise?s?|retir[ée]e?|omitted)|"
    r"pi[èe]ce jointe.{0,120}|.{0,120}\((?:fichier joint|file attached)\)|"
    r"(?:ce message a [ée]t[ée] supprim[ée]|vous avez supprim[ée] ce message|this message was deleted|"
    r"you deleted this message)|null)[>\s.]*$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<(?:ce message a été modifié|this message was edited)>\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation."""

    who: str
    day: str
    """ISO date, or as written where its order cannot be told."""
    words: str
    line: int
    media: bool = False
    """It stood for a picture, a voice or a file, which the export leaves out."""


def is_conversation(text: str) -> bool:
    lines = [line for line in text.split("\n")[:60] if line.strip()]
    stamped = sum(bool(_STAMP.match(line)) for line in lines)
    return stamped >= 2 or (stamped == 1 and len(lines) <= 3)


def read_conversation(text: str) -> tuple[Said, ...]:
    """The messages; what the program itself says (encryption, members who join) is none."""
    blocks: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _STAMP.match(line)
        if found:
            blocks.append((number, found["day"] or found["day2"], [found["rest"]]))
        elif blocks:
            blocks[-1][2].append(line)
    month_first = _month_first([day for _, day, _ in blocks])
    said: list[Said] = []
    for number, day, lines in blocks:
        speaker = _SPEAKER.match("\n".join(lines))
        if speaker:
            words = _EDITED.sub("", speaker["words"].replace("\u200e", "")).strip()
            said.append(Said(speaker["who"].strip(), _iso(day, month_first=month_first), words, number, bool(_MEDIA.match(words))))
    return tuple(said)


def _month_first(days: Sequence[str]) -> bool:
    """Whether the export writes the month first: some day then stands where no month can."""
    pairs = [tuple(map(int, re.split(r"[/.-]", day)[:2])) for day in days]
    return any(second > 12 for _, second in pairs if second <= 31) and not any(12 < first <= 31 for first, _ in pairs)


def _iso(day: str, *, month_first: bool) -> str:
    first, second, third = (int(part) for part in re.split(r"[/.-]", day))
    year, month, number = (first, second, third) if first > 31 else (third, *((first, second) if month_first else (second, first)))
    try:
        return date(year + 2000 if year < 100 else year, month, number).isoformat()
    except ValueError:
        return day

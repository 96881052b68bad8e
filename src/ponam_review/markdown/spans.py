"""Runs, each with its set of marks, as properly nested spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..text.model import Mark

LINK = 0
ORDER = tuple(int(mark) for mark in (Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.SUBSCRIPT, Mark.SUPERSCRIPT))


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text that is written already. `neutral`: it takes any mark around it (a note, a break, a picture)."""

    text: str
    marks: int = 0
    link: str = ""
    neutral: bool = False
    loose: bool = False
    """It may stand in any link (a break)."""


@dataclass(slots=True)
class Span:
    """One mark (or a link) over neighbouring atoms. `tagged`: written as HTML elements."""

    mark: int
    link: str = ""
    tagged: bool = False


Event: TypeAlias = tuple[Literal["open", "close"], Span] | tuple[Literal["text"], Atom]


def events_of(atoms: Sequence[Atom]) -> list[Event]:
    """Atoms between the openings and closings of spans; the longer span stands outside, a link outside marks of its length."""
    events: list[Event] = []
    _nest(atoms, 0, len(atoms), 0, "", events)
    return events


def _nest(atoms: Sequence[Atom], start: int, end: int, marks: int, link: str, events: list[Event]) -> None:
    place = start
    while place < end:
        atom = atoms[place]
        wanted = [Span(mark) for mark in ORDER if atom.marks & mark & ~marks]
        if atom.link and atom.link != link:
            wanted.insert(0, Span(LINK, atom.link))
        if not wanted:
            events.append(("text", atom))
            place += 1
            continue
        span = max(wanted, key=lambda each: _reach(atoms, place, end, each))
        reach = _reach(atoms, place, end, span)
        events.append(("open", span))
        _nest(atoms, place, reach, marks | span.mark, span.link or link, events)
        events.append(("close", span))
        place = reach


def _reach(atoms: Sequence[Atom], start: int, end: int, span: Span) -> int:
    """Where the span that begins at `start` ends."""
    reach = start + 1
    for place in range(start + 1, end):
        atom = atoms[place]
        if atom.link == span.link if span.mark == LINK else atom.marks & span.mark:
            reach = place + 1
        elif not (atom.loose if span.mark == LINK else atom.neutral):
            break
    return reach

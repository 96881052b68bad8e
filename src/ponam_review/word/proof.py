"""A redline proves itself: read back by our own reader, accepting all gives the new text and rejecting all the old one.

The reader knows nothing of the writer: it applies the rules of ECMA-376-1 §17.13.5 to the bytes that would be released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, assert_never

from ..text.flow import Flow
from ..text.model import Block, Break, Code, Counter, Figure, Heading, Image, Inlines, Note, Paragraph, Reference, Rule, Run, Table
from ..text.plain import fold
from .reading.words import read_word

Shown = Callable[[str, str], bool]
"""Whether a picture (section file, source) could be shown; its description stands in its place otherwise."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that does not read as it should. `at` counts paragraphs from 1; None: there is none."""

    reading: Literal["accepted", "rejected"]
    at: int
    wanted: str | None
    found: str | None


def prove(redline: bytes, old: Flow, new: Flow, shown: Shown, *, name: str = "redline", most: int = 10) -> tuple[Difference, ...]:
    """The first differences between what the redline reads as and the two texts; empty when it is proven."""
    return differences(redline, wanted(old, shown), wanted(new, shown), name=name, most=most)


def differences(redline: bytes, old: Iterable[str], new: Iterable[str], *, name: str, most: int = 10) -> tuple[Difference, ...]:
    """The first differences between the readings of a Word file and two lists of paragraph texts."""
    file = read_word(redline, name=name).value
    out: list[Difference] = []
    readings: tuple[tuple[Literal["accepted", "rejected"], Iterable[str], tuple[str, ...]], ...]
    readings = (("accepted", new, file.accepted), ("rejected", old, file.rejected))
    for reading, texts, found in readings:
        for at, (want, got) in enumerate(zip_longest(texts, found), 1):
            if want != got:
                out.append(Difference(reading, at, want, got))
                if len(out) >= most:
                    return tuple(out)
    return tuple(out)


def wanted(flow: Flow, shown: Shown) -> list[str]:
    """The paragraph texts that a clean draft of the flow reads as: folded, not empty, tables cell by cell, notes last."""
    body: list[str] = []
    foot: list[str] = []
    for item in flow.items:
        notes: list[Note] = []

        def shows(image: Image, file: str = item.file) -> bool:
            return shown(file, image.source)

        body += _texts(item.block, shows, notes)
        for note in notes:
            for block in note.blocks:
                foot += _texts(block, shows, [])
    return [text for text in map(fold, (*body, *foot)) if text]


def _texts(block: Block, shows: Callable[[Image], bool], notes: list[Note]) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield _text(block.content, shows, notes)
        case Code():
            yield block.text
        case Rule():
            return
        case Figure():
            yield _text((block.image,), shows, notes)
            yield _text(block.caption, shows, notes)
        case Table():
            yield _text(block.caption, shows, notes)
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from _texts(inner, shows, notes)
        case _:
            assert_never(block)


def _text(content: Inlines, shows: Callable[[Image], bool], notes: list[Note]) -> str:
    parts: list[str] = []
    for inline in content:
        match inline:
            case Run():
                parts.append(inline.text)
            case Break():
                parts.append("\n")
            case Reference() | Counter():
                parts.append(inline.label)
            case Image():
                parts.append("" if shows(inline) else f"[{inline.alt or inline.source}]")
            case Note():
                notes.append(inline)
            case _:
                assert_never(inline)
    return "".join(parts)

"""A text cut into chapters, as books for reading devices want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of a book. `body` is what stands between its `body` tags, as XHTML."""

    name: str
    title: str
    body: str
    kind: str = "chapter"
    """"titlepage", "chapter" or "appendix"."""


@dataclass(frozen=True, slots=True)
class BookEntry:
    """A line of the contents, or of a list of tables or figures: where it leads, and its words."""

    level: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Book:
    """The chapters in order, what leads to them, and the files that they show."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    contents: tuple[BookEntry, ...]
    tables: tuple[BookEntry, ...] = ()
    figures: tuple[BookEntry, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    author: str = ""
    mark: str = ""

"""What a Word file holds, as values (the JSON of `ponam read`, CONTRACT.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...text.remarks import Comment
from .stamps import stamp

__all__ = ["Aside", "ChangeKind", "TrackedChange", "WordFile", "stamp"]

ChangeKind: TypeAlias = Literal[
    "insert",
    "delete",
    "move-from",
    "move-to",
    "format",
    "paragraph-insert",
    "paragraph-delete",
    "row-insert",
    "row-delete",
    "cell-insert",
    "cell-delete",
]


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One tracked change, as the file stores it: Word cuts what one person typed into several."""

    kind: ChangeKind
    author: str
    date: str
    """As stored; Word writes local time and calls it UTC."""
    text: str
    """The words it covers; for a format, those it dresses."""
    paragraph: int
    """Index in the accepted reading of the paragraph it stands in, or would stand before; -1 in headers and footers."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the text without being text: a chart, a diagram, an embedded object."""

    kind: str
    """"chart", "diagram" or "embedded"."""
    name: str
    """Its part in the file, or the program it belongs to."""
    paragraph: int
    """As for a change."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordFile:
    """Both readings of a file, its comments and its tracked changes. Paragraphs are folded and not empty, notes last."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    comments: tuple[Comment, ...]
    changes: tuple[TrackedChange, ...]
    people: Mapping[str, str] = field(default_factory=dict)
    """Author → account that Word knows them by (an e-mail address, usually)."""
    durable_ids: Mapping[str, str] = field(default_factory=dict)
    """Comment id → the id that stays the same when the file is saved again."""
    labels: tuple[str, ...] = ()
    """What Word prints before each accepted paragraph: "1.2", "a)", "•"; "" for none."""
    rejected_labels: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    """Heading level of each accepted paragraph, from 1 to 9; 0 for text."""
    cells: tuple[tuple[int, int, int] | None, ...] = ()
    """Table, row and column (from 1) of each accepted paragraph; None outside tables."""
    heads: tuple[str, ...] = ()
    """Words of the running heads and feet."""
    asides: tuple[Aside, ...] = ()

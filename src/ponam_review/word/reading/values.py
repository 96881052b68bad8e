"""What a Word file holds, as values (the JSON of `ponam read`, CONTRACT.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...text.remarks import Comment

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


_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?")


def stamp(date: str) -> str:
    """A date as stored, with a zone: some programs leave it out, and Word writes Z for local time."""
    return date + "Z" if _STAMP.fullmatch(date) else date

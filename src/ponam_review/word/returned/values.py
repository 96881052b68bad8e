"""A returned copy as one tape: pieces of text, ends of paragraphs and marks of comments, in reading order.

Both readings lie on the same tape. What was deleted stands beside what took its place, so that nobody has to find out afterwards which
words answer which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...text.remarks import Comment

ChangeKind: TypeAlias = Literal["insert", "delete", "move-from", "move-to"]
Story: TypeAlias = Literal["body", "note", "box"]


@dataclass(frozen=True, slots=True)
class Change:
    """Who inserted, deleted or moved something, and when."""

    kind: ChangeKind
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand in the same readings. `change`: what brought them in or takes them out, -1 for none."""

    text: str
    presence: int
    change: int = -1
    computed: bool = False
    """The result of a field: the program that saved the file may have computed it anew."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What is known of a paragraph beside its words."""

    kind: str = "body"
    """What its style says it is (`word.reading.styles`)."""
    story: Story = "body"
    generated: bool = False
    """Cover or contents, by their styles."""
    bookmarks: tuple[str, ...] = ()
    table: int = -1
    row: int = -1
    cell: int = -1
    """Table, row and cell it stands in, each numbered through the file; -1 outside tables."""
    row_change: int = -1
    cell_change: int = -1
    """The tracked change that brought its row or cell in, or takes it out."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The end of a paragraph in the readings of `presence`; in the others it goes on. `change`: who made or unmade the end."""

    presence: int
    change: int
    strip: Strip


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where a comment begins ("start"), ends ("end") or is called ("reference")."""

    comment: str
    kind: Literal["start", "end", "reference"]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is called; its text comes at the end of the tape."""

    note: int


Thing: TypeAlias = Piece | Stop | CommentMark | NoteMark


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says of itself. Word and LibreOffice keep our properties when they save, under whatever name."""

    edition: str = ""
    """Name of the revision that was rendered (`ponam.revision`)."""
    document: str = ""
    modified_by: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)
    """Other properties of ours, without the `ponam.` before their names."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A returned copy, read once."""

    things: tuple[Thing, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    """Their `paragraph` is not filled in: marks on the tape say where they stand."""
    identity: Identity
    durable_ids: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[int, ...] = ()
    """Places on the tape at which only formatting was changed, tracked."""
    heads: int = 0
    """Tracked changes in headers and footers."""
    merged_cells: int = 0
    withdrawn: int = 0
    """Characters that were inserted and deleted again: they stand in neither reading."""

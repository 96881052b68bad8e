"""What grows while a page is written: the ids it has given, its notes, what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..compare.changes import Step
from ..text.anchors import Anchors
from ..text.model import Block, Note
from ..text.notices import Notice
from ..text.pictures import Images
from .words import Words


@dataclass(frozen=True, slots=True)
class Ink:
    """How a block is shown: what stands around its words, its class and id, what comes before its first word.

    Clean text is written with plain ink; an inserted paragraph is the same paragraph written with `<ins>` around its words.
    """

    open: str = ""
    close: str = ""
    kind: str = ""
    """Classes of the block's element."""
    id: str = ""
    lead: str = ""
    """Printed address or number of the change, before the first word."""
    tail: str = ""
    """After the last word."""

    def inner(self) -> Ink:
        """The ink for what the block holds."""
        return Ink(self.open, self.close) if self.open else PLAIN


PLAIN = Ink()
Side: TypeAlias = Literal["", "ins", "del", "gone"]
"""Which text something belongs to: both, the new one only, the old one only; "gone" is the old place of what was moved."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note met on the way, to be written at the end. `steps` are those of a note whose words changed."""

    label: str
    key: str
    """What its ids end with; empty when it is not written, but stands elsewhere on the page."""
    blocks: tuple[Block, ...]
    file: str
    side: Side = ""
    steps: tuple[Step, ...] = ()


@dataclass(slots=True)
class Sheet:
    """The page being written."""

    words: Words
    images: Images
    anchors: Anchors = field(default_factory=Anchors)
    notes: list[NoteEntry] = field(default_factory=list)
    notices: dict[tuple[str, str, str], Notice] = field(default_factory=dict)
    file: str = ""
    """The section file of the block being written: pictures are found from it."""
    old_images: Images | None = None
    """Where the pictures of the old text are found; None: where those of the new one are."""
    shift: int = 0
    """1 when the page's title is its only first-level heading, and those of the text stand one level lower."""

    side: Side = ""
    """The side of what is being written; always "" in a clean text."""
    old_notes: Mapping[int, int] = field(default_factory=dict)
    """Numbers of the old text's notes, by the identity of the value, for those that were deleted."""
    count: int = 0
    """Notes numbered so far, deleted ones left out."""

    def enter_note(self, note: Note, steps: tuple[Step, ...] = ()) -> NoteEntry:
        """Number a note and keep it for the end. A deleted one keeps the number it had; a moved one is kept where it arrives."""
        if self.side in ("del", "gone"):
            label = f"{self.words.formerly} {self.old_notes.get(id(note), '')}".rstrip()
            if self.side == "gone":
                return NoteEntry(label, "", note.blocks, self.file, "gone")
            entry = NoteEntry(label, f"d{len(self.notes) + 1}", note.blocks, self.file, "del")
        else:
            self.count += 1
            entry = NoteEntry(str(self.count), str(self.count), note.blocks, self.file, self.side, steps)
        self.notes.append(entry)
        return entry

    def notice(self, notice: Notice) -> None:
        """Say once what was lost, however often it stands in the text."""
        self.notices.setdefault((notice.template, str(sorted(notice.values.items())), notice.file), notice)

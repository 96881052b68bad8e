"""What grows while a PDF's source is written: its anchors, pictures and notes, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..text.anchors import Anchors
from ..text.notices import Notice
from ..text.pictures import Images, media_type
from .words import Words


@dataclass(frozen=True, slots=True)
class Ink:
    """How a block is shown: what stands around its words, whether a bar runs beside it, what comes before its first word."""

    open: str = ""
    close: str = ""
    bar: bool = False
    place: str = ""
    """The name that links call it by."""
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
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(slots=True)
class Sheet:
    """The source being written."""

    words: Words
    images: Images
    anchors: Anchors = field(default_factory=Anchors)
    notices: dict[tuple[str, str, str], Notice] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)
    """File names of the pictures shown, by their bytes."""
    file: str = ""
    """The section file of the block being written: pictures are found from it."""
    old_images: Images | None = None
    """Where the pictures of the old text are found; None: where those of the new one are."""
    old_notes: Mapping[int, int] = field(default_factory=dict)
    """Numbers of the old text's notes, by the identity of the value, for those that were deleted."""
    side: Side = ""
    """The side of what is being written; always "" in a clean text."""
    ink: Ink = PLAIN
    """How the words around are shown: a note takes it over, since Typst sets it elsewhere."""
    notes: int = 0
    """Notes numbered so far, deleted ones left out."""
    tag: int = 0
    """Level of the last heading among the PDF's tags, where no level may be skipped (PDF/UA-1 §7.4.2)."""
    boxed: int = 0
    """Columns of the table being written; 0 outside of tables. There a heading is a bold line, and a picture small."""
    repeated: bool = False
    """Inside the head of a table, which stands again on every page: its copies may hold no link (PDF/UA-1 §7.18.5)."""
    damaged: frozenset[str] = frozenset()
    """Pictures that Typst could not read: their descriptions stand in their places."""

    def heading_tag(self, level: int) -> int:
        """The level that a heading's tag takes."""
        self.tag = max(1, min(level, self.tag + 1, 6))
        return self.tag

    def note_label(self, key: int) -> str:
        """The number of a note; a deleted one keeps the number it had."""
        if self.side in ("del", "gone"):
            return f"{self.words.formerly} {self.old_notes.get(key, '')}".rstrip()
        self.notes += 1
        return str(self.notes)

    def picture_file(self, content: bytes) -> str:
        """The name of the file that Typst will read a picture from."""
        return self.pictures.setdefault(content, f"p{len(self.pictures) + 1}.{_ENDINGS[media_type(content)]}")

    def notice(self, notice: Notice) -> None:
        """Say once what was lost, however often it stands in the text."""
        self.notices.setdefault((notice.template, str(sorted(notice.values.items())), notice.file), notice)

"""What `ponam read` shows: both readings, comments with their quotes, tracked changes with their authors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...text.notices import Notice, Result
from ...text.remarks import Comment
from . import revisions
from .comments import (
    WrittenComment,
    parents_of,
    read_comments,
    read_durable_ids,
    read_people,
    read_threads,
    resolved_of,
)
from .hooks import Element
from .names import (
    AUTHOR,
    DATE,
    DELETED,
    ENDNOTE,
    FOOTNOTE,
    ID,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    RUN_PROPERTIES,
    TEXT,
    W,
    local,
)
from .package import Package
from .quotes import Excerpts, Point, Quotes, Slot
from .story import Story
from .strands import Strand
from .values import ChangeKind, TrackedChange, WordFile, stamp

_AROUND: dict[str, ChangeKind] = {
    INSERTED: "insert",
    DELETED: "delete",
    MOVED_FROM: "move-from",
    MOVED_TO: "move-to",
}
_ON_MARK: dict[str, ChangeKind] = {
    INSERTED: "paragraph-insert",
    MOVED_TO: "paragraph-insert",
    DELETED: "paragraph-delete",
    MOVED_FROM: "paragraph-delete",
}
_ON_ROW: dict[str, ChangeKind] = {INSERTED: "row-insert", DELETED: "row-delete"}
_ON_CELL: dict[str, ChangeKind] = {
    W + "cellIns": "cell-insert",
    W + "cellDel": "cell-delete",
}
_FORMATS: dict[str, ChangeKind] = dict.fromkeys([*revisions.FORMER_TAGS, W + "cellMerge"], "format")

MOST_NOTICES = 20


def read_word(content: bytes, *, name: str) -> Result[WordFile]:
    """Read a .docx. Raises WordFileError, with a sentence for its owner, where that cannot or should not be done."""
    package = Package(content, name)
    words = _Words(name)
    accepted, rejected = _read_text(package, words)
    written = list(read_comments(package, words.notices))
    excerpts = Excerpts("".join(words.full), "".join(words.current))
    durable = read_durable_ids(package, words.notices)
    value = WordFile(
        accepted=accepted,
        rejected=rejected,
        comments=tuple(_placed(written, package, words, excerpts)),
        changes=tuple(change.value(excerpts) for change in words.changes),
        people=read_people(package, words.notices),
        durable_ids={c.id: durable[c.paragraphs[-1]] for c in written if c.paragraphs and c.paragraphs[-1] in durable},
    )
    if excerpts.cut:
        words.notice(
            "{count} quotes together are longer than any document; they were left out",
            count=excerpts.cut,
        )
    return Result(value, tuple(words.notices))


def _read_text(package: Package, words: _Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both readings. Running heads are no part of them; only who changed them is noted."""
    blocks = package.blocks(package.main)
    if blocks is None:
        words.walk_story(package.tree(package.main))
    else:
        words.walk_blocks(blocks)
    words.read_notes(package)
    readings = words.accepted.paragraphs(), words.rejected.paragraphs()
    words.aside = True
    for relationship in package.relationships(package.main).values():
        if relationship.kind in ("header", "footer") and relationship.target in package:
            words.walk_story(package.tree(relationship.target))
    if any(part.endswith("vbaproject.bin") for part in package.names()):
        words.notice("the file holds macros; they were not read")
    return readings


def _placed(written: list[WrittenComment], package: Package, words: _Words, excerpts: Excerpts) -> Iterable[Comment]:
    threads = read_threads(package, words.notices)
    parents = parents_of(written, threads)
    resolved = resolved_of(written, threads, parents)
    quotes = words.quotes
    for position, comment in enumerate(written):
        between = quotes.range(comment.id)
        place = quotes.place(comment.id)
        answered = parents.get(position)
        yield Comment(
            id=comment.id,
            author=comment.author,
            date=stamp(comment.date),
            text=comment.text,
            quote=excerpts.quote(*between) if between else "",
            parent=written[answered].id if answered is not None else "",
            resolved=position in resolved,
            paragraph=place.slot.index if place and place.slot else -1,
        )
    lost = sorted(quotes.marked() - {comment.id for comment in written})
    for identity in lost[:MOST_NOTICES]:
        words.notice("the text marks a comment ({id}) that the file does not hold", id=identity)
    if len(lost) > MOST_NOTICES:
        words.notice("the text marks {count} more comments that the file does not hold", count=len(lost) - MOST_NOTICES)


@dataclass(slots=True)
class _Change:
    """A tracked change whose words are known by their place in the full reading."""

    kind: ChangeKind
    author: str
    date: str
    slot: Slot | None
    start: int
    end: int

    def value(self, excerpts: Excerpts) -> TrackedChange:
        text = excerpts.of(self.start, self.end)
        return TrackedChange(
            self.kind,
            self.author,
            stamp(self.date),
            text,
            self.slot.index if self.slot else -1,
        )


# ------------------------------------------------------------------ the walk


class _Words(Story):
    """Gathers both readings at once, and notes where comments and changes stand."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.notices: list[Notice] = []
        self.full: list[str] = []
        self.current: list[str] = []
        self.full_length = 0
        self.current_length = 0
        self.accepted = Strand()
        self.rejected = Strand()
        self.aside = False
        self.quotes = Quotes()
        self.changes: list[_Change] = []
        self._open: list[_Change] = []
        self._paragraphs: list[tuple[int, int]] = []
        self._rows: list[tuple[int, int]] = []
        self._notes: dict[tuple[str, str], int] = {}

    def notice(self, template: str, **values: object) -> None:
        self.notices.append(Notice(template, values, file=self.file))

    # -------------------------------------------------------------- text

    def text(self, text: str) -> None:
        presence = self.presence
        self.full.append(text)
        self.full_length += len(text)
        if presence & 1:
            self.current.append(text)
            self.current_length += len(text)
            self.accepted.line.append(text)
        if presence & 2:
            self.rejected.line.append(text)

    def page_break(self) -> None:
        if not self._hidden:
            self.text("\n")

    def paragraph_starts(self, paragraph: Element) -> None:
        self._paragraphs.append((self.full_length, len(self.changes)))

    def paragraph_properties(self, properties: Element) -> None:
        for child in properties:
            tag = child.tag
            if tag == RUN_PROPERTIES:
                for mark in child:
                    self._record(mark, _ON_MARK)
                    self._record(mark, _FORMATS)
            elif tag in _FORMATS:
                self._record(child, _FORMATS)
            elif tag == W + "numPr":
                for mark in child:
                    self._record(mark, {INSERTED: "format", **_FORMATS})

    def paragraph_ends(self, mark: int) -> None:
        start, first = self._paragraphs.pop()
        for change in self.changes[first:]:
            if change.end < 0:
                change.start, change.end = start, self.full_length
        presence = self.presence
        self.full.append("\n")
        self.full_length += 1
        if presence & mark & 1:
            self.current.append("\n")
            self.current_length += 1
            self.accepted.end_line()
        if presence & mark & 2:
            self.rejected.end_line()

    def lines_end(self) -> None:
        if self.presence & 1 and (self.accepted.line or self.accepted.boxes):
            self.accepted.end_line()
        if self.presence & 2 and (self.rejected.line or self.rejected.boxes):
            self.rejected.end_line()

    def box_starts(self) -> None:
        self.accepted.enter_box()
        self.rejected.enter_box()

    def box_ends(self) -> None:
        self.accepted.leave_box()
        self.rejected.leave_box()

    # -------------------------------------------------------------- tracked changes

    def _record(self, element: Element, kinds: Mapping[str, ChangeKind]) -> _Change | None:
        """Note a change that begins here and is still open (`end` below 0)."""
        kind = kinds.get(element.tag)
        if kind is None:
            return None
        slot = None if self.aside else self.accepted.slot
        change = _Change(
            kind,
            element.get(AUTHOR) or "",
            element.get(DATE) or "",
            slot,
            self.full_length,
            -1,
        )
        self.changes.append(change)
        return change

    def change_starts(self, change: Element) -> None:
        recorded = self._record(change, _AROUND)
        if recorded:
            self._open.append(recorded)

    def change_ends(self) -> None:
        self._open.pop().end = self.full_length

    def run_properties(self, properties: Element) -> None:
        for child in properties:
            if child.tag in _FORMATS:
                self._format(child, properties)
            elif child.tag in _AROUND:
                self._close(self._record(child, _AROUND))

    def _format(self, change: Element, properties: Element) -> None:
        """Formatting of a run; its words come after its properties, so they are counted ahead."""
        recorded = self._close(self._record(change, _FORMATS))
        run = properties.getparent()
        if recorded and run is not None and not self._hidden:
            recorded.end += sum(len(t.text or "") for t in run if t.tag in (TEXT, W + "delText"))

    def _close(self, change: _Change | None) -> _Change | None:
        if change:
            change.end = change.start
        return change

    # -------------------------------------------------------------- tables

    def row_starts(self, row: Element) -> None:
        self._rows.append((self.full_length, len(self.changes)))

    def row_properties(self, properties: Element) -> None:
        for child in properties:
            self._record(child, _ON_ROW)
            self._close(self._record(child, _FORMATS))

    def row_ends(self) -> None:
        start, first = self._rows.pop()
        for change in self.changes[first:]:
            if change.end < 0:
                change.start, change.end = start, self.full_length

    def cell_starts(self, cell: Element) -> None:
        self._rows.append((self.full_length, len(self.changes)))

    def cell_properties(self, properties: Element) -> None:
        for child in properties:
            self._record(child, _ON_CELL)
            self._close(self._record(child, _FORMATS))

    def cell_ends(self) -> None:
        self.row_ends()

    def table_properties(self, properties: Element) -> None:
        for child in properties:
            self._close(self._record(child, _FORMATS))

    def section_properties(self, properties: Element) -> None:
        self.table_properties(properties)

    # -------------------------------------------------------------- notes, comments, what is not text

    def note_reference(self, kind: str, identity: str) -> None:
        self._notes[kind, identity] = self._notes.get((kind, identity), 0) | self.presence

    def read_notes(self, package: Package) -> None:
        """Notes come last, footnotes before endnotes, in the order of their marks. A note stands where its mark stands."""
        for kind, tag in (("footnote", FOOTNOTE), ("endnote", ENDNOTE)):
            part = package.related(package.main, kind + "s")
            wanted = {identity: presence for (k, identity), presence in self._notes.items() if k == kind}
            if not wanted:
                continue
            if part not in package:
                self.notice("the notes that the text speaks of are missing from the file")
                continue
            notes: dict[str, Element] = {}
            for note in package.tree(part).iterchildren(tag):
                notes.setdefault(note.get(ID) or "", note)
            for identity, presence in wanted.items():
                if identity in notes:
                    self.presence = presence
                    self.walk_story(notes[identity])
            self.presence = revisions.BOTH

    def _point(self) -> Point:
        return Point(
            self.full_length,
            self.current_length,
            None if self.aside else self.accepted.slot,
        )

    def comment_starts(self, identity: str) -> None:
        self.quotes.starts.setdefault(identity, self._point())

    def comment_ends(self, identity: str) -> None:
        self.quotes.ends.setdefault(identity, self._point())

    def comment_reference(self, identity: str) -> None:
        self.quotes.references.setdefault(identity, self._point())

    def unread(self, element: Element) -> None:
        self.notice(
            "a document inserted as a whole file ({kind}) was not read; open and save it in Word first",
            kind=local(element.tag),
        )

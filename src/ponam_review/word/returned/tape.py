"""The walk that lays a returned copy on its tape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...text.notices import Notice
from ..reading import revisions
from ..reading.fields import Field
from ..reading.hooks import Element
from ..reading.names import AUTHOR, DATE, DELETED, INSERTED, MOVED_FROM, MOVED_TO, RELATION_ID, RUN_PROPERTIES, VAL, W, local
from ..reading.package import Package, Relationship
from ..reading.quotes import Point, Quotes
from ..reading.story import Story
from ..reading.styles import Styles
from ..reading.values import stamp
from .values import Change, ChangeKind, CommentMark, NoteMark, Piece, Stop, Strip, Thing
from .values import Story as StoryName

KINDS: dict[str, ChangeKind] = {INSERTED: "insert", DELETED: "delete", MOVED_FROM: "move-from", MOVED_TO: "move-to"}
_CELLS: dict[str, ChangeKind] = {W + "cellIns": "insert", W + "cellDel": "delete"}
_STYLE, _RUN_STYLE = W + "pStyle", W + "rStyle"
_FORMATS = revisions.FORMER_TAGS
_MADE = frozenset(("contents", "contents-title"))
_COMPUTED = frozenset(("REF", "PAGEREF", "NOTEREF", "SEQ", "PAGE", "NUMPAGES", "DATE", "TIME", "STYLEREF", "FILENAME", "DOCPROPERTY"))


@dataclass(frozen=True, slots=True)
class Called:
    """A note that the text calls, in the readings of `presence`."""

    number: int
    kind: str
    identity: str
    presence: int


@dataclass(slots=True)
class _Paragraph:
    """What is gathered of a paragraph while it is read."""

    kind: str = "body"
    change: int = -1
    bookmarks: list[str] = field(default_factory=list)
    boxes: list[Thing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    table: int
    row: int
    cell: int
    row_change: int
    cell_change: int


class TapeWalk(Story):
    """Lays things on the tape as they come; text boxes wait for the end of their paragraph."""

    def __init__(self, file: str, styles: Styles, notices: list[Notice]) -> None:
        super().__init__()
        self.file = file
        self.styles = styles
        self.notices = notices
        self.package: Package | None = None
        self.relations: Mapping[str, Relationship] = {}
        self.things: list[Thing] = []
        self.changes: list[Change] = []
        self.quotes = Quotes()
        self.called: list[Called] = []
        self.formats: list[int] = []
        self.merged_cells = 0
        self.withdrawn = 0
        self.full: list[str] = []
        self.current: list[str] = []
        self._lengths = [0, 0]
        self._story: StoryName = "body"
        self._open: list[int] = []
        self._run_change = -1
        self._skipped = False
        self._paragraph_now = _Paragraph()
        self._outside: list[tuple[list[Thing], _Paragraph, list[_Cell], StoryName, int]] = []
        self._tables: list[int] = []
        self._rows: list[tuple[int, int]] = []
        self._cells: list[_Cell] = []
        self._numbers = [0, 0, 0]
        self._computed: list[bool] = []
        self._contents = 0
        self._waiting = 0
        """Readings in which the paragraph being read holds something that no stop has ended yet."""

    def notice(self, template: str, **values: object) -> None:
        self.notices.append(Notice(template, values, file=self.file))

    def read_note(self, called: Called, note: Element) -> None:
        self._story = "note"
        self._computed.clear()
        self._contents = 0
        self.presence = called.presence
        self._paragraph_now = _Paragraph(bookmarks=[f"#{called.number}"])
        self.walk_story(note)
        self.presence = revisions.BOTH
        self._story = "body"

    # -------------------------------------------------------------- text

    def text(self, text: str) -> None:
        presence = self.presence
        if self._skipped:
            return
        if not presence:
            self.withdrawn += len(text.strip())
            return
        self.full.append(text)
        self._lengths[0] += len(text)
        if presence & revisions.ACCEPTED:
            self.current.append(text)
            self._lengths[1] += len(text)
        computed = bool(self._computed) and any(self._computed)
        self.things.append(Piece(text, presence, self._change_of(presence), computed))
        self._waiting |= presence

    def _change_of(self, presence: int) -> int:
        """The innermost change that keeps the text out of a reading."""
        if presence == revisions.BOTH:
            return -1
        if self._run_change >= 0:
            return self._run_change
        for change in reversed(self._open):
            if change >= 0:
                return change
        cell = self._cells[-1] if self._cells else None
        return -1 if cell is None else cell.cell_change if cell.cell_change >= 0 else cell.row_change

    def page_break(self) -> None:
        if not self._hidden:
            self.text("\n")

    def run_starts(self, run: Element) -> None:
        self._run_change = -1
        self._skipped = False

    def run_properties(self, properties: Element) -> None:
        for child in properties:
            tag = child.tag
            if tag in _FORMATS:
                self.formats.append(len(self.things))
            elif tag in KINDS:
                self._run_change = self._known(child, KINDS[tag])
            elif tag == _RUN_STYLE:
                self._skipped = self.styles.character(child.get(VAL) or "").generated

    def run_ends(self) -> None:
        self._run_change = -1
        self._skipped = False

    # -------------------------------------------------------------- paragraphs

    def paragraph_starts(self, paragraph: Element) -> None:
        self._paragraph_now.kind = "body"
        self._paragraph_now.change = -1

    def paragraph_properties(self, properties: Element) -> None:
        for child in properties:
            tag = child.tag
            if tag == _STYLE:
                self._paragraph_now.kind = self.styles.paragraph(child.get(VAL) or "").kind
            elif tag == RUN_PROPERTIES:
                for mark in child:
                    if mark.tag in KINDS:
                        self._paragraph_now.change = self._known(mark, KINDS[mark.tag])
            elif tag in _FORMATS:
                self.formats.append(len(self.things))

    def paragraph_ends(self, mark: int) -> None:
        self._stop(self.presence & mark)

    def lines_end(self) -> None:
        left = self._waiting & self.presence
        if left:
            self._stop(left)

    def _stop(self, presence: int) -> None:
        now = self._paragraph_now
        if presence:
            self.full.append("\n")
            self._lengths[0] += 1
        if presence & revisions.ACCEPTED:
            self.current.append("\n")
            self._lengths[1] += 1
        self.things.append(Stop(presence, now.change, self._strip(now)))
        self._waiting &= ~presence
        self.things += now.boxes
        self._paragraph_now = _Paragraph()

    def _strip(self, now: _Paragraph) -> Strip:
        generated = bool(self._contents) or now.kind in _MADE or now.kind.startswith("cover")
        cell = self._cells[-1] if self._cells else None
        if cell is None:
            return Strip(now.kind, self._story, generated, tuple(now.bookmarks))
        place = (cell.table, cell.row, cell.cell, cell.row_change, cell.cell_change)
        return Strip(now.kind, self._story, generated, tuple(now.bookmarks), *place)

    def bookmark(self, name: str) -> None:
        self._paragraph_now.bookmarks.append(name)

    # -------------------------------------------------------------- text boxes

    def box_starts(self) -> None:
        self._outside.append((self.things, self._paragraph_now, self._cells, self._story, self._waiting))
        self.things, self._paragraph_now, self._cells, self._waiting = [], _Paragraph(), [], 0
        self._story = "box"

    def box_ends(self) -> None:
        box = self.things
        self.things, self._paragraph_now, self._cells, self._story, self._waiting = self._outside.pop()
        self._paragraph_now.boxes += box

    # -------------------------------------------------------------- tracked changes

    def _known(self, element: Element, kind: ChangeKind) -> int:
        change = Change(kind, element.get(AUTHOR) or "", stamp(element.get(DATE) or ""))
        if not self.changes or self.changes[-1] != change:
            self.changes.append(change)
        return len(self.changes) - 1

    def change_starts(self, change: Element) -> None:
        self._open.append(self._known(change, KINDS[change.tag]))

    def change_ends(self) -> None:
        self._open.pop()

    # -------------------------------------------------------------- tables

    def _next(self, which: int) -> int:
        self._numbers[which] += 1
        return self._numbers[which] - 1

    def table_starts(self, table: Element) -> None:
        self._tables.append(self._next(0))

    def table_ends(self) -> None:
        self._tables.pop()

    def table_properties(self, properties: Element) -> None:
        if any(child.tag in _FORMATS for child in properties):
            self.formats.append(len(self.things))

    def row_starts(self, row: Element) -> None:
        marks = (mark for properties in row.iterchildren(W + "trPr") for mark in properties if mark.tag in KINDS)
        change = next((self._known(mark, KINDS[mark.tag]) for mark in marks), -1)
        self._rows.append((self._next(1), change))

    def row_ends(self) -> None:
        self._rows.pop()

    def cell_starts(self, cell: Element) -> None:
        marks = [mark for properties in cell.iterchildren(W + "tcPr") for mark in properties]
        change = next((self._known(mark, _CELLS[mark.tag]) for mark in marks if mark.tag in _CELLS), -1)
        self.merged_cells += any(mark.tag == W + "cellMerge" for mark in marks)
        row, row_change = self._rows[-1] if self._rows else (-1, -1)
        table = self._tables[-1] if self._tables else -1
        self._cells.append(_Cell(table, row, self._next(2), row_change, change))

    def cell_ends(self) -> None:
        self._cells.pop()

    # -------------------------------------------------------------- fields, notes, comments, what is not text

    def field_result_starts(self, field: Field) -> None:
        words = field.words(revisions.ACCEPTED)
        name = words[0].upper() if words else ""
        self._contents += name == "TOC"
        self._computed.append(name in _COMPUTED)

    def field_ends(self, field: Field) -> None:
        if not field.in_result or not self._computed:
            return
        self._computed.pop()
        words = field.words(revisions.ACCEPTED)
        if words and words[0].upper() == "TOC" and self._contents:
            self._contents -= 1

    def note_reference(self, kind: str, identity: str) -> None:
        if any((c.kind, c.identity) == (kind, identity) for c in self.called[-1:]):
            return
        called = Called(len(self.called), kind, identity, self.presence)
        self.called.append(called)
        self.things.append(NoteMark(called.number))

    def _point(self) -> Point:
        return Point(self._lengths[0], self._lengths[1], None)

    def comment_starts(self, identity: str) -> None:
        self.quotes.starts.setdefault(identity, self._point())
        self.things.append(CommentMark(identity, "start"))

    def comment_ends(self, identity: str) -> None:
        self.quotes.ends.setdefault(identity, self._point())
        self.things.append(CommentMark(identity, "end"))

    def comment_reference(self, identity: str) -> None:
        self.quotes.references.setdefault(identity, self._point())
        self.things.append(CommentMark(identity, "reference"))

    def unread(self, element: Element) -> None:
        from ..reading.inserted import paragraphs_of

        kind = local(element.tag)
        part = self.relations.get(element.get(RELATION_ID) or "") if kind == "altChunk" and self._story != "note" else None
        found = paragraphs_of(self.package, part, 0) if self.package is not None and part is not None else None
        if found is None:
            self.notice("a document inserted as a whole file ({kind}) was not read; open and save it in Word first", kind=kind)
            return
        self.lines_end()
        for line in found.accepted if self.presence else ():
            self.text(line)
            self._stop(self.presence)
        if found.remarks:
            self.notice("the comments and tracked changes of an inserted file ({name}) were not read", name=part.target if part else "")

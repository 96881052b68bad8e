"""The walk that gathers both readings of a Word file at once, and notes where comments and tracked changes stand."""

from __future__ import annotations

from . import revisions
from .labels import Counter, Definitions
from .names import AUTHOR, DATE, DELETED, ENDNOTE, FOOTNOTE, ID, INSERTED, MOVED_FROM, MOVED_TO, RELATION_ID, RUN_PROPERTIES, TEXT, W, local
from .quotes import Point, Quotes
from .stamps import stamp
from .story import Story
from .strands import Strand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...text.notices import Notice
    from .hooks import Element
    from .package import Package, Relationship
    from .quotes import Slot
    from .values import ChangeKind

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
_ON_NUMBER: dict[str, ChangeKind] = {INSERTED: "format", **_FORMATS}
_NUMBER = W + "numPr"
_TEXTS = (TEXT, W + "delText")
_PLACEHOLDER = "\u200d"
"""LibreOffice puts a joiner without width into empty cells of tracked rows, as an insertion or a deletion."""


class Change:
    """A tracked change whose words are known by their place in the full reading; `end` is below 0 while it is open."""

    __slots__ = ("author", "date", "end", "kind", "seen", "slot", "start", "words")

    def __init__(self, kind: ChangeKind, element: Element, slot: Slot | None, start: int) -> None:
        self.kind = kind
        self.author = element.get(AUTHOR) or ""
        self.date = stamp(element.get(DATE) or "")
        self.slot = slot
        self.start = start
        self.end = -1
        self.seen = 0
        self.words = ""


class Thing:
    """What stands in the text without being text: a chart, a diagram, an embedded or inserted file; with the words it holds."""

    __slots__ = ("kind", "name", "slot", "words")

    def __init__(self, kind: str, name: str, slot: Slot | None, words: list[str]) -> None:
        self.kind = kind
        self.name = name
        self.slot = slot
        self.words = words


class Gathering(Story):
    """Both readings of the stories of one file."""

    def __init__(self, package: Package, definitions: Definitions, depth: int = 0) -> None:
        super().__init__()
        self.package = package
        self.depth = depth
        self.notices: list[Notice] = []
        self.full: list[str] = []
        self.current: list[str] = []
        self.former: list[str] = []
        self.full_length = self.current_length = self.former_length = 0
        self.accepted = Strand()
        self.rejected = Strand()
        self.aside = False
        self.quotes = Quotes()
        self.changes: list[Change] = []
        self.things: list[Thing] = []
        self.relations: Mapping[str, Relationship] = {}
        self._counters = Counter(definitions, revisions.ACCEPTED), Counter(definitions, revisions.REJECTED)
        self._open: list[Change] = []
        self._seen = 0
        self._run_now: Element | None = None
        self._paragraphs: list[tuple[int, int, Element | None]] = []
        self._rows: list[tuple[int, int]] = []
        self._tables = 0
        self._cells: list[list[int]] = []
        self._notes: dict[tuple[str, str], int] = {}

    def notice(self, template: str, **values: object) -> None:
        from ...text.notices import Notice

        notice = Notice(template, values, file=self.package.file)
        if notice not in self.notices[-20:]:
            self.notices.append(notice)

    # -------------------------------------------------------------- text

    def text(self, text: str) -> None:
        presence = self.presence
        if text == _PLACEHOLDER and presence != revisions.BOTH and self._rows:
            return
        length = len(text)
        self.full.append(text)
        self.full_length += length
        if presence & 1:
            self.current.append(text)
            self.current_length += length
            self.accepted.line.append(text)
        if presence & 2:
            self.former.append(text)
            self.former_length += length
            self.rejected.line.append(text)

    def page_break(self) -> None:
        if not self._hidden:
            self.text("\n")

    def paragraph_starts(self, paragraph: Element) -> None:
        self._seen += 1
        self._paragraphs.append((self.full_length, len(self.changes), None))

    def paragraph_properties(self, properties: Element) -> None:
        if self._paragraphs:
            self._paragraphs[-1] = (*self._paragraphs[-1][:2], properties)
        for child in properties:
            tag = child.tag
            if tag == RUN_PROPERTIES:
                for mark in child:
                    self._record(mark, _ON_MARK)
                    self._record(mark, _FORMATS)
            elif tag in _FORMATS:
                self._record(child, _FORMATS)
            elif tag == _NUMBER:
                for mark in child:
                    self._record(mark, _ON_NUMBER)

    def paragraph_ends(self, mark: int) -> None:
        start, first, properties = self._paragraphs.pop()
        for change in self.changes[first:]:
            if change.end < 0:
                change.start, change.end = start, self.full_length
        standing = self.presence & mark
        self.full.append("\n")
        self.full_length += 1
        if standing & 1:
            self.current.append("\n")
            self.current_length += 1
            self._end_line(0, self.accepted, properties)
        if standing & 2:
            self.former.append("\n")
            self.former_length += 1
            self._end_line(1, self.rejected, properties)

    def _end_line(self, reading: int, strand: Strand, properties: Element | None) -> None:
        slot = strand.slot
        if not self.aside:
            slot.label, slot.level = self._counters[reading].next(properties)
        slot.cell = self._place()
        strand.end_line()

    def _place(self) -> tuple[int, int, int] | None:
        if not self._cells:
            return None
        table, row, column = self._cells[-1]
        return (table, row, column) if column else None

    def lines_end(self) -> None:
        for bit, strand in ((1, self.accepted), (2, self.rejected)):
            if self.presence & bit and (strand.line or strand.boxes):
                strand.slot.cell = self._place()
                strand.end_line()

    def box_starts(self) -> None:
        self.accepted.enter_box()
        self.rejected.enter_box()

    def box_ends(self) -> None:
        self.accepted.leave_box()
        self.rejected.leave_box()

    # -------------------------------------------------------------- tracked changes

    def _record(self, element: Element, kinds: Mapping[str, ChangeKind]) -> Change | None:
        """Note a change that begins here and is still open."""
        kind = kinds.get(element.tag)
        if kind is None:
            return None
        change = Change(kind, element, None if self.aside else self.accepted.slot, self.full_length)
        self.changes.append(change)
        return change

    def change_starts(self, change: Element) -> None:
        recorded = self._record(change, _AROUND)
        if recorded:
            recorded.seen = self._seen
            self._open.append(recorded)

    def change_ends(self) -> None:
        """A change around nothing is left out: LibreOffice and Word leave such husks behind."""
        change = self._open.pop()
        change.end = self.full_length
        if change.end == change.start and change.seen == self._seen and self.changes and self.changes[-1] is change:
            self.changes.pop()

    def run_starts(self, run: Element) -> None:
        self._run_now = run

    def run_properties(self, properties: Element) -> None:
        for child in properties:
            tag = child.tag
            if tag in _FORMATS:
                self._format(child)
            elif tag in _AROUND:
                self._close(self._record(child, _AROUND))

    def _format(self, change: Element) -> None:
        """Formatting of a run; its words come after its properties, so they are counted ahead."""
        recorded = self._close(self._record(change, _FORMATS))
        if recorded and self._run_now is not None and not self._hidden:
            recorded.end += sum(len(t.text or "") for t in self._run_now if t.tag in _TEXTS)

    def _close(self, change: Change | None) -> Change | None:
        if change:
            change.end = change.start
        return change

    # -------------------------------------------------------------- tables

    def table_starts(self, table: Element) -> None:
        self._tables += 1
        self._cells.append([self._tables, 0, 0])

    def table_ends(self) -> None:
        self._cells.pop()

    def row_starts(self, row: Element) -> None:
        if self._cells:
            self._cells[-1][1] += 1
            self._cells[-1][2] = 0
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
        if self._cells:
            self._cells[-1][2] += 1
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
        self._seen += 1
        self._notes[kind, identity] = self._notes.get((kind, identity), 0) | self.presence

    def read_notes(self) -> None:
        """Notes come last, footnotes before endnotes, in the order of their marks. A note stands where its mark stands."""
        package = self.package
        for kind, tag in (("footnote", FOOTNOTE), ("endnote", ENDNOTE)):
            part = package.related(package.main, kind + "s")
            wanted = {identity: presence for (k, identity), presence in self._notes.items() if k == kind}
            if not wanted:
                continue
            if part not in package:
                self.notice("the notes that the text speaks of are missing from the file")
                continue
            self.relations = package.relationships(part)
            notes: dict[str, Element] = {}
            for note in package.element(part):
                if note.tag == tag:
                    notes.setdefault(note.get(ID) or "", note)
            for identity, presence in wanted.items():
                if identity in notes:
                    self.presence = presence
                    self.walk_story(notes[identity])
            self.presence = revisions.BOTH

    def _point(self) -> Point:
        return Point(self.full_length, self.current_length, None if self.aside else self.accepted.slot, self.former_length)

    def comment_starts(self, identity: str) -> None:
        self.quotes.starts.setdefault(identity, self._point())

    def comment_ends(self, identity: str) -> None:
        self.quotes.ends.setdefault(identity, self._point())

    def comment_reference(self, identity: str) -> None:
        self.quotes.references.setdefault(identity, self._point())

    def picture(self, picture: Element) -> None:
        self._seen += 1
        if self.presence:
            from .things import things_in

            slot = None if self.aside else self.accepted.slot
            for kind, name, words in things_in(picture, self.relations, self.package):
                self.things.append(Thing(kind, name, slot, words))
                if kind == "embedded":
                    self.notice("an embedded object ({name}) was not read", name=name)

    def unread(self, element: Element) -> None:
        self._seen += 1
        from .inserted import paragraphs_of

        part = self.relations.get(element.get(RELATION_ID) or "")
        found = paragraphs_of(self.package, part, self.depth) if part and local(element.tag) == "altChunk" else None
        if found is None:
            kind = local(element.tag)
            self.notice("a document inserted as a whole file ({kind}) was not read; open and save it in Word first", kind=kind)
            return
        outer = self.presence
        self.lines_end()
        for presence, lines in ((revisions.ACCEPTED, found.accepted), (revisions.REJECTED, found.rejected)):
            self.presence = outer & presence
            for line in lines if self.presence else ():
                self.text(line)
                self._paragraphs.append((self.full_length, len(self.changes), None))
                self.paragraph_ends(revisions.BOTH)
        self.presence = outer
        if found.remarks:
            self.notice("the comments and tracked changes of an inserted file ({name}) were not read", name=part.target if part else "")

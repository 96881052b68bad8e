"""Blocks made from the paragraphs of one reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...text.model import (
    Block,
    Break,
    Code,
    Figure,
    Heading,
    Image,
    Inlines,
    Note,
    Paragraph,
    Role,
    Rule,
    Run,
    Table,
)
from ...text.notices import Notice
from .captions import caption_of
from .fields import Field
from .forms import Form, form_of, target_of
from .hooks import Element
from .lines import Line, without_marks
from .lists import STEP, Lists
from .names import ID, RELATION_ID, VAL, W, local
from .numbering import Numbering
from .package import Package, Relationship
from .pictures import pictures_in
from .places import Place
from .revisions import ACCEPTED, Reading, in_force
from .story import Story
from .styles import PLAIN, Styles, toggles
from .tables import ALIGNMENTS, CellDraft, RowDraft, TableDraft, has_first_row, shape_cell, shape_row

_RUN_STYLE = W + "rStyle"
_ROLES: Mapping[str, Role] = {
    "cover-left": "cover-left",
    "cover-right": "cover-right",
    "cover-title": "cover-title",
    "cover-subtitle": "cover-subtitle",
    "cover-line": "cover-line",
    "cover-mark": "cover-mark",
    "contents-title": "contents-title",
}
DEEPEST_TABLE = 2
"""Tables around a table that is still read as one; deeper ones only lay out a page."""


@dataclass(slots=True)
class _Outside:
    """What was being read when a text box began."""

    line: Line
    form: Element | None
    place: Place
    tables: list[TableDraft]
    cells: list[tuple[CellDraft, Place]]
    run: tuple[int, bool, str]


class Assembly(Story):
    """Makes blocks of one reading."""

    def __init__(self, file: str, reading: int, styles: Styles, numbering: Numbering, notices: list[Notice]) -> None:
        super().__init__()
        self.file = file
        self.reading = reading
        self.styles = styles
        self.numbering = numbering
        self.notices = notices
        self.package: Package | None = None
        self.depth = 0
        """Files that this one is inserted in."""
        self.relations: Mapping[str, Relationship] = {}
        self.targets: frozenset[str] = frozenset()
        self.pointed: frozenset[str] = frozenset()
        self.title = ""
        self.notes: dict[tuple[str, str], tuple[Block, ...]] = {}
        self.line = Line()
        self.form: Element | None = None
        self.place = Place(Lists(ours=styles.ours))
        self.marks = 0
        self.generated = False
        self.link = ""
        self._links: list[str] = []
        self._fields_begun: list[tuple[str, str, int, Line]] = []
        self._outside: list[_Outside] = []
        self._tables: list[TableDraft] = []
        self._cells: list[tuple[CellDraft, Place]] = []
        self._pages: list[tuple[int, bool]] = []

    def notice(self, template: str, **values: object) -> None:
        notice = Notice(template, values, file=self.file)
        if notice not in self.notices[-20:]:
            self.notices.append(notice)

    # -------------------------------------------------------------- stories

    def read_notes(self, kind: str, root: Element, tag: str) -> None:
        """All notes of a part; they are put where their marks stand."""
        for note in root.iterchildren(tag):
            self.place = Place(Lists(ours=self.styles.ours))
            self.walk_story(note)
            self.place.finish()
            self.notes.setdefault((kind, note.get(ID) or ""), tuple(self.place.blocks))
        self.place = Place(Lists(ours=self.styles.ours))

    def read_body(self, root: Element) -> tuple[Block, ...]:
        self.walk_story(root)
        self.place.finish()
        return tuple(self._turned(self.place.blocks))

    def _turned(self, blocks: list[Block]) -> list[Block]:
        """Tables on landscape pages, where the document has both kinds of pages."""
        kinds = {landscape for _, landscape in self._pages}
        if kinds != {True, False}:
            return blocks
        out: list[Block] = []
        begun = 0
        for end, landscape in [*self._pages, (len(blocks), False)]:
            for block in blocks[begun:end]:
                out.append(replace(block, landscape=True) if landscape and isinstance(block, Table) else block)
            begun = max(end, begun)
        return out

    # -------------------------------------------------------------- characters

    def text(self, text: str) -> None:
        if self.presence & self.reading and not self.generated:
            self.line.add(text, self.marks, self.link)

    def line_break(self) -> None:
        if self.presence & self.reading:
            self.line.put(Break())

    def run_starts(self, run: Element) -> None:
        self.marks = 0
        self.generated = False

    def run_properties(self, properties: Element) -> None:
        properties = in_force(properties, self.reading)
        on, off = toggles(properties)
        style = PLAIN
        for child in properties.iterchildren(_RUN_STYLE):
            style = self.styles.character(child.get(VAL) or "")
        self.marks = (style.marks & ~off) | on
        self.generated = style.generated

    def run_ends(self) -> None:
        self.marks = 0
        self.generated = False

    def picture(self, picture: Element) -> None:
        if not self.presence & self.reading or self._hidden:
            return
        found = pictures_in(picture, self.relations)
        for image in found.images:
            self.line.put(image if not self.link else Image(image.source, image.alt, image.title, self.link))
        self.line.ruled = self.line.ruled or found.ruled
        if found.lost:
            self.notice("a {kind} was left out: only pictures are read", kind=found.lost)

    def note_reference(self, kind: str, identity: str) -> None:
        blocks = self.notes.get((kind, identity))
        if self.presence & self.reading and blocks is not None:
            self.line.put(Note(blocks, label=identity if kind == "footnote" else f"e{identity}"))

    # -------------------------------------------------------------- links, fields, bookmarks

    def bookmark(self, name: str) -> None:
        self.line.bookmarks.append(name)

    def link_starts(self, link: Element) -> None:
        relation = self.relations.get(link.get(RELATION_ID) or "")
        anchor = link.get(W + "anchor") or ""
        self._push_link(relation.target if relation is not None else "", anchor)

    def _push_link(self, address: str, anchor: str) -> None:
        self._links.append(self.link)
        target = target_of(anchor) or (anchor if anchor in self.targets and anchor.startswith("_Ref") else "")
        self.link = address + (f"#{anchor}" if address and anchor else "") or (f"#{target}" if target else "")

    def link_ends(self) -> None:
        if self.styles.ours and self.link.startswith("#"):
            self.line.label(self.link)
        self.link = self._links.pop() if self._links else ""

    def field_result_starts(self, field: Field) -> None:
        words = field.words(self.reading)
        name = words[0].upper() if words else ""
        argument = next((word for word in words[1:] if not word.startswith("\\")), "")
        if name == "HYPERLINK":
            anchor = words[words.index("\\l") + 1] if "\\l" in words[:-1] else ""
            self._push_link("" if argument == anchor else argument, anchor)
        elif name == "SEQ" and self.line.label_ends < 0:
            self.line.sequence = argument
        begun = self.line.bar() if name == "REF" else len(self.line.pieces)
        self._fields_begun.append((name, argument, begun, self.line))

    def field_ends(self, field: Field) -> None:
        if not field.in_result or not self._fields_begun:
            return
        name, argument, begun, line = self._fields_begun.pop()
        if name == "HYPERLINK":
            self.link_ends()
        elif name == "SEQ" and line is self.line and line.label_ends < 0 and len(line.pieces) > begun:
            line.label_ends = line.bar()
        elif name == "REF" and line is self.line and argument in self.targets:
            line.refer(begun, target_of(argument) or argument)

    # -------------------------------------------------------------- paragraphs

    def paragraph_starts(self, paragraph: Element) -> None:
        self.form = None

    def paragraph_properties(self, properties: Element) -> None:
        self.form = properties

    def paragraph_ends(self, mark: int) -> None:
        if self.presence & mark & self.reading:
            self._emit()

    def lines_end(self) -> None:
        if self.presence & self.reading and (self.line.pieces or self.place.boxes):
            self._emit()

    def box_starts(self) -> None:
        run = (self.marks, self.generated, self.link)
        self._outside.append(_Outside(self.line, self.form, self.place, self._tables, self._cells, run))
        self.line = Line()
        self.place = Place(Lists(ours=self.styles.ours))
        self._tables, self._cells = [], []
        self.link = ""

    def box_ends(self) -> None:
        self.place.finish()
        outside = self._outside.pop()
        outside.place.boxes += self.place.blocks
        self.line, self.form, self.place = outside.line, outside.form, outside.place
        self._tables, self._cells = outside.tables, outside.cells
        self.marks, self.generated, self.link = outside.run

    def section_properties(self, properties: Element) -> None:
        if self._outside or self._tables:
            return
        size = in_force(properties, self.reading).find(W + "pgSz")
        self._pages.append((len(self.place.blocks), size is not None and size.get(W + "orient") == "landscape"))

    def _emit(self) -> None:
        """The paragraph that ends here, as a block."""
        line, self.line = self.line, Line()
        place = self.place
        form = form_of(self.form, self.styles, self.reading)
        images = line.images()
        if images:
            place.lists.leave()
            for image in images:
                place.add(Figure(image, id=self._identity(line)))
        elif line.pieces or line.ruled or form.ruled or form.style.kind == "rule":
            self._emit_text(line, form, place)
        else:
            self.line.bookmarks = line.bookmarks
        if place.boxes:
            boxes, place.boxes = place.boxes, []
            for block in boxes:
                place.add(block)

    def _emit_text(self, line: Line, form: Form, place: Place) -> None:
        kind = form.style.kind
        if kind == "address":
            return
        if kind == "code":
            text = line.text()
            if text.strip():
                place.add(Code(text, within=place.lists.further(form.indent or 0) if place.lists.is_open else ()))
            return
        content = line.inlines()
        if not content:
            if line.ruled or form.ruled or kind == "rule":
                place.lists.leave()
                place.add(Rule())
            return
        if kind == "heading" and not self._cells and not self._outside:
            place.lists.leave()
            scheme = self.numbering.scheme(form.style.number)
            place.add(Heading(form.style.level, content, id=self._identity(line), scheme=scheme))  # type: ignore[arg-type]
        elif kind == "title" and not self._cells and not place.blocks:
            self.title = "".join(run.text for run in content if isinstance(run, Run))
            place.add(Heading(1, content, id=self._identity(line)))
        elif kind == "caption":
            place.add_caption(caption_of(line, content, self._identity(line)))
        elif kind in _ROLES:
            place.lists.leave()
            place.add(Paragraph(without_marks(content), role=_ROLES[kind]))
        elif kind == "contents":
            place.lists.leave()
            place.add(_contents_entry(line, form.style.level))
        else:
            place.add(self._paragraph_block(content, form, place))

    def _paragraph_block(self, content: Inlines, form: Form, place: Place) -> Paragraph:
        if self._cells:
            cell = self._cells[-1][0]
            cell.head = cell.head or form.style.kind == "head"
            cell.aligned.add(ALIGNMENTS.get(form.justified, ""))
        style = form.style
        definition = self.numbering.list(style.number) if style.number else None
        lists = place.lists
        if definition is not None and definition.levels[style.number_level].shown:
            return Paragraph(content, lists.item(style.number, style.number_level, definition, form.indent))
        if style.kind == "quote":
            depth = max(1, (form.indent or 0) // STEP) if self.styles.ours else 1
            return Paragraph(content, lists.quote(depth))
        if lists.is_open and (style.kind == "continue" or (form.indent or 0) >= max(lists.indent, 1)):
            return Paragraph(content, lists.further(form.stands))
        if style.ours and (form.indent or 0) >= STEP:
            return Paragraph(content, lists.quote((form.indent or 0) // STEP))
        lists.leave()
        return Paragraph(content)

    def _identity(self, line: Line) -> str:
        """The id of a heading, table or figure, from the bookmarks on it; in files of others only where something leads to it."""
        for name in line.bookmarks:
            if self.styles.ours or name in self.pointed:
                target = target_of(name) or (name if name.startswith("_Ref") and name in self.targets else "")
                if target:
                    return target
        return ""

    # -------------------------------------------------------------- tables

    def table_starts(self, table: Element) -> None:
        self._tables.append(TableDraft())

    def table_properties(self, properties: Element) -> None:
        if self._tables and local(properties.tag) == "tblPr":
            self._tables[-1].first_row = has_first_row(in_force(properties, self.reading))

    def table_ends(self) -> None:
        draft = self._tables.pop()
        if draft.rows:  # a table that is not there in this reading parts nothing
            self.place.lists.leave()
        if len(self._cells) > DEEPEST_TABLE:
            self.notice("a table nested too deep in other tables was turned into paragraphs")
            for row in draft.rows:
                for cell in row.cells:
                    for block in cell.blocks:
                        self.place.add(block)
            return
        table = draft.table()
        if table is not None:
            self.place.add(table)

    def row_starts(self, row: Element) -> None:
        if self._tables and self.presence & self.reading:
            self._tables[-1].rows.append(RowDraft())

    def row_properties(self, properties: Element) -> None:
        if self._tables and self._tables[-1].rows and self.presence & self.reading:
            shape_row(self._tables[-1].rows[-1], in_force(properties, self.reading))

    def cell_starts(self, cell: Element) -> None:
        self._cells.append((CellDraft(), self.place))
        self.place = Place(Lists(ours=self.styles.ours))

    def cell_properties(self, properties: Element) -> None:
        if self._cells:
            shape_cell(self._cells[-1][0], in_force(properties, self.reading))

    def cell_ends(self) -> None:
        draft, outer = self._cells.pop()
        self.place.finish()
        draft.blocks = self.place.blocks
        self.place = outer
        if self._tables and self._tables[-1].rows and self.presence & self.reading:
            self._tables[-1].rows[-1].cells.append(draft)

    def unread(self, element: Element) -> None:
        if not self.presence & self.reading:
            return
        from .inserting import blocks_of

        part = self.relations.get(element.get(RELATION_ID) or "") if local(element.tag) == "altChunk" else None
        reading: Reading = "accepted" if self.reading == ACCEPTED else "rejected"
        found = blocks_of(self.package, part, self.depth, reading) if self.package is not None and part is not None else None
        if found is None:
            kind = local(element.tag)
            self.notice("a document inserted as a whole file ({kind}) was not read; open and save it in Word first", kind=kind)
            return
        self.lines_end()
        self.place.lists.leave()
        for block in found.value:
            self.place.add(block)
        self.notices += found.notices


def _contents_entry(line: Line, level: int) -> Paragraph:
    """An entry of the contents, its page number left out."""
    text, tab, page = line.text().rpartition("\t")
    words = " ".join((text if tab and page.strip().isalnum() and len(page.strip()) <= 6 else line.text()).split(" "))
    target = next((piece.link[1:] for piece in line.inlines() if isinstance(piece, Run) and piece.link.startswith("#")), "")
    return Paragraph((Run(words.replace("\t", " ").replace("\n", " ").strip()),), role="contents", level=level, target=target)

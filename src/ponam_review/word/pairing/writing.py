"""Stories of the redline: the new file's paragraphs with their changes, the old one's where they were removed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import cast

from lxml import etree

from ...compare.changes import NoteEdit, Step
from ...compare.pieces import glue
from ...text.model import Block, Heading, Inline, Note, Paragraph, Run
from ..reading.hooks import Element
from ..reading.names import PARAGRAPH, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, W
from ..writing.atoms import Para, settled
from ..writing.blocks import Grid, Piece, pieces_of_block, pieces_of_step
from ..writing.tracking import State
from .elements import attributes, shell_of
from .grids import GridWriter
from .lines import Cursor, LineWriter
from .notes import Notes
from .pen import NAMESPACES, OLD_ONLY, TAGS, Pen
from .sources import Event, Inset, Side, Source, Story
from .tokens import MARKS

_PAPER = frozenset((RUN_PROPERTIES, W + "sectPr"))


class _Sink:
    """Blocks as they are written, inside the content controls of the new file."""

    def __init__(self) -> None:
        self.out: list[Element] = []
        self._open: list[tuple[list[Element], Element]] = []

    def open(self, shell: Element) -> None:
        self._open.append((self.out, shell))
        self.out = []

    def close(self) -> None:
        if not self._open:
            return
        inner, (around, shell) = self.out, self._open.pop()
        copy = shell_of(shell)
        content = copy
        for child in shell:
            if child.tag in (W + "sdtPr", W + "sdtEndPr", W + "customXmlPr"):
                copy.append(deepcopy(child))
        if shell.tag == W + "sdt":
            content = etree.SubElement(copy, W + "sdtContent")
        content.extend(inner)
        self.out = [*around, copy] if inner else around


class StoryWriter:
    """Writes body, cells, notes and boxes by the same rules."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.notes = Notes(pen, self)
        self._grids = GridWriter(self)

    def steps(self, steps: Sequence[Step], events: tuple[Event, ...]) -> list[Element]:
        return self.written([piece for step in steps for piece in pieces_of_step(step)], Cursor(events))

    def blocks(self, story: Story, state: State) -> list[Element]:
        """The story of a note, cell or box that came or went whole: its text is tracked, its paragraph marks go with what holds it."""
        pieces: list[Piece] = []
        for block in story.blocks:
            for piece in pieces_of_block(block, state):
                pieces.append(replace(piece, mark="") if isinstance(piece, Para) else piece)
        side: Side = "old" if state in OLD_ONLY else "new"
        return self.written(pieces, Cursor(story.events, side))

    def written(self, pieces: Sequence[Piece], cursor: Cursor) -> list[Element]:
        sink = _Sink()
        waiting: list[Para] = []
        for piece in pieces:
            if isinstance(piece, Para):
                waiting.append(piece)
                continue
            self._paragraphs(waiting, cursor, sink)
            waiting = []
            self._grid(piece, cursor, sink)
        self._paragraphs(waiting, cursor, sink)
        self._between(cursor, sink, ("block", "open", "close", "mark"))
        return sink.out

    def _between(self, cursor: Cursor, sink: _Sink, kinds: tuple[str, ...]) -> None:
        """What stands between blocks, as far as it has come."""
        while cursor.waiting(kinds, cursor.at):
            event = cursor.take()
            if cursor.side == "old":
                continue
            if event.kind == "open":
                sink.open(event.element)
            elif event.kind == "close":
                sink.close()
            elif event.kind == "block":
                sink.out.append(deepcopy(event.element))

    # ------------------------------------------------------------------ tables

    def _grid(self, grid: Grid, cursor: Cursor, sink: _Sink) -> None:
        counts = cursor.counts(grid.state)
        if counts:
            self._between(cursor, sink, ("block", "open"))
        if grid.state == "" and grid.step is None:
            sink.out.append(self.kept(self._source(grid.table).element))
        else:
            sink.out.append(self._grids.table(grid))
        if counts:
            cursor.at += 1
            self._between(cursor, sink, ("block", "close"))

    def kept(self, element: Element) -> Element:
        """XML of the new file as it is, its notes numbered anew."""
        copy = deepcopy(element)
        copy.tail = None
        self.notes.renumber(copy)
        return copy

    # ------------------------------------------------------------------ paragraphs

    def _source(self, block: Block) -> Source:
        source = self.pen.registry.source(block.lines)
        if source is None:
            return Source(etree.Element(PARAGRAPH, nsmap=NAMESPACES), "new")
        return source

    def _paragraphs(self, paras: list[Para], cursor: Cursor, sink: _Sink) -> None:
        for para in settled(paras):
            ends = cursor.counts(para.mark)
            belongs = ends or any(cursor.counts(atom.state) for atom in para.atoms)
            if belongs:
                self._between(cursor, sink, ("block", "open"))
            sink.out.append(self._paragraph(para, cursor))
            if ends:
                cursor.at += 1
                self._between(cursor, sink, ("block", "close"))

    def _paragraph(self, para: Para, cursor: Cursor) -> Element:
        source = self._source(para.form)
        intact = _intact(para, source)
        was = self._source(para.was) if para.was is not None else None
        if intact and was is not None and was.form == source.form:
            was = None
        if intact and not para.mark and was is None:
            cursor.skip(_length(para))
            return self.kept(source.element)
        paragraph = etree.Element(PARAGRAPH, nsmap=NAMESPACES)
        if source.side == "new":
            for key, value in attributes(source.element):
                paragraph.set(key, value)
        properties = self._properties(para, source, was)
        if properties is not None:
            paragraph.append(properties)
        if intact:
            cursor.skip(_length(para))
            copy = self.kept(source.element)
            content = [child for child in copy if child.tag != PARAGRAPH_PROPERTIES]
        else:
            content = LineWriter(self.pen, cursor, self._inset).written(para.atoms)
        paragraph.extend(self._moved(para, content))
        return paragraph

    def _properties(self, para: Para, source: Source, was: Source | None) -> Element | None:
        pen = self.pen
        element = source.element.find(PARAGRAPH_PROPERTIES)
        if element is None:
            properties = etree.Element(PARAGRAPH_PROPERTIES, nsmap=NAMESPACES)
        elif source.side == "old":
            properties = pen.adopted(element, "")
            for section in properties.findall(W + "sectPr"):
                properties.remove(section)
                pen.notice("a section break of the old text was removed; Word cannot show that as a tracked change")
        else:
            properties = deepcopy(element)
        if para.mark:
            self._sign(properties, para.mark)
        if was is not None and was.form != source.form:
            properties.append(pen.former(PARAGRAPH_PROPERTIES, was.element.find(PARAGRAPH_PROPERTIES), _PAPER))
        return properties if len(properties) else None

    def _sign(self, properties: Element, mark: State) -> None:
        """Track the end of the paragraph (ECMA-376-1 §17.13.5.15, .20)."""
        marks = properties.find(RUN_PROPERTIES)
        if marks is None:
            marks = etree.Element(RUN_PROPERTIES, nsmap=NAMESPACES)
            section = properties.find(W + "sectPr")
            if section is not None:
                section.addprevious(marks)
            else:
                properties.append(marks)
        marks.insert(0, self.pen.tracked(TAGS[mark]))

    def _moved(self, para: Para, content: list[Element]) -> list[Element]:
        if not para.pair:
            return content
        start = self.pen.tracked(TAGS[para.mark] + "RangeStart")
        start.set(W + "name", f"move{para.pair}")
        end = etree.Element(TAGS[para.mark] + "RangeEnd", nsmap=NAMESPACES)
        end.set(W + "id", start.get(W + "id") or "")
        return [start, *content, end]

    # ------------------------------------------------------------------ notes and boxes

    def _inset(self, note: Note, state: State, edit: NoteEdit | None) -> Element:
        inset = self.pen.registry.inset(note.label)
        return self._box(inset, state, edit) if inset.kind == "box" else self.notes.reference(note, state, edit)

    def inset(self, inset: Inset, state: State, edit: NoteEdit | None) -> list[Element]:
        """The inside of a note or box."""
        if edit is not None:
            content = self.steps(edit.steps, inset.story.events)
        else:
            tracked: State = "-" if state in OLD_ONLY else "+"
            content = self.blocks(inset.story, tracked)
        if not content or content[-1].tag != PARAGRAPH:
            content.append(etree.Element(PARAGRAPH, nsmap=NAMESPACES))
        return content

    def _box(self, inset: Inset, state: State, edit: NoteEdit | None) -> Element:
        pen = self.pen
        if edit is not None:
            run = deepcopy(inset.run)
            if isinstance(edit.old, Note) and pen.registry.inset(edit.old.label).shell != inset.shell:
                pen.notice("a text box looks different in the new text; only its words are shown as changed")
            for position, box in enumerate(run.iter(W + "txbxContent")):
                box[:] = self.inset(inset, state, edit)
                if position:
                    # The copy for old readers: its marks would have the ids of the first.
                    etree.strip_elements(box, *MARKS, with_tail=False)
            return run
        if state not in OLD_ONLY:
            return deepcopy(inset.run)
        run = pen.adopted(inset.run, inset.part)
        return pen.struck(run) if state == "-" else run


def _intact(para: Para, source: Source) -> bool:
    """Whether the paragraph's content is the new file's, unchanged."""
    if source.side == "old" or any(atom.state or atom.old is not None or atom.edit is not None for atom in para.atoms):
        return False
    form = para.form
    content = cast("list[Inline]", [atom.thing for atom in para.atoms])
    return isinstance(form, Paragraph | Heading) and not para.pair and glue(content) == form.content


def _length(para: Para) -> int:
    return sum(len(atom.thing.text) if isinstance(atom.thing, Run) else 1 for atom in para.atoms)


"""Stories of a Word file (body, cells, notes, boxes) as blocks of the model with their XML beside them."""

from __future__ import annotations

from collections.abc import Iterable

from ...compare.pieces import glue
from ...text.model import Block, Break, Heading, Image, Inline, Note, Paragraph, Row, Run, Table
from ..reading.hooks import Element
from ..reading.names import ID, PARAGRAPH_PROPERTIES, RELATION_ID, RUN_PROPERTIES, W
from . import canon
from .origin import Origin
from .sources import Event, EventKind, Inset, Opaque, Registry, Source, Story, WordCell, Wrapper
from .tokens import Token, boxes, fields, tokens

_PAPER = frozenset((RUN_PROPERTIES, W + "sectPr"))
_SHELLS = frozenset((W + "sdt", W + "customXml"))
_WIDTHS = frozenset((W + "tcW", W + "tblW", W + "tblLook", W + "cnfStyle", W + "trHeight", W + "tblCellMar"))
_CONTENT = frozenset((W + "txbxContent",))


class Reader:
    """Reads the stories of one file into the registry of both."""

    def __init__(self, origin: Origin, registry: Registry) -> None:
        self.origin = origin
        self.registry = registry

    def body(self) -> Story:
        body = self.origin.root.find(W + "body")
        return self.story(body, self.origin.main) if body is not None else Story()

    def story(self, container: Element, part: str) -> Story:
        builder = _Builder(self, part)
        builder.add_all(container)
        return Story(tuple(builder.blocks), tuple(builder.events))

    # ------------------------------------------------------------------ numbers of what is said

    def form_of(self, properties: Element | None, apart: frozenset[str] = frozenset()) -> int:
        if properties is None:
            return self.registry.numbers.number(())
        return self.registry.numbers.number(canon.said(properties, self.origin.name_of, apart))

    def format_of(self, properties: Element | None) -> int:
        if properties is None or not len(properties):
            return 0
        return self.registry.format(canon.raw(properties), canon.said(properties, self.origin.name_of), properties)

    def digest(self, element: Element, part: str, apart: frozenset[str] = frozenset()) -> str:
        return canon.content(element, lambda identity: self.origin.leads(part, identity), apart)

    def link(self, chain: tuple[Element, ...], part: str) -> str:
        """The name of a chain of wrappers; its number of where it leads is kept in the registry."""
        if not chain:
            return ""
        found, raws, leads = [], [], []
        for element in chain:
            wrapper = self._wrapper(element, part)
            found.append(wrapper)
            attributes = sorted((str(k), str(v)) for k, v in element.attrib.items() if "rsid" not in str(k))
            head = element.find(W + "sdtPr")
            look = self.digest(head, part, frozenset((W + "id", W + "placeholder"))) if head is not None else ""
            raws.append((element.tag, tuple(a for a in attributes if not a[0].endswith("}id")), wrapper.url, look))
            anchor = canon.flat(element.get(W + "anchor") or "")
            leads.append((element.tag, wrapper.url, anchor, element.get(W + "val") or "", look))
        name = f"link{self.registry.numbers.number(tuple(raws))}"
        self.registry.wrappers.setdefault(f"{self.origin.side}:{name}", tuple(found))
        self.registry.leads[name] = self.registry.numbers.number(tuple(leads))
        return name

    def _wrapper(self, element: Element, part: str) -> Wrapper:
        identity = element.get(RELATION_ID) or ""
        relation = self.origin.relations(part).get(identity) if identity else None
        return Wrapper(element, relation.target if relation is not None and relation.external else "", element.tag.rpartition("}")[2])


class _Builder:
    """The blocks of one story as they come."""

    def __init__(self, reader: Reader, part: str) -> None:
        self.reader = reader
        self.part = part
        self.blocks: list[Block] = []
        self.events: list[Event] = []
        self.at = 0

    def add_all(self, container: Iterable[Element]) -> None:
        for child in container:
            tag = child.tag
            if tag == W + "p":
                self.paragraph(child)
            elif tag == W + "tbl":
                self.table(child)
            elif tag in _SHELLS:
                self.event("open", child)
                content = child.find(W + "sdtContent") if tag == W + "sdt" else child
                self.add_all(content if content is not None else ())
                self.event("close", child)
            elif tag in (W + "ins", W + "moveTo"):
                self.add_all(child)
            elif isinstance(tag, str) and tag not in (W + "sectPr", W + "sdtPr", W + "customXmlPr", W + "tcPr", W + "proofErr"):
                self.event("block", child)

    def event(self, kind: EventKind, element: Element, *, own: bool = False) -> None:
        self.events.append(Event(self.at, kind, element, own))

    # ------------------------------------------------------------------ paragraphs

    def paragraph(self, element: Element) -> None:
        reader = self.reader
        content = glue(self._content(element))
        properties = element.find(PARAGRAPH_PROPERTIES)
        form = reader.form_of(properties, _PAPER)
        lines = reader.registry.add_source(Source(element, reader.origin.side, form))
        if reader.origin.is_heading(reader.origin.paragraph_style(element)):
            self.blocks.append(Heading(1, content, id=str(form), lines=lines))
        else:
            self.blocks.append(Paragraph(content, target=str(form), lines=lines))
        self.at += 1

    def _content(self, element: Element) -> list[Inline]:
        out: list[Inline] = []
        found = tokens(element)
        spans = fields(found)
        position = 0
        while position < len(found):
            if position in spans:
                last = spans[position]
                self._object(out, self._field(found[position : last + 1]))
                position = last
            else:
                self._token(out, found[position])
            position += 1
        return out

    def _object(self, out: list[Inline], thing: Inline) -> None:
        out.append(thing)
        self.at += 1

    def _token(self, out: list[Inline], token: Token) -> None:
        reader = self.reader
        match token.kind:
            case "text":
                out.append(Run(token.text, reader.format_of(token.properties), reader.link(token.chain, self.part)))
                self.at += len(token.text)
            case "break":
                self._object(out, Break())
            case "note":
                self._object(out, self._note(token))
            case "mark" | "field" | "instruction":
                self.event("mark", token.lone())
            case "own":
                self.event("mark", token.lone(), own=True)
            case "object":
                self._object(out, self._opaque(token))

    def _link(self, token: Token) -> str:
        return self.reader.link(token.chain, self.part)

    def _opaque(self, token: Token) -> Image | Note:
        inside = boxes(token.child)
        if len(inside) == 1:
            return self._box(token, inside[0])
        lone = token.lone()
        digest = self.reader.digest(token.child, self.part)
        return Opaque(digest, canon.words(token.child), link=self._link(token), elements=(lone,), part=self.part)

    def _field(self, found: list[Token]) -> Opaque:
        parts = []
        for token in found:
            if token.kind == "instruction":
                parts.append("{" + canon.flat(token.text))
            elif token.kind == "text":
                said = self.reader.registry.alike[self.reader.format_of(token.properties)]
                parts.append(f"{said}:{token.text}")
            else:
                parts.append(self.reader.digest(token.child, self.part))
        text = "".join(token.text for token in found if token.kind == "text")
        elements = tuple(token.lone() for token in found)
        return Opaque("field " + "|".join(parts), text, link=self._link(found[0]), elements=elements, part=self.part)

    def _box(self, token: Token, box: Element) -> Note:
        story = self.reader.story(box, self.part)
        shell = self.reader.registry.numbers.number(self.reader.digest(token.child, self.part, _CONTENT))
        inset = Inset("box", self.reader.origin.side, token.lone(), story, self.part, shell=shell)
        return Note(story.blocks, self.reader.registry.add_inset(inset))

    def _note(self, token: Token) -> Note:
        origin = self.reader.origin
        kind: str = "footnote" if token.child.tag == W + "footnoteReference" else "endnote"
        identity = token.child.get(ID) or ""
        definition = origin.notes[kind][1].get(identity)
        story = self.reader.story(definition, origin.part_of_notes(kind)) if definition is not None else Story()
        inset = Inset("footnote" if kind == "footnote" else "endnote", origin.side, token.lone(), story, self.part, identity, definition)
        return Note(story.blocks, self.reader.registry.add_inset(inset))

    # ------------------------------------------------------------------ tables

    def table(self, element: Element) -> None:
        reader = self.reader
        form = reader.form_of(element.find(W + "tblPr"), _WIDTHS)
        rows = tuple(self._row(row) for row in _rows(element))
        lines = reader.registry.add_source(Source(element, reader.origin.side, form))
        self.blocks.append(Table(rows, header_rows=0, id=str(form), lines=lines))
        self.at += 1

    def _row(self, element: Element) -> Row:
        reader = self.reader
        form = reader.form_of(element.find(W + "trPr"), _WIDTHS)
        lines = reader.registry.add_source(Source(element, reader.origin.side, form))
        cells = tuple(self._cell(cell, form if not index else 0) for index, cell in enumerate(_cells(element)))
        return Row(cells, lines)

    def _cell(self, element: Element, row_form: int) -> WordCell:
        properties = element.find(W + "tcPr")
        form = self.reader.form_of(properties, _WIDTHS)
        story = self.reader.story(element, self.part)
        span = properties.find(W + "gridSpan") if properties is not None else None
        said = span.get(W + "val") or "1" if span is not None else "1"
        columns = min(int(said[:9]), 1000) if said.isascii() and said.isdigit() else 1
        return WordCell(story.blocks, columns=columns, form=f"{form} {row_form}", element=element, story=story)


def _rows(table: Element) -> Iterable[Element]:
    """The rows of a table, those inside content controls included."""
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _SHELLS or child.tag in (W + "sdtContent", W + "ins", W + "moveTo"):
            yield from _rows(child)


def _cells(row: Element) -> Iterable[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _SHELLS or child.tag == W + "sdtContent":
            yield from _cells(child)

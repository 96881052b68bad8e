"""A page read back by a parser of its own: what a reader sees of it, in each of a redline's two readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

from ponam_review.text.flow import Flow
from ponam_review.text.model import Block, Paragraph, Table
from ponam_review.text.plain import block_text, fold, inline_text, notes_of

Side = Literal["old", "new"]
VOID = {"br", "img", "hr", "col", "meta", "input"}
BLOCKS = {"p", "pre", "caption", "figcaption", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "figure", "section", "ul", "ol"}
GENERATED = {"badge", "jump", "was", "form", "about", "number", "address", "label", "back", "noteref", "note", "absent", "void"}
ABSENT_FROM = {"old": {"ins", "moved-to"}, "new": {"del", "moved-from"}}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]

    @property
    def kinds(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


@dataclass
class Page:
    """Every element of a page in order, and its texts."""

    elements: list[Element] = field(default_factory=list)
    body: dict[Side, list[str]] = field(default_factory=dict)
    notes: dict[Side, list[str]] = field(default_factory=dict)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def kind(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.kinds]


class _Reader(HTMLParser):
    def __init__(self, side: Side) -> None:
        super().__init__(convert_charrefs=True)
        self.side = side
        self.elements: list[Element] = []
        self.stack: list[tuple[Element, bool]] = []
        self.body: list[str] = []
        self.notes: list[str] = []
        self.in_notes = False
        self.line: list[str] = []
        self.ended = False
        """Between two blocks; text that follows begins a new line, unless it goes on with a split paragraph."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if "notes" in element.kinds:
            self.flush()
            self.in_notes = True
        self.ended |= tag in BLOCKS
        if tag == "br":
            self.line.append(" ")
        if tag not in VOID:
            self.stack.append((element, self.hidden or self._absent(element)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        element, _ = self.stack.pop()
        assert element.tag == tag, f"</{tag}> closes <{element.tag}>"
        self.ended |= tag in BLOCKS
        if element.attributes.get("id") == "_text":
            self.flush()

    def handle_data(self, data: str) -> None:
        if self.hidden or not self._in_text():
            return
        if self.ended and not data.strip():
            return
        if self.ended:
            if not (self.side == "old" and self._in_part()):
                self.flush()
            self.ended = False
        self.line.append(data)

    @property
    def hidden(self) -> bool:
        return bool(self.stack) and self.stack[-1][1]

    def _absent(self, element: Element) -> bool:
        if "pilcrow" in element.kinds:
            if element.tag == "del" and self.side == "old" and not self.hidden:
                self.flush()
            return True
        names = ABSENT_FROM[self.side]
        if element.tag == "li":  # an item of one text only may hold items of both: its own paragraphs say whose they are
            return False
        return element.tag in names or bool(element.kinds & (names | GENERATED)) or element.attributes.get("id") == "_notes"

    def _in_part(self) -> bool:
        """In the second part of a split paragraph, which was the same paragraph in the old text."""
        return any("part-next" in element.kinds for element, _ in self.stack)

    def _in_text(self) -> bool:
        return any(element.attributes.get("id") == "_text" for element, _ in self.stack)

    def flush(self) -> None:
        text = fold("".join(self.line))
        self.line.clear()
        if text:
            (self.notes if self.in_notes else self.body).append(text)


def read_page(html: str) -> Page:
    """The page, and the texts of its main part: paragraph by paragraph, cell by cell."""
    page = Page()
    for side in ("new", "old"):
        reader = _Reader(side)
        reader.feed(html)
        reader.close()
        assert not reader.stack, f"<{reader.stack[-1][0].tag}> is not closed"
        page.elements = reader.elements
        page.body[side], page.notes[side] = reader.body, reader.notes
    return page


def texts_of(flow: Flow) -> list[str]:
    """What a page of a flow should hold, in the same order: generated parts and notes apart."""
    blocks = [block for block in flow.blocks if not (isinstance(block, Paragraph) and block.role)]
    return [text for block in blocks for text in _texts(block)]


def note_texts_of(flow: Flow) -> list[str]:
    """The paragraphs of the notes."""
    return [text for block in flow.blocks for note in notes_of(block) for inner in note.blocks for text in _texts(inner)]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        rows = (text for row in block.rows for cell in row.cells for inner in cell.blocks for text in _texts(inner))
        parts = [fold(inline_text(block.caption)), *rows]
    else:
        parts = [fold(block_text(block))]
    yield from filter(None, parts)

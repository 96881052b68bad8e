"""The paper form, as a value of the text model, of which the writers make PDF and Word. It has no fills: it is printed and photocopied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...text.flow import Flow, prepare
from ...text.front import is_generated
from ...text.model import Block, Break, Cell, Cover, Document, Heading, Inline, Mark, Paragraph, Revision, Row, Run, Section, Table
from ...text.plain import fold, inline_text
from .ordering import Order
from .wording import FORM, words

BOXES = 5
REMARK_LINES, PROPOSAL_LINES = 7, 4
"""Empty lines of a box: two boxes stand below the instructions, three on the next page."""


NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the form names it: its id is what people write, `last` its highest paragraph number."""

    id: str
    title: str
    last: int


def parts_of(flow: Flow) -> tuple[Part, ...]:
    """The sections of the text in order."""
    found: dict[str, Part] = {}
    for item in flow.items:
        if not item.section or is_generated(item.block):
            continue
        before = found.get(item.section)
        title = before.title if before else ""
        if not title and isinstance(item.block, Heading):
            title = fold(f"{item.block.number} {inline_text(item.block.content)}")
        found[item.section] = Part(item.section, title, max(item.number, before.last if before else 0))
    return tuple(part for part in found.values() if part.last)


def form_of(order: Order) -> Flow:
    """The form, prepared."""
    said = words(FORM, order)
    blocks = (
        Heading(1, (Run(said["title"]),)),
        Paragraph((Run(said["lead"]),)),
        Heading(2, (Run(said["identity"]),)),
        _identity(said),
        Heading(2, (Run(said["how"]),)),
        Paragraph((Run(said["how_text"]),)),
        *(block for number in range(1, BOXES + 1) for block in _box(said, number)),
        Paragraph((Run(said["office"], Mark.STRONG),)),
        Paragraph((Run(said["received"]),)),
        Heading(2, (Run(said["parts"]),)),
        _parts(said, parts_of(order.flow)),
    )
    mark = " – ".join(filter(None, (order.flow.mark, order.label)))
    title = f"{said['title']} – {order.subject}"
    section = Section("cases", "", blocks, kind="liminaire")
    document = Document("fiche", title, (section,), language=order.language, cover=Cover(edition=order.edition, mark=mark))
    return prepare(Revision(order.edition, (document,)), contents=False, cover=False)


def _identity(said: dict[str, str]) -> Table:
    rows = [Row((_cell(said[key], head=True), _blank("", 1))) for key in ("structure", "person", "role", "contact", "day")]
    return Table(tuple(rows), header_rows=0, widths=(30, 70))


def _box(said: dict[str, str], number: int) -> Iterator[Block]:
    name = said["box"].format(number=number)
    head = Cell((Paragraph((Run(name, Mark.STRONG), Run(f"    {said['address']}"), Break(), Run(said["nature"]))),))
    rows = (Row((head,)), Row((_blank(said["remark"], REMARK_LINES),)), Row((_blank(said["proposal"], PROPOSAL_LINES),)))
    yield Table(rows, header_rows=0, widths=(100,))
    if number < BOXES:
        yield Paragraph((Run(NO_BREAK),))  # Word makes one table of two that touch


def _blank(title: str, lines: int) -> Cell:
    """Room to write: a line break is a line's height in every writer, and no-break spaces keep the last ones from falling away."""
    content: list[Inline] = [Run(title, Mark.EMPHASIS)]
    for _ in range(lines):
        content += (Break(), Run(NO_BREAK))
    return Cell((Paragraph(tuple(content)),))


def _parts(said: dict[str, str], parts: tuple[Part, ...]) -> Table:
    head = Row(tuple(_cell(said[key], head=True) for key in ("part", "part_title", "numbers")))
    rows = (Row((_cell(part.id, head=True), _cell(part.title), _cell(f"¶1 – ¶{part.last}"))) for part in parts)
    return Table((head, *rows), header_rows=1, widths=(30, 52, 18))


def _cell(text: str, *, head: bool = False) -> Cell:
    return Cell((Paragraph((Run(text, Mark.STRONG if head else 0),)),), head=head)

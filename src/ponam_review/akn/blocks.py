"""Each kind of block as XML: a mapping from kind to function, checked to be complete by the type checker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from ..text.columns import columns_of
from ..text.flow import Placed
from ..text.model import Block, Cell, Code, Figure, Heading, Item, Note, Paragraph, Rule, Table
from ..text.nesting import Nest, item_numbers
from .inlines import Pen, write_inlines, write_picture
from .markup import attribute, escaped, quoted


class _Elements:
    """Lists and quotations. `blockList`, not `ul`: an item may hold a table, and keeps the sign it is printed with."""

    def __init__(self, pen: Pen, lead: str) -> None:
        self._pen, self._lead = pen, lead
        self._lists: list[tuple[str, bool]] = []
        self._items: list[int] = []

    def open_quote(self) -> str:
        return f'<blockContainer eId="{self._claim("blockContainer")}" class="quotation">\n'

    def close_quote(self) -> str:
        return "</blockContainer>\n"

    def open_list(self, first: Item) -> str:
        eid = self._claim("list")
        self._lists.append((eid, first.ordered))
        self._items.append(0)
        return f'<blockList eId="{eid}">\n'

    def close_list(self, *, ordered: bool) -> str:
        self._lists.pop()
        self._items.pop()
        return "</blockList>\n"

    def open_item(self, item: Item, kind: str, value: int) -> str:
        eid, ordered = self._lists[-1]
        self._items[-1] += 1
        own = self._pen.names.claim(f"{eid}__item_{self._items[-1]}")
        sign = f"{value or self._items[-1]}." if ordered else "–"
        return f'<item eId="{quoted(own)}">{f"<num>{sign}</num>" if item.opens else ""}\n'

    def close_item(self) -> str:
        return "</item>\n"

    def _claim(self, what: str) -> str:
        return self._pen.names.claim(f"{self._lead}{what}_1")


def write_placed(items: Sequence[Placed], pen: Pen, lead: str) -> str:
    """The blocks of a part; a paragraph has its number in the section as part of its name."""
    nest = Nest(_Elements(pen, lead))
    numbers = item_numbers([item.block for item in items])
    parts: list[str] = []
    counts = {"table": 0, "figure": 0}
    for item, number in zip(items, numbers, strict=True):
        pen.file = item.file
        parts.append(nest.enter(item.block.within, value=number))
        eid = _eid(item, lead, counts)
        parts.append(write_block(item.block, pen, pen.names.claim(eid) if eid else ""))
    parts.append(nest.close())
    return "".join(parts)


def _eid(item: Placed, lead: str, counts: dict[str, int]) -> str:
    match item.block:
        case Table():
            counts["table"] += 1
            return f"{lead}table_{counts['table']}"
        case Figure():
            counts["figure"] += 1
            return f"{lead}figure_{counts['figure']}"
        case Paragraph() | Code() | Heading():
            return f"{lead}p_{item.number}" if item.number else ""
        case Rule():
            return ""
        case _:
            assert_never(item.block)


def write_block(block: Block, pen: Pen, eid: str = "") -> str:
    """One block, without what it stands within."""
    name = attribute("eId", eid)
    match block:
        case Paragraph(role=role):
            return f"<p{name}{attribute('class', role)}>{write_inlines(block.content, pen)}</p>\n"
        case Heading():
            words = write_inlines(block.content, pen)
            return f'<p{name} class="heading-{block.level}">{f"<b>{words}</b>" if words else ""}</p>\n'
        case Code():
            lines = "<eol/>".join(escaped(line.replace("\t", "    ")) for line in block.text.split("\n"))
            return f'<p{name} class="code">{lines}</p>\n'
        case Figure():
            caption = write_inlines(block.caption, pen)
            below = f'<p class="caption">{caption}</p>\n' if caption else ""
            picture = f"<p>{write_picture(block.image)}</p>\n"
            return f'<blockContainer{name} class="figure">\n{picture}{below}</blockContainer>\n'
        case Rule():
            return '<p class="rule"/>\n'
        case Table():
            return _table(block, pen, name)
        case _:
            assert_never(block)


def write_blocks(blocks: Iterable[Block], pen: Pen, lead: str) -> str:
    """Blocks that stand together in a cell or a note."""
    return write_placed([Placed(block) for block in blocks], pen, lead)


def write_note(pen: Pen, note: Note, eid: str) -> str:
    """The blocks of a note."""
    return write_blocks(note.blocks, pen, f"{eid}__")


def _table(table: Table, pen: Pen, name: str) -> str:
    kind = attribute("class", "landscape" if table.landscape else "")
    caption = f"<caption>{write_inlines(table.caption, pen)}</caption>\n" if table.caption else ""
    places = columns_of([row.cells for row in table.rows])
    rows = []
    for index, (row, columns) in enumerate(zip(table.rows, places, strict=True)):
        head = index < table.header_rows
        cells = [_cell(cell, table, column, pen, head=head) for cell, column in zip(row.cells, columns, strict=True)]
        rows.append(f"<tr>{''.join(cells) or '<td/>'}</tr>\n")
    return f"<table{name}{kind}>\n{caption}{''.join(rows) or '<tr><td/></tr>'}</table>\n"


def _cell(cell: Cell, table: Table, column: int, pen: Pen, *, head: bool) -> str:
    tag = "th" if head or cell.head else "td"
    side = table.align[column] if column < len(table.align) else ""
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
    look = f' style="text-align:{side}"' if side in ("center", "right") else ""
    inside = write_blocks(cell.blocks, pen, f"{pen.names.claim('cell_1')}__")
    return f"<{tag}{spans}{look}>{inside.strip()}</{tag}>"

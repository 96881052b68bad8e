"""Markdown's block tokens → blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from ..text.model import Block, Cell, Code, Figure, Heading, Inlines, Rule, Run, Table
from .context import Context
from .dialect import Attributes, is_plain, parse_blocks
from .elements import Elements
from .grid import BLANK
from .html_blocks import read_html
from .html_tables import OpenTable, align_of, surplus_cells
from .pile import OpenItem, OpenList, OpenQuote, Pile
from .tags import KNOWN, read_tag

_CAPTION = re.compile(r"(?:Table|Tableau)[ \u00a0\u202f]*:[ \t\n]*")
_TABLE_TAG = re.compile(r"\s*<table\b", re.IGNORECASE)
_UNCLOSED = re.compile(r"\s{0,3}<(?:(?P<sign>!--|\?|!\[CDATA\[|![A-Za-z])|(?P<name>script|style|pre|textarea)\b)", re.IGNORECASE)
_ENDS = {"!--": "-->", "?": "?>", "![CDATA[": "]]>"}
_CLOSING = re.compile(r"</(?:script|pre|style|textarea)\s*>", re.IGNORECASE)


class Blocks:
    """Reads block tokens into a pile. `source` are the lines of the file, to look at what the parser throws away."""

    def __init__(self, context: Context, source: Sequence[str]) -> None:
        self.context = context
        self.source = source
        self.pile = Pile(context.file, self._caption)
        self.elements = Elements(context, self.pile)
        self.first = context.first
        self._lists: list[OpenList] = []
        self._floors: list[int] = []

    def _caption(self, title: str) -> Inlines:
        return self.elements.read_caption(title)

    def read(self, tokens: Sequence[Token]) -> None:
        place = 0
        end = len(tokens)
        while place < end:
            place = _READERS[tokens[place].type](self, tokens, place)

    def close(self) -> tuple[Block, ...]:
        self.elements.close_to(0)
        return self.pile.blocks

    def _lines(self, token: Token) -> tuple[int, int]:
        start, end = token.map or (0, 1)
        return start + self.first, end + self.first - 1

    # ---------------------------------------------------------------- lines of text

    def _paragraph(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place + 1]
        content = token.content
        lines = self._lines(token)
        elements = self.elements
        if not elements.open and is_plain(content) and not content.startswith("Table"):
            if content:
                self.pile.paragraph((Run(content),), lines)
        elif (match := _CAPTION.match(content)) and self._before_table(tokens, place + 3):
            elements.caption = self._captioned(content[match.end() :], lines[0])
        elif identity := elements.markdown(content, lines):
            self._identify(identity)
        return place + 3

    @staticmethod
    def _before_table(tokens: Sequence[Token], place: int) -> bool:
        if place >= len(tokens):
            return False
        token = tokens[place]
        return token.type == "table_open" or (token.type == "html_block" and _TABLE_TAG.match(token.content) is not None)

    def _captioned(self, content: str, number: int) -> tuple[Inlines, Attributes | None]:
        phrases = self.elements.phrases
        caption = phrases.read(content, number)
        return caption, phrases.take_attributes(table=True)

    def _identify(self, identity: str) -> None:
        """An attribute list on a line of its own names the block before it."""
        last = self.elements.pile.last
        match last:
            case Heading(id=""):
                named: Block = Heading(last.level, last.content, identity, last.within, lines=last.lines)
            case Figure(id=""):
                named = Figure(last.image, last.caption, identity, last.within, lines=last.lines)
            case _:
                return
        self.elements.pile.replace_last(named)

    def _heading(self, tokens: Sequence[Token], place: int) -> int:
        phrases = self.elements.phrases
        lines = self._lines(tokens[place])
        content = phrases.read(tokens[place + 1].content, lines[0])
        attributes = phrases.take_attributes()
        anchor = phrases.take_anchor()
        identity = attributes.id if attributes and attributes.id else anchor
        pile = self.elements.pile
        if content:
            pile.add(Heading(int(tokens[place].tag[1]), content, identity, pile.within(), lines=lines))
        else:
            self.context.lost("a heading without text is left out", lines[0])
        return place + 3

    # ---------------------------------------------------------------- leaves

    def _code(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        text = token.content.removesuffix("\n")
        if token.type == "code_block" and self.elements.open and read_tag(text.lstrip()).name in KNOWN:
            read_html(self.elements, token.content, self._lines(token)[0])
            return place + 1
        pile = self.elements.pile
        pile.add(Code(text, unescapeAll(token.info).strip(), pile.within(), lines=self._lines(token)))
        return place + 1

    def _rule(self, tokens: Sequence[Token], place: int) -> int:
        pile = self.elements.pile
        pile.add(Rule(pile.within(), lines=self._lines(tokens[place])))
        return place + 1

    def _html(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        lines = self._lines(token)
        content = token.content
        tag = read_tag(content.lstrip())
        if _is_unclosed(content):
            self._as_text(content, lines[0])
        elif tag.literal:
            self.elements.markdown(content.strip(), lines)
        else:
            read_html(self.elements, content, lines[0])
        return place + 1

    def _as_text(self, content: str, number: int) -> None:
        """A comment (or script …) that is never closed would swallow the rest of the file: its opening is read as text."""
        self.context.lost("“{start}” is never closed; it is kept as text", number, start=content.strip().split("\n", 1)[0][:40])
        first, self.first = self.first, number
        self.read(parse_blocks(content.replace("<", "&lt;", 1), self.context.env))
        self.first = first

    # ---------------------------------------------------------------- containers

    def _enter(self, container: OpenQuote | OpenItem, number: int) -> None:
        elements = self.elements
        elements.pile.enter(container, number)
        self._floors.append(elements.floor)
        elements.floor = len(elements.open)

    def _leave(self, tokens: Sequence[Token], place: int) -> int:
        elements = self.elements
        elements.close_to(elements.floor)
        elements.floor = self._floors.pop()
        elements.pile.leave()
        return place + 1

    def _quote(self, tokens: Sequence[Token], place: int) -> int:
        self._enter(OpenQuote(), self._lines(tokens[place])[0])
        return place + 1

    def _list(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        ordered = token.type == "ordered_list_open"
        self._lists.append(OpenList(ordered, int(token.attrs.get("start", 1)) if ordered else 0))
        return place + 1

    def _list_end(self, tokens: Sequence[Token], place: int) -> int:
        self._lists.pop()
        return place + 1

    def _item(self, tokens: Sequence[Token], place: int) -> int:
        number = self._lines(tokens[place])[0]
        self._enter(OpenItem(self._lists[-1], number), number)
        return place + 1

    # ---------------------------------------------------------------- tables

    def _table(self, tokens: Sequence[Token], place: int) -> int:
        start, end = self._lines(tokens[place])
        table = OpenTable(start)
        if self.elements.caption is not None:
            table.caption, attributes = self.elements.caption
            self.elements.caption = None
            if attributes is not None:
                table.describe(attributes)
        place += 1
        while (token := tokens[place]).type != "table_close":
            if token.type == "thead_open":
                table.open_head(True)
            elif token.type == "thead_close":
                table.in_head = False
            elif token.type == "tr_open":
                place = self._row(tokens, place, table)
            place += 1
        pile = self.elements.pile
        if table.finish(pile, end) and isinstance(finished := pile.last, Table):
            pile.replace_last(_without_blank_header(finished))
        return place + 1

    def _row(self, tokens: Sequence[Token], place: int, table: OpenTable) -> int:
        lines = self._lines(tokens[place])
        table.open_row(lines[0])
        count = 0
        place += 1
        while (token := tokens[place]).type != "tr_close":
            if token.type == "inline":
                table.add_cell(Cell(self.elements.cell(token.content, lines)), "")
                count += 1
            elif token.type in ("th_open", "td_open"):
                align = align_of("", str(token.attrs.get("style", "")))
                if table.in_head:
                    table.columns.append(align)
            place += 1
        for content in () if table.in_head else surplus_cells(self.source, lines[0] - 1, count):
            if content:
                self.context.lost("the row has more cells than the table's first row; the table is made wider", lines[0])
                table.add_cell(Cell(self.elements.cell(content, lines)), "")
        table.close_row(lines[1])
        return place


def _without_blank_header(table: Table) -> Table:
    """Markdown tables must have a header row: an empty one says that there is none."""
    first, *rest = table.rows
    if not rest or any(cell.blocks != BLANK.blocks for cell in first.cells):
        return table
    return Table(tuple(rest), 0, table.align, table.caption, table.id, table.within, table.landscape, table.widths, table.lines)


def _is_unclosed(content: str) -> bool:
    match = _UNCLOSED.match(content)
    if match is None:
        return False
    if match["name"]:
        return _CLOSING.search(content) is None
    return _ENDS.get(match["sign"], ">") not in content


def _skip(blocks: Blocks, tokens: Sequence[Token], place: int) -> int:
    return place + 1


_READERS: dict[str, Callable[[Blocks, Sequence[Token], int], int]] = {
    "paragraph_open": Blocks._paragraph,
    "heading_open": Blocks._heading,
    "fence": Blocks._code,
    "code_block": Blocks._code,
    "hr": Blocks._rule,
    "html_block": Blocks._html,
    "blockquote_open": Blocks._quote,
    "blockquote_close": Blocks._leave,
    "bullet_list_open": Blocks._list,
    "ordered_list_open": Blocks._list,
    "bullet_list_close": Blocks._list_end,
    "ordered_list_close": Blocks._list_end,
    "list_item_open": Blocks._item,
    "list_item_close": Blocks._leave,
    "table_open": Blocks._table,
    "footnote_reference_open": _skip,
    "footnote_reference_close": _skip,
}

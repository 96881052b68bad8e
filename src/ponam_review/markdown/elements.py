"""Elements that stand between paragraphs: HTML blocks → blocks.

HTML and Markdown may alternate: a tag opened in one HTML block is closed in a later one, with Markdown between them. So the elements open
at a point live here, beside the containers that Markdown opens, and Markdown's blocks fall into whatever HTML has open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..text.errors import MarkdownError
from ..text.model import Block, Cell, Code, Heading, Image, Inlines, Lines, Mark, Paragraph, Rule, Run
from .context import Context
from .dialect import MAX_DEPTH, Attributes, is_plain
from .grid import BLANK
from .html_tables import MAX_COLUMNS, MAX_ROWS, OpenTable, align_of, span_of
from .phrases import Phrases, lost_tag
from .pile import OpenItem, OpenList, OpenQuote, Pile
from .tags import LOSSY_WRAPPERS, Tag, decoded

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_CELLS = frozenset(("td", "th"))
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_TITLES = frozenset(("summary", "legend", "dt"))
_PROPER = frozenset(("p", "hr", "pre", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6")) | _LISTS
"""What cannot stand inside a heading: a heading still open ends there."""

Sink = Literal["paragraph", "heading", "caption", "figure", "figcaption"]
"""What becomes of the line being gathered."""


@dataclass(slots=True)
class _Open:
    """An element that is open, and what its end must undo."""

    tag: Tag
    sink: Sink = "paragraph"
    contains: bool = False
    items: OpenList | None = None
    table: OpenTable | None = None
    pile: Pile | None = None
    picture: Image | None = None
    caption: Inlines = ()
    code: list[str] | None = None

    @property
    def name(self) -> str:
        return self.tag.name


class Elements:
    def __init__(self, context: Context, pile: Pile) -> None:
        self.context = context
        self.phrases = Phrases(context, self.flow)
        self.open: list[_Open] = []
        self.floor = 0
        """Elements below it were opened outside the Markdown container we are in: an end tag here does not reach them."""
        self.caption: tuple[Inlines, Attributes | None] | None = None
        """Caption read from the Markdown paragraph before the table."""
        self._piles = [pile]
        self.fixed: Lines = None
        """Source lines of the Markdown paragraph being read; those of HTML are counted as it is read."""
        self.first = 0
        self.last = 0

    @property
    def pile(self) -> Pile:
        return self._piles[-1]

    @property
    def sink(self) -> Sink:
        return self.open[-1].sink if self.open else "paragraph"

    @property
    def code(self) -> list[str] | None:
        """What is gathered in an open `<pre>`."""
        return self.open[-1].code if self.open else None

    # ---------------------------------------------------------------- input

    def markdown(self, content: str, lines: tuple[int, int]) -> str:
        """Reads a Markdown paragraph; gives the id of an attribute list that stands alone (it belongs to the block before)."""
        self.fixed = lines
        depth = len(self.open)
        self.phrases.tokens(content, lines[0])
        inlines, identity = self.phrases.take_paragraph()
        self.phrases.reset()
        self._place(inlines, lines, identity)
        self.close_to(min(depth, len(self.open)))
        if self.open and self.open[-1].sink == "heading":
            self.close_to(len(self.open) - 1)
        return "" if inlines else identity

    def cell(self, content: str, lines: tuple[int, int]) -> tuple[Block, ...]:
        """The blocks of a cell of a Markdown table, which is never without a paragraph."""
        if is_plain(content):
            return (Paragraph((Run(content),), lines=lines),) if content else BLANK.blocks
        pile = Pile(self.context.file, self.read_caption, is_cell=True)
        floor, self.floor = self.floor, len(self.open)
        self._piles.append(pile)
        self.markdown(content, lines)
        self._piles.pop()
        self.floor = floor
        return pile.blocks or BLANK.blocks

    def started(self) -> None:
        """Text may begin here: it begins on this line when nothing was gathered before."""
        if not self.phrases.line:
            self.first = self.phrases.number

    # ---------------------------------------------------------------- output

    def flush(self) -> None:
        """The end of a paragraph."""
        content, identity = self.phrases.take_paragraph()
        lines = self.fixed or (self.first, max(self.last, self.first))
        self._place(content, lines, identity)

    def _place(self, content: Inlines, lines: tuple[int, int], identity: str = "") -> None:
        """Puts a finished line where the open elements want it."""
        sink = self.sink
        if sink == "heading" and content:
            opened = self.open[-1].tag
            name = opened.get("id") or self.phrases.take_anchor()
            self.pile.add(Heading(int(opened.name[1]), content, name, self.pile.within(), lines=lines))
            return
        if anchor := self.phrases.take_anchor():
            self.context.lost("the anchor “{name}” is left out", lines[0], name=anchor)
        if not content:
            return
        if sink == "caption":
            table = self._table()
            if table is not None:
                table.caption = self._joined(table.caption, content)
                return
        figure = next((element for element in reversed(self.open) if element.name == "figure"), None)
        if figure is not None and sink == "figcaption":
            figure.caption = self._joined(figure.caption, content)
        elif figure is not None and sink == "figure" and figure.picture is None and _is_picture(content):
            picture = content[0]
            assert isinstance(picture, Image)
            figure.picture = picture
        else:
            self.pile.paragraph(content, lines, identity)

    def _joined(self, before: Inlines, after: Inlines) -> Inlines:
        if not before:
            return after
        line = self.phrases.line
        line.extend(before)
        line.say(" ")
        line.extend(after)
        return line.take()

    # ---------------------------------------------------------------- tags

    def flow(self, tag: Tag) -> None:
        """A tag that stands between paragraphs."""
        if tag.name in LOSSY_WRAPPERS and not tag.closing:
            lost_tag(self.context, tag, self.phrases.number)
        self.flush()
        if tag.closing:
            self._end(tag.name)
            return
        if tag.name in _PROPER and self.sink == "heading":
            self.close_to(len(self.open) - 1)
        opener = _OPENERS.get(tag.name)
        if opener is not None:
            opener(self, tag)
        self.started()

    def _push(self, element: _Open) -> None:
        self.open.append(element)
        if len(self.open) > MAX_DEPTH:
            msg = "{file}:{line}: HTML elements are nested more than {limit} deep; make the text flatter"
            raise MarkdownError(msg, file=self.context.file, line=self.phrases.number, limit=MAX_DEPTH)

    def _end(self, name: str) -> None:
        family = name in _CELLS or name in _GROUPS or name in ("tr", "table")
        for place in range(len(self.open) - 1, self.floor - 1, -1):
            element = self.open[place]
            if element.name == name:
                self.close_to(place)
                return
            if (element.name in _CELLS and not family) or (element.name == "table" and name != "table"):
                return

    def close_to(self, depth: int) -> None:
        """Closes elements until `depth` are open."""
        while len(self.open) > depth:
            if self.code is None:
                self.flush()
            self._close(self.open.pop())

    def _close(self, element: _Open) -> None:
        number = self.phrases.number
        if element.pile is not None:
            self._close_cell(element)
        elif element.table is not None:
            self._close_table(element.table, number)
        elif element.name == "tr":
            if (table := self._table()) is not None:
                table.close_row(number)
        elif element.name in _GROUPS:
            if (table := self._table()) is not None:
                table.in_head = False
        elif element.name in _TITLES:
            self.phrases.pop(element.name)
        elif element.name == "figure":
            self._close_figure(element, number)
        elif element.code is not None:
            self._close_code(element, number)
        if element.contains:
            self.pile.leave()

    def _close_within(self, names: frozenset[str], boundary: frozenset[str]) -> None:
        """Closes the outermost open element of `names` that stands above the next `boundary`."""
        found = -1
        for place in range(len(self.open) - 1, self.floor - 1, -1):
            if self.open[place].name in boundary:
                break
            if self.open[place].name in names:
                found = place
        if found >= 0:
            self.close_to(found)

    # ---------------------------------------------------------------- openers

    def _heading(self, tag: Tag) -> None:
        self._push(_Open(tag, "heading"))

    def _list(self, tag: Tag) -> None:
        ordered = tag.name == "ol"
        start = tag.get("start").strip()
        number = int(start) if start.isdecimal() and len(start) < 10 else 1
        self._push(_Open(tag, items=OpenList(ordered, number if ordered else 0)))

    def _item(self, tag: Tag) -> None:
        self._close_within(frozenset(("li",)), _LISTS | _CELLS)
        owner = None
        for element in reversed(self.open):
            if element.items is not None or element.name in _CELLS:
                owner = element.items
                break
        self.pile.enter(OpenItem(owner or OpenList(False, 0), self.phrases.number), self.phrases.number)
        self._push(_Open(tag, contains=True))

    def _quote(self, tag: Tag) -> None:
        self.pile.enter(OpenQuote(), self.phrases.number)
        self._push(_Open(tag, contains=True))

    def _rule(self, tag: Tag) -> None:
        number = self.phrases.number
        self.pile.add(Rule(self.pile.within(), lines=self.fixed or (number, number)))

    def _preformatted(self, tag: Tag) -> None:
        self.first = self.phrases.number
        self._push(_Open(tag, code=[]))

    def _title(self, tag: Tag) -> None:
        if tag.name == "dt":
            self._definition(tag)
        self.phrases.push(tag.name, int(Mark.STRONG))
        self._push(_Open(tag))

    def _definition(self, tag: Tag) -> None:
        self._close_within(frozenset(("dt",)), frozenset(("dl",)) | _CELLS)

    def _figure(self, tag: Tag) -> None:
        self.first = self.phrases.number
        self._push(_Open(tag, "figure"))

    def _figcaption(self, tag: Tag) -> None:
        self._push(_Open(tag, "figcaption"))

    def _open_table(self, tag: Tag) -> None:
        table = OpenTable(self.phrases.number)
        classes = tuple(tag.get("class").split())
        table.describe(Attributes("", tag.get("id"), classes, tuple(tag.attributes.items())))
        if self.caption is not None:
            table.caption, attributes = self.caption
            if attributes is not None:
                table.describe(attributes)
            self.caption = None
        self._push(_Open(tag, table=table))

    def _table_caption(self, tag: Tag) -> None:
        if self._table() is not None:
            self._push(_Open(tag, "caption"))

    def _column(self, tag: Tag) -> None:
        table = self._table()
        if table is not None:
            align = align_of(tag.get("align"), tag.get("style"))
            table.columns.extend([align] * span_of(tag.get("span"), MAX_COLUMNS))

    def _group(self, tag: Tag) -> None:
        table = self._table()
        if table is not None:
            self._close_within(_CELLS | _GROUPS | {"tr", "caption"}, frozenset(("table",)))
            table.open_head(tag.name == "thead")
            self._push(_Open(tag))

    def _row(self, tag: Tag) -> None:
        table = self._table()
        if table is not None:
            self._close_within(_CELLS | {"tr", "caption"}, frozenset(("table",)))
            table.open_row(self.phrases.number)
            self._push(_Open(tag))

    def _cell(self, tag: Tag) -> None:
        table = self._table()
        if table is None:
            return
        self._close_within(_CELLS | {"caption"}, frozenset(("table",)))
        if not table.row_open:
            self._row(Tag("tr"))
        pile = Pile(self.context.file, self.read_caption, is_cell=True)
        self._piles.append(pile)
        self._push(_Open(tag, pile=pile))

    # ---------------------------------------------------------------- closers

    def _table(self) -> OpenTable | None:
        """The innermost table that is open."""
        return next((element.table for element in reversed(self.open[self.floor :]) if element.table is not None), None)

    def _close_cell(self, element: _Open) -> None:
        pile = self._piles.pop()
        table = self._table()
        if table is not None:
            tag = element.tag
            table.add_cell(
                Cell(
                    pile.blocks or BLANK.blocks,
                    span_of(tag.get("colspan"), MAX_COLUMNS),
                    span_of(tag.get("rowspan"), MAX_ROWS),
                    tag.name == "th",
                ),
                align_of(tag.get("align"), tag.get("style")),
            )

    def _close_table(self, table: OpenTable, number: int) -> None:
        table.close_row(number)
        if not table.finish(self.pile, number) and table.caption:
            self.pile.paragraph(table.caption, (table.line, number))

    def _close_figure(self, element: _Open, number: int) -> None:
        picture = element.picture
        lines = (min(self.first, number), number)
        if picture is not None:
            caption = element.caption or self.read_caption(picture.title)
            self.pile.figure(picture, caption, element.tag.get("id"), lines)
        elif element.caption:
            self.pile.paragraph(element.caption, lines)

    def read_caption(self, title: str) -> Inlines:
        """The title of a picture that stands alone, read as a line of Markdown."""
        return Phrases(self.context).read(title, self.phrases.number) if title else ()

    def _close_code(self, element: _Open, number: int) -> None:
        text = "".join(element.code or ())
        text = decoded(text.removeprefix("\n").removesuffix("\n"))
        language = element.tag.get("lang")
        self.pile.add(Code(text, language, self.pile.within(), lines=(min(self.first, number), number)))


def _is_picture(content: Inlines) -> bool:
    return len(content) == 1 and isinstance(content[0], Image)


_OPENERS: dict[str, Callable[[Elements, Tag], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Elements._heading),
    **dict.fromkeys(_LISTS, Elements._list),
    "li": Elements._item,
    "blockquote": Elements._quote,
    "hr": Elements._rule,
    "pre": Elements._preformatted,
    **dict.fromkeys(_TITLES, Elements._title),
    "dd": Elements._definition,
    "figure": Elements._figure,
    "figcaption": Elements._figcaption,
    "table": Elements._open_table,
    "caption": Elements._table_caption,
    "col": Elements._column,
    **dict.fromkeys(_GROUPS, Elements._group),
    "tr": Elements._row,
    **dict.fromkeys(_CELLS, Elements._cell),
}

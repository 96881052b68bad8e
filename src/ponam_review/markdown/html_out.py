"""Tables that Markdown has no form for → HTML, which Markdown takes as it is.

One element a line where it helps git, and never a blank line: it would end the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from ..text.model import (
    Break,
    Cell,
    Code,
    Counter,
    Figure,
    Heading,
    Image,
    Inlines,
    Mark,
    Note,
    Paragraph,
    Reference,
    Row,
    Rule,
    Run,
    Table,
)
from .lines_out import TAGS, NameNote
from .spans import LINK, Atom, events_of
from .tree import ListNode, Node, QuoteNode, tree

_BLANK = re.compile(r"[ \t]")


def table_lines(table: Table, name: NameNote, *, described: bool) -> list[str]:
    """The lines of a table. `described`: with its caption and id, which stand before it elsewhere."""
    lines = [f"<table{_described(table) if described else ''}>"]
    if described and table.caption:
        lines.append(f"<caption>{line(table.caption, name)}</caption>")
    if table.align:
        columns = (f'<col align="{align}">' if align else "<col>" for align in table.align)
        lines.append(f"<colgroup>{''.join(columns)}</colgroup>")
    header, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    if header or all(cell.head for cell in body[0].cells):  # without <thead>, a row of heading cells would be taken for the header
        lines += ["<thead>", *_rows(header, name, header=True), "</thead>"]
    if body:
        lines.append("<tbody>")
        lines += _rows(body, name, header=False)
        lines.append("</tbody>")
    lines.append("</table>")
    return lines


def _described(table: Table) -> str:
    widths = ",".join(map(str, table.widths))
    return _attribute("id", table.id) + _attribute("class", "landscape" if table.landscape else "") + _attribute("data-widths", widths)


def _rows(rows: Sequence[Row], name: NameNote, *, header: bool) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines.append("<tr>")
        lines += (_cell(cell, name, header=header) for cell in row.cells)
        lines.append("</tr>")
    return lines


def _cell(cell: Cell, name: NameNote, *, header: bool) -> str:
    element = "th" if header or cell.head else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{element}{spans}>{_flow(tree(cell.blocks), name)}</{element}>"


# -------------------------------------------------------------------- blocks


def _flow(nodes: Sequence[Node], name: NameNote) -> str:
    """What stands in a cell, an item or a quotation; a first paragraph needs no tags where no other follows."""
    first, *rest = nodes
    bare = isinstance(first, Paragraph) and all(isinstance(node, ListNode) for node in rest)
    return "".join(
        line(node.content, name) if bare and not place and isinstance(node, Paragraph) else _node(node, name)
        for place, node in enumerate(nodes)
    )


def _node(node: Node, name: NameNote) -> str:
    match node:
        case Paragraph():
            return f"<p>{line(node.content, name)}</p>" if node.content else ""
        case Heading():
            return f"<h{node.level}{_attribute('id', node.id)}>{line(node.content, name)}</h{node.level}>"
        case Code():
            return f"<pre{_attribute('lang', node.language)}>{_code(node.text)}</pre>"
        case Figure():
            caption = f"<figcaption>{line(node.caption, name)}</figcaption>" if node.caption else ""
            return f"<figure{_attribute('id', node.id)}>{_image(node.image)}{caption}</figure>"
        case Rule():
            return "<hr>"
        case Table():
            return "".join(table_lines(node, name, described=True))
        case QuoteNode():
            return f"<blockquote>{_flow(node.children, name)}</blockquote>"
        case ListNode():
            start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
            items = "".join(f"<li>{_flow(item, name)}</li>" for item in node.items)
            return f"<ol{start}>{items}</ol>" if node.ordered else f"<ul>{items}</ul>"
        case _:
            assert_never(node)


def _code(text: str) -> str:
    return _escape(text).replace("\n", "&#10;")


# -------------------------------------------------------------------- lines


def line(content: Inlines, name: NameNote) -> str:
    """A line of text; blanks that HTML would fold are character references."""
    parts: list[str] = []
    for kind, part in events_of(_atoms(content, name)):
        if isinstance(part, Atom):
            parts.append(part.text)
        elif part.mark == LINK:
            parts.append(f"<a{_attribute('href', part.link)}>" if kind == "open" else "</a>")
        else:
            parts.append(f"<{'/' if kind == 'close' else ''}{TAGS[part.mark]}>")
    return "".join(parts)


def _atoms(content: Inlines, name: NameNote) -> list[Atom]:
    atoms: list[Atom] = []
    blank = True
    for inline in content:
        match inline:
            case Run():
                text = _folded(_escape(inline.text), after_blank=blank)
                blank = inline.text.endswith((" ", "\t"))
                atoms.append(Atom(f"<code>{text}</code>" if inline.marks & Mark.CODE else text, inline.marks, inline.link))
                continue
            case Break():
                atoms.append(Atom("<br>", neutral=True, loose=True))
            case Note():
                atoms.append(Atom(f"[^{name(inline)}]", neutral=True))
            case Reference():
                atoms.append(Atom(f"<a{_attribute('href', '#' + inline.target)}></a>", inline.marks))
            case Image():
                atoms.append(Atom(_image(Image(inline.source, inline.alt, inline.title)), link=inline.link, neutral=True))
            case Counter():
                atoms.append(Atom(_escape(inline.label)))
            case _:
                assert_never(inline)
        blank = isinstance(inline, Break)
    return atoms


def _image(image: Image) -> str:
    text = f'<img{_attribute("src", image.source)} alt="{_quoted(image.alt)}"{_attribute("title", image.title)}>'
    return f"<a{_attribute('href', image.link)}>{text}</a>" if image.link else text


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_quoted(value)}"' if value else ""


def _quoted(text: str) -> str:
    return _escape(text).replace('"', "&quot;")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("[^", "&#91;^")


def _folded(text: str, *, after_blank: bool) -> str:
    """Every blank but the first of a row is written as a reference, and every tab."""

    def reference(match: re.Match[str]) -> str:
        place = match.start()
        folds = (text[place - 1] in " \t") if place else after_blank
        return f"&#{ord(match[0])};" if folds or match[0] == "\t" else match[0]

    return _BLANK.sub(reference, text)

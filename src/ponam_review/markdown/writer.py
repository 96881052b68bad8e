"""Model → canonical Markdown: the one way to write each text, so that git shows changes of the text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from ..text.model import Block, Code, Figure, Heading, Note, Paragraph, Row, Rule, Section, Table
from ..text.plain import notes_of
from . import front_matter, html_out
from .escaping import escape_info
from .grid import BLANK
from .lines_out import cell, heading, paragraph, picture, single
from .normal import normal
from .tree import ListNode, Node, QuoteNode, tree

_LABEL = re.compile(r"[\w.-]+")
_FENCE = re.compile(r"^ *(`{3,}|~{3,})", re.MULTILINE)
_DELIMITERS = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def write_section(section: Section) -> str:
    """The canonical file of a section, front matter included."""
    head = front_matter.write(section)
    body = write_blocks(section.blocks)
    return f"{head}\n{body}" if head and body else head + body


def write_blocks(blocks: Sequence[Block]) -> str:
    """The canonical Markdown of blocks; footnotes stand at the end."""
    return _Writer(normal(blocks)).text()


class _Writer:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._labels: dict[str, Note] = {}
        self._names: dict[tuple[Block, ...], str] = {}
        self._taken = {note.label for block in blocks for note in notes_of(block)}

    def text(self) -> str:
        lines = self._flow(tree(self._blocks))
        for label, note in self._labels.items():
            lines += [""] if lines else []
            lines += self._definition(label, note)
        if lines and lines[0] == "---":
            lines[0] = "***"  # at the top of a file, --- would begin front matter
        return "\n".join(lines) + "\n" if lines else ""

    # ---------------------------------------------------------------- footnotes

    def name(self, note: Note) -> str:
        """The label of a note: its own where it can be had, else the next number. Equal notes share one definition."""
        if note.blocks not in self._names:
            label = note.label
            if not _LABEL.fullmatch(label) or label in self._labels:
                label = next(str(n) for n in range(1, len(self._taken) + len(self._labels) + 2) if self._is_free(str(n)))
            self._names[note.blocks] = label
            self._labels[label] = note
        return self._names[note.blocks]

    def _is_free(self, label: str) -> bool:
        return label not in self._taken and label not in self._labels

    def _definition(self, label: str, note: Note) -> list[str]:
        nodes = tree(note.blocks)
        head = f"[^{label}]:"
        lines = self._flow(nodes)
        if nodes and isinstance(nodes[0], Paragraph):
            return [f"{head} {lines[0]}", *_indented(lines[1:], 4)]
        return [head, *_indented(lines, 4)]

    # ---------------------------------------------------------------- blocks

    def _flow(self, nodes: Sequence[Node]) -> list[str]:
        lines: list[str] = []
        variant = 0
        for place, node in enumerate(nodes):
            before = nodes[place - 1] if place else None
            after = nodes[place + 1] if place + 1 < len(nodes) else None
            if isinstance(node, ListNode):
                same = isinstance(before, ListNode) and before.ordered == node.ordered
                variant = 1 - variant if same else 0
            lines += [""] if lines else []
            lines += self._node(node, variant, after)
        return lines

    def _node(self, node: Node, variant: int, after: Node | None) -> list[str]:
        match node:
            case Paragraph():
                return paragraph(node.content, self.name, before_table=isinstance(after, Table))
            case Heading():
                parts = ["#" * node.level, heading(node.content, self.name), f"{{#{node.id}}}" if node.id else ""]
                return [" ".join(filter(None, parts))]
            case Code():
                return _code(node)
            case Figure():
                words = single(node.caption, self.name)
                return [picture(node.image, words) + (f"{{#{node.id}}}" if node.id else "")]
            case Rule():
                return ["---"]
            case Table():
                return self._table(node)
            case QuoteNode():
                return [f"> {line}" if line else ">" for line in self._flow(node.children)]
            case ListNode():
                return self._list(node, variant)
            case _:
                assert_never(node)

    def _list(self, node: ListNode, variant: int) -> list[str]:
        tight = all(map(_is_tight, node.items))
        lines: list[str] = []
        for place, item in enumerate(node.items):
            marker = f"{node.start + place}{'.)'[variant]}" if node.ordered else "-*"[variant]
            if lines and not tight:
                lines.append("")
            lines += self._item(item, marker, tight)
        return lines

    def _item(self, item: Sequence[Node], marker: str, tight: bool) -> list[str]:
        first, *rest = item
        indent = len(marker) + 1
        empty = isinstance(first, Paragraph) and not first.content
        lines = [] if empty else self._flow(item if not tight else item[:1])
        if empty:
            return [marker, *_indented(self._flow(rest), indent)]
        if tight:
            for node in rest:
                lines += self._node(node, 0, None)
        return [f"{marker} {lines[0]}", *_indented(lines[1:], indent)]

    # ---------------------------------------------------------------- tables

    def _table(self, table: Table) -> list[str]:
        described = single(table.caption, self.name)
        attributes = [f"#{table.id}"] if table.id else []
        attributes += [".landscape"] if table.landscape else []
        attributes += ["widths=" + ",".join(map(str, table.widths))] if table.widths else []
        lines: list[str] = []
        if described or attributes:
            listed = f"{{{' '.join(attributes)}}}" if attributes else ""
            lines = [" ".join(filter(None, ("Table:", described, listed))), ""]
        if _is_simple(table):
            return lines + self._piped(table)
        return lines + html_out.table_lines(table, self.name, described=False)

    def _piped(self, table: Table) -> list[str]:
        width = len(table.rows[0].cells)
        header, body = (table.rows[0], table.rows[1:]) if table.header_rows else (None, table.rows)
        align = table.align or ("",) * width
        first = [self._cells_of(row) for row in ((header,) if header else ())] or [[""] * width]
        rows = first + [[_DELIMITERS[a] for a in align]] + [self._cells_of(row) for row in body]
        return ["|" + "|".join(cells) + "|" if place == 1 else "| " + " | ".join(cells) + " |" for place, cells in enumerate(rows)]

    def _cells_of(self, row: Row) -> list[str]:
        return [cell(each.blocks[0].content, self.name) for each in row.cells if isinstance(each.blocks[0], Paragraph)]


def _is_tight(item: Sequence[Node]) -> bool:
    """A paragraph, at most followed by a list that needs no blank line before it, may stand without blank lines."""
    first, *rest = item
    if not isinstance(first, Paragraph) or len(rest) > 1:
        return False
    if not rest:
        return True
    nested = rest[0]
    if not isinstance(nested, ListNode) or not all(map(_is_tight, nested.items)):
        return False
    leading = nested.items[0][0]
    starts = not nested.ordered or nested.start == 1
    return not first.content or (starts and isinstance(leading, Paragraph) and bool(leading.content))


def _indented(lines: Sequence[str], width: int) -> list[str]:
    pad = " " * width
    return [pad + line if line else "" for line in lines]


def _code(code: Code) -> list[str]:
    sign = "~" if "`" in code.language else "`"
    longest = max((len(fence) for fence in _FENCE.findall(code.text) if fence[0] == sign), default=2)
    fence = sign * (longest + 1)
    body = code.text.split("\n") if code.text else []
    language = escape_info(code.language)
    return [fence + (" " if language.startswith("~") else "") + language, *body, fence]


def _is_simple(table: Table) -> bool:
    """Whether Markdown's own table can hold it: one header row or none, one paragraph a cell, no spans."""
    for row in table.rows:
        for each in row.cells:
            if each.columns != 1 or each.rows != 1 or each.head or len(each.blocks) != 1:
                return False
            block = each.blocks[0]
            if not isinstance(block, Paragraph) or block.within:
                return False
    if table.header_rows == 1:
        blank = all(each.blocks == BLANK.blocks for each in table.rows[0].cells)
        return len(table.rows) == 1 or not blank
    return table.header_rows == 0

"""Tables as HTML: which column a cell stands in, what it heads, and the box in which a wide table scrolls on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.model import Align, Block, Cell, Figure, Image, Paragraph, Table
from ..text.plain import block_text, fold, inline_text
from .markup import attributes, quoted
from .sheet import Ink, Sheet


def heads(cell: Cell, header: bool) -> bool:
    """Whether a cell is a header for screen readers: an empty one names nothing (WCAG technique H51), it is the corner of a table."""
    return (header or cell.head) and bool(fold("".join(map(block_text, cell.blocks))) or any(_pictured(block) for block in cell.blocks))


def _pictured(block: Block) -> bool:
    return isinstance(block, Figure) or (isinstance(block, Paragraph) and any(isinstance(inline, Image) for inline in block.content))


_ALIGN = {"": "", "left": "", "center": "mid", "right": "end"}


def cell_attributes(cell: Cell, header: bool, align: Sequence[Align], column: int, *, kind: str = "", rows: int | None = None) -> str:
    """Scope, spans and alignment of a cell; `rows` where it spans more on the page than in its own text."""
    out = ""
    rows = cell.rows if rows is None else rows
    if not heads(cell, header):
        pass
    elif header:
        out += ' scope="colgroup"' if cell.columns > 1 else ' scope="col"'
    else:
        out += ' scope="rowgroup"' if rows > 1 else ' scope="row"'
    if cell.columns > 1:
        out += f' colspan="{cell.columns}"'
    if rows > 1:
        out += f' rowspan="{rows}"'
    side = _ALIGN[align[column]] if column < len(align) else ""
    classes = f"{side} {kind}".strip() if kind else side
    return f'{out} class="{classes}"' if classes else out


def table_around(table: Table, caption: str, head: Sequence[str], body: Sequence[str], sheet: Sheet, ink: Ink) -> str:
    """A table, its rows already written, in a box that scrolls sideways and that the keyboard can reach (WCAG 2.1.1)."""
    name = quoted(inline_text(table.caption) or sheet.words.table)
    kind = f"tabular{' landscape' if table.landscape else ''}{' bare' if table.bare else ''}{' ' + ink.kind if ink.kind else ''}"
    parts = [f"<div{attributes(id=ink.id, kind=kind)}>{ink.lead}"]
    if table.bare:  # no data: it sets things side by side
        parts.append('<div class="scroll">\n<table role="presentation">\n')
    else:
        parts.append(f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">\n<table>\n')
    if caption:
        parts.append(f"<caption>{caption}</caption>\n")
    parts.append(_widths(table))
    if head:
        parts += ("<thead>\n", *head, "</thead>\n")
    if body:
        parts += ("<tbody>\n", *body, "</tbody>\n")
    parts.append(f"</table>\n</div>{ink.tail}</div>\n")
    return "".join(parts)


def _widths(table: Table) -> str:
    whole = sum(table.widths)
    if whole <= 0:
        return ""
    return "".join(["<colgroup>", *(f'<col style="width:{100 * width / whole:.1f}%">' for width in table.widths), "</colgroup>\n"])

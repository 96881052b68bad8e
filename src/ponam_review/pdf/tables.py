"""Tables: header rows that repeat on each page, spans, widths of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..text.columns import column_shares
from ..text.model import Row, Table
from ..text.pages import lines_of
from ..text.plain import block_text
from .grid import Box, lay
from .markup import block_of

_FILLS = {"ins": ',fill:rgb("#EFF6F1")', "del": ',fill:rgb("#F8F0EF")'}
_SMALL = 16
"""A table of no more lines than this stands on one page."""
_WHOLE = 900
"""A row whose cells hold no more characters than this, at the width they have, does not break over two pages."""


def table_around(table: Table, rows: Sequence[Sequence[Box]], header: int, caption: str) -> str:
    """A table, the content of its cells already written. `header` is how many rows head it."""
    laid, columns = lay(rows, header)
    shares = _widths(table, laid, columns)
    whole = sum(shares)
    cells = ["".join(f"{_cell(box, table, row, [share / whole for share in shares])}," for box in row) for row in laid]
    head = "".join(cells[:header])
    titles = [_is_title(row, columns) for row in laid]
    body = "".join(_body(cells[header:], titles[header:]))
    # A note in the head would stand, and lead to its text, again on every page.
    again = "" if not any(call in head for call in ("note(", "note-gone(")) else "again:false,"
    said = f"caption:{block_of(caption)}," if caption else ""
    small = "small:true," if table.landscape else "whole:true," if lines_of(table) <= _SMALL else ""
    small += "bare:true," if table.bare else ""
    width = "".join(f"{share:.3f}fr," for share in shares)
    return f"grid-table(({width}),({head}),\n{body}{said}{small}{again});\n"


def _is_title(row: Sequence[Box], columns: int) -> bool:
    """Whether a row is one cell across the table: the title of the rows below."""
    return len(row) == 1 and columns > 1 and row[0].columns == columns and row[0].rows == 1


def _body(rows: Sequence[str], titles: Sequence[bool]) -> Iterator[str]:
    """The rows below the head. Titles of rows never end a page, which only headers promise."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and titles[end]:
            end += 1
        if at < end < len(rows):
            yield f"table.header(level:2,repeat:false,{''.join(rows[at:end])}),\n"
            at = end
        yield f"{rows[at]}\n"
        at += 1


def _widths(table: Table, laid: Sequence[Sequence[Box]], columns: int) -> list[float]:
    if len(table.widths) == columns and all(width > 0 for width in table.widths):
        return [float(width) for width in table.widths]
    return column_shares([Row(tuple(box.cell for box in row)) for row in laid], columns)


def _cell(box: Box, table: Table, row: Sequence[Box], shares: Sequence[float]) -> str:
    more = ""
    if box.columns > 1:
        more += f",columns:{box.columns}"
    if box.rows > 1:
        more += f",rows:{box.rows}"
    if box.head:
        more += ',head:"column"'
    elif box.cell.head:
        more += ',head:"row"'
    align = table.align[box.x] if box.x < len(table.align) else ""
    if align in ("center", "right"):
        more += f",align:{align if align == 'center' else 'end'}"
    more += _FILLS.get(box.side, "")
    if box.changed and box is row[0]:
        more += ",bar:true"
    if not all(_short(other, shares) for other in row):
        more += ",whole:false"
    return f"c({box.x},{box.y},{block_of(box.inside)}{more})"


def _short(box: Box, shares: Sequence[float]) -> bool:
    width = sum(shares[box.x : box.x + box.columns])
    return sum(len(block_text(block)) for block in box.cell.blocks) <= _WHOLE * 3 * width

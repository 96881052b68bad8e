"""A matrix that came as a Word file: tables whose headings speak of remarks, rather than a copy of the text with comments in it."""

from __future__ import annotations

from collections.abc import Iterator

from ..text.errors import SheetError
from ..text.model import Block, Table
from ..text.notices import Result
from ..text.plain import block_text
from ..word.reading.document import read_document
from .bare import bare
from .cells import Losses, Merged, Sheet
from .columns import Field, recognise
from .layout import Layout
from .sheet import MatrixRead, Told, read_tables

SHARE_OF_EDITION = 0.3
"""A file in which more of the paragraphs stand in the edition is a copy of it, whatever tables it holds."""
HEADING_ROWS = 6


def read_word_matrix(content: bytes, name: str, layout: Layout, told: Told) -> Result[MatrixRead] | None:
    """The rows of the matrices in a Word file; None where it is no matrix."""
    blocks = read_document(content, name=name).value.documents[0].sections[0].blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    matrices = [table for table in tables if _speaks(table, told)]
    if not matrices or _is_copy(blocks, layout):
        return None
    losses = Losses(name)
    try:
        return read_tables(_sheets(tables, matrices), losses, layout, told)
    except SheetError:
        return None


def _is_copy(blocks: tuple[Block, ...], layout: Layout) -> bool:
    known = {line.bare for line in layout.lines if len(line.bare) > 20}
    texts = [bare(block_text(block)) for block in blocks if not isinstance(block, Table)]
    long = [text for text in texts if len(text) > 20]
    return bool(long) and sum(text in known for text in long) / len(long) > SHARE_OF_EDITION


def _speaks(table: Table, told: Told) -> bool:
    """Whether a table's headings name remarks and a place, a passage or a number for them."""
    for row in list(_rows(table))[:HEADING_ROWS]:
        columns = recognise(row, told.of(row))
        named = {field for field in columns.fields if field}
        if columns.speaks and (named & {Field.PLACE, Field.QUOTE, Field.NUMBER, Field.SUITE, Field.STRUCTURE} or len(named) >= 3):
            return True
    return False


def _sheets(tables: list[Table], matrices: list[Table]) -> Iterator[Sheet]:
    """Each matrix as a sheet named by its rank among the file's tables. One that goes on without headings is read with those above."""
    for rank, table in enumerate(tables, 1):
        if any(table is matrix for matrix in matrices):
            yield Sheet(f"T{rank}", _rows(table), tuple(_merged(table)))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    """The rows as a grid: the first field of cells that span several holds their text, the others are empty."""
    below: dict[int, int] = {}
    for row in table.rows:
        cells: list[str] = []
        waiting = {place: count for place, count in below.items() if count > 0}
        below = {place: count - 1 for place, count in waiting.items() if count > 1}
        for cell in row.cells:
            while len(cells) in waiting:
                cells.append("")
            start = len(cells)
            cells.append("\n".join(filter(None, map(block_text, cell.blocks))).strip())
            cells += [""] * (cell.columns - 1)
            if cell.rows > 1:
                below.update(dict.fromkeys(range(start, start + cell.columns), cell.rows - 1))
        while len(cells) in waiting:
            cells.append("")
        yield tuple(cells)


def _merged(table: Table) -> Iterator[Merged]:
    below: dict[int, int] = {}
    for number, row in enumerate(table.rows, 1):
        waiting = {place: count for place, count in below.items() if count > 0}
        below = {place: count - 1 for place, count in waiting.items() if count > 1}
        place = 0
        for cell in row.cells:
            while place in waiting:
                place += 1
            if cell.rows > 1 or cell.columns > 1:
                yield Merged(number, place, number + cell.rows - 1, place + cell.columns - 1)
            if cell.rows > 1:
                below.update(dict.fromkeys(range(place, place + cell.columns), cell.rows - 1))
            place += cell.columns

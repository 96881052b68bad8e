"""Two tables compared: columns first, then rows, then the cells of the rows that answer each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.distance import Indel, LCSseq

from ..text.model import Block, Cell, Row, Table
from ..text.plain import block_text
from .changes import CellEdit, Piece, RowEdit, Step, TableEdit
from .words import heaviest_order

CompareBlocks = Callable[[Sequence[Block], Sequence[Block]], tuple[Step, ...]]

ROW_ALIKE = 0.35
COLUMN_ALIKE = 0.5


def compare_tables(old: Table, new: Table, compare_blocks: CompareBlocks, caption: tuple[Piece, ...]) -> TableEdit:
    """The edit of a table that stands in both revisions."""
    columns = _columns(old, new)
    rows = tuple(_row_edit(a, b, columns, compare_blocks) for a, b in _rows(old, new, columns))
    return TableEdit(old, new, rows, caption)


def cell_text(cell: Cell) -> str:
    """The text of a cell, its blocks one a line."""
    return "\n".join(map(block_text, cell.blocks))


# ------------------------------------------------------------------ columns

Columns = tuple[tuple[int | None, int | None], ...]
"""Old and new column of each column of the two tables laid over each other."""


def _columns(old: Table, new: Table) -> Columns | None:
    """How the columns answer each other; None where they do one by one, or where spans leave no plain grid."""
    widths = {len(row.cells) for row in old.rows}, {len(row.cells) for row in new.rows}
    if widths[0] == widths[1] or len(widths[0]) != 1 or len(widths[1]) != 1 or _spans(old) or _spans(new):
        return None
    a = [_column(old, index) for index in range(widths[0].pop())]
    b = [_column(new, index) for index in range(widths[1].pop())]
    candidates = []
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            score = Indel.normalized_similarity(left, right) + (1.0 if left[:1] == right[:1] else 0.0)
            if score >= COLUMN_ALIKE:
                candidates.append((i, j, score))
    return _laid_over(heaviest_order(candidates), len(a), len(b))


def _column(table: Table, index: int) -> list[str]:
    return [cell_text(row.cells[index]) for row in table.rows]


def _spans(table: Table) -> bool:
    return any(cell.columns != 1 or cell.rows != 1 for row in table.rows for cell in row.cells)


def _laid_over(pairs: Sequence[tuple[int, int]], olds: int, news: int) -> Columns:
    out: list[tuple[int | None, int | None]] = []
    i = j = 0
    for x, y in [*pairs, (olds, news)]:
        out += ((old, None) for old in range(i, x))
        out += ((None, new) for new in range(j, y))
        if x < olds:
            out.append((x, y))
        i, j = x + 1, y + 1
    return tuple(out)


# ------------------------------------------------------------------ rows


HEAD = "\x01"
"""Before the text of a header row. It answers another one only: no format tracks that a row became a heading."""


def _rows(before: Table, after: Table, columns: Columns | None) -> list[tuple[Row | None, Row | None]]:
    old, new = before.rows, after.rows
    keep_old = None if columns is None else [i for i, j in columns if i is not None and j is not None]
    keep_new = None if columns is None else [j for i, j in columns if i is not None and j is not None]
    a = [HEAD * (at < before.header_rows) + _row_text(row, keep_old) for at, row in enumerate(old)]
    b = [HEAD * (at < after.header_rows) + _row_text(row, keep_new) for at, row in enumerate(new)]
    pairs: list[tuple[int, int]] = []
    at = bt = 0
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            pairs += _alike_rows(a, b, range(at, code.src_start), range(bt, code.dest_start))
            pairs += zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
            at, bt = code.src_end, code.dest_end
    pairs += _alike_rows(a, b, range(at, len(a)), range(bt, len(b)))
    out: list[tuple[Row | None, Row | None]] = []
    i = j = 0
    for x, y in [*pairs, (len(old), len(new))]:
        out += ((row, None) for row in old[i:x])
        out += ((None, row) for row in new[j:y])
        if x < len(old):
            out.append((old[x], new[y]))
        i, j = x + 1, y + 1
    return out


def _row_text(row: Row, columns: Sequence[int] | None) -> str:
    cells = row.cells if columns is None else [row.cells[index] for index in columns]
    return "\t".join(map(cell_text, cells))


def _alike_rows(a: Sequence[str], b: Sequence[str], olds: range, news: range) -> list[tuple[int, int]]:
    if not olds or not news:
        return []
    words_a, words_b = {i: a[i].split() for i in olds}, {j: b[j].split() for j in news}
    candidates = []
    for i in olds:
        for j in news:
            if a[i].startswith(HEAD) != b[j].startswith(HEAD):
                continue
            score = Indel.normalized_similarity(words_a[i], words_b[j])
            score += 0.2 * (a[i].split("\t")[0] == b[j].split("\t")[0])
            if score >= ROW_ALIKE:
                candidates.append((i, j, score + 0.01))
    return heaviest_order(candidates)


def _row_edit(old: Row | None, new: Row | None, columns: Columns | None, compare_blocks: CompareBlocks) -> RowEdit:
    if old is None:
        return RowEdit("insert", None, new, _lone_cells(None, new, columns))
    if new is None:
        return RowEdit("delete", old, None, _lone_cells(old, None, columns))
    if old == new:
        return RowEdit("same", old, new)
    return RowEdit("edit", old, new, tuple(_cell_edits(old, new, columns, compare_blocks)))


def _lone_cells(old: Row | None, new: Row | None, columns: Columns | None) -> tuple[CellEdit, ...]:
    """The cells of an inserted or deleted row laid over the columns of both tables; empty where the columns are the same."""
    if columns is None:
        return ()
    return tuple(
        CellEdit(
            old.cells[i] if old is not None and i is not None else None,
            new.cells[j] if new is not None and j is not None else None,
            (),
        )
        for i, j in columns
    )


def _cell_edits(old: Row, new: Row, columns: Columns | None, compare_blocks: CompareBlocks) -> list[CellEdit]:
    if columns is None:
        if len(old.cells) == len(new.cells):
            plan: Columns = tuple((k, k) for k in range(len(old.cells)))
        else:
            a, b = [cell_text(c) for c in old.cells], [cell_text(c) for c in new.cells]
            same = [
                pair
                for code in LCSseq.opcodes(a, b)
                if code.tag == "equal"
                for pair in zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
            ]
            plan = _laid_over(same, len(a), len(b))
    else:
        plan = columns
    out: list[CellEdit] = []
    for i, j in plan:
        before, after = (old.cells[i] if i is not None else None), (new.cells[j] if j is not None else None)
        out.append(CellEdit(before, after, compare_blocks(before.blocks if before else (), after.blocks if after else ())))
    return out

"""Two edits of one table, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from ...text.model import Block, Cell, Paragraph, Row, Table
from ...text.plain import block_text
from ..changes import RowEdit, TableEdit

if TYPE_CHECKING:
    from .three_way import Fate, Merged

Told = tuple["Fate", str, str, str]
"""Fate, base, ours, theirs."""


class MergeBlocks(Protocol):
    def __call__(self, base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Merged: ...


_FORM = ("header_rows", "align", "id", "within", "landscape", "widths")


def merge_tables(ours: TableEdit, theirs: TableEdit, merge_blocks: MergeBlocks) -> tuple[Table, list[Told]] | None:
    """Our table with their changes; None where the columns themselves are other ones."""
    if _columns_changed(ours) or _columns_changed(theirs):
        return None
    told: list[Told] = []
    shell = _form(ours.old, ours.new, theirs.new, told)
    caption = merge_blocks((Paragraph(ours.old.caption),), (Paragraph(ours.new.caption),), (Paragraph(theirs.new.caption),))
    told += [(o.fate, o.base, o.ours, o.theirs) for o in caption.outcomes]
    words = caption.blocks[0].content if caption.blocks and isinstance(caption.blocks[0], Paragraph) else ours.new.caption
    rows: list[Row] = []
    mine, other = _by_row(ours), _by_row(theirs)
    for (own_new, own), (new, row) in zip(mine, other, strict=True):
        rows += own_new
        for added in new:
            told.append(("already there" if added in own_new else "applied", "", "", row_text(added)))
            if added not in own_new:
                rows.append(added)
        if own is not None and row is not None:
            merged = _row(own, row, told, merge_blocks)
            rows += [] if merged is None else [merged]
    return replace(shell, rows=tuple(rows), caption=words), told


def _columns_changed(edit: TableEdit) -> bool:
    return any(
        cell.old is None or cell.new is None for row in edit.rows if row.op == "edit" for cell in row.cells
    ) or any(row.new is not None and row.old is not None and len(row.new.cells) != len(row.old.cells) for row in edit.rows)


def row_text(row: Row) -> str:
    """The text of a row, its cells parted by tabs."""
    return "\t".join("\n".join(map(block_text, cell.blocks)) for cell in row.cells)


def _by_row(edit: TableEdit) -> list[tuple[list[Row], RowEdit | None]]:
    """For each row of the base, the rows put in before it and what became of it; last, those put in at the end."""
    out: list[tuple[list[Row], RowEdit | None]] = []
    waiting: list[Row] = []
    for row in edit.rows:
        if row.old is None:
            assert row.new is not None
            waiting.append(row.new)
        else:
            out.append((waiting, row))
            waiting = []
    return [*out, (waiting, None)]


def _row(own: RowEdit, row: RowEdit, told: list[Told], merge_blocks: MergeBlocks) -> Row | None:
    base = own.old
    assert base is not None
    if row.op == "same":
        return own.new
    if own.op == "same":
        told.append(("applied", row_text(base), row_text(base), row_text(row.new) if row.new else ""))
        return row.new
    if own.new is None or row.new is None:
        fate: Fate = "already there" if own.new is row.new else "collision"
        told.append((fate, row_text(base), row_text(own.new) if own.new else "", row_text(row.new) if row.new else ""))
        return own.new
    cells = tuple(
        _cell(a, b, c, told, merge_blocks) for a, b, c in zip(base.cells, own.new.cells, row.new.cells, strict=True)
    )
    return replace(own.new, cells=cells)


def _cell(base: Cell, own: Cell, other: Cell, told: list[Told], merge_blocks: MergeBlocks) -> Cell:
    merged = merge_blocks(base.blocks, own.blocks, other.blocks)
    told += [(o.fate, o.base, o.ours, o.theirs) for o in merged.outcomes]
    values = {name: _either(getattr(base, name), getattr(own, name), getattr(other, name)) for name in ("columns", "rows", "head")}
    return Cell(merged.blocks, **values)


def _form(base: Table, own: Table, other: Table, told: list[Told]) -> Table:
    for name in _FORM:
        a, b, c = getattr(base, name), getattr(own, name), getattr(other, name)
        if c not in (a, b):
            told.append(("applied" if a == b else "collision", f"{name}: {a}", f"{name}: {b}", f"{name}: {c}"))
    return replace(own, **{n: _either(getattr(base, n), getattr(own, n), getattr(other, n)) for n in _FORM})


def _either(base: Any, own: Any, other: Any) -> Any:
    return other if own == base else own

"""One table with the changes of all copies: rows that came or went, and the cells of the others laid over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from ...compare.changes import CellEdit, RowEdit, Step, TableEdit
from ...compare.engine import compare_blocks
from ...compare.merging.tables import row_text
from ...text.model import Block, Paragraph, Row, Table
from ...text.notices import Notice
from ..writing.atoms import Atom, CommentMark, Para
from ..writing.blocks import Grid, Piece, pieces_of_block, pieces_of_step
from ..writing.tables import SignedRow
from ..writing.tracking import Tracking
from .overlay import Missing, Overlaid, Source, beside, overlay, signed
from .provenance import tag_of
from .returned import Copy, bare_block, inlines_of
from .telling import Clash, Remark, Told, Wording

Edit = tuple[Copy, Step, Step | None]
"""A copy with its accepted and its rejected step of the table."""


@dataclass(slots=True)
class _RowEdits:
    """What the copies do to one row of the edition, and the rows they put in before it."""

    before: list[tuple[Copy, Row]] = field(default_factory=list)
    edits: list[tuple[Copy, RowEdit, RowEdit | None]] = field(default_factory=list)


def overlay_table(table: Table, steps: Sequence[Edit], told: Told, missing: Missing) -> tuple[list[Piece], Table]:
    """What to write for the table, and what it is with everything accepted."""
    reshaped = [edit for edit in steps if _reshaped(edit[1])]
    if reshaped:
        return _reshaped_table(table, reshaped[0], steps, told)
    rows: list[RowEdit] = []
    accepted: list[Row] = []
    for row, edits in zip([*table.rows, None], _by_row(table, steps), strict=True):
        _inserted(edits.before, rows, accepted, told)
        if row is not None:
            _row(row, edits.edits, rows, accepted, told, missing)
    caption = _caption(table, steps, told, missing)
    new = replace(table, rows=tuple(accepted))
    pieces: list[Piece] = []
    if caption is not None:
        pieces = [replace(piece, form=table, part="caption", mark="", was=None) for piece in caption.all if isinstance(piece, Para)]
        if caption.accepted and isinstance(caption.accepted[0], Paragraph):
            new = replace(new, caption=caption.accepted[0].content)
    return [*pieces, Grid(table, rows=TableEdit(table, table, tuple(rows)))], new


def _reshaped(step: Step) -> bool:
    """Whether columns came or went, cells were joined, or a caption was given or taken away."""
    if step.table is None:
        return False
    if bool(step.table.old.caption) != bool(step.table.new.caption):
        return True
    return any(
        row.op == "edit" and (any(c.old is None or c.new is None for c in row.cells) or _shape(row.old) != _shape(row.new))
        for row in step.table.rows
    )


def _shape(row: Row | None) -> list[tuple[int, int]]:
    return [(cell.columns, cell.rows) for cell in row.cells] if row is not None else []


def _reshaped_table(table: Table, edit: Edit, steps: Sequence[Edit], told: Told) -> tuple[list[Piece], Table]:
    """A table with other columns is shown as that copy has it; what the others do to it is told as a collision."""
    copy, step, _ = edit
    (new,) = map(bare_block, step.new)
    (clean,) = compare_blocks((table,), (new,))
    others = [other for other in steps if other[0] is not copy and _changed(table, other[1])]
    if others:
        wordings = tuple(Wording(c.name, _authors(c, s), _rows_text(bare_block(s.new[0]))) for c, s, _ in [edit, *others])
        told.clashes.append(Clash(_rows_text(table), wordings))
        template = "a table was given other columns; what others changed in it stands in the list of collisions only"
        told.notices.append(Notice(template, file=copy.name))
    by = _first(copy, step.new)
    return [signed(piece, by) for piece in pieces_of_step(clean)], cast("Table", clean.new[0])


def _rows_text(block: Block) -> str:
    return "\n".join(map(row_text, block.rows)) if isinstance(block, Table) else ""


def _changed(table: Table, step: Step) -> bool:
    new = cast("Table", bare_block(step.new[0]))
    return [row_text(row) for row in new.rows] != [row_text(row) for row in table.rows]


def _authors(copy: Copy, step: Step) -> tuple[str, ...]:
    found = (copy.tags.tracking(tag_of(thing)) for thing in inlines_of(step.new))
    return tuple(dict.fromkeys(by.author for by in found if by is not None)) or (copy.untracked.author,)


def _first(copy: Copy, blocks: Sequence[Block]) -> Tracking:
    """Who changed some blocks first."""
    found = (copy.tags.tracking(tag_of(thing)) for thing in inlines_of(blocks))
    return next((by for by in found if by is not None), copy.untracked)


def _by_row(table: Table, steps: Sequence[Edit]) -> list[_RowEdits]:
    out = [_RowEdits() for _ in range(len(table.rows) + 1)]
    for copy, step, rejected in steps:
        silent = [row for row in _rows(rejected) if row.old is not None] if rejected is not None else []
        at = 0
        for row in _rows(step):
            if row.old is None:
                assert row.new is not None
                out[at].before.append((copy, row.new))
            else:
                out[at].edits.append((copy, row, silent[at] if at < len(silent) else None))
                at += 1
    return out


def _rows(step: Step) -> tuple[RowEdit, ...]:
    if step.table is not None:
        return step.table.rows
    old, new = cast("Table", step.old[0]), cast("Table", step.new[0])
    return tuple(RowEdit("same", a, b) for a, b in zip(old.rows, new.rows, strict=True))


# ------------------------------------------------------------------ rows


def _bare_row(row: Row) -> Row:
    return Row(tuple(replace(cell, blocks=tuple(map(bare_block, cell.blocks))) for cell in row.cells))


def _row_tag(copy: Copy, row: Row | None) -> Tracking:
    return _first(copy, [block for cell in row.cells for block in cell.blocks]) if row is not None else copy.untracked


def _inserted(found: Sequence[tuple[Copy, Row]], rows: list[RowEdit], accepted: list[Row], told: Told) -> None:
    shown: list[tuple[Copy, Row, Tracking, list[str]]] = []
    for copy, row in found:
        bare, by = _bare_row(row), _row_tag(copy, row)
        twin = next((s for s in shown if s[1] == bare and s[0] is not copy), None)
        if twin is not None:
            twin[3].append(by.author)
            continue
        shown.append((copy, bare, by, []))
    for copy, row, by, names in shown:
        filled: tuple[tuple[Piece, ...], ...] = ()
        if names:
            cells = tuple(tuple(signed(p, by) for block in cell.blocks for p in pieces_of_block(block, "+")) for cell in row.cells)
            open_ended = tuple(tuple(replace(p, mark="") if isinstance(p, Para) else p for p in cell) for cell in cells)
            filled = _remarked(open_ended, told.remark(Remark(tuple(dict.fromkeys(names)))))
        rows.append(SignedRow("insert", None, row, (), by, filled))
        accepted.append(row)
        if names:
            values = {"first": by.author, "others": ", ".join(names), "row": row_text(row)}
            told.notices.append(Notice("the same row is put in by {first} and by {others}: {row}", values, file=copy.name))


def _row(
    row: Row, edits: Sequence[tuple[Copy, RowEdit, RowEdit | None]], rows: list[RowEdit], accepted: list[Row], told: Told, missing: Missing
) -> None:  # fmt: skip
    deleters = [(copy, _row_tag(copy, old.new if old is not None else None)) for copy, edit, old in edits if edit.op == "delete"]
    others = [e for e in edits if e[1].op != "delete"]
    changed = deleters and any(edit.op == "edit" and _bare_row(cast("Row", edit.new)) != _bare_row(row) for _, edit, _ in others)
    clash: Clash | None = None
    if changed:
        wordings = tuple(Wording(copy.name, (by.author,), "") for copy, by in deleters)
        edited = [(c, e.new) for c, e, _ in others if e.op == "edit" and e.new is not None]
        wordings += tuple(Wording(c.name, (_row_tag(c, new).author,), row_text(_bare_row(new))) for c, new in edited)
        clash = Clash(row_text(row), wordings)
    cells = [_cell(row, at, others, told, missing) for at in range(len(row.cells))]
    filled = tuple(cell.all for cell in cells)
    if clash is not None:
        filled = _remarked(filled, told.remark(Remark(clash=clash)))
    if deleters and not changed:
        by = deleters[0][1]
        gone = tuple(tuple(_struck(piece, by) for piece in cell) for cell in filled)
        rows.append(SignedRow("delete", row, None, (), by, gone))
        return
    rows.append(SignedRow("edit", row, row, tuple(CellEdit(cell, cell, ()) for cell in row.cells), None, filled))
    accepted.append(replace(row, cells=tuple(replace(c, blocks=o.accepted) for c, o in zip(row.cells, cells, strict=True))))


def _remarked(cells: tuple[tuple[Piece, ...], ...], number: int) -> tuple[tuple[Piece, ...], ...]:
    """The cells of a row with a comment of our own around the first paragraph."""
    for at, cell in enumerate(cells):
        for place, piece in enumerate(cell):
            if isinstance(piece, Para):
                atoms = (Atom("", CommentMark(number, False)), *piece.atoms, Atom("", CommentMark(number, True)))
                marked = (*cell[:place], replace(piece, atoms=beside(atoms)), *cell[place + 1 :])
                return (*cells[:at], marked, *cells[at + 1 :])
    return cells


def _struck(piece: Piece, by: Tracking) -> Piece:
    """A paragraph of a deleted row: its words are deleted, its end goes with the row."""
    if isinstance(piece, Grid):
        return piece
    atoms = tuple(replace(atom, state="-", by=by) for atom in piece.atoms if atom.state != "+")
    return replace(piece, atoms=atoms, mark="")


def _cell(row: Row, at: int, edits: Sequence[tuple[Copy, RowEdit, RowEdit | None]], told: Told, missing: Missing) -> Overlaid:
    sources: list[Source] = []
    for copy, edit, rejected in edits:
        steps = _cell_steps(row, at, edit)
        if steps is not None:
            sources.append((copy, steps, _cell_steps(row, at, rejected)))
    return overlay(row.cells[at].blocks, sources, told, missing)


def _cell_steps(row: Row, at: int, edit: RowEdit | None) -> tuple[Step, ...] | None:
    if edit is None or edit.new is None:
        return None
    if edit.op == "edit":
        return edit.cells[at].steps if at < len(edit.cells) else None
    if at >= len(edit.new.cells):
        return None
    pairs = zip(row.cells[at].blocks, edit.new.cells[at].blocks, strict=True)
    return tuple(Step("same", (a,), (b,)) for a, b in pairs)


def _caption(table: Table, steps: Sequence[Edit], told: Told, missing: Missing) -> Overlaid | None:
    if not table.caption:
        return None
    sources: list[Source] = []
    for copy, step, rejected in steps:
        if step.table is not None and step.table.new.caption:
            before = _caption_steps(rejected.table) if rejected is not None and rejected.table is not None else None
            sources.append((copy, _caption_steps(step.table), before))
    return overlay((Paragraph(table.caption),), sources, told, missing)


def _caption_steps(edit: TableEdit) -> tuple[Step, ...]:
    return (Step("edit", (Paragraph(edit.old.caption),), (Paragraph(edit.new.caption),), 0, 0, edit.caption),)


"""Change sets applied and turned round: what shows that a change set says everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..text.model import Block, Code, Figure, Heading, Image, Inlines, Note, Paragraph, Row, Run, Table
from .changes import Added, CellEdit, ChangeSet, End, Kept, NoteEdit, Op, Piece, Removed, Restyled, RowEdit, RowOp, Step, TableEdit
from .pieces import glue, new_content
from .words import Thing


def apply(changes: ChangeSet, old: Sequence[Block]) -> tuple[Block, ...]:
    """The new blocks, made of the old ones and the change set. ValueError when `old` is not what it was made from."""
    rest = list(old)
    out: list[Block] = []
    for step in changes.steps:
        _take(rest, step)
        out += _made(step)
    if rest:
        raise ValueError("the text goes on where the change set ends")
    return tuple(out)


def _take(rest: list[Block], step: Step) -> None:
    if step.op in ("insert", "move-to"):
        return
    for block in step.old:
        if not rest or rest.pop(0) != block:
            raise ValueError("the change set was made from another text")


def _made(step: Step) -> list[Block]:
    match step.op:
        case "same":
            return list(step.old)
        case "delete" | "move-from":
            return []
        case "insert":
            return list(step.new)
        case "move-to" if not step.pieces:
            return list(step.new)
        case "edit" | "move-to":
            if step.table is not None:
                return [_table(step.table)]
            return _filled(step.pieces, step.new)


def _filled(pieces: Iterable[Piece], shells: Sequence[Block]) -> list[Block]:
    """The shells (new blocks without their content) filled with what the pieces kept and added."""
    contents: list[list[Thing]] = [[]]
    for thing in _new_things(pieces):
        if isinstance(thing, End):
            contents.append([])
        else:
            contents[-1].append(thing)
    return [_with_content(shell, glue(c)) for shell, c in zip(shells, contents, strict=True)]  # type: ignore[arg-type]


def _new_things(pieces: Iterable[Piece]) -> Iterable[Thing]:
    for piece in pieces:
        if isinstance(piece, NoteEdit) and isinstance(piece.new, Note):
            yield replace(piece.new, blocks=tuple(block for step in piece.steps for block in _made(step)))
        else:
            yield from new_content((piece,))


def _with_content(shell: Block, content: Inlines) -> Block:
    match shell:
        case Heading() | Paragraph():
            return replace(shell, content=content)
        case Figure():
            image = content[0]
            assert isinstance(image, Image)
            return replace(shell, image=image, caption=content[1:])
        case Code():
            return replace(shell, text="".join(i.text if isinstance(i, Run) else "\n" for i in content))
        case _:
            return shell


def _table(edit: TableEdit) -> Table:
    rows = tuple(_row(row) for row in edit.rows if row.new is not None)
    caption = glue(thing for thing in _new_things(edit.caption) if not isinstance(thing, End))
    return replace(edit.new, rows=rows, caption=caption)


def _row(edit: RowEdit) -> Row:
    assert edit.new is not None
    if edit.op == "same":
        assert edit.old is not None
        return edit.old
    if edit.op == "insert":
        return edit.new
    cells = tuple(
        replace(cell.new, blocks=tuple(block for step in cell.steps for block in _made(step)))
        for cell in edit.cells
        if cell.new is not None
    )
    return replace(edit.new, cells=cells)


# ------------------------------------------------------------------ inversion

_TURNED: dict[Op, Op] = {"insert": "delete", "delete": "insert", "move-from": "move-to", "move-to": "move-from"}
_TURNED_ROWS: dict[RowOp, RowOp] = {"insert": "delete", "delete": "insert"}


def invert(changes: ChangeSet) -> ChangeSet:
    """The change set from new to old."""
    origin = {step.pair: step for step in changes.steps if step.op == "move-to"}
    return ChangeSet(changes.new, changes.old, tuple(_turned(step, origin) for step in changes.steps))


def _turned(step: Step, moved: dict[int, Step]) -> Step:
    op = _TURNED.get(step.op, step.op)
    if step.op == "move-from":
        source = moved[step.pair]
        pieces = tuple(map(_turned_piece, source.pieces))
        return Step("move-to", source.new, source.old, source.new_at, source.old_at, pieces, pair=step.pair)
    if step.op == "move-to":
        return Step("move-from", old=step.new, old_at=step.new_at, new_at=step.old_at, pair=step.pair)
    table = None if step.table is None else _turned_table(step.table, moved)
    pieces = tuple(map(_turned_piece, step.pieces))
    return Step(op, step.new, step.old, step.new_at, step.old_at, pieces, table, step.pair)


def _turned_piece(piece: Piece) -> Piece:
    match piece:
        case Kept():
            return Kept(piece.new, piece.old)
        case Removed():
            return Added(piece.old)
        case Added():
            return Removed(piece.new)
        case Restyled():
            return Restyled(piece.new, piece.old)
        case NoteEdit():
            return NoteEdit(piece.new, piece.old, tuple(_turned(step, {}) for step in piece.steps))


def _turned_table(edit: TableEdit, moved: dict[int, Step]) -> TableEdit:
    rows = tuple(
        RowEdit(
            _TURNED_ROWS.get(row.op, row.op),
            row.new,
            row.old,
            tuple(CellEdit(cell.new, cell.old, tuple(_turned(s, moved) for s in cell.steps)) for cell in row.cells),
        )
        for row in edit.rows
    )
    return TableEdit(edit.new, edit.old, rows, tuple(map(_turned_piece, edit.caption)))

"""What a comparison yields: one value, rendered in many ways.

The change set is a sequence of steps in reading order, old and new interleaved. Every step carries the blocks it speaks of, so that a
renderer needs nothing else, and `apply` can rebuild the new text from the old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..text.flow import Flow
from ..text.model import Block, Cell, Inline, Row, Table


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph inside a step that joins or splits paragraphs (Word's paragraph mark). `block` says whose end it is."""

    block: Block


Piece: TypeAlias = "Kept | Removed | Added | Restyled | NoteEdit"


@dataclass(frozen=True, slots=True)
class Kept:
    """Same in both. For an End, `new` is the new paragraph's and `old` the old one's; else they are equal."""

    old: Inline | End
    new: Inline | End


@dataclass(frozen=True, slots=True)
class Removed:
    old: Inline | End


@dataclass(frozen=True, slots=True)
class Added:
    new: Inline | End


@dataclass(frozen=True, slots=True)
class Restyled:
    """The same characters with other marks or another link."""

    old: Inline
    new: Inline


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """A note that stands in both, its words changed: `steps` compares its blocks."""

    old: Inline
    new: Inline
    steps: tuple[Step, ...]


Op: TypeAlias = Literal["same", "insert", "delete", "edit", "move-from", "move-to"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the comparison.

    same: one block, equal. insert, delete: one block. move-from, move-to: one block each, `pair` tells which belong together; a move-to
    that was edited on the way has `pieces` (or `table`). edit: blocks that answer each other; one to one as a rule, `pieces` hold
    the words;
    one to many is a split, many to one a merge (then `pieces` hold the Ends of all but the last paragraph). A table edit has `table`.
    An edit whose pieces are all Kept changes the block's own form: heading level, list level, style.
    """

    op: Op
    old: tuple[Block, ...] = ()
    new: tuple[Block, ...] = ()
    old_at: int = -1
    """Index of the first old block in the old flow (where it would stand, for an insertion); -1 inside cells and notes."""
    new_at: int = -1
    pieces: tuple[Piece, ...] = ()
    table: TableEdit | None = None
    pair: int = 0


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell of a row that stands in both; `old` is None for a cell of an inserted column, `new` for one of a deleted column."""

    old: Cell | None
    new: Cell | None
    steps: tuple[Step, ...]


RowOp: TypeAlias = Literal["same", "insert", "delete", "edit"]


@dataclass(frozen=True, slots=True)
class RowEdit:
    """same, insert, delete: the whole row; edit: `cells` say what changed."""

    op: RowOp
    old: Row | None
    new: Row | None
    cells: tuple[CellEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class TableEdit:
    old: Table
    new: Table
    rows: tuple[RowEdit, ...]
    caption: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    old: Flow
    new: Flow
    steps: tuple[Step, ...]

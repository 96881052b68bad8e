"""The comparison's steps, read with what only the Word files know: which formats say the same, which notes are of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...compare.changes import Added, Kept, NoteEdit, Piece, Removed, Restyled, Step
from ...text.model import Note, Run
from .sources import Registry


def resolved(steps: Iterable[Step], registry: Registry) -> tuple[Step, ...]:
    """The steps, without changes that change nothing."""
    return tuple(_step(step, registry) for step in steps)


def _step(step: Step, registry: Registry) -> Step:
    table = step.table
    if table is not None:
        rows = tuple(
            replace(row, cells=tuple(replace(cell, steps=resolved(cell.steps, registry)) for cell in row.cells)) for row in table.rows
        )
        table = replace(table, rows=rows)
    return replace(step, pieces=tuple(p for piece in step.pieces for p in _pieces(piece, registry)), table=table)


def _pieces(piece: Piece, registry: Registry) -> Iterator[Piece]:
    match piece:
        case Restyled(Run() as old, Run() as new):
            if registry.leads.get(old.link, -1) != registry.leads.get(new.link, -1):
                yield Removed(old)
                yield Added(new)
            elif registry.alike[old.marks] == registry.alike[new.marks]:
                yield Kept(new, new)
            else:
                yield Restyled(replace(old, link=new.link), new)
        case Kept(Note() as old, Note() as new) if registry.inset(old.label).kind != registry.inset(new.label).kind:
            yield Removed(old)
            yield Added(new)
        case NoteEdit(Note() as old, Note() as new):
            if registry.inset(old.label).kind != registry.inset(new.label).kind:
                yield Removed(old)
                yield Added(new)
            else:
                yield replace(piece, steps=resolved(piece.steps, registry))
        case _:
            yield piece

"""`compare(old, new)`: the change set of two prepared revisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text.flow import Flow
from ..text.model import Block, Heading, Item, Note, Paragraph, Rule, Table
from .align import Alignment, Unit, align, unit_of
from .changes import ChangeSet, End, Step
from .pieces import content_of, diff_content
from .tables import compare_tables
from .words import Thing


def compare(old: Flow, new: Flow) -> ChangeSet:
    """What changed from one revision to another; `apply` makes `new` of `old` with it."""
    old_units = [unit_of(item.block, item.section) for item in old.items]
    new_units = [unit_of(item.block, item.section) for item in new.items]
    steps = _steps(old.blocks, new.blocks, old_units, new_units, nested=False)
    return ChangeSet(old, new, steps)


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[Step, ...]:
    """What changed inside a cell or a note; blocks do not move there."""
    if tuple(old) == tuple(new):
        return tuple(Step("same", (a,), (b,)) for a, b in zip(old, new, strict=True))
    if len(old) == len(new) == 1 and _answers(old[0], new[0]):
        return (_edit((old[0],), (new[0],), -1, -1),)
    units = [unit_of(block, "") for block in old], [unit_of(block, "") for block in new]
    return _steps(old, new, *units, nested=True)


def _answers(old: Block, new: Block) -> bool:
    """Whether two lone blocks of a cell or note are shown as one edited rather than one replaced."""
    return isinstance(old, Paragraph | Heading) and isinstance(new, Paragraph | Heading)


def compare_notes(old: Note, new: Note) -> tuple[Step, ...]:
    """What changed inside a note."""
    return compare_blocks(old.blocks, new.blocks)


@dataclass(frozen=True, slots=True)
class _Order:
    """Where each block goes in the redline: groups stay, deletions before insertions in each stretch between them."""

    old: Sequence[Block]
    new: Sequence[Block]
    moved_from: dict[int, int]
    moved_to: dict[int, tuple[int, int]]
    nested: bool

    def between(self, i: int, i_end: int, j: int, j_end: int) -> list[Step]:
        out = [self._gone(index, j) for index in range(i, i_end)]
        return out + [self._come(index, i_end) for index in range(j, j_end)]

    def _gone(self, index: int, j: int) -> Step:
        at = (-1, -1) if self.nested else (index, j)
        pair = self.moved_from.get(index, 0)
        return Step("move-from" if pair else "delete", old=(self.old[index],), old_at=at[0], new_at=at[1], pair=pair)

    def _come(self, index: int, i: int) -> Step:
        at = (-1, -1) if self.nested else (i, index)
        if index not in self.moved_to:
            return Step("insert", new=(self.new[index],), old_at=at[0], new_at=at[1])
        pair, source = self.moved_to[index]
        before, after = self.old[source], self.new[index]
        pieces = () if before == after else diff_content(_things((before,)), _things((after,)), compare_notes)
        return Step("move-to", (before,), (after,), source, index, pieces, pair=pair)


def _steps(
    old: Sequence[Block], new: Sequence[Block], old_units: Sequence[Unit], new_units: Sequence[Unit], *, nested: bool
) -> tuple[Step, ...]:
    alignment = _same_forms(align(old_units, new_units), old, new)
    moves = [] if nested else alignment.moves
    order = _Order(
        old,
        new,
        {i: pair for pair, (i, _) in enumerate(moves, 1)},
        {j: (pair, i) for pair, (i, j) in enumerate(moves, 1)},
        nested,
    )
    out: list[Step] = []
    i = j = 0
    for olds, news in alignment.groups:
        out += order.between(i, olds[0], j, news[0])
        before, after = tuple(old[k] for k in olds), tuple(new[k] for k in news)
        at = (-1, -1) if nested else (olds[0], news[0])
        if len(before) == len(after) == 1 and before == after:
            out.append(Step("same", before, after, *at))
        else:
            out.append(_edit(before, after, *at))
        i, j = olds[-1] + 1, news[-1] + 1
    out += order.between(i, len(old), j, len(new))
    return tuple(out)


def _same_forms(alignment: Alignment, old: Sequence[Block], new: Sequence[Block]) -> Alignment:
    """Groups whose blocks cannot be shown as one edited block (code against paragraph, figure against figure) taken apart."""
    kept = [group for group in alignment.groups if _one_edit([old[k] for k in group[0]], [new[k] for k in group[1]])]
    return replace(alignment, groups=kept) if len(kept) != len(alignment.groups) else alignment


def _one_edit(old: Sequence[Block], new: Sequence[Block]) -> bool:
    if len(old) == len(new) == 1:
        return type(old[0]) is type(new[0]) or _answers(old[0], new[0])
    # Joining a heading and a paragraph is no edit that a reader of Word files can undo alike.
    kinds = {type(block) for block in (*old, *new)}
    return kinds in ({Paragraph}, {Heading})


def _edit(old: tuple[Block, ...], new: tuple[Block, ...], old_at: int, new_at: int) -> Step:
    first, other = old[0], new[0]
    if isinstance(first, Table) and isinstance(other, Table):
        caption = diff_content(first.caption, other.caption, compare_notes)
        return Step("edit", old, new, old_at, new_at, table=compare_tables(first, other, compare_blocks, caption))
    pieces = diff_content(_things(old), _things(new), compare_notes)
    return Step("edit", old, new, old_at, new_at, pieces)


def _things(blocks: Sequence[Block]) -> list[Thing]:
    """The content of one or several blocks, an End between them."""
    out: list[Thing] = []
    for position, block in enumerate(blocks):
        if position:
            out.append(End(blocks[position - 1]))
        if not isinstance(block, Table | Rule):
            out += content_of(block)
    return out


def form(block: Block) -> tuple[object, ...]:
    """What a paragraph is, its words apart: kind, heading level, role, list and quotation depth. List numbers do not count."""
    within = tuple((type(c).__name__, c.opens, c.ordered if isinstance(c, Item) else False) for c in block.within)
    match block:
        case Heading():
            return ("heading", block.level, block.scheme, within)
        case Paragraph():
            return ("paragraph", block.role, block.level, within)
        case _:
            return (type(block).__name__, within)

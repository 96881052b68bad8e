"""The change set as a list for people: what, where, and the words."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..text.flow import Flow, Placed
from ..text.model import Block, Break, Code, Counter, Image, Inline, Lines, Note, Paragraph, Reference, Run
from ..text.plain import block_text, fold
from .changes import Added, CellEdit, ChangeSet, End, Kept, NoteEdit, Piece, Removed, Restyled, RowEdit, Step, TableEdit
from .engine import form
from .weight import WEIGHTS, Weight, weight_of
from .words import Thing

Kind: TypeAlias = Literal[
    "insert", "delete", "replace", "move", "split", "merge", "format", "row-insert", "row-delete", "cell", "note", "numbering"
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "insert", "delete", "replace", "move", "split", "merge", "format", "row-insert", "row-delete", "cell", "note", "numbering"
)  # fmt: skip
_CELL_NAME = 48
Word: TypeAlias = tuple[Literal["=", "-", "+"], str]


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side of a change stands, and its text."""

    file: str
    section: str
    block: int
    """Number of the block in its section, from 1; 0 for the section's title."""
    lines: Lines
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `words` tell it word by word; empty for a pure move or a change of form."""

    kind: Kind
    old: Side | None
    new: Side | None
    words: tuple[Word, ...] = ()
    cell: str = ""
    """Of a cell: its row and its column by name ("A1.1.2, 2026")."""

    @property
    def weight(self) -> Weight:
        """How much it matters to a reader."""
        if self.kind in ("numbering", "format"):
            return "numbering" if self.kind == "numbering" else "typography"
        if self.kind == "move" and not self.words:
            return "wording"
        return weight_of(self.words, whole=self.kind in ("insert", "delete", "row-insert", "row-delete"))

    @property
    def section(self) -> str:
        """The section it is counted under: the new one, unless there is none."""
        side = self.new or self.old
        return side.section if side else ""


def listed(changes: ChangeSet) -> tuple[Change, ...]:
    """Every change in reading order; generated parts (cover, contents) are left out; all new numbers are one change."""
    lister = _Lister(changes.old, changes.new)
    rows = [change for step in changes.steps for change in lister.of_step(step)]
    return (*rows, *lister.renumbered())


@dataclass(frozen=True, slots=True)
class InPlace:
    """A change, and the blocks it touches: indexes in both flows; of a table the row in each, -1 for none."""

    change: Change
    old_at: tuple[int, ...] = ()
    new_at: tuple[int, ...] = ()
    old_row: int = -1
    new_row: int = -1


def in_place(changes: ChangeSet) -> Iterator[InPlace]:
    """Every change but the new numbers, with where it stands; rows of tables one by one."""
    lister = _Lister(changes.old, changes.new)
    for step in changes.steps:
        old = tuple(range(step.old_at, step.old_at + len(step.old))) if step.old else ()
        new = tuple(range(step.new_at, step.new_at + len(step.new))) if step.new else ()
        for change in lister.of_step(step):
            if step.table is None or change.kind in ("replace", "insert", "delete", "move"):
                yield InPlace(change, old, new)
        if step.table is not None and step.op == "edit":
            before, after = _side(changes.old, step.old_at, step.old), _side(changes.new, step.new_at, step.new)
            i = j = 0
            for row in step.table.rows:
                rows = (i if row.old is not None else -1, j if row.new is not None else -1)
                yield from (InPlace(change, old, new, *rows) for change in _row(row, before, after))
                i, j = i + (row.old is not None), j + (row.new is not None)


def weights_of(changes: ChangeSet) -> tuple[Weight, ...]:
    """The weight of each step: of the weightiest change it makes."""
    lister = _Lister(changes.old, changes.new)
    return tuple(_weightiest(step, lister.of_step(step)) for step in changes.steps)


def _weightiest(step: Step, made: Iterable[Change]) -> Weight:
    weights = {change.weight for change in made}
    # Where something moved away weighs as much as a move; what makes no change of its own is a new number.
    return next((weight for weight in WEIGHTS if weight in weights), "wording" if step.op == "move-from" else "numbering")


def tally(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes of each kind; kinds that do not occur are left out."""
    count = Tally(change.kind for change in changes)
    return {kind: count[kind] for kind in KINDS if count[kind]}


def by_section(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """The tally of each section, in the order of the text."""
    sections: dict[str, list[Change]] = {}
    for change in changes:
        sections.setdefault(change.section, []).append(change)
    return {section: tally(rows) for section, rows in sections.items()}


class _Lister:
    def __init__(self, old: Flow, new: Flow) -> None:
        self._old, self._new = old, new
        self._numbers: dict[tuple[str, str], int] = {}

    def of_step(self, step: Step) -> Iterator[Change]:
        if step.op in ("same", "move-from") or _generated(step.new or step.old):
            return
        before = _side(self._old, step.old_at, step.old) if step.old else None
        after = _side(self._new, step.new_at, step.new) if step.new else None
        if step.table is not None:
            self._count_numbers(step.table.caption)
            yield from _table(step, before, after)
            return
        self._count_numbers(step.pieces)
        if step.op == "edit" and _only_numbers(step.pieces) and len(step.old) == len(step.new):
            return
        words = worded(step.pieces) if step.pieces else _whole(step)
        match step.op:
            case "insert":
                yield Change("insert", None, after, words)
            case "delete":
                yield Change("delete", before, None, words)
            case "move-to":
                yield Change("move", before, after, words if step.pieces else ())
            case _:
                yield from _edit(step, before, after, words)

    def _count_numbers(self, pieces: Sequence[Piece]) -> None:
        for gone, come in _relabelled(pieces):
            self._numbers[gone, come] = self._numbers.get((gone, come), 0) + 1

    def renumbered(self) -> Iterator[Change]:
        """What every cross-reference and caption says anew, said once."""
        if self._numbers:
            words: list[Word] = []
            for (gone, come), _ in sorted(self._numbers.items()):
                words += [("-", gone), ("+", come), ("=", " ; ")]
            yield Change("numbering", None, None, tuple(words[:-1]))


def _relabelled(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Labels of references to one target, or of one caption, that changed."""
    gone = [p.old for p in pieces if isinstance(p, Removed) and isinstance(p.old, Reference | Counter)]
    come = [p.new for p in pieces if isinstance(p, Added) and isinstance(p.new, Reference | Counter)]
    for old in gone:
        new = next((thing for thing in come if _same_target(old, thing)), None)
        if new is not None:
            come.remove(new)
            yield old.label.strip(" –\u00a0"), new.label.strip(" –\u00a0")


def _same_target(old: Reference | Counter, new: Reference | Counter) -> bool:
    match old, new:
        case Reference(target=a), Reference(target=b):
            return a == b
        case Counter(sequence=a), Counter(sequence=b):
            return a == b
        case _:
            return False


def _only_numbers(pieces: Sequence[Piece]) -> bool:
    changed = [p for p in pieces if not isinstance(p, Kept)]
    labels = [p for p in changed if isinstance(p, Added | Removed) and isinstance(_thing(p), Reference | Counter)]
    return bool(changed) and len(changed) == len(labels) == 2 * sum(1 for _ in _relabelled(pieces))


def _thing(piece: Added | Removed) -> Thing:
    return piece.new if isinstance(piece, Added) else piece.old


def _generated(blocks: Sequence[Block]) -> bool:
    return isinstance(blocks[0], Paragraph) and bool(blocks[0].role)


def _edit(step: Step, before: Side | None, after: Side | None, words: tuple[Word, ...]) -> Iterator[Change]:
    if len(step.new) > len(step.old):
        yield Change("split", before, after, words)
    elif len(step.new) < len(step.old):
        yield Change("merge", before, after, words)
    elif any(isinstance(piece, Added | Removed) for piece in step.pieces):
        yield Change("replace", before, after, words)
    elif any(isinstance(piece, Restyled) for piece in step.pieces) or form(step.old[0]) != form(step.new[0]) or _recoded(step):
        yield Change("format", before, after)
    for piece in step.pieces:
        if isinstance(piece, NoteEdit):
            inner = tuple(word for s in piece.steps for word in (worded(s.pieces) if s.pieces else _whole(s)))
            yield Change("note", before, after, inner)


def _recoded(step: Step) -> bool:
    """A code block whose language changed."""
    return isinstance(step.old[0], Code) and step.old[0] != step.new[0]


def _table(step: Step, before: Side | None, after: Side | None) -> Iterator[Change]:
    assert step.table is not None
    if any(isinstance(piece, Added | Removed) for piece in step.table.caption) and not _only_numbers(step.table.caption):
        yield Change("replace", before, after, worded(step.table.caption))
    names = _column_names(step.table)
    for row in step.table.rows:
        yield from _row(row, before, after, names)


def _column_names(table: TableEdit) -> tuple[str, ...]:
    """What the head of a table calls its columns, as it now is."""
    whole = table.new if table.new.rows else table.old
    if not whole.header_rows or not whole.rows:
        return ()
    names: list[str] = []
    for cell in whole.rows[min(whole.header_rows, len(whole.rows)) - 1].cells:
        names += [fold(" ".join(map(block_text, cell.blocks)))] * cell.columns
    return tuple(names)


def _cell_name(cell: CellEdit, row: RowEdit, names: tuple[str, ...]) -> str:
    """The first words of its row, and the name of its column; nothing where it is that first cell."""
    whole, own = (row.new, cell.new) if cell.new is not None else (row.old, cell.old)
    if whole is None or own is None:
        return ""
    at = 0
    for place, other in enumerate(whole.cells):
        if other is own:
            first = fold(" ".join(map(block_text, whole.cells[0].blocks))) if place else ""
            column = names[at] if at < len(names) else ""
            return ", ".join(name if len(name) <= _CELL_NAME else f"{name[:_CELL_NAME].rstrip()}…" for name in (first, column) if name)
        at += other.columns
    return ""


def _row(row: RowEdit, before: Side | None, after: Side | None, names: tuple[str, ...] = ()) -> Iterator[Change]:
    match row.op:
        case "insert":
            yield Change("row-insert", None, _row_side(after, row.new), (("+", _row_text(row.new)),))
        case "delete":
            yield Change("row-delete", _row_side(before, row.old), None, (("-", _row_text(row.old)),))
        case "edit":
            for cell in row.cells:
                yield from _cell(cell, row, before, after, _cell_name(cell, row, names))
        case "same":
            return


def _cell(cell: CellEdit, row: RowEdit, before: Side | None, after: Side | None, name: str) -> Iterator[Change]:
    words = tuple(word for step in cell.steps for word in (worded(step.pieces) if step.pieces else _whole(step)))
    if any(sign != "=" for sign, _ in words):
        yield Change("cell", _row_side(before, row.old), _row_side(after, row.new), words, name)
    elif cell.old != cell.new:
        yield Change("format", _row_side(before, row.old), _row_side(after, row.new), cell=name)


def _row_side(side: Side | None, row: object) -> Side | None:
    from ..text.model import Row

    if side is None or not isinstance(row, Row):
        return None
    return Side(side.file, side.section, side.block, row.lines or side.lines, _row_text(row))


def _row_text(row: object) -> str:
    from ..text.model import Row

    assert isinstance(row, Row)
    return " | ".join(" ".join(map(block_text, cell.blocks)) for cell in row.cells)


def _side(flow: Flow, at: int, blocks: Sequence[Block]) -> Side:
    placed = flow.items[at] if 0 <= at < len(flow.items) else Placed(blocks[0])
    spans = [block.lines for block in blocks if block.lines]
    lines = (spans[0][0], spans[-1][1]) if spans else None
    return Side(placed.file, placed.section, placed.number, lines, "\n".join(map(block_text, blocks)))


def _whole(step: Step) -> tuple[Word, ...]:
    if step.op in ("delete", "insert"):
        blocks, sign = (step.old, "-") if step.op == "delete" else (step.new, "+")
        return tuple((sign, block_text(block)) for block in blocks)  # type: ignore[misc]
    return ()


def worded(pieces: Iterable[Piece]) -> tuple[Word, ...]:
    """Pieces as signed words; neighbours of one sign joined. The end of a paragraph reads ¶."""
    out: list[Word] = []
    for piece in pieces:
        for sign, thing in _signed(piece):
            text = _thing_text(thing)
            if text and out and out[-1][0] == sign:
                out[-1] = (sign, out[-1][1] + text)
            elif text:
                out.append((sign, text))
    return tuple(out)


def _signed(piece: Piece) -> Iterator[tuple[Literal["=", "-", "+"], Thing]]:
    match piece:
        case Kept() | Restyled() | NoteEdit():
            yield "=", piece.new
        case Removed():
            yield "-", piece.old
        case Added():
            yield "+", piece.new


def _thing_text(thing: Inline | End) -> str:
    match thing:
        case Run():
            return thing.text
        case Break():
            return "\n"
        case End():
            return "¶"
        case Reference() | Counter():
            return thing.label
        case Image():
            return f"[{thing.alt or thing.source}]"
        case Note():
            return f"[{' '.join(map(block_text, thing.blocks))}]"

"""Which leaves of the new revision answer a leaf of the old one, and where each of its characters went: read off the change set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TypeAlias

from ..text.model import Block, Heading, Note, Paragraph
from ..text.plain import block_text
from .changes import Added, ChangeSet, End, Kept, NoteEdit, Piece, Removed, Restyled, RowEdit, Step, TableEdit
from .leaves import CAPTION, NOTE, Folded, Key, bare_words, leaves_of, read_text, shared_words

Stretch: TypeAlias = tuple[int, int, int, int]
"""Old first, old last, new first, new last: characters that stand in both."""


@dataclass(frozen=True, slots=True)
class Target:
    """The leaves that answer one. `pieces`: the words between them (None: word for word). `moved`: the change set says so."""

    keys: tuple[Key, ...]
    pieces: tuple[Piece, ...] | None = None
    moved: bool = False


class Links:
    """Key of an old leaf → its target."""

    def __init__(self, changes: ChangeSet) -> None:
        self.targets: dict[Key, Target] = {}
        for step in changes.steps:
            if step.old and step.new:
                self._step(step, (step.old_at,), (step.new_at,), moved=step.op == "move-to")
        self._moved_whole(changes)

    def _moved_whole(self, changes: ChangeSet) -> None:
        """Tables, code and figures that were deleted here and inserted there as they were: change sets show only paragraphs as moved."""
        gone: dict[str, list[int]] = defaultdict(list)
        for step in changes.steps:
            if step.op == "delete" and not isinstance(step.old[0], Paragraph | Heading):
                gone[block_text(step.old[0])].append(step.old_at)
        for step in changes.steps:
            if step.op == "insert" and gone.get(block_text(step.new[0])):
                at = gone[block_text(step.new[0])].pop(0)
                self._whole(changes.old.items[at].block, step.new[0], (at,), (step.new_at,), moved=True)

    def _step(self, step: Step, old: Key, new: Key, *, moved: bool) -> None:
        if step.table is not None:
            self._table(step.table, old, new, moved=moved)
        elif step.pieces:
            news = _following(new, len(step.new))
            for rank, key in enumerate(_following(old, len(step.old))):
                self.targets[key] = Target(news, _of_paragraph(step.pieces, rank), moved)
            self._notes(step.pieces, old, new, moved=moved)
        elif len(step.old) == len(step.new) == 1:
            self._whole(step.old[0], step.new[0], old, new, moved=moved)

    def _whole(self, before: Block, after: Block, old: Key, new: Key, *, moved: bool) -> None:
        """Blocks that read the same; of others, an edit without pieces is a change of form or of what cannot be read."""
        for a, b in zip_longest(leaves_of(before, old), leaves_of(after, new)):
            if a is None or b is None or a.text != b.text:
                return
            self.targets[a.key] = Target((b.key,), None, moved)

    def _table(self, table: TableEdit, old: Key, new: Key, *, moved: bool) -> None:
        if table.old.caption and table.new.caption:
            self.targets[*old, CAPTION] = Target(((*new, CAPTION),), table.caption, moved)
            self._notes(table.caption, (*old, CAPTION), (*new, CAPTION), moved=moved)
        i = j = 0
        for row in table.rows:
            if row.old is not None and row.new is not None:
                self._row(row, (*old, i), (*new, j), moved=moved)
            i += row.old is not None
            j += row.new is not None

    def _row(self, row: RowEdit, old: Key, new: Key, *, moved: bool) -> None:
        assert row.old is not None
        assert row.new is not None
        if row.op == "same":
            for c, (before, after) in enumerate(zip(row.old.cells, row.new.cells, strict=True)):
                for b, (x, y) in enumerate(zip(before.blocks, after.blocks, strict=True)):
                    self._whole(x, y, (*old, c, b), (*new, c, b), moved=moved)
            return
        i = j = 0
        for cell in row.cells:
            if cell.old is not None and cell.new is not None:
                self._nested(cell.steps, (*old, i), (*new, j), moved=moved)
            i += cell.old is not None
            j += cell.new is not None

    def _nested(self, steps: Sequence[Step], old: Key, new: Key, *, moved: bool) -> None:
        i = j = 0
        for step in steps:
            if step.old and step.new:
                self._step(step, (*old, i), (*new, j), moved=moved)
            i += len(step.old) if step.op != "move-to" else 0
            j += len(step.new)

    def _notes(self, pieces: Iterable[Piece], old: Key, new: Key, *, moved: bool) -> None:
        """The notes that stand in both, counted in each paragraph of a split or merge."""
        old_notes, new_notes = _Marks(old), _Marks(new)
        for piece in pieces:
            before = None if isinstance(piece, Added) else piece.old
            after = None if isinstance(piece, Removed) else piece.new
            a, b = old_notes.passed(before), new_notes.passed(after)
            if isinstance(piece, NoteEdit):
                self._nested(piece.steps, a, b, moved=moved)
            elif isinstance(before, Note) and isinstance(after, Note):
                for rank, (x, y) in enumerate(zip(before.blocks, after.blocks, strict=False)):
                    self._whole(x, y, (*a, rank), (*b, rank), moved=moved)


class _Marks:
    """The key of each note met on the way through a paragraph, or through several with their ends between them."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._notes = 0

    def passed(self, thing: object) -> Key:
        """The key of a note; what is none has none."""
        if isinstance(thing, End):
            self._key, self._notes = (*self._key[:-1], self._key[-1] + 1), 0
        if not isinstance(thing, Note):
            return ()
        self._notes += 1
        return (*self._key, NOTE, self._notes - 1)


def _following(key: Key, count: int) -> tuple[Key, ...]:
    return tuple((*key[:-1], key[-1] + rank) for rank in range(count))


def _of_paragraph(pieces: tuple[Piece, ...], paragraph: int) -> tuple[Piece, ...]:
    """The pieces with all but one old paragraph of a merge taken as added text, so that positions count in that paragraph alone."""
    if paragraph == 0 and not any(isinstance(_old(piece), End) for piece in pieces):
        return pieces
    out: list[Piece] = []
    current = 0
    for piece in pieces:
        old = _old(piece)
        if current == paragraph and not isinstance(old, End):
            out.append(piece)
        elif not isinstance(piece, Removed):
            out.append(Added(piece.new))
        if isinstance(old, End):
            current += 1
    return tuple(out)


def _old(piece: Piece) -> object:
    return None if isinstance(piece, Added) else piece.old


# ------------------------------------------------------------------ where the characters went


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of some characters: where they stand now, and how many of their letters were kept."""

    start: int
    end: int
    kept: int
    held: bool
    """The paragraph goes on unchanged before and after, or ends there, so that what stands there now replaced them."""


class Mapping:
    """Where the characters of a leaf went, in the joined text of its target (paragraphs a line feed apart)."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        old, new = [], []
        self._kept: list[Stretch] = []
        self.signs: list[tuple[int, int]] = []
        """Notes and pictures that came or went, by old and new position."""
        a = b = 0
        for piece in pieces:
            before = "" if isinstance(piece, Added) else read_text(piece.old)
            after = "" if isinstance(piece, Removed) else read_text(piece.new)
            if isinstance(piece, Kept | Restyled | NoteEdit):
                self._keep((a, a + len(before), b, b + len(after)))
            elif not before and not after:
                self.signs.append((a, b))
            old.append(before)
            new.append(after)
            a, b = a + len(before), b + len(after)
        self.old, self.new = "".join(old), "".join(new)

    @property
    def kept(self) -> Sequence[Stretch]:
        """The stretches that stand in both, in order."""
        return self._kept

    def _keep(self, stretch: Stretch) -> None:
        if self._kept and self._kept[-1][1] == stretch[0] and self._kept[-1][3] == stretch[2]:
            last = self._kept.pop()
            stretch = (last[0], stretch[1], last[2], stretch[3])
        if stretch[0] < stretch[1]:
            self._kept.append(stretch)

    def passage(self, start: int, end: int) -> Passage:
        """Where `old[start:end]` stands now."""
        kept = 0
        touched = False
        for a, b, _, _ in self._kept:
            if a < end and b > start:
                kept += letters(self.old[max(a, start) : min(b, end)])
                touched = True
        if not touched:
            first, last = self._gap(start)
        else:
            first, last = self._first(start), self._last(end)
        return Passage(first, max(first, last), kept, self._holds(start, end))

    def standing(self, words: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where the words of a passage stand in the new text, nearest first; not where they stood before, besides the passage."""
        places = [place for place in self._folded.stretches(words) if place[0] < end and place[1] > start or not self._stood(*place)]
        return sorted(places, key=lambda place: abs(place[0] - start))

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.new)

    def _stood(self, first: int, last: int) -> bool:
        return any(c <= first and last <= d for _, _, c, d in self._kept)

    def signed(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether a note or picture came or went inside a passage, given in the old and in the new text."""
        return any(start < a < end and first < b < last for a, b in self.signs)

    @cached_property
    def alike(self) -> float:
        """Share of the old text that stands in the new one: letters kept, or words in order whatever their case."""
        kept = sum(letters(self.old[a:b]) for a, b, _, _ in self._kept) / max(1, letters(self.old))
        if kept >= ENOUGH:
            return kept
        if len(self.old) * len(self.new) <= LONG:
            return max(kept, shared_words(self.old, self.new))
        words = Counter(bare_words(self.old))
        return (words & Counter(bare_words(self.new))).total() / max(1, words.total())

    def _gap(self, position: int) -> tuple[int, int]:
        """What stands where a stretch that holds a position was taken out."""
        before = max((d for _, b, _, d in self._kept if b <= position), default=0)
        return before, min((c for a, _, c, _ in self._kept if a > position), default=len(self.new))

    def _first(self, start: int) -> int:
        """Where the new text of a passage begins: what replaced its first characters belongs to it, what came before them does not."""
        old, new = 0, 0
        for a, b, c, d in self._kept:
            if b > start:
                return c + start - a if a <= start else self._into((old, a, new, c), start)
            old, new = b, d
        return new

    def _last(self, end: int) -> int:
        old, new = len(self.old), len(self.new)
        for a, b, c, d in reversed(self._kept):
            if a < end:
                return c + end - a if end <= b else self._into((b, old, d, new), end)
            old, new = a, c
        return new

    def _into(self, replaced: Stretch, position: int) -> int:
        """A position inside a replaced stretch: with the letters that both wordings share, else at the end it is nearer to."""
        a, b, c, d = replaced
        gone, come = self.old[a:b], self.new[c:d]
        if come.startswith(gone[: position - a]):
            return c + position - a
        if come.endswith(gone[position - a :]):
            return d - (b - position)
        return d if 2 * (position - a) > b - a else c

    def _holds(self, start: int, end: int) -> bool:
        before = any(a < start and letters(self.old[a : min(b, start)][-BESIDE:]) >= HOLD for a, b, _, _ in self._kept)
        after = any(b > end and letters(self.old[max(a, end) : b][:BESIDE]) >= HOLD for a, b, _, _ in self._kept)
        first, last = not any(map(str.isalnum, self.old[:start])), not any(map(str.isalnum, self.old[end:]))
        return (before or first) and (after or last) and (before or after)


ENOUGH = 0.5
"""Share of kept letters that needs no second look."""
LONG = 1_000_000_000
"""Product of two lengths from which the order of words is not looked at."""
BESIDE = 40
"""Characters looked at beside a replaced passage."""
HOLD = 8
"""Letters among them that must go on unchanged."""


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))

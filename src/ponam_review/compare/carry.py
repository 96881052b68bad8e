"""Positions carried from one revision to another: how comments follow the text.

The change set says where each word went. Where it says that the words are gone, the quote is looked for; a look-alike elsewhere is no answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from ..text.flow import Flow
from ..text.model import Block, Code, Figure, Heading, Lines, Note, Paragraph, Rule, Table
from ..text.plain import fold
from ..text.remarks import Fate
from .changes import Added, ChangeSet, End, Kept, NoteEdit, Piece, Removed, Restyled, Step
from .pieces import content_of
from .words import OBJECT, line_of

FOUND_AGAIN = 0.8
"""Share of a quote's words that must stand, in order, in what a search returns."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What is to be carried. `line`: source line where it starts in the old revision, 0 when unknown; `file` its section file."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    line: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a quote went. `exact` is its text now, None when it is gone; `score` (0..1) how sure that is."""

    fate: Fate
    exact: str | None
    lines: Lines
    file: str
    section: str
    block: int
    score: float


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One paragraph of text wherever it stands (body, cell, caption, note), as a line of characters."""

    text: str
    at: int
    """Index in the flow of the block that holds it."""
    lines: Lines
    key: tuple[int, ...]
    """Which leaf of its flow it is."""


GONE = Carried("gone", None, None, "", "", 0, 0.0)


class Carrier:
    """Carries many quotes between the same two revisions; both texts are laid out once."""

    def __init__(self, changes: ChangeSet) -> None:
        self._changes = changes
        self._old = list(_leaves(changes.old))
        self._new = list(_leaves(changes.new))
        self._new_text = {leaf.key: leaf for leaf in self._new}
        self._links = _Links(changes)
        self._by_at: dict[int, list[_Leaf]] = defaultdict(list)
        for leaf in self._old:
            self._by_at[leaf.at].append(leaf)
        self._words: dict[str, set[int]] | None = None

    def carry(self, quote: Quote) -> Carried:
        """The fate of a quote of the old revision in the new one."""
        found = self._locate(quote)
        if found is None:
            return self._search(quote, None)
        leaf, start, end = found
        target = self._links.target(leaf.key)
        if target is None:
            return self._search(quote, leaf)
        return self._mapped(quote, leaf, start, end, target)

    # -------------------------------------------------------------- in the old revision

    def _locate(self, quote: Quote) -> tuple[_Leaf, int, int] | None:
        """The leaf and span of a quote in the old revision: on its line first, then the place whose surroundings fit best."""
        best: tuple[float, _Leaf, int, int] | None = None
        for leaf in self._old:
            near = _near(leaf, quote, self._changes.old)
            for start, end in occurrences(leaf.text, quote.exact):
                score = near + surroundings(leaf.text, start, end, quote)
                if best is None or score > best[0]:
                    best = (score, leaf, start, end)
            if best is not None and best[0] >= 12.0:
                break
        return None if best is None else best[1:]

    # -------------------------------------------------------------- in the new revision

    def _mapped(self, quote: Quote, leaf: _Leaf, start: int, end: int, target: _Target) -> Carried:
        if target.pieces is None:
            new_leaf = self._new_text[target.keys[0]]
            return self._answer("moved" if target.moved else "same", new_leaf, start, end, 1.0)
        spans = _mapping(target.pieces)
        kept = sum(min(b, end) - max(a, start) for a, b, _, _ in spans if a < end and b > start)
        first = next((c + max(0, start - a) for a, b, c, _ in spans if b > start and a < end), None)
        if first is None or kept < 0.3 * (end - start) and not _tight(spans, start, end):
            return self._search(quote, leaf, target)
        last = next(c + min(b, end) - a for a, b, c, _ in reversed(spans) if b > start and a < end)
        text, position = _new_side(target.pieces)
        new_leaf, offset = self._leaf_at(target, text, first)
        passage = text[first:last]
        whole = fold(passage.replace(OBJECT, "")) == fold(leaf.text[start:end].replace(OBJECT, ""))
        fate: Fate = "reworded" if not whole else "moved" if target.moved else "same"
        score = 1.0 if whole else round(min(0.99, 0.5 + 0.5 * kept / max(end - start, last - first, 1)), 3)
        return self._answer(fate, new_leaf, first - offset, min(last - offset, len(new_leaf.text)), score)

    def _leaf_at(self, target: _Target, text: str, position: int) -> tuple[_Leaf, int]:
        """Of the paragraphs a split made, the one that holds a position of their joined text, and where it begins there."""
        offset = 0
        for key in target.keys:
            leaf = self._new_text[key]
            if position <= offset + len(leaf.text):
                return leaf, offset
            offset += len(leaf.text) + 1
        leaf = self._new_text[target.keys[-1]]
        return leaf, max(0, len(text) - len(leaf.text))

    def _search(self, quote: Quote, leaf: _Leaf | None, target: _Target | None = None) -> Carried:
        """The quote looked for in the new text: word for word and once, else nearly and among the neighbours of its paragraph."""
        exact = [(new, a, b) for new in self._new for a, b in occurrences(new.text, quote.exact)]
        if exact:
            new, a, b = max(exact, key=lambda hit: surroundings(hit[0].text, hit[1], hit[2], quote))
            around = surroundings(new.text, a, b, quote)
            if len(exact) == 1 and len(quote.exact.split()) >= 4 or around >= 1.0:
                return self._answer("moved", new, a, b, 0.9)
        return GONE

    def _answer(self, fate: Fate, leaf: _Leaf, start: int, end: int, score: float) -> Carried:
        placed = self._changes.new.items[leaf.at]
        exact = fold(leaf.text[start:end].replace(OBJECT, ""))
        return Carried(fate, exact, leaf.lines, placed.file, placed.section, placed.number, score)


# ------------------------------------------------------------------ leaves and where they went


def _leaves(flow: Flow) -> Iterator[_Leaf]:
    for at, item in enumerate(flow.items):
        yield from _leaves_of(item.block, at, item.block.lines, (at,))


def _leaves_of(block: Block, at: int, lines: Lines, key: tuple[int, ...]) -> Iterator[_Leaf]:
    lines = block.lines or lines
    match block:
        case Heading() | Paragraph() | Code() | Figure():
            content = content_of(block)
            yield _Leaf(line_of(content).text, at, lines, key)
            yield from _leaves_of_notes((i for i in content if isinstance(i, Note)), at, lines, key)
        case Table():
            if block.caption:
                yield _Leaf(line_of(block.caption).text, at, lines, (*key, -1))
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row.cells):
                    for b, inner in enumerate(cell.blocks):
                        yield from _leaves_of(inner, at, row.lines or lines, (*key, r, c, b))
        case Rule():
            return


def _leaves_of_notes(notes: Iterable[Note], at: int, lines: Lines, key: tuple[int, ...]) -> Iterator[_Leaf]:
    for n, note in enumerate(notes):
        for b, inner in enumerate(note.blocks):
            yield from _leaves_of(inner, at, lines, (*key, -2, n, b))


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a leaf went: the new leaves that answer it, the pieces between (None: word for word), whether it was moved."""

    keys: tuple[tuple[int, ...], ...]
    pieces: tuple[Piece, ...] | None
    moved: bool = False


class _Links:
    """Old leaf → new leaf, read off the change set."""

    def __init__(self, changes: ChangeSet) -> None:
        self._targets: dict[tuple[int, ...], _Target] = {}
        for step in changes.steps:
            if step.old and step.new:
                self._step(step, (step.old_at,), (step.new_at,), step.op == "move-to")

    def target(self, key: tuple[int, ...]) -> _Target | None:
        return self._targets.get(key)

    def _step(self, step: Step, old: tuple[int, ...], new: tuple[int, ...], moved: bool) -> None:
        if step.table is not None:
            self._table(step, old, new, moved)
            return
        if not step.pieces:
            if step.old[0] == step.new[0] or step.op != "edit":
                for a, b in zip(_leaves_of(step.old[0], 0, None, old), _leaves_of(step.new[0], 0, None, new), strict=False):
                    self._targets[a.key] = _Target((b.key,), None, moved)
            return
        news = tuple((*new[:-1], new[-1] + k) for k in range(len(step.new)))
        for k in range(len(step.old)):
            key = (*old[:-1], old[-1] + k)
            self._targets[key] = _Target(news, _from(step.pieces, k), moved)
        self._notes(step, old, new, moved)

    def _notes(self, step: Step, old: tuple[int, ...], new: tuple[int, ...], moved: bool) -> None:
        """Notes that stood and stand in single paragraphs; in splits they are found by search."""
        if len(step.old) > 1 or len(step.new) > 1:
            return
        a = b = 0
        for piece in step.pieces:
            match piece:
                case Kept(Note() as before, Note() as after):
                    for x, y in zip(before.blocks, after.blocks, strict=True):
                        i = before.blocks.index(x)
                        pairs = zip(_leaves_of(x, 0, None, (*old, -2, a, i)), _leaves_of(y, 0, None, (*new, -2, b, i)), strict=False)
                        self._targets.update({p.key: _Target((q.key,), None, moved) for p, q in pairs})
                    a, b = a + 1, b + 1
                case NoteEdit():
                    self._nested(piece.steps, (*old, -2, a), (*new, -2, b), moved)
                    a, b = a + 1, b + 1
                case Removed(Note()):
                    a += 1
                case Added(Note()):
                    b += 1
                case _:
                    pass

    def _table(self, step: Step, old: tuple[int, ...], new: tuple[int, ...], moved: bool) -> None:
        assert step.table is not None
        if step.table.old.caption and step.table.new.caption:
            self._targets[*old, -1] = _Target(((*new, -1),), step.table.caption, moved)
        i = j = 0
        for row in step.table.rows:
            if row.old is not None and row.new is not None:
                if row.op == "same":
                    for c, cell in enumerate(row.new.cells):
                        for b, inner in enumerate(cell.blocks):
                            leaves = zip(_leaves_of(inner, 0, None, (*old, i, c, b)), _leaves_of(inner, 0, None, (*new, j, c, b)), strict=True)
                            self._targets.update({p.key: _Target((q.key,), None, moved) for p, q in leaves})
                else:
                    p = q = 0
                    for edit in row.cells:
                        if edit.old is not None and edit.new is not None:
                            self._nested(edit.steps, (*old, i, p), (*new, j, q), moved)
                        p += edit.old is not None
                        q += edit.new is not None
            i += row.old is not None
            j += row.new is not None

    def _nested(self, steps: Sequence[Step], old: tuple[int, ...], new: tuple[int, ...], moved: bool) -> None:
        i = j = 0
        for step in steps:
            if step.old and step.new:
                self._step(step, (*old, i), (*new, j), moved)
            i += len(step.old) if step.op not in ("insert", "move-to") else 0
            j += len(step.new) if step.op not in ("delete", "move-from") else 0


def _from(pieces: tuple[Piece, ...], paragraph: int) -> tuple[Piece, ...]:
    """The pieces with all but one old paragraph of a merge taken as added text, so that positions count in that paragraph alone."""
    if paragraph == 0 and not any(isinstance(_old(p), End) for p in pieces):
        return pieces
    out: list[Piece] = []
    current = 0
    for piece in pieces:
        old = _old(piece)
        if current == paragraph:
            out.append(piece if not isinstance(old, End) else _as_added(piece) or Removed(old))
        else:
            added = _as_added(piece)
            if added is not None:
                out.append(added)
        if isinstance(old, End):
            current += 1
    return tuple(out)


def _old(piece: Piece) -> object:
    return None if isinstance(piece, Added) else piece.old


def _as_added(piece: Piece) -> Piece | None:
    return None if isinstance(piece, Removed) else Added(piece.new)


def _mapping(pieces: Iterable[Piece]) -> list[tuple[int, int, int, int]]:
    """(old first, old last, new first, new last) of every stretch of characters that was kept."""
    out: list[tuple[int, int, int, int]] = []
    a = b = 0
    for piece in pieces:
        match piece:
            case Kept() | Restyled() | NoteEdit():
                length = _length(piece.new)
                out.append((a, a + length, b, b + length))
                a, b = a + length, b + length
            case Removed():
                a += _length(piece.old)
            case Added():
                b += _length(piece.new)
    return out


def _length(thing: object) -> int:
    return len(thing.text) if hasattr(thing, "text") else 1


def _new_side(pieces: Iterable[Piece]) -> tuple[str, int]:
    parts = [line_of((piece.new,)).text for piece in pieces if not isinstance(piece, Removed)]
    text = "".join(parts)
    return text, len(text)


def _tight(spans: Sequence[tuple[int, int, int, int]], start: int, end: int) -> bool:
    """Whether the paragraph goes on unchanged on both sides of a passage, so that what stands between now replaced it."""
    before = any(b <= start and b - a >= 12 for a, b, _, _ in spans)
    after = any(a >= end and b - a >= 12 for a, b, _, _ in spans)
    return before and after


# ------------------------------------------------------------------ finding quotes


def occurrences(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """Spans of `text` that read as `exact`, white space folded and objects passed over."""
    if not exact:
        return
    start = text.find(exact)
    if start >= 0:
        while start >= 0:
            yield start, start + len(exact)
            start = text.find(exact, start + 1)
        return
    folded, places = _folded(text)
    wanted = fold(exact)
    start = folded.find(wanted)
    while start >= 0 and wanted:
        yield places[start], places[start + len(wanted) - 1] + 1
        start = folded.find(wanted, start + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    out: list[str] = []
    places: list[int] = []
    for position, character in enumerate(text):
        if character == OBJECT:
            continue
        if character.isspace():
            if not out or out[-1] == " ":
                continue
            character = " "
        out.append(character)
        places.append(position)
    return "".join(out), places


def surroundings(text: str, start: int, end: int, quote: Quote) -> float:
    """How well the text around a span fits the quote's prefix and suffix: 0 to 2."""
    before = fold(text[max(0, start - 80) : start].replace(OBJECT, ""))
    after = fold(text[end : end + 80].replace(OBJECT, ""))
    return _shared_end(before, fold(quote.prefix)) + _shared_end(after[::-1], fold(quote.suffix)[::-1])


def _shared_end(text: str, wanted: str) -> float:
    if not wanted:
        return 1.0 if not text else 0.5
    count = 0
    for a, b in zip(reversed(text), reversed(wanted), strict=False):
        if a != b:
            break
        count += 1
    return min(1.0, count / min(len(wanted), 16))


def _near(leaf: _Leaf, quote: Quote, flow: Flow) -> float:
    """10 on the quote's own line, less the further away; a quote of another file is never here."""
    if quote.file and flow.items[leaf.at].file and not flow.items[leaf.at].file.endswith(quote.file):
        return -100.0
    if not quote.line or leaf.lines is None:
        return 0.0
    first, last = leaf.lines
    if first <= quote.line <= last:
        return 10.0
    return max(0.0, 5.0 - min(abs(first - quote.line), abs(last - quote.line)) * 0.5)


def words_shared(a: str, b: str) -> float:
    """Share of the words of `a` that stand, in order, in `b`."""
    words = fold(a).split()
    return LCSseq.similarity(words, fold(b).split()) / len(words) if words else 0.0


def leaf_of(starts: Sequence[int], position: int) -> int:
    """Index of the stretch that holds a position."""
    return bisect_right(starts, position) - 1

"""Which old block answers which new block.

Blocks are aligned before words: first blocks whose text stands once in each revision and their equal neighbours, then, in the stretches
between, blocks that share most of their words, then the parts of split and joined paragraphs; last, what was deleted here and inserted
there is a move.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from rapidfuzz.distance import Indel, LCSseq

from ..text.model import Block, Heading, Paragraph, Rule, Table
from ..text.plain import block_text, notes_of
from .words import heaviest_order

ALIKE = 0.40
"""Share of words (Indel similarity) from which two blocks in one stretch are held to be the same paragraph, reworded."""
CONTAINED = 0.75
"""Share of the shorter block's words found, in order, in the longer one, that makes it a part of it."""
STRANGERS = 2
"""How many new paragraphs in a row may stand between the parts of a split one."""
MOVED_ALIKE = 0.75
"""Likeness asked of a block that was moved *and* edited; far higher, since nothing else speaks for it."""
MOVE_WORDS = 4
"""A moved block has at least this many words; shorter ones (table words, "Oui") are repeated by chance."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as alignment sees it."""

    text: str
    words: tuple[str, ...]
    kind: str
    """"text", "table", "rule", or the role of a generated paragraph: only blocks of one kind are aligned."""
    place: str
    """The section it stands in."""
    joins: str = ""
    """Only paragraphs of one such kind are split and joined; "" never is."""


@dataclass(slots=True)
class Alignment:
    """Pairs and groups of indexes, old then new; what is in none was deleted or inserted. Filled in only inside `align`."""

    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    """In the order of the text; one to one as a rule, one to many a split, many to one a merge."""
    moves: list[tuple[int, int]] = field(default_factory=list)


def unit_of(block: Block, place: str) -> Unit:
    """What alignment needs to know of a block."""
    text = block_text(block)
    notes = [inner for note in notes_of(block) for inner in map(block_text, note.blocks)]
    if notes and not text.strip():
        text = "\n".join(notes)
    kind = "text"
    if isinstance(block, Table):
        kind = "table"
    elif isinstance(block, Rule):
        kind = "rule"
    elif isinstance(block, Paragraph) and block.role:
        kind = block.role
    joins = type(block).__name__ if kind == "text" and isinstance(block, Paragraph | Heading) else ""
    return Unit(text, _words(text), kind, place, joins)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.lower().replace("’", " ").replace("'", " ").split() if any(map(str.isalnum, word)))


def align(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """The alignment of two sequences of blocks."""
    pairs = _equal_pairs(old, new)
    pairs += _alike_pairs(old, new, pairs)
    pairs.sort()
    result = Alignment()
    grouped = _grouped(old, new, pairs)
    result.groups = grouped
    used_old = {i for group in grouped for i in group[0]}
    used_new = {j for group in grouped for j in group[1]}
    left_old = [i for i in range(len(old)) if i not in used_old]
    left_new = [j for j in range(len(new)) if j not in used_new]
    result.moves = _moves(old, new, left_old, left_new)
    return result


# ------------------------------------------------------------------ blocks that read the same


def _equal_pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """A heading answers a heading before it answers an item of a list of contents that reads the same."""
    pairs: list[tuple[int, int]] = []
    a, b = _numbered(old, new, formed=True)
    _equal_between(a, b, 0, len(a), 0, len(b), old, new, pairs)
    a, b = _numbered(old, new, formed=False)
    at = bt = 0
    for i, j in [*sorted(pairs), (len(old), len(new))]:
        if at < i and bt < j:
            _equal_between(a, b, at, i, bt, j, old, new, pairs)
        at, bt = i + 1, j + 1
    return pairs


def _numbered(old: Sequence[Unit], new: Sequence[Unit], *, formed: bool) -> tuple[list[int], list[int]]:
    """The blocks of both revisions as numbers, equal for what reads the same (and is a heading in both, or in neither)."""
    numbers: dict[tuple[str, str, str], int] = {}
    sides = [[numbers.setdefault((u.kind, u.joins if formed else "", u.text), len(numbers)) for u in units] for units in (old, new)]
    return sides[0], sides[1]


def _equal_between(
    a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int,
    old: Sequence[Unit], new: Sequence[Unit], pairs: list[tuple[int, int]],
) -> None:  # fmt: skip
    """Pairs of equal blocks in one stretch: its equal ends, then landmarks and what lies between them."""
    while i < i_end and j < j_end and a[i] == b[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        pairs.append((i_end, j_end))
    if i == i_end or j == j_end:
        return
    marks = _landmarks(a, b, i, i_end, j, j_end, old, new)
    if not marks:
        pairs += _kernel_pairs(a[i:i_end], b[j:j_end], i, j)
        return
    at, bt = i, j
    for x, y in [*marks, (i_end, j_end)]:
        if at < x and bt < y:
            _equal_between(a, b, at, x, bt, y, old, new, pairs)
        if x < i_end:
            pairs.append((x, y))
        at, bt = x + 1, y + 1


def _landmarks(
    a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int, old: Sequence[Unit], new: Sequence[Unit]
) -> list[tuple[int, int]]:
    """Blocks that stand once in both stretches (or once in the same section), in the order that keeps most text in place."""
    for keyed in (False, True):
        where_a = _once(((a[x], old[x].place if keyed else ""), x) for x in range(i, i_end))
        where_b = _once(((b[y], new[y].place if keyed else ""), y) for y in range(j, j_end))
        pairs = [(x, where_b[key], 1.0 + len(old[x].text)) for key, x in where_a.items() if key in where_b]
        if pairs:
            return heaviest_order(pairs)
    return []


def _once(places: Iterable[tuple[tuple[int, str], int]]) -> dict[tuple[int, str], int]:
    seen: dict[tuple[int, str], int] = {}
    twice: set[tuple[int, str]] = set()
    for key, place in places:
        if key in seen:
            twice.add(key)
        seen[key] = place
    return {key: place for key, place in seen.items() if key not in twice}


def _kernel_pairs(a: list[int], b: list[int], i: int, j: int) -> list[tuple[int, int]]:
    """Repeated blocks only: the longest common order of them, however many stand between."""
    if not set(a) & set(b):
        return []
    out: list[tuple[int, int]] = []
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            out += zip(range(i + code.src_start, i + code.src_end), range(j + code.dest_start, j + code.dest_end), strict=True)
    return out


# ------------------------------------------------------------------ blocks that were reworded


def _alike_pairs(old: Sequence[Unit], new: Sequence[Unit], equal: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = bt = 0
    for i, j in [*sorted(equal), (len(old), len(new))]:
        if at < i and bt < j:
            out += _alike_between(old, new, range(at, i), range(bt, j))
        at, bt = i + 1, j + 1
    return out


def _alike_between(old: Sequence[Unit], new: Sequence[Unit], olds: range, news: range) -> list[tuple[int, int]]:
    candidates: list[tuple[int, int, float]] = []
    for i, j in _candidates(old, new, olds, news, everything=len(olds) * len(news) <= 400):
        score = likeness(old[i], new[j])
        if score:
            weight = score * min(len(old[i].words), len(new[j].words)) + 0.01
            candidates.append((i, j, weight))
    return heaviest_order(candidates)


def likeness(old: Unit, new: Unit) -> float:
    """0 when the two are not the same paragraph, else how alike they are (0..1)."""
    if old.kind != new.kind:
        return 0.0
    if old.text == new.text:
        return 1.0
    if not old.words or not new.words:
        return 0.0
    common = _common(old.words, new.words)
    ratio: float = 2 * common / (len(old.words) + len(new.words))
    if ratio >= (0.2 if old.kind == "table" else ALIKE):
        return ratio
    shorter = min(len(old.words), len(new.words))
    if shorter >= 4 and common / shorter >= CONTAINED:
        return max(ratio, 0.1)
    return 0.0


HUGE = 1_000_000_000
"""Product of word counts beyond which order is not looked at: words in common say enough of paragraphs that long."""


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words the two share, in order."""
    if len(a) * len(b) > HUGE:
        return sum((Counter(a) & Counter(b)).values())
    return LCSseq.similarity(a, b)


def _candidates(
    old: Sequence[Unit], new: Sequence[Unit], olds: Sequence[int], news: Sequence[int], *, everything: bool, most: int = 8
) -> list[tuple[int, int]]:
    """Pairs worth measuring: all of them in a short stretch, else those that share rare words."""
    if everything:
        return [(i, j) for i in olds for j in news]
    index: dict[str, list[int]] = defaultdict(list)
    for i in olds:
        for word in set(old[i].words):
            index[word].append(i)
    out: list[tuple[int, int]] = []
    for j in news:
        votes: defaultdict[int, float] = defaultdict(float)
        for word in set(new[j].words):
            owners = index.get(word, ())
            if 0 < len(owners) <= 60:
                weight = 1 / len(owners)
                for i in owners:
                    votes[i] += weight
        out += ((i, j) for i in nlargest(most, votes, key=votes.__getitem__))
    return out


# ------------------------------------------------------------------ splits and merges


def _grouped(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Each pair with the unmatched neighbours that hold the rest of its words."""
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for position, (i, j) in enumerate(pairs):
        floor_i, floor_j = (groups[-1][0][-1], groups[-1][1][-1]) if groups else (-1, -1)
        top_i, top_j = pairs[position + 1] if position + 1 < len(pairs) else (len(old), len(new))
        olds: tuple[int, ...] = (i,)
        news: tuple[int, ...] = (j,)
        if old[i].joins and old[i].joins == new[j].joins and old[i].text != new[j].text:
            news = _grown(old[i], new, j, floor_j, top_j)
            if len(news) == 1:
                olds = _grown(new[j], old, i, floor_i, top_i)
        groups.append((olds, news))
    return groups


def _grown(whole: Unit, others: Sequence[Unit], place: int, floor: int, top: int) -> tuple[int, ...]:
    """The run of blocks around `place` that together are `whole`, cut into paragraphs; up to two new ones may stand between its parts."""
    first = last = place
    words = list(others[place].words)
    common = -1
    for step, stop in ((1, top), (-1, floor)):
        waiting: list[str] = []
        following, missed = place + step, 0
        while following != stop and missed <= STRANGERS and others[following].joins == whole.joins and others[following].words:
            more = others[following].words
            common = common if common >= 0 else _common(whole.words, words)
            joined = [*words, *waiting, *more] if step > 0 else [*more, *waiting, *words]
            gained = _common(whole.words, joined) - common
            if gained >= max(0.7 * len(more), min(3, len(more))):
                words, common, waiting, missed = joined, common + gained, [], 0
                first, last = min(first, following), max(last, following)
            else:
                waiting = [*waiting, *more] if step > 0 else [*more, *waiting]
                missed += 1
            following += step
    return tuple(range(first, last + 1))


# ------------------------------------------------------------------ moves


def _moves(old: Sequence[Unit], new: Sequence[Unit], olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
    """Deleted here, inserted there: the same text, or nearly."""
    olds = [i for i in olds if old[i].kind == "text" and len(old[i].words) >= MOVE_WORDS]
    news = [j for j in news if new[j].kind == "text" and len(new[j].words) >= MOVE_WORDS]
    by_text: dict[str, list[int]] = defaultdict(list)
    for i in reversed(olds):
        by_text[old[i].text].append(i)
    moves: list[tuple[int, int]] = []
    for j in news:
        if by_text.get(new[j].text):
            moves.append((by_text[new[j].text].pop(), j))
    gone, come = {i for i, _ in moves}, {j for _, j in moves}
    rest_old = [i for i in olds if i not in gone and len(old[i].words) >= 2 * MOVE_WORDS]
    rest_new = [j for j in news if j not in come and len(new[j].words) >= 2 * MOVE_WORDS]
    scored = [
        (Indel.normalized_similarity(old[i].words, new[j].words, score_cutoff=MOVED_ALIKE), i, j)
        for i, j in _candidates(old, new, rest_old, rest_new, everything=False, most=3)
    ]
    for score, i, j in sorted(scored, reverse=True):
        if score >= MOVED_ALIKE and i not in gone and j not in come:
            moves.append((i, j))
            gone.add(i)
            come.add(j)
    return sorted(moves, key=lambda move: move[1])

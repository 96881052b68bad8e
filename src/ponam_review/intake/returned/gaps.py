"""Paragraphs that went and paragraphs that came, tracked or not, brought together: replaced, moved, deleted, added.

What went and what came between two paragraphs that stayed is looked at together: where one went and one came, one took the other's place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ...compare.align import likeness
from ...compare.words import heaviest_order
from ..bare import typed
from .copy import Copy
from .lines import ACCEPTED
from .passing import By, Item, items_of, number_gaps, take_whole_columns, take_whole_rows

if TYPE_CHECKING:
    from .asking import Account

MANY_BLOCKS = 6
"""Blocks of the edition in a row that a copy lacks: more than anybody deletes in passing, so this part was not sent back."""
MOVE_WORDS = 4
MOVED_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Gone:
    own: tuple[int, ...]
    paragraph: int
    by: By
    tracked: bool
    shape: str = ""
    """`row`, `table` or `column` of a table; empty for a paragraph."""


@dataclass(frozen=True, slots=True)
class Come:
    texts: tuple[str, ...]
    paragraph: int
    by: By
    tracked: bool
    above: int | None
    """The line of the edition after which it stands."""
    sure: bool = True
    shape: str = ""
    """As for `Gone`; `note` for a note, `box` for a text box."""


@dataclass(frozen=True, slots=True)
class Replaced:
    own: tuple[int, ...]
    texts: tuple[str, ...]
    paragraph: int
    by: By
    tracked: bool


@dataclass(frozen=True, slots=True)
class Moved:
    own: tuple[int, ...]
    texts: tuple[str, ...]
    above: int | None
    paragraph: int
    by: By
    tracked: bool


Event: TypeAlias = Gone | Come | Replaced | Moved


def gaps(copy: Copy, account: Account) -> list[Event]:
    """All events of a copy, in its order."""
    items = sorted(items_of(copy, account), key=lambda item: item.at)
    take_whole_rows(copy, items)
    take_whole_columns(copy, items)
    number_gaps(copy, items)
    _set_aside(copy, items, account)
    items = [item for item in items if not item.taken and not item.made]
    moves = dict(_moves(copy, items))
    items = [item for item in items if not item.taken]
    events: list[Event] = []
    above: int | None = None
    waiting: list[Item] = []
    note = False
    for item in items:
        in_note = bool(item.lines) and item.lines[0].note >= 0
        if item.stays or in_note != note:
            found, above = _settled(copy, waiting, moves, above, _first_below(copy, item))
            events += found
            waiting, note = [], in_note
        if item.stays:
            above = item.own[-1] if item.own else above
        else:
            waiting.append(item)
    found, above = _settled(copy, waiting, moves, above, None)
    return events + found


# ------------------------------------------------------------------ what is no proposal


def _set_aside(copy: Copy, items: Sequence[Item], account: Account) -> None:
    """Paragraphs before the text (another cover, a letter), and parts of the edition that the copy does not hold."""
    first = next((place for place, item in enumerate(items) if item.stays and not item.made), len(items))
    made = max((place for place, item in enumerate(items) if item.made), default=-1)
    for item in items[: made + 1 if made < first else 0]:
        if item.texts and item.tracked and not item.stays:
            item.taken = True
            account.generated += 1
    front: list[str] = []
    for place, item in enumerate(items[:first]):
        if item.texts and not item.tracked and item.shape in ("", "row"):
            item.taken = True
            # What our own copies say between cover and contents (how to annotate them) is nobody's.
            front += () if copy.file.identity.edition and place < made else item.texts
    account.front = tuple(front)
    absent: list[str] = []
    run: list[Item] = []
    for item in items:
        if item.own and not item.texts and not item.stays and not item.tracked:
            run.append(item)
        elif not item.texts:
            absent += _absent(copy, run)
            run = []
    absent += _absent(copy, run)
    account.absent = tuple(dict.fromkeys(absent))


def _absent(copy: Copy, run: Sequence[Item]) -> Iterator[str]:
    lines = [copy.layout.lines[item.own[0]] for item in run]
    if len({line.position for line in lines}) < MANY_BLOCKS:
        return
    for item, line in zip(run, lines, strict=True):
        item.taken = True
        yield line.title or line.section


# ------------------------------------------------------------------ moves


def _moves(copy: Copy, items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    """What came → what went, where the one is the other in a new place. Both are taken out of their gaps."""
    gone = [item for item in items if item.plain and item.own]
    by_text: dict[str, list[Item]] = defaultdict(list)
    for one in gone:
        by_text[typed(_own_text(copy, one))].append(one)
    for item in items:
        if not item.plain or not item.texts:
            continue
        alike: Sequence[Item] = by_text.get(typed("\n".join(item.texts)), ())
        found = next((g for g in alike if not g.taken and g.gap != item.gap), None)
        if found is None or not (_long(item.texts, MOVE_WORDS) or _tracked_move(copy, item)):
            found = _like(copy, item, gone)
        if found is not None and found.tracked == item.tracked:
            found.taken = True
            yield id(item), found


def _like(copy: Copy, item: Item, gone: Sequence[Item]) -> Item | None:
    if not (_long(item.texts, 2 * MOVE_WORDS) or _tracked_move(copy, item)):
        return None
    new = copy.layout.unit("\n".join(item.texts))
    others = [(place, g) for place, g in enumerate(gone) if not g.taken and g.gap != item.gap]
    scored = [(likeness(copy.layout.unit(_own_text(copy, g)), new), place) for place, g in others]
    score, place = max(scored, default=(0.0, -1))
    return gone[place] if score >= MOVED_ALIKE else None


def _long(texts: Iterable[str], words: int) -> bool:
    return sum(len(text.split()) for text in texts) >= words


def _tracked_move(copy: Copy, item: Item) -> bool:
    return any(change.kind == "move-to" for change, _ in copy.changes_in(item.lines, ACCEPTED))


def _own_text(copy: Copy, item: Item) -> str:
    return "\n".join(copy.layout.lines[i].text for i in item.own)


# ------------------------------------------------------------------ one gap


def _first_below(copy: Copy, item: Item) -> int | None:
    return item.own[0] if item.stays and item.own else None


def _settled(
    copy: Copy, items: Sequence[Item], moves: dict[int, Item], above: int | None, below: int | None
) -> tuple[list[Event], int | None]:
    """The events of one gap, and the line after which the next thing comes."""
    pairs = {id(come): gone for gone, come in _pairs(copy, [item for item in items if id(item) not in moves])}
    paired = {id(gone) for gone in pairs.values()}
    events: list[Event] = []
    for group in _together(copy, items):
        item = group[0]
        if item.shape == "moved":
            events.append(Moved(item.own, item.texts, _above(copy, above, below)[0], item.paragraph, item.by, tracked=False))
        elif id(item) in moves:
            events.append(Moved(moves[id(item)].own, item.texts, _above(copy, above, below)[0], item.paragraph, item.by, item.tracked))
        elif id(item) in pairs:
            gone = pairs[id(item)]
            events.append(Replaced(gone.own, item.texts, item.paragraph, _both(gone.by, item.by), item.tracked))
            above = gone.own[-1]
        elif item.own and id(item) not in paired:
            own = tuple(i for one in group for i in one.own)
            events.append(Gone(own, item.paragraph, item.by, item.tracked, _gone_shape(copy, group)))
        elif item.texts:
            where, sure = _above(copy, above, below)
            if item.shape == "note":
                where = _host(copy, item, where)
            texts = tuple(text for one in group for text in one.texts)
            events.append(Come(texts, item.paragraph, item.by, item.tracked, where, sure, item.shape))
    return events, above


def _above(copy: Copy, above: int | None, below: int | None) -> tuple[int | None, bool]:
    """The line after which a new paragraph stands. Before all others there is none: it stands before the first, which is a doubt."""
    if above is not None and not copy.layout.lines[above].generated:
        return above, True
    if below is None:
        return None, False
    before = below - 1
    if before >= 0 and copy.layout.lines[before].is_text:
        return before, True
    return below, False


def _host(copy: Copy, item: Item, otherwise: int | None) -> int | None:
    """The line of the edition in which a new note is called."""
    place = copy.hosts.get(item.lines[0].note)
    knot = copy.knot_of_new.get(copy.new.place(place)[0]) if place is not None else None
    return knot.own[0] if knot and knot.own else otherwise


def _both(one: By, other: By) -> By:
    """Two people who replaced a paragraph together."""
    authors = ", ".join(dict.fromkeys(author for author in (one[0], other[0]) if author))
    return authors, max(one[1], other[1])


def _pairs(copy: Copy, items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """(gone, come) that took each other's place: in one paragraph of the file, else in order, else by likeness."""
    for tracked in (True, False):
        gone = [item for item in items if item.plain and item.own and item.tracked is tracked]
        come = [item for item in items if item.plain and item.texts and item.tracked is tracked]
        if not gone or not come:
            continue
        if len(gone) == len(come):
            found = list(zip(gone, come, strict=True))
        else:
            found = _by_likeness(copy, gone, come) or list(zip(gone, come, strict=False))
        yield from ((a, b) for a, b in found if _one_hand(a, b) and not _parted(items, a, b))


def _parted(items: Sequence[Item], gone: Item, come: Item) -> bool:
    """Whether something tracked otherwise stands between the two: putting one in the other's place would change the order."""
    places = sorted(place for place, item in enumerate(items) if item is gone or item is come)
    return any(item.tracked is not gone.tracked for item in items[places[0] + 1 : places[-1]])


def _one_hand(gone: Item, come: Item) -> bool:
    """Whether one person did both, or both were done to one paragraph of the file."""
    if gone.by[0] == come.by[0] or not gone.lines or not come.lines:
        return True
    return gone.lines[0].first < come.lines[-1].last and come.lines[0].first < gone.lines[-1].last


def _by_likeness(copy: Copy, gone: Sequence[Item], come: Sequence[Item]) -> list[tuple[Item, Item]]:
    candidates = []
    for a, left in enumerate(gone):
        for b, right in enumerate(come):
            score = likeness(copy.layout.unit(_own_text(copy, left)), copy.layout.unit("\n".join(right.texts)))
            if score:
                candidates.append((a, b, score))
    return [(gone[a], come[b]) for a, b in heaviest_order(candidates)]


def _together(copy: Copy, items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items one by one, but the cells of a row that went or came in one stroke, the rows of a table, the cells of a column."""
    rows: dict[object, list[Item]] = {}
    order: list[list[Item]] = []
    for item in items:
        key = _stroke(copy, item)
        if key is None:
            order.append([item])
        elif key in rows:
            rows[key].append(item)
        else:
            rows[key] = [item]
            order.append(rows[key])
    yield from order


def _stroke(copy: Copy, item: Item) -> object:
    side = "own" if item.own else "come"
    if item.lines and item.lines[0].strip.row >= 0:
        strip = item.lines[0].strip
        if item.shape == "row":
            return side, "row", strip.row
    line = copy.layout.lines[item.own[0]] if item.own else None
    if line is not None and not item.tracked and line.row >= 0:
        return side, "own row", line.position, line.row
    return None


def _gone_shape(copy: Copy, group: Sequence[Item]) -> str:
    if group[0].shape in ("row", "column"):
        return group[0].shape
    return "row" if len(group) > 1 else ""

"""What of a copy went, what came and what stayed, each at its place, before anything is made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .copy import BOTH, Copy, Knot
from .lines import ACCEPTED, REJECTED, Line
from .pairing import is_address

if TYPE_CHECKING:
    from .asking import Account

By: TypeAlias = tuple[str, str]
"""Author and date."""


@dataclass(slots=True)
class Item:
    """What went (`own`), what came (`texts`), or what stayed (both)."""

    at: tuple[int, int]
    own: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    paragraph: int = 0
    tracked: bool = True
    by: By = ("", "")
    shape: str = ""
    stays: bool = False
    made: bool = False
    """It stays, and the tool makes it: cover, contents."""
    gap: int = -1
    taken: bool = False
    blocks: list[int] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        return not self.shape and not self.stays and not self.taken


def items_of(copy: Copy, account: Account) -> Iterator[Item]:
    for knot in copy.knots:
        item = _item(copy, knot) if knot.old or knot.new else None
        if item is None or _furniture(copy, knot):
            continue
        if not copy.is_generated(knot):
            yield item
        elif item.stays:
            item.made = True
            yield item
        else:
            account.generated += item.tracked
    yield from _missing(copy, account)


def _furniture(copy: Copy, knot: Knot) -> bool:
    """Printed addresses, which the edition's text does not hold."""
    lines = [*(copy.old.lines[j] for j in knot.old), *(copy.new.lines[k] for k in knot.new)]
    return not knot.own and all(map(is_address, lines))


def _item(copy: Copy, knot: Knot) -> Item | None:
    olds = tuple(copy.old.lines[j] for j in knot.old)
    news = tuple(copy.new.lines[k] for k in knot.new)
    presence = BOTH if knot.old and knot.new else REJECTED if knot.old else ACCEPTED
    first = copy.begins((olds or news)[0], presence)
    if knot.old and knot.new:
        if knot.own:
            group = copy.group_of_old(knot.old[0])
            if group is not None and group.moved and len(knot.old) == 1:
                texts = tuple(copy.layout.lines[i].text for i in knot.own)
                return Item((first, 0), knot.own, texts, olds, knot.new[0], tracked=False, shape="moved")
            return Item((first, 0), knot.own, lines=olds, paragraph=knot.new[0], stays=True)
        shape = _shape(news, tracked=False)
        return Item((first, 0), texts=tuple(line.text for line in news), lines=news, paragraph=knot.new[0], tracked=False, shape=shape)
    if knot.old:
        if not knot.own:
            return None  # added without tracking, then deleted: it stands nowhere
        paragraph = copy.new.place(olds[0].first)[0]
        by = _by(copy, olds, REJECTED)
        return Item((first, 0), knot.own, lines=olds, paragraph=paragraph, by=by, shape=_shape(olds, tracked=True))
    by = _by(copy, news, ACCEPTED)
    shape = _shape(news, tracked=True)
    return Item((first, 1), texts=tuple(line.text for line in news), lines=news, paragraph=knot.new[0], by=by, shape=shape)


def _shape(lines: Sequence[Line], *, tracked: bool) -> str:
    strip = lines[0].strip
    if strip.story == "box":
        return "box"
    if strip.story == "note":
        return "note"
    if tracked and strip.cell_change >= 0:
        return "column"
    return "row" if tracked and strip.row_change >= 0 else ""


def _by(copy: Copy, lines: Sequence[Line], presence: int) -> By:
    """Who changed the most words, and when it was changed last."""
    weights: dict[str, int] = defaultdict(int)
    dates = [""]
    for change, length in copy.changes_in(lines, presence):
        weights[change.author] += 1 + length
        dates.append(change.date)
    if not weights:
        change_of = copy.change(max(lines[0].strip.row_change, lines[0].strip.cell_change))
        return (change_of.author, change_of.date) if change_of else ("", "")
    return max(weights, key=lambda author: weights[author]), max(dates)


def _missing(copy: Copy, account: Account) -> Iterator[Item]:
    """Lines of the edition that the copy does not hold, where they would stand.

    A copy without a single note went through a program that drops them: nobody asked for that."""
    noted = any(line.note >= 0 for line in copy.old.lines)
    at = -1
    rank = 0
    paragraph = 0
    for i, line in enumerate(copy.layout.lines):
        knot_lines = copy.pairing.by_own.get(i)
        if knot_lines is not None:
            last = copy.pairing.groups[knot_lines].copy[-1]
            at, rank = copy.old.lines[last].last, 0
            paragraph = min(copy.new.lines_at[min(at, len(copy.new.lines_at) - 1)], max(len(copy.new.lines) - 1, 0))
        elif line.note and not noted:
            account.notes += 1
        elif not line.generated:
            rank += 1
            yield Item((at - 1, rank + 1), (i,), paragraph=paragraph, tracked=False, shape="note" if line.note else "")


def take_whole_rows(copy: Copy, items: Sequence[Item]) -> None:
    """Rows all of whose cells went or came: programs that do not track rows leave just that."""
    for side in ("own", "texts"):
        lines = copy.old.lines if side == "own" else copy.new.lines
        sizes = Counter(line.strip.row for line in lines if line.strip.row >= 0)
        rows: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            if item.plain and getattr(item, side) and item.lines and item.lines[0].strip.row >= 0:
                rows[item.lines[0].strip.row].append(item)
        for row, found in rows.items():
            if sum(len(item.lines) for item in found) == sizes[row] and len({item.tracked for item in found}) == 1:
                for item in found:
                    item.shape = "row"


def take_whole_columns(copy: Copy, items: Sequence[Item]) -> None:
    """The cells of a column went or came together, though cells that stayed stand between them."""
    first: dict[object, Item] = {}
    for item in items:
        if item.shape != "column":
            continue
        held = first.setdefault((bool(item.own), item.lines[0].strip.table, item.by[0]), item)
        if held is not item:
            held.own += item.own
            held.texts += item.texts
            item.taken = True


def number_gaps(copy: Copy, items: Sequence[Item]) -> None:
    """Gaps counted: what stands in one has the same number."""
    gap = 0
    for item in items:
        gap += item.stays and not item.made
        item.gap = gap

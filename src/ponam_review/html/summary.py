"""The summary that stands before a redline: which texts, how much changed, and the list of changes under their headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..compare.account import Account, Change
from ..compare.changes import ChangeSet
from ..compare.listing import weights_of
from ..compare.redline_words import ORDER, SIGNS, Kind, RedlineWords, grouped, named, written_date
from ..compare.telling import WEIGHT_NAMES
from ..compare.weight import WEIGHTS, Weight
from .markup import escaped

OPEN_UP_TO = 80
"""A list of more changes than this is folded."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the template shows before the text. `facts` and `counts` are text, `list` is HTML."""

    words: RedlineWords
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[Kind, str, int, str], ...]
    """Kind, sign, how many, in words."""
    volume: tuple[str, ...]
    weights: tuple[tuple[Weight, str, int], ...]
    """Weight, its name, how many changes have it; the reader may leave out those of a weight."""
    list: str
    number: int
    open: bool


def summary_of(changes: ChangeSet, account: Account, words: RedlineWords, *, author: str, date: str) -> Summary:
    """The summary of a redline."""
    facts = (
        (words.old, named(changes.old.name, changes.old.cover.edition if changes.old.cover else "")),
        (words.new, named(changes.new.name, changes.new.cover.edition if changes.new.cover else "")),
        (words.author, author),
        (words.date, written_date(date, words)),
    )
    found = Counter(change.kind for change in account.changes)
    steps = weights_of(changes)
    weight_names = WEIGHT_NAMES.get(changes.new.language, WEIGHT_NAMES["fr"])
    weighed = Counter(steps[change.step] for change in account.changes)
    volume = ((words.words_added, account.added), (words.words_removed, account.removed))
    return Summary(
        words,
        tuple((name, value) for name, value in facts if value),
        tuple((kind, SIGNS[kind], found[kind], words.kinds[kind][found[kind] > 1]) for kind in ORDER if found[kind]),
        tuple(forms[count > 1].format(count=grouped(count)) for forms, count in volume if count),
        tuple((weight, weight_names[weight], weighed[weight]) for weight in WEIGHTS if weighed[weight]),
        "".join(_under_heading(str(place), list(members), words, steps) for place, members in groupby(account.changes, lambda c: c.place)),
        len(account.changes),
        len(account.changes) <= OPEN_UP_TO,
    )


def _under_heading(heading: str, members: list[Change], words: RedlineWords, steps: Sequence[Weight]) -> str:
    rows = "".join(_row(change, words, steps[change.step]) for change in members)
    return f"<h3>{escaped(heading or words.before_sections)}</h3>\n<ol>\n{rows}</ol>\n"


def _row(change: Change, words: RedlineWords, weight: Weight) -> str:
    excerpt = "".join(f"<{side}>{escaped(text)}</{side}>" if side else escaped(text) for side, text in change.excerpt)
    more = f" ({words.blocks.format(count=change.blocks)})" if change.blocks > 1 else ""
    kind = f'<b class="sign k-{change.kind}" aria-hidden="true">{SIGNS[change.kind]}</b> {words.kinds[change.kind][0]}{more}'
    number = change.number
    link = f'<a href="#_c{number}"><span class="n">{number}</span> {kind}</a>'
    return f'<li id="_l{number}" class="w-{weight}">{link} <q>{excerpt}</q></li>\n'

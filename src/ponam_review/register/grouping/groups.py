"""Groups of remarks that say nearly the same, kept beside the comments and brought up to date when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Count, F, Q

from ...text.errors import RegisterError
from ...text.plain import fold
from .. import choosing, engine, models, sequences
from ..exchange.restoring import insert
from ..numbers import written
from ..store import Register
from ..values import Wanted
from .likeness import Firsts, Joined, Said, differing, said

CHUNK = 2000
COMPARED = 200
"""Members of a group whose words are compared with those of its first, to tell what differs."""
TOLD = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks that say nearly the same, of those asked for. `first` names the group, and may itself not be among them."""

    first: int
    count: int
    waiting: int
    """How many wait for a decision."""
    stakeholders: tuple[str, ...]
    sample: str
    differing: tuple[tuple[str, str, int], ...] = ()
    """Words of the sample, what others say instead, and how many do; either may be empty."""

    @property
    def name(self) -> str:
        return written(self.first)


@dataclass(frozen=True, slots=True)
class Member:
    """One remark of a group and what it says otherwise."""

    number: int
    stakeholder: str
    score: float
    suite: str
    differing: tuple[tuple[str, str], ...]


# ------------------------------------------------------------------ brought up to date


def refresh(register: Register) -> int:
    """Put what is new or was changed into its group; how many remarks were compared."""
    with engine.refusals(register.name), transaction.atomic():
        sequences.hold("comment")
        known = {row[0]: row[1:] for row in models.Alike.objects.values_list("comment_id", "first_id", "print").iterator(chunk_size=CHUNK)}
        fresh = _forget_changed(known)
        if not fresh:
            return 0
        firsts = _firsts()
        joined = (firsts.join(one) for one in fresh)
        while batch := list(islice(joined, CHUNK)):
            insert(models.Alike, [_row(one) for one in batch])
        return len(fresh)


def _forget_changed(known: dict[int, tuple[int, str]]) -> list[Said]:
    """What is to be compared: new remarks, those whose words changed, and the whole group of a first remark whose words changed."""
    prints = {number: known[number] for number in known}
    all_ = list(_said())
    changed = {one.number for one in all_ if one.number in prints and prints[one.number][1] != one.print}
    leaving = {number for number, (first, _) in prints.items() if number in changed or first in changed}
    for start in range(0, len(leaving), 500):
        models.Alike.objects.filter(comment_id__in=sorted(leaving)[start : start + 500]).delete()
    return [one for one in all_ if one.number not in prints or one.number in leaving]


def _said() -> Iterator[Said]:
    fields = ("number", "text", "proposal", "quote", "section", "block")
    for number, text, proposal, quote, section, block in (
        models.Comment.objects.order_by("number").values_list(*fields).iterator(chunk_size=CHUNK)
    ):
        yield said(number, text, proposal, quote, f"{section} {block}")


def _firsts() -> Firsts:
    out = Firsts()
    query = models.Alike.objects.filter(first_id=F("comment_id")).order_by("comment_id")
    fields = ("comment_id", "keys", *(f"comment__{name}" for name in ("text", "proposal", "quote", "section", "block")))
    for number, keys, text, proposal, quote, section, block in query.values_list(*fields).iterator(chunk_size=CHUNK):
        out.add(number, said(number, text, proposal, quote, f"{section} {block}").words, bytes(keys))
    return out


def _row(one: Joined) -> dict[str, object]:
    return {"comment_id": one.said.number, "first_id": one.first, "score": one.score, "print": one.said.print, "keys": one.keys}


# ------------------------------------------------------------------ shown


def first_of(number: int) -> int:
    """The first of the group of a comment."""
    row = models.Alike.objects.filter(comment_id=number).values_list("first_id", flat=True).first()
    if row is None:
        raise RegisterError("{names}: not in the register", names=written(number))
    return int(row)


def groups(register: Register, wanted: Wanted, *, least: int = 2, limit: int | None = None) -> tuple[Group, ...]:
    """The groups of at least so many remarks among those that `wanted` lets through, the largest first."""
    with engine.refusals(register.name):
        query = choosing.chosen(wanted).values("alike__first_id")
        query = query.annotate(count=Count("number"), waiting=Count("number", filter=Q(suite="")))
        rows = query.filter(count__gte=least, alike__first_id__isnull=False).order_by("-count", "alike__first_id")
        found = list(rows if limit is None else rows[:limit])
        return tuple(_group(wanted, row["alike__first_id"], row["count"], row["waiting"]) for row in found)


def _group(wanted: Wanted, first: int, count: int, waiting: int) -> Group:
    members = choosing.chosen(wanted).filter(alike__first_id=first)
    senders = members.values_list("stakeholder__code").annotate(n=Count("number")).order_by("-n", "stakeholder__code")
    sample = _words(models.Comment.objects.filter(number=first).values_list("text", "proposal"))[0]
    others = _words(members.exclude(number=first).order_by("number").values_list("text", "proposal")[:COMPARED])
    return Group(first, count, waiting, tuple(code for code, _ in senders), sample, _differing(sample, others))


def _words(rows: Iterable[Sequence[str]]) -> list[str]:
    return [fold(" → ".join(filter(None, row))) for row in rows]


def _differing(sample: str, others: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    met = Counter(pair for other in others for pair in differing(sample, other))
    return tuple((old, new, n) for (old, new), n in met.most_common(TOLD))


def members(register: Register, number: int, wanted: Wanted) -> tuple[Member, ...]:
    """The remarks of the group of a comment, in the order of their numbers, the first one first."""
    with engine.refusals(register.name):
        first = first_of(number)
        sample = _words(models.Comment.objects.filter(number=first).values_list("text", "proposal"))[0]
        fields = ("number", "stakeholder__code", "alike__score", "suite", "text", "proposal")
        rows = choosing.chosen(wanted).filter(alike__first_id=first).order_by("number").values_list(*fields)
        return tuple(
            Member(n, code, score, suite, differing(sample, _words([said_])[0]))
            for n, code, score, suite, *said_ in rows
        )

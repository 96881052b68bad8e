"""How many comments there are of what is wanted: exactly, or at least so many, and never one shown as the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from . import choosing, models
from .values import Counted, Wanted

BOUND = 10_000
"""Of a search no more are counted: whoever finds ten thousand searches on."""
LOW = ("suite", "kind", "nature", "certainty", "standing", "group", "untracked")
"""What every counter tells apart."""


def count(wanted: Wanted) -> int:
    """How many there are, whatever the limit and the page."""
    kept = _kept(wanted)
    return int(_chosen(wanted).count()) if kept is None else kept


def counted(wanted: Wanted) -> Counted:
    """The same for a page of a list: a search through very many stops counting at some point, and says so."""
    kept = _kept(wanted)
    if kept is not None:
        return Counted(kept)
    if not wanted.words:
        return Counted(count(wanted))
    found = len(_chosen(wanted).values_list("number", flat=True)[: BOUND + 1])
    return Counted(min(found, BOUND), exact=found <= BOUND)


def _chosen(wanted: Wanted) -> Any:
    return choosing.chosen(replace(wanted, after=None))


def _kept(wanted: Wanted) -> int | None:
    """The sum of the counters that PostgreSQL keeps; None where they do not tell: a search, two of the wider filters at once."""
    if connection.vendor != "postgresql" or wanted.words or wanted.numbers or wanted.reviewer or wanted.alike is not None:
        return None
    sender = choosing.sender_of(wanted.stakeholder) if wanted.stakeholder else ""
    wide = [("section", wanted.section), ("sender", sender), ("assignee", wanted.assignee)]
    wide += [("channel", wanted.channel.value if wanted.channel else ""), *(("tag", tag) for tag in wanted.tags)]
    wide = [(dimension, value) for dimension, value in wide if value]
    if len(wide) > 1:
        return None
    dimension, value = wide[0] if wide else ("", "")
    query = models.Counter.objects.filter(dimension=dimension, value=value)
    for field in LOW:
        if (code := getattr(wanted, field)) is not None:
            query = query.filter(**{field: getattr(code, "value", code)})
    if wanted.decided is not None:
        query = query.exclude(suite="") if wanted.decided else query.filter(suite="")
    if wanted.round is not None:
        query = query.filter(round=choosing.round_of(wanted.round))
    if wanted.edition:
        query = query.filter(round__in=list(models.Round.objects.filter(edition=wanted.edition).values_list("pk", flat=True)))
    return int(query.aggregate(sum=Sum("count"))["sum"] or 0)


def by_sender(round_key: int) -> Iterator[tuple[str, str, str, int]]:
    """Sender, standing, suite and how many, in one round."""
    groups = ("standing", "suite")
    if connection.vendor == "postgresql":
        kept = models.Counter.objects.filter(dimension="sender", round=round_key).order_by()
        yield from kept.values_list("value", *groups).annotate(sum=Sum("count")).filter(sum__gt=0)
        return
    rows = models.Comment.objects.filter(round=round_key).order_by()
    yield from rows.values_list("sender", *groups).annotate(sum=Count("number"))

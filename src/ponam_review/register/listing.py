"""Comments out of the register, filtered and ordered in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from ..text.remarks import Selector
from . import models, rounds, stakeholders
from .values import Comment, Disposition, Place, Wanted
from .vocabulary import Certainty, Channel, Edit, Kind, Nature, Suite

ORDERS = {
    "number": ("number",),
    "place": ("round_id", "position", "start", "number"),
    "stakeholder": ("stakeholder__code", "number"),
}
CHUNK = 1000
OWN = (
    *("number", "kind", "edit", "nature", "text", "proposal", "quote", "author", "written_at"),
    *("revision", "section", "block", "exact", "prefix", "suffix", "start"),
    *(
        "certainty",
        "score",
        "place",
        "place_as_written",
        "position",
        "source",
        "extras",
        "answers_id",
        "resolved",
    ),
)
JOINED = (
    *("stakeholder__code", "round__number", "round__edition"),
    *("submission__received_at", "submission__channel", "submission__file_name", "submission__file_id"),
    *("decision__rank", "decision__suite", "decision__reason", "decision__author", "decision__decided_at"),
    *("decision__where", "decision__duplicate_of_id"),
)


def comments(wanted: Wanted) -> Iterator[Comment]:
    """The comments that `wanted` lets through, read from the database as they are used."""
    query = _query(wanted).order_by(*ORDERS[wanted.order]).values(*OWN, *JOINED)
    limited = query[: wanted.limit] if wanted.limit is not None else query
    return map(_value_of, limited.iterator(chunk_size=CHUNK))


def count(wanted: Wanted) -> int:
    """How many there are, whatever the limit."""
    return int(_query(wanted).count())


def _query(wanted: Wanted) -> QuerySet[Any]:
    query = models.Comment.objects.all()
    if wanted.numbers:
        query = query.filter(number__in=wanted.numbers)
    if wanted.stakeholder:
        query = query.filter(stakeholder=stakeholders.row_of(wanted.stakeholder))
    if wanted.round is not None:
        query = query.filter(round=rounds.row_of(wanted.round))
    if wanted.edition:
        query = query.filter(round__edition=wanted.edition)
    if wanted.section:
        query = query.filter(section=wanted.section)
    if wanted.suite is not None:
        query = query.filter(suite=wanted.suite.value)
    if wanted.decided is not None:
        query = query.exclude(suite="") if wanted.decided else query.filter(suite="")
    for field, value in (("kind", wanted.kind), ("nature", wanted.nature), ("certainty", wanted.certainty)):
        if value is not None:
            query = query.filter(**{field: value.value})
    if wanted.words:
        words = wanted.words
        query = query.filter(Q(text__icontains=words) | Q(proposal__icontains=words) | Q(quote__icontains=words))
    return query


def _value_of(row: Mapping[str, Any]) -> Comment:
    return Comment(
        number=row["number"],
        kind=Kind(row["kind"]),
        edit=Edit(row["edit"]),
        nature=Nature(row["nature"]),
        text=row["text"],
        proposal=row["proposal"],
        quote=row["quote"],
        author=row["author"],
        written_at=row["written_at"],
        received_at=row["submission__received_at"],
        stakeholder=row["stakeholder__code"],
        round=row["round__number"],
        edition=row["round__edition"],
        channel=Channel(row["submission__channel"]),
        file_name=row["submission__file_name"],
        file_sha256=row["submission__file_id"] or "",
        place=_place(row),
        source=row["source"],
        extras=row["extras"],
        answers=row["answers_id"],
        resolved=row["resolved"],
        disposition=_disposition(row) if row["decision__rank"] else None,
    )


def _place(row: Mapping[str, Any]) -> Place:
    selector = None
    if row["block"] is not None:
        selector = Selector(*(row[name] for name in ("revision", "section", "block", "exact", "prefix", "suffix", "start")))
    certainty = Certainty(row["certainty"])
    return Place(selector, certainty, row["score"], row["place"], row["position"], row["place_as_written"])


def _disposition(row: Mapping[str, Any]) -> Disposition:
    return Disposition(
        suite=Suite(row["decision__suite"]),
        reason=row["decision__reason"],
        author=row["decision__author"],
        decided_at=row["decision__decided_at"],
        where=row["decision__where"],
        duplicate_of=row["decision__duplicate_of_id"],
    )

"""Which comments are wanted, said in the database's words. Every filter here has an index or a counter behind it: see docs/registre.md."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from ..text.errors import RegisterError
from . import models, searching, stakeholders
from .numbers import written
from .values import Wanted
from .vocabulary import folded

ORDERS = {
    "number": ("number",),
    "place": ("round_id", "position_now", "start_now", "number"),
    "stakeholder": ("sender", "number"),
}
_WORDS = re.compile(r"[\"“«]\s*(.+?)\s*[\"”»]|(\S+)")


def chosen(wanted: Wanted) -> QuerySet[Any]:
    """The comments that `wanted` lets through, without order."""
    return _behind(_among(_named(wanted), wanted), wanted)


def page(wanted: Wanted) -> tuple[int, ...]:
    """The numbers of those that `wanted` lets through, in its order."""
    keys = ORDERS[wanted.order]
    named = _named(wanted)
    query = _among(named, wanted)
    if named is None or wanted.limit is None:
        ordered = _behind(query, wanted).order_by(*keys).values_list("number", flat=True)
        return tuple(ordered if wanted.limit is None else ordered[: wanted.limit])
    # Named one by one, they are sorted by themselves: MATERIALIZED keeps the database from reading all others in that order.
    inner, params = query.values_list(*keys).query.sql_with_params()
    later, last = _later(wanted, "found")
    sql = f"WITH found AS MATERIALIZED ({inner}) SELECT number FROM found WHERE {later} ORDER BY {', '.join(keys)} LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *last, wanted.limit])
        return tuple(number for (number,) in cursor.fetchall())


def _named(wanted: Wanted) -> list[int] | None:
    """The comments that say what is searched for, where PostgreSQL can name them."""
    words = terms(wanted.words) if connection.vendor == "postgresql" else ()
    return searching.saying(words) if words else None


def _among(named: list[int] | None, wanted: Wanted) -> QuerySet[Any]:
    query = _by_sender(models.Comment.objects.all(), wanted)
    for field, value in _same(wanted).items():
        query = query.filter(**{field: value})
    if wanted.decided is not None:
        query = query.exclude(suite="") if wanted.decided else query.filter(suite="")
    if wanted.alike is not None:
        query = query.filter(alike__first__in=models.Alike.objects.filter(comment_id=wanted.alike).values("first_id"))
    for tag in wanted.tags:
        query = query.filter(Exists(models.Tag.objects.filter(comment=OuterRef("pk"), name=tag)))
    if named is not None:
        return query.filter(RawSQL("register_comment.number = ANY(%s::bigint[])", [named], BooleanField()))
    return _saying(query, wanted.words)


def _saying(query: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Words are looked for from their beginning: “port” finds “portes”, not “transport”."""
    wanted = terms(words)
    if wanted and connection.vendor == "postgresql":
        return query.filter(RawSQL("register_comment.search @@ to_tsquery('simple', %s)", [searching.query_of(wanted)], BooleanField()))
    for term in wanted:
        query = query.filter(folded__contains=f" {term}")
    return query


def terms(words: str) -> tuple[str, ...]:
    """What is searched for: each word, or words between quotation marks together."""
    found = (folded(together or word).strip() for together, word in _WORDS.findall(words))
    return tuple(dict.fromkeys(term for term in found if term))


def _same(wanted: Wanted) -> dict[str, Any]:
    """The fields that must be equal to something, the narrowest first."""
    standing = None if wanted.numbers else wanted.standing
    fields = {
        "number__in": wanted.numbers or None,
        "section": wanted.section or None,
        "suite": wanted.suite,
        "kind": wanted.kind,
        "nature": wanted.nature,
        "certainty": wanted.certainty,
        "standing": standing,
        "assignee": wanted.assignee or None,
        "group": wanted.group,
        "untracked": wanted.untracked,
        "submission__channel": wanted.channel,
        "submission__reviewer": wanted.reviewer or None,
    }
    return {field: getattr(value, "value", value) for field, value in fields.items() if value is not None}


def _by_sender(query: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.stakeholder:
        query = query.filter(sender=sender_of(wanted.stakeholder))
    if wanted.round is not None:
        query = query.filter(round=round_of(wanted.round))
    if wanted.edition:
        # by the numbers of the rounds, looked up before: a join would cost an index
        query = query.filter(round__in=list(models.Round.objects.filter(edition=wanted.edition).values_list("pk", flat=True)))
    return query


def sender_of(name: str) -> str:
    return str(stakeholders.row_of(name).key)


def round_of(number: int) -> int:
    row = models.Round.objects.filter(number=number).first()
    if row is None:
        raise RegisterError("there is no round {number} of consultation", number=number)
    return int(row.pk)


def _behind(query: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """The rows behind one of them: by its keys, so that a late page costs no more than the first."""
    if wanted.after is None:
        return query
    later, row = _later(wanted, "register_comment")
    return query.filter(RawSQL(later, row, BooleanField()))  # noqa: S611 - our own columns


def _later(wanted: Wanted, table: str) -> tuple[str, tuple[Any, ...]]:
    """What is true of the rows of a table that follow the last one of the page before, and its keys."""
    if wanted.after is None:
        return "TRUE", ()
    keys = ORDERS[wanted.order]
    row = models.Comment.objects.filter(number=wanted.after).values_list(*keys).first()
    if row is None:
        raise RegisterError("{names}: not in the register", names=written(wanted.after))
    columns = ", ".join(f"{table}.{key}" for key in keys)
    return f"({columns}) > ({', '.join(['%s'] * len(row))})", tuple(row)

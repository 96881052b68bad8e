"""Which comments are wanted, said in the database's words. Every filter here has an index or a counter behind it: see docs/registre.md."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from ..text.errors import RegisterError
from . import models, stakeholders
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
    query = _by_sender(models.Comment.objects.all(), wanted)
    for field, value in _same(wanted).items():
        query = query.filter(**{field: value})
    if wanted.decided is not None:
        query = query.exclude(suite="") if wanted.decided else query.filter(suite="")
    for tag in wanted.tags:
        query = query.filter(Exists(models.Tag.objects.filter(comment=OuterRef("pk"), name=tag)))
    query = _saying(query, wanted.words)
    return query if wanted.after is None else _after(query, wanted)


def _saying(query: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Words are looked for from their beginning: “port” finds “portes”, not “transport”."""
    wanted = terms(words)
    if wanted and connection.vendor == "postgresql":
        asked = " & ".join("(" + " <-> ".join(term.split()) + ":*)" for term in wanted)
        return query.filter(RawSQL("register_comment.search @@ to_tsquery('simple', %s)", [asked], BooleanField()))
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


def _after(query: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """The rows behind one of them: by its keys, so that a late page costs no more than the first."""
    keys = ORDERS[wanted.order]
    row = models.Comment.objects.filter(number=wanted.after).values_list(*keys).first()
    if row is None:
        raise RegisterError("{names}: not in the register", names=written(wanted.after or 0))
    columns = ", ".join(f"register_comment.{key}" for key in keys)
    later = RawSQL(f"({columns}) > ({', '.join(['%s'] * len(row))})", row, BooleanField())  # noqa: S611 - our own columns
    return query.filter(later)

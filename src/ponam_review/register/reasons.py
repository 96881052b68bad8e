"""Reasons used again and again: written once, called by a code, so that the same remark gets the same answer."""

from __future__ import annotations

from datetime import datetime

from ..text.errors import RegisterError, UsageError
from . import audit, models, sequences
from .values import Reason
from .vocabulary import Suite, tag_name


def keep(reason: Reason, *, author: str, now: datetime) -> bool:
    """Keep a reason under its code; True when it is new, False when it took the place of an older wording. Decisions taken with
    the older one keep their words: a decision holds its reason itself."""
    code = tag_name(reason.code)
    if not code or not reason.text_fr.strip():
        raise UsageError("a reason needs a code and words")
    sequences.hold("comment")
    fields = {"text_fr": reason.text_fr.strip(), "text_en": reason.text_en.strip(), "suite": reason.suite.value}
    _, new = models.Reason.objects.update_or_create(code=code, defaults=fields)
    audit.record("reason.kept", code, fields, author=author, now=now)
    return new


def reasons() -> tuple[Reason, ...]:
    """All of them, by code."""
    return tuple(_value_of(row) for row in models.Reason.objects.order_by("code"))


def reason(code: str) -> Reason:
    """The one with this code; refused with the codes there are."""
    row = models.Reason.objects.filter(code=tag_name(code)).first()
    if row is None:
        known = ", ".join(models.Reason.objects.order_by("code").values_list("code", flat=True)[:20]) or "–"
        raise RegisterError(
            "no reason has the code “{code}”; there are: {known} (“ponam reason add” keeps another)", code=code, known=known
        )
    return _value_of(row)


def _value_of(row: models.Reason) -> Reason:
    return Reason(row.code, row.text_fr, row.text_en, Suite(row.suite))

"""Decisions of workshops and meetings: they explain changes of the text that no comment asked for."""

from __future__ import annotations

from datetime import datetime

from ..text.errors import UsageError
from . import audit, models, sequences
from .values import WorkshopDecision

LONGEST = 60


def keep(decision: WorkshopDecision, *, author: str, now: datetime) -> bool:
    """Enter a decision under its reference; True when it is new, False when its words or its date were put right.

    Commits name it by its reference, in whatever case: two decisions never share one. Earlier words stay in the audit log.
    """
    reference, text = " ".join(decision.reference.split()), decision.text.strip()
    if not reference or not text:
        raise UsageError("a decision of a workshop needs a reference and words")
    if len(reference) > LONGEST:
        raise UsageError("“{reference}” is too long for a reference; write at most {limit} characters", reference=reference, limit=LONGEST)
    sequences.hold("comment")
    known = {row.reference.casefold(): row for row in models.WorkshopDecision.objects.all()}
    row = known.get(reference.casefold())
    new = row is None
    if row is None:
        row = models.WorkshopDecision(reference=reference)
    row.date, row.text, row.author = decision.date, text, decision.author[:160]
    row.save()
    detail = {"date": row.date.isoformat(), "text": text, "workshops": {row.reference: audit.workshop_digest(row)}}
    audit.record("workshop.decided", row.reference, detail, author=author, now=now)
    return new


def workshops() -> tuple[WorkshopDecision, ...]:
    """All of them, the earliest first."""
    rows = models.WorkshopDecision.objects.order_by("date", "reference")
    return tuple(WorkshopDecision(row.reference, row.date, row.text, row.author) for row in rows)

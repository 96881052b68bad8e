"""Rounds of consultation: opened on an edition, closed, one at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db.models import Count

from ..text.errors import RegisterError, StateError
from . import audit, counting, models, sequences
from .values import Round, Tally
from .vocabulary import Standing, Suite


def open_round(edition: str, revision: str, *, until: date | None, author: str, now: datetime) -> Round:
    """Open a round on `edition`; refused while another is open."""
    sequences.hold("comment")
    running = models.Round.objects.filter(running=True).first()
    if running is not None:
        raise StateError(
            "a consultation is open already, on {edition}; close it first with “ponam consult close”",
            edition=running.edition,
        )
    number = sequences.take("round")[0]
    row = models.Round.objects.create(number=number, edition=edition, revision=revision, until=until, opened_at=now, opened_by=author)
    detail = {"edition": edition, "revision": revision, "until": until.isoformat() if until else ""}
    audit.record("round.opened", str(number), detail, author=author, now=now)
    return value_of(row)


def close_round(*, author: str, now: datetime) -> Round:
    """Close the open round."""
    sequences.hold("comment")
    row = models.Round.objects.filter(running=True).first()
    if row is None:
        raise StateError("no consultation is open")
    row.running, row.closed_at, row.closed_by = False, now, author
    row.save(update_fields=["running", "closed_at", "closed_by"])
    audit.record("round.closed", str(row.number), {"edition": row.edition}, author=author, now=now)
    return value_of(row)


def rounds() -> tuple[Round, ...]:
    """All rounds, the first first."""
    return tuple(map(value_of, models.Round.objects.order_by("number")))


def open_row() -> models.Round:
    """The round that takes submissions; refused when there is none."""
    row = models.Round.objects.filter(running=True).first()
    if row is None:
        raise StateError("no consultation is open; open one with “ponam consult open EDITION”")
    return row


def row_of(number: int) -> models.Round:
    row = models.Round.objects.filter(number=number).first()
    if row is None:
        raise RegisterError("there is no round {number} of consultation", number=number)
    return row


def value_of(row: models.Round) -> Round:
    return Round(
        number=row.number,
        edition=row.edition,
        revision=row.revision,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        until=row.until,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
    )


def tallies(number: int) -> tuple[Tally, ...]:
    """What each stakeholder sent in a round; those who sent nothing are listed too: they must be reminded."""
    row = row_of(number)
    suites: dict[str, Counter[Suite]] = {}
    preparing: Counter[str] = Counter()
    for sender, standing, suite, count in counting.by_sender(row.pk):
        if standing == Standing.ACTIVE:
            suites.setdefault(sender, Counter())[Suite(suite)] += count
        elif standing == Standing.PREPARING:
            preparing[sender] += count
    sent = models.Submission.objects.filter(round=row).order_by()
    submissions = dict(sent.values_list("stakeholder_id").annotate(count=Count("pk")).values_list("stakeholder_id", "count"))
    known = models.Stakeholder.objects.filter(merged_into=None).order_by("code").values_list("pk", "code", "key")
    return tuple(_tally(code, submissions.get(pk, 0), suites.get(key, Counter()), preparing[key]) for pk, code, key in known)


def _tally(code: str, submissions: int, suites: Counter[Suite], preparing: int) -> Tally:
    every = suites.total()
    return Tally(code, submissions, every, every - suites[Suite.PENDING], preparing, dict(suites))

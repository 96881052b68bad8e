"""One consolidated position per institution: its reviewers' remarks are gathered, and count once its contact point sends them.

The rule: what a stakeholder sends counts at once, unless it is marked as gathering its reviewers' remarks. Then they are in
preparation, out of lists and matrices, until its position is sent; what comes later is gathered into a supplement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from ..text.errors import StateError, UsageError
from . import audit, models, rounds, sequences, stakeholders
from .numbers import written
from .values import Position, Received
from .vocabulary import Channel, Standing


def gather(code: str, *, gathers: bool, author: str, now: datetime) -> None:
    """Say whether a stakeholder sends one position for all its reviewers, from now on."""
    sequences.hold("comment")
    row = stakeholders.row_of(code)
    if row.gathers and not gathers and _waiting(row).exists():
        raise StateError("remarks of {stakeholder} are still in preparation; send its position first", stakeholder=row.code)
    row.gathers = gathers
    row.save(update_fields=["gathers"])
    audit.record("stakeholder.gathers", str(row.pk), {"gathers": gathers}, author=author, now=now)


def send(code: str, *, by: str, note: str, left_out: Iterable[int], author: str, now: datetime) -> Position:
    """Send what was gathered in the open round as the position of the institution. `left_out`: remarks that its contact point
    does not make its own; they stay on record as withdrawn."""
    sequences.hold("comment")
    round_, row = rounds.open_row(), stakeholders.row_of(code)
    comments = list(_waiting(row).filter(round=round_).order_by("number"))
    if not comments:
        raise StateError("nothing of {stakeholder} is in preparation in this consultation", stakeholder=row.code)
    out = set(left_out)
    if strangers := sorted(out - {comment.number for comment in comments}):
        raise UsageError("{names}: not in preparation for {stakeholder}", names=", ".join(map(written, strangers)), stakeholder=row.code)
    position = models.Position.objects.create(round=round_, stakeholder=row, sent_by=by[:160], sent_at=now, note=note.strip())
    for comment in comments:
        comment.standing = (Standing.WITHDRAWN if comment.number in out else Standing.ACTIVE).value
    models.Comment.objects.bulk_update(comments, ["standing"], batch_size=500)
    submissions = list(models.Submission.objects.filter(round=round_, stakeholder=row, position=None))
    for submission in submissions:
        submission.position = position
    models.Submission.objects.bulk_update(submissions, ["position"], batch_size=500)
    detail = {
        "round": round_.number,
        "comments": {written(c.number): audit.comment_digest(c) for c in comments},
        "submissions": {str(s.pk): audit.submission_digest(s) for s in submissions},
        "left out": [written(number) for number in sorted(out)],
    }
    audit.record("position.sent", str(row.pk), detail, author=author, now=now)
    return _value_of(position, row)


def _waiting(row: models.Stakeholder) -> Any:
    return models.Comment.objects.filter(stakeholder=row, standing=Standing.PREPARING.value)


def positions(code: str) -> tuple[Position, ...]:
    """What a stakeholder sent as its position, and at the end what it still gathers."""
    row = stakeholders.row_of(code)
    sent = [_value_of(position, row) for position in models.Position.objects.filter(stakeholder=row).order_by("pk")]
    numbers = _waiting(row).values_list("round_id", flat=True).distinct().order_by("round_id")
    for round_ in models.Round.objects.filter(pk__in=list(numbers)).order_by("number"):
        waiting = received(models.Submission.objects.filter(round=round_, stakeholder=row, position=None))
        sent.append(Position(row.code, round_.number, submissions=waiting))
    return tuple(sent)


def _value_of(position: models.Position, row: models.Stakeholder) -> Position:
    whole = received(models.Submission.objects.filter(position=position))
    return Position(row.code, position.round.number, position.sent_by, position.sent_at, position.note, whole)


# ------------------------------------------------------------------ submissions


def received(query: Any) -> tuple[Received, ...]:
    """Submissions as values, the first first."""
    rows = query.select_related("stakeholder", "round").annotate(count=Count("comments")).order_by("pk")
    return tuple(
        Received(
            id=row.pk,
            stakeholder=row.stakeholder.code,
            round=row.round.number,
            channel=Channel(row.channel),
            file_name=row.file_name,
            file_sha256=row.file_id or "",
            received_at=row.received_at,
            entered_by=row.entered_by,
            reviewer=row.reviewer,
            comments=row.count,
            sent=row.position_id is not None or not row.stakeholder.gathers,
        )
        for row in rows
    )


def received_from(code: str, round_number: int | None) -> tuple[Received, ...]:
    """What a stakeholder sent, in one round or ever."""
    row = stakeholders.row_of(code)
    query = models.Submission.objects.filter(Q(stakeholder=row) | Q(stakeholder__merged_into=row))
    return received(query.filter(round=rounds.row_of(round_number)) if round_number is not None else query)

"""Two stakeholders that turn out to be one: entered twice under two names, or joined by a decree."""

from __future__ import annotations

from datetime import datetime

from ..text.errors import UsageError
from . import audit, models, sequences, stakeholders
from .numbers import written


def merge(code: str, into: str, *, author: str, now: datetime) -> int:
    """Give everything of one stakeholder to another, and return how many remarks. The first one's names lead to the other from
    now on. Numbers stay; remarks that both sent stay too, for each was received."""
    sequences.hold("comment")
    old, new = stakeholders.row_of(code), stakeholders.row_of(into)
    if old.pk == new.pk:
        raise UsageError("{stakeholder} cannot be merged with itself", stakeholder=old.code)
    comments = _comments(old, new)
    submissions = _submissions(old, new)
    models.Position.objects.filter(stakeholder=old).update(stakeholder=new)
    kept = set(models.ColumnMapping.objects.filter(stakeholder=new).values_list("signature", flat=True))
    models.ColumnMapping.objects.filter(stakeholder=old).exclude(signature__in=kept).update(stakeholder=new)
    models.Stakeholder.objects.filter(merged_into=old).update(merged_into=new)
    old.merged_into = new
    old.save(update_fields=["merged_into"])
    detail = {
        "into": new.pk,
        "comments": {written(row.number): audit.comment_digest(row) for row in comments},
        "submissions": {str(row.pk): audit.submission_digest(row) for row in submissions},
    }
    audit.record("stakeholder.merged", str(old.pk), detail, author=author, now=now)
    return len(comments)


def _comments(old: models.Stakeholder, new: models.Stakeholder) -> list[models.Comment]:
    said = set(models.Comment.objects.filter(stakeholder=new).values_list("round_id", "fingerprint"))
    rows = list(models.Comment.objects.filter(stakeholder=old).order_by("number"))
    for row in rows:
        row.stakeholder, row.sender = new, new.key
        if (row.round_id, row.fingerprint) in said:
            row.fingerprint = audit.digest(row.fingerprint, row.number)  # what makes it the same remark is taken
    models.Comment.objects.bulk_update(rows, ["stakeholder", "sender", "fingerprint"], batch_size=500)
    return rows


def _submissions(old: models.Stakeholder, new: models.Stakeholder) -> list[models.Submission]:
    """A file that both sent stays under each: it is one file, received twice."""
    sent = set(models.Submission.objects.filter(stakeholder=new).exclude(file=None).values_list("round_id", "file_id"))
    rows = [row for row in models.Submission.objects.filter(stakeholder=old) if (row.round_id, row.file_id) not in sent]
    for row in rows:
        row.stakeholder = new
    models.Submission.objects.bulk_update(rows, ["stakeholder"], batch_size=500)
    return rows

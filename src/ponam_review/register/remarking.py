"""What the secretariat does to a comment besides deciding on it: tags, somebody to work on it, who may read it, a discussion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from ..text.errors import RegisterError, StateError, UsageError
from . import audit, models, sequences
from .numbers import written
from .values import Note
from .vocabulary import Standing, group_name, tag_name

BATCH = 500


def rows_of(numbers: Sequence[int]) -> list[models.Comment]:
    """The comments with these numbers; one unknown number refuses all."""
    if not numbers:
        raise UsageError("say which comments are meant: OBS-0042 …")
    found: dict[int, models.Comment] = {}
    for start in range(0, len(numbers), BATCH):
        found.update((row.number, row) for row in models.Comment.objects.filter(number__in=numbers[start : start + BATCH]))
    if missing := [number for number in numbers if number not in found]:
        raise RegisterError("{names}: not in the register", names=names_of(missing))
    return [found[number] for number in numbers]


def names_of(numbers: Iterable[int]) -> str:
    return ", ".join(map(written, numbers))


def tag(numbers: Sequence[int], *, add: Sequence[str], remove: Sequence[str], author: str, now: datetime) -> None:
    """Put tags on comments and take others off."""
    sequences.hold("comment")
    rows = rows_of(numbers)
    names = [name for word in add if (name := tag_name(word))]
    gone = [name for word in remove if (name := tag_name(word))]
    if not names and not gone:
        raise UsageError("say which tag")
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        models.Tag.objects.filter(comment__in=part, name__in=gone).delete()
        models.Tag.objects.bulk_create([models.Tag(comment=row, name=name) for row in part for name in names], ignore_conflicts=True)
    _record("comments.tagged", numbers, {"added": names, "removed": gone}, author=author, now=now)


def tags() -> tuple[tuple[str, int], ...]:
    """The tags in use and how many comments bear each."""
    from django.db.models import Count

    return tuple(models.Tag.objects.values_list("name").annotate(count=Count("pk")).order_by("name"))


def assign(numbers: Sequence[int], to: str, *, author: str, now: datetime) -> None:
    """Give comments to somebody to work on; to nobody with an empty name."""
    sequences.hold("comment")
    rows = rows_of(numbers)
    for row in rows:
        row.assignee = " ".join(to.split())[:160]
    models.Comment.objects.bulk_update(rows, ["assignee"], batch_size=BATCH)
    _record("comments.assigned", numbers, {}, author=author, now=now)


def regroup(numbers: Sequence[int], group: str, *, author: str, now: datetime) -> None:
    """Say who may read comments: a confidentiality group; empty: public."""
    sequences.hold("comment")
    rows = rows_of(numbers)
    for row in rows:
        row.group = group_name(group)
    models.Comment.objects.bulk_update(rows, ["group"], batch_size=BATCH)
    _record("comments.grouped", numbers, {"group": group_name(group), **_digests(rows)}, author=author, now=now)


def withdraw(numbers: Sequence[int], reason: str, *, author: str, now: datetime) -> None:
    """The sender takes comments back. They stay on record, out of lists; one that was answered stays answered."""
    if not reason.strip():
        raise UsageError("a comment is withdrawn for a reason; add --reason")
    sequences.hold("comment")
    rows = rows_of(numbers)
    if decided := [row.number for row in rows if row.suite]:
        raise StateError("{names}: decided already; a decision may be changed, but what it answers stays", names=names_of(decided))
    if aside := [row.number for row in rows if row.standing in (Standing.SUPERSEDED, Standing.WITHDRAWN)]:
        raise StateError("{names}: superseded or withdrawn already", names=names_of(aside))
    for row in rows:
        row.standing = Standing.WITHDRAWN.value
    models.Comment.objects.bulk_update(rows, ["standing"], batch_size=BATCH)
    _record("comments.withdrawn", numbers, {"reason": reason.strip(), **_digests(rows)}, author=author, now=now)


def _digests(rows: Iterable[models.Comment]) -> dict[str, Any]:
    return {"comments": {written(row.number): audit.comment_digest(row) for row in rows}}


def _record(action: str, numbers: Sequence[int], detail: dict[str, Any], *, author: str, now: datetime) -> None:
    audit.record(action, names_of(numbers)[:160], {"numbers": [written(number) for number in numbers], **detail}, author=author, now=now)


# ------------------------------------------------------------------ the discussion


def add_note(number: int, note: Note, *, now: datetime) -> None:
    """Add one message under a comment."""
    if not note.text.strip():
        raise UsageError("a note needs words; add --text")
    sequences.hold("comment")
    rows_of([number])
    rank = 1 + (models.Note.objects.filter(comment_id=number).aggregate(last=Max("rank"))["last"] or 0)
    row = models.Note.objects.create(
        comment_id=number,
        rank=rank,
        author=note.author[:160],
        at=note.at,
        text=note.text.strip(),
        internal=note.internal,
        addressed_to=note.addressed_to[:160],
    )
    detail = {"notes": {f"{written(number)}/n{rank}": audit.note_digest(row)}}
    audit.record("comment.noted", written(number), detail, author=note.author, now=now)


def notes(number: int) -> tuple[Note, ...]:
    """The discussion under a comment, the first message first."""
    rows = models.Note.objects.filter(comment_id=number).order_by("rank")
    return tuple(Note(row.author, row.at, row.text, row.internal, row.addressed_to) for row in rows)

"""Deciding on comments: every decision has a reason and an author, and none is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ..text.errors import RegisterError, StateError, UsageError
from . import audit, models, sequences
from .numbers import written
from .values import Disposition
from .vocabulary import Suite

BATCH = 500


def decide(numbers: Sequence[int], disposition: Disposition, *, now: datetime) -> None:
    """Put `disposition` in force on each of `numbers`, all or none."""
    _check(numbers, disposition)
    sequences.hold("comment")
    found = {row.number: row for row in _comments(numbers)}
    if missing := [number for number in numbers if number not in found]:
        raise RegisterError("{names}: not in the register", names=_names(missing))
    _check_standing(found.values())
    if disposition.duplicate_of is not None:
        _check_original(numbers, disposition.duplicate_of)
    ranks = _ranks(numbers)
    rows = [_row(number, ranks.get(number, 0) + 1, disposition) for number in numbers]
    stored = models.Disposition.objects.bulk_create(rows, batch_size=BATCH)
    for row in stored:
        found[row.comment_id].suite, found[row.comment_id].decision = row.suite, row
    models.Comment.objects.bulk_update(found.values(), ["suite", "decision"], batch_size=BATCH)
    detail = {
        "suite": disposition.suite.value,
        "dispositions": {f"{written(row.comment_id)}/{row.rank}": audit.disposition_digest(row) for row in stored},
    }
    audit.record("comments.decided", _names(numbers)[:160], detail, author=disposition.author, now=now)


def _check(numbers: Sequence[int], disposition: Disposition) -> None:
    if not numbers:
        raise UsageError("say which comments are decided: OBS-0042 …")
    if disposition.suite is Suite.PENDING:
        raise UsageError("a decision needs a disposition")
    if not disposition.reason.strip():
        raise UsageError("a decision needs a reason; add --reason")
    if not disposition.author.strip():
        raise UsageError("a decision needs an author; add --by")
    if (disposition.suite is Suite.DUPLICATE) != (disposition.duplicate_of is not None):
        raise UsageError("“duplicate” needs the number of the other comment (--of); no other disposition takes one")


def _check_standing(rows: Iterable[models.Comment]) -> None:
    """What gave way, was taken back or was not sent yet needs no answer."""
    if aside := [row.number for row in rows if row.standing]:
        raise StateError("{names}: superseded, withdrawn or still in preparation; there is nothing to decide", names=_names(aside))


def _check_original(numbers: Sequence[int], original: int) -> None:
    """A comment is no duplicate of itself, nor of one that is its duplicate, at whatever distance."""
    seen: list[int] = []
    following: int | None = original
    while following is not None and following not in seen:
        if following in numbers:
            raise UsageError("{name} cannot be a duplicate of itself", name=written(following))
        seen.append(following)
        row = models.Comment.objects.filter(number=following).select_related("decision").first()
        if row is None:
            raise RegisterError("{names}: not in the register", names=written(following))
        following = row.decision.duplicate_of_id if row.decision else None


def _comments(numbers: Sequence[int]) -> Iterable[models.Comment]:
    for start in range(0, len(numbers), BATCH):
        yield from models.Comment.objects.filter(number__in=numbers[start : start + BATCH]).only("number", "suite", "decision", "standing")


def _ranks(numbers: Sequence[int]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for start in range(0, len(numbers), BATCH):
        part = models.Disposition.objects.filter(comment_id__in=numbers[start : start + BATCH])
        for number, rank in part.values_list("comment_id", "rank"):
            ranks[number] = max(rank, ranks.get(number, 0))
    return ranks


def _row(number: int, rank: int, disposition: Disposition) -> models.Disposition:
    return models.Disposition(
        comment_id=number,
        rank=rank,
        suite=disposition.suite.value,
        reason=disposition.reason.strip(),
        where=disposition.where[:250],
        duplicate_of_id=disposition.duplicate_of,
        author=disposition.author[:160],
        decided_at=disposition.decided_at,
    )


def _names(numbers: Iterable[int]) -> str:
    return ", ".join(map(written, numbers))


def history(number: int) -> tuple[Disposition, ...]:
    """All decisions on a comment, the first first."""
    return tuple(value_of(row) for row in models.Disposition.objects.filter(comment_id=number).order_by("rank"))


def value_of(row: models.Disposition) -> Disposition:
    return Disposition(Suite(row.suite), row.reason, row.author, row.decided_at, row.where, row.duplicate_of_id)

"""Which change of the text answers which comment: entered when a proposal is applied, or read from the trailers of commits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ...workspace.editions import moment
from ...workspace.history import History
from ...workspace.trailers import DECIDED_BY, OBSERVATION, reverted, split_trailers, values_of
from .. import audit, models
from ..numbers import number_of, written
from ..values import Application
from ..vocabulary import ApplicationState, Part

_PARTS = re.compile(r"[,;\s]+")


def value_of(row: models.Application) -> Application:
    return Application(
        comment=row.comment_id,
        commit=row.commit,
        before=row.before,
        at=row.at,
        author=row.author,
        part=Part(row.part),
        text=row.text,
        state=ApplicationState(row.state),
    )


def applications(numbers: Sequence[int] | None = None) -> tuple[Application, ...]:
    """All of them, or those of some comments, in the order in which they were recorded."""
    query = models.Application.objects.order_by("comment_id", "rank")
    if numbers is not None:
        query = query.filter(comment_id__in=list(numbers))
    return tuple(map(value_of, query))


def enter(applied: Application, *, author: str, now: datetime) -> bool:
    """Record one; False when it is recorded already. Inside the caller's transaction."""
    rows = models.Application.objects.filter(comment_id=applied.comment)
    if rows.filter(commit=applied.commit).exists():
        return False
    row = models.Application.objects.create(
        comment_id=applied.comment,
        rank=rows.count() + 1,
        commit=applied.commit,
        before=applied.before,
        at=applied.at,
        author=applied.author[:160],
        part=applied.part.value,
        text=applied.text,
        state=applied.state.value,
    )
    detail = {"commit": applied.commit, "part": applied.part.value, "by": applied.author, "applications": _digest(row)}
    audit.record("comment.applied", written(applied.comment), detail, author=author, now=now)
    return True


def _digest(row: models.Application) -> dict[str, str]:
    """What the audit log knows the row by (`verifying`)."""
    return {f"{written(row.comment_id)}/a{row.rank}": audit.application_digest(row)}


def adopt(history: History, *, author: str, now: datetime) -> int:
    """Record what the history tells and the register does not know: a commit made by hand, in another copy, or just before a power cut."""
    told = list(_told(history))
    known = set(models.Application.objects.values_list("comment_id", "commit"))
    fresh = [applied for group, _ in told for applied in group if (applied.comment, applied.commit) not in known]
    there = set(models.Comment.objects.filter(number__in={a.comment for a in fresh}).values_list("number", flat=True)) if fresh else set()
    found = sum(enter(applied, author=author, now=now) for applied in reversed(fresh) if applied.comment in there)
    taken_back = [back for _, back in told if back]
    standing = models.Application.objects.filter(commit__in=taken_back, state=ApplicationState.STANDING.value)
    for row in standing:
        row.state = ApplicationState.REVERTED.value
        row.save(update_fields=["state"])
        detail = {"commit": row.commit, "applications": _digest(row)}
        audit.record("comment.reverted", written(row.comment_id), detail, author=author, now=now)
        found += 1
    return found


def observations(trailers: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    """The comments that a commit says it answers."""
    words = (word for value in values_of(tuple(trailers), OBSERVATION) for word in _PARTS.split(value))
    return tuple(dict.fromkeys(number for word in words if (number := number_of(word)) is not None))


def _told(history: History) -> Iterator[tuple[list[Application], str]]:
    for commit in history.commits():
        message = commit.message
        if OBSERVATION not in message and "This reverts commit" not in message:
            continue
        trailers = split_trailers(message)[1]
        numbers = observations(trailers)
        back = reverted(message)
        if back:
            yield [], back
        decided = ", ".join(values_of(trailers, DECIDED_BY)) or commit.author.name
        before = str(commit.parent_ids[0]) if commit.parent_ids else ""
        yield [Application(number, str(commit.id), before, moment(commit.author), decided) for number in numbers], ""

"""The audit log: append-only, each line sealed with the hash of the one before, so that tampering shows.

A line about comments carries digests of what was received and decided. Checking the log therefore checks the
register: a text changed behind its back no longer agrees with the line that recorded it. Names of persons
stay out of the digests: they may have to be erased (law 2013-015).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from . import models, sequences
from .numbers import written
from .values import Finding


def digest(*parts: object) -> str:
    """SHA-256 of the parts as JSON, so that no two lists of parts read the same."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def comment_digest(comment: models.Comment) -> str:
    """What was said and about which words; not by whom."""
    c = comment
    return digest(c.number, c.submission_id, c.kind, c.edit, c.text, c.proposal, c.quote, c.answers_id)


def disposition_digest(row: models.Disposition) -> str:
    """What was decided and why."""
    return digest(row.comment_id, row.rank, row.suite, row.reason, row.where, row.duplicate_of_id)


def record(action: str, subject: str, detail: Mapping[str, Any], *, author: str, now: datetime) -> None:
    """Append one line, inside the caller's transaction: the act and its trace stand or fall together."""
    rank = sequences.take("audit")[0]
    previous = models.AuditEntry.objects.filter(rank=rank - 1).values_list("hash", flat=True).first() or ""
    entry = models.AuditEntry(
        rank=rank,
        at=now.astimezone(UTC).isoformat(),
        author=author,
        action=action,
        subject=subject,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
        previous=previous,
    )
    entry.hash = _seal(entry)
    entry.save(force_insert=True)


def _seal(entry: models.AuditEntry) -> str:
    e = entry
    return digest(e.rank, e.at, e.author, e.action, e.subject, e.detail, e.previous)


# ------------------------------------------------------------------ checking


def findings() -> Iterator[Finding]:
    """Where log and register disagree; nothing when all is well."""
    comments: dict[str, str] = {}
    dispositions: dict[str, str] = {}
    yield from _chain(comments, dispositions)
    yield from _compare(comments, ((written(c.number), comment_digest(c)) for c in _rows(models.Comment.objects.all())))
    told = ((f"{written(d.comment_id)}/{d.rank}", disposition_digest(d)) for d in _rows(models.Disposition.objects.all()))
    yield from _compare(dispositions, told)
    yield from _in_force()


def _rows(query: Any) -> Any:
    return query.order_by("pk").iterator(chunk_size=2000)


def _chain(comments: dict[str, str], dispositions: dict[str, str]) -> Iterator[Finding]:
    previous, expected = "", 1
    for entry in _rows(models.AuditEntry.objects.all()):
        if entry.rank != expected:
            yield Finding(
                f"#{expected}",
                "lines {first} to {last} of the audit log are missing",
                {"first": expected, "last": entry.rank - 1},
            )
        if entry.previous != previous and entry.rank == expected or entry.hash != _seal(entry):
            yield Finding(f"#{entry.rank}", "line {line} of the audit log was changed", {"line": entry.rank})
        previous, expected = entry.hash, entry.rank + 1
        detail = json.loads(entry.detail)
        comments.update(detail.get("comments", {}))
        dispositions.update(detail.get("dispositions", {}))
    last = sequences.last("audit")
    if expected <= last:
        yield Finding(
            f"#{expected}",
            "lines {first} to {last} of the audit log are missing",
            {"first": expected, "last": last},
        )


def _compare(told: dict[str, str], rows: Iterator[tuple[str, str]]) -> Iterator[Finding]:
    for name, found in rows:
        said = told.pop(name, None)
        if said is None:
            yield Finding(name, "{name} is in the register, but the audit log does not know it", {"name": name})
        elif said != found:
            yield Finding(name, "{name} is no longer what the audit log recorded", {"name": name})
    for name in told:
        yield Finding(name, "{name} is in the audit log, but no longer in the register", {"name": name})


def _in_force() -> Iterator[Finding]:
    """The decision in force must be the last of its history."""
    last: dict[int, models.Disposition] = {}
    for row in models.Disposition.objects.order_by("comment_id", "rank").iterator(chunk_size=2000):
        last[row.comment_id] = row
    for number, suite, decision in models.Comment.objects.values_list("number", "suite", "decision_id").iterator(chunk_size=2000):
        row = last.get(number)
        if (suite, decision) != ((row.suite, row.pk) if row else ("", None)):
            yield Finding(
                written(number),
                "the decision on {name} is not the last of its history",
                {"name": written(number)},
            )

"""Checking the register against its audit log. Whoever changes one without the other is found out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from . import audit, models, sequences
from .numbers import written
from .values import Finding, Seal

MISSING = "lines {first} to {last} of the audit log are missing"


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose rows the log knows by digests, under `key`. `first`: the digest that older registers wrote."""

    key: str
    rows: Callable[[], Any]
    name: Callable[[Any], str]
    digest: Callable[[Any], str]
    first: Callable[[Any], str] | None = None


WATCHED = (
    Watched("comments", lambda: models.Comment.objects, lambda c: written(c.number), audit.comment_digest, audit.first_comment_digest),
    Watched(
        "dispositions",
        lambda: models.Disposition.objects,
        lambda d: f"{written(d.comment_id)}/{d.rank}",
        audit.disposition_digest,
        audit.first_disposition_digest,
    ),
    Watched("submissions", lambda: models.Submission.objects, lambda s: str(s.pk), audit.submission_digest),
    Watched("notes", lambda: models.Note.objects, lambda n: f"{written(n.comment_id)}/n{n.rank}", audit.note_digest),
    Watched("applications", lambda: models.Application.objects, lambda a: f"{written(a.comment_id)}/a{a.rank}", audit.application_digest),
    Watched("workshops", lambda: models.WorkshopDecision.objects, lambda w: w.reference, audit.workshop_digest),
)


def findings(seal: Seal | None = None) -> Iterator[Finding]:
    """Where log and register disagree; nothing when all is well. `seal`: the head of the log as somebody kept it."""
    told: dict[str, dict[str, str]] = {watched.key: {} for watched in WATCHED}
    yield from _chain(told, seal)
    for watched in WATCHED:
        yield from _compare(watched, told[watched.key])
    yield from _in_force()
    yield from _files()


def _rows(query: Any) -> Any:
    return query.order_by("pk").iterator(chunk_size=2000)


def _chain(told: dict[str, dict[str, str]], seal: Seal | None) -> Iterator[Finding]:
    previous, expected = "", 1
    sealed = seal is None or not seal.rank
    for entry in _rows(models.AuditEntry.objects.all()):
        if entry.rank != expected:
            yield Finding(f"#{expected}", MISSING, {"first": expected, "last": entry.rank - 1})
        if entry.previous != previous and entry.rank == expected or entry.hash != audit.seal_of(entry):
            yield Finding(f"#{entry.rank}", "line {line} of the audit log was changed", {"line": entry.rank})
        previous, expected = entry.hash, entry.rank + 1
        sealed = sealed or (seal is not None and seal == Seal(entry.rank, entry.hash))
        yield from _told(entry, told)
    last = sequences.last("audit")
    if expected <= last:
        yield Finding(f"#{expected}", MISSING, {"first": expected, "last": last})
    if not sealed and seal is not None:
        yield Finding(f"#{seal.rank}", "the audit log does not hold the seal {seal}: it was cut or written anew", {"seal": str(seal)})


def _told(entry: models.AuditEntry, told: dict[str, dict[str, str]]) -> Iterator[Finding]:
    try:
        detail = json.loads(entry.detail)
        for key, known in told.items():
            known.update(detail.get(key, {}))
    except (ValueError, TypeError, AttributeError):
        yield Finding(f"#{entry.rank}", "line {line} of the audit log was changed", {"line": entry.rank})


def _compare(watched: Watched, told: dict[str, str]) -> Iterator[Finding]:
    for row in _rows(watched.rows().all()):
        name = watched.name(row)
        said = told.pop(name, None)
        if said is None:
            if watched.key == "submissions":
                continue  # older registers did not record them; those of today are in the log, and their comments name them
            yield Finding(name, "{name} is in the register, but the audit log does not know it", {"name": name})
        elif said != (watched.digest(row) if said.startswith(audit.SECOND) else watched.first(row) if watched.first else ""):
            yield Finding(name, "{name} is no longer what the audit log recorded", {"name": name})
    for name in told:
        yield Finding(name, "{name} is in the audit log, but no longer in the register", {"name": name})


def _in_force() -> Iterator[Finding]:
    """The decision in force must be the last of its history."""
    last: dict[int, tuple[str, int]] = {}
    rows = models.Disposition.objects.order_by("comment_id", "rank").values_list("comment_id", "suite", "pk")
    for number, suite, key in rows.iterator(chunk_size=2000):
        last[number] = (suite, key)
    for number, suite, decision in models.Comment.objects.values_list("number", "suite", "decision_id").iterator(chunk_size=2000):
        if (suite, decision) != last.get(number, ("", None)):
            yield Finding(written(number), "the decision on {name} is not the last of its history", {"name": written(number)})


def _files() -> Iterator[Finding]:
    """The files received are what they were, but for those that were erased at a person's wish."""
    for row in models.ReceivedFile.objects.filter(erased_at=None).order_by("pk").iterator(chunk_size=1):
        if hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256:
            yield Finding(row.sha256[:12], "the received file {name} is no longer what came in", {"name": row.sha256[:12]})

"""The audit log: append-only, each line sealed with the hash of the one before, so that tampering shows.

A line about comments carries digests of what was received and decided. Checking the log therefore checks the
register: a text changed behind its back no longer agrees with the line that recorded it. Names of persons
stay out of the digests: they may have to be erased (law 2013-015).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from . import models, sequences
from .values import Seal


def digest(*parts: object) -> str:
    """SHA-256 of the parts as JSON, so that no two lists of parts read the same."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


SECOND = "2:"
"""Begins the digests of today, which cover more than the first ones did."""


def comment_digest(c: models.Comment) -> str:
    """What was said, about which words, and whether it counts; not by whom."""
    said = (c.number, c.submission_id, c.round_id, c.stakeholder_id, c.kind, c.edit, c.nature, c.text, c.proposal, c.quote)
    where = (c.revision, c.section, c.block, c.exact, c.start, c.certainty, c.place_as_written)
    return SECOND + digest(*said, *where, c.answers_id, c.untracked, c.group, c.standing, c.superseded_by_id)


def disposition_digest(d: models.Disposition) -> str:
    """What was decided and why, by whom and when: a decision is a public act."""
    return SECOND + digest(d.comment_id, d.rank, d.suite, d.reason, d.where, d.duplicate_of_id, d.author, _instant(d.decided_at))


def submission_digest(s: models.Submission) -> str:
    """What came, from whom and when; not the name of the file, which often is a person's."""
    return SECOND + digest(s.pk, s.round_id, s.stakeholder_id, s.file_id or "", s.channel, _instant(s.received_at), s.position_id)


def note_digest(n: models.Note) -> str:
    return SECOND + digest(n.comment_id, n.rank, n.author, _instant(n.at), n.text, n.internal, n.addressed_to)


def application_digest(a: models.Application) -> str:
    return SECOND + digest(a.comment_id, a.rank, a.commit, a.before, _instant(a.at), a.author, a.part, a.text, a.state)


def workshop_digest(w: models.WorkshopDecision) -> str:
    return SECOND + digest(w.reference, w.date.isoformat(), w.text, w.author)


def _instant(at: datetime) -> str:
    """To the microsecond and in UTC: what a database gives back."""
    return at.astimezone(UTC).isoformat()


def first_comment_digest(c: models.Comment) -> str:
    return digest(c.number, c.submission_id, c.kind, c.edit, c.text, c.proposal, c.quote, c.answers_id)


def first_disposition_digest(d: models.Disposition) -> str:
    return digest(d.comment_id, d.rank, d.suite, d.reason, d.where, d.duplicate_of_id)


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
    entry.hash = seal_of(entry)
    entry.save(force_insert=True)


def seal_of(e: models.AuditEntry) -> str:
    """The hash that an entry must bear: of its own words and of the hash before."""
    return digest(e.rank, e.at, e.author, e.action, e.subject, e.detail, e.previous)


def head() -> Seal:
    """The last line of the log as it stands."""
    last = models.AuditEntry.objects.order_by("-rank").values_list("rank", "hash").first()
    return Seal(*last) if last else Seal(0, "")

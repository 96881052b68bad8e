"""What the register knows of a person: shown to them, and erased at their wish (law 2013-015, articles on access and erasure).

A remark stays, for it was made in a public consultation; who made it goes. Decisions and the audit log keep the names of those who
act for the office: these are acts, not contributions. The log records that an erasure was done, not whose.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ..text.errors import RegisterError, UsageError
from . import audit, models, sequences
from .numbers import written
from .vocabulary import folded, plain_words

GONE = "[…]"
BATCH = 500
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
TEXTS = ("text", "proposal", "place_as_written")


@dataclass(frozen=True, slots=True)
class Known:
    """All that bears a person's name. `acts`: how many lines they signed for the office, which stay."""

    name: str
    names: tuple[str, ...] = ()
    """The name and addresses as `plain_words` writes them."""
    comments: tuple[models.Comment, ...] = ()
    mentions: tuple[models.Comment, ...] = ()
    """Remarks of others, or their own, whose words name them."""
    submissions: tuple[models.Submission, ...] = ()
    stakeholders: tuple[models.Stakeholder, ...] = ()
    notes: tuple[models.Note, ...] = ()
    acts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.comments or self.mentions or self.submissions or self.stakeholders or self.notes)


def find(name: str) -> Known:
    """What bears this name or e-mail address, in either order of first and last name, whatever case and accents."""
    names = _orders(name)
    if not names:
        raise UsageError("say the name of a person, or an e-mail address")
    names = (*names, *_addresses(names))
    stakeholders = tuple(s for s in models.Stakeholder.objects.order_by("pk") if plain_words(s.name) in names or _is_contact(s, names))
    own = {s.pk for s in stakeholders if plain_words(s.name) in names}
    authors = _spellings(models.Comment.objects.all(), "author", names)
    comments = tuple(models.Comment.objects.filter(Q(author__in=authors) | Q(stakeholder__in=own)).order_by("number"))
    mine = {comment.number for comment in comments}
    reviewers = _spellings(models.Submission.objects.all(), "reviewer", names)
    wanted = Q(reviewer__in=reviewers) | Q(stakeholder__in=own) | Q(comments__number__in=models.Comment.objects.filter(author__in=authors))
    submissions = tuple(models.Submission.objects.filter(wanted).distinct().order_by("pk"))
    named = tuple(c for c in _mentioning(names) if c.number not in mine)
    writers = Q(author__in=_spellings(models.Note.objects.all(), "author", names)) | Q(
        addressed_to__in=_spellings(models.Note.objects.all(), "addressed_to", names)
    )
    notes = tuple(models.Note.objects.filter(writers).order_by("comment_id", "rank"))
    return Known(name, names, comments, named, submissions, stakeholders, notes, _acts(names))


def _orders(name: str) -> tuple[str, ...]:
    words = plain_words(name).split()
    orders = {" ".join(words), " ".join(reversed(words))} if len(words) == 2 else {" ".join(words)}
    return tuple(sorted(order for order in orders if order))


def _addresses(names: tuple[str, ...]) -> Iterator[str]:
    """The e-mail addresses that stand beside the name: of a contact, or of a sender as mail programs write it."""
    for row in models.Stakeholder.objects.exclude(email=""):
        if _is(row.contact, names) or plain_words(row.name) in names:
            yield plain_words(row.email)
    for source in models.Comment.objects.exclude(source={}).values_list("source", flat=True).iterator(chunk_size=2000):
        for value in source.values():
            if isinstance(value, str) and "@" in value and _is(value, names):
                yield from (plain_words(address) for address in _ADDRESS.findall(value))


def _is(text: str, names: Iterable[str]) -> bool:
    plain = f" {plain_words(text)} "
    return any(f" {name} " in plain for name in names)


def _is_contact(row: models.Stakeholder, names: Iterable[str]) -> bool:
    return _is(row.contact, names) or _is(row.email, names)


def _spellings(query: QuerySet[Any], column: str, names: Iterable[str]) -> list[str]:
    """The ways in which a column spells the name."""
    return [text for text in query.exclude(**{column: ""}).values_list(column, flat=True).distinct() if _is(text, names)]


def _mentioning(names: Iterable[str]) -> Iterator[models.Comment]:
    """Comments whose words, or whose columns and source, name the person."""
    pattern = _pattern(names)
    for row in models.Comment.objects.order_by("number").iterator(chunk_size=2000):
        told = " ".join((row.text, row.proposal, row.place_as_written, *map(str, row.extras.values()), *map(str, row.source.values())))
        if pattern.search(_flat(told)[0]):
            yield row


def _acts(names: Iterable[str]) -> dict[str, int]:
    sides: tuple[tuple[str, Any, str], ...] = (
        ("decisions", models.Disposition, "author"),
        ("entries", models.Submission, "entered_by"),
        ("assigned", models.Comment, "assignee"),
        ("log", models.AuditEntry, "author"),
    )
    counts: dict[str, int] = {}
    for key, model, column in sides:
        spellings = _spellings(model.objects.all(), column, names)
        counts[key] = model.objects.filter(**{f"{column}__in": spellings}).count() if spellings else 0
    return {key: count for key, count in counts.items() if count}


# ------------------------------------------------------------------ names inside texts


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, name.split())) + r"(?![^\W_])" for name in names))


def _flat(text: str) -> tuple[str, list[int]]:
    """A text without case and accents, and the place in the text of each of its characters."""
    if text.isascii():
        return text.casefold(), list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def without(text: str, names: Iterable[str]) -> str:
    """A text with the person's name taken out."""
    flat, places = _flat(text)
    parts: list[str] = []
    end = 0
    for found in _pattern(names).finditer(flat):
        parts += (text[end : places[found.start()]], GONE)
        end = places[found.end() - 1] + 1
    return "".join((*parts, text[end:]))


# ------------------------------------------------------------------ shown


def as_shape(known: Known) -> dict[str, Any]:
    """What is handed over to the person."""
    return {
        "schema": "ponam-person/1",
        "name": known.name,
        "stakeholders": [
            {name: getattr(row, name) for name in ("code", "name", "category", "region", "country", "contact", "email")}
            for row in known.stakeholders
        ],
        "submissions": [
            {
                "received": row.received_at.isoformat(),
                "channel": row.channel,
                "file": row.file_name,
                "sha256": row.file_id or "",
                "reviewer": row.reviewer,
                "message": row.message,
            }
            for row in known.submissions
        ],
        "comments": [_comment(row) for row in known.comments],
        "named_in": [_comment(row) for row in known.mentions],
        "notes": [
            {"comment": written(row.comment_id), "at": row.at.isoformat(), "author": row.author, "to": row.addressed_to, "text": row.text}
            for row in known.notes
        ],
        "acts": dict(known.acts),
    }


def _comment(row: models.Comment) -> dict[str, Any]:
    fields = ("author", "written_at", "text", "proposal", "quote", "suite")
    return {"number": written(row.number), **{name: getattr(row, name) for name in fields}, "source": row.source, "extras": row.extras}


# ------------------------------------------------------------------ erased


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure changed."""

    comments: int
    files: int
    stakeholders: int


def erase(name: str, *, author: str, now: datetime) -> Erased:
    """Take a person out of the register: name, address and contact, the files that bear the name; the remarks stay, nobody's."""
    sequences.hold("comment")
    known = find(name)
    if known.is_empty:
        raise RegisterError("“{name}” is not in the register", name=name)
    names = known.names
    comments = [*known.comments, *known.mentions]
    _erase_comments(comments, {row.number for row in known.comments}, names)
    _erase_notes(known.notes, names)
    stakeholders = [_erase_stakeholder(row, names) for row in known.stakeholders]
    files = _erase_files(known, names, now)
    numbers = [row.number for row in comments]
    detail = {
        "comments": {written(row.number): audit.comment_digest(row) for row in models.Comment.objects.filter(number__in=numbers)},
        "notes": {f"{written(row.comment_id)}/n{row.rank}": audit.note_digest(row) for row in known.notes},
        "files": files,
        "stakeholders": stakeholders,
    }
    audit.record("person.erased", "", detail, author=author, now=now)
    return Erased(len(comments), len(files), len(stakeholders))


def _erase_comments(rows: Iterable[models.Comment], own: set[int], names: Iterable[str]) -> None:
    changed: list[models.Comment] = []
    for row in rows:
        before = [getattr(row, name) for name in TEXTS]
        for name, text in zip(TEXTS, before, strict=True):
            setattr(row, name, without(text, names))
        if before != [getattr(row, name) for name in TEXTS]:
            row.fingerprint = secrets.token_hex(32)  # the old one would still tell whether the erased words are guessed
        row.extras = {without(key, names): without(str(value), names) for key, value in row.extras.items()}
        row.source = {key: without(value, names) if isinstance(value, str) else value for key, value in row.source.items()}
        row.folded = folded(row.text, row.proposal, row.quote)
        if row.number in own:
            row.author = ""
        changed.append(row)
    fields = [*TEXTS, "extras", "source", "folded", "author", "fingerprint"]
    models.Comment.objects.bulk_update(changed, fields, batch_size=100)
    for start in range(0, len(changed), 500):  # what others were found by would still tell of the erased words
        part = changed[start : start + 500]
        models.Alike.objects.filter(Q(comment__in=part) | Q(first__in=part)).delete()


def _erase_notes(rows: Iterable[models.Note], names: Iterable[str]) -> None:
    for row in rows:
        row.author, row.addressed_to = ("" if _is(text, names) else text for text in (row.author, row.addressed_to))
        row.text = without(row.text, names)
        row.save(update_fields=["author", "addressed_to", "text"])


def _erase_stakeholder(row: models.Stakeholder, names: Iterable[str]) -> int:
    """Of an institution the contact goes; a person keeps nothing but the category and the country."""
    person = plain_words(row.name) in names
    if person:
        row.code = f"ANON-{row.pk:03d}"
        row.key, row.name, row.region, row.anonymous = plain_words(row.code), "–", "", True
        models.Comment.objects.filter(stakeholder=row).update(sender=row.key)
        models.Position.objects.filter(stakeholder=row).update(sent_by="", note="")
    if person or _is_contact(row, names):
        row.contact = row.email = ""
    row.save()
    return int(row.pk)


def _erase_files(known: Known, names: Iterable[str], now: datetime) -> list[str]:
    """The files that the person wrote in. Remarks of others that came in the same file are in the register already."""
    files = sorted({row.file_id for row in known.submissions if row.file_id})
    models.ReceivedFile.objects.filter(sha256__in=files).update(content=b"", erased_at=now)
    for row in known.submissions:
        named = _is(row.reviewer, names) or any(row.stakeholder_id == s.pk and s.anonymous for s in known.stakeholders)
        row.reviewer = "" if named else row.reviewer
        row.message = ""
        row.file_name = ("…" + row.file_name[row.file_name.rfind(".") :] if "." in row.file_name else "…") if row.file_id else row.file_name
        row.save(update_fields=["reviewer", "message", "file_name"])
    # the same file may have come from others too, under a name that says whose it is
    models.Submission.objects.filter(file__in=files).exclude(pk__in=[row.pk for row in known.submissions]).update(file_name="…")
    return files

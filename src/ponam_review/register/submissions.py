"""Taking a submission in: the file kept byte for byte, each new remark numbered, each known one named."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, FloatField, IntegerField, TextField

from ..text.errors import RegisterError
from ..text.plain import fold
from . import audit, corrections, models, rounds, sequences, stakeholders
from .numbers import number_of_ours, written
from .values import Duplicate, Entered, NewComment, NewSubmission
from .vocabulary import Certainty, Kind, Standing, folded, group_name, tag_name

BATCH = 500


def enter(submission: NewSubmission, *, author: str, now: datetime) -> Entered:
    """Record one submission in the open round. The caller's transaction makes it whole or nothing."""
    sequences.hold("comment")
    round_ = rounds.open_row()
    stakeholder = stakeholders.row_of(submission.stakeholder)
    submission = nameless(submission) if stakeholder.anonymous else submission
    name = submission.file_name
    sha256 = hashlib.sha256(submission.content).hexdigest() if submission.content is not None else None
    # In whatever round: a folder of answers that is taken in again must not double the first round in the second.
    if sha256 and models.Submission.objects.filter(stakeholder=stakeholder, file_id=sha256).exists():
        return Entered(stakeholder.code, name, known_file=True)
    returned = dict(_returned(submission.comments))
    if submission.comments and len(returned) == len(submission.comments):
        duplicates = tuple(Duplicate(number, submission.comments[place].source) for place, number in returned.items())
        return Entered(stakeholder.code, name, duplicates=duplicates)
    row = _submission(submission, round_, stakeholder, sha256, author=author, now=now)
    rows, duplicates = _comments(submission.comments, row, returned)
    if not rows and submission.content is None:
        row.delete()  # nothing was received: neither a file nor a new word
        return Entered(stakeholder.code, name, duplicates=duplicates)
    corrected = corrections.correct(submission, row, rows, duplicates)
    detail = {
        "round": round_.number,
        "stakeholder": stakeholder.pk,
        "channel": row.channel,
        "sha256": sha256 or "",
        "submissions": {str(row.pk): audit.submission_digest(row)},
        "comments": {written(c.number): audit.comment_digest(c) for c in (*rows, *corrected.rows)},
        "duplicates": [written(d.number) for d in duplicates],
        "superseded": {written(old): written(new) for old, new in corrected.superseded},
    }
    audit.record("submission.entered", str(row.pk), detail, author=author, now=now)
    places = Counter(Certainty(c.certainty) for c in rows)
    return Entered(
        *(stakeholder.code, name, tuple(c.number for c in rows), duplicates),
        places=places,
        superseded=corrected.superseded,
        answered=corrected.answered,
        left=corrected.left,
    )


def _submission(
    new: NewSubmission, round_: models.Round, stakeholder: models.Stakeholder, sha256: str | None, *, author: str, now: datetime
) -> models.Submission:
    if new.replaces is not None and not models.Submission.objects.filter(pk=new.replaces, stakeholder=stakeholder).exists():
        raise RegisterError("{stakeholder} sent no submission {number}", stakeholder=stakeholder.code, number=new.replaces)
    return models.Submission.objects.create(
        round=round_,
        stakeholder=stakeholder,
        file=_file(new.content, sha256),
        file_name=new.file_name[:255],
        channel=new.channel.value,
        received_at=new.received_at or now,
        entered_at=now,
        entered_by=author,
        reviewer=_storable(new.reviewer)[:160],
        message=_storable(new.message)[:250],
        replaces_id=new.replaces,
    )


def nameless(submission: NewSubmission) -> NewSubmission:
    """What an anonymous stakeholder sends, without the names that its file gives."""
    comments = tuple(replace(comment, author="") for comment in submission.comments)
    return replace(submission, comments=comments, reviewer="", message="")


def _file(content: bytes | None, sha256: str | None) -> models.ReceivedFile | None:
    """One file sent by several stakeholders is stored once."""
    if content is None or sha256 is None:
        return None
    found = models.ReceivedFile.objects.filter(sha256=sha256).defer("content").first()
    return found or models.ReceivedFile.objects.create(sha256=sha256, size=len(content), content=content)


def original(sha256: str) -> bytes:
    """A received file as it came."""
    row = models.ReceivedFile.objects.filter(sha256=sha256).first()
    if row is None:
        raise RegisterError("no received file has the fingerprint {sha256}", sha256=sha256)
    if row.erased_at is not None:
        sentence = "the received file {sha256} was erased on {day}, at the wish of a person it named"
        raise RegisterError(sentence, sha256=sha256[:12], day=row.erased_at.date().isoformat())
    return bytes(row.content)


# ------------------------------------------------------------------ comments


def fingerprint(comment: NewComment) -> str:
    """What makes two remarks of one stakeholder the same: the words, the wording proposed, and the passage
    they stand on.

    White space does not count, nor who wrote it: a file sent again often carries another reviewer's name."""
    place = comment.place
    chosen = place.selector
    where: tuple[object, ...]
    if chosen is not None:
        where = (chosen.section, chosen.block, fold(chosen.exact), chosen.start)
    else:
        where = (fold(place.as_written), fold(comment.quote))
    return audit.digest(comment.edit.value, fold(comment.text), fold(comment.proposal), *where)


def _comments(
    comments: Sequence[NewComment], submission: models.Submission, returned: Mapping[int, int]
) -> tuple[list[models.Comment], tuple[Duplicate, ...]]:
    mine = models.Comment.objects.filter(round=submission.round, stakeholder=submission.stakeholder)
    known: dict[str, int] = dict(mine.values_list("fingerprint", "number"))
    prints = [fingerprint(comment) for comment in comments]
    known.update((prints[place], number) for place, number in returned.items())
    fresh = sum(1 for print_ in dict.fromkeys(prints) if print_ not in known)
    numbers = iter(sequences.take("comment", fresh)) if fresh else iter(())
    rows: list[models.Comment] = []
    duplicates: list[Duplicate] = []
    local: dict[str, int] = {}
    tags: dict[int, tuple[str, ...]] = {}
    for comment, print_ in zip(comments, prints, strict=True):
        if print_ in known:
            duplicates.append(Duplicate(known[print_], comment.source))
        else:
            known[print_] = next(numbers)
            rows.append(_row(comment, known[print_], print_, submission))
            tags[known[print_]] = tuple(dict.fromkeys(tag_name(tag) for tag in comment.tags if tag_name(tag)))
        if comment.local_id:
            local.setdefault(comment.local_id, known[print_])
    _link_replies(comments, prints, known, local, rows)
    _insert(rows)
    _tag(rows, tags)
    return rows, tuple(duplicates)


_PLAIN = (CharField, TextField, IntegerField, FloatField, BooleanField)


def _insert(rows: Sequence[models.Comment]) -> None:
    """All rows by one prepared statement: a matrix may have twenty thousand, and `bulk_create` compiles SQL anew every thirty.
    PostgreSQL, whose counters change after each statement, gets them in one stream."""
    fields = models.Comment._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = models.Comment._meta.db_table
    stored = _stored(rows, fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream:
                for line in stored:
                    stream.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", stored)  # noqa: S608 - our own columns


def _stored(rows: Sequence[models.Comment], fields: Sequence[Any]) -> list[list[Any]]:
    """What the database takes as Python holds it goes there as it is: asking Django field by field takes longer than storing it."""
    prepared = [(place, field) for place, field in enumerate(fields) if not (isinstance(field, _PLAIN) or field.is_relation)]
    values = attrgetter(*(field.attname for field in fields))
    table: list[list[Any]] = []
    for row in rows:
        line = list(values(row))
        for place, field in prepared:
            line[place] = field.get_db_prep_save(line[place], connection)
        table.append(line)
    return table


def _returned(comments: Sequence[NewComment]) -> Iterator[tuple[int, int]]:
    """Rows of a matrix of ours that came back, by their place: they bear the number and the words of a comment."""
    numbers = {number: place for place, c in enumerate(comments) if (number := number_of_ours(c.number_as_written))}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        for row in models.Comment.objects.filter(number__in=wanted[start : start + BATCH]).defer("source", "extras"):
            place = numbers[row.number]
            if _says_the_same(row, comments[place]):
                yield place, row.number


def _says_the_same(row: models.Comment, comment: NewComment) -> bool:
    """A tracked change has no words of its own: the matrix tells what it does, and quotes the passage."""
    if fold(row.proposal) != fold(comment.proposal):
        return False
    if row.text:
        return fold(row.text) == fold(comment.text)
    return bool(row.edit) and fold(comment.quote) in (fold(row.quote), fold(row.exact))


def _link_replies(
    comments: Sequence[NewComment],
    prints: Sequence[str],
    known: Mapping[str, int],
    local: Mapping[str, int],
    rows: list[models.Comment],
) -> None:
    """A reply points to its comment, whichever stood first in the file, and never to itself."""
    by_number = {row.number: row for row in rows}
    for comment, print_ in zip(comments, prints, strict=True):
        row = by_number.get(known[print_])
        target = local.get(comment.answers)
        if row is not None and target is not None and target != row.number:
            row.answers_id = target
    rows.sort(key=lambda row: row.number)


def _tag(rows: Sequence[models.Comment], tags: Mapping[int, tuple[str, ...]]) -> None:
    named = [models.Tag(comment_id=row.number, name=tag) for row in rows for tag in tags.get(row.number, ())]
    models.Tag.objects.bulk_create(named, batch_size=BATCH)


def _row(comment: NewComment, number: int, print_: str, submission: models.Submission) -> models.Comment:
    place = comment.place
    return models.Comment(
        number=number,
        submission=submission,
        round_id=submission.round_id,
        stakeholder_id=submission.stakeholder_id,
        sender=submission.stakeholder.key,
        kind=(Kind.PROPOSAL if comment.proposal else comment.kind).value,
        edit=comment.edit.value,
        nature=comment.nature.value,
        text=_storable(comment.text),
        proposal=_storable(comment.proposal),
        quote=_storable(comment.quote),
        author=_storable(comment.author)[:250],
        written_at=_storable(comment.written_at)[:40],
        certainty=place.certainty.value,
        score=place.score,
        place=place.label[:250],
        place_as_written=_storable(place.as_written)[:250],
        position=place.position,
        position_now=place.position,
        start_now=place.selector.start if place.selector else 0,
        source=dict(comment.source),
        extras={_storable(key): _storable(value) for key, value in comment.extras.items()},
        resolved=comment.resolved,
        fingerprint=print_,
        group=group_name(comment.group),
        assignee=_storable(comment.assignee)[:160],
        untracked=comment.untracked,
        standing=(Standing.PREPARING if submission.stakeholder.gathers else Standing.ACTIVE).value,
        folded=folded(comment.text, comment.proposal, comment.quote),
        **_selector(comment),
    )


def _selector(comment: NewComment) -> dict[str, Any]:
    chosen = comment.place.selector
    if chosen is None:
        return {"block": None}
    return {
        "revision": chosen.revision,
        "section": chosen.section,
        "block": chosen.block,
        "exact": chosen.exact,
        "prefix": chosen.prefix,
        "suffix": chosen.suffix,
        "start": chosen.start,
    }


def _storable(text: str) -> str:
    """PostgreSQL stores no NUL, and no database an unpaired surrogate; both come from broken files only."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

"""One received file: from whom, what it holds, and into the register with it, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..register.numbers import written
from ..register.store import Register
from ..register.values import Entered, NewSubmission, Stakeholder
from ..register.vocabulary import Channel
from ..text.errors import PonamError
from ..text.notices import Notice, Result
from .answers import Known, Settled, changed_words, known_comments, settle
from .desk import Desk, Taken, UnknownSenderError
from .kit_answer import enter_answer
from .layout import Layout
from .readers import ENDINGS, messages_of, take
from .sheet import Form, Row

__all__ = ["ENDINGS", "Arrival", "Desk", "Outcome", "UnknownSenderError", "read_arrival", "read_arrivals", "read_file", "record"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file as it was read, or why it was refused. Nothing is recorded yet."""

    name: str
    submissions: tuple[NewSubmission, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusal: PonamError | None = None
    answers: tuple[Row, ...] = ()
    """Rows of a matrix of ours, with the answers in them."""
    forms: tuple[tuple[str, Form], ...] = ()
    """The forms of matrices, each with the stakeholder that uses it."""
    refused: tuple[PonamError, ...] = ()
    """Parts that could not be read, while the rest goes in."""
    sender: Stakeholder | None = None
    """Who was said to have sent it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. With a refusal nothing of it was recorded."""

    name: str
    entered: tuple[Entered, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusal: PonamError | None = None
    settled: Settled | None = None
    """What a matrix of ours decided."""
    refused: tuple[PonamError, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether part of it did not go in."""
        return self.refusal is not None or bool(self.refused) or bool(self.settled and self.settled.refused)


def read_arrivals(content: bytes, name: str, desk: Desk) -> Iterator[Arrival]:
    """Read one file; a mailbox is as many arrivals as it holds messages, so that one bad message keeps no other out."""
    for part, part_name in messages_of(content, name):
        yield _arrival(part, part_name, desk)


def read_arrival(content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None) -> Arrival:
    """Read one file. `sender`: from whom; None lets the file say so. A refusal is a value: the next file still goes in."""
    return _arrival(content, name, Desk(layout, known, sender))


def _arrival(content: bytes, name: str, desk: Desk) -> Arrival:
    try:
        taken = take(content, name, desk)
    except PonamError as refusal:
        return Arrival(name, refusal=refusal, sender=desk.sender)
    return Arrival(name, taken.submissions, taken.notices, None, taken.answers, taken.forms, taken.refused, desk.sender)


def read_file(
    content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None
) -> Result[tuple[NewSubmission, ...]]:
    """The submissions in a file: one, or one for each institution that the rows of a matrix name."""
    taken: Taken = take(content, name, Desk(layout, known, sender))
    return Result(taken.submissions, taken.notices)


# ------------------------------------------------------------------ into the register


def record(register: Register, arrival: Arrival, *, author: str, now: datetime, language: str = "fr") -> Outcome:
    """Put what was read into the register, all of a file or nothing."""
    if arrival.refusal is not None:
        return Outcome(arrival.name, refusal=arrival.refusal)
    try:
        with register.together():
            return _recorded(register, arrival, author=author, now=now, language=language)
    except PonamError as refusal:
        return Outcome(arrival.name, refusal=refusal)


def _recorded(register: Register, arrival: Arrival, *, author: str, now: datetime, language: str) -> Outcome:
    notices = list(arrival.notices)
    known = known_comments(register, arrival.answers) if arrival.answers else {}
    submissions = [*arrival.submissions, *_corrected_rows(known, arrival, notices)]
    entered: list[Entered] = []
    for submission in submissions:
        if _came_before(register, submission):
            entered.append(Entered(submission.stakeholder, submission.file_name, known_file=True))
        elif submission.channel is Channel.KIT:
            entered += enter_answer(register, _dated(submission, now), author=author, now=now)
        else:
            entered += register.enter(_dated(_correcting(register, submission), now), author=author, now=now)
    settled = settle(arrival.answers, known, register, arrival.name, author=author, now=now, language=language) if arrival.answers else None
    if entered and all(one.known_file for one in entered):
        notices = []
    return Outcome(arrival.name, tuple(entered), tuple(notices), None, settled, arrival.refused)


def _came_before(register: Register, submission: NewSubmission) -> bool:
    """A message saved twice differs in its bytes, but not in its name; its attachments are known by their content."""
    is_message = submission.content is not None and all("attachment" not in comment.source for comment in submission.comments)
    return bool(submission.message) and is_message and register.known_message(submission.message, submission.stakeholder)


def _correcting(register: Register, submission: NewSubmission) -> NewSubmission:
    if submission.replaces is not None:
        return submission
    return replace(submission, replaces=register.corrected_by(submission))


def _dated(submission: NewSubmission, now: datetime) -> NewSubmission:
    """Clocks of senders go wrong: nothing was received later than now."""
    if submission.received_at is not None and submission.received_at > now:
        return replace(submission, received_at=None)
    return submission


def _corrected_rows(known: Known, arrival: Arrival, notices: list[Notice]) -> Iterator[NewSubmission]:
    """Rows of ours in which the remark itself was changed: a correction where their own sender sends them, else nothing but a word."""
    changed = changed_words(arrival.answers, known)
    mine = []
    for row, comment in changed:
        if arrival.sender is not None and comment.stakeholder == arrival.sender.code:
            mine.append(replace(row.comment, replaces=comment.number, place=row.comment.place))
        else:
            values = {"row": row.comment.source.get("row", 0), "number": written(comment.number), "stakeholder": comment.stakeholder}
            sentence = "row {row}: the words of {number} stay as they were received; {stakeholder} may correct them (--from {stakeholder})"
            notices.append(Notice(sentence, values, arrival.name))
    if mine and arrival.sender is not None:
        yield NewSubmission(arrival.sender.code, Channel.MATRIX, tuple(mine), arrival.name)

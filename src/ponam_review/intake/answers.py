"""A matrix of ours that comes back with answers filled in: what was decided in it, row by row.

A row is applied when somebody edited its answer and the register still holds the answer it was exported with. Whatever else the rows went
through (sorted, deleted, written twice) changes nothing: each finds its comment by its number and its stamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from ..register.numbers import number_of, number_of_ours, written
from ..register.stamps import stamp, stamp_of
from ..register.store import Register
from ..register.values import Comment, Disposition, Wanted
from ..register.vocabulary import SUITES, Suite, label, plain_words, suite_of
from ..text.errors import PonamError
from ..text.notices import Notice
from ..text.plain import fold
from .matrices import number_of_row
from .sheet import Row, iso_date

BATCH = 500
_DUPLICATE = re.compile(r"^\s*(?:doublon|duplicate)\s+(?:de|of)?\s*(?P<number>\S.*?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the answers in a matrix."""

    decided: tuple[int, ...] = ()
    unchanged: int = 0
    refused: tuple[Notice, ...] = ()
    """Rows that were not applied, and why."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer of a row in the register's own terms; `problem`: why it is none."""

    row: int
    suite: Suite = Suite.PENDING
    duplicate_of: int | None = None
    reason: str = ""
    where: str = ""
    author: str = ""
    day: str = ""
    problem: Notice | None = None

    def stamp(self, number: int) -> str:
        return stamp(number, self.suite, self.duplicate_of, self.reason, self.where, self.author, self.day)

    def says(self) -> tuple[object, ...]:
        return (self.suite, self.duplicate_of, fold(self.reason), fold(self.where), fold(self.author), self.day)


@dataclass(slots=True)
class _Account:
    decided: list[int] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Notice] = field(default_factory=list)


Known: TypeAlias = Mapping[int, Comment]
"""The comments that the rows of a matrix bear the numbers of."""


def settle(
    rows: Sequence[Row], comments: Known, register: Register, name: str, *, author: str, now: datetime, language: str = "fr"
) -> Settled:
    """Decide what the rows decide. Each row stands by itself: one that is refused keeps no other from being applied."""
    account = _Account()
    first: dict[int, _Answer] = {}
    wanted: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        number = number_of_row(row)
        answer = _answer(row, name)
        comment = comments.get(number or 0)
        problem = _problem(number or 0, comment, row, answer, first, name, language)
        if problem is not None:
            account.refused.append(problem)
        elif comment is None or (number in first and first[number].says() == answer.says()):
            continue
        elif not _untouched(comment, row, answer):
            wanted.setdefault((answer.suite, answer.duplicate_of, answer.reason, answer.where, answer.author, answer.day), []).append(
                comment.number
            )
            first[comment.number] = answer
        else:
            account.unchanged += 1
            first[comment.number] = answer
    for numbers in wanted.values():
        _decide(numbers, first[numbers[0]], register, account, name, author=author, now=now)
    return Settled(tuple(sorted(account.decided)), account.unchanged, tuple(account.refused))


def known_comments(register: Register, rows: Sequence[Row]) -> Known:
    """The comments as they stand now."""
    numbers = sorted({number for row in rows if (number := number_of_row(row))})
    found: dict[int, Comment] = {}
    for start in range(0, len(numbers), BATCH):
        part = tuple(numbers[start : start + BATCH])
        found.update((comment.number, comment) for comment in register.comments(Wanted(numbers=part)))
    return found


def _answer(row: Row, name: str) -> _Answer:
    """What stands in the cells. A day written otherwise than as a date is told, not guessed."""
    said, place = row.answered, int(row.comment.source.get("row", 0))
    words = said.suite.strip()
    twin = _DUPLICATE.match(words)
    suite = Suite.DUPLICATE if twin else suite_of(words) or Suite.PENDING
    day = iso_date(said.decided)[:10]
    found = _Answer(
        place, suite, number_of(twin["number"]) if twin else None, said.reason.strip(), said.where.strip(), said.responsible.strip(), day
    )
    if words and suite is Suite.PENDING and plain_words(words) not in map(plain_words, SUITES[""]):
        known = ", ".join(label(SUITES, code, "fr") for code in SUITES if code)
        values = {"row": place, "word": words, "known": known}
        return replace(found, problem=Notice("row {row}: “{word}” is no disposition; write one of: {known}", values, name))
    if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        values = {"row": place, "word": said.decided}
        return replace(found, problem=Notice("row {row}: “{word}” is not a date; write 31/03/2026", values, name))
    return found


def _edited(comment: Comment, row: Row, answer: _Answer) -> bool:
    """Whether the row answers otherwise than the register does now. Who decided and when may be left to the register."""
    decision = comment.disposition
    if decision is not None:
        answer = replace(answer, author=answer.author or decision.author, day=answer.day or decision.decided_at.date().isoformat())
    return answer.stamp(comment.number) != stamp_of(comment)


def _untouched(comment: Comment, row: Row, answer: _Answer) -> bool:
    """Whether nobody edited a row: it says what the register says, or what it was exported with while the register went on."""
    return not _edited(comment, row, answer) or answer.stamp(comment.number) == row.answered.stamp


def _problem(
    number: int, comment: Comment | None, row: Row, answer: _Answer, first: Mapping[int, _Answer], name: str, language: str
) -> Notice | None:
    """Why a row cannot be applied; None where it can, or where there is nothing to apply."""
    values: dict[str, object] = {"row": answer.row, "number": written(number)}
    if comment is None:
        return Notice("row {row}: {number} is not in the register", values, name)
    shown_number = number_of_ours(row.comment.number_as_written)
    if shown_number is not None and shown_number != number:
        other = {**values, "other": written(shown_number)}
        return Notice("row {row}: it shows {other} and belongs to {number}: its cells were moved; export the matrix again", other, name)
    exported = row.answered.stamp
    now = stamp_of(comment)
    if _untouched(comment, row, answer):
        return None
    if answer.problem is not None:
        return answer.problem
    if number in first and first[number].says() != answer.says():
        other = {**values, "other": first[number].row}
        return Notice("row {row}: {number} stands in row {other} with another answer; that one counts", other, name)
    if (exported and exported != now) or (not exported and comment.disposition is not None):
        there = {**values, "here": _shown(answer, language), "there": _in_force(comment, language)}
        if not exported:
            return Notice(
                "row {row}: {number} is answered already: {there}; this row says: {here}; answer it with “ponam respond”", there, name
            )
        return Notice("row {row}: {number} was answered meanwhile: {there}; this row says: {here}; export the matrix again", there, name)
    return _incomplete(answer, comment, values, name)


def _incomplete(answer: _Answer, comment: Comment, values: dict[str, object], name: str) -> Notice | None:
    if answer.suite is Suite.PENDING:
        sentence = "row {row}: {number} has a reason or a place but no disposition; choose one"
        if comment.disposition is not None:
            sentence = "row {row}: a decision is not erased by emptying its cell; give {number} another disposition"
        return Notice(sentence, values, name)
    if not answer.reason:
        return Notice("row {row}: {number} needs a reason; write it under “Justification”", values, name)
    if answer.suite is Suite.DUPLICATE and answer.duplicate_of is None:
        return Notice("row {row}: say of which comment {number} is a duplicate: “Doublon de OBS-0007”", values, name)
    return None


def _shown(answer: _Answer, language: str) -> str:
    of = f" ({written(answer.duplicate_of)})" if answer.duplicate_of else ""
    return f"{label(SUITES, answer.suite, language)}{of} – {answer.reason or '–'}"


def _in_force(comment: Comment, language: str) -> str:
    decision = comment.disposition
    if decision is None:
        return label(SUITES, "", language)
    of = f" ({written(decision.duplicate_of)})" if decision.duplicate_of else ""
    return f"{label(SUITES, decision.suite, language)}{of} – {decision.reason} ({decision.author})"


def _decide(numbers: list[int], answer: _Answer, register: Register, account: _Account, name: str, *, author: str, now: datetime) -> None:
    """One decision for all rows that say the same; where it is refused, row by row, so that the others go in."""
    moment = now
    if answer.day and answer.day != now.date().isoformat():
        moment = datetime.fromisoformat(f"{answer.day}T12:00:00").replace(tzinfo=now.tzinfo)
    disposition = Disposition(answer.suite, answer.reason, answer.author or author, moment, answer.where, answer.duplicate_of)
    try:
        with register.together():
            register.decide(numbers, disposition, now=now)
    except PonamError as refusal:
        if len(numbers) == 1:
            values = {"number": written(numbers[0]), "reason": str(refusal)}
            account.refused.append(Notice("{number}: its answer was refused: {reason}", values, name))
            return
        for number in numbers:
            _decide([number], answer, register, account, name, author=author, now=now)
        return
    account.decided += numbers


def changed_words(rows: Iterable[Row], comments: Known) -> tuple[tuple[Row, Comment], ...]:
    """Rows of ours whose remark itself reads otherwise than it was received."""
    found: list[tuple[Row, Comment]] = []
    for row in rows:
        comment = comments.get(number_of_row(row) or 0)
        if comment is not None and _rewritten(row, comment):
            found.append((row, comment))
    return tuple(found)


def _rewritten(row: Row, comment: Comment) -> bool:
    """A tracked change has no words of its own: the matrix tells what it does, in words that are not the sender's."""
    if fold(row.comment.proposal) != fold(comment.proposal) and row.comment.proposal:
        return True
    return bool(comment.text) and bool(row.comment.text) and fold(row.comment.text) != fold(comment.text)

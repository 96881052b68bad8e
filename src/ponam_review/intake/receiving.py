"""One received file: from whom, what it holds, and into the register with it, whole or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TypeAlias

from ..register.store import Register
from ..register.values import Entered, NewComment, NewSubmission, Stakeholder
from ..register.vocabulary import Channel, plain_words
from ..text.errors import FileError, PonamError, RegisterError
from ..text.notices import Notice, Result
from .layout import Layout
from .sheet import Row, read_matrix
from .word import read_copy

ENDINGS = (".docx", ".docm", ".xlsx", ".xlsm", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file as it was read, or why it was refused. Nothing is recorded yet."""

    name: str
    submissions: tuple[NewSubmission, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusal: PonamError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. With a refusal nothing of it was recorded."""

    name: str
    entered: tuple[Entered, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusal: PonamError | None = None


def read_arrival(content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None) -> Arrival:
    """Read one file. `sender`: from whom; None lets the file say so. A refusal is a value: the next file still goes in."""
    try:
        read = read_file(content, name, layout, known, sender)
    except PonamError as refusal:
        return Arrival(name, refusal=refusal)
    return Arrival(name, read.value, read.notices)


def record(register: Register, arrival: Arrival, *, author: str, now: datetime) -> Outcome:
    """Put what was read into the register, all of a file or nothing."""
    if arrival.refusal is not None:
        return Outcome(arrival.name, refusal=arrival.refusal)
    try:
        entered = register.enter(*arrival.submissions, author=author, now=now)
    except PonamError as refusal:
        return Outcome(arrival.name, refusal=refusal)
    return Outcome(arrival.name, entered, () if all(one.known_file for one in entered) else arrival.notices)


Read: TypeAlias = Callable[[bytes, str, Layout, Sequence[Stakeholder], Stakeholder | None], Result[tuple[NewSubmission, ...]]]


def read_file(
    content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None
) -> Result[tuple[NewSubmission, ...]]:
    """The submissions in a file: one, or one for each institution that the rows of a matrix name."""
    return _reader(content, name)(content, name, layout, known, sender)


def _reader(content: bytes, name: str) -> Read:
    """The reader for a file: by what it is where that shows, else by its ending."""
    with suppress(zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        tops = {part.split("/")[0] for part in zipfile.ZipFile(io.BytesIO(content)).namelist()}
        if "word" in tops:
            return _word
        if "xl" in tops:
            return _matrix
    ending = PurePath(name).suffix.lower()
    if ending in (".docx", ".docm", ".doc", ".odt", ".rtf"):
        return _word
    if ending in (".xlsx", ".xlsm", ".xls", ".csv", ".tsv"):
        return _matrix
    raise FileError("{file}: this kind of file is not taken in; Word copies (.docx) and matrices (.xlsx, .csv) are", file=name)


def _word(
    content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None
) -> Result[tuple[NewSubmission, ...]]:
    read = read_copy(content, name, layout)
    chosen, notices = _sender(name, known, sender)
    submission = NewSubmission(chosen.code, Channel.WORD, read.value, PurePath(name).name, content)
    return Result((submission,), (*read.notices, *notices))


def _matrix(
    content: bytes, name: str, layout: Layout, known: Sequence[Stakeholder], sender: Stakeholder | None
) -> Result[tuple[NewSubmission, ...]]:
    read = read_matrix(content, name, layout)
    chosen: Stakeholder | None = sender
    notices = read.notices
    if sender is None and not any(row.structure for row in read.value):
        chosen, guessed = _sender(name, known, None)
        notices = (*notices, *guessed)
    if chosen is not None:
        comments = tuple(_keeping_structure(row, chosen) for row in read.value)
        return Result((_matrix_of(chosen, comments, name, content),), notices)
    parts = _by_structure(read.value, known, name)
    return Result(tuple(_matrix_of(who, tuple(comments), name, content) for who, comments in parts), notices)


def _matrix_of(stakeholder: Stakeholder, comments: tuple[NewComment, ...], name: str, content: bytes) -> NewSubmission:
    return NewSubmission(stakeholder.code, Channel.MATRIX, comments, PurePath(name).name, content)


def _keeping_structure(row: Row, chosen: Stakeholder) -> NewComment:
    """A row that names another institution than the sender: the name is kept beside the remark."""
    if not row.structure or _is_called(chosen, row.structure):
        return row.comment
    return replace(row.comment, extras={"Structure": row.structure, **row.comment.extras})


def _by_structure(rows: Sequence[Row], known: Sequence[Stakeholder], name: str) -> list[tuple[Stakeholder, list[NewComment]]]:
    """The remarks of each institution that the rows name. A row that names none belongs to the only one, else the file is refused."""
    found: dict[str, tuple[Stakeholder, list[NewComment]]] = {}
    nameless: list[NewComment] = []
    for row in rows:
        place = row.comment.source.get("row", 0)
        if not row.structure:
            nameless.append(row.comment)
            continue
        who = next((s for s in known if _is_called(s, row.structure)), None)
        if who is None:
            sentence = (
                "{file}: row {row}: “{name}” is not in the register; enter it with “ponam stakeholder add”, or add --from STAKEHOLDER"
            )
            raise RegisterError(sentence, file=name, row=place, name=row.structure)
        found.setdefault(who.code, (who, []))[1].append(row.comment)
    if nameless and len(found) > 1:
        sentence = "{file}: row {row} does not say from whom it comes; fill in its institution"
        raise RegisterError(sentence, file=name, row=nameless[0].source.get("row", 0))
    parts = list(found.values())
    parts[0][1].extend(nameless)
    return parts


def _is_called(stakeholder: Stakeholder, name: str) -> bool:
    return plain_words(name) in (plain_words(stakeholder.code), plain_words(stakeholder.name))


def _sender(name: str, known: Sequence[Stakeholder], sender: Stakeholder | None) -> tuple[Stakeholder, tuple[Notice, ...]]:
    """Who sent a file that does not say so: whoever was named, else the stakeholder whose short name stands in the file's name."""
    if sender is not None:
        return sender, ()
    words = f" {plain_words(PurePath(name).stem)} "
    named = {f" {code} ": s for s in known if f" {(code := plain_words(s.code))} " in words}
    chosen = [s for code, s in named.items() if not any(code in other and code != other for other in named)]
    if len(chosen) != 1:
        raise RegisterError("{file}: it does not say from whom it comes; add --from STAKEHOLDER", file=name)
    return chosen[0], (Notice("taken to come from {stakeholder}, whom the file's name mentions", {"stakeholder": chosen[0].code}, name),)

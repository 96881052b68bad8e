"""The very files that a stakeholder sent, with the answers in them: workbooks, CSV files, Word matrices and Word copies."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ..register.values import Comment
from ..register.vocabulary import Suite, plain_words
from ..text.notices import Result
from ..word.answering import Answer, answer_copy
from .delimited import guarded
from .matching import ANSWERS, matched
from .matrix import COLUMNS, Field, suite_shown
from .returned import fill_answers, own_columns
from .spreadsheet import clean

_WORDS: Mapping[str, tuple[str, str]] = {
    "where": ("Endroit modifié\u00a0: {where}", "Place changed: {where}"),
    "waits": ("À l’examen", "Being examined"),
}
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".docx")


def answered_file(
    original: bytes, file_name: str, comments: Sequence[Comment], others: Sequence[Comment] = (), *, language: str, author: str, date: str
) -> Result[bytes] | None:
    """The file with the answers; None for a kind of file that cannot be filled in (an e-mail, a scan): a letter answers these.

    `comments`: what was read in it; `others`: what else its sender said, perhaps in another version of it.
    """
    suffix = PurePath(file_name).suffix.lower()
    if suffix in (".xlsx", ".xlsm") and original[:2] == b"PK":
        return fill_answers(original, comments, others, language=language)
    if suffix == ".csv":
        return Result(fill_csv(original, comments, others, language=language))
    if suffix == ".docx":
        answers = [answer_of(comment, language) for comment in comments]
        return answer_copy(original, answers, author=author, date=date, name=file_name)
    return None


def answer_of(comment: Comment, language: str) -> Answer:
    """What is written beside a remark in Word: number and disposition, the reason, the place changed."""
    decision = comment.disposition
    english = language == "en"
    head = suite_shown(comment, language) if decision else _WORDS["waits"][english]
    rows = [f"{comment.name} – {head}"]
    if decision:
        rows.append(decision.reason)
        rows += (_WORDS["where"][english].format(where=decision.where),) if decision.where else ()
    id = comment.source.get("comment")
    return Answer(comment.name, "\n".join(rows), "" if id is None else str(id), comment.quote, comment.proposal)


# ------------------------------------------------------------------ CSV


def fill_csv(original: bytes, comments: Sequence[Comment], others: Sequence[Comment] = (), *, language: str = "fr") -> bytes:
    """A CSV file in its own encoding and with its own separator, answers in its own columns or in new ones at the right."""
    text, encoding = _decoded(original)
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    head = min((int(c.source["headings"]) for c in comments if "headings" in c.source), default=1)
    places = _places(rows[head - 1] if 0 < head <= len(rows) else [])
    width = max(places.values()) + 1
    for at, values in matched([[*row] for row in rows], comments, others, head, language).items():
        row = rows[at]
        row += [""] * (width - len(row))
        for field, place in places.items():
            row[place] = guarded(clean(values[field]))
    if 0 < head <= len(rows):
        _name_columns(rows[head - 1], places, language)
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    return stream.getvalue().encode(encoding, "replace")


def _decoded(content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, "utf-8" if encoding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf") else encoding
    return content.decode("utf-8", "replace"), "utf-8"


def _places(headings: Sequence[str]) -> dict[Field, int]:
    known = {plain_words(heading): at for at, heading in enumerate(headings)}
    own = own_columns(known)
    places: dict[Field, int] = {}
    last = len(headings) - 1
    for field in ANSWERS:
        if field in own:
            places[field] = own[field]
        else:
            last += 1
            places[field] = last
    return places


def _name_columns(headings: list[str], places: Mapping[Field, int], language: str) -> None:
    names = {column.field: column.heading(language) for column in COLUMNS}
    headings += [""] * (max(places.values()) + 1 - len(headings))
    for field, place in places.items():
        headings[place] = headings[place] or names[field]


def is_answered(comments: Sequence[Comment]) -> bool:
    """Whether anything was decided."""
    return any(comment.suite is not Suite.PENDING for comment in comments)

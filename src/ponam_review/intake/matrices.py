"""A matrix received: whose remarks its rows are, and which rows are our own with answers in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..register.numbers import number_of_ours
from ..register.stamps import stamped_number
from ..register.values import NewComment, NewSubmission, Stakeholder
from ..register.vocabulary import Channel
from ..text.errors import RegisterError
from ..text.notices import Notice, Result
from .desk import Desk, Taken, base
from .senders import is_called
from .sheet import MatrixRead, Row, read_matrix


def take_matrix(content: bytes, name: str, desk: Desk) -> Taken:
    """The remarks of a matrix: of one stakeholder, or of each institution that its rows name."""
    return take_rows(read_matrix(content, name, desk.layout, desk.told()), content, name, desk)


def take_rows(read: Result[MatrixRead], content: bytes, name: str, desk: Desk) -> Taken:
    """Rows that bear a number of the register are answers; the others are remarks."""
    rows = read.value.rows
    ours = tuple(row for row in rows if number_of_row(row) is not None)
    fresh = tuple(row for row in rows if number_of_row(row) is None) if ours else rows
    if ours and not fresh:
        return Taken(answers=ours, notices=read.notices)
    chosen: Stakeholder | None = desk.sender
    notices: tuple[Notice, ...] = read.notices
    if chosen is None and not any(row.structure for row in fresh):
        chosen, guessed = desk.sender_of(name)
        notices = (*notices, *guessed)
    who_said = _by_structure(fresh, desk.known, name) if chosen is None else [(chosen, [_keeping_structure(row, chosen) for row in fresh])]
    submissions = tuple(_submission(who, comments, name, content) for who, comments in who_said)
    forms = tuple((who.code, form) for who, _ in who_said for form in read.value.forms)
    return Taken(submissions, ours, forms, notices)


def number_of_row(row: Row) -> int | None:
    """The number of the register that a row of ours bears: by its stamp, which nobody sees to change it, else as it is written."""
    return stamped_number(row.answered.stamp) or number_of_ours(row.comment.number_as_written)


def _submission(stakeholder: Stakeholder, comments: Sequence[NewComment], name: str, content: bytes) -> NewSubmission:
    return NewSubmission(stakeholder.code, Channel.MATRIX, tuple(comments), base(name), content)


def _keeping_structure(row: Row, chosen: Stakeholder) -> NewComment:
    """A row that names another institution than the sender: the name is kept beside the remark."""
    if not row.structure or is_called(chosen, row.structure):
        return row.comment
    return replace(row.comment, extras={"Structure": row.structure, **row.comment.extras})


def _by_structure(rows: Sequence[Row], known: Sequence[Stakeholder], name: str) -> list[tuple[Stakeholder, list[NewComment]]]:
    """The remarks of each institution that the rows name. A row that names none belongs to the only one, else the file is refused."""
    found: dict[str, tuple[Stakeholder, list[NewComment]]] = {}
    nameless: list[NewComment] = []
    called: dict[str, Stakeholder | None] = {}
    for row in rows:
        if not row.structure:
            nameless.append(row.comment)
            continue
        if row.structure not in called:
            called[row.structure] = next((one for one in known if is_called(one, row.structure)), None)
        who = called[row.structure]
        if who is None:
            sentence = (
                "{file}: row {row}: “{name}” is not in the register; enter it with “ponam stakeholder add”, or add --from STAKEHOLDER"
            )
            raise RegisterError(sentence, file=name, row=row.comment.source.get("row", 0), name=row.structure)
        found.setdefault(who.code, (who, []))[1].append(row.comment)
    if nameless and len(found) > 1:
        sentence = "{file}: row {row} does not say from whom it comes; fill in its institution"
        raise RegisterError(sentence, file=name, row=nameless[0].source.get("row", 0))
    parts = list(found.values())
    parts[0][1].extend(nameless)
    return parts

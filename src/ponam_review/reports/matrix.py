"""The matrix: the register as a table, one remark a row, in the columns of CONTRACT.md.

What stands in each cell is said once, here; XLSX, CSV, DOCX and HTML show the same value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from ..register.numbers import written
from ..register.stamps import stamp_of
from ..register.values import Comment
from ..register.vocabulary import NATURES, SUITES, AnchorState, Edit, Suite, label, plain_words
from ..text.remarks import Address, Selector
from .wording import Edited, described, edits_of

Field: TypeAlias = Literal[
    "number", "date", "structure", "author", "version", "place", "quote", "text", "proposal", "nature", "suite", "reason", "where",
    "responsible", "decided",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in French and English and its width in characters."""

    field: Field
    french: str
    english: str
    width: float

    def heading(self, language: str) -> str:
        return self.english if language == "en" else self.french


COLUMNS = (
    Column("number", "N°", "No.", 9.5),
    Column("date", "Date", "Date", 10),
    Column("structure", "Structure", "Institution", 11),
    Column("author", "Auteur", "Author", 15),
    Column("version", "Version visée", "Edition", 10),
    Column("place", "Partie / ¶", "Part / ¶", 19),
    Column("quote", "Passage cité", "Quoted passage", 28),
    Column("text", "Observation", "Comment", 34),
    Column("proposal", "Proposition de rédaction", "Proposed wording", 35),
    Column("nature", "Nature", "Nature", 9),
    Column("suite", "Suite donnée", "Disposition", 14),
    Column("reason", "Justification", "Reason", 29),
    Column("where", "Endroit modifié", "Place changed", 13),
    Column("responsible", "Responsable", "Decided by", 14),
    Column("decided", "Date de la décision", "Date of decision", 10),
)
"""CONTRACT.md's columns in their order."""

Value: TypeAlias = str | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One remark: a value for each column, and the disposition's code."""

    values: tuple[Value, ...]
    suite: Suite
    edits: tuple[Edited, ...]
    """For a reworded passage, its words: what stays, goes and comes."""
    structure: str
    stamp: str = ""
    """By which an edited row finds its comment again, and tells whether somebody answered it meanwhile (`register.stamps`)."""
    part: str = ""
    """The part of the text it speaks of: number and title of its chapter."""
    position: int = -1

    def value(self, field: Field) -> Value:
        return self.values[PLACES[field]]

    def text(self, field: Field) -> str:
        return shown(self.value(field))


PLACES: Mapping[str, int] = {column.field: place for place, column in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows under a title. `mark` is the warning printed on every page, empty for none."""

    title: str
    subject: str
    """Which text, which edition, whose remarks."""
    rows: tuple[Row, ...]
    language: str = "fr"
    mark: str = ""

    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading(self.language) for column in COLUMNS)

    def account(self) -> str:
        """How many remarks, and how many wait for an answer."""
        pending = sum(row.suite is Suite.PENDING for row in self.rows)
        return _ACCOUNTS[self.language].format(count=len(self.rows), pending=pending)


TITLES = {"fr": "Matrice de prise en compte des observations", "en": "Matrix of comments and answers"}
_ACCOUNTS = {"fr": "Observations\u00a0: {count} – à traiter\u00a0: {pending}", "en": "Comments: {count} – pending: {pending}"}
_WORDS: Mapping[str, tuple[str, str]] = {
    "doubtful": ("place à confirmer", "place to be confirmed"),
    "received": ("reçue sur {edition}\u00a0: {place}", "received on {edition}: {place}"),
    "orphan": ("orpheline\u00a0: passage disparu de {edition}, à replacer", "orphan: passage gone from {edition}, to be placed"),
    "gone": ("passage disparu de {edition}", "passage gone from {edition}"),
    "unplaced": ("passage non retrouvé", "passage not found"),
    "answers": ("répond à {number}", "replies to {number}"),
    "nowhere": ("Ensemble du texte", "The text as a whole"),
    "duplicate": ("Doublon de {number}", "Duplicate of {number}"),
}


def matrix_of(
    comments: Iterable[Comment], *, subject: str, language: str = "fr", mark: str = "", parts: Mapping[str, str] | None = None
) -> Matrix:
    """The matrix of some comments, in their order. `parts`: section id → what its chapter is called."""
    rows = tuple(_row(comment, language, parts or {}) for comment in comments)
    return Matrix(TITLES[language], subject, rows, language, mark)


By: TypeAlias = Literal["section", "stakeholder", "status"]
BYS: tuple[By, ...] = ("section", "stakeholder", "status")


def parted(matrix: Matrix, by: By) -> tuple[tuple[str, Matrix], ...]:
    """The matrix cut into one for each part of the text, stakeholder or disposition, in the order in which people look for them."""
    found: dict[str, list[Row]] = {}
    for row in _ordered(matrix.rows, by):
        found.setdefault(_part(row, by, matrix.language), []).append(row)
    return tuple((name, replace(matrix, rows=tuple(rows))) for name, rows in found.items())


def _ordered(rows: Sequence[Row], by: By) -> list[Row]:
    if by == "status":
        order = list(SUITES)
        return sorted(rows, key=lambda row: order.index(row.suite))
    if by == "stakeholder":
        return sorted(rows, key=lambda row: plain_words(row.structure))
    return sorted(rows, key=lambda row: (row.position < 0, row.position))


def _part(row: Row, by: By, language: str) -> str:
    if by == "status":
        return label(SUITES, row.suite, language)
    if by == "stakeholder":
        return row.structure
    return row.part or _word("nowhere", language)


def shown(value: Value) -> str:
    """A value as text; dates as offices write them."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}" if isinstance(value, date) else value or ""


def counts(rows: Sequence[Row]) -> dict[str, Counter[Suite]]:
    """How many remarks of each institution met each disposition."""
    found: dict[str, Counter[Suite]] = {}
    for row in rows:
        found.setdefault(row.structure, Counter())[row.suite] += 1
    return dict(sorted(found.items()))


# ------------------------------------------------------------------ one row


def _row(comment: Comment, language: str, parts: Mapping[str, str]) -> Row:
    decision = comment.disposition
    edits = edits_of(comment.quote, comment.proposal) if comment.edit is Edit.REWORD else ()
    values: dict[Field, Value] = {
        "number": comment.name,
        "date": _day(comment.written_at) or comment.received_at.date(),
        "structure": comment.stakeholder,
        "author": comment.author,
        "version": comment.made_on,
        "place": place_shown(comment, language),
        "quote": _passage(comment),
        "text": comment.text or described(comment.edit, edits, language),
        "proposal": comment.proposal,
        "nature": label(NATURES, comment.nature, language),
        "suite": suite_shown(comment, language),
        "reason": decision.reason if decision else "",
        "where": decision.where if decision else "",
        "responsible": decision.author if decision else "",
        "decided": decision.decided_at.date() if decision else None,
    }
    selector = comment.now.selector or comment.place.selector
    return Row(
        values=tuple(values[column.field] for column in COLUMNS),
        suite=comment.suite,
        edits=edits,
        structure=comment.stakeholder,
        stamp=stamp_of(comment),
        part=parts.get(selector.section, comment.place.label) if selector else "",
        position=(comment.now if comment.now.selector else comment.place).position if selector else -1,
    )


def _passage(comment: Comment) -> str:
    """The words spoken of: those quoted, else those that the address leads to (a heading says nothing that the place does not say)."""
    selector = comment.place.selector
    return comment.quote or (selector.exact if selector and selector.block else "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def place_shown(comment: Comment, language: str) -> str:
    """Where it stands by now: heading, address, and what must be known about them, a line each."""
    now, first = comment.now, comment.place
    lines: list[str] = []
    if now.selector is not None:
        lines += (now.label, _address(now.selector))
        lines += (_word("doubtful", language),) if comment.anchor is AnchorState.TO_CONFIRM else ()
        lines += (_received(comment, now.selector, language),)
    elif first.selector is not None and comment.carried is not None:
        lost = "orphan" if comment.anchor is AnchorState.ORPHAN else "gone"
        lines += (first.label, _address(first.selector), _word(lost, language).format(edition=comment.carried.edition))
    else:
        # the cover and the contents are no place: a remark on them speaks of the whole
        lines += (first.as_written, _word("unplaced", language) if comment.quote else "")
    if comment.answers is not None:
        lines.append(_word("answers", language).format(number=written(comment.answers)))
    return "\n".join(line for line in lines if line)


def _received(comment: Comment, now: Selector, language: str) -> str:
    """The place as received, where it is another one by now."""
    first = comment.place.selector
    if first is None or (first.section, first.block) == (now.section, now.block):
        return ""
    return _word("received", language).format(edition=first.revision, place=_address(first) or first.section)


def _address(selector: Selector) -> str:
    """A section's heading says its place by itself."""
    return str(Address(selector.section, selector.block)) if selector.block else ""


def suite_shown(comment: Comment, language: str) -> str:
    decision = comment.disposition
    if decision and decision.duplicate_of is not None:
        return _word("duplicate", language).format(number=written(decision.duplicate_of))
    return label(SUITES, comment.suite, language)


def _word(name: str, language: str) -> str:
    return _WORDS[name][language == "en"]

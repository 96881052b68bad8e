"""The matrix as a page of text: the same model that the policy is written from, so that Word and HTML show it alike.

Fifteen columns do not fit an A4 page that one can read. Columns that speak of the same thing share one here, their headings one above the
other, and all of CONTRACT.md's columns stay in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ..html.clean import write_html
from ..text.flow import Flow, Placed
from ..text.model import Block, Break, Cell, Cover, Heading, Inline, Inlines, Mark, Paragraph, Run, Table
from ..text.model import Row as TableRow
from ..text.notices import Result
from ..word.writing.clean import write_docx
from .matrix import COLUMNS, PLACES, By, Field, Matrix, Row, parted
from .wording import side

SHARED: tuple[tuple[tuple[Field, ...], int], ...] = (
    (("number", "date"), 9),
    (("structure", "author"), 11),
    (("version", "place"), 11),
    (("quote",), 14),
    (("text",), 16),
    (("proposal",), 16),
    (("nature",), 7),
    (("suite", "reason"), 14),
    (("where",), 8),
    (("responsible", "decided"), 11),
)
"""Columns of the page, each with the matrix's columns it holds and its relative width."""


def matrix_flow(matrix: Matrix, by: By | None = None) -> Flow:
    """A title, and the matrix as a table on landscape pages whose heading row repeats; or a table for each part, under its name."""
    parts = (parted(matrix, by) if by else ()) or (("", matrix),)
    blocks: list[Block] = [Heading(1, _plain(matrix.title), id="matrice"), Heading(2, _plain(matrix.subject))]
    for name, part in parts:
        blocks += (Heading(3, _plain(name)),) if by and name else ()
        blocks.append(_table(part))
    items = tuple(Placed(block, "matrice", number) for number, block in enumerate(blocks))
    return Flow("", items, title=matrix.title, language=matrix.language, cover=Cover(mark=matrix.mark))


def _table(matrix: Matrix) -> Table:
    headings = matrix.headings()
    head = TableRow(tuple(_cell([_plain(headings[PLACES[field]]) for field in fields]) for fields, _ in SHARED))
    rows = (TableRow(tuple(_cell([_content(row, field) for field in fields]) for fields, _ in SHARED)) for row in matrix.rows)
    return Table((head, *rows), caption=_plain(matrix.account()), landscape=True, widths=tuple(width for _, width in SHARED))


def matrix_docx(matrix: Matrix, *, created: datetime, by: By | None = None) -> Result[bytes]:
    """The matrix as a Word document."""
    return write_docx(matrix_flow(matrix, by), images=_no_image, created=created.isoformat())


def matrix_html(matrix: Matrix, by: By | None = None) -> Result[str]:
    """The matrix as a page of one file."""
    return write_html(matrix_flow(matrix, by), images=_no_image)


def _no_image(file: str, source: str) -> None:
    return None


def _cell(contents: Iterable[Inlines]) -> Cell:
    return Cell(tuple(Paragraph(content) for content in contents if content) or (Paragraph(()),))


def _content(row: Row, field: Field) -> Inlines:
    """A value as it stands on the page; the words that go are struck out, those that come are strong."""
    if row.edits and field in ("quote", "proposal"):
        sign, mark = ("-", Mark.STRIKE) if field == "quote" else ("+", Mark.STRONG)
        return tuple(i for part in side(row.edits, sign) for i in _runs(part.text, mark if part.sign == sign else 0))
    return tuple(_runs(row.text(field), Mark.STRONG if field in ("number", "suite") else 0))


def _plain(text: str) -> Inlines:
    return tuple(_runs(text, 0))


def _runs(text: str, marks: int) -> Sequence[Inline]:
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        inlines += (Break(),) if number else ()
        inlines += (Run(line, int(marks)),) if line else ()
    return inlines


assert [field for fields, _ in SHARED for field in fields] == [column.field for column in COLUMNS]

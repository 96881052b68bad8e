"""Answers filled into the very workbook that a stakeholder sent: their rows, their columns, and what became of each remark."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import chain
from typing import Any

import openpyxl
from openpyxl.styles import Alignment

from ..register.values import Comment
from ..register.vocabulary import plain_words
from ..text.errors import SheetError
from ..text.notices import Notice, Result
from .matching import ANSWERS, matched
from .matrix import COLUMNS, Field
from .spreadsheet import LONGEST_CELL, clean, looks_like_formula

WIDEST = 200
"""Columns that intake reads; a cell merged across all of Excel's is a slip of the mouse."""


def fill_answers(
    original: bytes, comments: Sequence[Comment], others: Sequence[Comment] = (), *, language: str = "fr"
) -> Result[bytes]:
    """The workbook with the answers, in its own columns of that name where it has them, else in new ones at the right.

    `others`: remarks that came in another version of the file; they are found by their words."""
    book = openpyxl.load_workbook(io.BytesIO(original))
    notices: list[Notice] = []
    sheets = _by_sheet(comments)
    if not sheets:
        sheets = {book.sheetnames[0]: []}
    for title, own in sheets.items():
        if title not in book.sheetnames:
            if len(sheets) == 1:
                raise SheetError("the sheet “{sheet}” is not in the file that was received", sheet=title)
            continue
        _fill_sheet(book[title], own, others, language, notices)
    stream = io.BytesIO()
    book.save(stream)
    return Result(stream.getvalue(), tuple(notices))


def _by_sheet(comments: Sequence[Comment]) -> dict[str, list[Comment]]:
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        if "row" in comment.source and "sheet" in comment.source:
            found.setdefault(str(comment.source["sheet"]), []).append(comment)
    return found


def _fill_sheet(sheet: Any, comments: Sequence[Comment], others: Sequence[Comment], language: str, notices: list[Notice]) -> None:
    head = int(comments[0].source.get("headings", 1)) if comments else 1
    places = _columns(sheet, head, language)
    rows = [["" if value is None else str(value) for value in row[:WIDEST]] for row in sheet.iter_rows(values_only=True)]
    for at, values in matched(rows, comments, others, head, language).items():
        for field, place in places.items():
            _put(sheet, at + 1, place, values[field], notices)


def _columns(sheet: Any, head: int, language: str) -> dict[Field, int]:
    """Where each answer goes. A column that is new gets its heading, dressed like its neighbour."""
    known = {plain_words(str(cell.value or "")): cell.column for cell in sheet[head]}
    own = own_columns(known)
    last = _last_column(sheet)
    places: dict[Field, int] = {}
    for column in (column for column in COLUMNS if column.field in ANSWERS):
        places[column.field] = own.get(column.field, last + 1)
        if column.field not in own:
            last += 1
            heading = column.heading(language)
            taken = plain_words(heading) in known
            cell = sheet.cell(head, last, f"{heading} ({_APART[column.field == 'number'][language]})" if taken else heading)
            _dress(cell, sheet.cell(head, last - 1))
            sheet.column_dimensions[cell.column_letter].width = column.width + 2
    return places


def _last_column(sheet: Any) -> int:
    """The last column that holds something; merged cells (titles, headings of two storeys) count whole."""
    filled = (cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None)
    merged = (cells.max_col for cells in sheet.merged_cells.ranges if cells.max_col <= WIDEST)
    return max(chain(filled, merged), default=1)


_APART = ({"fr": "réponse", "en": "answer"}, {"fr": "registre", "en": "register"})
"""What tells an answer's column from the sender's own of that name."""


def own_columns(known: Mapping[str, int]) -> dict[Field, int]:
    """The columns for answers among headings (by their plain words), taken only where one of them is for dispositions: elsewhere a
    "justification" is the sender's. Its numbers are the sender's own."""
    if plain_words("Suite donnée") not in known and "disposition" not in known:
        return {}
    answers = (column for column in COLUMNS if column.field in ANSWERS and column.field != "number")
    names = ((column.field, (plain_words(column.french), plain_words(column.english))) for column in answers)
    return {field: known[name] for field, both in names for name in both if name in known}


def _put(sheet: Any, row: int, place: int, text: str, notices: list[Notice]) -> None:
    cell = sheet.cell(row, place)
    if isinstance(cell, openpyxl.cell.MergedCell):
        notices.append(Notice("{cell}: it is merged with the cell above; the answer to this row was left out", {"cell": cell.coordinate}))
        return
    cell.value = clean(text)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(cell: Any, neighbour: Any) -> None:
    for look in ("font", "fill", "border", "alignment"):
        setattr(cell, look, copy(getattr(neighbour, look)))

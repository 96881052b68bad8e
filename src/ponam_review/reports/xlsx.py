"""The matrix as an Excel workbook that an office prints and sorts: frozen headings, filters, drop-downs, landscape A3."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import xlsxwriter

from ..register.stamps import STAMPS
from ..register.vocabulary import NATURES, SUITES, Suite, label
from ..text.notices import Notice, Result
from .matrix import COLUMNS, PLACES, By, Field, Matrix, Row, counts, parted
from .spreadsheet import LONGEST_CELL, clean, looks_like_formula
from .wording import Edited, side

FONT = "Arial"
INK, PAPER, LINE, BAND = "#1D5B3A", "#FFFFFF", "#C9D2CD", "#F0F5F2"
FILLS: Mapping[Suite, str] = {
    Suite.PENDING: "#FFF3D6",
    Suite.ACCEPTED: "#DFF0DF",
    Suite.ACCEPTED_WITH_CHANGES: "#DFF0DF",
    Suite.PARTLY_ACCEPTED: "#EAF3D9",
    Suite.REJECTED: "#F8DEDC",
    Suite.NOTED: "#E6ECF5",
    Suite.REFERRED: "#EBE3F5",
    Suite.OUT_OF_SCOPE: "#ECECEC",
    Suite.ALREADY_MET: "#E0F0F0",
    Suite.DUPLICATE: "#ECECEC",
}
"""A tint beside the words, never instead of them."""
HEADING_ROW = 3
"""Below the title, the subject and the account; counted from 0."""
CHARACTERS = 1.24
"""Characters of this font for each unit of a column's width, words cut at line ends allowed for."""
INDENT = 1.0
"""What the space between a cell's border and its text takes of its width."""
NARROW = 24
"""Characters of a line up to which a long word leaves much of it empty."""
LINE_HEIGHT, HIGHEST_ROW = 11.6, 409.0
MOST_MARKED = 4_000
"""Cells in which changed words are marked; in the longest matrices the others show the wording only."""
PAPERS = {"A3": 8, "A4": 9}
NAMES = {
    "fr": ("Matrice", "Synthèse", "Structure", "Total", "Page &P sur &N"),
    "en": ("Matrix", "Summary", "Institution", "Total", "Page &P of &N"),
}
CUT = {"fr": " […] (texte coupé\u00a0; voir {number} dans le registre)", "en": " […] (cut; see {number} in the register)"}


def write_xlsx(matrix: Matrix, *, created: datetime, paper: str = "A3", by: By | None = None) -> Result[bytes]:
    """The workbook, with one sheet or one for each part. `created` is written into its properties: the same arguments give the same
    bytes."""
    stream = io.BytesIO()
    # The width of columns is counted in digits of the default font: the same in Excel and, without Microsoft's fonts, in LibreOffice.
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 10}})
    book.set_properties(
        {"title": matrix.title, "subject": matrix.subject, "comments": matrix.mark, "created": created.replace(tzinfo=None)}
    )
    styles = _Styles(book)
    notices: list[Notice] = []
    pen = _Pen(matrix.language, styles, notices)
    name, summary = NAMES[matrix.language][:2]
    parts = (parted(matrix, by) if by else ()) or ((name, matrix),)
    for title, (part, rows) in zip(_titles([part for part, _ in parts], summary), parts, strict=True):
        shown = replace(rows, subject=f"{matrix.subject} – {part}") if by else rows
        _write_matrix(book.add_worksheet(title), shown, styles, paper, pen)
    _write_summary(book.add_worksheet(summary), matrix, styles, paper)
    book.close()
    return Result(stream.getvalue(), tuple(notices))


_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]+")


def _titles(names: Sequence[str], taken: str) -> list[str]:
    """Names of sheets: 31 characters without signs that Excel keeps for itself, each once."""
    titles: list[str] = []
    used = {taken.casefold(), "history", "historique"}
    for name in names:
        bare = clean(_NOT_IN_TITLES.sub(" ", name)).strip(" '") or "–"
        title = bare if len(bare) <= 31 else bare[:30].rstrip() + "…"
        number = 1
        while title.casefold() in used:
            number += 1
            title = f"{bare[: 28 - len(str(number))].rstrip()}… {number}"
        used.add(title.casefold())
        titles.append(title)
    return titles


class _Styles:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_size": 9, **properties})
        return self._made[key]

    def cell(self, **properties: Any) -> Any:
        return self.get(valign="top", text_wrap=True, border=1, border_color=LINE, **properties)

    def heading(self) -> Any:
        frame = {"border": 1, "border_color": LINE}
        return self.get(bold=True, font_color=PAPER, bg_color=INK, valign="vcenter", align="center", text_wrap=True, **frame)


# ------------------------------------------------------------------ the matrix


def _write_matrix(sheet: Any, matrix: Matrix, styles: _Styles, paper: str, pen: _Pen) -> None:
    last = HEADING_ROW + max(len(matrix.rows), 1)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADING_ROW, place, column.heading(matrix.language), styles.heading())
    sheet.set_row(HEADING_ROW, 32)
    _write_title(sheet, matrix, styles)
    # The stamps stand inside what the filters cover: whoever sorts the rows sorts them along.
    sheet.set_column(len(COLUMNS), len(COLUMNS), 4, None, {"hidden": True})
    sheet.write_string(HEADING_ROW, len(COLUMNS), STAMPS)
    for number, row in enumerate(matrix.rows, HEADING_ROW + 1):
        pen.write(sheet, number, row)
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    sheet.autofilter(HEADING_ROW, 0, last, len(COLUMNS))
    _offer_words(sheet, matrix.language, last)
    _tint_suites(sheet, matrix.language, styles, last)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, last, len(COLUMNS) - 1)
    _set_page(sheet, matrix, paper)


def _write_title(sheet: Any, matrix: Matrix, styles: _Styles) -> None:
    rows = (
        (matrix.title, styles.get(bold=True, font_size=16, font_color=INK), 24),
        (matrix.subject, styles.get(font_size=11, font_color=INK), 18),
        (" – ".join(filter(None, (matrix.account(), matrix.mark))), styles.get(font_size=9, italic=True), 18),
    )
    for number, (text, style, height) in enumerate(rows):
        sheet.set_row(number, height)
        sheet.write_string(number, 0, clean(text), style)


class _Pen:
    """Writes rows; what all rows share is made once, for there may be twenty thousand of them."""

    def __init__(self, language: str, styles: _Styles, notices: list[Notice]) -> None:
        self.language = language
        self.notices = notices
        apart: dict[str, Any] = {"align": "left", "indent": 1}
        looks: dict[Field, dict[str, Any]] = {
            "number": {"bold": True, **apart},
            "suite": {"align": "center"},
            "nature": {"align": "center"},
        }
        self.plain = [styles.cell(**looks.get(column.field, apart)) for column in COLUMNS]
        self.formula = [styles.cell(quote_prefix=True, **looks.get(column.field, apart)) for column in COLUMNS]
        self.day = styles.cell(num_format="dd/mm/yyyy", align="center")
        self.same = styles.get()
        self.gone = styles.get(font_strikeout=True, font_color="#A32020")
        self.come = styles.get(underline=1, bold=True, font_color="#1B6B2F")
        self.marked = 0

    def write(self, sheet: Any, number: int, row: Row) -> None:
        lines = 1
        for place, value in enumerate(row.values):
            if not value:
                sheet.write_blank(number, place, None, self.plain[place])
            elif isinstance(value, str):
                text = self._fitting(clean(value), row)
                lines = max(lines, _lines(text, COLUMNS[place].width))
                # A quote prefix keeps a text that begins like a formula a text, even when its cell is edited.
                style = self.formula[place] if looks_like_formula(text) else self.plain[place]
                if not (row.edits and self._write_marked(sheet, number, place, row, style)):
                    sheet.write_string(number, place, text, style)
            else:
                sheet.write_datetime(number, place, datetime.combine(value, time()), self.day)
        sheet.write_string(number, len(COLUMNS), row.stamp)
        sheet.set_row(number, min(HIGHEST_ROW, lines * LINE_HEIGHT + 6))

    def _fitting(self, text: str, row: Row) -> str:
        if len(text) <= LONGEST_CELL:
            return text
        name = row.text("number")
        self.notices.append(Notice("{name}: its text is longer than a cell of Excel can hold; it was cut", {"name": name}))
        end = CUT[self.language].format(number=name)
        return text[: LONGEST_CELL - len(end)] + end

    def _write_marked(self, sheet: Any, number: int, place: int, row: Row, style: Any) -> bool:
        """The words of a wording, those that go struck out, those that come underlined; False where nothing is to stand out."""
        sign, look = {PLACES["quote"]: ("-", self.gone), PLACES["proposal"]: ("+", self.come)}.get(place, ("", None))
        if not sign or self.marked >= MOST_MARKED or style is not self.plain[place]:
            return False
        words = [Edited(part.sign, text) for part in side(row.edits, sign) if (text := clean(part.text))]
        if len(words) < 2 or sum(len(part.text) for part in words) > LONGEST_CELL:
            return False
        self.marked += 1
        parts = (cell for part in words for cell in (look if part.sign == sign else self.same, part.text))
        return bool(sheet.write_rich_string(number, place, *parts, style) == 0)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column: neither Excel nor LibreOffice fits the rows of a file that it did not write."""
    room = (width - INDENT) * CHARACTERS
    if "\n" not in text:
        return _wrapped(text, room)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """Lines of a paragraph: in narrow columns whole words jump, and count as they stand."""
    if len(line) <= room:
        return 1
    if room > NARROW:
        return 1 + int(len(line) / room)
    lines, left = 1, room
    for word in line.split(" "):
        if len(word) > left:
            lines, left = lines + (left < room) + int((len(word) - 1) / room), room
        left -= len(word) + 1
    return lines


def _offer_words(sheet: Any, language: str, last: int) -> None:
    """Drop-downs of dispositions and natures. Another word is warned about, not refused: "Doublon de OBS-0007" is one."""
    warning = {"error_type": "warning", "ignore_blank": True}
    suites = [label(SUITES, code, language) for code in SUITES]
    natures = [label(NATURES, code, language) for code in NATURES if code]
    for field, words in (("suite", suites), ("nature", natures)):
        place = PLACES[field]
        sheet.data_validation(HEADING_ROW + 1, place, last, place, {"validate": "list", "source": words, **warning})


def _tint_suites(sheet: Any, language: str, styles: _Styles, last: int) -> None:
    place = PLACES["suite"]
    for suite, colour in FILLS.items():
        begins = label(SUITES, suite, language)
        rule = {"type": "cell", "criteria": "==", "value": f'"{begins}"', "format": styles.get(bg_color=colour)}
        if suite is Suite.DUPLICATE:
            rule = {"type": "text", "criteria": "begins with", "value": begins, "format": styles.get(bg_color=colour)}
        sheet.conditional_format(HEADING_ROW + 1, place, last, place, rule)


def _set_page(sheet: Any, matrix: Matrix, paper: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPERS[paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    head = f"&L&9{_printable(matrix.subject)}" + (f"&R&9&B{_printable(matrix.mark)}" if matrix.mark else "")
    sheet.set_header(head)
    sheet.set_footer(f"&L&9{_printable(matrix.title)}&R&9{NAMES[matrix.language][4]}")


def _printable(text: str) -> str:
    """In heads and feet & begins a command; they hold 255 characters."""
    return text[:90].replace("&", "&&")


# ------------------------------------------------------------------ the summary


def _write_summary(sheet: Any, matrix: Matrix, styles: _Styles, paper: str) -> None:
    """Institutions down, dispositions across: who said how much, and what became of it."""
    table = counts(matrix.rows)
    suites = [suite for suite in SUITES if any(count[Suite(suite)] for count in table.values())]
    _, _, institution, total, _ = NAMES[matrix.language]
    headings = (institution, *(label(SUITES, suite, matrix.language) for suite in suites), total)
    _write_title(sheet, matrix, styles)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(headings) - 1, 15)
    sheet.set_row(HEADING_ROW, 32)
    for place, heading in enumerate(headings):
        sheet.write_string(HEADING_ROW, place, heading, styles.heading())
    rows = [(name, [count[Suite(suite)] for suite in suites]) for name, count in table.items()]
    rows.append((total, [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]))
    for number, (name, numbers) in enumerate(rows, HEADING_ROW + 1):
        look: dict[str, Any] = {"bold": True, "bg_color": BAND} if number == HEADING_ROW + len(rows) else {}
        sheet.write_string(number, 0, clean(name), styles.cell(**look))
        for place, value in enumerate((*numbers, sum(numbers)), 1):
            sheet.write_number(number, place, value, styles.cell(align="center", **look))
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    _set_page(sheet, matrix, paper)

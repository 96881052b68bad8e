"""The matrix to fill in: one remark a row, addresses and natures to choose from, headings nobody can spoil.

Our own intake reads it like any matrix; the edition stands in its properties, which Excel and LibreOffice keep, and below its title.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from ...register.vocabulary import NATURES, label
from ...reports.matrix import COLUMNS, PLACES, Field
from ...reports.spreadsheet import clean
from ...text.flow import Flow
from ...text.front import is_generated
from ...text.model import Heading
from ...text.plain import block_text, fold, inline_text
from ...text.remarks import Address
from .ordering import Order
from .wording import MATRIX, words

FONT, INK, LINE, FIELD, PALE = "Arial", "#1D5B3A", "#B9C4BD", "#FFFFFF", "#F0F5F2"
FILLED: tuple[tuple[Field, float], ...] = (("place", 24), ("quote", 34), ("text", 52), ("proposal", 46), ("nature", 12), ("author", 18))
"""The columns that a stakeholder fills in, and their widths."""
ROWS = 300
"""Rows made ready; more can be added below."""
HEADING = 4
FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a remark can name."""

    address: str
    title: str
    words: str


def entries_of(flow: Flow) -> Iterator[Entry]:
    """Every address of the text with the heading it stands under and its first words; a section by its id."""
    title = ""
    for item in flow.items:
        if not item.section or is_generated(item.block):
            continue
        if isinstance(item.block, Heading):
            title = fold(f"{item.block.number} {inline_text(item.block.content)}")
        said = fold(block_text(item.block))
        begins = said if len(said) <= FIRST_WORDS else said[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
        yield Entry(str(Address(item.section, item.number)) if item.number else item.section, title, begins)


def write_matrix(order: Order) -> bytes:
    """The workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 10}})
    said = words(MATRIX, order)
    created = datetime.fromisoformat(order.created).replace(tzinfo=None)
    subject = f"{order.subject} – {order.edition}"
    book.set_properties({"title": said["title"], "subject": subject, "comments": order.label, "created": created})
    for name, value in (("edition", order.edition), ("revision", order.revision), ("kit", order.id)):
        if value:
            book.set_custom_property(f"ponam.{name}", value, "text")
    sheet = book.add_worksheet(said["sheet"])
    guide = book.add_worksheet(said["guide"])
    listed = book.add_worksheet(said["places"])
    entries = tuple(entries_of(order.flow))
    _Pen(book, order, said).fill(sheet, guide, listed, entries)
    sheet.activate()
    book.close()
    return stream.getvalue()


class _Pen:
    """Writes the three sheets with one set of looks."""

    def __init__(self, book: Any, order: Order, said: dict[str, str]) -> None:
        self.order = order
        self.said = said
        frame = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.line = book.add_format({"font_size": 10, "font_color": "#3A4148"})
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "valign": "vcenter", "align": "center"}
        self.heading = book.add_format({**frame, **look})
        self.cell = book.add_format({**frame, "locked": False, "bg_color": FIELD})
        self.name = book.add_format({**frame, "bold": True, "bg_color": PALE})
        self.said_cell = book.add_format(frame)
        self.words = book.add_format({"text_wrap": True, "valign": "top", "font_size": 11})

    def fill(self, sheet: Any, guide: Any, listed: Any, entries: tuple[Entry, ...]) -> None:
        self._rows(sheet, len(entries))
        self._guide(guide)
        self._places(listed, entries)

    def _rows(self, sheet: Any, places: int) -> None:
        order, said = self.order, self.said
        sheet.write_string(0, 0, said["title"], self.title)
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, clean(f"{order.subject} – {said['edition']}\u00a0: {order.edition}"), self.line)
        sheet.write_string(2, 0, clean(" – ".join(filter(None, (said["answer"], order.label, order.flow.mark)))), self.line)
        sheet.set_row(HEADING, 30)
        for place, (field, width) in enumerate(FILLED):
            sheet.set_column(place, place, width)
            sheet.write_string(HEADING, place, COLUMNS[PLACES[field]].heading(order.language), self.heading)
            for row in range(HEADING + 1, HEADING + 1 + ROWS):
                sheet.write_blank(row, place, None, self.cell)
        for row in range(HEADING + 1, HEADING + 1 + ROWS):
            sheet.set_row(row, 42)
        self._choices(sheet, places)
        sheet.freeze_panes(HEADING + 1, 1)
        allowed = ("format_rows", "format_columns", "insert_rows", "delete_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING)
        sheet.set_footer(f"&L&8{clean(order.edition)[:60].replace('&', '&&')}&R&8&P / &N")

    def _choices(self, sheet: Any, places: int) -> None:
        """Other words are warned about, not refused: a remark may concern several places, or none."""
        last = HEADING + ROWS
        warning = {"error_type": "warning", "ignore_blank": True}
        quoted = self.said["places"].replace("'", "''")
        source = f"='{quoted}'!$A$2:$A${places + 1}"
        tell = {"input_title": self.said["place_title"], "input_message": self.said["place_tip"]}
        sheet.data_validation(HEADING + 1, 0, last, 0, {"validate": "list", "source": source, **warning, **tell})
        natures = [label(NATURES, code, self.order.language) for code in NATURES if code]
        column = [field for field, _ in FILLED].index("nature")
        sheet.data_validation(HEADING + 1, column, last, column, {"validate": "list", "source": natures, **warning})

    def _guide(self, sheet: Any) -> None:
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, self.said["guide"], self.title)
        for row, line in enumerate(self.said["steps"].split("\n"), 2):
            sheet.write_string(row, 0, clean(line), self.words)
            sheet.set_row(row, 18 * (1 + len(line) // 98))
        sheet.protect()

    def _places(self, sheet: Any, entries: tuple[Entry, ...]) -> None:
        for place, (key, width) in enumerate((("address", 26), ("under", 44), ("begins", 90))):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, self.said[key], self.heading)
        for row, entry in enumerate(entries, 1):
            sheet.write_string(row, 0, clean(entry.address), self.name)
            sheet.write_string(row, 1, clean(entry.title), self.said_cell)
            sheet.write_string(row, 2, clean(entry.words), self.said_cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(entries), 2)
        sheet.protect("", {"autofilter": True, "sort": True, "select_locked_cells": True})

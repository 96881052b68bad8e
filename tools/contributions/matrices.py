"""The answers that come as tables: our own matrix, a ministry's form, ISO's comment form, a CSV file from a Windows desk."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ponam_review.text.flow import Placed, prepare
from ponam_review.text.model import Heading
from ponam_review.text.plain import block_text, inline_text
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source

Content = Mapping[str, Any]
WRITTEN = datetime(2026, 3, 31, 12, 0)  # noqa: DTZ001 (Excel knows no zones)
PALE = "#E8F0EB"
CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B9C4BD"}
HEAD = {**CELL, "bold": True, "bg_color": PALE, "valign": "vcenter"}


# ------------------------------------------------------------------ the edition answered to


@dataclass(frozen=True, slots=True)
class Edition:
    """The draft, to tell the printed address and the number of the heading of a quoted passage."""

    name: str
    items: tuple[Placed, ...]

    @classmethod
    def read(cls, folder: Path) -> Edition:
        flow = prepare(read_source(locate(str(folder), workspace=lambda: folder)).value)
        return cls(folder.name, flow.items)

    def address(self, section: str, quote: str) -> str:
        """The address as printed in the margin: `axe-8 ¶4`; the section alone for a remark on all of it."""
        if not quote:
            return section
        return f"{section} ¶{self._item(quote, section).number}"

    def heading(self, quote: str, section: str = "") -> str:
        """Number of the nearest heading above a passage."""
        place = self.items.index(self._item(quote, section))
        numbers = (item.block.number for item in reversed(self.items[: place + 1]) if isinstance(item.block, Heading) and item.block.number)
        return next(numbers, "")

    def _item(self, quote: str, section: str) -> Placed:
        """The one block that holds a passage; contents and cover left out."""
        held = [item for item in self.items if (section in ("", item.section)) and item.section and plain(quote) in plain(words_of(item))]
        if len(held) != 1:
            msg = f"“{quote}” stands in {len(held)} blocks of {section or 'the draft'}"
            raise ValueError(msg)
        return held[0]


def words_of(item: Placed) -> str:
    return inline_text(item.block.content) if isinstance(item.block, Heading) else block_text(item.block)


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


# ------------------------------------------------------------------ sheets


def fill(sheet: Any, row: int, cells: Sequence[object], form: Any, widths: Sequence[int]) -> None:
    """A row high enough for its longest cell: spreadsheets other than Excel do not see to that when they open a file."""
    lines = [math.ceil(1.15 * len(str(cell)) / width) for cell, width in zip(cells, widths, strict=True)]
    sheet.set_row(row, 13.5 * max(1, *lines))
    sheet.write_row(row, 0, cells, form)


def book(sheet: str, widths: Sequence[int], author: str) -> tuple[io.BytesIO, xlsxwriter.Workbook, Any]:
    """A workbook of one landscape sheet. Its date is fixed: the same content gives the same bytes."""
    page = io.BytesIO()
    workbook = xlsxwriter.Workbook(page, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": "Observations sur le projet 0 – exemple fictif", "author": author, "created": WRITTEN})
    worksheet = workbook.add_worksheet(sheet)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&LEXEMPLE FICTIF – sans valeur officielle&RPage &P / &N")
    return page, workbook, worksheet


OURS = (
    "N°", "Date", "Structure", "Auteur", "Version visée", "Partie / ¶", "Passage cité", "Observation", "Proposition de rédaction", "Nature",
    "Suite donnée", "Justification", "Endroit modifié", "Responsable", "Date de la décision",
)  # fmt: skip


def ours(content: Content, edition: Edition) -> bytes:
    """The matrix as we send it out, its first columns filled in and those of the secretariat left empty."""
    widths = (5, 11, 11, 16, 10, 15, 28, 36, 32, 9, 11, 18, 12, 12, 12)
    page, workbook, sheet = book("Observations", widths, content["structure"])
    head, cell = workbook.add_format(HEAD), workbook.add_format(CELL)
    day = workbook.add_format({**CELL, "num_format": "dd/mm/yyyy"})
    fill(sheet, 0, OURS, head, widths)
    for row, remark in enumerate(content["remark"], 1):
        address = edition.address(remark["section"], remark["quote"])
        said = (content["structure"], remark["author"], edition.name, address, remark["quote"], remark["text"], remark["proposal"])
        fill(sheet, row, (row, "", *said, remark["nature"], "", "", "", "", ""), cell, widths)
        sheet.write_datetime(row, 1, datetime.combine(remark["at"], datetime.min.time()), day)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(content["remark"]), len(OURS) - 1)
    workbook.close()
    return page.getvalue()


MINISTRY = ("N° d’ordre", "Section", "Paragraphe", "Formulation actuelle", "Amendement proposé", "Motivation", "Avis du secrétariat")
MINISTRY_TITLES = (
    "MINISTÈRE DE LA SANTÉ ET DU DÉVELOPPEMENT SOCIAL",
    "Cellule de planification et de statistique – Point focal migration",
    "FICHE D’OBSERVATIONS SUR LE PROJET DE POLITIQUE NATIONALE DE MIGRATION (PROJET 0)",
)


def ministry(content: Content, edition: Edition) -> bytes:
    """A ministry's own form: title rows, headings in two storeys, a merged row above each part, a date and a title below."""
    widths = (8, 9, 19, 32, 32, 32, 18)
    page, workbook, sheet = book("Fiche", widths, content["structure"])
    head, cell = workbook.add_format({**HEAD, "align": "center"}), workbook.add_format({**CELL, "align": "left"})
    title = workbook.add_format({"bold": True, "align": "center", "font_size": 12})
    part = workbook.add_format({**CELL, "bold": True, "bg_color": "#F3F3F3"})
    last = len(MINISTRY) - 1
    for row, words in enumerate(MINISTRY_TITLES):
        sheet.merge_range(row, 0, row, last, words, title)
    _two_storeys(sheet, 4, head)
    row, number = 6, 0
    for group in content["group"]:
        sheet.merge_range(row, 0, row, last, group["title"], part)
        row += 1
        for remark in group["remark"]:
            number += 1
            quote = remark["quote"]
            section = edition.heading(quote, group.get("section", "")) if quote else ""
            fill(sheet, row, (number, section, remark["place"], quote, remark["proposal"], remark["text"], ""), cell, widths)
            row += 1
    sheet.write_string(row + 1, last - 1, f"Bamako, le {content['at']:%d/%m/%Y}")
    sheet.write_string(row + 2, last - 1, "Le point focal migration")
    workbook.close()
    return page.getvalue()


def _two_storeys(sheet: Any, row: int, head: Any) -> None:
    """“Emplacement” stands above section and paragraph, “Modification demandée” above wordings; the other headings take both rows."""
    sheet.merge_range(row, 1, row, 2, "Emplacement", head)
    sheet.merge_range(row, 3, row, 5, "Modification demandée", head)
    for column, words in enumerate(MINISTRY):
        if 1 <= column <= 5:
            sheet.write_string(row + 1, column, words, head)
        else:
            sheet.merge_range(row, column, row + 1, column, words, head)


ISO = (
    "MB/NC", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment", "Comments", "Proposed change",
    "Observations of the secretariat",
)  # fmt: skip


def iso(content: Content, edition: Edition) -> bytes:
    """ISO's form for comments, as international staff are used to: in English, abbreviations explained below the table."""
    widths = (9, 12, 26, 10, 40, 40, 22)
    page, workbook, sheet = book("Comments", widths, content["structure"])
    head, cell = workbook.add_format(HEAD), workbook.add_format(CELL)
    small = workbook.add_format({"italic": True, "font_size": 8})
    sheet.write_string(0, 0, "Template for comments and secretariat observations")
    sheet.write_string(0, 4, f"Date: {content['at'].isoformat()}")
    sheet.write_string(0, 5, f"Document: National migration policy, draft {edition.name}")
    fill(sheet, 2, ISO, head, widths)
    for row, remark in enumerate(content["remark"], 3):
        quote = remark.get("quote", "")
        number = edition.heading(quote, remark.get("section", "")) if quote and not remark["clause"].startswith("Annex") else ""
        said = (content["structure"], number or remark["clause"], quote, remark["kind"], remark["text"], remark["proposal"], "")
        fill(sheet, row, said, cell, widths)
    notes = ("MB = Member body / NC = National Committee (or stakeholder)", "Type of comment: ge = general, te = technical, ed = editorial")
    for row, words in enumerate(notes, len(content["remark"]) + 4):
        sheet.write_string(row, 0, words, small)
    workbook.close()
    return page.getvalue()


def csv_file(content: Content, edition: Edition) -> bytes:
    """What Excel saves as CSV on a French Windows: cp1252, semicolons, carriage returns."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Structure", "Rédacteur", "Date", "Titre / chapitre", "Passage", "Observation", "Proposition"])
    for remark in content["remark"]:
        edition.heading(remark["quote"])  # the passage stands in the draft
        said = (remark["at"], remark["section"], remark["quote"], remark["text"], remark["proposal"])
        writer.writerow([content["structure"], content["author"], *said])
    return page.getvalue().encode("cp1252")


def remarks(content: Content) -> Iterator[Content]:
    """The remarks of a table, its groups one after the other."""
    for group in content.get("group", (content,)):
        yield from group["remark"]


LAYOUTS: Mapping[str, Callable[[Content, Edition], bytes]] = {"ours": ours, "ministry": ministry, "iso": iso, "csv": csv_file}

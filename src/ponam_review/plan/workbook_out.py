"""The plan as an Excel workbook: published with an edition, to be read and summed, or sent to the planning office, which edits it there.

The office's file comes back (`workbook_in`). A hidden sheet keeps the plan as it was exported, so that what comes back is merged cell by
cell with what others changed meanwhile.
Totals are figures, never formulas: nothing in the file computes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from .cells import cells_of, column_names
from .costs import parse_cost
from .csv_format import write_actions
from .rows import ZERO, Action, ActionPlan, totals_by_axis_and_year

KEPT_SHEET = "_ponam"
FONT, INK, LINE, BAND, LOCKED = "Arial", "#1D5B3A", "#C9D2CD", "#F0F5F2", "#ECEFEC"
HEADING_ROW = 2
"""Below the title and the guide; counted from 0."""
_CHARACTERS = 1.25
"""Characters of this font for each unit of a column's width."""
_SPARE_ROWS = 200
"""Rows below the last action that are ready for new ones."""
_WIDTHS: Mapping[str, float] = {
    "id": 8, "axe": 8, "objectif": 26, "resultat": 26, "activite": 40, "indicateur": 26, "base": 13, "cible": 13, "source_verification": 20,
    "responsable": 16, "partenaires": 22, "financement": 18, "alignements": 18, "sections": 18,
}  # fmt: skip
_LABELS: Mapping[str, tuple[str, str]] = {
    "id": ("N°", "N°"),
    "axe": ("Axe", "Axis"),
    "objectif": ("Objectif spécifique", "Specific objective"),
    "resultat": ("Résultat attendu", "Expected result"),
    "activite": ("Activité", "Activity"),
    "indicateur": ("Indicateur", "Indicator"),
    "base": ("Base", "Baseline"),
    "cible": ("Cible", "Target"),
    "source_verification": ("Source de vérification", "Source of verification"),
    "responsable": ("Responsable", "Responsible"),
    "partenaires": ("Partenaires", "Partners"),
    "financement": ("Financement", "Funding"),
    "alignements": ("Alignements", "Alignments"),
    "sections": ("Sections", "Sections"),
}
"""Headings in French and English; `csv_columns` knows them all."""
_WORDS = {
    "fr": {
        "plan": "Plan d’action", "totals": "Totaux", "total": "Total", "whole": "Total général", "yearly": "Coût {year}",
        "axis": "Axe", "actions": "Actions", "page": "Page &P sur &N",
        "unit": "en millions de FCFA", "kept": "Ne pas modifier : cette feuille sert à reprendre le fichier.",
        "guide": "Modifiez, ajoutez ou supprimez des lignes, triez, masquez des colonnes : « ponam plan import » montre ce qui change "
        "avant d’écrire. "
        "Ne changez pas les numéros ; laissez le N° vide pour une action nouvelle. Un coût est en millions de FCFA, ou PM (pour mémoire).",
        "cost": ("Coût", "Un nombre, en millions de FCFA, ou PM (pour mémoire)."),
        "total_note": "Calculé à l’export ; non relu.",
        "costs": "Coûts en millions de FCFA. PM : pour mémoire, compte pour zéro dans les totaux.",
    },
    "en": {
        "plan": "Action plan", "totals": "Totals", "total": "Total", "whole": "Grand total", "yearly": "Cost {year}",
        "axis": "Axis", "actions": "Actions", "page": "Page &P of &N",
        "unit": "in millions of FCFA", "kept": "Do not edit: this sheet serves to read the file back.",
        "guide": "Edit, add or delete rows, sort, hide columns: “ponam plan import” shows what changes before it writes. "
        "Do not change the numbers; leave N° empty for a new action. A cost is in millions of FCFA, or PM (pour mémoire).",
        "cost": ("Cost", "A number, in millions of FCFA, or PM (pour mémoire)."),
        "total_note": "Computed on export; not read back.",
        "costs": "Costs in millions of FCFA. PM (pour mémoire) counts as zero in totals.",
    },
}  # fmt: skip


def write_workbook(
    plan: ActionPlan, *, title: str, mark: str = "", language: str = "fr", axes: Mapping[str, str] | None = None, created: datetime,
    published: bool = False,
) -> bytes:  # fmt: skip
    """The workbook. `axes`: titles of the policy's axes by id. `created` is written into its properties: same arguments, same bytes.

    `published`: for readers, who find a last row of totals instead of what serves to send the file back.
    """
    stream = io.BytesIO()
    # A text that begins with “=” or looks like an address stays a text.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {**options, "default_format_properties": {"font_name": FONT, "font_size": 9}})
    moment = created.astimezone(UTC) if published and created.tzinfo else created
    book.set_properties({"title": title, "comments": mark, "created": moment.replace(tzinfo=None)})
    words = _WORDS["en" if language == "en" else "fr"]
    looks = _Looks(book)
    sheet = book.add_worksheet(str(words["plan"]))
    end = _write_plan(sheet, plan, title, mark, words, looks, str(words["costs" if published else "guide"]))
    if published:
        _sum_up(sheet, end + 1, plan, words, looks)
    else:
        _validate(sheet, plan, (*column_names(plan), "total"), end + _SPARE_ROWS, words, axes or {})
    _write_totals(book.add_worksheet(str(words["totals"])), plan, title, words, axes or {}, looks, note=not published)
    if not published:
        _keep(book.add_worksheet(KEPT_SHEET), plan, str(words["kept"]))
    book.close()
    return stream.getvalue()


class _Looks:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": LINE, "font_name": FONT, "font_size": 9}
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": INK, "font_name": FONT})
        self.guide = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_name": FONT, "font_size": 9})
        self.heading = book.add_format({**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "valign": "vcenter"})
        self.text = book.add_format({**cell, "num_format": "@"})
        self.id = book.add_format({**cell, "bold": True, "num_format": "@", "bg_color": BAND})
        self.cost = book.add_format({**cell, "num_format": "#,##0.##;-#,##0.##;0", "align": "right", "text_wrap": False})
        self.total = book.add_format({**cell, "num_format": "#,##0.##", "bold": True, "bg_color": LOCKED, "align": "right"})
        self.label = book.add_format({**cell, "bold": True, "bg_color": BAND})


def _write_plan(
    sheet: Any, plan: ActionPlan, title: str, mark: str, words: Mapping[str, Any], looks: _Looks, guide: str
) -> int:
    """The sheet of the actions; the number of its last row."""
    columns = (*column_names(plan), "total")
    last = len(columns) - 1
    sheet.write_string(0, 0, " – ".join(filter(None, (title, mark))), looks.title)
    sheet.merge_range(1, 0, 1, min(last, 11), guide, looks.guide)
    sheet.set_row(1, 40)
    sheet.set_row(HEADING_ROW, 30)
    for place, name in enumerate(columns):
        sheet.write_string(HEADING_ROW, place, _label(name, words), looks.heading)
        sheet.set_column(place, place, _WIDTHS.get(name, 10.5 if name.startswith("cout_") or name == "total" else 18))
    for number, action in enumerate(plan.actions, HEADING_ROW + 1):
        _write_action(sheet, number, action, plan, columns, looks)
        sheet.set_row(number, _height(cells_of(action, plan)))
    end = HEADING_ROW + len(plan.actions)
    sheet.autofilter(HEADING_ROW, 0, max(end, HEADING_ROW + 1), last)
    sheet.freeze_panes(HEADING_ROW + 1, columns.index("objectif"))
    _print(sheet, title, mark, words, (0, 0, end + 1, last))
    sheet.repeat_rows(HEADING_ROW)
    return end


def _sum_up(sheet: Any, row: int, plan: ActionPlan, words: Mapping[str, Any], looks: _Looks) -> None:
    """The last row of a published plan: what all actions cost, by year and together."""
    columns = (*column_names(plan), "total")
    totals = totals_by_axis_and_year(plan)
    years = {f"cout_{year}": sum((axis[year] for axis in totals.values()), ZERO) for year in plan.years}
    figures = {**years, "total": sum(years.values(), ZERO)}
    sheet.write_string(row, 0, words["whole"], looks.label)
    for place, name in enumerate(columns[1:], 1):
        if name in figures:
            sheet.write_number(row, place, float(figures[name]), looks.total)
        else:
            sheet.write_blank(row, place, None, looks.label)


def _height(cells: Mapping[str, str]) -> float:
    """Of a row, in points: LibreOffice does not fit rows by itself. A cell breaks at words, so lines are not full."""
    lines = 1
    for name, text in cells.items():
        room = _WIDTHS.get(name, 18) * _CHARACTERS
        lines = max(lines, sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n")))
    return min(409.0, 4 + 11.8 * lines)


def _write_action(sheet: Any, number: int, action: Action, plan: ActionPlan, columns: Sequence[str], looks: _Looks) -> None:
    cells = cells_of(action, plan)
    for place, name in enumerate(columns):
        if name == "total":
            if action.total is None:
                sheet.write_string(number, place, "PM", looks.total)
            else:
                sheet.write_number(number, place, float(action.total), looks.total)
        elif name.startswith("cout_"):
            _write_cost(sheet, number, place, cells[name], int(name[5:]), looks)
        else:
            sheet.write_string(number, place, cells[name], looks.id if name == "id" else looks.text)


def _write_cost(sheet: Any, row: int, column: int, raw: str, year: int, looks: _Looks) -> None:
    cost = parse_cost(year, raw)
    if cost is None or cost.amount is None or not cost.planned:
        sheet.write_string(row, column, raw, looks.cost)
    else:
        sheet.write_number(row, column, float(cost.amount), looks.cost)


def _validate(sheet: Any, plan: ActionPlan, columns: Sequence[str], end: int, words: Mapping[str, Any], axes: Mapping[str, str]) -> None:
    """A drop-down for the axis; a cost is a number or PM."""
    start = HEADING_ROW + 1
    known = list(dict.fromkeys((*(id for id in axes if id.startswith("axe-")), *plan.axes)))
    if known and sum(len(id) + 1 for id in known) < 255:
        place = columns.index("axe")
        sheet.data_validation(start, place, end, place, {"validate": "list", "source": known})
    title, message = words["cost"]
    for place, name in enumerate(columns):
        if name.startswith("cout_"):
            first = xl_rowcol_to_cell(start, place)
            rule = f'=OR(ISNUMBER({first}),UPPER(TRIM({first}))="PM",{first}="")'
            options = {"validate": "custom", "value": rule, "error_title": title, "error_message": message, "error_type": "warning"}
            sheet.data_validation(start, place, end, place, options)


def _write_totals(
    sheet: Any, plan: ActionPlan, title: str, words: Mapping[str, Any], axes: Mapping[str, str], looks: _Looks, *, note: bool
) -> None:
    sheet.write_string(0, 0, f"{words['totals']} ({words['unit']})", looks.title)
    heads = (words["axis"], words["actions"], *map(str, plan.years), words["total"])
    for place, name in enumerate(heads):
        sheet.write_string(2, place, name, looks.heading)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, len(heads) - 1, 12)
    totals = totals_by_axis_and_year(plan)
    rows = [(_axis_name(axe, axes), len(plan.of_axis(axe)), [years[year] for year in plan.years]) for axe, years in totals.items()]
    whole = [sum((figures[place] for _name, _count, figures in rows), ZERO) for place in range(len(plan.years))]
    for number, (name, count, figures) in enumerate([*rows, (str(words["whole"]), len(plan.actions), whole)], 3):
        sheet.write_string(number, 0, name, looks.label)
        sheet.write_number(number, 1, count, looks.total)
        for place, figure in enumerate([*figures, sum(figures, ZERO)], 2):
            sheet.write_number(number, place, float(figure), looks.total)
    if note:
        sheet.write_string(4 + len(rows), 0, words["total_note"], looks.guide)
    _print(sheet, title, "", words, (0, 0, 4 + len(rows), len(heads) - 1))


def _axis_name(axe: str, axes: Mapping[str, str]) -> str:
    title = axes.get(axe, "")
    number = axe.removeprefix("axe-")
    return f"{number}. {title}" if title and number.isdigit() else title or axe


def _print(sheet: Any, title: str, mark: str, words: Mapping[str, Any], area: tuple[int, int, int, int]) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(*area)
    sheet.set_footer(f"&L{' – '.join(filter(None, (title, mark))).replace('&', '&&')[:180]}&R{words['page']}")
    sheet.hide_gridlines(2)


def _label(name: str, words: Mapping[str, Any]) -> str:
    if name == "total":
        return f"{words['total']}"
    if name.startswith("cout_"):
        return str(words["yearly"]).format(year=name[5:])
    french, english = _LABELS.get(name, (name, name))
    return english if words is _WORDS["en"] else french


def _keep(sheet: Any, plan: ActionPlan, warning: str) -> None:
    """The plan as exported, a line of its file in each row: a cell holds 32,767 characters at most, a line is cut where needed."""
    sheet.very_hidden()
    sheet.write_string(0, 0, "ponam-plan/1")
    sheet.write_string(0, 1, warning)
    for number, line in enumerate(write_actions(plan).split("\n"), 1):
        for place in range(0, max(len(line), 1), 30_000):
            sheet.write_string(number, place // 30_000, line[place : place + 30_000])

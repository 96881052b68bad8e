"""The action plan as it is published in Excel, to be read and summed: `workbook_out` writes the one that planners edit and send back."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from .rows import ZERO, Action, ActionPlan, Cost, totals_by_axis_and_year
from .words import Words, words_of

_FONT = "Arial"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
_COLUMNS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "fr": (
        ("N°", 9), ("Axe", 9), ("Objectif spécifique", 26), ("Résultat attendu", 26), ("Activité", 38), ("Indicateur", 24),
        ("Base", 12), ("Cible", 12), ("Source de vérification", 20), ("Responsable", 16), ("Partenaires", 20),
    ),
    "en": (
        ("No.", 9), ("Axis", 9), ("Specific objective", 26), ("Expected result", 26), ("Activity", 38), ("Indicator", 24),
        ("Baseline", 12), ("Target", 12), ("Source of verification", 20), ("Responsible", 16), ("Partners", 20),
    ),
}  # fmt: skip
_AFTER = {"fr": ("Total", "Financement", "Alignements", "Sections"), "en": ("Total", "Funding", "Alignments", "Sections")}
_COST = {"fr": "Coût {year}", "en": "Cost {year}"}
_SHEETS = {"fr": ("Actions", "Totaux"), "en": ("Actions", "Totals")}
_UNIT = {
    "fr": "Coûts en millions de FCFA. PM : pour mémoire, compte pour zéro dans les totaux.",
    "en": "Costs in millions of FCFA. PM (pour mémoire) counts as zero in totals.",
}
_HEAD_ROW = 3


def write_published(
    plan: ActionPlan, *, title: str, created: datetime, language: str = "fr", mark: str = "", titles: Mapping[str, str] | None = None
) -> bytes:
    """The workbook. `created` is written into its properties; the same arguments give the same bytes. No cell is a formula."""
    language = language if language in _COLUMNS else "fr"
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": {"font_name": _FONT, "font_size": 10}})
    moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    book.set_properties({"title": title, "comments": mark, "created": moment})
    looks = _Looks(book)
    names = _SHEETS[language]
    _actions(book.add_worksheet(names[0]), plan, title, mark, language, looks)
    _totals(book.add_worksheet(names[1]), plan, title, language, looks, titles or {})
    book.close()
    return stream.getvalue()


class _Looks:
    """The looks of cells."""

    def __init__(self, book: Any) -> None:
        frame = {"font_name": _FONT, "font_size": 9, "border": 1, "border_color": "#C9D2CD", "valign": "top", "text_wrap": True}
        self.title = book.add_format({"font_name": _FONT, "font_size": 14, "bold": True, "font_color": "#1D5B3A"})
        self.note = book.add_format({"font_name": _FONT, "font_size": 9, "italic": True, "font_color": "#5F6660"})
        self.head = book.add_format({**frame, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1D5B3A", "valign": "vcenter"})
        self.text = book.add_format(frame)
        self.number = book.add_format({**frame, "num_format": "#,##0.##"})
        self.side = book.add_format({**frame, "align": "right"})
        self.total = book.add_format({**frame, "bold": True, "bg_color": "#E8F0EB", "num_format": "#,##0.##"})
        self.label = book.add_format({**frame, "bold": True, "bg_color": "#E8F0EB"})


def _opening(sheet: Any, title: str, note: str, widths: Sequence[float], looks: _Looks) -> None:
    sheet.write_string(0, 0, title[:_LONGEST], looks.title)
    sheet.write_string(1, 0, note, looks.note)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def _actions(sheet: Any, plan: ActionPlan, title: str, mark: str, language: str, looks: _Looks) -> None:
    columns = _COLUMNS[language]
    heads = [*(name for name, _ in columns), *(_COST[language].format(year=year) for year in plan.years), *_AFTER[language]]
    heads += plan.extra_columns
    widths = [*(width for _, width in columns), *(10.0 for _ in plan.years), 11, 20, 18, 18, *(18.0 for _ in plan.extra_columns)]
    _opening(sheet, title, f"{_UNIT[language]}{f'  {mark}' if mark else ''}", widths, looks)
    for column, head in enumerate(heads):
        sheet.write_string(_HEAD_ROW, column, head, looks.head)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    last = _HEAD_ROW + max(len(plan.actions), 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(heads) - 1)
    for row, action in enumerate(plan.actions, _HEAD_ROW + 1):
        _action(sheet, row, action, plan, looks)
    words = words_of(language)
    sheet.write_string(last + 1, 0, words.grand_total, looks.label)
    for column in range(1, len(columns)):
        sheet.write_blank(last + 1, column, None, looks.label)
    totals = _by_year(plan)
    for column, value in enumerate((*totals, sum(totals, ZERO)), len(columns)):
        sheet.write_number(last + 1, column, float(value), looks.total)


def _action(sheet: Any, row: int, action: Action, plan: ActionPlan, looks: _Looks) -> None:
    texts = (
        action.id, action.axe, action.objectif, action.resultat, action.activite, action.indicateur, action.base, action.cible,
        action.source_verification, action.responsable, action.partenaires,
    )  # fmt: skip
    for column, text in enumerate(texts):
        _text(sheet, row, column, text, looks)
    at = len(texts)
    costs = {cost.year: cost for cost in action.costs}
    for column, year in enumerate(plan.years, at):
        _cost(sheet, row, column, costs.get(year), looks)
    at += len(plan.years)
    total = action.total
    if total is None:
        sheet.write_string(row, at, "PM", looks.side)
    else:
        sheet.write_number(row, at, float(total), looks.total)
    rest = (action.financement, ", ".join(action.alignments), ", ".join(action.sections), *action.extra)
    for column, text in enumerate(rest, at + 1):
        _text(sheet, row, column, text, looks)


def _text(sheet: Any, row: int, column: int, text: str, looks: _Looks) -> None:
    sheet.write_string(row, column, _CONTROLS.sub("", text)[:_LONGEST], looks.text)


def _cost(sheet: Any, row: int, column: int, cost: Cost | None, looks: _Looks) -> None:
    if cost is None or not cost.planned:
        sheet.write_blank(row, column, None, looks.number)
    elif cost.amount is None:
        sheet.write_string(row, column, "PM", looks.side)
    else:
        sheet.write_number(row, column, float(cost.amount), looks.number)


def _by_year(plan: ActionPlan) -> list[Decimal]:
    totals = totals_by_axis_and_year(plan)
    return [sum((axis[year] for axis in totals.values()), ZERO) for year in plan.years]


def _totals(sheet: Any, plan: ActionPlan, title: str, language: str, looks: _Looks, titles: Mapping[str, str]) -> None:
    words: Words = words_of(language)
    _opening(sheet, title, _UNIT[language], [58, 10, *(12.0 for _ in plan.years), 13], looks)
    for column, head in enumerate((words.axis_column, words.actions_column, *map(str, plan.years), words.total)):
        sheet.write_string(_HEAD_ROW, column, head, looks.head)
    row = _HEAD_ROW
    for row, (axe, years) in enumerate(totals_by_axis_and_year(plan).items(), _HEAD_ROW + 1):
        _text(sheet, row, 0, words.axis(axe, titles.get(axe, "")), looks)
        sheet.write_number(row, 1, len(plan.of_axis(axe)), looks.number)
        for column, value in enumerate(years.values(), 2):
            sheet.write_number(row, column, float(value), looks.number)
        sheet.write_number(row, 2 + len(plan.years), float(sum(years.values(), ZERO)), looks.total)
    sheet.write_string(row + 1, 0, words.grand_total, looks.label)
    sheet.write_number(row + 1, 1, len(plan.actions), looks.total)
    totals = _by_year(plan)
    for column, value in enumerate((*totals, sum(totals, ZERO)), 2):
        sheet.write_number(row + 1, column, float(value), looks.total)

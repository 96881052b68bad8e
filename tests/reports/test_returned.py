"""Answers in the very file that a stakeholder sent."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from ponam_review.reports.returned import fill_answers
from ponam_review.text.errors import SheetError
from tests.intake.books import book

from .comments import PLAIN, YES, numbered

SENT = [
    ["Avis du ministère"],
    ["Observation", "Justification", "Urgence"],
    ["Pourquoi douze ?", "Le besoin croît.", "haute"],
    [None],
    ["Trop long", None, None],
]


def source(row: int) -> dict[str, str | int]:
    return {"sheet": "Avis", "row": row, "cell": f"A{row}", "headings": 2}


COMMENTS = numbered(
    replace(PLAIN, source=source(3), disposition=replace(YES, reason="=2+2")),
    replace(PLAIN, source=source(5)),
)


def test_each_row_gets_its_number_and_its_answer() -> None:
    made = openpyxl.load_workbook(io.BytesIO(fill_answers(book(SENT, title="Avis"), COMMENTS).value))["Avis"]
    rows = [[cell.value or "" for cell in row] for row in made.iter_rows(min_row=2)]
    new = ["N°", "Suite donnée", "Justification (réponse)", "Endroit modifié", "Responsable", "Date de la décision"]
    assert rows[0] == ["Observation", "Justification", "Urgence", *new]
    assert rows[1][3:] == ["OBS-0001", "Retenue", "=2+2", "axe-3 ¶14", "Rapporteur", "09/03/2026"]
    assert rows[1][:3] == ["Pourquoi douze ?", "Le besoin croît.", "haute"], "what the sender wrote stays"
    assert rows[3] == ["Trop long", "", "", "OBS-0002", "À traiter", "", "", "", ""]
    assert made["F3"].data_type == "s"


def test_columns_prepared_for_answers_are_filled() -> None:
    rows = [["N°", "Observation", "Suite donnée", "Justification"], [1, "Pourquoi douze ?", None, None]]
    comments = numbered(replace(PLAIN, source={"sheet": "Avis", "row": 2, "headings": 1}, disposition=YES))
    made = openpyxl.load_workbook(io.BytesIO(fill_answers(book(rows, title="Avis"), comments).value))["Avis"]
    assert [cell.value for cell in made[1]][4:] == ["N° (registre)", "Endroit modifié", "Responsable", "Date de la décision"]
    assert [cell.value for cell in made[2]][:5] == [1, "Pourquoi douze ?", "Retenue", "Le budget le permet.", "OBS-0001"]


def test_a_sheet_that_is_not_in_the_file_is_refused() -> None:
    with pytest.raises(SheetError, match="“Avis” is not in the file"):
        fill_answers(book(SENT, title="Autre"), COMMENTS)


def test_a_merged_answer_cell_is_named_and_left() -> None:
    rows = [["Observation", "Suite donnée"], ["un", None], ["deux", None]]
    comments = numbered(*(replace(PLAIN, source={"sheet": "Avis", "row": row, "headings": 1}) for row in (2, 3)))
    made = fill_answers(book(rows, title="Avis", merged=["B2:B3"]), comments)
    assert [notice.values for notice in made.notices] == [{"cell": "B3"}]


def test_headings_of_two_storeys_leave_room_for_the_answers() -> None:
    rows = [["Modification", None, "Avis"], ["Observation", "Motif", None], ["un", "deux", None]]
    comments = numbered(replace(PLAIN, source={"sheet": "Avis", "row": 3, "headings": 2}, disposition=YES))
    made = openpyxl.load_workbook(io.BytesIO(fill_answers(book(rows, title="Avis", merged=["A1:B1", "C1:C2"]), comments).value))["Avis"]
    assert [cell.value for cell in made[2]][:5] == ["Observation", "Motif", None, "N°", "Suite donnée"]
    assert [cell.value for cell in made[3]][:5] == ["un", "deux", None, "OBS-0001", "Retenue"]

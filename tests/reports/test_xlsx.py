"""The matrix in Excel, read again by openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.register.vocabulary import SUITES
from ponam_review.reports.delimited import write_csv
from ponam_review.reports.matrix import COLUMNS, Matrix, matrix_of
from ponam_review.reports.spreadsheet import LONGEST_CELL
from ponam_review.reports.xlsx import HEADING_ROW, write_xlsx

from .comments import NOW, PLAIN, POSTS, REWORDED, numbered

MARK = "EXEMPLE FICTIF – sans valeur officielle"


def matrix(*comments: Any) -> Matrix:
    return matrix_of(numbered(*comments), subject="Politique & plan – projet-1", mark=MARK)


def sheet(made: Matrix, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(made, created=NOW, **options).value), rich_text=False)["Matrice"]


def test_the_headings_stand_frozen_filtered_and_repeated_above_the_rows() -> None:
    made = sheet(matrix(PLAIN, REWORDED))
    assert [cell.value for cell in made[HEADING_ROW + 1]] == [*(column.french for column in COLUMNS), "ponam"]
    assert made.column_dimensions["P"].hidden, "the stamps by which edited rows come back"
    assert made.freeze_panes == "B5"
    assert made.auto_filter.ref == "A4:P6"
    assert made.print_title_rows == "$4:$4"
    assert (made.page_setup.orientation, made.page_setup.paperSize, made.page_setup.fitToHeight) == ("landscape", 8, 0)
    assert sheet(matrix(), paper="A4").page_setup.paperSize == 9
    assert (made["A1"].value, made["A2"].value) == ("Matrice de prise en compte des observations", "Politique & plan – projet-1")
    assert made["A3"].value == f"Observations\u00a0: 2 – à traiter\u00a0: 1 – {MARK}"
    assert MARK in made.oddHeader.right.text and "Politique && plan" in made.oddHeader.left.text


def test_rows_come_back_as_they_are_with_real_dates() -> None:
    made = sheet(matrix(PLAIN, REWORDED))
    values = [cell.value for cell in made[HEADING_ROW + 3]]
    assert values[:6] == ["OBS-0002", datetime(2026, 2, 27), "DGME", "Chef de bureau", "projet-1", "9.3 Mesures\naxe-3 ¶14"]  # noqa: DTZ001
    assert values[6:9] == [POSTS, "Remplacer «\u00a0douze\u00a0» par «\u00a0quinze\u00a0».", POSTS.replace("douze", "quinze")]
    assert values[10] == "Retenue" and made.cell(HEADING_ROW + 3, 2).number_format == "dd/mm/yyyy"


def test_dispositions_are_chosen_from_a_list() -> None:
    validations = {str(v.sqref): v for v in sheet(matrix(PLAIN)).data_validations.dataValidation}
    assert set(validations) == {"K5", "J5"}
    assert validations["K5"].formula1 == '"' + ",".join(french for french, _ in SUITES.values()) + '"'
    assert len(validations["K5"].formula1) <= 257, "Excel takes no longer list"
    assert validations["K5"].errorStyle == "warning", "“Doublon de OBS-0007” may be written"


@pytest.mark.parametrize("text", ["=2+2", "=cmd|' /C calc'!A0", "+33 6", "-5 %", "@SUM(A1)", "\t=1", " =1", "http://exemple.ml", "12"])
def test_text_never_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    made = sheet(matrix(replace(PLAIN, text=text, author=text)))
    for cell in (made.cell(HEADING_ROW + 2, 8), made.cell(HEADING_ROW + 2, 4)):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
        assert cell.quotePrefix == (text.strip()[0] in "=+-@" or text[0] == "\t")


@pytest.mark.parametrize("text", ["=2+2", "+33 6", "-5 %", "@SUM(A1)", "\t=1"])
def test_formulas_sleep_in_csv_too(text: str) -> None:
    content = write_csv(matrix(replace(PLAIN, text=text)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert f";'{text}" in content.decode("utf-8-sig")
    assert content.decode("utf-8-sig").splitlines()[0] == ";".join(column.french for column in COLUMNS)


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert write_xlsx(matrix(PLAIN, REWORDED), created=NOW).value == write_xlsx(matrix(PLAIN, REWORDED), created=NOW).value


def test_a_text_longer_than_a_cell_is_cut_and_named() -> None:
    made = write_xlsx(matrix(replace(PLAIN, text="mot " * 10_000)), created=NOW)
    assert [notice.values for notice in made.notices] == [{"name": "OBS-0001"}]
    value = openpyxl.load_workbook(io.BytesIO(made.value))["Matrice"].cell(HEADING_ROW + 2, 8).value
    assert len(value) == LONGEST_CELL
    assert value.endswith("voir OBS-0001 dans le registre)")


def test_high_rows_leave_room_for_their_text() -> None:
    made = sheet(matrix(PLAIN, replace(PLAIN, text="mot " * 200), replace(PLAIN, text="mot " * 4000)))
    short, long, longest = (made.row_dimensions[HEADING_ROW + number].height for number in (2, 3, 4))
    assert short < 45
    assert 200 < long < 300
    assert longest == pytest.approx(409, abs=1), "Excel knows no higher row"


def test_an_empty_matrix_is_a_matrix() -> None:
    made = sheet(matrix())
    assert made.max_row == HEADING_ROW + 1
    assert made.auto_filter.ref == "A4:P5"


def test_the_summary_counts_institutions_by_disposition() -> None:
    made = openpyxl.load_workbook(io.BytesIO(write_xlsx(matrix(PLAIN, REWORDED, replace(PLAIN, stakeholder="CNT")), created=NOW).value))[
        "Synthèse"
    ]
    rows = [[cell.value for cell in row] for row in made.iter_rows(min_row=HEADING_ROW + 1)]
    assert rows == [["Structure", "À traiter", "Retenue", "Total"], ["CNT", 1, 0, 1], ["DGME", 1, 1, 2], ["Total", 2, 1, 3]]


@given(st.text(), st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written_and_read_again(text: str, proposal: str) -> None:
    made = matrix(replace(PLAIN, text=text), replace(REWORDED, proposal=proposal))
    read = sheet(made)
    assert read.max_row == HEADING_ROW + 3
    assert read.cell(HEADING_ROW + 2, 1).value == "OBS-0001"
    write_csv(made)

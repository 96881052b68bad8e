"""Answers in CSV files and in Word copies, and rows that were sorted or copied."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from ponam_review.register.values import Comment
from ponam_review.reports.returned import fill_answers
from ponam_review.reports.returned_files import answer_of, answered_file, fill_csv
from tests.intake.books import book

from .comments import PLAIN, REWORDED, YES, numbered

SENT = "Structure;Observation\r\nOIM;Pourquoi douze ?\r\nOIM;Trop long\r\n"


def _row(number: int, text: str, row: int, **source: str | int) -> Comment:
    return replace(PLAIN, number=number, text=text, source={"row": row, "headings": 1, **source}, disposition=YES)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_a_csv_file_keeps_its_encoding_and_its_rows(encoding: str) -> None:
    text = SENT.replace("Trop long", "Abrégé trop élevé")
    made = fill_csv(text.encode(encoding), [_row(1, "Pourquoi douze ?", 2), _row(2, "Abrégé trop élevé", 3)])
    rows = list(csv.reader(io.StringIO(made.decode(encoding), newline=""), delimiter=";"))
    assert rows[0] == ["Structure", "Observation", "N°", "Suite donnée", "Justification", "Endroit modifié", "Responsable", "Date de la décision"]
    assert rows[1][:4] == ["OIM", "Pourquoi douze ?", "OBS-0001", "Retenue"]
    assert rows[2][1:3] == ["Abrégé trop élevé", "OBS-0002"]
    assert made.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")


def test_no_formula_runs_in_an_answer() -> None:
    comment = replace(_row(1, "Pourquoi douze ?", 2), disposition=replace(YES, reason="=2+2"))
    assert b"'=2+2" in fill_csv(SENT.encode(), [comment])


def test_rows_sorted_or_copied_in_another_version_of_the_file_are_known_by_their_words() -> None:
    sorted_ = "Structure;Observation\nOIM;Trop long\nOIM;Pourquoi douze ?\nOIM;Trop long\n"
    made = fill_csv(sorted_.encode(), [], [_row(1, "Pourquoi douze ?", 2), _row(2, "Trop long", 3)]).decode()
    assert [line.split(";")[2] for line in made.splitlines()[1:]] == ["OBS-0002", "OBS-0001", "OBS-0002"]
    rows = [["Observation"], ["Trop long"], ["Pourquoi douze ?"]]
    filled = fill_answers(book(rows, title="Avis"), [], [_row(1, "Pourquoi douze ?", 2, sheet="Avis")]).value
    sheet = openpyxl.load_workbook(io.BytesIO(filled))["Avis"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [None, "OBS-0001"]


def test_a_row_copied_in_the_file_gets_the_same_answer() -> None:
    rows = [["Observation"], ["Pourquoi douze ?"], ["Pourquoi douze ?"]]
    filled = fill_answers(book(rows, title="Avis"), [_row(1, "Pourquoi douze ?", 2, sheet="Avis")]).value
    sheet = openpyxl.load_workbook(io.BytesIO(filled))["Avis"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["OBS-0001", "OBS-0001"]


def test_what_cannot_hold_answers_is_left_to_the_letter() -> None:
    assert answered_file(b"From: x", "message.eml", [PLAIN], language="fr", author="S", date="") is None


def test_the_answer_in_word_says_number_disposition_reason_and_place() -> None:
    first, second = numbered(replace(PLAIN, source={"comment": "7"}), REWORDED)
    assert answer_of(first, "fr").text == "OBS-0001 – À l’examen"
    assert answer_of(first, "fr").comment == "7"
    assert answer_of(second, "fr").text.replace("\u00a0", " ") == "OBS-0002 – Retenue\nLe budget le permet.\nEndroit modifié : axe-3 ¶14"

"""The plan goes to Excel and comes back: edited, sorted, with rows added, deleted and copied."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.plan.csv_format import read_actions, write_actions
from ponam_review.plan.merging import CellChange, compare_plans, merge_plans
from ponam_review.plan.rows import ActionPlan
from ponam_review.plan.workbook_in import read_workbook
from ponam_review.plan.workbook_out import HEADING_ROW, KEPT_SHEET, write_workbook
from ponam_review.text.errors import ActionsFileError

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CSV = """\
id;axe;objectif;resultat;activite;indicateur;base;cible;source_verification;responsable;partenaires;cout_2026;cout_2027;financement;alignements;sections;Remarque
A1.1.1;axe-1;OS 1;R 1.1;Ouvrir le répertoire;Fiches;0;10;Rapport;DGME;HCME, OIM;1 250;PM;Budget national;GCM-19, ODD-10.7;axe-1;à voir
A1.1.2;axe-1;OS 1;R 1.1;"=SOMME(A1)
deux lignes";Fiches;0;10;Rapport;DGME;;12,5;;PNUD;;axe-1;
A2.1.1;axe-2;OS 2;R 2.1;@suivre;Fiches;0;10;Rapport;MEF;;0;7;;;axe-2, financement;
"""
PLAN, _ = read_actions(CSV, "actions.csv")


def exported(plan: ActionPlan = PLAN) -> bytes:
    return write_workbook(plan, title="Plan", mark="EXEMPLE", axes={"axe-1": "Un", "axe-2": "Deux"}, created=NOW)


def edited(change: Callable[[Any], None], content: bytes | None = None) -> bytes:
    """The workbook after somebody worked in it; `change` gets the sheet of actions."""
    book = openpyxl.load_workbook(io.BytesIO(content or exported()))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def place(sheet: Any, row: int, name: str) -> Any:
    """The cell of a column in the row-th action, from 1."""
    heads = [cell.value for cell in sheet[HEADING_ROW + 1]]
    return sheet.cell(HEADING_ROW + 1 + row, heads.index(name) + 1)


def test_it_comes_back_as_it_went() -> None:
    returned = read_workbook(exported(), "plan.xlsx", PLAN)
    assert not compare_plans(PLAN, returned.plan)
    assert returned.base is not None
    assert write_actions(returned.base) == write_actions(PLAN)
    assert returned.notices == ()


def test_the_same_plan_gives_the_same_bytes_and_no_formula() -> None:
    assert exported() == exported()
    with zipfile.ZipFile(io.BytesIO(exported())) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    assert book[KEPT_SHEET].sheet_state == "veryHidden"
    assert book.worksheets[0].freeze_panes == "C4"
    assert [cell.value for cell in book.worksheets[1][6]][1:] == [3, 1262.5, 7, 1269.5]


def test_cells_edited_rows_sorted_and_columns_deleted() -> None:
    def work(sheet: Any) -> None:
        place(sheet, 1, "Responsable").value = "MMEIA"
        place(sheet, 1, "Coût 2026").value = 1300
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 2)]
        for number, row in enumerate(reversed(rows), HEADING_ROW + 2):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
        sheet.delete_cols(place(sheet, 1, "Partenaires").column)

    returned = read_workbook(edited(work), "plan.xlsx", PLAN)
    changes = compare_plans(PLAN, returned.plan)
    assert changes.cells == (CellChange("A1.1.1", "responsable", "DGME", "MMEIA"), CellChange("A1.1.1", "cout_2026", "1 250", "1300"))
    assert (changes.added, changes.removed) == ((), ())
    assert any("partenaires" in notice.text() for notice in returned.notices)
    merged = merge_plans(PLAN, PLAN, returned.plan)
    assert [action.id for action in merged.plan.actions] == ["A1.1.1", "A1.1.2", "A2.1.1"]


def test_rows_added_and_deleted() -> None:
    def work(sheet: Any) -> None:
        sheet.delete_rows(HEADING_ROW + 3)
        place(sheet, 3, "Axe").value = "axe-1"
        place(sheet, 3, "Résultat attendu").value = "R 1.1"
        place(sheet, 3, "Activité").value = "Former les agents"
        place(sheet, 3, "Coût 2027").value = "pm"

    returned = read_workbook(edited(work), "plan.xlsx", PLAN)
    merged = merge_plans(returned.base or PLAN, PLAN, returned.plan)
    assert merged.collisions == ()
    assert [(action.id, action.activite) for action in merged.plan.actions] == [
        ("A1.1.1", "Ouvrir le répertoire"), ("A1.1.3", "Former les agents"), ("A2.1.1", "@suivre"),
    ]  # fmt: skip
    assert [action.id for action in compare_plans(PLAN, merged.plan).removed] == ["A1.1.2"]


def test_what_others_changed_meanwhile_stays_and_collisions_are_told() -> None:
    def work(sheet: Any) -> None:
        place(sheet, 1, "Responsable").value = "MMEIA"
        place(sheet, 1, "Cible").value = "20"
        sheet.delete_rows(HEADING_ROW + 4)

    ours = replace(
        PLAN,
        actions=(
            replace(PLAN.actions[0], responsable="HCME", base="5"), PLAN.actions[1], replace(PLAN.actions[2], activite="Suivre de près"),
        ),
    )  # fmt: skip
    returned = read_workbook(edited(work), "plan.xlsx", ours)
    merged = merge_plans(returned.base or PLAN, ours, returned.plan)
    assert [(one.action, one.column, one.ours, one.theirs) for one in merged.collisions] == [
        ("A1.1.1", "responsable", "HCME", "MMEIA"), ("A2.1.1", "", "Suivre de près", ""),
    ]  # fmt: skip
    first = merged.plan.actions[0]
    assert (first.responsable, first.cible, first.base) == ("HCME", "20", "5")


def test_a_copied_row_counts_once_and_a_changed_copy_is_refused() -> None:
    def copy(sheet: Any) -> None:
        for cell in list(sheet[HEADING_ROW + 2]):
            sheet.cell(HEADING_ROW + 5, cell.column).value = cell.value

    returned = read_workbook(edited(copy), "plan.xlsx", PLAN)
    assert len(returned.plan.actions) == 3
    assert "stands twice" in returned.notices[0].text()

    def copy_and_change(sheet: Any) -> None:
        copy(sheet)
        place(sheet, 4, "Activité").value = "Autre chose"

    with pytest.raises(ActionsFileError, match=r"A1\.1\.1 already stands on line 4 with other words"):
        read_workbook(edited(copy_and_change), "plan.xlsx", PLAN)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("Coût 2026", "beaucoup", "“beaucoup” is no cost for A1.1.1 in 2026"), ("Coût 2026", -5, "no cost"), ("Axe", None, "has no axis")],
)
def test_what_is_no_plan_is_refused(column: str, value: object, words: str) -> None:
    def work(sheet: Any) -> None:
        place(sheet, 1, column).value = value

    with pytest.raises(ActionsFileError) as refusal:
        read_workbook(edited(work), "plan.xlsx", PLAN)
    assert words in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"id;axe\n", exported()[:500]])
def test_a_file_that_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(ActionsFileError, match="no Excel workbook"):
        read_workbook(content, "plan.xlsx", PLAN)


def test_a_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (201 << 20))
    with pytest.raises(ActionsFileError, match="unpacks to more"):
        read_workbook(out.getvalue(), "plan.xlsx", PLAN)


TEXTS = st.text(alphabet="aé=+@-;\"'\n \u00a0|,1", max_size=12).map(str.strip)
COSTS = st.sampled_from(["", "PM", "pm", "-", "0", "12", "1 250", "12,5", "3.5"])


@st.composite
def plans(draw: st.DrawFn) -> ActionPlan:
    count = draw(st.integers(0, 4))
    actions = []
    for number in range(1, count + 1):
        one = replace(PLAN.actions[number % 3], id=f"A{number}", objectif=draw(TEXTS), activite=draw(TEXTS) or "x", responsable=draw(TEXTS))
        cells = [replace(cost, raw=raw, amount=None) for cost, raw in zip(one.costs, draw(st.tuples(COSTS, COSTS)), strict=True)]
        actions.append(replace(one, costs=tuple(cells)))
    text = write_actions(ActionPlan(PLAN.years, tuple(actions), PLAN.extra_columns))
    return read_actions(text, "actions.csv")[0]


@settings(max_examples=30)
@given(plans())
def test_any_plan_comes_back_as_it_went(plan: ActionPlan) -> None:
    returned = read_workbook(exported(plan), "plan.xlsx", plan)
    assert not compare_plans(plan, returned.plan)
    assert returned.base == plan


@settings(max_examples=60)
@given(plans(), plans(), plans())
def test_merging_is_fair(base: ActionPlan, ours: ActionPlan, theirs: ActionPlan) -> None:
    assert not compare_plans(theirs, merge_plans(base, base, theirs).plan)
    assert not compare_plans(ours, merge_plans(base, ours, base).plan)
    assert not compare_plans(ours, merge_plans(base, ours, ours).plan)
    merged = merge_plans(base, ours, theirs)
    swapped = merge_plans(base, theirs, ours)
    assert {(one.action, one.column) for one in merged.collisions} == {(one.action, one.column) for one in swapped.collisions}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages_come_back(language: str) -> None:
    content = write_workbook(PLAN, title="Plan", language=language, created=NOW)
    returned = read_workbook(content, "plan.xlsx", PLAN)
    assert not compare_plans(PLAN, returned.plan)
    assert returned.notices == ()


@pytest.mark.parametrize(("language", "whole"), [("fr", "Total général"), ("en", "Grand total")])
def test_a_published_plan_is_to_be_read(language: str, whole: str) -> None:
    content = write_workbook(PLAN, title="Plan", language=language, created=NOW, published=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.worksheets) == 2
    rows = [[cell.value for cell in row] for row in book.worksheets[0].rows]
    assert rows[HEADING_ROW + 1][0] == "A1.1.1"
    last = [value for value in rows[-1] if value is not None]
    assert last == [whole, 1262.5, 7, 1269.5]
    assert not book.worksheets[0].data_validations.dataValidation
    assert [cell.value for cell in list(book.worksheets[1].rows)[-1]] == [whole, 3, 1262.5, 7, 1269.5]

"""The crosswalk: who serves which commitment, what is lost between revisions, in every form."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from ponam_review.plan.alignments import Crosswalk, Objective, crosswalk, objective_of, read_objectives, shifts
from ponam_review.plan.alignments_out import all_rows, crosswalk_flow, write_crosswalk_workbook
from ponam_review.plan.rows import Action, ActionPlan
from ponam_review.shipped import shipped
from ponam_review.text.errors import ActionsFileError
from ponam_review.text.model import Section, Table
from ponam_review.text.plain import plain_text

OBJECTIVES = tuple(Objective(code, {"fr": f"libellé {code}", "en": f"label {code}"}) for code in ("GCM-1", "GCM-2", "ODD-10", "V2063"))


def walked(*alignments: tuple[str, ...], sections: tuple[Section, ...] = ()) -> Crosswalk:
    actions = tuple(Action(f"A{n}", "axe-1", alignments=codes) for n, codes in enumerate(alignments, 1))
    return crosswalk(OBJECTIVES, ActionPlan((), actions), sections)


@pytest.mark.parametrize(("code", "objective"), [("GCM-7", "GCM-7"), ("ODD-10.7", "ODD-10"), ("ODD-10.c", "ODD-10"), ("V2063", "V2063")])
def test_a_target_stands_under_its_objective(code: str, objective: str) -> None:
    assert objective_of(code) == objective


def test_actions_and_sections_that_serve() -> None:
    walk = walked(("GCM-1", "ODD-10.7", "ODD-10.c"), ("GCM-1", "XYZ-3"), sections=(Section("s", "=Titre", (), alignments=("V2063",)),))
    assert [(row.objective.code, row.actions, row.sections) for row in walk.rows] == [
        ("GCM-1", ("A1", "A2"), ()),
        ("GCM-2", (), ()),
        ("ODD-10", ("A1",), ()),
        ("V2063", (), ("s",)),
    ]
    assert dict(walk.unknown) == {"XYZ-3": ("A2",)}


def test_what_a_revision_won_and_lost() -> None:
    old, new = walked(("GCM-1",), ("ODD-10",)), walked(("GCM-2", "ODD-10"), ("ODD-10",))
    found = {one.objective.code: one for one in shifts(old, new)}
    assert {code: one.fate for code, one in found.items()} == {"GCM-1": "lost", "GCM-2": "won", "ODD-10": "changed", "V2063": "same"}
    assert found["ODD-10"].gained == ("A1",)
    assert found["GCM-1"].dropped == ("A1",)


def test_as_a_text_and_as_a_workbook() -> None:
    walk = walked(("GCM-1",), sections=(Section("s", '=HYPERLINK("x")', (), alignments=("GCM-2",)),))
    changes = shifts(walked(("GCM-1", "V2063")), walk)
    flow = crosswalk_flow(walk, changes, subject="Essai", names=("a", "b"), language="fr")
    text = plain_text(flow.blocks)
    assert "De «\u00a0a\u00a0» à «\u00a0b\u00a0»." in text
    assert "Perdus\u00a0: V2063." in text
    assert sum(isinstance(block, Table) for block in flow.blocks) == 3
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    content = write_crosswalk_workbook(walk, changes, title="t", language="en", created=moment)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [tuple(str(cell.value or "") for cell in row) for row in sheet.rows]
    assert cells == list(all_rows(walk, changes, "en"))
    assert all(cell.data_type == "s" for row in sheet.rows for cell in row if cell.value)


def test_the_shipped_list() -> None:
    found = read_objectives(shipped("templates/engagements.csv").read_text("utf-8"), "f")
    counts = {frame: sum(one.frame == frame for one in found) for frame in ("GCM", "ODD", "SNEDD", "V2063")}
    assert counts == {"GCM": 23, "ODD": 17, "SNEDD": 5, "V2063": 1}
    assert all(objective_of(one.code) == one.code and one.label("en") for one in found)


@pytest.mark.parametrize("text", ["code;en\n", "code;fr;en\nGCM-1;;x\n", "code;fr;en\nGCM-1;x\n"])
def test_a_list_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(ActionsFileError):
        read_objectives(text, "f")

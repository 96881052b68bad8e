"""`ponam plan`: checks, the workbook there and back, suspect links."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from ponam_review.plan.workbook_out import HEADING_ROW

from .conftest import Run

SAMPLE = Path(__file__).parents[2]


@pytest.fixture
def sample(tmp_path: Path, ponam: Run) -> Path:
    shutil.copytree(SAMPLE / "policy", tmp_path / "policy", ignore=shutil.ignore_patterns("historique", "exemples", "confirmations.csv"))
    shutil.copy(SAMPLE / "ponam.toml", tmp_path)
    assert ponam("save", "-m", "début").code == 0
    return tmp_path


def test_the_sample_is_sound(ponam: Run, sample: Path) -> None:
    ran = ponam("plan", "check")
    assert (ran.code, ran.out) == (0, "")
    assert "114 actions, 8 axes" in ran.err
    actions = sample / "policy/plan-action/actions.csv"
    actions.write_text(actions.read_text("utf-8").replace("axe-1, cadre-institutionnel", "axe-1, cadre-institutionel", 1), "utf-8")
    ran = ponam("plan", "check")
    assert ran.code == 1
    assert "did you mean “cadre-institutionnel”?" in ran.out


def test_there_and_back(ponam: Run, sample: Path) -> None:
    actions = sample / "policy/plan-action/actions.csv"
    before = actions.read_bytes()
    assert ponam("plan", "export", "-o", "plan.xlsx").code == 0
    ran = ponam("plan", "import", "plan.xlsx", "--yes")
    assert (ran.code, ran.out) == (0, "")
    assert actions.read_bytes() == before

    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(HEADING_ROW + 2, 10).value = "MMEIA"
    book.save("edite.xlsx")
    ran = ponam("plan", "import", "edite.xlsx", "--dry-run")
    assert (ran.code, ran.out) == (0, "~ A1.1.1  responsable: DGME → MMEIA\n")
    assert ponam("plan", "import", "edite.xlsx").code == 2
    assert actions.read_bytes() == before
    assert ponam("plan", "import", "edite.xlsx", "--yes").code == 0
    assert actions.read_bytes() == before.replace(b";DGME;", b";MMEIA;", 1)

    actions.write_bytes(before.replace(b";DGME;", b";HCME;", 1))
    ran = ponam("plan", "import", "edite.xlsx", "--yes")
    assert ran.code == 4
    assert "! A1.1.1  responsable\n    exported: DGME\n    workspace: HCME\n    workbook: MMEIA\n" in ran.out
    assert actions.read_bytes() == before.replace(b";DGME;", b";HCME;", 1)


def test_links_become_suspect_and_are_confirmed(ponam: Run, sample: Path) -> None:
    assert ponam("plan", "suspect").code == 1
    assert ponam("plan", "confirm").code == 2
    assert ponam("plan", "confirm", "A9.9.9").code == 2
    assert ponam("plan", "confirm", "--all", "--by", "Cellule de planification").code == 0
    assert ponam("plan", "suspect").code == 0
    assert ponam("check").code == 0
    ponam("save", "-m", "confirmé")

    section = sample / "policy/politique/20-financement.md"
    text = section.read_text("utf-8")
    section.write_text(text.replace("La montée en charge est progressive", "La montée en charge est rapide"), "utf-8")
    ran = ponam("plan", "suspect")
    assert ran.code == 1
    assert "A1.2.2: “Financement” (financement) has changed since Cellule de planification confirmed it" in ran.out
    assert "“progressive”" in ran.out
    assert "plan/links" in ponam("check").out
    assert ponam("plan", "confirm", "A1.2.2").code == 0
    assert "A1.2.2:" not in ponam("plan", "suspect").out
    assert ponam("plan", "confirm", "--section", "financement").code == 0
    assert ponam("check").code == 0
    section.write_text(text.replace("La montée en charge est progressive", "**La montée en charge** est rapide"), "utf-8")
    assert ponam("plan", "suspect").code == 0


def test_alignments_won_and_lost(ponam: Run, sample: Path) -> None:
    ran = ponam("plan", "alignments")
    assert ran.code == 0
    assert "✓ GCM-19" in ran.out
    assert "Not covered: ODD-6" in ran.out
    for file in (sample / "policy").rglob("*"):
        if file.suffix in (".md", ".csv"):
            text = file.read_text("utf-8")
            if "GCM-22" in text:
                file.write_text(text.replace("GCM-22", "GCM-19"), "utf-8")
    ran = ponam("plan", "alignments", "HEAD", ".")
    assert ran.code == 1
    assert "Lost: GCM-22." in ran.out
    answer = json.loads(ponam("plan", "alignments", "HEAD", ".", "--format", "json").out)
    assert [one["code"] for one in answer["objectives"] if one["fate"] == "lost"] == ["GCM-22"]
    for ending in ("xlsx", "html", "docx", "csv"):
        assert ponam("plan", "alignments", "HEAD", "-o", f"a.{ending}").code == 0
        assert Path(f"a.{ending}").stat().st_size > 1000


def test_charts_alone_and_in_documents(ponam: Run, sample: Path) -> None:
    assert ponam("plan", "chart", "-o", "g.svg", "--axis", "axe-3").code == 0
    picture = Path("g.svg").read_text("utf-8")
    assert "A3.1.1" in picture
    assert "A1.1.1" not in picture
    assert ponam("plan", "chart", "-o", "b.html", "--kind", "budget").code == 0
    assert "<figcaption" in Path("b.html").read_text("utf-8")
    ran = ponam("plan", "chart", "-o", "g.svg", "--axis", "axe-99")
    assert ran.code == 2
    assert "it has axe-1, axe-2" in ran.err

    settings = sample / "ponam.toml"
    settings.write_text(settings.read_text("utf-8").replace('kind = "plan"', 'kind = "plan"\ncharts = true'), "utf-8")
    assert ponam("redline", "HEAD", ".", "--document", "plan-action", "-o", "r.docx").code == 0
    assert ponam("save", "-m", "figures").code == 0
    actions = sample / "policy/plan-action/actions.csv"
    actions.write_bytes(actions.read_bytes().replace(b";235;135;", b";335;135;", 1))
    assert ponam("redline", "--document", "plan-action", "-o", "r.docx").code == 0
    assert ponam("verify-redline", "HEAD", ".", "r.docx").code in (0, 1)
    told = ponam("diff").out
    assert "335" in told
    assert ponam("render", "--document", "plan-action", "-o", "p.html").code == 0
    page = Path("p.html").read_text("utf-8")
    assert "Coût du plan d’action par axe et par année" in page
    assert 'alt="Calendrier' in page


def test_a_change_of_a_cell_names_its_row_and_column(ponam: Run, sample: Path) -> None:
    actions = sample / "policy/plan-action/actions.csv"
    actions.write_bytes(actions.read_bytes().replace(b";235;135;", b";335;135;", 1))
    answer = json.loads(ponam("diff", "--format", "json").out)
    named = {change.get("cell"): change["words"] for change in answer["changes"] if change["op"] == "cell"}
    assert named["A1.1.1, 2026"] == [["-", "235"], ["+", "335"]]
    assert "· A1.1.1, 2026" in ponam("diff").out

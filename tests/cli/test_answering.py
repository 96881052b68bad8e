"""report, answer, letter, arbitrate: what goes out after a consultation."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from ponam_review.word.reading.words import read_word
from tests.intake.books import book

from .conftest import Run

HEAD = ["Part", "Quoted passage", "Comment", "Proposed wording"]
SECTION = "---\nid: {id}\ntitle: {title}\n---\n\n{text}\n"
BOARD = "The board meets once a year in Bamako and reports to the Government."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answering") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A consultation with two answers that compete on one passage, a remark by voice, and one stakeholder that is silent."""
    if not made.exists():
        _make(ponam, tmp_path)
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _make(ponam: Run, root: Path) -> None:
    (root / "text").mkdir()
    (root / "ponam.toml").write_text(
        'title = "Policy"\nlanguage = "en"\n[cover]\ninstitution = ["MINISTRY"]\nstate = ["REPUBLIC"]\nmark = "FICTITIOUS"\n'
        '[[documents]]\nid = "text"\nfolder = "text"\n'
    )
    for id, title, text in (("preamble", "Preamble", "Whereas people move."), ("board", "Board", BOARD)):
        (root / f"text/{id}.md").write_text(SECTION.format(id=id, title=title, text=text))
    for words in (("edition", "create", "draft-1"), ("consult", "open", "draft-1")):
        assert ponam(*words).code == 0
    for code, category in (("DGME", "State"), ("OIM", "International"), ("CNT", "Assembly"), ("Diallo", "Citizen")):
        assert ponam("stakeholder", "add", code, f"The {code}", "--category", category).code == 0
    for code, often in (("DGME", "twice"), ("OIM", "four times")):
        (root / f"{code}.xlsx").write_bytes(book([HEAD, ["board", BOARD, f"Because {code} says so.", BOARD.replace("once", often)]]))
        assert ponam("intake", f"{code}.xlsx").code == 0
    assert ponam("comment", "add", "--from", "Diallo", "--text", "Nobody asked us.", "--channel", "meeting").code == 0
    assert ponam("comment", "add", "--from", "OIM", "--text", "A secret of negotiation, kept inside.", "--group", "restricted").code == 0
    assert ponam("respond", "1", "--disposition", "accepted", "--reason", "The budget allows it.").code == 0


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_the_report_is_written_and_is_the_same_twice(ponam: Run, here: Path, ending: str) -> None:
    assert "comments: 4" in ponam("report", "-o", f"r.{ending}").err
    first = (here / f"r.{ending}").read_bytes()
    ponam("report", "-o", f"r.{ending}")
    assert (here / f"r.{ending}").read_bytes() == first


def test_the_report_says_who_was_heard_and_what_was_decided(ponam: Run, here: Path) -> None:
    ponam("report", "-o", "r.html")
    text = (here / "r.html").read_text("utf-8").replace("\u00a0", " ")
    for words in ("Three institutions of the 4 consulted were heard", "One institution consulted was not heard: CNT", "The budget allows it.", "FICTITIOUS"):
        assert words in text
    assert "On 1 passage, proposals compete or a question is referred for a decision." in text
    assert "A secret of negotiation" in text


def test_the_public_report_names_no_person_and_keeps_secrets(ponam: Run, here: Path) -> None:
    assert ponam("report", "--public", "-o", "r.html").code == 0
    text = (here / "r.html").read_text("utf-8")
    assert "A secret of negotiation" not in text
    assert "The Diallo" not in text
    assert "One confidential remark is neither shown nor counted here." in text


def test_a_report_before_any_consultation_is_refused(ponam: Run, here: Path) -> None:
    refused = ponam("report", "--round", "7", "-o", "r.pdf")
    assert (refused.code, "there is no round 7" in refused.err) == (3, True)
    assert ponam("report", "-o", "r.txt").code == 2


def test_everybody_gets_their_file_and_a_letter(ponam: Run, here: Path) -> None:
    told = ponam("answer", "--all", "-o", "back")
    assert "stakeholders answered: 3; their own files filled in: 2" in told.err
    found = sorted(str(path.relative_to(here / "back")) for path in (here / "back").rglob("*.*"))
    assert found == ["DGME/DGME.xlsx", "DGME/letter.docx", "Diallo/letter.docx", "OIM/OIM.xlsx", "OIM/letter.docx"]
    sheet = openpyxl.load_workbook(io.BytesIO((here / "back/DGME/DGME.xlsx").read_bytes()))["Observations"]
    assert [cell.value for cell in sheet[2]][4:7] == ["OBS-0001", "Accepted", "The budget allows it."]
    letter = " ".join(read_word((here / "back/Diallo/letter.docx").read_bytes(), name="l").value.accepted)
    assert "Nobody asked us." in letter
    assert "Being examined" in letter
    assert ponam("answer", "-o", "back").code == 2


def test_a_letter_to_one(ponam: Run, here: Path) -> None:
    assert ponam("letter", "dgme", "-o", "l.html", "--place", "Kayes", "--signed-by", "The Secretary").code == 0
    text = (here / "l.html").read_text("utf-8").replace("\u00a0", " ")
    for words in ("Kayes, 1 March 2026", "The Secretary", "MINISTRY", "REPUBLIC", "OBS‑0001", "The budget allows it."):
        assert words in text
    assert ponam("letter", "nobody", "-o", "l.html").code == 3


def test_questions_are_listed_and_written(ponam: Run, here: Path) -> None:
    listed = ponam("arbitrate")
    assert listed.code == 1
    assert "DGME / OIM  OBS-0001, OBS-0002" in listed.out
    assert ponam("arbitrate", "-o", "forms").code == 0
    (form,) = (here / "forms").iterdir()
    text = " ".join(read_word(form.read_bytes(), name="f").value.accepted)
    assert "Option A – DGME" in text
    assert "Because OIM says so." in text
    for number, disposition in ((1, "accepted"), (2, "rejected")):
        ponam("respond", str(number), "--disposition", disposition, "--reason", "Decided.")
    assert ponam("arbitrate").code == 0

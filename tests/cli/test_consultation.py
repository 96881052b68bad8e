"""consult, stakeholder, intake, comment, respond, matrix: the day of the secretariat."""

from __future__ import annotations

import io
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.intake.books import book

from .conftest import Run
from .test_workspace_commands import answer

HEAD = ["Part", "Quoted passage", "Comment", "Proposed wording"]
MEASURE = "Each measure names who is responsible for it."
ROWS = [
    HEAD,
    ["guidelines", "a first measure", "Which one?", None],
    [None, None, "Well written.", "x"],
    ["p. 9", "words found nowhere in this text", "?", None],
]
SECTION = '---\nid: {id}\ntitle: "{title}"\n---\n\n{text}\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workspace of these tests is kept once it was made."""
    return tmp_path_factory.mktemp("consultation") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A workspace with an edition, two stakeholders and an open consultation."""
    if not made.exists():
        _make(ponam, tmp_path)
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _make(ponam: Run, root: Path) -> None:
    (root / "text").mkdir()
    (root / "ponam.toml").write_text(
        'title = "Policy"\nlanguage = "en"\n[cover]\nmark = "FICTITIOUS"\n[[documents]]\nid = "text"\nfolder = "text"\n'
    )
    for id, title, text in (
        ("preamble", "Preamble", "Whereas people move."),
        ("guidelines", "Guidelines", f"This is a first measure.\n\n{MEASURE}"),
    ):
        (root / f"text/{id}.md").write_text(SECTION.format(id=id, title=title, text=text))
    for words in (("edition", "create", "draft-1"), ("consult", "open", "draft-1", "--until", "31/03/2026")):
        assert ponam(*words).code == 0
    for code, name in (("DGME", "Delegation"), ("OIM", "Organisation")):
        assert ponam("stakeholder", "add", code, name, "--category", "State").code == 0
    (root / "DGME.xlsx").write_bytes(book(ROWS))


def test_a_day_of_the_secretariat(ponam: Run, here: Path) -> None:
    taken = ponam("intake", "DGME.xlsx")
    assert taken.code == 0
    assert "DGME.xlsx: DGME, comments: 3 (OBS-0001 – OBS-0003)" in taken.err
    assert "passage was not found: 2 (" in taken.err

    again = ponam("intake", "DGME.xlsx")
    assert (again.code, "sent this very file before" in again.err) == (0, True)

    added = ponam("comment", "add", "--from", "OIM", "--text", "Who?", "--at", "guidelines ¶2", "--nature", "fond", "--channel", "meeting")
    assert added.out == "OBS-0004\n"
    assert "OBS-0004: OIM said the same before" in ponam("comment", "add", "--from", "oim", "--text", "Who?", "--at", "guidelines ¶2").err

    decided = ponam(
        "respond", "1", "OBS-0004", "--disposition", "accepted-with-changes", "--reason", "Right.", "--by", "Rapporteur", "--where", "2 ¶2"
    )
    assert decided.err == "OBS-0001, OBS-0004: Accepted with changes.\n"

    listed = answer(ponam("comment", "list", "--pending", "--format", "json"))
    assert [comment["number"] for comment in listed["comments"]] == ["OBS-0002", "OBS-0003"]
    shown = answer(ponam("comment", "show", "OBS-0004", "--format", "json"))["comments"][0]
    assert shown["place"]["selector"]["exact"] == MEASURE
    assert (shown["nature"], shown["channel"], shown["history"][0]["author"]) == ("substance", "meeting", "Rapporteur")

    status = answer(ponam("consult", "status", "--verify", "--format", "json"))
    round_ = status["rounds"][0]
    assert [(s["code"], s["submissions"], s["comments"], s["decided"], s["preparing"]) for s in round_["stakeholders"]] == [
        ("DGME", 1, 3, 1, 0),
        ("OIM", 1, 1, 1, 0),
    ]
    assert (round_["heard"], round_["silent"], sum(round_["suites"].values())) == (["DGME", "OIM"], [], 4)
    assert ponam("matrix", "-o", "m.xlsx").code == 0
    made = openpyxl.load_workbook(here / "m.xlsx")["Matrix"]
    assert [cell.value for cell in made["A"]][4:] == ["OBS-0001", "OBS-0002", "OBS-0003", "OBS-0004"]
    assert ponam("consult", "close").code == 0
    late = ponam("intake", "DGME.xlsx", "--from", "OIM")
    assert (late.code, late.err) == (4, "no consultation is open; open one with “ponam consult open EDITION”\n")


def test_a_rehearsal_shows_and_records_nothing(ponam: Run, here: Path) -> None:
    rehearsed = ponam("intake", "DGME.xlsx", "--dry-run")
    assert "Comments that would be added: 3; there already: 0." in rehearsed.err
    assert answer(ponam("comment", "list", "--format", "json"))["count"] == 0
    assert "(OBS-0001 – OBS-0003)" in ponam("intake", "DGME.xlsx").err


def test_the_rest_of_a_folder_goes_in(ponam: Run, here: Path) -> None:
    folder = here / "received"
    (folder / "sub").mkdir(parents=True)
    (folder / "OIM.csv").write_text("Comment;Part\nGood;guidelines\n")
    (folder / "sub" / "DGME-2.xlsx").write_bytes(book([HEAD, ["guidelines", None, "Fine", None]]))
    (folder / "broken DGME.docx").write_bytes(b"PK\x03\x04 cut short")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "~$OIM.xlsx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"x")
    taken = ponam("intake", "received")
    assert taken.code == 1
    assert "Comments added: 2; there already: 0." in taken.err
    assert "received/broken DGME.docx: " in taken.err and "received/photo.jpg: a scan or a PDF is not read" in taken.err
    assert taken.err.count("DS_Store") == taken.err.count("~$") == 0


def test_duplicates_are_named_with_their_place(ponam: Run, here: Path) -> None:
    ponam("intake", "DGME.xlsx")
    (here / "again DGME.xlsx").write_bytes(book([*ROWS, ["guidelines", None, "New", None]]))
    taken = ponam("intake", "again DGME.xlsx")
    assert "there already: OBS-0001 (Observations C2), OBS-0002 (Observations C3), OBS-0003 (Observations C4)" in taken.err
    assert "Comments added: 1; there already: 3." in taken.err


def test_the_matrix_in_every_format(ponam: Run, here: Path) -> None:
    ponam("intake", "DGME.xlsx")
    for ending in ("xlsx", "docx", "html", "csv"):
        assert ponam("matrix", "-o", f"m.{ending}").code == 0
    assert "OBS-0003" in (here / "m.csv").read_text("utf-8-sig")
    assert "FICTITIOUS" in (here / "m.html").read_text("utf-8")
    first = (here / "m.xlsx").read_bytes()
    ponam("matrix", "-o", "m.xlsx")
    assert (here / "m.xlsx").read_bytes() == first, "the same register gives the same bytes"
    assert ponam("matrix", "-o", "m.pdf").code == 2


def test_answers_go_into_the_very_file_they_sent(ponam: Run, here: Path) -> None:
    ponam("intake", "DGME.xlsx")
    ponam("respond", "1", "--disposition", "retenue", "--reason", "Right.")
    assert ponam("matrix", "-o", "answer.xlsx", "--for", "dgme").code == 0
    made = openpyxl.load_workbook(io.BytesIO((here / "answer.xlsx").read_bytes()))["Observations"]
    assert [cell.value for cell in made[2]][:7] == ["guidelines", "a first measure", "Which one?", None, "OBS-0001", "Accepted", "Right."]
    ponam("comment", "add", "--from", "DGME", "--text", "More")
    assert ponam("matrix", "-o", "all.xlsx", "--for", "DGME").code == 0
    assert "Matrix" in openpyxl.load_workbook(here / "all.xlsx").sheetnames, "a file that lacks a remark is not the answer"


def test_who_is_consulted(ponam: Run, here: Path) -> None:
    (here / "list.csv").write_text("sigle;nom;region\nOIM;Autre;\nCNT;Conseil;Kayes\n")
    assert "Stakeholders entered: 1; there already: 1." in ponam("stakeholder", "import", "list.csv").err
    rows = answer(ponam("stakeholder", "list", "--format", "json"))["stakeholders"]
    assert [(row["code"], row["name"], row["region"]) for row in rows] == [
        ("CNT", "Conseil", "Kayes"),
        ("DGME", "Delegation", ""),
        ("OIM", "Organisation", ""),
    ]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["consult", "open", "draft-1"], 4, "open already"),
        (["consult", "open", "nothing"], 3, "nothing"),
        (["consult", "open", "draft-1", "--until", "soon"], 2, "soon"),
        (["intake", "nothing.docx"], 3, "nothing.docx"),
        (["intake", "DGME.xlsx", "--from", "OIMM"], 3, "near it: OIM"),
        (["intake"], 2, ""),
        (["respond", "1", "--disposition", "noted", "--reason", "r"], 3, "OBS-0001: not in the register"),
        (["respond", "x", "--disposition", "noted", "--reason", "r"], 2, "not the number of a comment"),
        (["respond", "1", "--disposition", "perhaps", "--reason", "r"], 2, "not a disposition"),
        (["respond", "1", "--disposition", "noted"], 2, "--reason"),
        (["comment", "add", "--from", "OIM"], 2, "a comment needs words"),
        (["comment", "show", "99"], 3, "OBS-0099: not in the register"),
        (["comment", "list", "--nature", "odd"], 2, "not known to --nature"),
        (["comment", "list", "--round", "7"], 3, "no round 7"),
        (["stakeholder", "add", "dgme", "Delegation"], 4, "already"),
        (["stakeholder", "import", "ponam.toml"], 3, "no column of names"),
    ],
)
def test_what_is_refused_is_one_sentence_and_changes_nothing(ponam: Run, here: Path, words: list[str], code: int, sentence: str) -> None:
    with sqlite3.connect(here / ".ponam/register.sqlite3") as connection:
        before = list(connection.iterdump())
    refused = ponam(*words)
    assert (refused.code, refused.out) == (code, "")
    assert sentence in refused.err
    assert refused.err.count("\n") <= 2
    with sqlite3.connect(here / ".ponam/register.sqlite3") as connection:
        assert list(connection.iterdump()) == before
    connection.close()


def test_before_a_consultation_there_is_no_register(ponam: Run) -> None:
    ponam("init", "w", "-q")
    refused = ponam("comment", "list", "-C", "w")
    assert (refused.code, "ponam consult open" in refused.err) == (3, True)
    assert not Path("w/.ponam/register.sqlite3").exists()


def test_tampering_is_something_to_attend_to(ponam: Run, here: Path) -> None:
    ponam("intake", "DGME.xlsx")
    with sqlite3.connect(here / ".ponam/register.sqlite3") as connection:
        connection.execute("UPDATE register_comment SET text = 'Other words' WHERE number = 2")
    connection.close()
    status = ponam("consult", "status", "--verify")
    assert (status.code, "OBS-0002 is no longer what the audit log recorded" in status.err) == (1, True)

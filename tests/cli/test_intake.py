"""`ponam intake` and `ponam matrix` at the desk: every channel, folders, paper, what is shown before and after."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.intake.books import book
from tests.intake.letters import letter

from .conftest import Run

SECTION = '---\nid: {id}\ntitle: "{title}"\n---\n\n{text}\n'
HEAD = ["Section", "Observation"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("intake") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A workspace with an open consultation and two stakeholders."""
    if not made.exists():
        (tmp_path / "text").mkdir()
        (tmp_path / "ponam.toml").write_text('title = "Policy"\nlanguage = "en"\n[[documents]]\nid = "text"\nfolder = "text"\n')
        for id, title, text in (("scope", "Scope", "It holds for all."), ("axe-1", "Axis 1", "Open twelve posts.\n\nFund legal help.")):
            (tmp_path / f"text/{id}.md").write_text(SECTION.format(id=id, title=title, text=text))
        for words in (("edition", "create", "draft-1"), ("consult", "open", "draft-1")):
            assert ponam(*words).code == 0
        for code, mail in (("DGME", "contact@dgme.exemple.ml"), ("OIM", "mission@oim.exemple.ml")):
            assert ponam("stakeholder", "add", code, f"{code} name", "--email", mail).code == 0
        shutil.copytree(tmp_path, made)
    else:
        shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def comments(ponam: Run, *words: str) -> list[dict[str, object]]:
    found = json.loads(ponam("comment", "list", "--format", "json", *words).out)["comments"]
    assert isinstance(found, list)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode())))


def test_a_folder_of_every_channel_ends_in_an_account(ponam: Run, here: Path) -> None:
    folder = here / "received"
    folder.mkdir()
    (folder / "mail.eml").write_bytes(letter("1. axe-1 ¶1: why twelve?\n2. Scope: too short.\n"))
    (folder / "DGME.csv").write_text("Comment;Part\nGood;axe-1 ¶2\n")
    (folder / "group.txt").write_text("02/03/2026, 09:31 - OIM: Nothing on gender in Axis 1\n02/03/2026, 09:32 - DGME: ok\n")
    for name in ("README.md", "parties-prenantes.csv", "~$x.docx"):
        (folder / name).write_text("x")
    taken = ponam("intake", "received")
    assert taken.code == 0, taken.err
    assert "Left aside, for they are no answers: README.md, parties-prenantes.csv." in taken.err
    assert "Hidden and temporary files left aside: 1." in taken.err
    assert "Comments added: 4; there already: 0." in taken.err
    table = [line.split() for line in taken.err.splitlines() if line.startswith("  ")]
    assert [row[:3] for row in table] == [
        ["File", "From", "New"],
        ["DGME.csv", "DGME", "1"],
        ["group.txt", "OIM", "1"],
        ["mail.eml", "OIM", "2"],
    ]
    assert [c["channel"] for c in comments(ponam)] == ["matrix", "message", "email", "email"]
    assert ponam("intake", "received").err.count("known file") == 3
    (here / "empty").mkdir()
    assert (ponam("intake", "empty").code, "nothing in it to take in" in ponam("intake", "empty").err) == (3, True)


def test_a_rehearsal_shows_every_remark_with_its_place_and_what_it_corrects(ponam: Run, here: Path) -> None:
    (here / "OIM.xlsx").write_bytes(book([HEAD, ["axe-1 ¶1", "Say who opens the posts"], ["axe-1 ¶2", "Say who pays for it"]]))
    ponam("intake", "OIM.xlsx")
    (here / "OIM v2.xlsx").write_bytes(book([HEAD, ["axe-1 ¶1", "Say who opens the posts, and when"], ["axe-1 ¶2", "Say who pays for it"]]))
    shown = ponam("intake", "OIM v2.xlsx", "--dry-run")
    assert "OBS-0003  OIM  axe-1 ¶1  (corrects OBS-0001) Say who opens the posts, and when" in shown.err
    assert "Comments that would be added: 1; there already: 1." in shown.err
    assert len(comments(ponam)) == 2
    assert "corrected, the old ones stay on record: OBS-0001 → OBS-0003" in ponam("intake", "OIM v2.xlsx").err
    assert [c["number"] for c in comments(ponam)] == ["OBS-0002", "OBS-0003"]


def test_columns_are_explained_once_for_a_sender(ponam: Run, here: Path) -> None:
    (here / "OIM.xlsx").write_bytes(book([["What", "Where"], ["Too long", "axe-1 ¶1"]]))
    (here / "OIM 2.xlsx").write_bytes(book([["Where", "What"], ["Scope", "Too short"]]))
    assert (ponam("intake", "OIM.xlsx").code, "--map" in ponam("intake", "OIM.xlsx").err) == (3, True)
    assert ponam("intake", "OIM.xlsx", "--map", "What=couleur").code == 2
    taken = ponam("intake", "OIM.xlsx", "--map", "What=observation", "--map", "Where=partie", "--save-map")
    assert (taken.code, "OIM: its matrices will be read so: What → Observation, Where → Partie" in taken.err) == (0, True)
    assert ponam("intake", "OIM 2.xlsx").code == 0
    assert [c["text"] for c in comments(ponam)] == ["Too long", "Too short"]


def test_pasted_words_are_read_from_standard_input(ponam: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "1. axe-1 ¶1: too long", "2. Scope: fine")
    assert ponam("intake", "-", "--from", "OIM").code == 0
    assert [(c["text"], c["channel"]) for c in comments(ponam)] == [("axe-1 ¶1: too long", "message"), ("Scope: fine", "message")]
    typed(monkeypatch)
    assert ponam("intake", "--paste", "--from", "OIM").code == 3


def test_paper_forms_are_typed_in(ponam: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = (
        "oim",
        "Head of unit",
        "axe1 1",
        "Why twelve?",
        "Open fifteen posts.",
        "",
        "Too late \\",
        "and too little",
        "",
        "/undo",
        "2",
        "",
        "/end",
    )
    typed(monkeypatch, *form)
    done = ponam("intake", "--paper")
    assert done.code == 0, done.err
    assert "axe-1 ¶1 | Open twelve posts." in done.err
    assert done.out.split() == ["OBS-0001", "OBS-0002"]
    (first,) = comments(ponam)
    assert (first["text"], first["proposal"], first["channel"], first["author"]) == (
        "Why twelve?",
        "Open fifteen posts.",
        "paper",
        "Head of unit",
    )
    assert [c["text"] for c in comments(ponam, "--standing", "withdrawn")] == ["Too late\nand too little"]
    assert "OBS-0002 was taken back" in done.err and "Comments typed in: 1." in done.err
    assert ponam("intake", "--paper", "x.docx").code == 2


def test_an_edited_matrix_comes_back(ponam: Run, here: Path) -> None:
    (here / "OIM.xlsx").write_bytes(book([HEAD, ["axe-1 ¶1", "Say who"], ["Scope", "Say when"]]))
    ponam("intake", "OIM.xlsx")
    assert ponam("matrix", "-o", "m.xlsx").code == 0
    made = openpyxl.load_workbook(here / "m.xlsx")
    sheet = made.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[4]}
    for row, suite, reason in ((5, "Accepted", "Right."), (6, "Rejected", None)):
        sheet.cell(row, column["Disposition"]).value, sheet.cell(row, column["Reason"]).value = suite, reason
    made.save(here / "m.xlsx")
    back = ponam("intake", "m.xlsx")
    assert back.code == 1
    assert "m.xlsx: answers taken over: 1; unchanged: 0; refused: 1" in back.err
    assert "row 6: OBS-0002 needs a reason" in back.err
    assert [c["disposition"] and c["disposition"]["reason"] for c in comments(ponam)] == ["Right.", None]  # type: ignore[index]


@pytest.mark.parametrize(("by", "sheets"), [("section", ["Axis 1", "Scope"]), ("stakeholder", ["DGME", "OIM"]), ("status", ["Pending"])])
def test_the_matrix_is_cut_as_asked(ponam: Run, here: Path, by: str, sheets: list[str]) -> None:
    for name in ("OIM", "DGME"):
        (here / f"{name}.xlsx").write_bytes(book([HEAD, ["axe-1 ¶1", f"{name} one"], ["Scope", f"{name} two"]]))
        ponam("intake", f"{name}.xlsx")
    assert ponam("matrix", "-o", "m.xlsx", "--by", by).code == 0
    names = openpyxl.load_workbook(here / "m.xlsx").sheetnames
    assert names[-1] == "Summary"
    assert [name.lstrip("0123456789. ") for name in names[:-1]] == sheets
    back = ponam("intake", "m.xlsx")
    assert (back.code, "unchanged: 4" in back.err) == (0, True), "however it was cut, it comes back"
    for ending in ("docx", "html"):
        assert ponam("matrix", "-o", f"m.{ending}", "--by", by).code == 0


def test_a_sender_nobody_knows_is_asked_for(ponam: Run, here: Path) -> None:
    (here / "mail.eml").write_bytes(letter(sender="x@elsewhere.example"))
    refused = ponam("intake", "mail.eml")
    assert (refused.code, "nobody in the register has the address x@elsewhere.example" in refused.err) == (3, True)
    assert ponam("intake", "mail.eml", "--from", "OIM").code == 0


def test_a_locked_register_ends_the_work_and_says_what_was_not_opened(ponam: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponam_review.register.engine.BUSY_SECONDS", 0.1)
    for name in ("OIM a.xlsx", "OIM b.xlsx"):
        (here / name).write_bytes(book([HEAD, ["Scope", name]]))
    with closing(sqlite3.connect(here / ".ponam/register.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = ponam("intake", "OIM a.xlsx", "OIM b.xlsx")
        other.execute("ROLLBACK")
    assert refused.code == 4
    assert "another program has been writing in the register" in refused.err and "Files not opened: 1" in refused.err
    assert comments(ponam) == []
    assert ponam("intake", "OIM a.xlsx", "OIM b.xlsx").code == 0

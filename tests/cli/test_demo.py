"""`ponam demo`: the whole job on the sample."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest

from ponam_review.cli.demo_decisions import FIRST_ROUND, SECOND_ROUND
from ponam_review.cli.demo_story import OPEN_FIRST, story
from ponam_review.workspace.history import create_history

from .conftest import Run


def test_the_whole_job(ponam: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_history(tmp_path)  # a repository around it, which must stay untouched
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:9/nothing")  # and so must a shared register
    begun = time.process_time()
    ran = ponam("demo", "essai")
    assert ran.code == 0, ran.err
    assert time.process_time() - begun < 60
    monkeypatch.delenv("DATABASE_URL")

    results = tmp_path / "essai" / "resultats"
    made = {path.name for path in results.iterdir()}
    assert made == {
        "envoi", "comparee.docx", "comparee.html", "retours", "annotee.docx", "preuve.html", "matrice.docx", "matrice.xlsx",
        "rapport.docx", "plan-action.xlsx", "publication",
    }  # fmt: skip
    assert all(name in ran.out for name in made)
    for told in OPEN_FIRST:
        (file,) = (tmp_path / "essai").glob(told.file)
        assert str(file.relative_to(tmp_path)) in ran.err

    here = ("-C", "essai")
    editions = [line.split()[0] for line in ponam("edition", "list", *here).out.splitlines()]
    assert editions == ["adoptee-2014", "projet-0", "version-provisoire-1", "version-provisoire-2"]
    assert [path.name for path in (tmp_path / ".git" / "refs" / "tags").iterdir()] == []
    assert (ponam("check", *here).code, ponam("plan", "suspect", *here).code) == (0, 0), "the text is clean at the end too"
    assert ponam("verify", str(results / "publication")).code == 0

    assert "EXEMPLE FICTIF" in (results / "comparee.html").read_text("utf-8")
    with zipfile.ZipFile(results / "comparee.docx") as package:
        body = package.read("word/document.xml").decode()
    assert all(f"<w:{kind} " in body for kind in ("ins", "del", "moveFrom", "moveTo"))
    assert ponam("verify-redline", "projet-0", "version-provisoire-1", str(results / "comparee.docx"), *here).code == 0
    _the_register_holds_the_story(ponam, tmp_path / "essai")


def _the_register_holds_the_story(ponam: Run, folder: Path) -> None:
    here = ("-C", str(folder))
    comments = json.loads(ponam("comment", "list", "--format", "json", *here).out)["comments"]
    assert len({comment["stakeholder"] for comment in comments}) == 14
    assert {comment["channel"] for comment in comments} == {"word", "matrix", "kit", "email", "message", "meeting"}
    suites = {comment["disposition"]["suite"] for comment in comments if comment["disposition"]}
    assert suites == {
        "accepted", "accepted-with-changes", "rejected", "duplicate", "referred", "out-of-scope", "noted", "already-met",
    }  # fmt: skip
    for about in (about for decision in (*FIRST_ROUND, *SECOND_ROUND) for about in decision.about):
        assert ponam("comment", "list", "--from", about.stakeholder, "--search", about.says, *here).out, about
    log = json.loads(ponam("log", "--format", "json", *here).out)["entries"]
    applied = [entry for entry in log if entry["subject"].startswith("OBS-")]
    assert len(applied) == 10, "seven proposals of the first round, three of the second, one commit each"
    proof = json.loads(ponam("proof", "projet-0", "version-provisoire-2", "--format", "json", *here).out)
    assert proof["unanswered"]
    for received in ("contributions", "messages"):
        again = ponam("intake", str(folder / received), *here)
        assert again.err.splitlines()[-1].startswith("Comments added: 0"), again.err


def test_every_step_of_the_story_has_its_place() -> None:
    steps = [step for chapter in story() for step in chapter.steps]
    assert len(set(steps)) == len(steps)
    assert [step.day for step in steps] == sorted(step.day for step in steps), "the story goes forward"


def test_a_folder_with_files_is_refused(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "essai").mkdir()
    (tmp_path / "essai" / "note.txt").write_text("mine", "utf-8")
    ran = ponam("demo", "essai")
    assert (ran.code, ran.err) == (4, "essai: this folder is not empty; name a new one\n")
    assert [path.name for path in (tmp_path / "essai").iterdir()] == ["note.txt"]

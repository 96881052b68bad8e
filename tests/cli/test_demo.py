"""`ponam demo`: the whole job on the sample."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest

from ponam_review.cli.demo_story import DECISIONS
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
        "copie-projet-0.docx", "comparee.docx", "comparee.html", "matrice.docx", "matrice.xlsx", "version-provisoire-1.docx",
        "version-provisoire-1.html",
    }  # fmt: skip
    assert all(name in ran.out for name in made)

    here = ("-C", "essai")
    editions = [line.split()[0] for line in ponam("edition", "list", *here).out.splitlines()]
    assert editions == ["adoptee-2014", "projet-0", "version-provisoire-1"]
    assert [path.name for path in (tmp_path / ".git" / "refs" / "tags").iterdir()] == []

    for name in ("comparee.html", "version-provisoire-1.html"):
        assert "EXEMPLE FICTIF" in (results / name).read_text("utf-8")
    with zipfile.ZipFile(results / "comparee.docx") as package:
        body = package.read("word/document.xml").decode()
    assert all(f"<w:{kind} " in body for kind in ("ins", "del", "moveFrom", "moveTo"))
    assert ponam("verify-redline", "projet-0", "version-provisoire-1", str(results / "comparee.docx"), *here).code == 0

    comments = json.loads(ponam("comment", "list", "--format", "json", *here).out)["comments"]
    assert len({comment["stakeholder"] for comment in comments}) >= 6
    suites = {comment["disposition"]["suite"] for comment in comments if comment["disposition"]}
    assert {"accepted", "accepted-with-changes", "rejected", "duplicate", "referred", "out-of-scope", "noted"} <= suites
    for about in (about for decision in DECISIONS for about in decision.about):
        assert ponam("comment", "list", "--from", about.stakeholder, "--search", about.says, *here).out, about
    again = ponam("intake", str(tmp_path / "essai" / "contributions"), *here)
    assert again.code == 0
    assert again.err.splitlines()[-1].startswith("Comments added: 0")


def test_a_folder_with_files_is_refused(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "essai").mkdir()
    (tmp_path / "essai" / "note.txt").write_text("mine", "utf-8")
    ran = ponam("demo", "essai")
    assert (ran.code, ran.err) == (4, "essai: this folder is not empty; name a new one\n")
    assert [path.name for path in (tmp_path / "essai").iterdir()] == ["note.txt"]

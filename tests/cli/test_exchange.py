"""`ponam register export`, `import`, `restore`: a register archived and rebuilt, as the secretariat does it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run
from .test_register import here, made

__all__ = ["here", "made"]


@pytest.mark.parametrize("form", ["jsonld", "jsonl", "zip"])
def test_a_register_is_archived_and_rebuilt(ponam: Run, here: Path, form: str) -> None:
    file = f"archive.{form}"
    told = ponam("register", "export", "-o", file)
    assert told.code == 0 and "comments: 3; decisions: 0" in told.err
    before = json.loads(ponam("comment", "list", "--format", "json").out)
    shutil.rmtree(here / ".ponam")
    assert ponam("register", "import", file).code == 0
    assert json.loads(ponam("comment", "list", "--format", "json").out) == before
    assert ponam("register", "verify").code == 0
    again = ponam("register", "import", file)
    assert again.code == 0 and "exactly this already" in again.err
    ponam("respond", "1", "--disposition", "noted", "--reason", "Seen.")
    assert ponam("register", "import", file).code == 4
    assert not list(here.glob(".ponam/.*restored*"))


def test_a_refused_import_leaves_no_register(ponam: Run, here: Path) -> None:
    shutil.rmtree(here / ".ponam")
    (here / "bad.jsonld").write_text('{"schema": "ponam-register/1"')
    refused = ponam("register", "import", "bad.jsonld")
    assert refused.code == 3 and "bad.jsonld" in refused.err and refused.err.count("\n") == 1
    assert not (here / ".ponam/register.sqlite3").exists()


def test_an_export_that_fails_leaves_the_old_file(ponam: Run, here: Path) -> None:
    (here / "archive.zip").write_bytes(b"old")
    (here / ".ponam/register.sqlite3").write_bytes(b"SQLite format 3\0 and nonsense")
    assert ponam("register", "export", "-o", "archive.zip").code == 3
    assert (here / "archive.zip").read_bytes() == b"old"


@pytest.mark.parametrize("copy", ["copy.sqlite3", "copy.jsonld"])
def test_a_copy_is_put_back_and_the_other_set_aside(ponam: Run, here: Path, copy: str) -> None:
    words = ("register", "backup", copy) if copy.endswith("3") else ("register", "export", "-o", copy)
    assert ponam(*words).code == 0
    ponam("comment", "add", "--from", "OIM", "--text", "Too late.")
    assert ponam("register", "restore", copy).code == 4
    assert ponam("register", "restore", copy, "--replace").code == 0
    assert "Comments: 3 of 3" in ponam("comment", "list").err
    (aside,) = here.glob(".ponam/register.sqlite3.2*")
    assert ponam("register", "restore", str(aside), "--replace").code == 0
    assert "Comments: 4 of 4" in ponam("comment", "list").err


def test_endings_and_options_that_do_not_go_together(ponam: Run, here: Path) -> None:
    assert ponam("register", "export", "-o", "a.csv").code == 2
    assert ponam("register", "export", "-o", "a.zip", "--without-files").code == 2
    assert ponam("register", "export", "-o", "a.jsonl", "--without-files").code == 0
    refused = ponam("register", "import", "a.jsonl")
    assert refused.code == 3 and "--without-files" in refused.err

"""`ponam check`: exit code, places, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import ponam_review

from .conftest import Run

SCHEMA = Path(ponam_review.__file__).parent / "schemas" / "ponam-check-1.json"


def test_a_new_workspace_has_nothing_to_mend(ponam: Run) -> None:
    ponam("init", ".")
    ran = ponam("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing to mend.\n")


def test_findings_say_file_and_line_and_exit_with_1(ponam: Run, tmp_path: Path) -> None:
    ponam("init", ".")
    section = tmp_path / "text/02-guidelines.md"
    section.write_text(section.read_text("utf-8") + "\nSee [](#nowhere).\n", "utf-8")
    line = len(section.read_text("utf-8").splitlines())

    ran = ponam("check")
    assert ran.code == 1
    assert ran.out == f"text/02-guidelines.md:{line}: “#nowhere” leads nowhere: no section, heading, table or figure has this id\n"

    ran = ponam("check", "--format", "json")
    assert ran.code == 1
    answer = json.loads(ran.out)
    jsonschema.validate(answer, json.loads(SCHEMA.read_text("utf-8")))
    assert [(row["check"], row["line"]) for row in answer["findings"]] == [("references", line)]


def test_a_text_that_cannot_be_read_is_refused(ponam: Run, tmp_path: Path) -> None:
    ponam("init", ".")
    (tmp_path / "text/02-guidelines.md").write_text("---\nid: [\n---\n", "utf-8")
    ran = ponam("check")
    assert ran.code == 3
    assert ran.out == ""
    assert ran.err.startswith("text/02-guidelines.md:")

"""init, save, log, edition: the day of a drafter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

import ponam_review

from .conftest import Ran, Run

SCHEMAS = Path(ponam_review.__file__).parent / "schemas"


def test_a_day_of_work(ponam: Run, tmp_path: Path) -> None:
    assert ponam("init", "ma-politique").code == 0
    here = ("-C", "ma-politique")
    section = tmp_path / "ma-politique/text/02-guidelines.md"
    assert ponam("edition", "create", "draft-0", "--status", "draft", *here).code == 0

    section.write_text(section.read_text("utf-8").replace("a first measure", "another measure"), "utf-8")
    assert ponam("save", "-m", "Reword\n\nObservation: 3", *here).err.startswith("Saved as ")
    assert ponam("save", "-m", "Again", *here).err == "Nothing changed since the last save.\n"

    log = ponam("log", *here).out.splitlines()
    assert [line.split("  ", 3)[3] for line in log] == ["Reword", "Create the workspace  [draft-0]"]
    assert ponam("log", "guidelines", "-n1", *here).out.rstrip().endswith("Reword  text/02-guidelines.md")
    assert ponam("log", "preamble", *here).out.count("\n") == 1

    assert ponam("edition", "list", *here).out.split()[0] == "draft-0"
    shown = ponam("edition", "show", "draft-0", *here).out
    assert "draft" in shown and "2026-03-01" in shown and "2 sections" in shown


def answer(run: Ran) -> dict[str, Any]:
    """A JSON answer that its shipped schema accepts."""
    shape: dict[str, Any] = json.loads(run.out)
    file = SCHEMAS / f"{shape['schema'].replace('/', '-')}.json"
    jsonschema.Draft202012Validator(json.loads(file.read_text("utf-8"))).validate(shape)
    return shape


def test_answers_in_json(ponam: Run) -> None:
    ponam("init", ".")
    ponam("edition", "create", "draft-0", "--status", "draft")

    log = answer(ponam("log", "--format", "json"))
    assert (log["schema"], log["section"]) == ("ponam-log/1", None)
    (entry,) = log["entries"]
    assert entry["date"] == "2026-03-01T08:00:00+00:00"
    assert (entry["author"], entry["editions"], entry["file"]) == ("Awa", ["draft-0"], None)

    editions = answer(ponam("edition", "list", "--format", "json"))
    assert editions["schema"] == "ponam-editions/1"
    assert editions["editions"][0]["commit"] == entry["commit"]

    edition = answer(ponam("edition", "show", "draft-0", "--format", "json"))
    assert (edition["schema"], edition["name"], edition["status"]) == ("ponam-edition/1", "draft-0", "draft")
    assert edition["documents"][0]["sections"] == 2


def test_quiet_says_nothing_and_results_stay_on_standard_output(ponam: Run) -> None:
    answer = ponam("init", "x", "-q")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "x/ponam.toml"


def test_a_workspace_without_history_has_an_empty_log(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "ponam.toml").write_text('title = "T"\n[[documents]]\nid = "a"\nfolder = "a"\n')

    assert ponam("log").code == 0
    assert ponam("edition", "list").code == 0


def test_who_else_made_the_change(ponam: Run) -> None:
    ponam("init", ".")
    Path("text/03.md").write_text("---\nid: x\ntitle: X\n---\n\nx\n")

    ponam("save", "-m", "Add", "--author", "Boubacar")

    assert "Boubacar" in ponam("log", "x").out

"""`ponam check`: exit code, places, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from sarif_pydantic import Sarif

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
    sentence = "“#nowhere” leads nowhere: no section, heading, table or figure has this id"
    assert ran.out == f"text/02-guidelines.md:{line}: {sentence} [references/dead]\n"

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


def test_corrections_are_written_on_demand_and_change_signs_only(ponam: Run, tmp_path: Path) -> None:
    ponam("init", ".", "--lang", "fr")
    section = next(path for path in sorted(tmp_path.rglob("02-*.md")))
    before = section.read_text("utf-8")
    section.write_bytes((before + "\nL'Etat paie 12 % ; n'est-ce pas?\n").replace("\n", "\r\n").encode())
    ran = ponam("check", "--rule", "typography")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 6
    assert all(line.startswith(f"{section.relative_to(tmp_path).as_posix()}:") for line in ran.out.splitlines())
    ran = ponam("check", "--fix")
    assert ran.code == 0, ran.out
    assert "Corrections made: 6. Files: 1." in ran.err
    after = section.read_bytes()
    assert after.decode() == (before + "\nL’État paie 12\u00a0%\u202f; n’est-ce pas\u202f?\n").replace("\n", "\r\n")
    assert ponam("check", "--fix").code == 0
    assert section.read_bytes() == after
    ponam("save", "-m", "essai")
    assert ponam("check", "HEAD", "--fix").code == 2


def test_rules_are_listed_chosen_and_silenced(ponam: Run, tmp_path: Path) -> None:
    ponam("init", ".")
    listed = ponam("check", "--list-rules")
    assert listed.code == 0
    assert "typography/spaces" in listed.out
    assert "readability/sentences" in listed.out
    section = next(tmp_path.rglob("02-*.md"))
    section.write_text(section.read_text("utf-8") + "\nSee [](#nowhere).\n", "utf-8")
    assert ponam("check", "--rule", "notes").code == 0
    assert ponam("check", "--skip", "references").code == 0
    assert ponam("check", "--skip", "nonsense").code == 2
    assert ponam("check", "--changed").code == 1
    assert "things to mend: 1" in ponam("save", "-m", "essai").err
    assert ponam("check", "--changed").code == 0
    settings = tmp_path / "ponam.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text + '\n[[checks.silence]]\nrule = "references"\nreason = "Written next week."\n', "utf-8")
    assert ponam("check").code == 0
    settings.write_text(text + '\n[[checks.silence]]\nrule = "references"\n', "utf-8")
    ran = ponam("check")
    assert ran.code == 3
    assert "reason" in ran.err


def test_sarif_says_rule_level_and_region(ponam: Run, tmp_path: Path) -> None:
    ponam("init", ".")
    section = next(tmp_path.rglob("02-*.md"))
    section.write_text(section.read_text("utf-8") + "\nSee [](#nowhere).\n", "utf-8")
    log = json.loads(ponam("check", "--format", "sarif").out)
    Sarif.model_validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "references/dead"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == section.relative_to(tmp_path).as_posix()
    assert place["region"]["startLine"] == len(section.read_text("utf-8").splitlines())

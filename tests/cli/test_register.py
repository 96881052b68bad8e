"""The secretariat's other commands: choosing, deciding on many, tags, notes, reasons, positions, seals, copies, a person's data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from .conftest import Run
from .test_workspace_commands import answer

SCHEMAS = Path(__file__).parents[2] / "src/ponam_review/schemas"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A workspace with an open consultation, two stakeholders and three remarks."""
    if not made.exists():
        _make(ponam, tmp_path)
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _make(ponam: Run, root: Path) -> None:
    (root / "text").mkdir()
    (root / "ponam.toml").write_text('title = "Policy"\nlanguage = "en"\n[[documents]]\nid = "text"\nfolder = "text"\n')
    (root / "text/one.md").write_text('---\nid: one\ntitle: "One"\n---\n\nPeople move.\n')
    for words in (
        ("edition", "create", "draft-1"),
        ("consult", "open", "draft-1"),
        ("stakeholder", "add", "DGME", "Delegation"),
        ("stakeholder", "add", "OIM", "Organisation"),
        ("comment", "add", "--from", "DGME", "--text", "Why do they?", "--at", "one ¶1", "--tag", "Legal", "--author", "Fanta Traoré"),
        ("comment", "add", "--from", "DGME", "--text", "Says Fanta Traoré.", "--nature", "form", "--assign", "Awa"),
        ("comment", "add", "--from", "OIM", "--text", "Since when?", "--group", "interne"),
    ):
        ran = ponam(*words)
        assert ran.code == 0, ran.err


def valid(shape: dict[str, object]) -> dict[str, object]:
    name = str(shape["schema"]).replace("/", "-")
    jsonschema.validate(shape, json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))
    return shape


def numbers(ponam: Run, *words: str) -> list[str]:
    shape = valid(answer(ponam("comment", "list", "--format", "json", *words)))
    return [comment["number"] for comment in shape["comments"]]  # type: ignore[attr-defined]


def test_comments_are_chosen_and_paged(ponam: Run, here: Path) -> None:
    assert numbers(ponam, "--tag", "legal") == ["OBS-0001"]
    assert numbers(ponam, "--assigned", "Awa") == ["OBS-0002"]
    assert numbers(ponam, "--group", "internal") == ["OBS-0003"]
    assert numbers(ponam, "--search", "SAYS fanta") == ["OBS-0002"]
    page = ponam("comment", "list", "--limit", "2")
    assert "Comments: 2 of 3" in page.err and "--after OBS-0002" in page.err
    last = ponam("comment", "list", "--limit", "2", "--after", "OBS-0002")
    assert last.out.startswith("OBS-0003") and "--after" not in last.err


def test_work_on_comments_shows(ponam: Run, here: Path) -> None:
    assert ponam("comment", "tag", "2", "3", "--add", "legal", "--add", "budget").code == 0
    assert valid(answer(ponam("comment", "tag", "--format", "json")))["tags"] == {"legal": 3, "budget": 2}
    assert ponam("comment", "assign", "1", "--to", "Moussa").code == 0
    assert ponam("comment", "group", "1", "--to", "restricted").code == 0
    assert ponam("comment", "note", "1", "--text", "Ask the ministry.", "--to", "Moussa").code == 0
    assert ponam("comment", "withdraw", "3", "--reason", "Their letter.").code == 0
    shown = ponam("comment", "show", "1", "3").out
    for words in ("Ask the ministry.", "Restricted", "Moussa", "Withdrawn", "legal"):
        assert words in shown
    assert numbers(ponam) == ["OBS-0001", "OBS-0002"]
    assert numbers(ponam, "--standing", "withdrawn") == ["OBS-0003"]
    assert ponam("respond", "3", "--disposition", "noted", "--reason", "x").code == 4


def test_many_are_decided_at_once_only_when_their_number_is_known(ponam: Run, here: Path) -> None:
    assert (
        ponam("reason", "add", "elsewhere", "Autre politique.", "--english", "Another policy.", "--disposition", "out-of-scope").code == 0
    )
    assert valid(answer(ponam("reason", "list", "--format", "json")))["reasons"]
    asked = ponam("respond", "--from", "DGME", "--reason-code", "elsewhere")
    assert (asked.code, "--expect 2" in asked.err) == (2, True)
    assert ponam("respond", "--from", "DGME", "--reason-code", "elsewhere", "--expect", "3").code == 4
    assert numbers(ponam, "--decided") == []
    assert ponam("respond", "--from", "DGME", "--reason-code", "elsewhere", "--expect", "2").code == 0
    assert numbers(ponam, "--decided") == ["OBS-0001", "OBS-0002"]
    assert "Out of scope. Another policy." in ponam("comment", "show", "1").out
    assert ponam("respond", "--from", "DGME", "--reason-code", "elsewhere", "--expect", "2").code == 4, "none waits any more"


@pytest.mark.parametrize(
    "words",
    [
        ("respond", "1", "--reason", "x"),
        ("respond", "1", "--disposition", "noted"),
        ("respond", "--disposition", "noted", "--reason", "x"),
        ("respond", "1", "--from", "OIM", "--disposition", "noted", "--reason", "x"),
        ("respond", "1", "--disposition", "noted", "--reason", "x", "--reason-code", "y"),
        ("comment", "add", "--text", "x"),
        ("comment", "tag", "1"),
        ("stakeholder", "add", "X"),
        ("stakeholder", "add", "--anonymous"),
        ("register", "verify", "--seal", "12"),
        ("register", "person", "Fanta Traoré", "--erase"),
    ],
)
def test_what_is_incomplete_is_one_sentence(ponam: Run, here: Path, words: tuple[str, ...]) -> None:
    ran = ponam(*words)
    assert ran.code == 2 and ran.err.count("\n") == 1, ran.err
    assert len(numbers(ponam, "--pending")) == 3


def test_an_institution_sends_its_position(ponam: Run, here: Path) -> None:
    assert ponam("stakeholder", "position", "OIM", "--gather").code == 0
    assert ponam("comment", "add", "--from", "OIM", "--text", "From one office").code == 0
    assert numbers(ponam, "--from", "OIM") == ["OBS-0003"]
    assert "In preparation, not sent yet: OIM (1)." in ponam("consult", "status").out
    assert ponam("stakeholder", "position", "OIM", "--send", "--by", "Focal point").code == 0
    shape = valid(answer(ponam("stakeholder", "position", "OIM", "--format", "json")))
    assert [position["by"] for position in shape["positions"]] == ["Focal point"]  # type: ignore[attr-defined]
    assert numbers(ponam, "--from", "OIM") == ["OBS-0003", "OBS-0004"]
    valid(answer(ponam("consult", "status", "--format", "json")))


def test_somebody_anonymous_and_two_that_are_one(ponam: Run, here: Path) -> None:
    assert ponam("comment", "add", "--anonymous", "diaspora", "--text", "Hello", "--author", "Hidden").code == 0
    assert "Hidden" not in ponam("comment", "show", "4").out
    assert ponam("stakeholder", "add", "--anonymous", "--category", "diaspora").out.strip() == "ANON-004"
    assert ponam("stakeholder", "merge", "OIM", "DGME").code == 0
    assert numbers(ponam, "--from", "OIM") == ["OBS-0001", "OBS-0002", "OBS-0003"]
    valid(answer(ponam("stakeholder", "list", "--format", "json")))


def test_a_seal_a_copy_and_a_person(ponam: Run, here: Path) -> None:
    assert ponam("register", "seal", "-o", "seal.txt").code == 0
    assert ponam("register", "backup", "copy.sqlite3").code == 0
    assert ponam("register", "backup", "copy.sqlite3").code == 4
    assert ponam("register", "person", "traore fanta", "--export", "fanta.json").code == 0
    shape = valid(json.loads((here / "fanta.json").read_text(encoding="utf-8")))
    assert len(shape["comments"]) == len(shape["named_in"]) == 1  # type: ignore[arg-type]
    assert ponam("register", "person", "Fanta Traoré", "--erase", "--expect", "2").code == 0
    assert "Fanta" not in ponam("comment", "show", "1", "2").out
    assert ponam("register", "verify", "--seal", "seal.txt").code == 0
    shutil.copyfile("copy.sqlite3", here / ".ponam/register.sqlite3")
    assert ponam("register", "verify", "--seal", "seal.txt").code == 0
    cut = (here / "seal.txt").read_text().replace(":", "9:", 1)
    assert ponam("register", "verify", "--seal", cut.strip()).code == 1


def test_opening_the_register_reads_no_markdown() -> None:
    import subprocess
    import sys

    code = "import sys, ponam_review.workspace, ponam_review.cli.respond, ponam_review.register.store; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "ponam_review.workspace.settings" in loaded
    for name in ("markdown_it", "ponam_review.markdown", "lxml", "pygit2", "yaml"):
        assert f"'{name}'" not in loaded


def test_a_decision_of_a_workshop_explains_a_change(ponam: Run, here: Path) -> None:
    assert ponam("workshop", "add", "BKO-3", "Say why people move.", "--date", "12/05/2026").code == 0
    corrected = ponam("workshop", "add", "bko-3", "Say why people move, in one sentence.", "--date", "2026-05-13", "--by", "Rapporteur")
    assert (corrected.code, corrected.err.strip()) == (0, "bko-3 was put right.")
    ponam("workshop", "add", "KYS-1", "Earlier.", "--date", "2026-04-01")
    shape = valid(answer(ponam("workshop", "list", "--format", "json")))
    assert [tuple(row.values()) for row in shape["workshops"]] == [  # type: ignore[attr-defined]
        ("KYS-1", "2026-04-01", "Earlier.", "Awa"),
        ("BKO-3", "2026-05-13", "Say why people move, in one sentence.", "Rapporteur"),
    ]
    assert ponam("workshop", "list").out.splitlines()[1] == "BKO-3  2026-05-13  Say why people move, in one sentence."

    (here / "text/one.md").write_text('---\nid: one\ntitle: "One"\n---\n\nPeople move in order to work and to study.\n')
    assert ponam("save", "-m", "Why", "--workshop", "BKO-3").code == 0
    ponam("edition", "create", "draft-2")
    changes = answer(ponam("proof", "draft-1", "draft-2", "--format", "json"))["changes"]
    assert changes and all(change["explained"] for change in changes)
    assert {change["motives"][0]["words"] for change in changes} == {"BKO-3 (13/05/2026) – Say why people move, in one sentence."}
    assert ponam("register", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("", "Words", "--date", "2026-05-12"), "needs a reference and words"),
        (("R", " ", "--date", "2026-05-12"), "needs a reference and words"),
        (("R" * 61, "Words", "--date", "2026-05-12"), "at most 60 characters"),
        (("R", "Words", "--date", "12 mai"), "is not a date"),
        (("R", "Words"), "--date"),
    ],
)
def test_a_decision_that_cannot_be_entered_is_refused(ponam: Run, here: Path, words: tuple[str, ...], sentence: str) -> None:
    refused = ponam("workshop", "add", *words)
    assert refused.code == 2 and sentence in refused.err
    assert ponam("workshop", "list").out == ""

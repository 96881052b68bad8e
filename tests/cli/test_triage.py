"""`ponam triage`, and deciding on what says the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Run
from .test_register import numbers, valid
from .test_workspace_commands import answer

LETTER = "We ask that the centre in Kayes stays open all year and that its staff speaks Soninke and Bamanankan with those who come back."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("triage") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A campaign of three letters, and a remark alone."""
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
        *(("stakeholder", "add", code, name) for code, name in (("DGME", "Delegation"), ("OIM", "Organisation"), ("CSO", "Civil society"))),
        ("comment", "add", "--from", "DGME", "--text", LETTER),
        ("comment", "add", "--from", "OIM", "--text", LETTER.replace("Kayes", "Sikasso")),
        ("comment", "add", "--from", "OIM", "--text", "The word “move” has two meanings; say which one is meant in this document."),
        ("comment", "add", "--from", "CSO", "--text", "Dear all, " + LETTER),
    ):
        ran = ponam(*words)
        assert ran.code == 0, ran.err


def test_groups_are_shown_with_sample_senders_and_what_differs(ponam: Run, here: Path) -> None:
    told = ponam("triage")
    assert told.out.startswith("OBS-0001  comments: 3; waiting: 3; stakeholders: 3\n")
    assert "[-Kayes-] {+Sikasso+}  ×1" in told.out and "CSO, DGME, OIM" in told.out
    assert "Groups: 1; comments in them: 3" in told.err
    shape = valid(answer(ponam("triage", "--format", "json")))
    assert [(group["first"], group["count"]) for group in shape["groups"]] == [("OBS-0001", 3)]  # type: ignore[attr-defined]
    assert "Groups: 0" in ponam("triage", "--least", "4").err
    assert "Groups: 0" in ponam("triage", "--from", "OIM").err
    whole = valid(answer(ponam("triage", "2", "--format", "json")))
    (group,) = whole["groups"]  # type: ignore[misc]
    assert [m["number"] for m in group["members"]] == ["OBS-0001", "OBS-0002", "OBS-0004"]
    assert "OBS-0004  CSO" in ponam("triage", "OBS-0001").out
    assert ponam("triage", "99").code == 3


def test_one_decision_for_a_group_is_rehearsed_counted_and_kept_with_each(ponam: Run, here: Path) -> None:
    decide = ("respond", "--same-as", "2", "--disposition", "noted", "--reason", "The centre stays open.")
    rehearsed = ponam(*decide, "--dry-run")
    assert rehearsed.code == 0 and "would be decided: 3. Nothing was recorded" in rehearsed.err
    assert rehearsed.out.count("Noted") == 3
    assert numbers(ponam, "--decided") == []
    assert ponam(*decide).code == 2
    assert ponam(*decide, "--expect", "2").code == 4
    assert ponam(*decide, "--expect", "3").code == 0
    assert numbers(ponam, "--decided") == ["OBS-0001", "OBS-0002", "OBS-0004"]
    assert numbers(ponam, "--same-as", "4") == ["OBS-0001", "OBS-0002", "OBS-0004"]


def test_the_others_are_duplicates_of_the_first(ponam: Run, here: Path) -> None:
    decide = ("respond", "--same-as", "4", "--disposition", "duplicate", "--reason", "Same letter.")
    assert "(OBS-0001)" in ponam(*decide, "--dry-run").out
    assert ponam(*decide, "--expect", "2").code == 0
    assert numbers(ponam, "--disposition", "duplicate") == ["OBS-0002", "OBS-0004"]
    assert numbers(ponam, "--pending") == ["OBS-0001", "OBS-0003"]

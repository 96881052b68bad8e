"""`ponam consolidate --round`: the consolidated draft of a consultation, out of the register."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run

TEXT = """---
id: one
title: "One"
---

People move, and always did.

They send home what they can spare.

| What | Goal |
|---|---|
| Posts | 8 |
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """Two institutions propose, one decision is taken, one wording is contested."""
    if not made.exists():
        _make(ponam, tmp_path)
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _make(ponam: Run, root: Path) -> None:
    (root / "text").mkdir()
    (root / "ponam.toml").write_text('title = "Policy"\nlanguage = "en"\n[[documents]]\nid = "text"\nfolder = "text"\n')
    (root / "text/one.md").write_text(TEXT)
    add = ("comment", "add", "--from")
    for words in (
        ("edition", "create", "draft-1"),
        ("consult", "open", "draft-1"),
        ("stakeholder", "add", "DGME", "Delegation"),
        ("stakeholder", "add", "OIM", "Organisation"),
        (*add, "DGME", "--text", "Too vague.", "--proposal", "People and goods move", "--at", "one ¶1", "--quote", "People move"),
        (*add, "OIM", "--text", "Say who.", "--proposal", "what they can save", "--at", "one ¶2", "--quote", "what they can spare"),
        (*add, "DGME", "--text", "Why eight?", "--at", "one ¶3", "--quote", "8"),
        (*add, "OIM", "--text", "No.", "--proposal", "People and herds move", "--at", "one ¶1", "--quote", "People move"),
        (*add, "OIM", "--text", "Add a map.", "--group", "internal"),
        ("respond", "2", "--disposition", "accepted", "--reason", "Clearer."),
    ):
        ran = ponam(*words)
        assert ran.code == 0, ran.err


def test_each_proposal_stands_under_its_institution_and_each_remark_in_the_margin(ponam: Run, here: Path) -> None:
    told = ponam("consolidate", "--round", "1", "-o", "draft.docx")
    assert told.code == 1, told.err
    assert "Competing proposals: 1" in told.out and "Organisation: “and herds”" in told.out
    shape = json.loads(ponam("read", "draft.docx", "--format", "json").out)
    assert {(c["kind"], c["author"], c["text"]) for c in shape["changes"]} >= {
        ("insert", "Organisation", "save"),
        ("delete", "Organisation", "spare"),
    }
    assert {c["author"] for c in shape["changes"]} == {"Delegation", "Organisation"}
    comments = {c["text"].split("\n")[0]: c for c in shape["comments"]}
    assert comments["OBS-0002"]["text"].endswith("→ what they can save\nAccepted – Clearer.")
    assert (comments["OBS-0002"]["quote"], comments["OBS-0003"]["quote"]) == ("what they can ", "8")
    assert "Competing wordings" in "".join(comments)
    rejected = shape["rejected"]
    assert "People move, and always did." in rejected and "They send home what they can spare." in rejected
    assert "1 comments have no place" in told.err


def test_the_page_shows_what_goes_together_and_the_remarks_beside(ponam: Run, here: Path) -> None:
    assert ponam("consolidate", "--round", "1", "-o", "draft.html").code == 1
    page = (here / "draft.html").read_text(encoding="utf-8")
    assert "<ins>" in page and page.count('class="remarks"') == 3
    assert "OBS-0004" in page and "People and herds move" in page


def test_remarks_only_or_the_text_with_what_was_accepted(ponam: Run, here: Path) -> None:
    for form in ("docx", "html"):
        assert ponam("consolidate", "--round", "1", "--variant", "annotated", "-o", f"a.{form}").code == 0
        assert ponam("consolidate", "--round", "1", "--variant", "clean", "-o", f"c.{form}").code == 0
    annotated = json.loads(ponam("read", "a.docx", "--format", "json").out)
    assert len(annotated["comments"]) == 4 and not annotated["changes"]
    clean = json.loads(ponam("read", "c.docx", "--format", "json").out)
    assert "They send home what they can save." in clean["accepted"]
    assert "People move, and always did." in clean["accepted"]
    assert not clean["comments"] and not clean["changes"]


def test_only_one_group_and_what_does_not_go_together(ponam: Run, here: Path) -> None:
    told = ponam("consolidate", "--round", "1", "--group", "public", "-o", "draft.docx")
    assert "have no place" not in told.err
    assert ponam("consolidate", "draft-1", "--round", "1", "-o", "x.docx").code == 2
    assert ponam("consolidate", "-o", "x.docx").code == 2
    assert ponam("consolidate", "--round", "9", "-o", "x.docx").code == 3
    assert ponam("consolidate", "--round", "1", "-o", "x.pdf").code == 2

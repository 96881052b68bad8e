"""Links are suspect when words change, until somebody confirms them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponam_review.markdown.reader import read_section
from ponam_review.plan.links import confirmed, fingerprint, read_confirmations, suspects, write_confirmations
from ponam_review.text.errors import ActionsFileError
from ponam_review.text.model import Section

from .test_workbook import PLAN


def section(text: str, id: str = "axe-1") -> Section:
    return read_section(f"---\nid: {id}\ntitle: Axe\n---\n\n{text}\n", file="a.md", identified=True).value


SECTIONS = {"axe-1": section("Un texte[^1].\n\n[^1]: Une note."), "axe-2": section("Deux.", "axe-2")}


def test_only_words_make_a_link_suspect() -> None:
    once = fingerprint(SECTIONS["axe-1"])
    assert fingerprint(section("**Un  texte**[^a] !\n\n[^a]: Une « note ».")) == once
    assert fingerprint(section("Un texte[^1].\n\n[^1]: Deux notes.")) != once
    assert fingerprint(replace(SECTIONS["axe-1"], title="Axe 1")) != once


def test_from_never_confirmed_to_confirmed_to_suspect() -> None:
    first = suspects(PLAN, SECTIONS, ())
    assert [(one.action.id, one.section, one.confirmation) for one in first] == [
        ("A1.1.1", "axe-1", None), ("A1.1.2", "axe-1", None), ("A2.1.1", "axe-2", None),
    ]  # fmt: skip
    some = confirmed(PLAN, SECTIONS, (), ["A1.1.1", "A2.1.1"], by="CPS", date="2026-05-04")
    assert [one.action.id for one in suspects(PLAN, SECTIONS, some)] == ["A1.1.2"]
    changed = {**SECTIONS, "axe-1": section("Un autre texte.")}
    assert [(one.action.id, one.confirmation is None) for one in suspects(PLAN, changed, some)] == [("A1.1.1", False), ("A1.1.2", True)]
    again = confirmed(PLAN, changed, some, ["A1.1.1"], by="DGME", date="2026-06-01")
    assert [(one.action, one.by) for one in again] == [("A1.1.1", "DGME"), ("A2.1.1", "CPS")]


def test_links_that_are_gone_are_forgotten() -> None:
    every = confirmed(PLAN, SECTIONS, (), [action.id for action in PLAN.actions], by="CPS", date="2026-05-04")
    shorter = replace(PLAN, actions=PLAN.actions[1:])
    assert [one.action for one in confirmed(shorter, SECTIONS, every, [], by="", date="")] == ["A1.1.2", "A2.1.1"]


def test_the_file_comes_back_and_a_torn_one_is_refused() -> None:
    every = confirmed(PLAN, SECTIONS, (), ["A1.1.1"], by="Cellule ; statistique", date="2026-05-04")
    text = write_confirmations(every)
    assert read_confirmations(text, "c.csv") == every
    for torn in ("", "action;section\n", text + "A1;axe-1\n", text.replace("axe-1", "")):
        with pytest.raises(ActionsFileError, match=r"c\.csv:"):
            read_confirmations(torn, "c.csv")

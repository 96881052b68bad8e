from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROUGH = '---\ntitle: "T"\nid: a\n---\n* b\n* c\n'
TIDY = '---\nid: a\ntitle: "T"\n---\n\n- b\n- c\n'


@pytest.fixture
def section(ponam: Callable[..., Any], tmp_path: Path) -> Path:
    assert ponam("init", "w").code == 0
    folder = next((tmp_path / "w").rglob("*.md")).parent
    file = folder / "90-a.md"
    file.write_text(ROUGH, encoding="utf-8")
    return file


def test_it_rewrites_the_sections(ponam: Callable[..., Any], section: Path) -> None:
    ran = ponam("-C", "w", "fmt")
    assert (ran.code, section.name in ran.out) == (0, True)
    assert section.read_text(encoding="utf-8") == TIDY
    assert ponam("-C", "w", "fmt", "--check").code == 0


def test_check_writes_nothing(ponam: Callable[..., Any], section: Path) -> None:
    ran = ponam("-C", "w", "fmt", "--check")
    assert (ran.code, section.name in ran.out) == (1, True)
    assert section.read_text(encoding="utf-8") == ROUGH


def test_a_section_that_cannot_be_read_stops_all(ponam: Callable[..., Any], section: Path) -> None:
    broken = section.with_name("91-b.md")
    broken.write_text("---\nid: no\ntitle: x\n---\n", encoding="utf-8")
    ran = ponam("-C", "w", "fmt")
    assert ran.code == 3
    assert "91-b.md:2:" in ran.err
    assert section.read_text(encoding="utf-8") == ROUGH


def test_a_comment_is_never_lost(ponam: Callable[..., Any], section: Path) -> None:
    section.write_text(ROUGH + "\n<!-- à vérifier -->\n", encoding="utf-8")
    ran = ponam("-C", "w", "fmt")
    assert ran.code == 0
    assert "tidying would lose the comment" in ran.err
    assert section.read_text(encoding="utf-8").endswith("<!-- à vérifier -->\n")


def test_loose_files_need_no_workspace(ponam: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"Titre\r\n===\r\n")
    assert ponam("fmt", "x.md").code == 0
    assert file.read_bytes() == b"# Titre\n"
    ran = ponam("fmt", "y.md")
    assert (ran.code, "y.md" in ran.err) == (3, True)

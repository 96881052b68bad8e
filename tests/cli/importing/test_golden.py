"""What becomes of each file: its sections, its pictures, and every sentence about what was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run
from .cases import CASES
from .policy import make as make_policy


def became(folder: Path, err: str) -> str:
    """All that an import wrote and said, as one text."""
    parts = [f"<!-- {line} -->" for line in err.splitlines()]
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts and path.name != ".gitignore"):
        name = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8") if path.suffix in (".md", ".csv", ".toml") else f"{path.stat().st_size} bytes\n"
        parts.append(f"<!-- ===== {name} ===== -->\n\n{text}")
    return "\n".join(parts)


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_a_file_becomes(name: str, ponam: Run, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "texte.docx").write_bytes(CASES[name]())
    ran = ponam("import", "texte.docx", "-o", "sections", "-v")
    assert ran.code == 0, ran.err
    golden(f"import/{name}.md", became(tmp_path / "sections", ran.err))


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_word_is_in_a_section_or_told(name: str, ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "texte.docx").write_bytes(CASES[name]())
    assert "that stand in no section" not in ponam("import", "texte.docx", "-o", "sections", "-v").err


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_second_import_proposes_the_same(name: str, ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "texte.docx").write_bytes(CASES[name]())
    ponam("import", "texte.docx", "-o", "sections")
    before = {path: path.read_bytes() for path in (tmp_path / "sections").rglob("*") if path.is_file()}
    ran = ponam("import", "texte.docx", "-o", "sections")
    assert ran.code == 0, ran.err
    assert {path: path.read_bytes() for path in (tmp_path / "sections").rglob("*") if path.is_file()} == before


def test_a_policy_of_forty_pages(ponam: Run, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """Into a workspace that `ponam init` has just made: it can be checked and rendered at once."""
    (tmp_path / "politique.docx").write_bytes(make_policy())
    ponam("init", "espace", "--lang", "fr")
    ran = ponam("import", "politique.docx", "-C", "espace", "--document", "texte", "--report", "rapport.md", "-v")
    assert ran.code == 0, ran.err
    golden("import/policy/sections.md", became(tmp_path / "espace", ran.err.replace(str(tmp_path), "…")))
    golden("import/policy/rapport.md", (tmp_path / "rapport.md").read_text(encoding="utf-8"))
    assert "that stand in no section" not in ran.err
    assert ponam("check", "-C", "espace").code in (0, 1)
    assert ponam("render", "-C", "espace", "-o", "rendu.docx").code == 0

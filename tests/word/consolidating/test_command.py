"""`ponam consolidate` on files, as the secretariat runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.cli.main import main
from ponam_review.text.flow import prepare
from ponam_review.word.reading.words import read_word
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source

from .copies import returned

EDITION = "# Axe 3\n\nLe délai est de six mois.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PONAM_LANG", "en")
    monkeypatch.setenv("PONAM_AUTHOR", "Secretariat")
    (tmp_path / "edition.md").write_text(EDITION, encoding="utf-8")
    for name, word in (("a", "douze"), ("b", "neuf"), ("c", "douze")):
        (tmp_path / f"{name}.md").write_text(EDITION.replace("six", word), encoding="utf-8")
        edition, wanted = (prepare(read_source(locate(f, workspace=lambda: None)).value) for f in ("edition.md", f"{name}.md"))
        (tmp_path / f"{name}.docx").write_bytes(returned(name, edition, wanted, name.upper()).content)
    return tmp_path


def test_copies_that_agree_are_joined(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consolidate", "edition.md", "a.docx", "c.docx", "-o", "out.docx"]) == 0
    file = read_word((folder / "out.docx").read_bytes(), name="out").value
    assert {c.author for c in file.changes} == {"A"}
    assert [c.author for c in file.comments] == ["Secretariat"]
    assert capsys.readouterr().out == ""


def test_competing_copies_are_listed_and_ask_for_attention(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consolidate", "edition.md", "a.docx", "b.docx", "-o", "out.docx"]) == 1
    out = capsys.readouterr().out
    assert all(word in out for word in ("six", "A (a.docx)", "douze", "B (b.docx)", "neuf"))
    assert read_word((folder / "out.docx").read_bytes(), name="out").value.rejected == ("Axe 3", "Le délai est de six mois.")


@pytest.mark.parametrize(("words", "code"), [(["a.md"], 2), (["missing.docx"], 3), (["a.docx", "a.docx"], 2)])
def test_what_cannot_be_joined_changes_nothing(folder: Path, words: list[str], code: int) -> None:
    assert main(["consolidate", "edition.md", *words, "-o", "out.docx"]) == code
    assert not (folder / "out.docx").exists()

"""Bad input: one sentence, the right exit code, and nothing changed (issue 2)."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from .conftest import Run

GOOD = '---\nid: {id}\ntitle: "Titre"\n---\n\nTexte.\n'


@pytest.fixture
def workspace(tmp_path: Path, ponam: Run) -> Path:
    ponam("init", "w", "-q")
    ponam("edition", "create", "projet-0", "-C", "w", "-q")
    return tmp_path / "w"


def state(root: Path) -> dict[str, str]:
    """Every file under `root`, git's included."""
    return {
        os.path.relpath(file, root): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(root.rglob("*"))
        if file.is_file() and "objects" not in file.parts
    }


def refused(ponam: Run, root: Path, code: int, sentence: str, *words: str) -> None:
    before = state(root)
    answer = ponam(*words)
    assert answer.code == code, answer
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert state(root) == before


WRITING = [("save", "-m", "Suite"), ("edition", "create", "projet-1")]


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize("text", ["---\nid: [\n---\n", "---\nid: x\n---\n", "Sans en-tête.\n", "---\nid: x\ntitle: y\n"])
def test_broken_front_matter(ponam: Run, workspace: Path, words: tuple[str, ...], text: str) -> None:
    (workspace / "text/03.md").write_text(text)

    refused(ponam, workspace, 3, "text/03.md:", *words, "-C", "w")


@pytest.mark.parametrize("words", WRITING)
def test_duplicate_ids(ponam: Run, workspace: Path, words: tuple[str, ...]) -> None:
    (workspace / "text/03.md").write_text(GOOD.format(id="preamble"))

    sentence = "text/03.md: the id “preamble” is already that of text/01-preamble.md"
    refused(ponam, workspace, 3, sentence, *words, "-C", "w")


@pytest.mark.parametrize("words", WRITING)
def test_missing_section_files(ponam: Run, workspace: Path, words: tuple[str, ...]) -> None:
    for file in (workspace / "text").iterdir():
        file.unlink()

    refused(ponam, workspace, 3, "text: the document “text” has no section there", *words, "-C", "w")


@pytest.mark.parametrize("words", WRITING)
def test_broken_settings(ponam: Run, workspace: Path, words: tuple[str, ...]) -> None:
    (workspace / "ponam.toml").write_text("title = Politique\n")

    refused(ponam, workspace, 3, "ponam.toml:1: this is not valid TOML", *words, "-C", "w")


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        ("index.lock", "delete this file and try again"),
        ("MERGE_HEAD", "a git merge was begun and not finished"),
    ],
)
def test_an_interrupted_save(ponam: Run, workspace: Path, words: tuple[str, ...], left: str, sentence: str) -> None:
    (workspace / "text/03.md").write_text(GOOD.format(id="x"))
    head = (workspace / ".git/refs/heads/main").read_text()
    (workspace / ".git" / left).write_text(head if left == "MERGE_HEAD" else "")

    refused(ponam, workspace, 4, sentence, *words, "-C", "w")


def test_an_interrupted_save_can_still_be_read(ponam: Run, workspace: Path) -> None:
    (workspace / ".git/index.lock").write_text("")

    assert ponam("log", "-C", "w").code == 0
    assert ponam("edition", "show", "projet-0", "-C", "w").code == 0


def test_an_edition_that_exists(ponam: Run, workspace: Path) -> None:
    refused(
        ponam,
        workspace,
        4,
        "the edition “projet-0” exists already",
        "edition",
        "create",
        "projet-0",
        "-C",
        "w",
    )


def test_a_name_that_cannot_be_an_edition(ponam: Run, workspace: Path) -> None:
    refused(ponam, workspace, 2, "“a b” cannot name an edition", "edition", "create", "a b", "-C", "w")


def test_an_unknown_edition_or_section(ponam: Run, workspace: Path) -> None:
    refused(
        ponam,
        workspace,
        3,
        "there is no edition “projet-9”; there are: projet-0",
        "edition",
        "show",
        "projet-9",
        "-Cw",
    )
    refused(ponam, workspace, 3, "no section or document “preambl”", "log", "preambl", "-Cw")


def test_a_folder_that_is_no_workspace(ponam: Run, tmp_path: Path) -> None:
    refused(ponam, tmp_path, 3, "x: this folder is no workspace", "log", "-C", "x")
    refused(ponam, tmp_path, 3, "here is no workspace", "save", "-m", "x")


def test_a_workspace_twice(ponam: Run, workspace: Path) -> None:
    refused(ponam, workspace, 4, "is a workspace already", "init", "w")


def test_a_damaged_history(ponam: Run, workspace: Path) -> None:
    (workspace / ".git/config").write_text("[core\n")

    refused(ponam, workspace, 3, "the history (git) cannot be used", "save", "-m", "x", "-C", "w")


def test_an_empty_message(ponam: Run, workspace: Path) -> None:
    refused(ponam, workspace, 2, "the message is empty", "save", "-m", " ", "-C", "w")


# ------------------------------------------------------------------ commands that read


@pytest.mark.parametrize(
    ("rev", "sentence"),
    [
        ("projet-9", "“projet-9” names no edition, revision, file or folder; near it: projet-0"),
        ("absent.docx", "absent.docx: there is no such file"),
        ("lettre.docx", "lettre.docx"),
        ("vide", "vide: this folder holds no section"),
    ],
)
def test_a_revision_that_is_none(ponam: Run, workspace: Path, rev: str, sentence: str) -> None:
    Path("lettre.docx").write_text("Bonjour")
    Path("vide").mkdir()
    Path("sortie.html").write_text("ancien")

    refused(ponam, Path.cwd(), 3, sentence, "render", rev, "-o", "sortie.html", "-C", "w")
    refused(ponam, Path.cwd(), 3, sentence, "diff", "projet-0", rev, "-C", "w")


def test_a_place_that_cannot_be_written(ponam: Run, workspace: Path) -> None:
    refused(ponam, Path.cwd(), 3, "absent/x.txt: cannot be written", "render", "-o", "absent/x.txt", "-C", "w")


def test_a_last_day_that_is_past(ponam: Run, workspace: Path) -> None:
    words = ("consult", "open", "projet-0", "--until", "2020-01-31", "-C", "w")
    assert ponam(*words).code == 2
    assert "2020-01-31 is past" in ponam(*words).err


def test_a_section_that_is_nowhere(ponam: Run, workspace: Path) -> None:
    answer = ponam("diff", "projet-0", "--section", "nulle-part", "-C", "w")
    assert (answer.code, answer.out) == (2, "")
    assert "there is no section “nulle-part”" in answer.err

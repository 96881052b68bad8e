"""`ponam anchor`: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ponam_review import schemas

from ..word.reading.building import docx, paragraph
from .conftest import Ran, Run

SCHEMA = json.loads((Path(next(iter(schemas.__path__))) / "ponam-anchor-1.json").read_text(encoding="utf-8"))
OLD = "# Titre\n\nLe guichet unique accueille les personnes de retour.\n\nLe registre est tenu à jour.\n"
NEW = "# Titre\n\nUn alinéa neuf.\n\nLe guichet unique accueille toutes les personnes de retour.\n"

Ask = Callable[..., Ran]


@pytest.fixture
def ask(ponam: Run, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """`ponam anchor` with these questions (or bytes) on its standard input."""

    def run(*questions: Any, revs: tuple[str, ...] = ("old.md", "new.md")) -> Ran:
        lines = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in questions]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines) + b"\n")))
        return ponam("anchor", *revs)

    return run


def answers(ran: Ran) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in ran.out.splitlines()]
    for answer in found:
        jsonschema.validate(answer, SCHEMA["$defs"]["answer"] | {"$defs": SCHEMA["$defs"]})
    return found


@pytest.fixture
def texts(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")


@pytest.mark.usefixtures("texts")
def test_each_question_is_answered_in_order(ask: Ask) -> None:
    ran = ask({"id": "a", "exact": "guichet unique", "line": 3}, {"id": 7, "exact": "accueille les personnes", "prefix": None})
    assert answers(ran) == [
        {"id": "a", "fate": "same", "exact": "guichet unique", "lines": [5, 5], "score": 1.0},
        {"id": 7, "fate": "reworded", "exact": "accueille toutes les personnes", "lines": [5, 5], "score": 0.889},
    ]
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.usefixtures("texts")
def test_orphans_need_attention(ask: Ask) -> None:
    ran = ask({"id": 1, "exact": "registre est tenu"})
    assert answers(ran) == [{"id": 1, "fate": "gone", "exact": None, "lines": None, "score": 0.0}]
    assert ran.code == 1


@pytest.mark.usefixtures("texts")
def test_no_question_no_answer(ask: Ask) -> None:
    ran = ask(b"", b"  ")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.usefixtures("texts")
def test_a_quote_of_the_source_is_followed(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD + "\nVoir l’[aide](https://example.org/aide)\n", encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW + "\nVoir l’[aide en ligne](https://example.org/aide)\n", encoding="utf-8")
    assert answers(ask({"id": 1, "exact": "example.org/aide", "line": 7}))[0] == {
        "id": 1,
        "fate": "same",
        "exact": "example.org/aide",
        "lines": [7, 7],
        "score": 1.0,
    }


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b'{"id": 1', "line 2 of standard input is not JSON"),
        (b"\xff\xfe", "line 2 of standard input is not JSON"),
        (b"[" * 100_000, "line 2 of standard input is not JSON"),
        (b"[1]", "line 2 of standard input needs"),
        (b'{"exact": "x"}', "line 2 of standard input needs"),
        (b'{"id": 1, "exact": null}', "line 2 of standard input needs"),
        (b'{"id": 1, "exact": "x", "line": "3"}', "line 2 of standard input"),
        (b'{"id": 1, "exact": "x", "prefix": 3}', "line 2 of standard input"),
    ],
)
def test_a_line_that_cannot_be_understood_refuses_all(ask: Ask, line: bytes, sentence: str) -> None:
    ran = ask({"id": 1, "exact": "guichet"}, line)
    assert ran.code == 3
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_missing_file_is_named(ask: Ask) -> None:
    ran = ask({"id": 1, "exact": "x"})
    assert (ran.code, ran.out) == (3, "")
    assert "old.md" in ran.err


def test_folders_name_the_file_in_both_directions(ask: Ask, tmp_path: Path) -> None:
    for folder, texts in {"old": (OLD, "Un accord est signé.\n"), "new": ("Un accord est signé par tous.\n", NEW)}.items():
        (tmp_path / folder).mkdir()
        for number, text in enumerate(texts, 1):
            (tmp_path / folder / f"0{number}.md").write_text(text, encoding="utf-8")
    ran = ask(
        {"id": 1, "exact": "guichet unique", "line": 3, "file": "01.md"},
        {"id": 2, "exact": "accord est signé", "line": 1, "file": "02.md"},
        {"id": 3, "exact": "accord est signé"},
        revs=("old", "new"),
    )
    assert [(a["id"], a["fate"] != "gone", a["file"], a["lines"]) for a in answers(ran)] == [
        (1, True, "02.md", [5, 5]),
        (2, True, "01.md", [1, 1]),
        (3, True, "01.md", [1, 1]),
    ]


def test_a_workspace_names_its_section_files_and_the_lines_of_titles(ask: Ask, ponam: Run, tmp_path: Path) -> None:
    ponam("init", "w", "-q")
    file = next(file for file in sorted((tmp_path / "w").rglob("*.md")) if file.name != "README.md")
    source = file.read_text(encoding="utf-8")
    title = next(line for line in source.splitlines() if line.startswith("title:")).removeprefix("title:").strip(" \"'")
    name = file.relative_to(tmp_path / "w").as_posix()
    found = answers(ask({"id": 1, "exact": title, "file": name}, revs=("w", "w")))[0]
    assert (found["fate"], found["exact"], found["file"]) == ("same", title, name)
    assert found["lines"][0] <= source.splitlines().index(next(line for line in source.splitlines() if line.startswith("title:"))) + 1


def test_word_files_have_no_lines(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(docx(paragraph("Le guichet unique est ouvert.")))
    (tmp_path / "new.docx").write_bytes(docx(paragraph("Un préambule.") + paragraph("Le guichet unique est ouvert.")))
    ran = ask({"id": 1, "exact": "guichet unique"}, revs=("old.docx", "new.docx"))
    assert answers(ran) == [{"id": 1, "fate": "same", "exact": "guichet unique", "lines": None, "score": 1.0}]

"""`ponam read`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from ponam_review import word
from ponam_review.cli.main import main

from ..word.reading.building import answer, comment, commented, deleted, docx, inserted, paragraph, row, table
from .conftest import Run

SCHEMA = Path(word.__file__).parent.parent / "schemas" / "ponam-word-1.json"


@pytest.fixture
def copy(tmp_path: Path) -> str:
    body = paragraph("Le ", commented(1, "texte ", inserted("neuf")), deleted(" vieux")) + paragraph("Fin")
    comments = comment(1, "Est-ce sûr ?") + comment(2, "Oui.", author="Binta") + comment(3, "Ailleurs")
    extended = answer("00000010", done=True) + answer("00000020", to="00000010") + answer("00000030")
    path = tmp_path / "copie.docx"
    path.write_bytes(docx(body, comments=comments, commentsExtended=extended, header=paragraph(inserted("tête"))))
    return str(path)


def test_json_has_the_shape_of_its_schema(ponam: Run, copy: str) -> None:
    ran = ponam("read", copy, "--format", "json")
    found = json.loads(ran.out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert (ran.code, ran.err) == (0, "")
    assert found["accepted"] == ["Le texte neuf", "Fin"]
    assert found["rejected"] == ["Le texte vieux", "Fin"]
    assert [(c["id"], c["parent"], c["resolved"], c["quote"], c["paragraph"]) for c in found["comments"]] == [
        ("1", None, True, "texte neuf", 0),
        ("2", "1", True, "", None),
        ("3", None, False, "", None),
    ]
    assert [(c["kind"], c["text"], c["paragraph"]) for c in found["changes"]] == [
        ("insert", "neuf", 0),
        ("delete", " vieux", 0),
        ("insert", "tête", None),
    ]


def test_text_tells_it_to_people(ponam: Run, copy: str) -> None:
    out = ponam("read", copy).out
    assert "2 paragraphs · 3 comments, 2 of them resolved · 3 tracked changes (Awa 3)" in out
    assert "[1] · Awa · 2026-03-01 09:00 · ¶1 · resolved" in out
    assert "“texte neuf”" in out
    assert "answers [1]" in out
    assert "header or footer" in out


def test_the_rejected_reading_is_shown_on_demand(ponam: Run, copy: str) -> None:
    assert "Le texte vieux" in ponam("read", "--rejected", copy).out
    assert "Le texte vieux" not in ponam("read", copy).out


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_a_file_that_is_no_document_is_refused_in_one_sentence(ponam: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    ran = ponam("read", "x.docx")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert ran.err.startswith("x.docx: ")


def test_a_file_that_is_not_there_is_refused(ponam: Run) -> None:
    assert ponam("read", "zzz.docx").code == 3


def test_losses_are_said(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(docx(paragraph(commented(4, "mot"))))
    assert "marks a comment (4)" in ponam("read", "x.docx").err
    assert "marks a comment (4)" in json.loads(ponam("read", "x.docx", "--format", "json").out)["warnings"][0]


def test_json_comes_out_the_same_by_the_short_road_and_the_long_one(copy: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", copy, "--format", "json"]) == 0
    short = capfdbinary.readouterr().out
    assert main(["-q", "read", "--format", "json", copy]) == 0
    assert capfdbinary.readouterr().out == short
    assert json.loads(short)["headers"] == ["tête"]


def test_the_short_road_loads_nothing_heavy(copy: str) -> None:
    heavy = "{'click', 'dataclasses', 'inspect', 'lxml', 'typing', 'zipfile'}"
    code = f"import sys; from ponam_review.cli.main import main; main(['read', {copy!r}, '--format', 'json']); assert not {heavy} & set(sys.modules)"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ran = subprocess.run(
        [sys.executable, "-S", "-c", f"sys_path = {sys.path!r}; import sys; sys.path[:] = sys_path; {code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environ,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_text_shows_labels_headings_and_cells(ponam: Run, tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph("Contexte", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>') + table(row("a", "b"))
    path = tmp_path / "x.docx"
    path.write_bytes(docx(body, numbering=numbering))
    shown = ponam("read", str(path)).out
    assert "# I. Contexte" in shown
    assert "[T1 R1 C2] b" in shown

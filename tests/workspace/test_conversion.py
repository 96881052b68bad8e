"""Documents of other programs, turned into Word files by LibreOffice."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ponam_review.text.errors import WordFileError
from ponam_review.workspace.conversion import convert_to_docx, find_office
from ponam_review.workspace.origins import read_origin

from ..word.reading.building import docx, paragraph

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script with a first line that only Unix reads")
Convert = Callable[[Iterable[Path], str, Path], list[Path]]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "lettre d’été.odt"
    path.write_bytes(b"whatever")
    return path


def office(folder: Path, script: str) -> dict[str, str]:
    """An environment in which LibreOffice is a small program of ours."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys, time, os, pathlib\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return {"PONAM_SOFFICE": str(program), "PATH": os.environ["PATH"]}


def test_without_libreoffice_the_sentence_says_what_to_do(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponam_review.workspace.conversion._usual_places", lambda environ: iter(()))
    with pytest.raises(WordFileError, match=r"LibreOffice .* is not installed here; install it .* save it as \.docx"):
        convert_to_docx(letter, environ={"PATH": ""})


def test_a_named_program_that_is_not_there_is_not_replaced_by_another(letter: Path) -> None:
    assert find_office({"PONAM_SOFFICE": str(letter.parent / "nowhere"), "PATH": os.environ["PATH"]}) is None


def test_usual_places_of_windows(tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    assert find_office({"ProgramFiles": str(tmp_path), "PATH": ""}) == program


@posix
def test_it_works_on_a_copy_with_a_profile_of_its_own(letter: Path, tmp_path: Path) -> None:
    environ = office(
        tmp_path,
        "words = sys.argv[1:]\n"
        "profile = pathlib.Path(words[0].split('file://')[1]) / 'user/registrymodifications.xcu'\n"
        "source, out = pathlib.Path(words[-1]), pathlib.Path(words[-2])\n"
        "found = [profile.read_text(), ' '.join(words), str(sorted(os.environ)), source.read_text()]\n"
        "(out / 'text.docx').write_text('\\n'.join(found))\n",
    )
    said = convert_to_docx(letter, environ={**environ, "http_proxy": "http://x", "DISPLAY": ":0"}).decode()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in said
    assert 'oor:name="Link" oor:op="fuse"><value>2' in said
    assert "--headless" in said
    assert str(letter) not in said
    assert said.endswith("whatever")
    assert "http_proxy" not in said
    assert "DISPLAY" not in said
    assert letter.read_bytes() == b"whatever"


@posix
def test_it_is_ended_when_its_time_is_over(letter: Path, tmp_path: Path) -> None:
    environ = office(tmp_path, "os.fork() if hasattr(os, 'fork') else None\ntime.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(WordFileError, match="did not finish"):
        convert_to_docx(letter, environ=environ, seconds=0.5)
    assert time.monotonic() - begun < 15


@posix
@pytest.mark.parametrize("script", ["sys.exit(1)", "pass"])
def test_what_it_cannot_read_is_said(script: str, letter: Path, tmp_path: Path) -> None:
    with pytest.raises(WordFileError, match="LibreOffice cannot read it"):
        convert_to_docx(letter, environ=office(tmp_path, script))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WordFileError, match="there is no such file"):
        convert_to_docx(tmp_path / "x.odt", environ={})


def test_an_opendocument_text_is_read(tmp_path: Path, libreoffice: Convert) -> None:
    """LibreOffice writes the file, and is then asked to read it for us."""
    source = tmp_path / "texte.docx"
    source.write_bytes(_openable(docx(paragraph("Contexte", style="Heading1") + paragraph("Une phrase d’été."))))
    (made,) = libreoffice([source], "odt", tmp_path)
    result = read_origin(str(made), rejected=False, environ=dict(os.environ))
    assert [piece.text for piece in result.value.pieces] == ["Contexte", "Une phrase d’été."]
    assert result.notices[0].text() == "read by way of LibreOffice, which may have changed its look"


def _openable(content: bytes) -> bytes:
    from ..cli.importing.policy import openable

    return openable(content, ())

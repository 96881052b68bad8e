"""`ponam kit`: folders for everybody, for some, numbered, zipped."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from .conftest import Run
from .test_consultation import _make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kit") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path) -> Path:
    """A workspace with an edition, two stakeholders and an open consultation."""
    if not made.exists():
        _make(ponam, tmp_path)
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_without_more_it_makes_one_folder_for_everybody(ponam: Run, here: Path) -> None:
    ran = ponam("kit", "-o", "out", "--contact", "office@example.org", "--lang", "fr")
    assert ran.code == 0, ran.err
    names = sorted(file.name for file in (here / "out/commun").iterdir())
    assert len(names) == 7 and "lire-et-repondre-draft-1.html" in names
    page = (here / "out/commun/lire-et-repondre-draft-1.html").read_text(encoding="utf-8")
    assert "31\u00a0mars\u00a02026" in page and "office@example.org" in page and "FICTITIOUS" in page
    again = {file.name: file.read_bytes() for file in (here / "out/commun").iterdir()}
    assert ponam("kit", "-o", "out", "--contact", "office@example.org", "--lang", "fr").code == 0
    assert {file.name: file.read_bytes() for file in (here / "out/commun").iterdir()} == again


def test_numbered_copies_are_listed_with_their_fingerprints(ponam: Run, here: Path) -> None:
    assert ponam("kit", "-o", "out", "--each", "--numbered", "--restricted", "--zip").code == 0
    rows = list(csv.DictReader(io.StringIO((here / "out/register-of-copies.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert {(row["Copy"], row["Short name"]) for row in rows} == {("1", "DGME"), ("2", "OIM")}
    with zipfile.ZipFile(here / "out/draft-1-OIM.zip") as archive:
        page = archive.read("draft-1-OIM/read-and-answer-draft-1-OIM.html")
    assert sha256(page).hexdigest() in {row["SHA-256"] for row in rows}
    assert b"RESTRICTED" in page and "Copy no.\u00a02/2 – OIM".encode() in page


def test_one_stakeholder_and_another_edition_can_be_named(ponam: Run, here: Path) -> None:
    assert ponam("kit", "-o", "out", "--for", "dgme").code == 0
    assert [folder.name for folder in (here / "out").iterdir()] == ["DGME"]
    (here / "text/guidelines.md").write_text((here / "text/guidelines.md").read_text().replace("first", "second"))
    assert ponam("edition", "create", "draft-2").code == 0
    assert ponam("kit", "-o", "more", "--edition", "draft-2").code == 0
    page = (here / "more/common/read-and-answer-draft-2.html").read_text(encoding="utf-8")
    assert "a second measure" in page and "answer before" not in page.partition("<main")[0]


def test_what_cannot_be_made_is_refused_in_a_sentence(ponam: Run, here: Path) -> None:
    assert ponam("kit", "--for", "Nobody").code == 3
    assert ponam("kit", "--edition", "draft-9").code == 3
    (here / "file").write_text("")
    ran = ponam("kit", "-o", "file")
    assert ran.code == 3 and "cannot be written" in ran.err
    assert ponam("consult", "close").code == 0
    assert ponam("kit").code == 4

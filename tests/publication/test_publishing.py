"""A publication appears whole, is the same anywhere, and shows whatever was done to it since."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

import ponam_review
from ponam_review.cli.main import main
from ponam_review.publication.manifest import read_manifest
from ponam_review.publication.verifying import verify
from ponam_review.text.errors import PublicationError
from tests.publication.workspaces import sample_workspace, small_workspace

SCHEMA = Path(ponam_review.__file__).parent / "schemas" / "ponam-manifest-1.json"
EDITION = "version-provisoire-1"


def publish(root: Path, output: Path, *more: str) -> int:
    return main(["-C", str(root), "publish", EDITION, "-o", str(output), "-q", *more])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("eau") / "ws").root


@pytest.fixture(scope="module")
def published(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication") / "v1"
    assert publish(workspace, folder) == 0
    return folder


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    """A publication to be tampered with."""
    import shutil

    return Path(shutil.copytree(published, tmp_path / "copie"))


def test_every_file_is_there_and_the_manifest_follows_its_schema(published: Path) -> None:
    shape = json.loads((published / "manifest.json").read_bytes())
    Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(shape)
    assert (shape["edition"], shape["previous"], shape["status"]) == (EDITION, "projet-0", "Version provisoire 1")
    assert shape["date"] == "2026-03-09T09:30:00+00:00"
    listed = {entry["path"] for entry in shape["files"]}
    on_disk = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    assert on_disk == listed | {"manifest.json", "SHA256SUMS"}
    stem, redline = f"politique-{EDITION}", f"comparee-projet-0-{EDITION}"
    wanted = {f"{stem}.{e}" for e in ("docx", "html", "pdf", "epub", "xml", "md", "txt")} | {f"{redline}.{e}" for e in ("docx", "html", "pdf")}
    assert wanted | {f"plan-action-{EDITION}.xlsx", "LISEZMOI.txt"} <= listed


def test_people_verify_it_without_us(published: Path) -> None:
    run = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=published, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_same_edition_gives_the_same_bytes_anywhere(workspace: Path, published: Path, tmp_path: Path) -> None:
    """Another process, time zone, locale, folder, umask and day."""
    import shutil

    elsewhere = tmp_path / "un autre dossier" / "ws"
    shutil.copytree(workspace, elsewhere)
    environ = os.environ | {"TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1900000000", "PONAM_AUTHOR": "Autre"}
    words = [sys.executable, "-m", "ponam_review.cli.main", "-C", str(elsewhere), "publish", EDITION, "-o", str(tmp_path / "v1"), "-q"]
    run = subprocess.run(words, cwd="/", env=environ, umask=0o077, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    first = {p.relative_to(published): p.read_bytes() for p in published.rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "v1"): p.read_bytes() for p in (tmp_path / "v1").rglob("*") if p.is_file()}
    assert [str(name) for name in first if second.get(name) != first[name]] == []
    assert first.keys() == second.keys()


def test_what_was_done_to_it_since_is_listed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / f"politique-{EDITION}.txt").write_text("Autre texte", encoding="utf-8")
    (copy / f"politique-{EDITION}.md").unlink()
    (copy / "ajout.docx").write_bytes(b"x")
    assert verify(copy).faults == (
        ("extra", "ajout.docx"), ("missing", f"politique-{EDITION}.md"), ("changed", f"politique-{EDITION}.txt"),
    )  # fmt: skip
    capsys.readouterr()
    assert main(["verify", str(copy), "--lang", "fr"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "en trop   ajout.docx"
    assert "3 fichiers" in err


def test_sums_that_disagree_with_the_manifest_are_a_change(copy: Path) -> None:
    sums = copy / "SHA256SUMS"
    sums.write_text(sums.read_text().replace("a", "b", 1))
    assert ("changed", "SHA256SUMS") in verify(copy).faults


def test_a_link_in_the_place_of_a_file_is_a_change(copy: Path, tmp_path: Path) -> None:
    file = copy / f"politique-{EDITION}.txt"
    file.rename(tmp_path / "ailleurs.txt")
    file.symlink_to(tmp_path / "ailleurs.txt")
    assert verify(copy).faults == (("changed", file.name),)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b'{"schema": "ponam-manifest/2"}', b"\xff", b"[" * 100_000,
        b'{"schema": "ponam-manifest/1", "files": [{"path": "../x", "bytes": 1, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"schema": "ponam-manifest/1", "files": [{"path": "x", "bytes": "1", "sha256": "' + b"0" * 64 + b'"}]}',
    ],
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(PublicationError):
        read_manifest(content, "manifest.json")


def test_no_folder_is_written_over(workspace: Path, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in published.rglob("*")}
    assert publish(workspace, published) == 4
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.png").write_bytes(b"x")
    assert publish(workspace, other) == 4
    assert main(["-C", str(workspace), "publish", "projet-0", "-o", str(published), "-q", "--replace"]) == 4
    assert {path: path.stat().st_mtime_ns for path in published.rglob("*")} == before
    assert list(tmp_path.iterdir()) == [other]


def test_an_older_publication_of_the_edition_is_replaced_whole(workspace: Path, copy: Path) -> None:
    (copy / f"politique-{EDITION}.txt").unlink()
    assert publish(workspace, copy, "--replace") == 0
    assert verify(copy).sound
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_what_fails_leaves_nothing(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ponam_review.pdf import clean

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(clean, "write_pdf", broken)
    assert publish(workspace, tmp_path / "v1") == 3
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ signatures


def test_a_signature_holds_until_something_changes(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Callable[[str], Path]) -> None:
    monkeypatch.setenv("PONAM_PASSPHRASE", "quatre mots bien choisis")
    key, folder = tmp_path / "secretariat", tmp_path / "v1"
    assert main(["key", "create", str(key), "-q"]) == 0
    assert key.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED" in key.read_bytes()
    assert main(["key", "create", str(key), "-q"]) == 4
    assert publish(workspace, folder, "--sign", str(key)) == 0
    public = key.with_name("secretariat.pub")
    assert main(["verify", str(folder), "--key", str(public), "-q"]) == 0
    words = "pkeyutl -verify -pubin -rawin -in manifest.json -sigfile manifest.json.sig -inkey".split()
    run = subprocess.run([engine("openssl"), *words, public], cwd=folder, capture_output=True, text=True, check=False)
    assert "Verified Successfully" in run.stdout + run.stderr
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"Politique de l", b"Politique du l"))
    assert verify(folder, public=public.read_bytes()).signed == "invalid"
    (folder / "manifest.json.sig").unlink()
    assert verify(folder, public=public.read_bytes()).signed == "absent"
    assert main(["key", "create", str(tmp_path / "autre"), "-q", "--no-passphrase"]) == 0


def test_a_wrong_passphrase_is_refused_before_the_work(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONAM_PASSPHRASE", "la bonne phrase")
    key = tmp_path / "cle"
    assert main(["key", "create", str(key), "-q"]) == 0
    monkeypatch.setenv("PONAM_PASSPHRASE", "une autre phrase")
    assert publish(workspace, tmp_path / "v1", "--sign", str(key)) == 3
    assert not (tmp_path / "v1").exists()


# ------------------------------------------------------------------ what the files are


def test_word_files_follow_the_open_xml_rules(published: Path) -> None:
    for file in published.glob("*.docx"):
        result = OpenXmlValidator().validate(file)
        assert not result.errors, (file.name, result.errors[:3])


def test_pdfs_are_tagged_in_french_and_described(published: Path) -> None:
    for file in published.glob("*.pdf"):
        reader = PdfReader(file)
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "fr"
        assert root["/MarkInfo"]["/Marked"]
        metadata = root["/Metadata"].get_data().decode()
        assert "pdfuaid:part" in metadata and "pdfaid:part" in metadata
        kinds, alts = _tags(root["/StructTreeRoot"])
        assert {"/H1", "/Table", "/TH", "/TD", "/Figure"} <= kinds
        assert "Le budget par axe" in alts


def _tags(node: object) -> tuple[set[str], set[str]]:
    kinds: set[str] = set()
    alts: set[str] = set()
    todo = [node]
    while todo:
        item = todo.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            kinds.add(str(item.get("/S", "")))
            alts.add(str(item.get("/Alt", "")))
            if "/K" in item:
                todo.append(item["/K"])
    return kinds, alts


def test_letters_of_the_national_languages_are_in_every_format(published: Path) -> None:
    from ponam_review.word.reading.words import read_word

    sentence = "ɲɛtaasira ka bɛn san 2063 ma, ŋɔmi ni jɔ"
    for ending in ("html", "md", "txt", "xml"):
        assert sentence in (published / f"politique-{EDITION}.{ending}").read_text(encoding="utf-8")
    word = read_word((published / f"politique-{EDITION}.docx").read_bytes(), name="x.docx").value
    assert any(sentence in text for text in word.accepted)
    reader = PdfReader(published / f"politique-{EDITION}.pdf")
    assert sentence in " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    fonts = {
        font.get_object()["/BaseFont"] for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts and all("+" in font for font in fonts)  # a subset tag: the font travels with the file


def test_acronyms_used_tables_and_figures_are_listed(published: Path) -> None:
    text = (published / f"politique-{EDITION}.txt").read_text(encoding="utf-8")
    assert "Sigles et abréviations" in text and "Liste des tableaux" in text and "Liste des figures" in text
    assert "DGME" in text and "Délégation générale" in text
    assert "Jamais employé" not in text


def test_the_plan_is_a_sheet_without_formulas_and_with_its_totals(published: Path) -> None:
    book = load_workbook(BytesIO((published / f"plan-action-{EDITION}.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|'/c calc'!A1" in [cell.value for cell in cells]
    last = [cell.value for cell in list(book.worksheets[1].iter_rows())[-1]]
    assert last == ["Total général", 3, 1210.5, 7, 1217.5]


def test_golden_publication_of_the_sample(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """Which files the sample makes, and what the ones made of text hold. PDF and packages are held by their own tests."""
    root = sample_workspace(tmp_path / "ws").root
    assert publish(root, tmp_path / "v1") == 0
    shape = json.loads((tmp_path / "v1" / "manifest.json").read_bytes())
    golden("publication/files.txt", "".join(f"{entry['kind']:8} {entry['path']}\n" for entry in shape["files"]))
    for ending in ("txt", "md", "xml"):
        content = (tmp_path / "v1" / f"politique-{EDITION}.{ending}").read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        head = content.decode().split("Avant-propos")[0][:4000]
        golden(f"publication/{ending}.head", f"{head}\n")
        assert len(digest) == 64

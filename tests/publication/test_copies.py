"""A numbered copy is recognised wherever it turns up, in whatever format it went out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.cli.main import main
from ponam_review.publication.copies import code_of, copy_for, read_copies, remember
from ponam_review.publication.leaks import copies_in
from ponam_review.text.errors import PublicationError
from tests.publication.workspaces import small_workspace

EDITION = "version-provisoire-1"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("exemplaires") / "ws").root


def render(root: Path, output: Path, recipient: str) -> int:
    return main(["-C", str(root), "render", EDITION, "-o", str(output), "--copy-for", recipient, "-q"])


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "epub", "txt", "md"])
def test_every_format_says_whose_copy_it_is(root: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"projet.{ending}"
    assert render(root, file, "Cabinet du Premier ministre") == 0
    capsys.readouterr()
    assert main(["-C", str(root), "--lang", "fr", "verify", "--copy", str(file)]) == 0
    out = capsys.readouterr().out
    assert "remis à Cabinet du Premier ministre" in out
    assert f"«\u00a0{EDITION}\u00a0»" in out


def test_a_text_keeps_its_number_in_every_format_and_another_recipient_gets_another(root: Path, tmp_path: Path) -> None:
    for name, recipient in (("a.txt", "HCME"), ("b.html", "HCME"), ("c.txt", "DGME")):
        assert render(root, tmp_path / name, recipient) == 0
    copies = {copy.stakeholder: copy for copy in read_copies(root / ".ponam")}
    assert copies["HCME"].number != copies["DGME"].number
    assert copies["HCME"].code in (tmp_path / "b.html").read_text(encoding="utf-8")
    lines = (root / ".ponam" / "exemplaires.jsonl").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if '"HCME"' in line]) == 1


def test_every_page_of_the_pdf_bears_it(root: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    file = tmp_path / "projet.pdf"
    assert render(root, file, "OIM") == 0
    code = next(copy.code for copy in read_copies(root / ".ponam") if copy.stakeholder == "OIM")
    for page in PdfReader(file).pages:
        text = page.extract_text()
        assert code in text and "DIFFUSION RESTREINTE" in text


def test_a_file_without_number_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Un texte ordinaire.", encoding="utf-8")
    assert main(["verify", "--copy", str(file), "--lang", "fr"]) == 1
    assert "aucun numéro" in capsys.readouterr().out


def test_copies_of_kits_are_recognised_by_their_words() -> None:
    (trace,) = copies_in("<p>DIFFUSION RESTREINTE – Exemplaire n°\u00a003/12 – HCME</p>".encode(), "a.html")
    assert (trace.words, trace.code) == ("Exemplaire n° 03/12 – HCME", "")


@given(st.binary(max_size=400))
def test_nothing_that_is_no_copy_stops_the_search(content: bytes) -> None:
    for head in (b"", b"%PDF-1.7\n", b"PK\x03\x04"):
        assert copies_in(head + content, "x") == () or content


def test_a_package_that_swells_is_not_read_whole() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"a" * (80 << 20))
        archive.writestr("word/footer1.xml", b"<w:p>EX-AAAA-BBBB</w:p>")
    assert copies_in(buffer.getvalue(), "x.docx") == ()


def test_a_damaged_list_is_refused_not_forgotten(tmp_path: Path) -> None:
    copy, new = copy_for((), stakeholder="HCME", name="", edition="p", commit="c", date="2026-03-01", author="Awa")
    assert new and copy.code == code_of(1, "HCME", "p", "c")
    remember(tmp_path, copy)
    assert read_copies(tmp_path) == (copy,)
    with (tmp_path / "exemplaires.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{\n")
    with pytest.raises(PublicationError, match="exemplaires.jsonl:2"):
        read_copies(tmp_path)

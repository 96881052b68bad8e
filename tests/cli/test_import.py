"""`ponam import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..html.cases import DOT
from ..word.reading.building import comment, docx, inserted, paragraph, row, table
from .conftest import Run

PICTURE = '<w:r><w:drawing><wp:docPr id="1" descr="{}"/><a:blip r:embed="dot"/></w:drawing></w:r>'


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    body = (
        paragraph("Avant tout.")
        + paragraph("1. Contexte", style="Heading1")
        + paragraph("Un ", inserted("nouveau "), "texte.")
        + paragraph("1.1 Cadre", style="Heading2")
        + table(row("a", "b", properties="<w:tblHeader/>"), row("c", "d"))
        + paragraph("Annexe A – Carte", style="Heading1")
        + paragraph(PICTURE.format("Une carte"))
        + paragraph(PICTURE.format("Une carte"))
    )
    path = tmp_path / "politique.docx"
    path.write_bytes(docx(body, media={"dot.png": DOT}, comments=comment(0, "Avis")))
    return path


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_word_file_becomes_sections(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ran = ponam("import", "politique.docx", "-o", "texte")
    folder = tmp_path / "texte"
    assert ran.code == 0
    assert files(folder) == ["01-politique.md", "02-contexte.md", "03-carte.md", "images/politique-1.png"]
    context = (folder / "02-contexte.md").read_text(encoding="utf-8")
    assert context.startswith("---\nid: contexte\ntitle: ")
    assert "Un nouveau texte." in context
    assert "\n## Cadre\n" in context
    assert "kind: annexe" in (folder / "03-carte.md").read_text(encoding="utf-8")
    assert (folder / "images/politique-1.png").read_bytes() == DOT
    assert "02-contexte.md" in ran.out


def test_what_is_not_text_is_said(ponam: Run, policy: Path) -> None:
    err = ponam("import", "politique.docx", "-o", "texte").err
    assert "1 tracked changes" in err
    assert "1 comments" in err


def test_a_picture_without_description_is_said(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(docx(paragraph("Titre", style="Heading1") + paragraph(PICTURE.format("")), media={"dot.png": DOT}))
    assert "no description" in ponam("import", "x.docx", "-o", "texte").err


def test_the_other_reading_on_demand(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("import", "politique.docx", "-o", "texte", "--rejected")
    assert "Un texte." in (tmp_path / "texte/02-contexte.md").read_text(encoding="utf-8")


def test_a_markdown_file_is_cut_at_the_level_asked(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("# A\n\ntexte\n\n## B\n\n### C\n", encoding="utf-8")
    ponam("import", "p.md", "-o", "texte", "--split-level", "2")
    assert files(tmp_path / "texte") == ["01-a.md", "02-b.md"]


def test_several_files_go_on_numbering(ponam: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text("# Vision\n\ntexte\n", encoding="utf-8")
    ponam("import", "a.md", "b.md", "-o", "texte")
    assert files(tmp_path / "texte") == ["01-vision.md", "02-vision-2.md"]


def test_into_a_document_of_the_workspace_without_taking_its_ids(ponam: Run, tmp_path: Path) -> None:
    ponam("init")
    settings = (tmp_path / "ponam.toml").read_text(encoding="utf-8")
    document = settings.partition("[[documents]]")[2].partition('id = "')[2].partition('"')[0]
    (tmp_path / "p.md").write_text("# Vision neuve\n\ntexte\n", encoding="utf-8")
    ran = ponam("import", "p.md", "--document", document)
    assert ran.code == 0
    assert [name for name in files(tmp_path) if name.endswith("-vision-neuve.md")]


@pytest.mark.parametrize("words", [("import", "p.md"), ("import", "p.md", "-o", "x", "--document", "y"), ("import", "-o", "x")])
def test_wrong_usage(ponam: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "p.md").write_text("# A\n", encoding="utf-8")
    assert ponam(*words).code == 2


def test_new_sections_go_on_from_those_that_are_there(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("# A\n\ntexte\n", encoding="utf-8")
    (tmp_path / "texte").mkdir()
    (tmp_path / "texte/07-x.md").write_text("---\nid: a\ntitle: X\n---\n", encoding="utf-8")
    ponam("import", "p.md", "-o", "texte")
    assert files(tmp_path / "texte") == ["07-x.md", "08-a-2.md"]


def test_nothing_is_written_over(ponam: Run, policy: Path, tmp_path: Path) -> None:
    (tmp_path / "texte/images").mkdir(parents=True)
    (tmp_path / "texte/images/politique-1.png").write_bytes(b"mine")
    ran = ponam("import", "politique.docx", "-o", "texte")
    assert (ran.code, files(tmp_path / "texte")) == (4, ["images/politique-1.png"])
    assert (tmp_path / "texte/images/politique-1.png").read_bytes() == b"mine"


def test_a_file_that_is_no_document_leaves_nothing(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04")
    assert ponam("import", "x.docx", "-o", "texte").code == 3
    assert not (tmp_path / "texte").exists()

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


# ------------------------------------------------------------------ twice, and only looking


def test_a_dry_run_shows_the_plan_and_writes_nothing(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ran = ponam("import", "politique.docx", "-o", "texte", "--dry-run")
    assert ran.code == 0
    assert "02-contexte.md" in ran.out
    assert "Nothing was written" in ran.err
    assert not (tmp_path / "texte").exists()


def test_the_same_file_twice_is_no_quarrel(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("import", "politique.docx", "-o", "texte")
    before = files(tmp_path / "texte")
    ran = ponam("import", "politique.docx", "-o", "texte")
    assert (ran.code, files(tmp_path / "texte")) == (0, before)
    assert ran.out.count("(unchanged)") == 3


def test_a_section_that_says_something_else_is_not_overwritten_unless_asked(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("import", "politique.docx", "-o", "texte")
    mine = tmp_path / "texte/02-contexte.md"
    mine.write_text(mine.read_text(encoding="utf-8").replace("id: contexte", "id: contexte\nowner: DGME") + "\nMa phrase.\n", encoding="utf-8")
    before = mine.read_bytes()
    refused = ponam("import", "politique.docx", "-o", "texte")
    assert (refused.code, mine.read_bytes()) == (4, before)
    assert "--replace" in refused.err
    ran = ponam("import", "politique.docx", "-o", "texte", "--replace")
    assert ran.code == 0
    assert "Ma phrase." not in mine.read_text(encoding="utf-8")
    assert "owner: DGME" in mine.read_text(encoding="utf-8")


def test_the_report_says_the_sections_and_the_losses(ponam: Run, policy: Path, tmp_path: Path) -> None:
    for name in ("rapport.md", "rapport.docx", "rapport.html", "rapport.txt"):
        assert ponam("import", "politique.docx", "-o", "texte", "--report", name).code == 0
    report = (tmp_path / "rapport.md").read_text(encoding="utf-8")
    assert "| 02-contexte.md | contexte | Contexte |" in report
    assert "tracked changes were settled" in report
    assert ponam("import", "politique.docx", "-o", "texte", "--report", "rapport.pdf").code == 2


def test_a_failure_leaves_nothing_half_done(ponam: Run, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ponam_review.workspace import placing

    real, calls = placing.os.replace, []

    def failing(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "the disk is full")
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(placing.os, "replace", failing)
    assert ponam("import", "politique.docx", "-o", "texte/neuf").code == 3
    assert not (tmp_path / "texte").exists()


def test_the_text_before_the_changes_by_its_name(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("import", "politique.docx#original", "-o", "texte")
    assert "Un texte." in (tmp_path / "texte/02-contexte.md").read_text(encoding="utf-8")


# ------------------------------------------------------------------ after init


def test_the_example_gives_way_and_the_cover_goes_to_the_settings(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("init", "--lang", "fr")
    ran = ponam("import", "politique.docx", "--document", "texte")
    assert ran.code == 0
    assert [name for name in files(tmp_path / "texte") if name.endswith(".md")] == ["01-politique.md", "02-contexte.md", "03-carte.md"]
    assert ponam("render", "-o", "rendu.docx").code == 0


def test_an_example_that_somebody_has_touched_stays(ponam: Run, policy: Path, tmp_path: Path) -> None:
    ponam("init", "--lang", "fr")
    mine = tmp_path / "texte/01-preambule.md"
    mine.write_text(mine.read_text(encoding="utf-8") + "\nÀ moi.\n", encoding="utf-8")
    ponam("import", "politique.docx", "--document", "texte")
    assert "À moi." in mine.read_text(encoding="utf-8")


# ------------------------------------------------------------------ Markdown, acronyms, other kinds


def test_front_matter_of_markdown_is_kept(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\nid: cadre\ntitle: Le cadre\nowner: DGME\nversion: '1.10'\n---\n\nTexte.\n\n## Suite {#suite}\n\nFin.\n", encoding="utf-8")
    ponam("import", "p.md", "-o", "texte", "--split-level", "1")
    text = (tmp_path / "texte/01-cadre.md").read_text(encoding="utf-8")
    assert text.startswith('---\nid: cadre\ntitle: "Le cadre"\nowner: DGME\n')
    assert "version: '1.10'" in text
    assert "## Suite {#suite}" in text


def test_pictures_beside_markdown_are_copied(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "figs").mkdir()
    (tmp_path / "figs/point.png").write_bytes(DOT)
    (tmp_path / "p.md").write_text("# A\n\n![Un point](figs/point.png)\n", encoding="utf-8")
    ponam("import", "p.md", "-o", "texte")
    assert files(tmp_path / "texte") == ["01-a.md", "images/p-1.png"]
    assert (tmp_path / "texte/images/p-1.png").read_bytes() == DOT


def test_acronyms_are_added_and_homonyms_kept(ponam: Run, tmp_path: Path) -> None:
    ponam("init", "--lang", "fr")
    (tmp_path / "glossaire.csv").write_text("terme;developpe;definition;type\nCT;Coopération technique;;sigle\nOIM;organisation internationale pour les migrations.;;sigle\n", encoding="utf-8")
    (tmp_path / "s.md").write_text(
        "# Sigles\n\n| Sigle | Signification |\n|---|---|\n| CT | Collectivité territoriale |\n| OIM | Organisation internationale pour les migrations |\n| ONG | Organisation non gouvernementale |\n",
        encoding="utf-8",
    )
    ran = ponam("import", "s.md", "--document", "texte")
    rows = (tmp_path / "glossaire.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:3] == ["CT;Coopération technique;;sigle", "OIM;organisation internationale pour les migrations.;;sigle"]
    assert rows[3:] == ["CT;Collectivité territoriale;;sigle", "ONG;Organisation non gouvernementale;;sigle"]
    assert "“CT” is already “Coopération technique”" in ran.err


@pytest.mark.parametrize(("name", "sentence"), [("x.xlsx", "cannot be imported"), ("x.docx", "no such file"), ("vide.md", "holds no text")])
def test_what_cannot_be_imported_is_said(name: str, sentence: str, ponam: Run, tmp_path: Path) -> None:
    if name != "x.docx":
        (tmp_path / name).write_text("", encoding="utf-8")
    ran = ponam("import", name, "-o", "texte")
    assert (ran.code, (tmp_path / "texte").exists()) == (3, False)
    assert sentence in ran.err


def test_without_libreoffice_an_odt_is_refused_in_one_sentence(ponam: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONAM_SOFFICE", str(tmp_path / "nowhere"))
    (tmp_path / "x.odt").write_bytes(b"PK")
    ran = ponam("import", "x.odt", "-o", "texte")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "LibreOffice" in ran.err

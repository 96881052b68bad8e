"""A graphic charter is a folder to copy: another one changes every format, without a line of code."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from ponam_review.cli.main import main
from ponam_review.shipped import shipped
from ponam_review.text.errors import WorkspaceError
from ponam_review.workspace.charters import charter_of
from ponam_review.workspace.folders import DiskFolder
from tests.publication.workspaces import PICTURE, small_workspace

EDITION = "version-provisoire-1"
OTHER = """\
nom = "Ministère de l’Eau"
[couleurs]
accent = "#7B1E3A"
fond = "F7ECEF"
[polices]
texte = "Liberation Sans"
titres = "Libertinus Serif"
[couverture]
institution = ["MINISTÈRE DE L’EAU", "CABINET"]
etat = ["RÉPUBLIQUE D’ESSAI", "Travail"]
embleme = "embleme.png"
description = "Une goutte d’eau"
[mise-en-page]
listes = ["figures"]
alineas-numerotes = true
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("charte") / "ws"
    folder = root / "charte"
    folder.mkdir(parents=True)
    (folder / "charte.toml").write_text(OTHER, encoding="utf-8")
    (folder / "embleme.png").write_bytes(PICTURE.read_bytes())
    (folder / "style.css").write_text(".title { letter-spacing: .1em; }", encoding="utf-8")
    (folder / "theme.typ").write_text('#let rule() = align(center, text(font: sans)[\\* \\* \\*])\n', encoding="utf-8")
    small_workspace(root, "charte")
    output = root.parent / "v1"
    assert main(["-C", str(root), "publish", EDITION, "-o", str(output), "-q", "--no-redline"]) == 0
    return output


def test_the_cover_bears_the_texts_and_the_emblem(published: Path) -> None:
    for ending in ("html", "txt", "md", "xml"):
        text = (published / f"politique-{EDITION}.{ending}").read_text(encoding="utf-8")
        assert "MINISTÈRE DE L’EAU" in text and "RÉPUBLIQUE D’ESSAI" in text
    page = (published / f"politique-{EDITION}.html").read_text(encoding="utf-8")
    assert 'alt="Une goutte d’eau"' in page
    with zipfile.ZipFile(published / f"politique-{EDITION}.docx") as word:
        assert [name for name in word.namelist() if name.startswith("word/media/")]
        assert "Une goutte d’eau" in word.read("word/document.xml").decode()
    first = PdfReader(published / f"politique-{EDITION}.pdf").pages[0]
    assert len(first.images) == 1
    assert "CABINET" in first.extract_text()


def test_colours_change_in_every_format(published: Path) -> None:
    page = (published / f"politique-{EDITION}.html").read_text(encoding="utf-8")
    assert "--accent: #7B1E3A;" in page and "letter-spacing: .1em" in page
    with zipfile.ZipFile(published / f"politique-{EDITION}.docx") as word:
        styles = word.read("word/styles.xml").decode()
    assert "7B1E3A" in styles and "1D5B3A" not in styles
    with zipfile.ZipFile(published / f"politique-{EDITION}.epub") as book:
        style = book.read("EPUB/style.css").decode()
    assert "#7B1E3A" in style and "#1D5B3A" not in style
    content = b"".join(page.get_contents().get_data() for page in PdfReader(published / f"politique-{EDITION}.pdf").pages)
    colours = {tuple(round(float(part) * 255) for part in found) for found in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn", content)}
    assert (0x7B, 0x1E, 0x3A) in colours
    assert (0x1D, 0x5B, 0x3A) not in colours


def test_fonts_change(published: Path) -> None:
    with zipfile.ZipFile(published / f"politique-{EDITION}.docx") as word:
        styles, table = word.read("word/styles.xml").decode(), word.read("word/fontTable.xml").decode()
    assert 'w:ascii="Liberation Sans"' in styles and "Times New Roman" not in styles
    assert '<w:font w:name="Liberation Sans"><w:altName w:val="Times New Roman"/>' in table
    page = next(p for p in PdfReader(published / f"politique-{EDITION}.pdf").pages if "Bamanankan" in p.extract_text())
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert any("LiberationSans" in name for name in fonts)


def test_lists_and_numbers_of_paragraphs_follow_it(published: Path) -> None:
    text = (published / f"politique-{EDITION}.txt").read_text(encoding="utf-8")
    assert "Liste des figures" in text and "Liste des tableaux" not in text
    page = (published / f"politique-{EDITION}.html").read_text(encoding="utf-8")
    assert re.findall(r'<a class="address"[^>]*>(\d+)</a>', page)[:2] == ["1", "2"]


def test_the_shipped_charter_is_the_shipped_look(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(shipped("templates/charte"), tmp_path / "charte")
    charter = charter_of(DiskFolder(tmp_path), "charte")
    assert charter.recoloured() == {}
    assert (charter.text_font, charter.fonts, charter.emblem) == ("", (), b"")
    assert charter.state == ("RÉPUBLIQUE DU MALI", "Un Peuple – Un But – Une Foi")


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("couleur = 1", "“couleur” is not a known setting"),
        ('[couleurs]\naccent = "vert"', "“accent” must be a colour"),
        ('[couverture]\nembleme = "../secret.png"', "the emblem “../secret.png” must be"),
        ('[mise-en-page]\nlistes = ["annexes"]', "“listes” must be one of: sigles, tableaux, figures"),
        ("[mise-en-page]\nalineas-numerotes = 1", "“alineas-numerotes” must be true or false"),
        ('[polices]\ntexte = "x\\"); evil("', "must be the name of a font"),
        ("nom = [", "not valid TOML"),
    ],
)
def test_a_charter_that_is_wrong_says_where(tmp_path: Path, toml: str, sentence: str) -> None:
    (tmp_path / "charte.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=re.escape(sentence)):
        charter_of(DiskFolder(tmp_path.parent), tmp_path.name)


@pytest.mark.parametrize("css", ["@import 'x';", "a { background: url(http://x/y.png) }", "</style><script>"])
def test_css_that_loads_something_is_refused(tmp_path: Path, css: str) -> None:
    (tmp_path / "charte.toml").write_text("", encoding="utf-8")
    (tmp_path / "style.css").write_text(css, encoding="utf-8")
    with pytest.raises(WorkspaceError):
        charter_of(DiskFolder(tmp_path.parent), tmp_path.name)


def test_a_missing_charter_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = small_workspace(tmp_path / "ws")
    toml = workspace.root / "ponam.toml"
    toml.write_text('charte = "absente"\n' + toml.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["-C", str(workspace.root), "--lang", "en", "render", ".", "-o", str(tmp_path / "a.txt")]) == 3
    assert "absente/charte.toml: the graphic charter" in capsys.readouterr().err


Convert = Callable[..., list[Path]]


def test_libreoffice_opens_it(published: Path, libreoffice: Convert, tmp_path: Path) -> None:
    (pdf,) = libreoffice([published / f"politique-{EDITION}.docx"], "pdf", tmp_path)
    assert "CABINET" in PdfReader(io.BytesIO(pdf.read_bytes())).pages[0].extract_text()

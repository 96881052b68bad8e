"""The other files of a kit: the Word copy, the matrix, the paper form, what is written on numbered and restricted copies."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from ponam_review.html.kit import write_kit
from ponam_review.intake.kit_files import COPY_STEPS
from ponam_review.intake.layout import lay_out
from ponam_review.intake.sheet import read_matrix
from ponam_review.intake.word import read_copy
from ponam_review.pdf.press import NOT_ACCESSIBLE
from ponam_review.publication.kit.making import file_name, folder_name, kit_of, make_kit
from ponam_review.publication.kit.matrix import HEADING, entries_of
from ponam_review.publication.kit.ordering import Order, Receiver
from ponam_review.publication.kit.paper import parts_of
from ponam_review.publication.kit.pictures import light, lighter
from ponam_review.publication.kit.wording import COPY, words
from ponam_review.register.vocabulary import Certainty, Nature
from tests.publication.kit.kits import small_flow, small_order

Convert = Callable[[Iterable[Path], str, Path], list[Path]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The common kit of the small text, by the kinds of its files."""
    made = make_kit(small_order())
    assert [notice.template for notice in made.notices] == [NOT_ACCESSIBLE]  # no font of ours has the globe
    return {file.name: file.content for file in made.value}


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_a_kit_is_seven_files_whose_names_say_what_they_are(files: dict[str, bytes]) -> None:
    assert sorted(files) == [
        "LISEZ-MOI.txt", "copie-a-annoter-projet-0.docx", "fiche-papier-projet-0.docx", "fiche-papier-projet-0.pdf",
        "lire-et-repondre-projet-0.html", "matrice-projet-0.xlsx", "texte-a-imprimer-projet-0.pdf",
    ]  # fmt: skip
    said = files["LISEZ-MOI.txt"].decode("utf-8-sig")
    assert "avant le 31\u00a0mars\u00a02026" in said and "secretariat@exemple.invalid" in said
    assert all(name in said for name in files if not name.endswith((".txt", "papier-projet-0.docx")))


def test_the_same_order_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert {file.name: file.content for file in make_kit(small_order()).value} == files


def test_names_tell_the_intake_who_answers() -> None:
    order = small_order(Receiver("CR Kayes", "Conseil régional de Kayes"))
    assert (folder_name(order), file_name(order, "xlsx", ".xlsx")) == ("CR-Kayes", "matrice-projet-0-CR-Kayes.xlsx")


# ------------------------------------------------------------------ Word


def test_the_copy_tracks_changes_locks_styles_and_names_its_paragraphs(files: dict[str, bytes]) -> None:
    copy = files["copie-a-annoter-projet-0.docx"]
    settings, body = part(copy, "word/settings.xml"), part(copy, "word/document.xml")
    assert '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges" w:formatting="1" w:enforcement="1"/>' in settings
    assert {"_pn_intro__0", "_pn_intro__1", "_pn_intro__10", "_pn_suite__1"} <= set(re.findall(r'w:name="(_pn_\w+)"', body))
    assert "Comment annoter cette copie" in body and "intro ¶1" in body
    assert 'name="ponam.edition"' in part(copy, "docProps/custom.xml")


def test_the_copy_that_comes_back_unchanged_says_nothing(files: dict[str, bytes]) -> None:
    assert len(words(COPY, small_order())["steps"].split("\n")) == COPY_STEPS
    read = read_copy(files["copie-a-annoter-projet-0.docx"], "copie.docx", lay_out(small_flow()))
    assert read.value == ()
    assert read.notices == ()


def test_the_copy_keeps_all_that_through_libreoffice(files: dict[str, bytes], libreoffice: Convert, tmp_path: Path) -> None:
    source = tmp_path / "renommée par son lecteur.docx"
    source.write_bytes(files["copie-a-annoter-projet-0.docx"])
    (tmp_path / "rendu").mkdir()
    (saved,) = libreoffice([source], "docx", tmp_path / "rendu")
    content = saved.read_bytes()
    assert {"_pn_intro__1", "_pn_suite__1"} <= set(re.findall(r'w:name="(_pn_\w+)"', part(content, "word/document.xml")))
    assert "<w:trackRevisions/>" in part(content, "word/settings.xml")
    assert "c" * 40 in part(content, "docProps/custom.xml") or "projet-0" in part(content, "docProps/custom.xml")


# ------------------------------------------------------------------ Excel


def test_the_matrix_offers_addresses_and_natures_and_protects_its_headings(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["matrice-projet-0.xlsx"]))
    sheet = book["Observations"]
    headings = [cell.value for cell in sheet[HEADING + 1]]
    assert headings == ["Partie / ¶", "Passage cité", "Observation", "Proposition de rédaction", "Nature", "Auteur"]
    assert sheet.protection.sheet and sheet["A5"].protection.locked and not sheet["C6"].protection.locked
    choices = sorted(str(rule.formula1) for rule in sheet.data_validations.dataValidation)
    assert choices == ['"Fond,Forme,Factuel,Traduction,Général"', f"'Repères'!$A$2:$A${1 + len(list(entries_of(small_flow())))}"]
    assert {p.name: p.value for p in book.custom_doc_props.props}["ponam.edition"] == "projet-0"
    assert [row[0].value for row in book["Repères"].iter_rows(min_row=2, max_row=4)] == ["intro", "intro ¶1", "intro ¶2"]


def test_the_matrix_filled_in_comes_back_in_place(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["matrice-projet-0.xlsx"]))
    sheet = book["Observations"]
    for column, value in zip("ABCDEF", ("intro ¶1", "personnes migrantes", "Préciser.", "tout le monde", "Fond", "A. Fictive"), strict=True):
        sheet[f"{column}6"] = value
    sheet["C8"] = "Texte clair dans l’ensemble."
    stream = io.BytesIO()
    book.save(stream)
    read = read_matrix(stream.getvalue(), "matrice-projet-0.xlsx", lay_out(small_flow()))
    first, second = (row.comment for row in read.value.rows)
    selector = first.place.selector
    assert selector is not None and (selector.section, selector.block, selector.exact) == ("intro", 1, "personnes migrantes")
    assert (first.place.certainty, first.nature, first.author) == (Certainty.CERTAIN, Nature.SUBSTANCE, "A. Fictive")
    assert second.place.selector is None
    assert read.notices == ()


# ------------------------------------------------------------------ paper


def test_the_paper_form_has_its_boxes_its_codes_and_where_to_send_it(files: dict[str, bytes]) -> None:
    pages = PdfReader(io.BytesIO(files["fiche-papier-projet-0.pdf"])).pages
    text = pdf_text(files["fiche-papier-projet-0.pdf"])
    assert len(pages) <= 3 and {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(595, 842)}
    assert "secretariat@exemple.invalid" in text and "avant le 31 mars 2026" in text
    assert all(f"Observation n° {number}" in text for number in range(1, 6))
    assert "intro" in text and "¶1 – ¶10" in text
    assert [(part.id, part.last) for part in parts_of(small_flow())] == [("intro", 10), ("suite", 1)]
    assert "intro ¶1" in pdf_text(files["texte-a-imprimer-projet-0.pdf"])


# ------------------------------------------------------------------ whose copy it is


def marked(order: Order) -> dict[str, str]:
    """What the files of an order say of themselves, as text."""
    made = {file.name.rpartition(".")[2]: file.content for file in make_kit(order).value if not file.name.startswith("fiche")}
    copy = made["docx"]
    heads = [name for name in zipfile.ZipFile(io.BytesIO(copy)).namelist() if "header" in name or "footer" in name]
    return {
        "docx": "".join(part(copy, name) for name in [*heads, "word/document.xml"]),
        "pdf": pdf_text(made["pdf"]),
        "html": made["html"].decode(),
        "txt": made["txt"].decode(),
    }


def test_numbered_and_restricted_copies_say_so_everywhere() -> None:
    said = marked(small_order(Receiver("OIM", "Organisation", 3, 12), restricted=True))
    for form, text in said.items():
        assert "Exemplaire n°" in text and "03/12" in text and "DIFFUSION RESTREINTE" in text, form
    assert "OIM 3/12" in said["docx"]  # across the page


def test_an_open_copy_says_nothing_of_the_kind(files: dict[str, bytes]) -> None:
    said = marked(small_order())
    assert not any("Exemplaire n°" in text or "RESTREINTE" in text for text in said.values())


def test_the_kit_of_one_institution_knows_who_answers() -> None:
    order = small_order(Receiver("OIM", "Organisation </script> internationale"))
    page = write_kit(order.flow, kit_of(order), images=order.images).value
    assert '"stakeholder":"OIM"' in page and "Organisation \\u003c/script> internationale" in page


def test_english_kits_are_english() -> None:
    made = make_kit(small_order(language="en"))
    names = [file.name for file in made.value]
    assert "read-and-answer-projet-0.html" in names and "README.txt" in names
    assert b"Choose ONE of these ways" in made.value[-1].content


# ------------------------------------------------------------------ pictures


def drawing(colours: int) -> bytes:
    picture = Image.new("RGBA", (400, 300), (255, 255, 255, 0))
    for x in range(400):
        for y in range(300):
            if colours > 4:
                picture.putpixel((x, y), (x * 255 // 400, y * 255 // 300, (x * y) % 256, 255))
            elif y > 100 + x // 4:
                picture.putpixel((x, y), (29, 91, 58, 255))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("colours", [2, 1000])
def test_pictures_become_lighter_and_stay_themselves(colours: int) -> None:
    content = drawing(colours)
    smaller = light(content)
    assert len(smaller) < len(content)
    with Image.open(io.BytesIO(smaller)) as shown:
        assert shown.format == "WEBP" and shown.size == (400, 300)
        assert abs(shown.convert("RGB").getpixel((5, 5))[0] - (255 if colours == 2 else 3)) < 12  # type: ignore[index]


def test_what_is_no_picture_stays_as_it_is() -> None:
    assert light(b"\x89PNG\r\n\x1a\n broken") == b"\x89PNG\r\n\x1a\n broken"
    assert lighter(lambda file, source: None)("a.md", "b.png") is None

"""What a PDF is to those who read it: its tags, its pages, its fonts."""

from __future__ import annotations

import re
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ponam_review.pdf.clean import write_pdf
from ponam_review.pdf.redline import write_redline
from ponam_review.text.model import Heading, Paragraph, Run, Section
from tests.html import cases
from tests.pdf.reading import Engine, pages_of, tag_names, tags

DATE = "2026-06-12T10:00:00Z"


@cache
def policy() -> bytes:
    result = write_pdf(cases.policy(), images=cases.images, created=DATE, addresses=True)
    assert result.notices == ()
    return result.value


@cache
def kinds() -> bytes:
    return write_pdf(cases.kinds(), images=cases.images, created=DATE).value


def catalogue(content: bytes) -> Any:
    return PdfReader(BytesIO(content)).trailer["/Root"]


def test_it_says_its_language_title_and_date() -> None:
    root = catalogue(policy())
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"] == root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - PDF's own truth
    metadata = PdfReader(BytesIO(policy())).metadata
    assert metadata is not None
    assert metadata.title == "Politique de mobilité – projet-1"
    assert str(metadata.creation_date).startswith("2026-06-12 10:00:00")


def test_english_is_said_to_be_english() -> None:
    assert catalogue(write_pdf(cases.english(), images=cases.images, created=DATE).value)["/Lang"] == "en"


def test_it_claims_to_be_accessible_and_fit_for_archives() -> None:
    about = catalogue(policy())["/Metadata"].get_data().decode()
    assert re.search(r"<pdfuaid:part>1<", about)
    assert re.search(r"<pdfaid:part>2<.*<pdfaid:conformance>A<", about, re.DOTALL)


def test_what_things_are_is_in_the_tags() -> None:
    names = tag_names(policy())
    assert [name for name in names if re.fullmatch(r"H\d", name)] == ["H1", "H1", "H2", "H1"]
    assert {"TOC", "TOCI", "Table", "TR", "TH", "TD", "Caption", "Note", "Link", "P"} <= set(names)
    assert {"L", "LI", "LBody", "BlockQuote", "Figure", "Code", "Em", "Strong"} <= set(tag_names(kinds()))


def test_pictures_have_their_descriptions() -> None:
    assert [tag["/Alt"] for tag in tags(kinds()) if tag["/S"] == "/Figure"] == ["Un point", "Lié"]


def test_no_level_of_heading_is_skipped_among_the_tags() -> None:
    flow = cases.loose(Heading(3, (Run("a"),)), Heading(6, (Run("b"),)), Heading(2, (Run("c"),)), Heading(1, (Run("d"),)))
    result = write_pdf(flow, images=cases.images, created=DATE)
    assert result.notices == ()
    assert [name for name in tag_names(result.value) if name.startswith("H")] == ["H1", "H2", "H2", "H1"]


def test_contents_give_the_pages_where_headings_stand(engine: Engine) -> None:
    filler = tuple(Paragraph((Run("mot " * 400),)) for _ in range(4))
    flow = cases.workspace(*(Section(f"s{k}", f"Partie {k}", filler, file=f"{k}.md") for k in range(5)))
    pages = pages_of(write_pdf(flow, images=cases.images, created=DATE).value, engine)
    listed = dict(re.findall(r"(Partie \d)[ .\u2026]*\s*(\d+)$", pages[1], re.MULTILINE))
    assert len(listed) == 5
    for title, page in listed.items():
        assert title in pages[int(page) - 1]
    assert len(pages) > 6


def test_each_page_bears_the_mark_and_its_number_but_the_cover(engine: Engine) -> None:
    first, *others = pages_of(policy(), engine)
    assert "page" not in first
    for number, text in enumerate(others, 2):
        assert f"page {number} / {len(others) + 1}" in text
        assert "EXEMPLE FICTIF – sans valeur officielle" in text
        assert "Politique de mobilité" in text
        assert "projet-1" in text


def test_addresses_are_printed_when_asked_for(engine: Engine) -> None:
    assert "axe-1 ¶1" in re.sub(r"\s+", " ", "".join(pages_of(policy(), engine)))
    bare = write_pdf(cases.policy(), images=cases.images, created=DATE).value
    assert "¶" not in "".join(pages_of(bare, engine))


def test_wide_tables_lie_on_landscape_pages() -> None:
    sizes = [(page.mediabox.width > page.mediabox.height) for page in PdfReader(BytesIO(kinds())).pages]
    assert sizes == [False, True, False]


def test_the_head_of_a_table_stands_again_on_its_next_page(engine: Engine) -> None:
    rows = tuple(cases.row(f"ligne{number}", "valeur") for number in range(80))
    flow = cases.loose(cases.Table((cases.row("Intitulé", "Chiffre"), *rows)))
    pages = pages_of(write_pdf(flow, images=cases.images, created=DATE).value, engine)
    assert len(pages) > 1
    assert all("Intitulé" in page for page in pages)


def test_a_watermark_is_behind_every_page_of_text(engine: Engine) -> None:
    content = write_pdf(cases.kinds(), images=cases.images, created=DATE, watermark="BROUILLON").value
    assert all("BROUILLON" in page.replace("\n", "") for page in pages_of(content, engine))


def test_letters_of_the_languages_of_mali_have_embedded_fonts() -> None:
    words = "ɲ ɛ ɔ ŋ Ɲ Ɛ Ɔ Ŋ"
    flow = cases.loose(Heading(1, (Run(words),)), cases.para(words), cases.Table((cases.row(words),)), cases.Code(words))
    result = write_pdf(flow, images=cases.images, created=DATE)
    assert result.notices == ()
    fonts = {str(font["/BaseFont"]) for page in PdfReader(BytesIO(result.value)).pages for font in fonts_of(page)}
    families = {re.split(r"[-+]", name)[1] for name in fonts}
    assert families == {"LibertinusSerif", "LiberationSans", "DejaVuSansMono"}


def fonts_of(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be set on this system")
def test_the_same_bytes_in_another_zone_and_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    monkeypatch.chdir(tmp_path)
    try:
        again = write_pdf(cases.policy(), images=cases.images, created=DATE, addresses=True).value
    finally:
        monkeypatch.undo()
        time.tzset()
    assert again == policy()


# ------------------------------------------------------------------ redlines


@pytest.mark.parametrize("name", cases.REDLINES)
def test_each_kind_of_change_is_printed(name: str) -> None:
    changes = cases.REDLINES[name]()
    result = write_redline(changes, images=cases.images, author="Secrétariat", date=DATE)
    assert {notice.values.get("source") for notice in result.notices} <= {"none.gif"}


def test_moves_lead_to_each_other_and_the_list_to_every_change(engine: Engine) -> None:
    content = write_redline(cases.moves(), images=cases.images, author="Secrétariat", date=DATE).value
    lists, text_page = (links_of(page) for page in PdfReader(BytesIO(content)).pages)
    assert len(lists) == 2 * 4  # number and page of each change
    assert len(text_page) == 2 * 4  # its number in the margin, and the other place of what moved
    text = " ".join("".join(pages_of(content, engine)).split())
    assert re.search(r"↱ 1 Ce passage.*déplacé vers « 2 Seconde », p\. 2", text)
    assert re.search(r"↳ 1 Ce passage.*déplacé depuis « 1 Première », p\. 2", text)


def links_of(page: Any) -> list[Any]:
    return [note for note in (entry.get_object() for entry in page.get("/Annots", ())) if note["/Subtype"] == "/Link"]


def test_the_summary_says_who_when_and_how_much(engine: Engine) -> None:
    content = write_redline(cases.words(), images=cases.images, author="Secrétariat", date=DATE).value
    first = " ".join(pages_of(content, engine)[0].split())
    for words in ("Version comparée", "Secrétariat", "12 juin 2026", "ancien", "nouveau", "1 reformulation", "texte supprimé", "mots ajoutés"):
        assert words in first


def test_identical_texts_say_so(engine: Engine) -> None:
    content = write_redline(cases.identical(), images=cases.images, author="Secrétariat", date=DATE).value
    assert "Les deux textes sont identiques." in pages_of(content, engine)[0]


def test_bookmarks_are_those_of_the_new_text() -> None:
    content = write_redline(cases.lists(), images=cases.images, author="Secrétariat", date=DATE).value
    titles = [entry.title for entry in flat(PdfReader(BytesIO(content)).outline)]
    assert titles == ["Version comparée", "Résumé des modifications", "Légende", "Liste des modifications", "titre"]


def flat(entries: Any) -> list[Any]:
    return [inner for entry in entries for inner in (flat(entry) if isinstance(entry, list) else [entry])]

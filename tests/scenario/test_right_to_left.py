"""Arabic, N'Ko and Adlam in every format: nothing lost, each paragraph in its own direction."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pypdf
import pytest

from ponam_review.akn.document import write_akn
from ponam_review.compare.engine import compare
from ponam_review.epub.package import write_epub
from ponam_review.html.book import write_book
from ponam_review.html.clean import write_html
from ponam_review.markdown.reader import read_loose
from ponam_review.pdf.clean import write_pdf
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.plain import plain_text
from ponam_review.word.reading.document import read_document
from ponam_review.word.redlining import proven_redline
from ponam_review.word.writing.clean import write_docx

TEXT = """# الهجرة النظامية

تموّل الجالية **120** مدرسة.

Un alinéa français qui cite « الهجرة ».

- ߒߞߏ ߞߊ߲
- 𞤆𞤵𞤤𞤢𞤪

| المنطقة | العدد |
|---|---:|
| كاي | 120 |
"""
MOMENT = "2026-03-01T08:00:00Z"


def flow(text: str = TEXT) -> Flow:
    return prepare(read_loose(text, "t.md").value)


def no_picture(_file: str, _source: str) -> bytes | None:
    return None


def body(docx: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def test_word_keeps_text_and_direction() -> None:
    docx = write_docx(flow(), images=no_picture, created=MOMENT).value
    read = prepare(read_document(docx, name="t.docx", reading="accepted").value)
    assert plain_text(read.blocks) == plain_text(flow().blocks)
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body(docx), re.DOTALL)
    turned = ["<w:bidi/>" in paragraph for paragraph in paragraphs]
    assert turned == [True, True, False, True, True, True, True, True, False]
    assert all(("<w:rtl/>" in paragraph) or not way for paragraph, way in zip(paragraphs, turned, strict=True))
    assert '<w:rtl/></w:rPr><w:t xml:space="preserve">الهجرة' in body(docx)


def test_a_redline_in_arabic_proves_itself() -> None:
    changes = compare(flow(), flow(TEXT.replace("120", "140").replace("مدرسة", "مدرسة جديدة")))
    docx = proven_redline(changes, old_images=no_picture, new_images=no_picture, author="A", date=MOMENT).value
    assert "جديدة" in body(docx)
    assert "<w:ins " in body(docx)


def test_pages_and_books_say_the_direction() -> None:
    page = write_html(flow(), images=no_picture).value
    assert 'dir="rtl">تموّل' in page
    assert "<p>Un alinéa" in page
    assert re.search(r'<h\d[^>]* dir="rtl">الهجرة', page)
    book = write_book(flow(), images=no_picture).value
    assert any('dir="rtl"' in chapter.body for chapter in book.chapters)


@pytest.mark.parametrize("language", ["ar", "nqo", "ff-Adlm"])
def test_a_whole_document_in_such_a_language(language: str) -> None:
    page = write_html(replace(flow(), language=language), images=no_picture).value
    assert f'<html lang="{language}" dir="rtl">' in page
    book = write_book(replace(flow(), language=language), images=no_picture).value
    epub = zipfile.ZipFile(io.BytesIO(write_epub(book, style="", created=MOMENT)))
    package = next(epub.read(name).decode() for name in epub.namelist() if name.endswith(".opf"))
    assert 'page-progression-direction="rtl"' in package
    chapter = next(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml") and "nav" not in name)
    assert f'xml:lang="{language}" dir="rtl">' in chapter


def test_the_pdf_shows_every_letter() -> None:
    result = write_pdf(flow(), images=no_picture, created=MOMENT)
    assert result.notices == ()  # a letter that no font has would be told
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(io.BytesIO(result.value)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {"NotoSansNKo-Regular", "NotoSansAdlam-Regular", "NotoSansArabic-Regular"} <= fonts


def test_a_loose_pdf_has_no_page_for_each_paragraph() -> None:
    result = write_pdf(flow("un\n\ndeux\n\n- trois\n"), images=no_picture, created=MOMENT)
    assert len(pypdf.PdfReader(io.BytesIO(result.value)).pages) == 1


def test_the_xml_keeps_every_letter() -> None:
    xml = write_akn(flow(), date="2026-03-01", work_date="2026-03-01", edition="", country="ml").value
    for words in ("الهجرة النظامية", "ߒߞߏ ߞߊ߲", "𞤆𞤵𞤤𞤢𞤪"):
        assert words in xml

"""The reference of styles: what bodies count on, and what offices with other fonts and programs need."""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from ponam_review.shipped import shipped
from ponam_review.word import page
from ponam_review.word.package import Properties, write_package
from ponam_review.word.template import STYLE_NAMES, reference_bytes, template_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOOLS = Path(__file__).parents[2] / "tools"
PARAGRAPHS = """Normal BodyText Heading1 Heading2 Heading3 Heading4 Heading5 Heading6 ListParagraph ListContinue Quote SourceCode
    Caption Figure TableText TableHead FootnoteText TOCHeading TOC1 TOC2 TOC3 CoverLeft CoverRight CoverTitle CoverSubtitle CoverLine
    CoverMark MarginAddress Header Footer HorizontalRule CommentText CommentSubject BalloonText""".split()
CHARACTERS = "DefaultParagraphFont Hyperlink FootnoteReference CodeChar Address CommentReference".split()

TEMPLATE = template_of(reference_bytes())
STYLES = {style.get(f"{W}styleId"): style for style in etree.fromstring(TEMPLATE.styles.encode()).findall(f"{W}style")}
NUMBERING = etree.fromstring(TEMPLATE.numbering.encode())


@pytest.fixture
def make_reference(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tools/make_reference.py as a module."""
    monkeypatch.syspath_prepend(str(TOOLS))
    spec = importlib.util.spec_from_file_location("make_reference", TOOLS / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_reference", module)
    spec.loader.exec_module(module)
    return module


def value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_shipped_file_is_what_the_tool_makes(make_reference: ModuleType) -> None:
    """Else somebody changed one and forgot the other: run `python tools/make_reference.py`."""
    assert unpacked(make_reference.reference()) == unpacked(reference_bytes())


def test_the_shipped_file_passes_the_open_xml_rules() -> None:
    path = shipped("templates/reference.docx")
    assert OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors == []


# ------------------------------------------------------------------ styles


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("paragraph", PARAGRAPHS), ("character", CHARACTERS), ("table", ["TableNormal", "PonamTable"]), ("numbering", ["NoList"])],
)
def test_each_style_that_bodies_use_is_there(kind: str, ids: list[str]) -> None:
    assert {id for id, style in STYLES.items() if style.get(f"{W}type") == kind} == set(ids)


def test_styles_bear_the_names_word_knows_them_by() -> None:
    assert {id: value(style.find(f"{W}name")) for id, style in STYLES.items()} == STYLE_NAMES
    assert [STYLE_NAMES[id] for id in ("Heading1", "TOC2", "Caption", "FootnoteText", "CommentText", "BodyText")] == [
        "heading 1", "toc 2", "caption", "footnote text", "annotation text", "Body Text",
    ]  # fmt: skip


def test_every_style_leans_on_one_that_exists() -> None:
    uses = [value(use) for style in STYLES.values() for name in ("basedOn", "next", "link") for use in style.findall(f"{W}{name}")]
    assert set(uses) <= set(STYLES)


@pytest.mark.parametrize("id", [*(f"Heading{level}" for level in range(1, 7)), "Caption", "Figure", "TOCHeading", "TableHead"])
def test_headings_and_captions_stay_with_what_follows(id: str) -> None:
    assert STYLES[id].find(f"{W}pPr/{W}keepNext") is not None


def test_headings_have_their_outline_level_and_the_title_of_the_contents_has_none() -> None:
    levels = [value(STYLES[f"Heading{level}"].find(f"{W}pPr/{W}outlineLvl")) for level in range(1, 7)]
    assert levels == ["0", "1", "2", "3", "4", "5"]
    assert STYLES["TOCHeading"].find(f"{W}pPr/{W}outlineLvl") is None


def test_no_single_line_stands_alone_on_a_page() -> None:
    assert STYLES["Normal"].find(f"{W}pPr/{W}widowControl") is not None


def test_contents_entries_lead_to_their_page_number_at_the_right_edge() -> None:
    for level in (1, 2, 3):
        tab = STYLES[f"TOC{level}"].find(f"{W}pPr/{W}tabs/{W}tab")
        assert tab is not None
        assert (tab.get(f"{W}val"), tab.get(f"{W}leader"), tab.get(f"{W}pos")) == ("right", "dot", str(page.PORTRAIT_WIDTH))


def test_only_fonts_that_every_office_has_or_replaces_alike_are_used() -> None:
    faces = set(re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]+)"', TEMPLATE.styles + TEMPLATE.numbering))
    assert faces == {"Times New Roman", "Arial", "Courier New"}
    assert set(re.findall(r'<w:font w:name="([^"]+)"', TEMPLATE.fonts)) == faces


def test_text_and_its_tint_stand_out_from_white() -> None:
    """WCAG 2.2 asks 4.5 to 1 of small text."""
    for tint in set(re.findall(r'<w:color w:val="([0-9A-F]{6})"', TEMPLATE.styles)):
        channels = [int(tint[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (luminance + 0.05) >= 4.5, tint


def test_pandoc_reads_cover_and_code_as_text(engine: Callable[[str], Path], tmp_path: Path) -> None:
    """Under names like "Title" it takes paragraphs for metadata; a "Source Code" style loses its tracked changes."""
    ids = [id for id in PARAGRAPHS if id.startswith("Cover")] + ["SourceCode", "Quote", "Caption", "TOCHeading", "TOC1"]
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr><w:r><w:t>mot{id}</w:t></w:r></w:p>' for id in ids)
    path = tmp_path / "styles.docx"
    path.write_bytes(write_package(body=body + page.section_properties(), properties=Properties("T")))
    run = subprocess.run([engine("pandoc"), path, "-t", "plain"], capture_output=True, text=True, check=True)
    assert re.findall(r"mot\w+", run.stdout) == [f"mot{id}" for id in ids]


# ------------------------------------------------------------------ numbering


def levels(abstract: int) -> list[etree._Element]:
    return NUMBERING.findall(f"{W}abstractNum[@{W}abstractNumId='{abstract}']/{W}lvl")


def signs(abstract: int) -> list[str | None]:
    return [value(level.find(f"{W}lvlText")) for level in levels(abstract)]


def forms(abstract: int) -> list[str | None]:
    return [value(level.find(f"{W}numFmt")) for level in levels(abstract)]


def test_headings_count_1_1_1_and_annexes_a_1() -> None:
    assert signs(0)[:3] == signs(1)[:3] == ["%1", "%1.%2", "%1.%2.%3"]
    assert forms(0)[:2] == ["decimal", "decimal"]
    assert forms(1)[:2] == ["upperLetter", "decimal"]


def test_lists_count_as_french_documents_do() -> None:
    assert signs(3)[:4] == ["%1.", "%2)", "%3.", "%4."]
    assert forms(3)[:4] == ["decimal", "lowerLetter", "lowerRoman", "decimal"]


def test_bullets_are_ordinary_characters() -> None:
    assert set(forms(2)) == {"bullet"}
    assert not [sign for sign in signs(2) if sign and 0xE000 <= ord(sign) <= 0xF8FF]


def test_the_body_knows_the_numbers_of_its_lists() -> None:
    uses = {num.get(f"{W}numId"): value(num.find(f"{W}abstractNumId")) for num in NUMBERING.findall(f"{W}num")}
    assert uses == {str(page.HEADINGS_NUM): "0", str(page.ANNEXES_NUM): "1", str(page.BULLETS_NUM): "2"}
    assert max(map(int, filter(None, uses))) < page.FIRST_ORDERED_NUM


@pytest.mark.parametrize("abstract", [0, 1, 2, 3])
def test_every_list_has_nine_levels_each_further_right(abstract: int) -> None:
    lefts = [int(level.find(f"{W}pPr/{W}ind").get(f"{W}left")) for level in levels(abstract)]  # type: ignore[union-attr,arg-type]
    assert len(lefts) == 9
    assert lefts == sorted(set(lefts))


@pytest.mark.parametrize("abstract", [2, 3])
def test_a_continued_item_stands_under_the_text_of_its_item(abstract: int) -> None:
    lefts = [int(level.find(f"{W}pPr/{W}ind").get(f"{W}left")) for level in levels(abstract)]  # type: ignore[union-attr,arg-type]
    assert lefts == [page.item_indent(level) for level in range(9)]


def test_no_style_is_numbered_by_itself() -> None:
    """Front pages use the heading styles too, and have no number."""
    assert not [id for id, style in STYLES.items() if style.find(f"{W}pPr/{W}numPr") is not None]
    assert not NUMBERING.findall(f".//{W}lvl/{W}pStyle")


def test_shipped_files_are_found_and_a_missing_one_is_named() -> None:
    assert shipped("templates/reference.docx").read_bytes() == reference_bytes()
    with pytest.raises(FileNotFoundError, match=r"templates/nothing\.docx"):
        shipped("templates/nothing.docx")

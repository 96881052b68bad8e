"""The package around a body: what every Word file of ours must hold, whoever wrote the body."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from ponam_review.text.errors import WordFileError
from ponam_review.word import page
from ponam_review.word.package import Properties, Relation, reference_bytes, write_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = Properties(
    "Politique de l’eau",
    author="Direction A",
    created="2026-01-05T10:00:00+01:00",
    edition="Version provisoire 1",
    mark="EXEMPLE FICTIF",
    revision="abc123",
    document="politique",
)

# ------------------------------------------------------------------ small bodies


def paragraph(style: str, *runs: str, ppr: str = "") -> str:
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{inner}</w:p>'


def numbered(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def table(width: int) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width // 2}" w:type="dxa"/></w:tcPr>{paragraph("TableText", "x")}</w:tc>' for _ in range(2)
    )
    properties = f'<w:tblStyle w:val="PonamTable"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{page.TABLE_LOOK}'
    grid = f'<w:gridCol w:w="{width // 2}"/>' * 2
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"


def png() -> bytes:
    def chunk(kind: bytes, inner: bytes) -> bytes:
        return struct.pack(">I", len(inner)) + kind + inner + struct.pack(">I", zlib.crc32(kind + inner))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x1d\x5b\x3a")) + chunk(b"IEND", b"")


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="p" descr="Un point"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
LINK = '<w:hyperlink r:id="rIdLink"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>lien</w:t></w:r></w:hyperlink>'
NOTE_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
NOTE = f'<w:footnote w:id="1">{paragraph("FootnoteText", "<w:r><w:footnoteRef/></w:r>", "Note, ", LINK)}</w:footnote>'
COMMENT_MARK = '<w:r><w:commentReference w:id="0"/></w:r>'
COMMENT = (
    '<w:comment w:id="0" w:author="A" w:date="2026-01-05T00:00:00Z"><w:p w14:paraId="00000001">'
    '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:t>À revoir</w:t></w:r></w:p></w:comment>'
)
RELATIONS = (Relation("rIdLink", "hyperlink", "https://example.org/?a=1&b=2"), Relation("rIdImage", "image", "point.png"))
ORDERED = (
    f'<w:num w:numId="{page.FIRST_ORDERED_NUM}"><w:abstractNumId w:val="{page.ORDERED_ABSTRACT}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def full(properties: Properties = PROPERTIES) -> bytes:
    """A file with one of everything."""
    body = [
        paragraph("CoverLeft", "MINISTÈRE"),
        paragraph("CoverRight", "ÉTAT", ppr=page.COVER_RIGHT_FRAME),
        paragraph("CoverTitle", "Titre", ppr=page.section_properties(cover=True)),
        paragraph("Heading1", "Premier", ppr=numbered(page.HEADINGS_NUM)),
        paragraph("BodyText", "Texte", NOTE_MARK, COMMENT_MARK, LINK),
        paragraph("ListParagraph", "Point", ppr=numbered(page.BULLETS_NUM)),
        paragraph("ListParagraph", "Quatre", ppr=numbered(page.FIRST_ORDERED_NUM)),
        paragraph("Figure", PICTURE),
        paragraph("BodyText", ppr=page.section_properties()),
        table(page.LANDSCAPE_WIDTH),
        paragraph("BodyText", ppr=page.section_properties(landscape=True)),
        paragraph("Heading1", "Annexe", ppr=numbered(page.ANNEXES_NUM)),
        page.section_properties(),
    ]
    return write_package(
        body="".join(body),
        properties=properties,
        footnotes=NOTE,
        numbering=ORDERED,
        comments=COMMENT,
        comments_extended='<w15:commentEx w15:paraId="00000001" w15:done="1"/>',
        people='<w15:person w15:author="A"><w15:presenceInfo w15:providerId="None" w15:userId="A"/></w15:person>',
        relations=RELATIONS,
        media={"point.png": png()},
    )


def bare(properties: Properties = PROPERTIES, **more: bytes) -> bytes:
    return write_package(body=paragraph("BodyText", "Texte") + page.section_properties(), properties=properties, **more)  # type: ignore[arg-type]


def members(content: bytes) -> dict[str, str]:
    """The XML parts of a package, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def words(xml: str) -> str:
    return "".join(text.text or "" for text in etree.fromstring(xml.encode()).iter(f"{W}t"))


# ------------------------------------------------------------------ valid, stable


@pytest.mark.parametrize("content", [full(), bare(), bare(Properties("", running_head=False))], ids=["full", "bare", "loose"])
def test_files_pass_the_open_xml_rules(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(content)
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    assert [(error.part_uri, error.description) for error in result.errors] == []


@pytest.mark.parametrize("more", [{"watermark": "PROJET & <suite>"}, {"track_changes": True}, {"language": "en"}], ids=str)
def test_options_keep_files_valid(more: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(full(Properties("T", edition="E", mark="M", **more)))  # type: ignore[arg-type]
    assert OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors == []


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert full() == full()


def test_members_carry_no_date_of_the_day_and_the_kinds_come_first() -> None:
    with zipfile.ZipFile(io.BytesIO(full())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_python_docx_opens_the_file_and_finds_the_styles() -> None:
    document = docx.Document(io.BytesIO(full()))
    assert [p.style.name for p in document.paragraphs if p.style][:5] == [
        "Ponam Cover Left", "Ponam Cover Right", "Ponam Cover Title", "Heading 1", "Body Text",
    ]  # fmt: skip
    assert [section.orientation.name for section in document.sections] == ["PORTRAIT", "PORTRAIT", "LANDSCAPE", "PORTRAIT"]


# ------------------------------------------------------------------ parts that are there only when needed


def test_notes_and_comments_are_left_out_when_there_are_none() -> None:
    parts = members(bare())
    assert not [name for name in parts if re.search("footnotes|comments|people", name)]
    assert "w:footnotePr" not in parts["word/settings.xml"]


def test_notes_come_with_the_two_separators_that_settings_name() -> None:
    parts = members(full())
    ids = [note.get(f"{W}id") for note in etree.fromstring(parts["word/footnotes.xml"].encode())]
    named = etree.fromstring(parts["word/settings.xml"].encode()).findall(f"{W}footnotePr/{W}footnote")
    assert ids == ["-1", "0", "1"]
    assert [note.get(f"{W}id") for note in named] == ["-1", "0"]


def test_a_part_gets_the_relationships_that_its_text_uses_and_no_other() -> None:
    parts = members(full())
    assert "rIdLink" in parts["word/_rels/document.xml.rels"]
    assert "rIdImage" in parts["word/_rels/document.xml.rels"]
    assert "rIdLink" in parts["word/_rels/footnotes.xml.rels"]
    assert "rIdImage" not in parts["word/_rels/footnotes.xml.rels"]
    assert "word/_rels/comments.xml.rels" not in parts


def test_ordered_lists_of_the_body_join_the_numbering() -> None:
    root = etree.fromstring(members(full())["word/numbering.xml"].encode())
    assert [num.get(f"{W}numId") for num in root.findall(f"{W}num")] == ["1", "2", "3", "10"]


def test_pictures_are_stored_with_their_kind() -> None:
    content = full()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("word/media/point.png") == png()
        assert archive.getinfo("word/media/point.png").compress_type == zipfile.ZIP_STORED
    assert '<Default Extension="png" ContentType="image/png"/>' in members(content)["[Content_Types].xml"]


# ------------------------------------------------------------------ head and foot


def running(content: bytes, kind: str) -> dict[str, str]:
    """The words at the head or foot of each sort of page."""
    parts = members(content)
    return {layout: words(parts[f"word/{kind}{number}.xml"]) for number, layout in enumerate(page.LAYOUTS, 1)}


def test_the_warning_stands_at_the_foot_of_every_sort_of_page() -> None:
    assert all(text.startswith("EXEMPLE FICTIF") for text in running(full(), "footer").values())


def test_pages_are_numbered_but_the_cover() -> None:
    parts = members(full())
    fields = [re.findall(r'w:instr="\s*(\w+)', parts[f"word/footer{number}.xml"]) for number in (1, 2, 3)]
    assert fields == [["PAGE", "NUMPAGES"], ["PAGE", "NUMPAGES"], []]


def test_the_head_names_title_and_edition_but_on_the_cover() -> None:
    head = "Politique de l’eauVersion provisoire 1"
    assert running(full(), "header") == {"portrait": head, "landscape": head, "cover": ""}


def test_a_loose_file_has_page_numbers_only() -> None:
    loose = bare(Properties("Texte libre", running_head=False))
    assert set(running(loose, "header").values()) == {""}
    assert running(loose, "footer")["portrait"] == "page\u00a01\u00a0/\u00a01"


def test_a_long_title_is_cut_at_a_word_and_leaves_room_for_the_edition() -> None:
    title = "Politique nationale de gestion durable des ressources en eau et de l’assainissement " * 3
    head = running(bare(Properties(title.strip(), edition="Version provisoire 12")), "header")
    assert head["portrait"].endswith("\u00a0…Version provisoire 12")
    assert len(head["portrait"]) < len(head["landscape"]) < len(title)
    assert title.startswith(head["portrait"].split("\u00a0…")[0] + " ")


def test_the_watermark_lies_on_every_sort_of_page_and_only_on_demand() -> None:
    marked = members(bare(Properties("T", running_head=False, watermark="PROJET")))
    plain = members(bare())
    for number in (1, 2, 3):
        assert 'string="PROJET"' in marked[f"word/header{number}.xml"]
        assert "v:shape" not in plain[f"word/header{number}.xml"]


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("landscape", "cover", "width"),
    [(False, False, page.PORTRAIT_WIDTH), (True, False, page.LANDSCAPE_WIDTH), (False, True, page.PORTRAIT_WIDTH)],
)
def test_the_announced_width_is_what_the_margins_leave(landscape: bool, cover: bool, width: int) -> None:
    xml = page.section_properties(landscape=landscape, cover=cover)
    sizes = {name: int(value) for name, value in re.findall(r'w:(w|right|left)="(\d+)"', xml)}
    assert sizes["w"] - sizes["left"] - sizes["right"] == width


def test_each_sort_of_page_leads_to_its_own_head_and_foot() -> None:
    relations = members(full())["word/_rels/document.xml.rels"]
    for number, xml in enumerate(
        (page.section_properties(), page.section_properties(landscape=True), page.section_properties(cover=True)), 1
    ):
        for kind, id in zip(("header", "footer"), re.findall(r'r:id="([^"]+)"', xml), strict=True):
            assert re.search(rf'Id="{id}" [^>]*Target="{kind}{number}\.xml"', relations)


# ------------------------------------------------------------------ properties and language


@given(st.text(max_size=60))
def test_no_text_can_break_the_xml(text: str) -> None:
    for xml in members(bare(Properties(text, author=text, edition=text, mark=text, revision=text, watermark=text))).values():
        etree.fromstring(xml.encode())


def test_titles_are_kept_as_they_are_but_for_signs_that_xml_cannot_hold() -> None:
    core = etree.fromstring(members(bare(Properties('A <b> & "c"\x00\x0b\ufffe')))["docProps/core.xml"].encode())
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == 'A <b> & "c"'


@pytest.mark.parametrize(
    ("given_date", "written"),
    [
        ("2026-01-05", "2026-01-05T00:00:00Z"),
        ("2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00Z"),
        ("janvier 2026", "1980-01-01T00:00:00Z"),
    ],
)
def test_dates_are_written_the_one_way_word_reads(given_date: str, written: str) -> None:
    assert f">{written}</dcterms:created>" in members(bare(Properties("T", created=given_date)))["docProps/core.xml"]


@pytest.mark.parametrize(("language", "tag", "decimal"), [("fr", "fr-FR", ","), ("en", "en-GB", ".")])
def test_the_language_is_the_documents(language: str, tag: str, decimal: str) -> None:
    parts = members(bare(Properties("T", language=language)))
    assert re.search(rf'<w:docDefaults>.*<w:lang w:val="{tag}" ', parts["word/styles.xml"])
    assert f'<w:themeFontLang w:val="{tag}"/>' in parts["word/settings.xml"]
    assert f'<w:decimalSymbol w:val="{decimal}"/>' in parts["word/settings.xml"]
    assert f"<dc:language>{tag}</dc:language>" in parts["docProps/core.xml"]


def test_a_copy_that_libreoffice_saved_still_says_which_revision_it_shows(
    libreoffice: Callable[[Iterable[Path], str, Path], list[Path]], tmp_path: Path
) -> None:
    source = tmp_path / "copie.docx"
    source.write_bytes(full())
    back = tmp_path / "back"
    (saved,) = libreoffice([source], "docx", back)
    custom = members(saved.read_bytes())["docProps/custom.xml"]
    assert re.findall(r'name="ponam\.(\w+)"><vt:lpwstr>([^<]*)', custom) == [
        ("document", "politique"), ("edition", "Version provisoire 1"), ("revision", "abc123"),
    ]  # fmt: skip


def test_a_file_without_revision_says_nothing() -> None:
    assert "docProps/custom.xml" not in members(bare(Properties("T")))


# ------------------------------------------------------------------ a reference adapted by an office


def adapted(change: Callable[[str], str]) -> bytes:
    """The shipped reference with its styles changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(reference_bytes())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content.decode()).encode() if name == "word/styles.xml" else content)
    return out.getvalue()


def in_french(styles: str) -> str:
    """As a French Word saves them: ids translated, names not."""
    styles = styles.replace("1D5B3A", "003366")
    for ours, theirs in (("Heading1", "Titre1"), ("BodyText", "Corpsdetexte"), ("TableNormal", "TableauNormal")):
        styles = styles.replace(f'"{ours}"', f'"{theirs}"')
    return styles


def test_styles_saved_by_a_french_word_are_found_by_their_names() -> None:
    styles = members(bare(reference=adapted(in_french)))["word/styles.xml"]
    assert 'w:styleId="Heading1"' in styles
    assert '<w:next w:val="BodyText"/>' in styles
    assert "Titre1" not in styles
    assert "Corpsdetexte" not in styles
    assert "003366" in styles


def test_an_adapted_reference_leaves_our_numbering_alone() -> None:
    assert members(bare(reference=adapted(in_french)))["word/numbering.xml"] == members(bare())["word/numbering.xml"]


def test_a_reference_without_a_style_we_need_is_refused_by_name() -> None:
    with pytest.raises(WordFileError, match="Ponam Table Head"):
        bare(reference=adapted(lambda styles: styles.replace("Ponam Table Head", "Autre").replace("TableHead", "Autre")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"{\\rtf1}"])
def test_a_reference_that_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(WordFileError, match="not a Word file"):
        bare(reference=content or b"\x00")

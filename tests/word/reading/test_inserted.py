"""Files inserted in a document, charts, diagrams and embedded objects: their words are taken, or they are named."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

import pytest

from ponam_review.text.model import Block, Heading, Paragraph, Run, Table
from ponam_review.text.notices import Result
from ponam_review.word.reading.document import read_document
from ponam_review.word.reading.revisions import Reading
from ponam_review.word.reading.values import WordFile
from ponam_review.word.reading.words import read_word
from ponam_review.word.returned.reading import read_returned
from ponam_review.word.returned.values import Piece

from .building import OFFICE, comment, commented, deleted, docx, inserted, packed, paragraph, relations

CHUNK = '<w:altChunk r:id="c1"/>'


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def h(level: Literal[1, 3], text: str) -> Heading:
    return Heading(level, (Run(text),))


def with_part(content: bytes, name: str, inner: bytes | str, kind: str = "aFChunk", identity: str = "c1") -> bytes:
    """A .docx with one more part that its main part is related to."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members: dict[str, bytes | str] = {info.filename: archive.read(info) for info in archive.infolist()}
    members[f"word/{name}"] = inner
    old = members["word/_rels/document.xml.rels"]
    one = relations({identity: (f"{OFFICE}/{kind}", name)}).partition(">")[2].removesuffix("</Relationships>")
    members["word/_rels/document.xml.rels"] = (old.decode() if isinstance(old, bytes) else old).replace(
        "</Relationships>", one + "</Relationships>"
    )
    return packed(members)


def read(inner: bytes | str, name: str = "afchunk.htm", body: str = "") -> Result[WordFile]:
    content = docx(body or paragraph("avant") + CHUNK + paragraph("après"))
    return read_word(with_part(content, name, inner), name="essai.docx")


class TestInsertedFiles:
    @pytest.mark.parametrize(
        ("name", "inner"),
        [
            (
                "page.htm",
                "<html><head><title>non</title><style>p {}</style></head><body><p>un</p><div>deux <b>et</b> trois</div></body></html>",
            ),
            ("page.htm", "\ufeff<p>un</p><p>deux et&#32;trois</p>".encode("utf-16")),
            ("page.htm", '<html><meta charset="windows-1252"><body><p>un<br>deux et trois'.encode("cp1252")),
            ("text.txt", "un\r\n\r\ndeux et\ttrois"),
            ("text.rtf", r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x}\pard un\par deux {\b et} trois\par}"),
            (
                "page.mht",
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>un</p><p>deux =\r\net trois</p>\r\n--x--\r\n",
            ),
        ],
    )
    def test_their_paragraphs_stand_where_they_were_inserted(self, name: str, inner: bytes | str) -> None:
        file = read(inner, name).value
        assert file.accepted == file.rejected == ("avant", "un", "deux et trois", "après")

    def test_accents_of_rich_text_are_letters(self) -> None:
        assert read(r"{\rtf1 \'e9t\'e9 \u8364?\u224\'e0}", "t.rtf").value.accepted[1] == "été €à"

    def test_a_word_file_gives_both_its_readings(self) -> None:
        inner = docx(paragraph("a ", inserted("neuf"), deleted("vieux")) + paragraph(commented(0, "b")), comments=comment(0, "Avis"))
        result = read(inner, "chunk.docx")
        assert result.value.accepted == ("avant", "a neuf", "b", "après")
        assert result.value.rejected == ("avant", "a vieux", "b", "après")
        assert any("comments and tracked changes" in notice.template for notice in result.notices)

    def test_a_file_that_holds_itself_ends(self) -> None:
        inner = docx(paragraph("fond"))
        for _ in range(6):
            inner = with_part(docx(paragraph("x") + CHUNK), "chunk.docx", inner)
        assert read(inner, "chunk.docx").value.accepted.count("x") == 3

    @pytest.mark.parametrize("inner", [b"\x00\x01\x02", b"PK\x03\x04 no archive"])
    def test_what_cannot_be_read_is_named(self, inner: bytes) -> None:
        result = read(inner, "chunk.bin")
        assert result.value.accepted == ("avant", "après")
        assert result.notices

    def test_a_missing_file_is_named(self) -> None:
        assert read_word(docx(paragraph("a") + CHUNK), name="x").notices


PAGE = "<html><body><h1>Titre</h1><p>un</p><h3><b>Sous</b>\x0e titre</h3><p>deux</p></body></html>"


class TestAsText:
    """Inserted files are text of the document that they stand in, for whoever imports or compares it."""

    def blocks(self, inner: bytes | str, name: str, reading: Reading = "accepted") -> tuple[Block, ...]:
        content = with_part(docx(paragraph("avant") + CHUNK + paragraph("après")), name, inner)
        return read_document(content, name="essai.docx", reading=reading).value.documents[0].sections[0].blocks

    def test_pages_keep_their_headings(self) -> None:
        assert self.blocks(PAGE, "page.htm") == (p("avant"), h(1, "Titre"), p("un"), h(3, "Sous titre"), p("deux"), p("après"))

    def test_a_word_file_is_read_in_the_same_reading(self) -> None:
        inner = docx(paragraph("a ", inserted("neuf"), deleted("vieux")))
        assert self.blocks(inner, "chunk.docx") == (p("avant"), p("a neuf"), p("après"))
        assert self.blocks(inner, "chunk.docx", "rejected") == (p("avant"), p("a vieux"), p("après"))

    def test_its_tables_are_tables(self) -> None:
        (_, table, _) = self.blocks(docx("<w:tbl><w:tr><w:tc>" + paragraph("x") + "</w:tc></w:tr></w:tbl>"), "chunk.docx")
        assert isinstance(table, Table)
        assert table.rows[0].cells[0].blocks == (p("x"),)

    def test_a_file_that_holds_itself_ends(self) -> None:
        inner = docx(paragraph("fond"))
        for _ in range(6):
            inner = with_part(docx(paragraph("x") + CHUNK), "chunk.docx", inner)
        assert self.blocks(inner, "chunk.docx").count(p("x")) == 3

    def test_what_cannot_be_read_is_named(self) -> None:
        content = with_part(docx(paragraph("avant") + CHUNK), "chunk.bin", b"\x00\x01")
        assert "altChunk" in " ".join(notice.text() for notice in read_document(content, name="essai.docx").notices)

    def test_a_returned_copy_holds_its_words_untracked(self) -> None:
        content = with_part(docx(paragraph("avant") + CHUNK + paragraph("après")), "page.htm", PAGE)
        things = read_returned(content, name="essai.docx").value.things
        assert [t.text for t in things if isinstance(t, Piece)] == ["avant", "Titre", "un", "Sous titre", "deux", "après"]


CHART = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="c1"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


class TestWhatIsNoText:
    def test_the_words_of_a_chart_stand_beside_the_text(self) -> None:
        chart = (
            '<c:chartSpace xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Retours</a:t></a:r></a:p>'
            "<c:strCache><c:pt><c:v>2024</c:v></c:pt><c:pt><c:v>2025</c:v></c:pt></c:strCache></c:chartSpace>"
        )
        file = read_word(with_part(docx(paragraph("a", CHART)), "charts/chart1.xml", chart, "chart"), name="x").value
        (aside,) = file.asides
        assert (aside.kind, aside.paragraph, aside.words) == ("chart", 0, ("Retours", "2024", "2025"))
        assert file.accepted == ("a",)

    def test_the_words_of_a_diagram_too(self) -> None:
        drawing = (
            '<w:r><w:drawing><a:graphicData><dgm:relIds xmlns:dgm="d" r:dm="c1"/></a:graphicData></w:drawing></w:r>'
        )  # fmt: skip
        model = (
            '<dgm:dataModel xmlns:dgm="d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><a:p><a:r><a:t>Accueil</a:t>'
            "</a:r></a:p></dgm:pt><dgm:pt/></dgm:dataModel>"
        )
        (aside,) = read_word(with_part(docx(paragraph("a", drawing)), "d.xml", model, "diagramData"), name="x").value.asides
        assert (aside.kind, aside.words) == ("diagram", ("Accueil",))

    def test_a_chart_whose_part_is_broken_costs_only_its_words(self) -> None:
        (aside,) = read_word(with_part(docx(paragraph("a", CHART)), "c.xml", "<c", "chart"), name="x").value.asides
        assert aside.words == ()

    def test_embedded_objects_macros_and_controls_are_named(self) -> None:
        ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="c1"/></w:object></w:r>'
        content = with_part(docx(paragraph("a", ole)), "vbaProject.bin", b"x", "vbaProject")
        result = read_word(with_part(content, "activeX/activeX1.bin", b"x", "control", "c2"), name="x")
        told = " ".join(notice.text() for notice in result.notices)
        assert "Excel.Sheet.12" in told
        assert "macros" in told
        assert "ActiveX" in told

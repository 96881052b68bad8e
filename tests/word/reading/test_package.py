"""Opening what may be hostile or broken: read within limits, or refused in one sentence."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from ponam_review.text.errors import WordFileError
from ponam_review.word.reading import package, xml_parts
from ponam_review.word.reading.document import read_document
from ponam_review.word.reading.words import read_word

from .building import (
    CHANGED,
    MAIN,
    OFFICE,
    cell,
    comment,
    commented,
    document,
    docx,
    inserted,
    packed,
    paragraph,
    readings,
    relations,
    row,
    run,
    table,
)

ROOT = relations({"rId1": (f"{OFFICE}/officeDocument", "word/document.xml")})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(content: bytes) -> str:
    """The sentence; both readers must say the same."""
    with pytest.raises(WordFileError) as first:
        read_word(content, name="essai.docx")
    with pytest.raises(WordFileError) as second:
        read_document(content, name="essai.docx")
    assert str(first.value) == str(second.value)
    assert first.value.exit_code == 3
    return str(first.value)


def of_document(xml: str | bytes) -> bytes:
    return packed({"_rels/.rels": ROOT, "word/document.xml": xml})


class TestOtherKindsOfFiles:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "empty"),
            (OLE, "old Word format (.doc)"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
            (b"%PDF-1.7\n", "not a Word document"),
            (b"{\\rtf1 }", "not a Word document"),
            (b"<html>", "not a Word document"),
            (b"PK\x03\x04 nothing more", "damaged"),
        ],
    )
    def test_each_is_named(self, content: bytes, sentence: str) -> None:
        assert sentence in refusal(content)

    def test_an_opendocument_file_is_named(self) -> None:
        content = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, zipfile.ZIP_STORED)
        assert "OpenDocument" in refusal(content)

    @pytest.mark.parametrize("main", ["xl/workbook.xml", "ppt/presentation.xml"])
    def test_a_workbook_or_slides_are_no_document(self, main: str) -> None:
        content = packed({"_rels/.rels": relations({"r": (f"{OFFICE}/officeDocument", main)}), main: "<x/>"})
        assert "not a Word document" in refusal(content)

    def test_an_empty_archive_is_no_document(self) -> None:
        assert "not a Word document" in refusal(packed({"a.txt": "a"}))


class TestDamage:
    def test_a_file_cut_short_anywhere_is_refused(self) -> None:
        whole = docx(paragraph("texte"), comments=comment(0, "x"))
        for length in range(1, len(whole) - 1, len(whole) // 40):
            refusal(whole[:length])

    def test_a_wrong_checksum_is_damage(self) -> None:
        content = bytearray(of_document(document(paragraph("texte"))))
        at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
        content[at + 16 : at + 20] = b"\0\0\0\0"
        assert "damaged" in refusal(bytes(content))

    def test_a_member_protected_by_a_password(self) -> None:
        content = bytearray(of_document(document(paragraph("texte"))))
        at = content.rindex(b"PK\x01\x02")
        flags = struct.unpack_from("<H", content, at + 8)[0]
        struct.pack_into("<H", content, at + 8, flags | 1)
        assert "password" in refusal(bytes(content))

    @pytest.mark.parametrize(
        "xml", ["", "<w:document", "plain words", "<a/><b/>", '<?xml version="1.0" encoding="klingon"?><a/>', "\x00\x01"]
    )
    def test_a_main_part_that_is_no_xml(self, xml: str) -> None:
        assert "word/document.xml" in refusal(of_document(xml))

    def test_a_main_part_of_other_xml_holds_no_text(self) -> None:
        assert read_word(of_document("<html><body><p>a</p></body></html>"), name="x").value.accepted == ()

    def test_a_missing_comments_part_is_said_and_the_text_read(self) -> None:
        content = docx(paragraph(commented(0, "mot")), comments="")
        parts = _parts(content)
        del parts["word/comments.xml"]
        result = read_word(packed(parts), name="x")
        assert result.value.accepted == ("mot",)
        assert len(result.notices) == 2

    def test_missing_notes_are_said_and_the_text_read(self) -> None:
        result = read_word(docx(paragraph("mot", '<w:r><w:footnoteReference w:id="4"/></w:r>')), name="x")
        assert result.value.accepted == ("mot",)
        assert len(result.notices) == 1


class TestLimits:
    def test_a_bomb_is_refused_before_it_is_inflated(self) -> None:
        assert "too big" in refusal(of_document(b"<w:document>" + bytes(20 << 20)))

    def test_a_part_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(package, "MAX_PART", 100)
        assert "too big" in refusal(of_document(document(paragraph("texte"))))

    def test_members_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(package, "MAX_MEMBERS", 5)
        assert "too big" in refusal(packed({f"{n}.xml": "x" for n in range(6)}))

    def test_all_parts_together_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(package, "MAX_TOTAL", 500)
        assert "too big" in refusal(packed({"a.xml": "x" * 300, "b.xml": "x" * 300}))

    def test_a_tree_that_would_fill_the_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xml_parts, "MAX_TREE", 100_000)
        assert "too big" in refusal(of_document(document("<w:p/>" * 1000)))

    def test_many_comments_need_no_tree_of_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xml_parts, "MAX_TREE", 100_000)
        monkeypatch.setattr(xml_parts, "BATCH", 5000)
        content = docx(paragraph("a"), comments="".join(comment(n, "x") for n in range(1000)))
        assert len(read_word(content, name="x").value.comments) == 1000

    def test_a_long_text_is_read_block_by_block_to_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        body = (
            '<w:commentRangeStart w:id="0"/>'
            + paragraph("un ", inserted("deux"), mark="ins")
            + paragraph("trois")
            + '<w:commentRangeEnd w:id="0"/>'
            + table(row("a", cell(table(row("b")), paragraph("c"))))
            + f"<w:sdt><w:sdtContent>{paragraph('d')}{paragraph('e')}</w:sdtContent></w:sdt>"
            + f"<w:customXml>{paragraph('f')}</w:customXml>"
            + paragraph("g", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
            + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "h")
            + "<w:sectPr/>"
        )
        content = docx(body, comments=comment(0, "x"))
        whole = read_word(content, name="x").value
        monkeypatch.setattr(xml_parts, "SMALL_TREE", 0)
        assert read_word(content, name="x").value == whole
        assert whole.accepted == ("un deux", "trois", "a", "b", "c", "d", "e", "f", "g", "h")
        assert whole.comments[0].quote == "un deux\ntrois"

    @pytest.mark.parametrize("ending", ["", "<w:p>", "</w:document>", "<w:p></w:r>"])
    def test_damage_in_a_long_text_is_damage(self, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
        monkeypatch.setattr(xml_parts, "SMALL_TREE", 0)
        assert "damaged inside" in refusal(of_document(document(paragraph("a") * 3).replace("</w:body></w:document>", ending)))

    def test_a_table_that_would_fill_the_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xml_parts, "SMALL_TREE", 0)
        monkeypatch.setattr(xml_parts, "MAX_TREE", 700_000)
        assert read_word(of_document(document(paragraph("a") * 1000)), name="x").value.accepted == ("a",) * 1000
        with pytest.raises(WordFileError, match="too big"):
            read_word(of_document(document(table(*[row("a")] * 1000))), name="x")

    def test_one_comment_that_would_fill_the_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xml_parts, "MAX_TREE", 100_000)
        monkeypatch.setattr(xml_parts, "MAX_ELEMENT", 10_000)
        with pytest.raises(WordFileError, match="too big"):
            read_word(docx(paragraph("a"), comments=comment(0, *["x"] * 1000)), name="x")

    def test_elements_nested_beyond_any_document(self) -> None:
        depth = 40_000
        assert "word/document.xml" in refusal(of_document(document("<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth)))

    def test_elements_nested_as_deep_as_the_parser_allows_are_read(self) -> None:
        body = paragraph(f"<w:ins {CHANGED}>" * 200 + run("profond") + "</w:ins>" * 200)
        assert readings(body) == (("profond",), ())
        assert read_document(docx(body), name="x").value.documents[0].sections[0].blocks


class TestDocumentTypes:
    ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file://{}">]>'

    def test_none_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("CANARI")
        sentence = refusal(of_document(self.ENTITY.format(secret) + document(paragraph("&a;"))))
        assert "document type" in sentence
        assert "CANARI" not in sentence

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
    def test_nor_in_other_encodings(self, encoding: str) -> None:
        assert "document type" in refusal(of_document(("<!DOCTYPE x>" + document(paragraph("a"))).encode(encoding)))

    def test_nor_in_other_parts(self) -> None:
        parts = _parts(docx(paragraph("a"), comments=comment(0, "x")))
        with pytest.raises(WordFileError, match="document type"):
            read_word(packed({**parts, "word/comments.xml": b"<!DOCTYPE x>" + parts["word/comments.xml"]}), name="x")
        assert "document type" in refusal(packed({**parts, "_rels/.rels": b"<!DOCTYPE x>" + parts["_rels/.rels"]}))


class TestNames:
    def test_names_that_climb_out_of_the_package_are_no_matter(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        parts = {**_parts(docx(paragraph("texte"))), "../../escaped.txt": "x", "/etc/escaped": "x", "C:\\escaped": "x"}
        assert read_word(packed(parts), name="x").value.accepted == ("texte",)
        assert list(tmp_path.iterdir()) == []

    def test_backslashes_and_capitals_are_forgiven(self) -> None:
        parts = {"_rels/.rels": ROOT, "WORD\\Document.xml": document(paragraph("texte"))}
        assert read_word(packed(parts), name="x").value.accepted == ("texte",)

    def test_the_main_part_is_found_by_its_relationship_wherever_it_stands(self) -> None:
        root = relations({"r": (f"{OFFICE}/officeDocument", "/corps/texte.xml")})
        parts = {
            "_rels/.rels": root,
            "corps/texte.xml": document(paragraph(commented(0, "a"))),
            "corps/_rels/texte.xml.rels": relations({"r": (f"{OFFICE}/comments", "../avis.xml")}),
            "avis.xml": f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="0"><w:p>{run("Avis")}</w:p></w:comment></w:comments>',
        }
        file = read_word(packed(parts), name="x").value
        assert [(c.text, c.quote) for c in file.comments] == [("Avis", "a")]

    def test_the_main_part_is_found_by_its_content_type_without_relationships(self) -> None:
        types = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/a.xml"'
            ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        )
        parts = {"[Content_Types].xml": types, "a.xml": document(paragraph("texte"))}
        assert read_word(packed(parts), name="x").value.accepted == ("texte",)


class TestDialects:
    def test_strict_open_xml_is_read_like_transitional(self) -> None:
        parts = {}
        for name, content in _parts(docx(paragraph("a ", inserted("b")), comments=comment(0, "Avis"))).items():
            strict = content.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            parts[name] = strict.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        file = read_word(packed(parts), name="x").value
        assert (file.accepted, file.rejected) == (("a b",), ("a",))
        assert [c.text for c in file.comments] == ["Avis"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
    def test_encodings(self, encoding: str) -> None:
        xml = '<?xml version="1.0" encoding="UTF-16"?>' if "16" in encoding else '<?xml version="1.0" encoding="UTF-8"?>'
        assert read_word(of_document((xml + document(paragraph("été"))).encode(encoding)), name="x").value.accepted == ("été",)

    def test_comments_and_instructions_of_xml_are_nothing(self) -> None:
        assert readings("<!-- x --><?y z?>" + paragraph("a<!-- b -->", "<!-- c -->"))[0] == ("a",)

    def test_macros_are_named_and_not_read(self) -> None:
        result = read_word(packed({**_parts(docx(paragraph("a"))), "word/vbaProject.bin": b"\0"}), name="x")
        assert "macros" in result.notices[0].text()


def _parts(content: bytes) -> dict[str, bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

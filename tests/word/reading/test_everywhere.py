"""Tracked changes of every kind, in every place where text can stand: both readings exact."""

from __future__ import annotations

import io
import zipfile

import pytest

from ponam_review.word.reading.words import read_word

from .building import CHANGED, MAIN, OFFICE, cell, deleted, docx, inserted, packed, paragraph, readings, row, run, table, words

BOTH = paragraph("a ", inserted("neuf"), deleted("vieux"))
PLACES = {
    "the body": BOTH,
    "a cell": table(row(cell(BOTH))),
    "a table in a table": table(row(cell(table(row(cell(BOTH))), paragraph()))),
    "a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{BOTH}</w:sdtContent></w:sdt>",
    "a content control in a row": f"<w:tbl><w:sdt><w:sdtContent>{row(cell(BOTH))}</w:sdtContent></w:sdt></w:tbl>",
    "custom XML": f"<w:customXml>{BOTH}</w:customXml>",
    "a link": paragraph(f"<w:hyperlink>{run('a ')}{inserted('neuf')}{deleted('vieux')}</w:hyperlink>"),
    "a simple field": paragraph(f'<w:fldSimple w:instr="REF x">{run("a ")}{inserted("neuf")}{deleted("vieux")}</w:fldSimple>'),
    "the result of a field": paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "a ", inserted("neuf"), deleted("vieux"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
    "a text box": paragraph(f"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{BOTH}</w:txbxContent>"
                            f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{BOTH}</w:txbxContent></w:pict></mc:Fallback>"
                            "</mc:AlternateContent></w:r>"),
}  # fmt: skip


def strictly(content: bytes) -> bytes:
    """The same file in strict Open XML, which has other names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    names = {MAIN: "http://purl.oclc.org/ooxml/wordprocessingml/main", OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships"}
    for old, new in names.items():
        parts = {name: part.replace(old, new) for name, part in parts.items()}
    return packed(parts)


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_it_is_read_both_ways(body: str, strict: bool) -> None:
    file = read_word(strictly(docx(body)) if strict else docx(body), name="x").value
    assert (file.accepted, file.rejected) == (("a neuf",), ("a vieux",))
    assert [(change.kind, change.text, change.author) for change in file.changes] == [("insert", "neuf", "Awa"), ("delete", "vieux", "Awa")]


def test_notes_and_running_heads_too() -> None:
    mark = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    file = words(paragraph("x", mark), endnotes=f'<w:endnote w:id="2">{BOTH}</w:endnote>', header=BOTH)
    assert (file.accepted, file.rejected, file.heads) == (("x", "a neuf"), ("x", "a vieux"), ("a neuf",))
    assert len(file.changes) == 4


@pytest.mark.parametrize(
    "body",
    [
        paragraph("a", properties=f"<w:pPrChange {CHANGED}><w:pPr/></w:pPrChange>"),
        paragraph(run("a", f"<w:b/><w:rPrChange {CHANGED}><w:rPr/></w:rPrChange>")),
        paragraph("a", properties=f"<w:rPr><w:rPrChange {CHANGED}><w:rPr/></w:rPrChange></w:rPr>"),
        paragraph("a", properties=f'<w:numPr><w:numId w:val="1"/><w:ins {CHANGED}/></w:numPr>'),
        paragraph("a", properties=f'<w:numPr><w:numId w:val="1"/><w:numberingChange {CHANGED} w:original="1."/></w:numPr>'),
        paragraph("a", properties=f"<w:sectPr><w:sectPrChange {CHANGED}><w:sectPr/></w:sectPrChange></w:sectPr>"),
        paragraph("a") + f"<w:sectPr><w:sectPrChange {CHANGED}><w:sectPr/></w:sectPrChange></w:sectPr>",
        table(row("a"), properties=f"<w:tblPrChange {CHANGED}><w:tblPr/></w:tblPrChange>"),
        table(row("a")).replace(
            "<w:tblGrid/>", f"<w:tblGrid><w:gridCol/><w:tblGridChange {CHANGED}><w:tblGrid/></w:tblGridChange></w:tblGrid>"
        ),
        table(row("a", properties=f"<w:trPrChange {CHANGED}><w:trPr/></w:trPrChange>")),
        table(row(cell("a", properties=f"<w:tcPrChange {CHANGED}><w:tcPr/></w:tcPrChange>"))),
        table(row(cell("a", properties=f'<w:cellMerge {CHANGED} w:vMerge="rest"/>'))),
    ],
)
def test_every_change_of_form_is_one_change(body: str) -> None:
    file = words(body)
    assert (file.accepted, file.rejected) == (("a",), ("a",))
    assert [(change.kind, change.author, change.date) for change in file.changes] == [("format", "Awa", "2026-03-01T09:00:00Z")]


def test_a_move_is_two_changes() -> None:
    gone = f"<w:moveFrom {CHANGED}>{run('partie')}</w:moveFrom>"
    come = f"<w:moveTo {CHANGED}>{run('partie')}</w:moveTo>"
    body = paragraph("a ", gone) + paragraph("b ", come)
    assert readings(body) == (("a", "b partie"), ("a partie", "b"))
    assert [change.kind for change in words(body).changes] == ["move-from", "move-to"]

"""Whatever the bytes, the readers answer with a value or with a WordFileError."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.text.errors import WordFileError
from ponam_review.word.reading.document import read_document
from ponam_review.word.reading.words import read_word

from .building import answer, cell, comment, commented, deleted, docx, inserted, packed, paragraph, row, run, table

FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ Tableau</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
SAMPLE = docx(
    paragraph("Titre", style="Heading1")
    + paragraph(commented(0, "visé ", inserted("neuf"), deleted("vieux")), '<w:hyperlink r:id="l1">' + run("lien") + "</w:hyperlink>", mark="del")
    + paragraph("point", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + paragraph("Tableau ", FIELD, style="Caption")
    + table(row(cell("a", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "b"), row(cell("", properties="<w:vMerge/>"), "c"))
    + paragraph("x", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:pict><w:txbxContent>' + paragraph("boîte") + "</w:txbxContent></w:pict></w:r>"),
    links={"l1": "https://example.org/"},
    comments=comment(0, "Avis") + comment(1, "Réponse"),
    commentsExtended=answer("00000000", done=True) + answer("00000010", to="00000000"),
    footnotes=f'<w:footnote w:id="2">{paragraph("note")}</w:footnote>',
    styles='<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)  # fmt: skip
with zipfile.ZipFile(io.BytesIO(SAMPLE)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}
TOKENS = [
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>", b"<w:ins>", b"<w:del/>", b'w:val="-1"', b'w:val="99999999999"',
    b'w:val=""', b'w:val="1e9"', b"<w:r>", b"</w:r>", b'<w:fldChar w:fldCharType="separate"/>', b"&#0;", b"&x;", b"<![CDATA[", b"\xff", b"<w:txbxContent/>",
]  # fmt: skip


def answers(content: bytes) -> None:
    for reading in (lambda: read_word(content, name="x"), lambda: read_document(content, name="x", reading="rejected")):
        with suppress(WordFileError):
            reading()


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes cut, doubled, overwritten or filled in at a few places."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 60))
        match draw(st.integers(0, 3)):
            case 0:
                content = content[:at] + content[at + length :]
            case 1:
                content = content[:at] + content[at : at + length] + content[at:]
            case 2:
                content = content[:at] + draw(st.sampled_from(TOKENS)) + content[at:]
            case _:
                content = content[:at] + draw(st.binary(max_size=4)) + content[at + 4 :]
    return content


@settings(max_examples=100)
@given(changed(SAMPLE))
def test_mutated_archives(content: bytes) -> None:
    answers(content)


@settings(max_examples=120)
@given(st.data())
def test_mutated_parts(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    answers(packed({**PARTS, name: data.draw(changed(PARTS[name]))}))


ELEMENTS = st.recursive(
    st.sampled_from(
        [
            "<w:t>a</w:t>",
            "<w:tab/>",
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="end"/>',
            "<w:drawing/>",
            "<m:t>b</m:t>",
        ]
    ),
    lambda inner: st.builds(
        lambda tag, content: f"<{tag}>{''.join(content)}</{tag}>",
        st.sampled_from(
            [
                "w:p",
                "w:r",
                "w:tbl",
                "w:tr",
                "w:tc",
                "w:ins",
                "w:del",
                "w:sdt",
                "w:hyperlink",
                "w:txbxContent",
                "w:pPr",
                "w:rPr",
                "w:moveTo",
                "w:ruby",
                "m:sup",
                "w:fldSimple",
            ]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=100)
@given(st.lists(ELEMENTS, max_size=6).map("".join))
def test_elements_in_places_where_they_have_no_business(body: str) -> None:
    """Well-formed, and against every schema: it is read as well as it can be."""
    content = docx(body)
    read_word(content, name="x")
    read_document(content, name="x")

"""The part by which our own files remember what their text was made of."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from ponam_review.text.flow import prepare
from ponam_review.text.model import Code, Document, Figure, Image, Note, Paragraph, Revision, Row, Run, Section, Table
from ponam_review.word.reading.document import read_document, source_of
from ponam_review.word.reading.package import Package
from ponam_review.word.source import Source, picture_key, read_source, with_source
from ponam_review.word.writing.clean import write_docx

from ..html.cases import DOT
from ..markdown.texts import sections

NOTE = Note((Paragraph((Run("Décret du 3 mars."),)),), "decret")
TABLE = Table((Row(()), Row(())), 0, widths=(1, 3))


def written(*parts: Section, loose: bool = False) -> bytes:
    flow = prepare(Revision("essai", (Document("d", "Texte", parts),), loose=loose))
    return write_docx(flow, images=lambda file, source: DOT, created="2026-01-01T00:00:00Z").value


def source(content: bytes) -> Source:
    return source_of(Package(content, "x"))


def test_front_matter_comes_back() -> None:
    meta = (("version", "1.10"), ("date", date(2026, 3, 1)), ("mots", ("a", 2)), ("plus", {"x": (True, None)}))
    section = Section("axe-1", "Axe 1", (Paragraph((Run("a"),)),), "annexe", "DGME", "provisoire", ("ODD 10.7",), meta, "axe/01-axe-1.md")
    found = source(written(section)).sections["axe-1"]
    assert found == replace(section, blocks=())
    assert found.file == "axe/01-axe-1.md"


@settings(max_examples=40)
@given(sections)
def test_any_front_matter_comes_back(section: Section) -> None:
    section = replace(section, blocks=(Paragraph((Run("a"),)),))
    assert source(written(section)).sections == {section.id: replace(section, blocks=())}


def test_notes_keep_their_names_widths_and_languages_too() -> None:
    table = Table((Row((_cell("a"), _cell("b"))),), 0, widths=(1, 3))
    blocks = (Paragraph((Run("Un fait"), NOTE)), Code("x = 1", "python"), table)
    found = read_document(written(Section("a", "A", blocks)), name="x").value.documents[0].sections[0].blocks[-3:]
    assert found == blocks
    note = found[0].content[1]  # type: ignore[union-attr]
    assert isinstance(note, Note)
    assert note.label == "decret"


def _cell(text: str) -> object:
    from ponam_review.text.model import Cell

    return Cell((Paragraph((Run(text),)),))


def test_pictures_are_known_by_their_bytes() -> None:
    figure = Figure(Image("../images/a.png", "Un point"), (Run("Un point"),))
    assert source(written(Section("a", "A", (figure,)))).pictures == {picture_key(DOT): "../images/a.png"}


def test_a_note_that_somebody_has_changed_is_not_known_any_more() -> None:
    known = Source(notes={"x": "decret"})
    assert with_source((Paragraph((NOTE,)),), known) == (Paragraph((NOTE,)),)


@pytest.mark.parametrize(
    "words",
    ["", "{", "[]", "null", '{"schema":"ponam-source/2","sections":[]}', '{"schema":"ponam-source/1","sections":[1,{"id":2}],"notes":[],"widths":{"a":"b"}}'],
)
def test_what_is_not_ours_says_nothing(words: str) -> None:
    assert read_source(words) == Source()


def test_a_part_of_somebody_else_is_left_alone() -> None:
    content = written(Section("a", "A", (Paragraph((NOTE,)),)))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<b:sources xmlns:b='urn:x'/>" if name == "customXml/item1.xml" else old.read(name))
    assert source(out.getvalue()) == Source()


def test_a_loose_text_with_nothing_to_remember_has_no_part() -> None:
    content = written(Section("", "", (Paragraph((Run("a"),)),)), loose=True)
    assert "customXml/item1.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist()

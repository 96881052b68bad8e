"""Numbers of lists in the file: a list goes on, whatever stands inside it."""

from __future__ import annotations

import io
import re
import zipfile

from ponam_review.text.flow import prepare
from ponam_review.text.model import Block, Cell, Document, Item, Note, Paragraph, Revision, Row, Run, Section, Table
from ponam_review.word.writing.clean import write_docx


def numbers(*blocks: Block) -> list[str]:
    """The `w:numId` of each numbered paragraph, in order."""
    section = Section("texte", "", blocks)
    flow = prepare(Revision("essai", (Document("essai", "", (section,)),), loose=True))
    content = write_docx(flow, images=lambda file, source: None, created="2026-01-05").value
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.findall(r'<w:numId w:val="(\d+)"/>', archive.read("word/document.xml").decode())


def item(text: str, *, start: int | None = None, note: bool = False) -> Paragraph:
    notes = (Note((Paragraph((Run("une note"),)),)),) if note else ()
    return Paragraph((Run(text), *notes), within=(Item(ordered=True, start=start),))


def test_a_note_does_not_end_the_list_it_stands_in() -> None:
    assert len(set(numbers(item("un", start=1, note=True), item("deux", note=True), item("trois")))) == 1


def test_a_table_inside_an_item_does_not_end_the_list() -> None:
    inside = (Item(ordered=True, opens=False),)
    cell = Cell((Paragraph((Run("puce"),), within=(Item(start=0),)), Paragraph((Run("texte"),))))
    found = numbers(item("un", start=1), Table((Row((cell,)),), within=inside), item("deux"))
    assert found[0] == found[2] != found[1]


def test_text_between_two_lists_starts_the_second_anew() -> None:
    assert len(set(numbers(item("un", start=1), Paragraph((Run("texte"),)), item("un", start=1)))) == 2

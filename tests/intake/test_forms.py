"""Matrices in any form: in Word, with columns a person explained, sent again corrected."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from ponam_review.intake.columns import Field, field_named, signature
from ponam_review.intake.desk import Desk
from ponam_review.intake.receiving import Outcome, read_arrivals, record
from ponam_review.intake.sheet import Told, read_matrix
from ponam_review.register.store import Register
from ponam_review.register.values import Disposition, Wanted
from ponam_review.register.vocabulary import Channel, Standing, Suite
from ponam_review.text.errors import SheetError, UsageError
from tests.register.conftest import NOW

from .books import book
from .editions import layout

LAYOUT = layout()


def take(register: Register, content: bytes, name: str = "OIM.xlsx", desk: Desk | None = None) -> Outcome:
    (arrival,) = read_arrivals(content, name, desk or Desk(LAYOUT, register.stakeholders(), register.stakeholder("OIM")))
    return record(register, arrival, author="Secrétariat", now=NOW)


# ------------------------------------------------------------------ columns that a person explained


def test_columns_are_read_as_a_person_says() -> None:
    content = book([["Quoi", "Où", "Ton"], ["Trop long", "Axe 3", "aimable"]])
    with pytest.raises(SheetError, match="--map"):
        read_matrix(content, "m.xlsx", LAYOUT)
    said = {"quoi": Field.TEXT, "ou": Field.PLACE, "ton": None}
    (row,) = read_matrix(content, "m.xlsx", LAYOUT, Told(said)).value.rows
    assert (row.comment.text, row.comment.place.as_written, row.comment.extras) == ("Trop long", "Axe 3", {"Ton": "aimable"})


def test_what_was_kept_is_used_for_the_same_headings_in_any_order() -> None:
    kept = {signature(["Quoi", "Où"]): {"quoi": Field.TEXT, "ou": Field.PLACE}}
    read = read_matrix(book([["Titre"], ["Où", "Quoi"], ["Axe 3", "Trop long"]]), "m.xlsx", LAYOUT, Told({}, kept)).value
    assert [row.comment.text for row in read.rows] == ["Trop long"]
    with pytest.raises(SheetError):
        read_matrix(book([["Où", "Quoi", "Autre"], ["Axe 3", "Trop long", 1]]), "m.xlsx", LAYOUT, Told({}, kept))


def test_guesses_are_told_and_certain_headings_are_not() -> None:
    read = read_matrix(book([["Vos remarques éventuelles sur le fond", "Partie"], ["Bien", "Axe 3"]]), "m.xlsx", LAYOUT)
    assert [notice.values["column"] for notice in read.notices] == ["Vos remarques éventuelles sur le fond"]
    assert not read_matrix(book([["Observation", "Partie"], ["Bien", "Axe 3"]]), "m.xlsx", LAYOUT).notices


@pytest.mark.parametrize(
    ("word", "field"),
    [("observation", Field.TEXT), ("Partie", Field.PLACE), ("text", Field.TEXT), ("Motif", Field.MOTIVE), ("ignorer", None)],
)
def test_fields_by_the_names_people_use(word: str, field: Field | None) -> None:
    assert field_named(word) == field


def test_a_field_nobody_knows_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="Observation"):
        field_named("couleur")


def test_forms_are_kept_for_their_stakeholder(register: Register) -> None:
    register.save_form("OIM", "s", {"quoi": "text"}, author="A", now=NOW)
    register.save_form("OIM", "s", {"quoi": "text", "ou": "place"}, author="A", now=NOW)
    assert register.saved_forms() == {"OIM": {"s": {"quoi": "text", "ou": "place"}}}
    assert not register.findings()


# ------------------------------------------------------------------ matrices in Word


def word(title: str, *rows: list[str]) -> bytes:
    document = docx.Document()
    document.add_heading(title)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_matrix_in_word_is_a_matrix(register: Register) -> None:
    rows = ["N°", "Page / section", "Observations", "Propositions"], ["1", "Axe 3 ¶4", "Douze ?", "Quinze"], ["2", "Contexte", "Court", ""]
    content = word("Observations de l’OIM sur le projet de politique", *rows)
    (entered,) = take(register, content, "OIM.docx").entered
    assert entered.numbers == (1, 2)
    first = register.comment(1)
    assert (first.text, first.proposal, first.channel) == ("Douze ?", "Quinze", Channel.MATRIX)
    assert first.place.selector is not None and first.place.selector.block == 4
    assert (first.source["sheet"], first.source["cell"]) == ("T1", "C2")


# ------------------------------------------------------------------ sent again

HEAD = ["Section", "Observation"]
ROWS = [
    ["Axe 3", "Le délai manque pour les postes"],
    ["Axe 3", "Chiffrer le fonds d’assistance"],
    ["Contexte", "Citer les régions du nord"],
]


def test_a_corrected_file_replaces_what_was_not_answered(register: Register) -> None:
    take(register, book([HEAD, *ROWS]))
    register.decide([2], Disposition(Suite.NOTED, "Vu.", "R", NOW), now=NOW)
    changed = [["Axe 3", "Le délai manque pour les postes consulaires"], ["Axe 3", "Chiffrer le fonds d’assistance juridique"], ROWS[2]]
    (entered,) = take(register, book([HEAD, *changed]), "OIM v2 (1).xlsx").entered
    assert (entered.numbers, [d.number for d in entered.duplicates]) == ((4, 5), [3])
    assert (entered.superseded, entered.answered, entered.left) == (((1, 4),), ((2, 5),), ())
    assert [c.number for c in register.comments()] == [2, 3, 4, 5]
    assert register.comment(1).standing is Standing.SUPERSEDED
    assert not register.findings()


def test_a_row_left_out_of_a_corrected_file_still_stands_and_is_told(register: Register) -> None:
    take(register, book([HEAD, *ROWS]))
    (entered,) = take(register, book([HEAD, *ROWS[:2]]), "OIM corrigé.xlsx").entered
    assert (entered.numbers, entered.left) == ((), (3,))


def test_another_contribution_of_the_same_sender_stands_beside_the_first(register: Register) -> None:
    take(register, book([HEAD, *ROWS]))
    (entered,) = take(register, book([HEAD, ["Axe 3", "Rien sur les femmes migrantes dans ce chapitre"]]), "autre.xlsx").entered
    assert (entered.numbers, entered.superseded) == ((4,), ())
    assert register.count(Wanted()) == 4


# ------------------------------------------------------------------ workbooks of other makes and hostile ones


def test_a_stray_cell_at_the_end_of_the_world_costs_nothing() -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Observation", "Section"], ["Bien", "Axe 3"]):
        sheet.append(row)
    sheet["XFD3000"] = " "
    stream = io.BytesIO()
    workbook.save(stream)
    assert [row.comment.text for row in read_matrix(stream.getvalue(), "m.xlsx", LAYOUT).value.rows] == ["Bien"]


SPACES = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def open_document(*rows: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        body = (
            f'<office:body><office:spreadsheet><table:table table:name="F">{"".join(rows)}</table:table></office:spreadsheet></office:body>'
        )
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
    return stream.getvalue()


def row(*cells: str, repeated: int = 1) -> str:
    inner = (f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(inner)}</table:table-row>'


def test_open_documents_are_read_and_endless_ones_are_not() -> None:
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    read = read_matrix(open_document(row("Observation", "Section"), row("Bien", "Axe 3"), empty), "m.ods", LAYOUT)
    assert [one.comment.text for one in read.value.rows] == ["Bien"]
    wide = '<table:table-cell office:value-type="string" table:number-columns-repeated="9999"><text:p>x</text:p></table:table-cell>'
    for bomb in (row("x", repeated=9999), f"<table:table-row>{wide}</table:table-row>"):
        with pytest.raises(SheetError, match="too big once unpacked"):
            read_matrix(open_document(row("Observation"), bomb), "m.ods", LAYOUT)

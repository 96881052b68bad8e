"""Matrices in: every remark with its provenance to the cell, nothing invented, nothing lost in silence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from ponam_review.intake.sheet import MAX_REMARKS, iso_date, read_matrix
from ponam_review.register.values import NewComment
from ponam_review.register.vocabulary import Certainty, Kind, Nature
from ponam_review.text.errors import SheetError

from .books import book
from .editions import layout

LAYOUT = layout()


def comments(content: bytes, name: str = "matrice.xlsx") -> list[NewComment]:
    return [row.comment for row in read_matrix(content, name, LAYOUT).value.rows]


def notices(content: bytes, name: str = "matrice.xlsx") -> list[str]:
    return [notice.text() for notice in read_matrix(content, name, LAYOUT).notices]


def test_each_row_becomes_a_comment_with_its_place_and_its_cell() -> None:
    rows = [
        ["Matrice d’observations du ministère"],
        [],
        ["Pages", "Observations", "Axe", "Alinéa", "Proposition", "Type", "Auteur", "Date", "Priorité", "Passage"],
        [12, "Pourquoi douze ?", 3, 4, "quinze postes", "Fond", "Chef de bureau", date(2026, 3, 2), "haute", "douze postes"],
        [None, "  ", None, None, None, None, None, None, None, None],
        [None, "Bien écrit.", None, None, None, "forme", None, "03/03/2026", None, None],
    ]
    first, second = comments(book(rows))
    assert (first.text, first.proposal, first.kind) == ("Pourquoi douze ?", "quinze postes", Kind.PROPOSAL)
    assert (first.nature, first.author, first.written_at) == (Nature.SUBSTANCE, "Chef de bureau", "2026-03-02")
    assert first.source == {"sheet": "Observations", "row": 4, "cell": "B4", "headings": 3}
    assert first.extras == {"Priorité": "haute"}
    assert first.place.selector is not None and first.place.certainty is Certainty.CERTAIN
    assert (first.place.selector.section, first.place.selector.block, first.place.selector.exact) == ("axe-3", 4, "douze postes")
    assert first.place.as_written == "Pages 12, Axe 3, Alinéa 4"
    assert (second.text, second.kind, second.nature, second.written_at) == ("Bien écrit.", Kind.REMARK, Nature.FORM, "2026-03-03")
    assert (second.place.selector, second.source["row"]) == (None, 6)


def test_a_sender_s_own_justification_stays_with_the_remark() -> None:
    (comment,) = comments(
        book([["Texte actuel", "Texte proposé", "Justification"], ["douze postes", "quinze postes", "La demande croît."]])
    )
    assert (comment.text, comment.proposal) == ("La demande croît.", "quinze postes")
    (comment,) = comments(book([["Observation", "Justification"], ["Porter à quinze.", "La demande croît."]]))
    assert comment.text == "Porter à quinze.\nJustification\u00a0: La demande croît."


def test_two_columns_of_remarks_are_both_kept() -> None:
    first, second = comments(book([["Commentaires DGME", "Commentaires CIGEM"], ["Trop court", "Trop long"], [None, "Bien"]]))
    assert first.text == "Commentaires DGME\u00a0: Trop court\nCommentaires CIGEM\u00a0: Trop long"
    assert second.text == "Bien"


def test_answers_filled_in_by_the_sender_are_kept_and_not_acted_upon() -> None:
    (comment,) = comments(book([["Observation", "Suite donnée", "Justification"], ["Porter à quinze.", "Retenue", "Oui."]]))
    assert comment.extras == {"Suite donnée": "Retenue", "Justification": "Oui."}


def test_merged_cells_count_for_each_of_their_rows() -> None:
    rows = [
        ["Section", "Observation", "Proposition"],
        ["Axe 3", "Chiffres à revoir", "quinze"],
        [None, None, "vingt"],
        [None, None, None],
        ["Contexte", "Trop court", None],
    ]
    found = comments(book(rows, merged=["A2:A4", "B2:B4"]))
    assert [(c.place.as_written, c.text, c.proposal) for c in found] == [
        ("Axe 3", "Chiffres à revoir", "quinze"),
        ("Axe 3", "Chiffres à revoir", "vingt"),
        ("Contexte", "Trop court", ""),
    ]


def test_a_row_across_the_table_names_the_part_below() -> None:
    rows = [
        ["Observation", "Page", "Proposition"],
        ["AXE 3 – PROTEGER LES MIGRANTS"],
        ["Trop long", "9", None],
        ["Contexte"],
        ["Bien", None, None],
    ]
    found = comments(book(rows, merged=["A2:C2", "A4:C4"]))
    assert [(c.text, c.place.selector and c.place.selector.section) for c in found] == [("Trop long", "axe-3"), ("Bien", "contexte")]


def test_rows_that_say_something_unknown_and_no_remark_are_noticed() -> None:
    rows = [["N°", "Section", "Observation", "Urgence"], [1, "Axe 3", None, None], [2, "Axe 3", None, "très urgent"]]
    assert notices(book(rows)) == ["row 3 has no remark; it was skipped"]


def test_all_sheets_with_remarks_are_read_and_the_others_named() -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    for title, rows in (
        ("Axe 1", [["Observation", "Page"], ["un", 1]]),
        ("Axe 2", [["Observation", "Page"], ["deux", 2]]),
        ("Liste", [["a", "b"]]),
    ):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.create_sheet("Masquée").append(["Observation"])
    workbook["Masquée"].sheet_state = "hidden"
    stream = io.BytesIO()
    workbook.save(stream)
    found = read_matrix(stream.getvalue(), "m.xlsx", LAYOUT)
    assert [(row.comment.text, row.comment.source["sheet"]) for row in found.value.rows] == [("un", "Axe 1"), ("deux", "Axe 2")]
    assert [notice.values["sheet"] for notice in found.notices] == ["Masquée", "Liste"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_any_usual_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = [
        ["N°", "Partie / ¶", "Observation", "Proposition de rédaction"],
        ["1", "axe-3 ¶4", '"Préciser, dans l’alinéa,\nle délai ; puis l’échéance"', "'=2+2"],
    ]
    content = "\r\n".join(delimiter.join(cells) for cells in lines).encode(encoding)
    (comment,) = comments(content, "matrice.csv")
    assert comment.text == "Préciser, dans l’alinéa,\nle délai ; puis l’échéance"
    assert comment.proposal == "=2+2", "the apostrophe that guards a formula is no part of the text"
    assert comment.source == {"row": 2, "cell": "C2", "headings": 1}
    assert comment.place.certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-02", "2026-03-02"),
        ("02/03/2026", "2026-03-02"),
        ("2.3.26", "2026-03-02"),
        ("46083", "2026-03-02"),
        ("31/02/2026", "31/02/2026"),
        ("mars 2026", "mars 2026"),
        ("", ""),
    ],
)
def test_dates_as_offices_write_them(text: str, iso: str) -> None:
    assert iso_date(text) == iso


def test_cells_read_as_people_see_them() -> None:
    rows = [["Observation", "Note", "Quand", "Vrai"], ["x", 3.0, datetime(2026, 3, 2, 9, 30), True], [12, 0.25, None, None]]  # noqa: DTZ001
    first, second = comments(book(rows))
    assert first.extras == {"Note": "3", "Quand": "2026-03-02 09:30", "Vrai": "VRAI"}
    assert (second.text, second.extras["Note"]) == ("12", "0.25")


# ------------------------------------------------------------------ what is refused


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def tampered(part: str, old: bytes, new: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(book([["Observation", "Page"], ["un", 1]])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


LONG = b"".join(b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>' % (row, row) for row in range(198_900, 200_000))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04 cut short", "damaged"),
        (zipped(a=b"x"), "not an Excel workbook"),
        (zipped(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook"}), "damaged"),
        (zipped(**{"[Content_Types].xml": b"", "xl__bomb.xml": b"0" * (20 << 20)}), "too big"),
        (tampered("xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"), "document type"),
        (tampered("xl/worksheets/sheet1.xml", b"</sheetData>", b""), "damaged"),
        (tampered("xl/worksheets/sheet1.xml", b"</sheetData>", LONG + b"</sheetData>"), "more than 100000 rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither a workbook nor a CSV"),
        (book([["a", "b"], [1, 2]]), "no column of remarks.*found: a, b, 1, 2"),
        (b"nom;prenom\nx;y", "no column of remarks"),
    ],
)
def test_what_is_no_matrix_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SheetError, match=sentence) as refusal:
        read_matrix(content, "f.xlsx", LAYOUT)
    assert str(refusal.value).startswith("f.xlsx: ") and "\n" not in str(refusal.value)


def test_too_many_remarks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_REMARKS >= 20_000
    monkeypatch.setattr("ponam_review.intake.sheet.MAX_REMARKS", 3)
    content = "Observation;Page\n" + "\n".join(f"remarque {n};1" for n in range(4))
    with pytest.raises(SheetError, match="more than 3 remarks"):
        read_matrix(content.encode(), "f.csv", LAYOUT)


def test_headings_of_two_storeys() -> None:
    rows = [
        ["N° d’ordre", "Emplacement", None, "Modification demandée", None, "Avis"],
        [None, "Section", "Paragraphe", "Formulation actuelle", "Amendement proposé", None],
        [7, "axe-3", "4", "douze postes", "quinze postes", "favorable"],
    ]
    (comment,) = comments(book(rows, merged=["A1:A2", "B1:C1", "D1:E1", "F1:F2"]))
    assert (comment.number_as_written, comment.quote, comment.proposal) == ("7", "douze postes", "quinze postes")
    assert (comment.place.certainty, comment.source["headings"]) == (Certainty.CERTAIN, 2)
    assert comment.text == "favorable"

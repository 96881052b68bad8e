"""Remarks of the register shown as Word comments stand on the very words that they are about."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from ponam_review.text.annotations import Annotation, Places
from ponam_review.text.flow import prepare
from ponam_review.text.model import Cell, Document, Heading, Paragraph, Revision, Row, Run, Section, Table
from ponam_review.word.reading.words import read_word
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.draft import no_images

DATE = "2026-03-01T08:00:00Z"
TABLE = Table((Row((Cell((Paragraph((Run("Gao"),)),)),)),))
FLOW = prepare(
    Revision(
        "projet-0",
        (
            Document(
                "p",
                "Politique",
                (
                    Section(
                        "axe-1",
                        "Protéger",
                        (
                            Paragraph((Run("Les migrants sont "), Run("accueillis", 1), Run(" et orientés."))),
                            Heading(2, (Run("Mesures"),)),
                            TABLE,
                            Paragraph((Run("Un délai de six mois."),)),
                        ),
                    ),
                ),
            ),
        ),
        loose=True,
    )
)


def remark(place: tuple[int, int, int] | None, text: str) -> Annotation:
    assert place is not None
    return Annotation(*place, name="N° 7", author="HCME – Awa", date=DATE, text=text)


def written(*remarks: Annotation) -> bytes:
    return write_docx(FLOW, images=no_images, created=DATE, annotations=remarks).value


@pytest.mark.parametrize(
    ("section", "block", "exact", "quote"),
    [
        ("axe-1", 1, "sont accueillis et", "sont accueillis et"),
        ("axe-1", 1, "Les migrants", "Les migrants"),
        ("axe-1", 1, "", "Les migrants sont accueillis et orientés."),
        ("axe-1", 1, "délai de six mois", "délai de six mois"),  # it moved within its section
        ("axe-1", 0, "", "Protéger"),
    ],
)
def test_a_comment_holds_its_words(section: str, block: int, exact: str, quote: str) -> None:
    file = read_word(written(remark(Places(FLOW).find(section, block, exact), "À préciser.")), name="a.docx").value
    (comment,) = file.comments
    assert (comment.quote, comment.author, comment.text) == (quote, "HCME – Awa", "N° 7\nÀ préciser.")


def test_the_text_is_the_same_with_and_without_remarks() -> None:
    places = Places(FLOW)
    remarks = [remark(places.find("axe-1", 1, words), words) for words in ("sont accueillis", "accueillis et", "migrants", "")]
    bare, full = (read_word(content, name="a.docx").value for content in (written(), written(*remarks)))
    assert full.accepted == bare.accepted
    assert sorted(comment.quote for comment in full.comments)[1:] == ["accueillis et", "migrants", "sont accueillis"]


def test_a_remark_on_a_table_without_caption_has_a_place(tmp_path: Path) -> None:
    content = written(remark(Places(FLOW).find("axe-1", 3, "Gao"), "Et Kidal ?"), remark(Places(FLOW).find("axe-1", 4, "six"), "Trois."))
    file = read_word(content, name="a.docx").value
    assert [comment.text for comment in file.comments] == ["N° 7\nEt Kidal ?", "N° 7\nTrois."]
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert not OpenXmlValidator().validate(path).errors


def test_a_place_that_is_no_more_is_none() -> None:
    assert Places(FLOW).find("axe-9", 1, "rien") is None

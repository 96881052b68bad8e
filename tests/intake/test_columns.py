"""Headings in any order, in French and English, as forms and offices write them."""

from __future__ import annotations

import pytest

from ponam_review.intake.columns import Field, recognise

OURS = (
    "N°, Date, Structure, Auteur, Version visée, Partie / ¶, Passage cité, Observation, Proposition de rédaction, Nature, "
    "Suite donnée, Justification, Endroit modifié, Responsable, Date de la décision"
)
ISO = (
    "MB/NC, Line number, Clause/Subclause, Paragraph/Figure/Table, Type of comment, Comments, Proposed change, "
    "Observations of the secretariat"
)


def said(headings: str) -> list[str]:
    return [field.value if field else "" for field in recognise([heading.strip() for heading in headings.split(",")]).fields]


def test_our_own_headings_are_the_fields_in_order() -> None:
    assert said(OURS) == [field.value for field in Field if field is not Field.MOTIVE]
    assert said(", ".join(reversed(OURS.split(", ")))) == [f.value for f in reversed(Field) if f is not Field.MOTIVE]


def test_the_comment_form_of_iso_is_known() -> None:
    assert said(ISO) == ["structure", "place", "place", "place", "nature", "text", "proposal", "suite"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("OBSERVATIONS / COMMENTAIRES, Pages", ["text", "place"]),
        ("Obsevations, Porposition de rédaction", ["text", "proposal"]),
        ("N° d’ordre, Texte actuel, Texte proposé, Justification", ["number", "quote", "proposal", "motive"]),
        ("Comment, Reviewer, Section, Priority", ["text", "author", "place", ""]),
        ("Observation, Suite donnée, Justification", ["text", "suite", "reason"]),
        ("Observation, Décision, Motif", ["text", "suite", "reason"]),
        ("Amendement proposé, Motivation, Avis du secrétariat", ["proposal", "motive", "suite"]),
        ("Commentaires du ministère, Commentaires de la DGME, Page", ["text", "text", "place"]),
        ("Date de la décision, Date, Observation", ["decided", "date", "text"]),
    ],
)
def test_headings_of_offices(headings: str, fields: list[str]) -> None:
    assert said(headings) == fields


@pytest.mark.parametrize(
    "row", ["Matrice des observations", "Ministère, Mars 2026", "Nom, Structure, Date", "Préciser le délai., 12, Axe 3", ""]
)
def test_a_row_that_is_no_row_of_headings(row: str) -> None:
    assert not recognise(row.split(", ")).speaks


def test_one_column_alone_may_be_the_remarks() -> None:
    assert recognise(["", "Observations", ""]).speaks
    assert recognise(["Observations", "Urgence", ""]).speaks
    assert not recognise(["Nos observations à ce jour", "Urgence", ""]).speaks

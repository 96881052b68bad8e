"""The sample's answers: files really saved by LibreOffice and Excel, counted to the row (policy/exemples/contributions/LISEZMOI.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.intake.layout import Layout, lay_out
from ponam_review.intake.receiving import Arrival, read_arrival
from ponam_review.intake.stakeholder_list import read_stakeholders
from ponam_review.register.values import Stakeholder
from ponam_review.register.vocabulary import Certainty, Edit
from ponam_review.shipped import shipped
from ponam_review.text.flow import prepare
from ponam_review.workspace import resolve

FOLDER = shipped("policy/exemples/contributions")
COUNTS = {
    "aec-observations.csv": ("AEC", 7, 0),
    "cigem-matrice-observations.xlsx": ("CIGEM", 8, 0),
    "cr-kayes-observations.docx": ("CR Kayes", 7, 2),
    "dgme-observations.docx": ("DGME", 10, 6),
    "hcme-observations.docx": ("HCME", 10, 6),
    "mef-observations.docx": ("MEF", 15, 8),
    "msds-fiche-observations.xlsx": ("MSDS", 9, 0),
    "oim-iso-comments.xlsx": ("OIM", 8, 0),
    "oim-observations.docx": ("OIM", 12, 6),
    "remf-observations.docx": ("REMF", 12, 5),
}
"""From whom, comments or rows, corrections of words."""
WITHOUT_PLACE = {"cr-kayes-observations.docx": 1, "msds-fiche-observations.xlsx": 1, "oim-iso-comments.xlsx": 1, "oim-observations.docx": 1}
"""Remarks on the text as a whole."""


@pytest.fixture(scope="module")
def edition() -> Layout:
    return lay_out(prepare(resolve(str(shipped("policy/historique/projet-0")), workspace=None).value))


@pytest.fixture(scope="module")
def known() -> tuple[Stakeholder, ...]:
    return read_stakeholders((FOLDER / "parties-prenantes.csv").read_bytes(), "parties-prenantes.csv").value


@pytest.fixture(scope="module")
def arrivals(edition: Layout, known: tuple[Stakeholder, ...]) -> dict[str, Arrival]:
    return {name: read_arrival((FOLDER / name).read_bytes(), name, edition, known, None) for name in COUNTS}


def test_every_answer_of_the_sample_is_counted_here() -> None:
    endings = {".docx", ".xlsx", ".csv"}
    assert {file.name for file in Path(FOLDER).iterdir() if file.suffix in endings} - {"parties-prenantes.csv"} == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_every_remark_of_a_file_comes_in_on_its_passage(name: str, arrivals: dict[str, Arrival]) -> None:
    arrival = arrivals[name]
    assert arrival.refusal is None
    (submission,) = arrival.submissions
    tracked = [comment for comment in submission.comments if comment.edit is not Edit.FREE]
    sender, remarks, corrections = COUNTS[name]
    assert (submission.stakeholder, len(submission.comments) - len(tracked), len(tracked)) == (sender, remarks, corrections)
    places = [comment.place.certainty for comment in submission.comments]
    assert places.count(Certainty.UNPLACED) == WITHOUT_PLACE.get(name, 0)
    assert places.count(Certainty.DOUBTFUL) == 0


def test_remarks_stand_where_their_words_stand(arrivals: dict[str, Arrival], edition: Layout) -> None:
    lines: dict[tuple[str, int], list[str]] = {(line.section, line.block): [] for line in edition.lines}
    for line in edition.lines:
        lines[line.section, line.block].append(line.text)
    for arrival in arrivals.values():
        for comment in arrival.submissions[0].comments:
            selector = comment.place.selector
            if selector is not None:
                assert any(selector.exact in text for text in lines[selector.section, selector.block]), comment


def test_threads_and_settled_comments_are_kept(arrivals: dict[str, Arrival]) -> None:
    comments = arrivals["oim-observations.docx"].submissions[0].comments
    assert sum(comment.resolved for comment in comments) >= 1
    assert {comment.answers for comment in comments if comment.answers} <= {comment.local_id for comment in comments}

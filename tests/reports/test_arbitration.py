"""One page for each question that somebody has to decide."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from ponam_review.register.values import Comment, Place
from ponam_review.register.vocabulary import Edit, Suite
from ponam_review.reports.arbitration import Question, Sheet, file_stem, form_flow, questions_of
from ponam_review.reports.letters import written_as
from ponam_review.text.model import Cover
from ponam_review.text.plain import block_text
from tests.conftest import Convert

from .comments import NOW, PLACE, PLAIN, REWORDED, YES

PASSAGE = "Il se réunit une fois l’an, au siège du ministère, sur convocation de son président, et rend compte au Gouvernement de ses travaux."
COVER = Cover(
    institution=("MINISTÈRE DES MALIENS ÉTABLIS À L’EXTÉRIEUR", "ET DE L’INTÉGRATION AFRICAINE", "SECRÉTARIAT GÉNÉRAL"),
    state=("RÉPUBLIQUE DU MALI", "Un Peuple – Un But – Une Foi"),
    mark="EXEMPLE",
)
WHY = "Le calendrier budgétaire demande deux séances, dont une avant l’été, et les collectivités ne peuvent préparer leurs avis en une seule."


def proposal(number: int, who: str, words: str) -> Comment:
    assert PLACE.selector is not None
    place = Place(replace(PLACE.selector, exact=PASSAGE, start=0), PLACE.certainty, 1.0, "9.3 Comité de pilotage", 5)
    return replace(REWORDED, number=number, stakeholder=who, text=WHY, quote=PASSAGE, proposal=words, place=place, disposition=None)


TWO = (proposal(1, "OIM", PASSAGE.replace("une fois", "deux fois")), proposal(2, "MEF", PASSAGE.replace("une fois", "quatre fois")))
SHEET = Sheet(1, "Politique nationale de migration", COVER, date(2026, 5, 4), "fr", PASSAGE)


def told(question: Question, sheet: Sheet = SHEET) -> str:
    return "\n".join(map(block_text, form_flow(question, sheet).blocks)).replace("\u00a0", " ")


def test_competing_wordings_are_a_question_with_their_words_and_reasons() -> None:
    (question,) = questions_of(TWO)
    words = told(question)
    assert question.competing
    assert "Option A – OIM\tOption B – MEF" in words
    assert "deux" in words
    assert WHY in words
    assert "☐  retenir l’option A (OIM)" in words
    assert "☐  maintenir le texte soumis à la consultation" in words
    assert "OBS\u20110001, OBS\u20110002" in words
    assert file_stem(question, 1, "fr") == "fiche-01-axe-3-14"


def test_what_was_referred_is_a_question_too_and_joins_the_conflict_on_its_passage() -> None:
    referred = replace(YES, suite=Suite.REFERRED, reason="Au comité de pilotage.", decided_at=NOW)
    alone = replace(PLAIN, number=3, disposition=referred)
    (question,) = questions_of([alone])
    assert not question.competing
    assert "Renvoi : Au comité de pilotage." in told(question)
    (question,) = questions_of([*TWO, replace(alone, place=TWO[0].place)])
    assert question.numbers == ("OBS-0001", "OBS-0002", "OBS-0003")
    assert len(question.positions) == 3


def test_what_is_settled_is_no_question() -> None:
    settled = [replace(TWO[0], disposition=YES), replace(TWO[1], disposition=replace(YES, suite=Suite.REJECTED))]
    assert questions_of(settled) == ()
    assert questions_of([PLAIN, TWO[0]]) == ()


def test_a_deletion_is_told_in_words() -> None:
    (question,) = questions_of([TWO[0], replace(TWO[1], edit=Edit.DELETE, proposal="")])
    assert "Supprimer ce passage." in told(question)


LONG = tuple(
    proposal(n, who, PASSAGE.replace("une fois l’an", f"{n} fois l’an, après avis du comité technique et des régions concernées"))
    for n, who in enumerate(("OIM", "MEF", "HCME"), 2)
)


def _pages(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("comments", [TWO, LONG])
def test_the_usual_question_takes_one_page(comments: tuple[Comment, ...]) -> None:
    (question,) = questions_of(comments)
    sheet = replace(SHEET, passage=PASSAGE * 4)
    assert _pages(written_as(form_flow(question, sheet), "pdf", created="2026-05-04T10:00:00Z").value) == 1


def test_one_page_in_word_too(tmp_path: Path, libreoffice: Convert) -> None:
    (question,) = questions_of(LONG)
    content = written_as(form_flow(question, replace(SHEET, passage=PASSAGE * 4)), "docx", created="2026-05-04T10:00:00Z").value
    file = tmp_path / "fiche.docx"
    file.write_bytes(content)
    (made,) = libreoffice([file], "pdf", tmp_path)
    assert _pages(made.read_bytes()) == 1


def test_many_positions_go_on_cleanly() -> None:
    many = [proposal(n, f"S{n}", PASSAGE.replace("une fois", f"{n} fois")) for n in range(2, 24)]
    (question,) = questions_of(many)
    assert _pages(written_as(form_flow(question, SHEET), "pdf", created="2026-05-04T10:00:00Z").value) > 1
    assert "Option V – S23" in told(question)
    assert len(question.positions) == 22

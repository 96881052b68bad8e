"""The letter that answers: what was said, the passage then and now, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ponam_review.register.values import Carried, Comment
from ponam_review.register.vocabulary import AnchorState, Suite
from ponam_review.reports.letters import Letter, letter_flow, written_as
from ponam_review.text.model import Cover, Run, Table
from ponam_review.text.plain import block_text

from .comments import NOW, PLACE, PLAIN, REWORDED, YES, numbered
from .hearing import CONSULTED

COVER = Cover(institution=("MINISTÈRE", "SECRÉTARIAT GÉNÉRAL"), state=("RÉPUBLIQUE DU MALI", "Un Peuple – Un But – Une Foi"), mark="EXEMPLE")
OIM = replace(CONSULTED[1], contact="Conseiller")


def letter(*comments: Comment, now: dict[int, Carried] | None = None, language: str = "fr") -> Letter:
    return Letter(
        OIM, comments, "Politique", COVER, date(2026, 5, 4), language, edition="projet-2" if now is not None else "", now=now or {},
        received=(NOW.date(),),
    )  # fmt: skip


def told(one: Letter) -> str:
    return "\n".join(map(block_text, letter_flow(one).blocks)).replace("\u00a0", " ")


def carried(number: int, exact: str, state: AnchorState = AnchorState.SURE, fate: str = "reworded") -> Carried:
    assert PLACE.selector is not None
    selector = replace(PLACE.selector, revision="projet-2", exact=exact) if exact else None
    return Carried(number, "projet-2", "", selector, fate, 1.0, state)  # type: ignore[arg-type]


def test_it_is_laid_out_as_an_administration_writes() -> None:
    words = told(letter(replace(PLAIN, disposition=YES)))
    assert words.startswith("MINISTÈRE\nSECRÉTARIAT GÉNÉRAL\n------------------\t\tRÉPUBLIQUE DU MALI")
    assert "N° …………………\tBamako, le 4 mai 2026" in words
    assert "À\nOrganisation internationale pour les migrations\nÀ l’attention de : Conseiller" in words
    assert "Objet : Suites données à vos observations sur « projet-1 »" in words
    assert "Référence : Votre contribution reçue le 9 mars 2026" in words
    assert "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée." in words


def test_it_counts_rightly_whatever_was_decided() -> None:
    yes, no = replace(PLAIN, disposition=YES), replace(PLAIN, disposition=replace(YES, suite=Suite.REJECTED))
    assert "Elle a reçu la suite suivante : 1 retenue." in told(letter(yes))
    assert "Elle est à l’examen ; la suite donnée vous sera communiquée." in told(letter(PLAIN))
    assert "Vos 2 observations ont été enregistrées et examinées. Elles ont reçu les suites suivantes : 1 retenue et 1 non retenue." in told(
        letter(*numbered(yes, no))
    )
    assert "L’une d’elles a reçu une suite : 1 retenue. Les autres sont encore à l’examen" in told(letter(*numbered(yes, PLAIN)))
    assert "aucune observation qui appelle une suite" in told(letter())


def test_the_passage_is_told_then_and_now() -> None:
    words = told(letter(replace(PLAIN, disposition=YES), now={1: carried(1, "quinze postes")}))
    assert "« douze postes »" in words
    assert "« quinze postes »" in words
    assert "Le passage dans « projet-2 »" in words
    assert "Inchangé." in told(letter(PLAIN, now={1: carried(1, "douze postes", fate="same")}))
    assert "Le passage n’y figure plus." in told(letter(PLAIN, now={1: carried(1, "", AnchorState.CONFIRMED, "gone")}))
    assert "Passage à confirmer." in told(letter(PLAIN, now={1: carried(1, "quelque chose", AnchorState.TO_CONFIRM)}))


def test_a_proposal_is_told_by_what_it_changes() -> None:
    blocks = letter_flow(letter(REWORDED)).blocks
    (table,) = [block for block in blocks if isinstance(block, Table) and not block.bare]
    runs = [i for cell in table.rows[1].cells for block in cell.blocks for i in getattr(block, "content", ()) if isinstance(i, Run)]
    assert [run.text for run in runs if run.marks == 4] == ["douze"]
    assert "quinze" in [run.text for run in runs if run.marks == 1]


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_it_is_written_in_every_form(kind: str) -> None:
    flow = letter_flow(letter(replace(PLAIN, disposition=YES), REWORDED, language="en"))
    result = written_as(flow, kind, created="2026-05-04T10:00:00Z")
    assert result.notices == ()
    assert result.value == written_as(flow, kind, created="2026-05-04T10:00:00Z").value

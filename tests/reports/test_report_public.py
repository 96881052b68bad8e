"""What everybody may read: the rule, and the check of the finished file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.register.values import Stakeholder
from ponam_review.reports.report import write_report
from ponam_review.reports.report_public import Secrets, is_name, is_person, leak_in, public_comments, secrets_of
from ponam_review.text.errors import LeakError

from .hearing import CONSULTED, HEARING, REMARKS, remark, report

HIDDEN = "Note confidentielle sur la position de négociation du ministère."
STAKEHOLDERS = (*CONSULTED, Stakeholder("HCME", "Haut Conseil", "Diaspora", contact="Oumar Sissoko", email="oumar@exemple.invalid"))
COMMENTS = (
    replace(REMARKS[0], author="Awa Traoré, DGME", text="Awa  Traoré l’a dit en séance, et Fanta Diallo aussi."),
    replace(remark(5, "OIM", HIDDEN), group="restricted"),
    replace(REMARKS[1], author="Point focal OIM", assignee="Issa Koné", tags=("urgent",)),
)
FOUND = secrets_of(COMMENTS, STAKEHOLDERS, notes=["À revoir avec le cabinet avant vendredi."], names=["Modibo Keïta"], unknown="Non précisé")
SHOWN = tuple(public_comments(COMMENTS, STAKEHOLDERS, FOUND, "Non précisé"))


def test_names_of_persons_give_way_to_their_category() -> None:
    assert SHOWN[0].text == "[Service de l’État] l’a dit en séance, et [Particulier] aussi."
    assert {comment.author for comment in SHOWN} == {""}
    assert all(comment.disposition is None or comment.disposition.author == "" for comment in SHOWN)


def test_confidential_remarks_tags_and_names_of_the_office_are_left_out() -> None:
    assert [comment.number for comment in SHOWN] == [1, 2]
    assert {comment.tags for comment in SHOWN} == {()}
    names = {name for name, _ in FOUND.names}
    assert names >= {"Awa Traoré", "Fanta Diallo", "Issa Koné", "Modibo Keïta", "Oumar Sissoko"}
    assert set(FOUND.words) == {HIDDEN, "À revoir avec le cabinet avant vendredi.", "oumar@exemple.invalid"}


@pytest.mark.parametrize("words", ["Point focal", "Secrétariat de la révision", "Direction générale du budget", "Chef du bureau 3"])
def test_functions_are_no_names(words: str) -> None:
    assert not is_name(words)


@pytest.mark.parametrize("words", ["Awa Traoré", "TRAORÉ Awa", "Mossa Ag Attaher", "Jean-Pierre N’Diaye"])
def test_names_are(words: str) -> None:
    assert is_name(words)


def test_a_citizen_is_a_person_and_an_institution_is_none() -> None:
    assert [is_person(s) for s in CONSULTED] == [False, False, False, True]


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_public_report_is_written(kind: str) -> None:
    hearing = replace(HEARING, comments=SHOWN, stakeholders=STAKEHOLDERS, confidential=1)
    assert write_report(report(hearing, public=True), FOUND, kind, created="2026-05-01T10:00:00Z").value


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
@pytest.mark.parametrize("leak", ["Awa Traoré", HIDDEN, "oumar@exemple.invalid"])
def test_a_report_in_which_something_internal_stands_is_refused(kind: str, leak: str) -> None:
    told = replace(SHOWN[0], text=f"Il est écrit\u00a0: {leak}")
    hearing = replace(HEARING, comments=(told,), stakeholders=STAKEHOLDERS)
    with pytest.raises(LeakError, match="not written") as refusal:
        write_report(report(hearing, public=True), FOUND, kind, created="2026-05-01T10:00:00Z", file="r.docx")
    assert refusal.value.exit_code == 70


def test_a_line_end_hides_nothing() -> None:
    secrets = Secrets((("Awa Traoré", "x"),), (HIDDEN,))
    assert leak_in("dit Awa\nTraoré hier", secrets)
    assert leak_in(HIDDEN.replace("négociation", "négo-\nciation"), secrets)
    assert not leak_in("Awa et Traoré, le ministère et sa position", secrets)


NAMES = st.sampled_from(["Awa Traoré", "Issa Koné", "Fanta Diallo"])


@given(st.lists(st.one_of(NAMES, st.text(max_size=12)), max_size=8).map(" ".join))
def test_what_is_veiled_shows_no_name(text: str) -> None:
    assert not leak_in(FOUND.veiled(text), Secrets(FOUND.names))

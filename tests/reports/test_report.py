"""The consultation report says what the figures say, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ponam_review.register.vocabulary import Suite
from ponam_review.reports.report import text_of, written_as
from ponam_review.reports.report_english import ENGLISH
from ponam_review.reports.report_facts import Hearing, by_part, by_stakeholder, by_time, passages, region_of, shared
from ponam_review.reports.report_flow import report_of
from ponam_review.reports.report_french import FRENCH
from ponam_review.reports.report_terms import terms
from ponam_review.reports.report_words import Speech
from ponam_review.text.model import Figure, Heading, Table
from ponam_review.text.plain import block_text, inline_text

from .hearing import CONSULTED, HEARING, REMARKS, ROUND, remark, report


def told(hearing: Hearing = HEARING, *, language: str = "fr", public: bool = False) -> str:
    flow = report_of(report(hearing, language=language, public=public)).flow
    return "\n".join(map(block_text, flow.blocks)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_summary_tells_who_said_how_much_and_what_became_of_it() -> None:
    words = told()
    assert "Trois structures se sont exprimées sur 4 consultées, par 4 observations, dont 1 proposition de rédaction." in words
    assert "Deux observations sur 4 ont reçu une suite motivée : 1 retenue et 1 non retenue. Deux observations attendent une suite." in words
    assert "Une structure consultée ne s’est pas exprimée." in words
    assert "De « projet-1 » à « projet-2 », le texte compte 3 modifications de fond." in words
    assert "Ouverte le 2 mars 2026, elle a été close le 1er avril 2026." in words
    assert "Une structure consultée ne s’est pas exprimée : CAFO. Aucune contribution n’est venue de la catégorie « Société civile »." in words


def test_the_same_in_english() -> None:
    words = told(language="en")
    assert "Three institutions of the 4 consulted were heard, with 4 remarks, of which 1 proposed wording." in words
    assert "Two remarks of 4 have a reasoned answer: 1 accepted and 1 rejected." in words


def test_where_nothing_was_received_it_says_so_and_no_chart_is_drawn() -> None:
    made = report_of(report(Hearing((), CONSULTED, frozenset(), (ROUND,), {})))
    headings = [inline_text(block.content) for block in made.flow.blocks if isinstance(block, Heading)]
    assert made.pictures.drawn == {}
    assert "Ce qui a été dit" not in headings
    assert "Tableau des réponses" not in headings
    assert "Aucune observation n’a été reçue." in "\n".join(map(block_text, made.flow.blocks))


def test_each_chart_has_words_for_those_who_do_not_see_it_and_its_figures_below() -> None:
    blocks = report_of(report()).flow.blocks
    charts = [at for at, block in enumerate(blocks) if isinstance(block, Figure)]
    assert len(charts) >= 6
    for at in charts:
        figure = blocks[at]
        assert isinstance(figure, Figure)
        assert figure.image.alt.startswith("Diagramme en barres")
        assert isinstance(blocks[at + 1], Table)


def test_decisions_are_told_with_their_reasons_and_all_answers_stand_in_the_annex() -> None:
    words = told()
    assert "Retenue (1)" in words
    assert "Le budget le permet." in words
    assert all(comment.name.replace("-", "\u2011") in words for comment in REMARKS)


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_every_form_shows_the_same_words(kind: str) -> None:
    made = report_of(report())
    result = written_as(made, kind, created="2026-05-01T10:00:00Z")
    assert result.notices == ()
    text = " ".join(text_of(result.value, kind).split())
    assert "Rapport de la consultation" in text
    assert "Le budget le permet." in text
    assert written_as(made, kind, created="2026-05-01T10:00:00Z").value == result.value


def test_both_languages_say_the_same_things() -> None:
    assert FRENCH.keys() == ENGLISH.keys()


def test_french_counts_nought_with_one_and_english_does_not() -> None:
    assert Speech("fr")("comments", 0) == "0 observation"
    assert Speech("en")("comments", 0) == "0 remarks"
    assert Speech("fr").day(date(2026, 3, 1)) == "1er\u00a0mars\u00a02026"
    assert Speech("fr").listed(["a", "b", "c"]) == "a, b et c"


# ------------------------------------------------------------------ counting


def test_parts_follow_the_text_and_the_whole_comes_last() -> None:
    general = replace(REMARKS[0], place=replace(REMARKS[0].place, selector=None))
    parts = by_part(replace(HEARING, comments=(general, *REMARKS)), "Ensemble")
    assert {title: len(rows) for title, rows in parts.items()} == {"Migration et développement": 2, "Protection": 2, "Ensemble": 1}
    assert list(parts)[-1] == "Ensemble"


def test_the_silent_count_among_the_consulted() -> None:
    counts = by_stakeholder(HEARING, lambda s: s.category)
    assert counts["Société civile"] == (1, 0, 0)
    assert counts["Organisation internationale"] == (1, 1, 2)


def test_other_countries_and_several_regions_are_told_apart() -> None:
    where = [region_of(s, home="Mali", several="plusieurs", unknown="?") for s in CONSULTED]
    assert where == ["Bamako", "Bamako", "plusieurs", "France"]


def test_weeks_without_a_remark_are_shown_and_long_consultations_are_told_by_month() -> None:
    weeks, found = by_time((remark(2, "OIM", "a"), remark(20, "OIM", "b")))
    assert weeks
    assert list(found.values()) == [1, 0, 1]
    late = replace(remark(2, "OIM", "a"), written_at="2027-01-10")
    weeks, found = by_time((remark(2, "OIM", "a"), late))
    assert not weeks
    assert len(found) == 11


def test_a_demand_of_several_is_told_once() -> None:
    (one,) = shared(REMARKS, 10)
    assert (one.numbers, one.stakeholders) == ((1, 2), ("DGME", "OIM"))
    duplicate = remark(4, "DIALLO", "Pareil.", suite=Suite.DUPLICATE)
    assert duplicate.disposition is not None
    duplicate = replace(duplicate, disposition=replace(duplicate.disposition, duplicate_of=1))
    (one,) = shared((*REMARKS, duplicate), 10)
    assert one.numbers == (1, 2, 4)


def test_a_discussed_passage_has_three_remarks_of_two() -> None:
    assert passages(HEARING, 10) == ()
    (found,) = passages(replace(HEARING, comments=(*REMARKS, remark(5, "DGME", "Encore."))), 10)
    assert (found.address, found.comments, found.stakeholders) == ("axe-3 ¶1", 3, ("DGME", "OIM"))


def test_terms_are_counted_by_remark_and_institution() -> None:
    found = {term.word: term.comments for term in terms(REMARKS, 10)}
    assert found["consulaires"] == 4
    assert found["postes"] == 4
    assert "quinze" not in found

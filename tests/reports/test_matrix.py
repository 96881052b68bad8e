"""What stands in each column of the matrix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.register.values import Carried, Comment, Place
from ponam_review.register.vocabulary import AnchorState, Certainty, Edit, Suite
from ponam_review.reports.matrix import COLUMNS, Field, counts, matrix_of
from ponam_review.reports.wording import described, edits_of, side
from ponam_review.text.remarks import Fate, Selector

from .comments import PLACE, PLAIN, POSTS, REWORDED, YES

CONTRACT = (
    "N°, Date, Structure, Auteur, Version visée, Partie / ¶, Passage cité, Observation, Proposition de rédaction, Nature, "
    "Suite donnée, Justification, Endroit modifié, Responsable, Date de la décision"
)


def cell(comment: Comment, field: Field, language: str = "fr") -> str:
    return matrix_of([comment], subject="", language=language).rows[0].text(field)


def test_the_columns_are_those_of_the_contract_in_their_order() -> None:
    assert ", ".join(matrix_of([], subject="").headings()) == CONTRACT


def test_a_remark_and_its_answer_fill_the_row() -> None:
    (row,) = matrix_of([replace(PLAIN, disposition=YES)], subject="").rows
    assert row.values == (
        "OBS-0001", date(2026, 2, 27), "DGME", "Chef de bureau", "projet-1", "9.3 Mesures\naxe-3 ¶14", "douze postes", "Pourquoi douze ?", "", "Fond",
        "Retenue", "Le budget le permet.", "axe-3 ¶14", "Rapporteur", date(2026, 3, 9),
    )  # fmt: skip


def test_a_remark_without_date_has_the_day_it_was_received() -> None:
    assert cell(replace(PLAIN, written_at=""), "date") == "09/03/2026"
    assert cell(replace(PLAIN, written_at="fin mars"), "date") == "09/03/2026"


@pytest.mark.parametrize(
    ("comment", "place"),
    [
        (replace(PLAIN, place=replace(PLACE, certainty=Certainty.DOUBTFUL)), "9.3 Mesures\naxe-3 ¶14\nplace à confirmer"),
        (replace(PLAIN, place=Place(as_written="p. 12")), "p. 12\npassage non retrouvé"),
        (replace(PLAIN, place=Place(), quote=""), ""),
        (replace(PLAIN, answers=41), "9.3 Mesures\naxe-3 ¶14\nrépond à OBS-0041"),
        (replace(PLAIN, place=replace(PLACE, selector=replace(PLACE.selector, block=0))), "9.3 Mesures"),  # type: ignore[type-var]
    ],
)
def test_the_place_says_what_must_be_known_of_it(comment: Comment, place: str) -> None:
    assert cell(comment, "place") == place


def carried(block: int, *, state: AnchorState = AnchorState.SURE, gone: bool = False, **changes: Any) -> Comment:
    """A remark on projet-1 that was carried to projet-2."""
    selector = None if gone else Selector("projet-2", "axe-3", block, "douze postes", start=3)
    fate: Fate = "gone" if gone else "moved"
    last = Carried(1, "projet-2", "c2", selector, fate, 0.9, state, "" if gone else "9.4 Suites", -1 if gone else 61)
    return replace(PLAIN, carried=last, **changes)


@pytest.mark.parametrize(
    ("comment", "place"),
    [
        (carried(16), "9.4 Suites\naxe-3 ¶16\nreçue sur projet-1\u00a0: axe-3 ¶14"),
        (carried(14), "9.4 Suites\naxe-3 ¶14"),
        (carried(16, state=AnchorState.TO_CONFIRM), "9.4 Suites\naxe-3 ¶16\nplace à confirmer\nreçue sur projet-1\u00a0: axe-3 ¶14"),
        (carried(16, state=AnchorState.CONFIRMED, place=Place(as_written="p. 12")), "9.4 Suites\naxe-3 ¶16"),
        (
            carried(0, gone=True, state=AnchorState.ORPHAN),
            "9.3 Mesures\naxe-3 ¶14\norpheline\u00a0: passage disparu de projet-2, à replacer",
        ),
        (carried(0, gone=True, state=AnchorState.CONFIRMED), "9.3 Mesures\naxe-3 ¶14\npassage disparu de projet-2"),
    ],
)
def test_the_place_is_the_one_by_now_beside_the_one_received(comment: Comment, place: str) -> None:
    assert cell(comment, "place") == place
    assert cell(comment, "quote") == "douze postes", "what was quoted stays what the sender read"


def test_the_edition_is_the_one_that_the_sender_had_before_them() -> None:
    late = replace(PLAIN, edition="projet-2")
    assert (cell(late, "version"), cell(replace(late, place=Place()), "version")) == ("projet-1", "projet-2")


def test_parts_follow_the_places_by_now_and_orphans_stay_beside_their_neighbours() -> None:
    moved = carried(2, number=2)
    orphan = carried(0, gone=True, state=AnchorState.ORPHAN, number=3)
    rows = matrix_of([moved, orphan, replace(PLAIN, place=Place(), number=4)], subject="", parts={"axe-3": "9 Mesures"}).rows
    assert [(row.part, row.position) for row in rows] == [("9 Mesures", 61), ("9 Mesures", 57), ("", -1)]


def test_an_address_alone_shows_the_words_it_leads_to() -> None:
    assert cell(replace(PLAIN, quote=""), "quote") == "douze postes"


def test_dispositions_in_both_languages() -> None:
    twin = replace(PLAIN, disposition=replace(YES, suite=Suite.DUPLICATE, duplicate_of=7))
    assert [cell(c, "suite") for c in (PLAIN, REWORDED, twin)] == ["À traiter", "Retenue", "Doublon de OBS-0007"]
    assert [cell(c, "suite", "en") for c in (PLAIN, REWORDED, twin)] == ["Pending", "Accepted", "Duplicate of OBS-0007"]


def test_institutions_are_counted_by_disposition() -> None:
    rows = matrix_of([PLAIN, REWORDED, replace(PLAIN, stakeholder="CNT")], subject="").rows
    assert counts(rows) == {"CNT": {Suite.PENDING: 1}, "DGME": {Suite.PENDING: 1, Suite.ACCEPTED: 1}}


# ------------------------------------------------------------------ wording


@pytest.mark.parametrize(
    ("edit", "new", "sentence"),
    [
        (Edit.REWORD, POSTS.replace("douze", "quinze"), "Remplacer «\u00a0douze\u00a0» par «\u00a0quinze\u00a0»."),
        (Edit.REWORD, POSTS.replace("ou renforcer ", ""), "Supprimer «\u00a0ou renforcer\u00a0»."),
        (Edit.REWORD, POSTS[:-1] + " au plus tard.", "Ajouter «\u00a0au plus tard\u00a0»."),
        (
            Edit.REWORD,
            "Tout autre chose, dite autrement, avec bien plus de mots que la phrase qui se trouvait là auparavant.",
            "Réécrire ce passage.",
        ),
        (Edit.INSERT_AFTER, "Neuf.", "Ajouter après ce passage."),
        (Edit.DELETE, "", "Supprimer ce passage."),
        (Edit.FREE, "quinze postes", ""),
    ],
)
def test_a_tracked_change_is_told_in_words(edit: Edit, new: str, sentence: str) -> None:
    assert described(edit, edits_of(POSTS, new), "fr") == sentence


@given(st.text("ab ,\n", max_size=30), st.text("ab ,\n", max_size=30))
def test_the_marks_never_change_the_words(old: str, new: str) -> None:
    edits = edits_of(old, new)
    assert "".join(part.text for part in side(edits, "-")) == old
    assert "".join(part.text for part in side(edits, "+")) == new


def test_every_column_has_a_width_to_print() -> None:
    assert 200 < sum(column.width for column in COLUMNS) < 280

"""Which proposals on one passage cannot both be carried out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ponam_review.register.conflicts import Hunk, collide, conflicts_of, hunks_of
from ponam_review.register.values import Comment, Place
from ponam_review.register.vocabulary import Edit, Standing, Suite
from tests.reports.comments import PLACE, PLAIN, REWORDED, YES

PASSAGE = "Il se réunit une fois l’an, au siège du ministère, sur convocation."


def proposal(number: int, who: str, words: str, *, quote: str = PASSAGE, edit: Edit = Edit.REWORD, start: int = 0) -> Comment:
    assert PLACE.selector is not None
    selector = replace(PLACE.selector, exact=quote, start=start)
    return replace(
        REWORDED, number=number, stakeholder=who, quote=quote if edit is not Edit.INSERT_AFTER else "", proposal=words, edit=edit,
        place=Place(selector, PLACE.certainty, 1.0, PLACE.label, PLACE.position), disposition=None,
    )  # fmt: skip


TWICE = PASSAGE.replace("une fois", "deux fois")
FOUR = PASSAGE.replace("une fois", "quatre fois")
SEAT = PASSAGE.replace("du ministère", "de la Primature")


def test_two_wordings_of_the_same_words_conflict() -> None:
    (conflict,) = conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "MEF", FOUR)])
    assert conflict.numbers == (1, 2)
    assert not conflict.is_settled


def test_different_words_of_one_paragraph_do_not() -> None:
    assert conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "MEF", SEAT)]) == ()


def test_those_who_ask_for_the_same_agree() -> None:
    assert conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "MEF", TWICE)]) == ()
    (conflict,) = conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "MEF", FOUR), proposal(3, "HCME", TWICE)])
    assert [variant.stakeholders for variant in conflict.variants] == [("OIM", "HCME"), ("MEF",)]


def test_one_institution_does_not_conflict_with_itself() -> None:
    assert conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "OIM", FOUR)]) == ()


def test_a_deletion_conflicts_with_whatever_keeps_the_words() -> None:
    (conflict,) = conflicts_of([proposal(1, "OIM", TWICE), proposal(2, "MEF", "", edit=Edit.DELETE)])
    assert conflict.numbers == (1, 2)
    assert conflicts_of([proposal(1, "OIM", "", edit=Edit.DELETE), proposal(2, "MEF", "", edit=Edit.DELETE)]) == ()


def test_two_wordings_of_a_new_paragraph_conflict_and_two_paragraphs_do_not() -> None:
    one = proposal(1, "OIM", "Le comité publie son rapport chaque année.", edit=Edit.INSERT_AFTER)
    two = proposal(2, "MEF", "Le comité publie son rapport tous les deux ans, chaque année paire.", edit=Edit.INSERT_AFTER)
    other = proposal(3, "MEF", "Les crédits sont inscrits à la loi de finances.", edit=Edit.INSERT_AFTER)
    assert [c.numbers for c in conflicts_of([one, replace(two, proposal="Le comité publie son rapport chaque semestre.")])] == [(1, 2)]
    assert conflicts_of([one, other]) == ()


def test_what_was_refused_or_taken_back_competes_no_more() -> None:
    refused = replace(proposal(2, "MEF", FOUR), disposition=replace(YES, suite=Suite.REJECTED))
    gone = replace(proposal(2, "MEF", FOUR), standing=Standing.WITHDRAWN)
    assert conflicts_of([proposal(1, "OIM", TWICE), refused]) == ()
    assert conflicts_of([proposal(1, "OIM", TWICE), gone]) == ()
    assert conflicts_of([PLAIN, proposal(1, "OIM", TWICE)]) == ()


def test_a_quote_inside_a_paragraph_is_placed_by_its_start() -> None:
    words = proposal(2, "MEF", "trois fois", quote="une fois", start=PASSAGE.index("une fois"))
    assert [c.numbers for c in conflicts_of([proposal(1, "OIM", TWICE), words])] == [(1, 2)]
    seat = proposal(2, "MEF", "siège de la DGME", quote="siège du ministère", start=PASSAGE.index("siège"))
    assert conflicts_of([proposal(1, "OIM", TWICE), seat]) == ()


WORDS = st.lists(st.sampled_from(["un", "deux", "le", "comité", "siège", "an"]), min_size=1, max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_hunks_carried_out_give_the_proposal(old: str, new: str) -> None:
    made = old
    for hunk in sorted(hunks_of(proposal(1, "OIM", new, quote=old)), key=lambda h: -h.start):
        made = made[: hunk.start] + hunk.text + made[hunk.end :]
    assert made == new


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_colliding_is_mutual(a: int, b: int, c: int, d: int) -> None:
    one, two = Hunk(min(a, b), max(a, b), "x"), Hunk(min(c, d), max(c, d), "y")
    assert collide(one, two) == collide(two, one)

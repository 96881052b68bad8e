"""Running words cut into remarks, and the places they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.intake.addressing import complete
from ponam_review.intake.naming import place_named
from ponam_review.intake.points import joined, leading_place, split_points
from ponam_review.register.vocabulary import Certainty

from .editions import layout

LAYOUT = layout()


def texts(words: str) -> list[str]:
    return [point.text for point in split_points(words)[1]]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("1. un\n2. deux", ["un", "deux"]),
        ("1) un\n2) deux", ["un", "deux"]),
        ("a) un\nb) deux", ["un", "deux"]),
        ("(i) un\n(ii) deux", ["un", "deux"]),
        ("I. un\nII. deux", ["un", "deux"]),
        ("– un\n– deux", ["un", "deux"]),
        ("• un\n• deux", ["un", "deux"]),
        ("Observation n° 1 : un\nObservation n° 2 : deux", ["un", "deux"]),
        ("§ 3.2 : un\nPage 12 : deux", ["§ 3.2 : un", "Page 12 : deux"]),
        ("Axe 2 ¶4\nun\nAxe 3 – deux", ["un", "Axe 3 – deux"]),
        ("1. un\n- dedans\n- encore\n2. deux", ["un\n- dedans\n- encore", "deux"]),
        ("1. Axe 3 :\n- un\n- deux\n2. trois", ["un", "deux", "trois"]),
        ("2026 sera décisif.\nEn 2027 aussi.", []),
        ("12 postes suffisent.", []),
    ],
)
def test_points_however_they_are_marked(words: str, points: list[str]) -> None:
    assert texts(words) == points


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Page 12", "Page 12"),
        ("axe-3 ¶4 : trop vague", "axe-3 ¶4"),
        ("Sur l’axe 3 : il manque le genre", "axe 3"),
        ("Partie 2.1 (Constat) : faux", "Partie 2.1"),
        ("Dans l’axe 3, il manque le genre.", ""),
        ("Il faut 12 postes : c’est peu", ""),
        ("Le 2 mars : réunion", ""),
    ],
)
def test_the_place_a_line_begins_with(line: str, place: str) -> None:
    assert leading_place(line)[0] == place


def test_parts_hold_for_the_points_below_them() -> None:
    _, points = split_points("Axe 3\n- trop long\n- trop court\nAxe 5\n- rien")
    assert [(point.text, point.places[0]) for point in points] == [("trop long", "Axe 3"), ("trop court", "Axe 3"), ("rien", "Axe 5")]


def test_wrapped_lines_are_one_again() -> None:
    assert joined(["x" * 60, "suite", "", "autre"]) == f"{'x' * 60} suite\n\nautre"


@given(st.text())
def test_any_words_are_kept_in_one_piece_or_another(words: str) -> None:
    before, points = split_points(words)
    kept = "".join(before.split()) + "".join("".join(point.text.split()) for point in points)
    assert len(kept) <= len("".join(words.split())) + sum(len(point.text) for point in points)
    assert all(point.line >= 1 for point in points)


@given(st.lists(st.sampled_from(["préciser le délai", "corriger le chiffre", "ajouter le genre"]), min_size=2, max_size=9))
def test_as_many_points_as_numbers(words: list[str]) -> None:
    assert texts("\n".join(f"{number}. {text}" for number, text in enumerate(words, 1))) == words


# ------------------------------------------------------------------ places


def test_words_between_quotation_marks_lead_to_their_passage() -> None:
    place, quote = place_named(LAYOUT, ("Axe 3",), "Pourquoi « douze postes consulaires » et non « quinze postes consulaires » ?")
    assert (quote, place.certainty) == ("douze postes consulaires", Certainty.CERTAIN)
    assert place.selector is not None and place.selector.block == 4
    place, quote = place_named(LAYOUT, ("Ensemble du document",), "Harmoniser « Personnes assistées »")
    assert (place.selector, quote) == (None, "")
    place, quote = place_named(LAYOUT, ("Page 12",), "Le « fonds d’assistance juridique » manque")
    assert (quote, place.as_written) == ("fonds d’assistance juridique", "Page 12")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("axe-3 ¶4", "axe-3 ¶4"),
        ("axe3 4", "axe-3 ¶4"),
        ("a3/4", "axe-3 ¶4"),
        ("axe 3 4", "axe-3 ¶4"),
        ("ctx", ""),
        ("cont 2", "contexte ¶2"),
        ("cont", "contexte"),
        ("2.2", "axe-3 ¶3"),
        ("mesu", "axe-3 ¶3"),
        ("", ""),
    ],
)
def test_addresses_typed_in_a_hurry_are_completed(typed: str, address: str) -> None:
    found = complete(LAYOUT, typed)
    assert found.address == address
    assert bool(found.passage) == bool(address)

"""Which remarks say nearly the same, and what they say otherwise."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ponam_review.register.grouping.likeness import SHORT, differing, group, keys_of, likeness, needed, said

LETTER = (
    "Nous demandons que le parcours de réintégration dure douze mois au moins, que les femmes soient accueillies dans un centre distinct, "
    "et que chaque cercle de la région de Kayes dispose d’un agent formé."
)
OTHER = "Les statistiques de décès divergent selon les sources ; citer la méthode, la période et le service qui publie les chiffres."


def grouped(*texts: str, place: str = "axe-3 4") -> list[list[int]]:
    return list(group(said(n, text, "", "", place) for n, text in enumerate(texts, 1)).values())


def test_a_letter_with_small_edits_is_the_same_letter() -> None:
    edits = (
        LETTER.replace("douze", "dix-huit"),
        LETTER.upper(),
        LETTER.replace("Kayes", "Sikasso") + " Merci de votre attention.",
        "Madame, " + LETTER.replace("Nous demandons", "L’association demande"),
    )
    assert grouped(LETTER, OTHER, *edits) == [[1, 3, 4, 5, 6], [2]]


def test_few_words_say_the_same_only_of_the_same_passage() -> None:
    short = [said(1, "À supprimer.", "", "", "axe-1 2"), said(2, "à supprimer", "", "", "axe-1 2"), said(3, "À supprimer.", "", "", "axe-1 3")]
    assert list(group(short).values()) == [[1, 2], [3]]


def test_a_group_does_not_drift_away_from_its_first_remark() -> None:
    words = LETTER.split()
    others = OTHER.split() * 2
    steps = [" ".join(others[: 6 * n] + words[6 * n :]) for n in range(6)]
    assert len(grouped(*steps)) > 1


def test_differing_words_are_told_in_their_own_writing() -> None:
    assert differing("Le parcours dure six mois.", "Le parcours dure Douze mois.") == (("six", "Douze"),)
    assert differing("à Kayes", "à Kayes aussi") == (("", "aussi"),)
    assert differing("LES deux", "les deux") == ()


WORDS = st.lists(st.sampled_from("le la migration retour accueil dure mois région Kayes femmes agents douze protège".split()), min_size=SHORT, max_size=40)


@given(WORDS, st.integers(0, 1 << 30))
def test_a_remark_is_like_itself_and_like_itself_with_one_word_more(words: list[str], seed: int) -> None:
    text = " ".join(words)
    at = random.Random(seed).randrange(len(words))  # noqa: S311 - any place will do
    more = " ".join([*words[:at], "vraiment", *words[at:]])
    assert likeness(text, text) == 1.0
    assert likeness(text, more) == likeness(more, text) >= needed(len(words))
    assert keys_of(text) == keys_of(text)


@given(st.lists(WORDS, max_size=12))
def test_every_remark_is_in_one_group(remarks: list[list[str]]) -> None:
    found = grouped(*(" ".join(words) for words in remarks))
    assert sorted(n for numbers in found for n in numbers) == list(range(1, len(remarks) + 1))

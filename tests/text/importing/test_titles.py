"""What is typed in front of titles, and the ids that titles give."""

from __future__ import annotations

import pytest

from ponam_review.text.importing.titles import label_of, number_of, slug, typed_number, unnumbered


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("II.1 – Textes", "Textes"),
        ("III – Vision", "Vision"),
        ("1-Contexte", "Contexte"),
        ("2/ Moyens", "Moyens"),
        ("A/ Cadre", "Cadre"),
        ("1.2.3. Détail", "Détail"),
        ("CIVIL – une école", "CIVIL – une école"),
        ("2026-2030", "2026-2030"),
        ("A posteriori", "A posteriori"),
        ("L’État", "L’État"),
        ("19 régions", "19 régions"),
    ],
)
def test_bare_numbers(typed: str, title: str) -> None:
    assert unnumbered(typed) == title


@pytest.mark.parametrize(
    ("typed", "words", "value", "rest", "counts_only"),
    [
        ("Chapitre III – Vision", "Chapitre III", 3, "Vision", True),
        ("CHAPITRE 2 : Contexte", "CHAPITRE 2", 2, "Contexte", True),
        ("TITRE PREMIER. Principes", "TITRE PREMIER", 1, "Principes", True),
        ("Troisième partie : les moyens", "Troisième partie", 3, "les moyens", True),
        ("AXE 2 : PROTÉGER", "AXE 2", 2, "PROTÉGER", False),
        ("Axe stratégique n° 4 – Connaître", "Axe stratégique n° 4", 4, "Connaître", False),
        ("Article 12", "Article 12", 12, "", False),
    ],
)
def test_named_divisions(typed: str, words: str, value: int, rest: str, counts_only: bool) -> None:
    label = label_of(typed)
    assert label is not None
    assert (label.words, label.value, label.rest, label.counts_only) == (words, value, rest, counts_only)


@pytest.mark.parametrize("title", ["Partie prenante", "Titre de séjour", "Sections", "Axes de travail", "Particulier", "Contexte"])
def test_words_that_name_no_division(title: str) -> None:
    assert label_of(title) is None


@pytest.mark.parametrize(("value", "number"), [("IV", 4), ("XL", 40), ("xii", 12), ("1er", 1), ("deuxième", 2), ("C", 3), ("7", 7), ("2.1", 0)])
def test_numbers(value: str, number: int) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize(
    ("title", "identity"),
    [
        ("Axe 2 : Protéger les familles", "axe-2"),
        ("Liste des sigles et abréviations", "sigles"),
        ("L’État et l’école", "etat-et-ecole"),
        ("Mise en œuvre", "mise-en-oeuvre"),
        ("Chapitre II – Vision", "chapitre-ii-vision"),
    ],
)
def test_ids(title: str, identity: str) -> None:
    assert slug(title) == identity


def test_a_number_as_it_was_typed() -> None:
    assert (typed_number("1.2. Cadre"), typed_number("Cadre")) == ("1.2.", "")

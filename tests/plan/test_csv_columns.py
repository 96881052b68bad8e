"""Column names as ministries write them."""

from __future__ import annotations

import pytest

from ponam_review.plan.csv_columns import KNOWN, column_key, find_columns, repeated, year_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (" Résultat attendu ", "resultat"),
        ("Source de vérification", "source_verification"),
        ("ACTIVITÉ", "activite"),
        ("Coût 2026", "cout_2026"),
        ("cout_2026", "cout_2026"),
        ("N°", "id"),
        ("Observations", "observations"),
    ],
)
def test_it_knows_a_column_whatever_its_accents_and_capitals(name: str, key: str) -> None:
    assert column_key(name) == key


@pytest.mark.parametrize(
    ("key", "year"),
    [("cout_2026", 2026), ("cout2026", 2026), ("cout_26", None), ("cout_total", None), ("cout_9999", None)],
)
def test_it_knows_the_year_of_a_cost_column(key: str, year: int | None) -> None:
    assert year_of(key) == year


def test_it_finds_columns_in_any_order_and_keeps_the_unknown() -> None:
    columns = find_columns(["Coût 2027", "axe", "Région", "id", "", "Coût 2026", "activité"])
    assert columns.known == {"axe": 1, "id": 3, "activite": 6}
    assert columns.years == ((2026, 5), (2027, 0))
    assert columns.extra == (("Région", 2),)
    assert columns.unnamed == (4,)
    assert set(columns.missing) == set(KNOWN) - {"id", "axe", "activite"}


def test_it_tells_which_column_stands_twice() -> None:
    assert repeated(["id", "Activité", "axe", "activite"]) == "activite"
    assert repeated(["id", "axe", "", ""]) == ""

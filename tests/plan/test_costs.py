"""Costs as typed, figures as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.plan.costs import format_amount, format_share, parse_cost


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("1234", Decimal(1234)),
        ("1 234,5", Decimal("1234.5")),
        ("1\u202f234\u00a0567", Decimal(1234567)),
        ("12.5", Decimal("12.5")),
        (" 7 ", Decimal(7)),
        ("", Decimal(0)),
        ("-", Decimal(0)),
        ("—", Decimal(0)),
        ("PM", None),
        ("pm", None),
        ("P.M.", None),
        ("Pour mémoire", None),
    ],
)
def test_it_reads_what_people_type(raw: str, amount: Decimal | None) -> None:
    cost = parse_cost(2026, raw)
    assert cost is not None
    assert (cost.amount, cost.raw, cost.year) == (amount, raw, 2026)


@pytest.mark.parametrize(
    "raw",
    [
        "-5",
        "1.234,5",
        "1,234.5",
        "12 34",
        "1e9",
        "NaN",
        "=1+1",
        "12 M",
        "PMM",
        "٣",
        "9" * 30,
        "1,",
        ",5",
        "+3",
    ],
)
def test_it_refuses_what_is_no_cost(raw: str) -> None:
    assert parse_cost(2026, raw) is None


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        (Decimal(999), "999", "999"),
        (Decimal(148000), "148\u202f000", "148,000"),
        (Decimal("1234567.50"), "1\u202f234\u202f567,5", "1,234,567.5"),
        (Decimal("12.0"), "12", "12"),
        (Decimal(100), "100", "100"),
        (Decimal("1E+3"), "1\u202f000", "1,000"),
        (Decimal(0), "0", "0"),
    ],
)
def test_it_prints_figures_for_french_and_english_readers(amount: Decimal, french: str, english: str) -> None:
    assert format_amount(amount) == french
    assert format_amount(amount, "en") == english


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_what_it_prints_in_french_it_reads(amount: Decimal) -> None:
    cost = parse_cost(2026, format_amount(amount))
    assert cost is not None
    assert cost.amount == amount


def test_shares_have_one_decimal_and_no_whole_has_no_share() -> None:
    assert format_share(Decimal(1), Decimal(3)) == "33,3\u00a0%"
    assert format_share(Decimal(1), Decimal(3), "en") == "33.3%"
    assert format_share(Decimal(0), Decimal(0)) == "–"

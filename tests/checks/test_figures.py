"""Totals and their rows, policy and plan."""

from __future__ import annotations

from dataclasses import replace

from ponam_review.checks import Subject
from ponam_review.plan.csv_format import read_actions_bytes

from .building import FIRST_LINE, subject, told

PLAN = """\
id;axe;objectif;resultat;activite;indicateur;base;cible;source_verification;responsable;partenaires;cout_2026;cout_2027;financement;alignements;sections
A1;axe-1;O;R;Faire;I;0;1;S;X;;100;200;;;
A2;axe-1;O;R;Faire;I;0;1;S;X;;50,5;PM;;;
A3;axe-2;O;R;Faire;I;0;1;S;X;;1 000;;;;
"""
TABLE = """\
| Axe | 2026 | 2027 | Total |
|---|---:|---:|---:|
| 1. Un | {a} | 200 | {b} |
| 2. Deux | 1\u202f000 | – | 1 000 |
| Total | 1 150,5 | 200 | 1 350,5 |
"""


def with_plan(source: str) -> Subject:
    plan, _ = read_actions_bytes(PLAN.encode(), "actions.csv")
    return replace(subject(source), plans={"plan-action": plan})


def test_sums_that_are_right() -> None:
    assert told(with_plan(TABLE.format(a="150,5", b="350,5")), "figures") == []


def test_a_row_and_a_column_that_do_not_add_up() -> None:
    findings = told(subject(TABLE.format(a="150,5", b="351,5")), "figures/sums")
    assert [(line, sentence.split(":")[0]) for _, _, line, sentence in findings] == [
        (FIRST_LINE + 2, "“1. Un”"), (FIRST_LINE + 4, "“Total, Total”"),
    ]  # fmt: skip
    assert "the table says 351,5, its figures add up to 350,5" in findings[0][3]


def test_rounded_shares_may_differ_by_what_was_rounded() -> None:
    shares = "| Axe | Part |\n|---|---|\n| a | 33,3 % |\n| b | 33,3 % |\n| c | 33,3 % |\n| Total | 100,0 % |\n"
    assert told(subject(shares), "figures/sums") == []
    assert len(told(subject(shares.replace("100,0", "98,0")), "figures/sums")) == 1


def test_tables_that_nobody_can_add_up_are_left_alone() -> None:
    assert told(subject("| Axe | Quoi |\n|---|---|\n| a | un |\n| b | deux |\n| Total | trois |\n"), "figures/sums") == []


def test_the_policy_repeats_the_plan() -> None:
    ((_, _, line, sentence),) = told(with_plan(TABLE.format(a="160,5", b="360,5")), "figures/plan")
    assert (line, sentence) == (FIRST_LINE + 2, "“1. Un”, 2026: 160,5 here, 150,5 in the action plan")


def test_costs_and_counts_in_sentences() -> None:
    right = "Le coût de la mise en œuvre est estimé à 1 350,5 millions de FCFA, soit un coût total de 1,4 milliard. Le plan compte 3 actions.\n"
    assert told(with_plan(right), "figures/plan") == []
    wrong = "Le coût total du plan est de 1 400 millions de FCFA. Le plan d’action compte 12 actions.\n"
    assert [sentence for *_, sentence in told(with_plan(wrong), "figures/plan")] == [
        "a cost of 1 400 millions is given here, the action plan adds up to 1\u202f350,5 million FCFA",
        "12 actions here, 3 in the action plan",
    ]

"""The sample's plans hold together: with themselves, and with the policy they implement."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from ponam_review.plan.costs import format_amount
from ponam_review.plan.csv_format import read_actions_bytes, write_actions
from ponam_review.plan.rows import ActionPlan, totals_by_axis_and_year

POLICY = Path(__file__).parents[2] / "policy"
EDITIONS = (POLICY, POLICY / "historique" / "projet-0", POLICY / "historique" / "2014")


def plan_of(edition: Path) -> ActionPlan:
    path = edition / "plan-action" / "actions.csv"
    plan, notices = read_actions_bytes(path.read_bytes(), path.name)
    assert notices == []
    return plan


def sum_of_years(years: dict[int, Decimal]) -> Decimal:
    return sum(years.values(), Decimal(0))


def section_ids(edition: Path) -> set[str]:
    found = (re.search(r"^id: (\S+)$", p.read_text("utf-8"), re.MULTILINE) for p in (edition / "politique").glob("*.md"))
    return {match[1] for match in found if match}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda path: path.name)
def test_the_file_is_canonical_and_names_sections_of_its_policy(edition: Path) -> None:
    plan = plan_of(edition)
    assert write_actions(plan) == (edition / "plan-action" / "actions.csv").read_text("utf-8")
    named = {section for action in plan.actions for section in action.sections}
    assert named | set(plan.axes) <= section_ids(edition)


@pytest.mark.parametrize("edition", EDITIONS[:2], ids=lambda path: path.name)
def test_the_policy_repeats_the_totals_of_the_plan(edition: Path) -> None:
    text = next((edition / "politique").glob("*-financement.md")).read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    for axe, years in totals_by_axis_and_year(plan_of(edition)).items():
        figures = [format_amount(value) for value in (*years.values(), sum_of_years(years))]
        row = next(row for row in rows if row[0].startswith(f"{axe[-1]}. "))
        assert row[1 : 1 + len(figures)] == figures


def test_the_2014_policy_repeats_the_totals_of_its_plan() -> None:
    text = next((EDITIONS[2] / "politique").glob("*-financement.md")).read_text("utf-8")
    for years in totals_by_axis_and_year(plan_of(EDITIONS[2])).values():
        assert f"| {format_amount(sum_of_years(years))} |" in text


def test_drafts_differ_as_drafts_do() -> None:
    now, before = (plan_of(edition) for edition in EDITIONS[:2])
    assert len(now.actions) >= 88
    assert len(before.actions) >= 70
    ids_now, ids_before = ([action.id for action in plan.actions] for plan in (now, before))
    assert set(ids_before) - set(ids_now), "some actions are removed later"
    kept_now, kept_before = ([id for id in ids if id in other] for ids, other in ((ids_now, ids_before), (ids_before, ids_now)))
    assert kept_now != kept_before, "some are reordered"
    assert not any(action.source_verification for action in before.actions)


def test_the_glossary_has_homonyms_and_acronyms_left_unresolved() -> None:
    with (POLICY / "glossaire.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["terme", "developpe", "definition", "type"]
    assert len(rows) >= 80
    assert {row["type"] for row in rows} == {"sigle", "terme"}
    terms = [row["terme"] for row in rows]
    assert (terms.count("CT"), terms.count("PM")) == (2, 2)
    assert any(row["terme"] == "CICPONAM" and not row["developpe"] for row in rows)

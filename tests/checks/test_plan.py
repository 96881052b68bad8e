"""The action plan row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponam_review.checks import Subject
from ponam_review.plan.csv_format import read_actions
from ponam_review.plan.tables import plan_section
from ponam_review.text.model import Cover, Document

from .building import subject, told

HEAD = "id;axe;objectif;resultat;activite;indicateur;base;cible;source_verification;responsable;partenaires;cout_2026;cout_2027;financement;alignements;sections\n"
ROW = "A1;{axe};{objectif};R;Faire;I;{base};{cible};S;{owner};;{cost};;{funding};{alignments};{sections}\n"
SOUND = {"axe": "s1", "objectif": "O", "base": "0", "cible": "5 (2027)", "owner": "DGME", "cost": "5", "funding": "OIM", "alignments": "GCM-19, ODD-10.7", "sections": "s1"}  # fmt: skip


def with_plan(period: str = "2026-2027", **cells: str) -> Subject:
    checked = subject("Texte.\n")
    plan, _ = read_actions(HEAD + ROW.format(**SOUND | cells), "plan/actions.csv")
    document = Document("plan", "Plan", (plan_section(plan, file="plan/actions.csv"),), cover=Cover(period=period))
    revision = replace(checked.revision, documents=(*checked.revision.documents, document))
    return replace(checked, revision=revision, plans={"plan": plan})


def test_a_sound_plan_has_no_finding() -> None:
    assert told(with_plan(), "plan") == []


@pytest.mark.parametrize(
    ("cells", "rule", "words"),
    [
        ({"owner": ""}, "plan/owner", "A1 has no responsible institution"),
        ({"base": ""}, "plan/indicator", "has no base"),
        ({"cible": ""}, "plan/indicator", "has no target"),
        ({"objectif": ""}, "plan/objective", "has no objective"),
        ({"sections": "s1a"}, "plan/sections", "did you mean “s1”?"),
        ({"axe": "zzz"}, "plan/sections", "implements “zzz”, which is no section"),
        ({"cost": ""}, "plan/costs", "has no cost"),
        ({"funding": ""}, "plan/costs", "nobody who pays"),
        ({"alignments": "GCM-24"}, "plan/alignments", "“GCM-24” (A1) does not exist: GCM goes from 1 to 23"),
        ({"cible": "5 (2031)"}, "plan/period", "the target of A1 is for 2031"),
    ],
)
def test_a_fault_is_found_at_its_row(cells: dict[str, str], rule: str, words: str) -> None:
    ((found, file, line, sentence),) = told(with_plan(**cells), "plan")
    assert (found, file, line) == (rule, "plan/actions.csv", 2)
    assert words in sentence


def test_costs_for_the_years_of_the_period() -> None:
    sentences = [sentence for *_, sentence in told(with_plan("2027-2028", cible="1"), "plan/period")]
    assert sentences == ["there is no column of costs for 2028, a year of the plan", "the plan has costs for 2026, outside its period 2027-2028"]


def test_pm_is_a_cost_that_nobody_pays_yet() -> None:
    assert told(with_plan(cost="PM", funding=""), "plan") == []


def test_links_are_asked_for_where_confirmations_are_kept() -> None:
    checked = with_plan()
    assert told(checked, "plan/links") == []
    ((_, _, line, sentence),) = told(replace(checked, confirmations={"plan": ()}), "plan/links")
    assert line == 2
    assert "nobody has confirmed that A1 implements “s1”" in sentence

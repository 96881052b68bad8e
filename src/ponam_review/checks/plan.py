"""The action plan row by row: who, how much, how measured, for which objective and section."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from ..plan.links import suspects
from ..plan.rows import Action, ActionPlan
from ..text.model import Section
from .findings import Finding, finding
from .subject import Subject

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_PERIOD = re.compile(r"(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})")
_CODES = {"GCM": (1, 23), "ODD": (1, 17), "SNEDD": (1, 5)}
"""Objectives of the Global Compact, Sustainable Development Goals, axes of Mali's SNEDD 2024-2033."""
_CODE = re.compile(r"(?P<frame>[A-Z]+)-(?P<number>\d+)(?:\.\w+)?")


def _actions(subject: Subject) -> Iterator[tuple[str, ActionPlan, Action]]:
    for id, plan in subject.plans.items():
        file = next((s.file for d, s in subject.sections() if d.id == id and s.file.endswith(".csv")), "actions.csv")
        for action in plan.actions:
            yield file, plan, action


def _at(rule: str, template: str, file: str, action: Action, **values: object) -> Finding:
    return finding(rule, template, file, action.lines[0] if action.lines else 0, id=action.id, **values)


def check_owner(subject: Subject) -> Iterator[Finding]:
    for file, _plan, action in _actions(subject):
        if not action.responsable.strip():
            yield _at("plan/owner", "{id} has no responsible institution; name one", file, action)


def check_indicator(subject: Subject) -> Iterator[Finding]:
    for file, _plan, action in _actions(subject):
        if not action.indicateur.strip():
            yield _at("plan/indicator", "{id} has no indicator; say how one will know that it was done", file, action)
            continue
        if not action.base.strip():
            yield _at("plan/indicator", "the indicator of {id} has no base; give the figure of today, or “à établir”", file, action)
        if not action.cible.strip():
            yield _at("plan/indicator", "the indicator of {id} has no target", file, action)
        if not action.source_verification.strip():
            yield _at("plan/indicator", "the indicator of {id} has no source of verification", file, action)


def check_objective(subject: Subject) -> Iterator[Finding]:
    """An action without objective or result, an axis of the policy without action."""
    for file, _plan, action in _actions(subject):
        if not action.objectif.strip():
            yield _at("plan/objective", "{id} has no objective", file, action)
        if not action.resultat.strip():
            yield _at("plan/objective", "{id} has no expected result", file, action)
    for id, plan in subject.plans.items():
        for section in _policy(subject).values():
            if re.fullmatch(r"axe-\d+", section.id) and section.id not in plan.axes:
                sentence = "no action of “{plan}” belongs to “{title}”"
                yield finding("plan/objective", sentence, section.file, 1, plan=id, title=section.title)


def check_sections(subject: Subject) -> Iterator[Finding]:
    known = set(_policy(subject))
    if not known:
        return
    for file, _plan, action in _actions(subject):
        for section in dict.fromkeys((action.axe, *action.sections)):
            if section not in known:
                near = difflib.get_close_matches(section, sorted(known), n=1)
                if near:
                    sentence = "{id} implements “{section}”, which is no section; did you mean “{near}”?"
                    yield _at("plan/sections", sentence, file, action, section=section, near=near[0])
                else:
                    yield _at("plan/sections", "{id} implements “{section}”, which is no section", file, action, section=section)


def check_period(subject: Subject) -> Iterator[Finding]:
    """Costs and targets lie within the period printed on the plan's cover."""
    for document in subject.revision.documents:
        plan = subject.plans.get(document.id)
        period = _PERIOD.search(document.cover.period) if document.cover and plan else None
        if plan is None or period is None:
            continue
        first, last = int(period["first"]), int(period["last"])
        file = next((section.file for section in document.sections if section.file.endswith(".csv")), "actions.csv")
        for year in sorted({*range(first, last + 1)} - set(plan.years)):
            yield finding("plan/period", "there is no column of costs for {year}, a year of the plan", file, 1, year=year)
        for year in plan.years:
            if not first <= year <= last:
                sentence = "the plan has costs for {year}, outside its period {period}"
                yield finding("plan/period", sentence, file, 1, year=year, period=document.cover.period if document.cover else "")
        for action in plan.actions:
            for found in _YEAR.findall(action.cible):
                if not first <= int(found) <= last:
                    yield _at("plan/period", "the target of {id} is for {year}, outside the plan's period", file, action, year=found)


def check_costs(subject: Subject) -> Iterator[Finding]:
    for file, _plan, action in _actions(subject):
        if not any(cost.planned for cost in action.costs):
            yield _at("plan/costs", "{id} has no cost; write what it costs, or PM (pour mémoire)", file, action)
        elif not action.financement.strip() and any(cost.amount for cost in action.costs):
            yield _at("plan/costs", "{id} has a cost, and nobody who pays it", file, action)


def check_alignments(subject: Subject) -> Iterator[Finding]:
    for file, _plan, action in _actions(subject):
        for code in action.alignments:
            match = _CODE.fullmatch(code)
            limits = _CODES.get(match["frame"]) if match else None
            if match and limits and not limits[0] <= int(match["number"]) <= limits[1]:
                sentence = "“{code}” ({id}) does not exist: {frame} goes from {first} to {last}"
                values = {"code": code, "frame": match["frame"], "first": limits[0], "last": limits[1]}
                yield _at("plan/alignments", sentence, file, action, **values)


def check_links(subject: Subject) -> Iterator[Finding]:
    """Actions whose section has changed since somebody confirmed the link; silent where the workspace keeps no confirmations."""
    for id, plan in subject.plans.items():
        kept = subject.confirmations.get(id)
        if kept is None:
            continue
        file = next((s.file for d, s in subject.sections() if d.id == id and s.file.endswith(".csv")), "actions.csv")
        for one in suspects(plan, _policy(subject), kept):
            if one.confirmation is None:
                sentence = "nobody has confirmed that {id} implements “{section}”; look, then “ponam plan confirm {id}”"
                yield _at("plan/links", sentence, file, one.action, section=one.section)
            else:
                sentence = "“{section}” has changed since {date}: does {id} still implement it? Look, then “ponam plan confirm {id}”"
                yield _at("plan/links", sentence, file, one.action, section=one.section, date=one.confirmation.date)


def _policy(subject: Subject) -> dict[str, Section]:
    return {section.id: section for document, section in subject.sections() if document.id not in subject.plans}

"""All rules, in one table: their names for life, what they look for, and whether they run unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from . import (
    accessibility,
    acronyms,
    figures,
    legal,
    pictures,
    plan,
    readability,
    references,
    structure,
    terms,
    translations,
    typography,
    wording,
)
from .findings import Finding, Level
from .spelling import check_spelling
from .subject import Subject

Check: TypeAlias = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`title`: an English sentence, translated when shown. `default`: runs unless left out; the others run when asked for by name."""

    id: str
    level: Level
    title: str
    check: Check
    default: bool = True
    fixable: bool = False
    whole: bool = False
    """It compares sections with each other: it cannot look at a few of them."""

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]


def _reading(subject: Subject) -> Iterator[Finding]:
    for notice in subject.notices:
        yield Finding("reading/loss", notice)


RULES: tuple[Rule, ...] = (
    Rule("reading/loss", "error", "What reading the text loses", _reading),
    Rule("structure/ids", "error", "An id names one thing only", structure.check_ids),
    Rule("structure/order", "warning", "Front matter comes first, annexes come last", structure.check_order),
    Rule("structure/empty-section", "warning", "A section has a text", structure.check_empty_sections),
    Rule("structure/empty-heading", "warning", "Something stands under each heading", structure.check_empty_headings),
    Rule("structure/levels", "warning", "Heading levels do not jump", structure.check_levels),
    Rule("references/dead", "error", "A cross-reference leads somewhere", references.check_references),
    Rule("references/files", "error", "A link to a file leads to a file that is there", references.check_files),
    Rule("notes/empty", "error", "A footnote has a text", references.check_notes),
    Rule("pictures/missing", "error", "Pictures are there", pictures.check_missing),
    Rule("pictures/description", "warning", "Pictures are described for those who cannot see them", pictures.check_descriptions),
    Rule("acronyms/undefined", "warning", "An acronym is explained by the glossary or in the text", acronyms.check_undefined, whole=True),
    Rule("acronyms/late", "warning", "An acronym is explained where it is first used, not later", acronyms.check_late, whole=True),
    Rule("acronyms/twice", "warning", "An acronym is explained once in a document", acronyms.check_twice, whole=True),
    Rule("acronyms/disagree", "warning", "The text explains an acronym as the glossary does", acronyms.check_disagree),
    Rule("acronyms/unused", "warning", "The acronyms of the glossary are used", acronyms.check_unused, whole=True),
    Rule("acronyms/list", "warning", "The printed list of acronyms agrees with the glossary", acronyms.check_list),
    Rule("terms/spelling", "warning", "A word has one spelling in all documents", terms.check_spellings, whole=True),
    Rule("terms/glossary", "warning", "Terms are written as in the glossary", terms.check_glossary),
    Rule("legal/form", "warning", "Legal references have their usual form", legal.check_form, fixable=True),
    Rule("legal/dates", "error", "A legal act has one date", legal.check_dates, whole=True),
    Rule("figures/sums", "error", "The totals of a table are the sums of its rows and columns", figures.check_sums),
    Rule("figures/plan", "error", "The policy repeats the costs and counts of the action plan", figures.check_plan, whole=True),
    Rule("plan/owner", "warning", "An action has somebody who answers for it", plan.check_owner),
    Rule("plan/indicator", "warning", "An indicator has a base, a target and a source", plan.check_indicator),
    Rule("plan/objective", "warning", "Actions have an objective and a result, axes have actions", plan.check_objective),
    Rule("plan/sections", "error", "Actions implement sections that exist", plan.check_sections),
    Rule("plan/period", "warning", "Costs and targets lie within the plan's period", plan.check_period),
    Rule("plan/costs", "warning", "An action has a cost or PM, and somebody who pays", plan.check_costs),
    Rule("plan/alignments", "error", "Alignments name objectives that exist", plan.check_alignments),
    Rule("plan/links", "warning", "Somebody has confirmed that actions still implement their sections", plan.check_links),
    Rule("translations/stale", "hint", "Translations render their source as it stands", translations.check_stale),
    Rule("typography/spaces", "warning", "No-break spaces before : ; ! ? % and inside « »", typography.check_spaces, fixable=True),
    Rule("typography/quotes", "warning", "Quotations stand in « »", typography.check_quotes, fixable=True),
    Rule("typography/apostrophes", "warning", "Apostrophes are curved", typography.check_apostrophes, fixable=True),
    Rule("typography/dots", "warning", "An ellipsis is one sign", typography.check_dots, fixable=True),
    Rule("typography/dashes", "warning", "A dash between words is no hyphen", typography.check_dashes, fixable=True),
    Rule("typography/numbers", "warning", "Digits are grouped by three with no-break spaces", typography.check_numbers, fixable=True),
    Rule("typography/ordinals", "warning", "Ordinals are written 1er, 1re, 2e", typography.check_ordinals, fixable=True),
    Rule("typography/capitals", "warning", "Capital letters keep their accents", typography.check_capitals, fixable=True),
    Rule("typography/money", "warning", "Amounts are in FCFA, written so", typography.check_money, fixable=True),
    Rule("spelling/unknown", "hint", "Words are in the dictionary (where Hunspell is installed)", check_spelling),
    Rule("readability/sentences", "hint", "Sentences can be read in one breath", readability.check_sentences, default=False),
    Rule("readability/paragraphs", "hint", "Paragraphs hold one idea", readability.check_paragraphs, default=False),
    Rule("wording/gender", "hint", "Words speak of women and men", wording.check_gender, default=False),
    Rule("wording/persons", "hint", "Adjectives qualify a situation, never a person", wording.check_persons, default=False),
    Rule("accessibility/tables", "hint", "Tables can be read aloud", accessibility.check_tables, default=False),
    Rule("accessibility/links", "hint", "Links say where they lead", accessibility.check_links, default=False),
    Rule("accessibility/capitals", "hint", "Whole sentences are not in capital letters", accessibility.check_capitals, default=False),
)


SILENCE_RULES = ("silence/unknown", "silence/useless")
"""About the silences themselves; they cannot be silenced."""


def rules_named(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that these names mean: a rule, a family (`typography`) or `all`; unknown names mean none."""
    return tuple(rule for rule in RULES if any(name in (rule.id, rule.family, "all") for name in names))


def unknown_name(names: tuple[str, ...]) -> str:
    """The first of the names that is no rule, no family and not `all`; empty when all are known."""
    known = {"all", *SILENCE_RULES, *(rule.id for rule in RULES), *(rule.family for rule in RULES)}
    return next((name for name in names if name not in known), "")


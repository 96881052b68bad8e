"""The action plan as text: a landscape table for each axis with its subtotal, then the recapitulation.

Objective and result head a band of rows rather than fill a column: repeated on every row they took a third of
the page. Nothing of a row is left out, so comparing two plans sees every field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ponam_review.text.model import (
    Align,
    Block,
    Break,
    Cell,
    Heading,
    Inline,
    Inlines,
    Mark,
    Paragraph,
    Reference,
    Row,
    Run,
    Section,
    Table,
)

from .costs import format_amount, format_share
from .rows import ZERO, Action, ActionPlan, Cost, totals_by_axis_and_year
from .words import Words, words_of

SECTION_ID = "plan-actions"

_TEXT_COLUMNS = 4
_LINE_BREAK = re.compile("[\n\u2028\u2029]")
_WIDTHS = (14, 64, 52, 37)
_LEFT: tuple[Align, ...] = ("left",)
_RIGHT: tuple[Align, ...] = ("right",)
_YEAR_WIDTH, _TOTAL_WIDTH, _FUNDING_WIDTH = 13, 16, 25


def plan_section(
    plan: ActionPlan,
    language: str = "fr",
    *,
    titles: Mapping[str, str] | None = None,
    section_id: str = SECTION_ID,
    file: str = "",
) -> Section:
    """The plan as one section.

    `titles` gives the titles of the policy's sections by id: axes are then named in full, and the sections
    that an action implements become cross-references.
    """
    words = words_of(language)
    return Section(section_id, words.title, tuple(plan_blocks(plan, language, titles or {})), file=file)


def plan_blocks(plan: ActionPlan, language: str, titles: Mapping[str, str]) -> Iterator[Block]:
    """How to read the plan, a heading and a table for each axis, the recapitulation."""
    words = words_of(language)
    if not plan.actions:
        yield Paragraph((Run(words.empty),))
        return
    yield Paragraph((Run(words.reading(*_counts(plan))),))
    for axe in plan.axes:
        yield Heading(2, _inlines(words.axis(axe, titles.get(axe, ""))), id=f"plan-{axe}")
        yield _axis_table(plan, axe, language, titles)
    yield Heading(2, (Run(words.recapitulation),), id="plan-recapitulatif")
    yield _recapitulation(plan, language, titles)


def _counts(plan: ActionPlan) -> tuple[int, int]:
    return len(plan.actions), sum(1 for a in plan.actions if any(c.amount is None for c in a.costs))


# ------------------------------------------------------------------ one axis


def _axis_table(plan: ActionPlan, axe: str, language: str, titles: Mapping[str, str]) -> Table:
    words = words_of(language)
    rows = [_row((*words.columns, *map(str, plan.years), words.total, words.funding), head=True)]
    objective = result = None
    for action in plan.of_axis(axe):
        if action.objectif and action.objectif != objective:
            rows.append(_band(action.objectif, plan, Mark.STRONG))
            result = None
        if action.resultat and action.resultat != result:
            rows.append(_band(action.resultat, plan, Mark.EMPHASIS))
        objective, result = action.objectif or objective, action.resultat or result
        rows.append(_action_row(action, plan, language, titles))
    rows.append(_subtotal(plan, axe, language, titles))
    years = len(plan.years)
    return Table(
        rows=tuple(rows),
        header_rows=1,
        align=(*_LEFT * _TEXT_COLUMNS, *_RIGHT * (years + 1), "left"),
        caption=(Run(words.axis_caption(axe, titles.get(axe, ""))),),
        id=f"tab-plan-{axe}",
        landscape=True,
        widths=(*_WIDTHS, *(_YEAR_WIDTH,) * years, _TOTAL_WIDTH, _FUNDING_WIDTH),
    )


def _band(text: str, plan: ActionPlan, mark: int) -> Row:
    """A row across the whole table that names the objective or the result of the rows below."""
    return Row((_cell([text], mark, columns=_TEXT_COLUMNS + len(plan.years) + 2, head=True),))


def _action_row(action: Action, plan: ActionPlan, language: str, titles: Mapping[str, str]) -> Row:
    words = words_of(language)
    costs = {cost.year: cost for cost in action.costs}
    cells = (
        _cell([action.id], head=True),
        Cell(_activity(action, plan, words, titles)),
        _cell([action.indicateur, _progress(action), words.labelled("source", action.source_verification)]),
        _cell([action.responsable, words.labelled("partners", action.partenaires)]),
        *(_cell([_cost_text(costs.get(year), language)]) for year in plan.years),
        _cell([_total_text(action, language)], Mark.STRONG),
        _cell([action.financement]),
    )
    return Row(cells, lines=action.lines)


def _activity(action: Action, plan: ActionPlan, words: Words, titles: Mapping[str, str]) -> tuple[Block, ...]:
    texts = [action.activite, words.labelled("alignments", ", ".join(action.alignments))]
    texts += (words.named(name, value) for name, value in zip(plan.extra_columns, action.extra, strict=False))
    paragraphs: list[Block] = [*_paragraphs(texts)]
    others = [section for section in action.sections if section != action.axe]
    if others:
        paragraphs.append(Paragraph(tuple(_implements(others, words, titles))))
    return tuple(paragraphs) or (Paragraph(()),)


def _implements(sections: Sequence[str], words: Words, titles: Mapping[str, str]) -> Iterator[Inline]:
    """The axis itself goes without saying; a section that is not part of the revision is named by its id."""
    yield Run(words.label("sections"))
    for position, section in enumerate(sections):
        if position:
            yield Run(", ")
        yield Reference(section) if section in titles else Run(section)


def _progress(action: Action) -> str:
    """Baseline → target, with whichever is known."""
    if action.base and action.cible:
        return f"{action.base} → {action.cible}"
    return f"→ {action.cible}" if action.cible else action.base


def _cost_text(cost: Cost | None, language: str) -> str:
    if cost is None or not cost.planned:
        return "–"
    return "PM" if cost.amount is None else format_amount(cost.amount, language)


def _total_text(action: Action, language: str) -> str:
    return "PM" if action.total is None else format_amount(action.total, language)


def _subtotal(plan: ActionPlan, axe: str, language: str, titles: Mapping[str, str]) -> Row:
    words = words_of(language)
    totals = totals_by_axis_and_year(plan)[axe]
    label = _cell([words.subtotal(axe, titles.get(axe, ""))], Mark.STRONG, columns=_TEXT_COLUMNS, head=True)
    figures = (*totals.values(), sum(totals.values(), ZERO))
    return Row((label, *(_figure(value, language, Mark.STRONG) for value in figures), _cell([])))


# ------------------------------------------------------------------ recapitulation


def _recapitulation(plan: ActionPlan, language: str, titles: Mapping[str, str]) -> Table:
    words = words_of(language)
    totals = totals_by_axis_and_year(plan)
    whole = sum((value for axis in totals.values() for value in axis.values()), ZERO)
    head = (words.axis_column, words.actions_column, *map(str, plan.years), words.total, words.share)
    rows = [_row(head, head=True)]
    for axe, years in totals.items():
        label = words.axis(axe, titles.get(axe, ""))
        rows.append(_totals_row(label, len(plan.of_axis(axe)), tuple(years.values()), whole, language))
    by_year = tuple(sum((axis[year] for axis in totals.values()), ZERO) for year in plan.years)
    rows.append(_totals_row(words.grand_total, len(plan.actions), by_year, whole, language, Mark.STRONG))
    figures = len(plan.years) + 3
    return Table(
        rows=tuple(rows),
        align=("left", *_RIGHT * figures),
        caption=(Run(words.recapitulation_caption),),
        id="tab-plan-recapitulatif",
        widths=(56, 22, *(17,) * len(plan.years), 20, 19),
    )


def _totals_row(label: str, count: int, figures: Sequence[Decimal], whole: Decimal, language: str, mark: int = 0) -> Row:
    total = sum(figures, ZERO)
    return Row(
        (
            _cell([label], mark, head=True),
            _cell([str(count)], mark),
            *(_figure(value, language, mark) for value in figures),
            _figure(total, language, Mark.STRONG),
            _cell([format_share(total, whole, language)], mark),
        )
    )


# ------------------------------------------------------------------ cells


def _row(texts: Sequence[str], *, head: bool) -> Row:
    return Row(tuple(_cell([text], Mark.STRONG if head else 0) for text in texts))


def _figure(value: Decimal, language: str, mark: int) -> Cell:
    return _cell([format_amount(value, language)], mark)


def _cell(texts: Sequence[str], mark: int = 0, *, columns: int = 1, head: bool = False) -> Cell:
    return Cell(tuple(_paragraphs(texts, mark)) or (Paragraph(()),), columns=columns, head=head)


def _paragraphs(texts: Sequence[str], mark: int = 0) -> Iterator[Paragraph]:
    for text in texts:
        if text:
            yield Paragraph(_inlines(text, mark))


def _inlines(text: str, mark: int = 0) -> Inlines:
    """A cell typed on several lines keeps them as line breaks of one paragraph."""
    found: list[Inline] = []
    for position, line in enumerate(_LINE_BREAK.split(text)):
        if position:
            found.append(Break())
        words = line.replace("\t", " ").strip()
        if words:
            found.append(Run(words, int(mark)))
    return tuple(found)

"""The action plan in figures: who does what when (Gantt), and what it costs by axis and year.

A figure's picture is named after what it shows: in a redline, a figure whose rows have changed is another picture, and counts as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ..charts.drawing import svg
from ..charts.telling import described
from ..charts.values import Bars, Calendar, Chart, Series, Span
from ..plan.rows import Action, ActionPlan, Cost, sum_of, totals_by_axis_and_year
from ..plan.words import words_of
from ..text.model import Block, Document, Figure, Heading, Image, Revision, Run, Section
from ..text.pictures import Images
from ..workspace.plans import read_plan
from ..workspace.sources import Source

Kind: TypeAlias = Literal["gantt", "budget"]
By: TypeAlias = Literal["action", "result"]
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "actions": "Calendrier des actions", "results": "Calendrier des résultats", "budget": "Coût du plan d’action par axe et par année",
        "unit": "millions de FCFA\u202f; PM\u00a0: pour mémoire", "figures": "Calendrier et budget en figures", "of": "{title}, {axes}",
        "to": "{first} à {last}",
    },
    "en": {
        "actions": "Calendar of actions", "results": "Calendar of results", "budget": "Cost of the action plan by axis and year",
        "unit": "millions of FCFA; PM: pour mémoire, not costed", "figures": "Calendar and budget in figures", "of": "{title}, {axes}",
        "to": "{first} to {last}",
    },
}  # fmt: skip
_LONGEST_LABEL = 130
_ROWS = 16
"""Of a calendar on one page."""


def calendar_of(
    plan: ActionPlan, titles: Mapping[str, str], *, language: str = "fr", axes: Sequence[str] = (), by: By = "action"
) -> Calendar:
    """Who does what when, grouped by axis; `axes`: only these."""
    words = _words(language)
    names = words_of(language)
    spans: list[Span] = []
    chosen = [axe for axe in plan.axes if not axes or axe in axes]
    for axe in chosen:
        rows = plan.of_axis(axe)
        group = names.axis(axe, titles.get(axe, ""))
        if by == "action":
            spans += (Span(_short(f"{one.id} {one.activite}"), _weights([one], plan), group) for one in rows)
        else:
            for result in dict.fromkeys(one.resultat for one in rows):
                own = [one for one in rows if one.resultat == result]
                spans.append(Span(_short(result or "–"), _weights(own, plan), group))
    title = words["actions" if by == "action" else "results"]
    if axes:
        title = words["of"].format(title=title, axes=_axes_named(chosen, titles, language))
    return Calendar(title, tuple(map(str, plan.years)), tuple(spans), words["unit"])


def _axes_named(axes: Sequence[str], titles: Mapping[str, str], language: str) -> str:
    names = [words_of(language).short_axis(axe, titles.get(axe, "")) for axe in axes]
    return names[0] if len(names) == 1 else _words(language)["to"].format(first=names[0], last=names[-1])


def budget_of(plan: ActionPlan, titles: Mapping[str, str], *, language: str = "fr", axes: Sequence[str] = ()) -> Bars:
    """What each axis costs, a part of its bar for each year."""
    words = _words(language)
    totals = {axe: years for axe, years in totals_by_axis_and_year(plan).items() if not axes or axe in axes}
    names = tuple(words_of(language).axis(axe, titles.get(axe, "")) for axe in totals)
    series = tuple(Series(str(year), tuple(years[year] for years in totals.values())) for year in plan.years)
    return Bars(words["budget"], names, series, words["unit"].partition("\u202f;" if language != "en" else ";")[0])


def _weights(actions: Sequence[Action], plan: ActionPlan) -> tuple[Decimal | None, ...]:
    """What is spent a year; None where something is done whose cost is not counted (PM)."""
    return tuple(_weight([cost for action in actions for cost in action.costs if cost.year == year]) for year in plan.years)


def _weight(costs: Sequence[Cost]) -> Decimal | None:
    whole = sum_of(costs)
    return None if not whole and any(cost.amount is None and cost.planned for cost in costs) else whole


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_LABEL else f"{words[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"


def _words(language: str) -> Mapping[str, str]:
    return _WORDS["en" if language == "en" else "fr"]


# ------------------------------------------------------------------ as figures of a text


@dataclass(slots=True)
class Drawings:
    """The pictures of figures, by name; drawn as pixels when a writer asks for them (not every viewer of Word files shows SVG)."""

    language: str
    charts: dict[str, Chart] = field(default_factory=dict)
    _drawn: dict[str, bytes] = field(default_factory=dict)

    def figure(self, chart: Chart, id: str) -> Figure:
        """A numbered figure: its caption, and what it shows in words."""
        name = f"{id}-{hashlib.sha256(svg(chart, self.language).encode()).hexdigest()[:12]}.png"
        self.charts[name] = chart
        return Figure(Image(name, described(chart, self.language)), (Run(chart.title),), id=id)

    def around(self, images: Images) -> Images:
        """Reads these pictures, and others as before."""
        return lambda file, source: self._picture(source) if source in self.charts else images(file, source)

    def _picture(self, name: str) -> bytes:
        if name not in self._drawn:
            from ..pdf.press import picture_of

            self._drawn[name] = picture_of(svg(self.charts[name], self.language))
        return self._drawn[name]


def with_charts(source: Source, revision: Revision, images: Images) -> tuple[Revision, Images]:
    """The revision with its plans' figures behind their tables, where `ponam.toml` asks for them."""
    wanted = {document.id for document in source.documents if document.kind == "plan" and document.charts}
    if not wanted:
        return revision, images
    titles = {section.id: section.title for document in revision.documents for section in document.sections}
    language = revision.documents[0].language
    drawings = Drawings(language)
    documents = tuple(
        _with_figures(document, read_plan(source, document.id).actions, titles, drawings) if document.id in wanted else document
        for document in revision.documents
    )
    return replace(revision, documents=documents), drawings.around(images)


def _with_figures(document: Document, plan: ActionPlan, titles: Mapping[str, str], drawings: Drawings) -> Document:
    if not plan.actions:
        return document
    *before, section = document.sections
    blocks = (*section.blocks, *figures_of(plan, titles, drawings))
    made: Section = replace(section, blocks=blocks)
    return replace(document, sections=(*before, made))


def figures_of(plan: ActionPlan, titles: Mapping[str, str], drawings: Drawings) -> Iterator[Block]:
    """A heading, calendars by result of a page each at most, the budget."""
    language = drawings.language
    yield Heading(2, (Run(_words(language)["figures"]),), id="plan-figures")
    for number, axes in enumerate(_paged(plan), 1):
        yield drawings.figure(calendar_of(plan, titles, language=language, axes=axes, by="result"), f"fig-plan-calendrier-{number}")
    yield drawings.figure(budget_of(plan, titles, language=language), "fig-plan-budget")


def _paged(plan: ActionPlan) -> Iterator[tuple[str, ...]]:
    """Axes that go together on a page."""
    page: list[str] = []
    rows = 0
    for axe in plan.axes:
        own = len({one.resultat for one in plan.of_axis(axe)}) + 1
        if page and rows + own > _ROWS:
            yield tuple(page)
            page, rows = [], 0
        page.append(axe)
        rows += own
    if page:
        yield tuple(page)

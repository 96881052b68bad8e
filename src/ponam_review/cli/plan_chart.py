"""`ponam plan chart`: the plan's calendar (Gantt) and its budget as pictures or as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from ..text.errors import UsageError
from .common import Context, common_options, find_workspace, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..charts.values import Chart
    from ..plan.rows import ActionPlan
    from ..publication.plan_charts import By

FORMATS = ("svg", "png", "html", "docx", "pdf")


@click.command(
    short_help=_("Draw the calendar or the budget of the plan."),
    help=_(
        "Draw the action plan of REV (default: the working copy): its calendar (Gantt), by action or by result, or its budget by axis and "
        "year. In a document (.html, .docx, .pdf) each figure has its description and its table."
    ),
)
@click.argument("rev", required=False, default="")
@click.option("-o", "--output", metavar=_("FILE"), required=True, help=_("Where to write: .svg, .png, .html, .docx or .pdf."))
@click.option("--kind", type=click.Choice(["gantt", "budget"]), default="gantt", help=_("What to draw."))
@click.option("--by", type=click.Choice(["action", "result"]), default="action", help=_("What a line of the calendar is."))
@click.option("--axis", "axes", metavar=_("ID"), multiple=True, help=_("Only this axis (“axe-3”)."))
@click.option("--document", metavar=_("ID"), default="", help=_("Which action plan, where there are several."))
@common_options
@click.pass_obj
def command(context: Context, rev: str, output: str, kind: str, by: str, axes: tuple[str, ...], document: str) -> None:
    from ..charts.drawing import svg
    from ..workspace import locate, read_source
    from ..workspace.plans import read_plan
    from .render import ending

    form = ending(output, FORMATS)
    source = locate(rev, workspace=lambda: find_workspace(context))
    plan = read_plan(source, document)
    for axe in axes:
        if axe not in plan.actions.axes:
            raise UsageError("the plan has no axis “{axis}”; it has {known}", axis=axe, known=", ".join(plan.actions.axes))
    result = read_source(source)
    show_notices(plan.notices, context)
    titles = {section.id: section.title for one in result.value.documents for section in one.sections}
    language = source.settings.language if source.settings else context.lang
    whole = form in ("svg", "png")
    charts = _charts(plan.actions, titles, kind, cast("By", by), axes, language, whole=whole)
    if whole:
        picture = svg(charts[0], language)
        if form == "png":
            from ..pdf.press import picture_of

            write_output(output, picture_of(picture))
        else:
            write_output(output, picture.encode())
        return
    write_output(output, _document(context, plan.document.title, charts, language, form))


def _charts(
    plan: ActionPlan, titles: dict[str, str], kind: str, by: By, axes: tuple[str, ...], language: str, *, whole: bool
) -> list[Chart]:
    """One picture; in a document, a calendar for each axis: a page holds no more."""
    from ..publication.plan_charts import budget_of, calendar_of

    if kind == "budget":
        return [budget_of(plan, titles, language=language, axes=axes)]
    if whole:
        return [calendar_of(plan, titles, language=language, axes=axes, by=by)]
    return [calendar_of(plan, titles, language=language, axes=(axe,), by=by) for axe in plan.axes if not axes or axe in axes]


def _document(context: Context, title: str, charts: list[Chart], language: str, form: str) -> bytes:
    from ..charts.telling import as_table
    from ..publication.plan_charts import Drawings
    from ..text.charter import CHARTER
    from ..text.flow import prepare
    from ..text.model import Block, Document, Revision, Section
    from .render import write
    from .texts import Text

    drawings = Drawings(language)
    blocks: list[Block] = []
    for number, chart in enumerate(charts, 1):
        blocks += (drawings.figure(chart, f"fig-{number}"), as_table(chart, language, id=f"tab-{number}"))
    section = Section("figures", title, tuple(blocks))
    flow = prepare(Revision(title, (Document("figures", title, (section,), language),), loose=True))
    content, notices = write(context, Text(flow, drawings.around(_no_picture), (), CHARTER), form)
    show_notices(notices, context)
    return content


def _no_picture(_file: str, _source: str) -> bytes | None:
    return None

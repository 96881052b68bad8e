"""`ponam arbitrate`: a form for each question that somebody has to decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register
from .letter import FORMATS

if TYPE_CHECKING:
    from ..register.texts import Texts
    from ..text.remarks import Selector


@click.command(
    help=_(
        "Write into the folder DIR a one-page form for each question that somebody has to decide: proposals of several stakeholders that "
        "touch the same words, and remarks referred for a decision. Without -o, list them; the exit code is then 1 when there are any."
    )
)
@click.option("-o", "--output", metavar=_("DIR"), type=click.Path(path_type=Path), help=_("The folder to write into."))
@click.option("--format", "kind", type=click.Choice(FORMATS), default="docx", help=_("Format of the forms."))
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("Only of this consultation."))
@click.option("--section", default="", metavar="ID", help=_("Only on this section."))
@common_options
@click.pass_obj
def command(context: Context, output: Path | None, kind: str, number: int | None, section: str) -> int:
    settings = open_workspace(context).settings
    with open_register(context) as register:
        from ..register.values import Wanted
        from ..reports.arbitration import questions_of

        questions = questions_of(register.comments(Wanted(round=number, section=section, order="place")))
    if output is None:
        for rank, question in enumerate(questions, 1):
            who = " / ".join(", ".join(position.who) for position in question.positions)
            click.echo(f"{rank:3}  {question.label} ({question.address})  {who}  {', '.join(question.numbers)}")
        say(context, "Questions to decide: {count}.", count=len(questions))
        return 1 if questions else 0
    from ..reports.arbitration import Sheet, file_stem, form_flow
    from ..reports.letters import written_as
    from .charter import charter_of
    from .comment_places import texts_of
    from .texts import stamp

    texts, charter = texts_of(context), charter_of(context)
    output.mkdir(parents=True, exist_ok=True)
    for rank, question in enumerate(questions, 1):
        sheet = Sheet(
            rank, settings.title, charter.on(settings.cover), context.now.date(), context.lang, _passage(texts, question.selector)
        )
        result = written_as(form_flow(question, sheet), kind, created=stamp(context), charter=charter)
        write_output(str(output / f"{file_stem(question, rank, context.lang)}.{kind}"), result.value)
        show_notices(result.notices, context)
    say(context, "{folder}: questions to decide: {count}", folder=output, count=len(questions))
    return 0


def _passage(texts: Texts, selector: Selector) -> str:
    """The words of the paragraph spoken of; of a table only those that are quoted."""
    from ..text.model import Table
    from ..text.plain import block_text

    if texts.edition(selector.revision) is None:
        return selector.exact
    for item in texts.flow(selector.revision).items:
        if (item.section, item.number) == (selector.section, selector.block) and not isinstance(item.block, Table):
            return block_text(item.block)
    return selector.exact

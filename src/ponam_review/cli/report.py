"""`ponam report`: what was said, by whom, and what became of it, on ten pages."""

from __future__ import annotations

import click

from .common import Context, common_options, open_workspace, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register
from .render import ending

FORMATS = ("docx", "html", "pdf")


@click.command(
    help=_(
        "Write the consultation report: who was heard and who was silent, what was said, the dispositions and their reasons, what changed "
        "in the text, with charts and the table of answers."
    )
)
@click.option("-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write; the ending says the format: .docx, .html, .pdf."))
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("Only of this consultation."))
@click.option(
    "--public",
    is_flag=True,
    help=_("The version for everybody: no name of a person, no confidential remark, no internal note; checked before it is written."),
)
@common_options
@click.pass_obj
def command(context: Context, output: str, kind: str | None, number: int | None, public: bool) -> None:
    kind = kind or ending(output, FORMATS)
    workspace = open_workspace(context)
    with open_register(context) as register:
        from ..reports.report import write_report
        from ..reports.report_gathering import gather
        from .charter import charter_of
        from .comment_places import texts_of
        from .texts import stamp

        charter = charter_of(context)
        settings = workspace.settings
        report, secrets = gather(
            register,
            texts_of(context),
            title=settings.title,
            cover=charter.on(settings.cover),
            language=context.lang,
            now=context.now,
            round_number=number,
            public=public,
        )
        result = write_report(report, secrets, kind, created=stamp(context), charter=charter, file=output)
    write_output(output, result.value)
    show_notices(result.notices, context)
    say(context, "{file}: comments: {count}", file=output, count=len(report.hearing.comments))

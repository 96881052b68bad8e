"""`ponam letter`: the letter that tells a stakeholder what became of its remarks."""

from __future__ import annotations

import click

from .common import Context, common_options, open_workspace, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register
from .render import ending

FORMATS = ("docx", "html", "pdf")
TOWN = click.option("--place", "town", default="", metavar=_("TOWN"), help=_("Where the letter is dated (default: Bamako)."))
SIGNED = click.option("--signed-by", "signatory", default="", metavar=_("WHO"), help=_("Who signs, in words; default: room for it."))


@click.command(
    help=_(
        "Write the letter of answer to a stakeholder: for each of its remarks the number, the passage then and now, the disposition and "
        "its reason."
    )
)
@click.argument("stakeholder", metavar=_("STAKEHOLDER"))
@click.option("-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write; the ending says the format: .docx, .html, .pdf."))
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("Only of this consultation."))
@TOWN
@SIGNED
@common_options
@click.pass_obj
def command(context: Context, /, stakeholder: str, output: str, kind: str | None, number: int | None, town: str, signatory: str) -> None:
    kind = kind or ending(output, FORMATS)
    settings = open_workspace(context).settings
    with open_register(context) as register:
        from ..reports.answering import letter_for
        from ..reports.letters import letter_flow, written_as
        from .charter import charter_of
        from .comment_places import bring_along, texts_of
        from .texts import stamp

        texts, charter = texts_of(context), charter_of(context)
        bring_along(context, register, texts)
        letter = letter_for(
            register, texts, stakeholder, title=settings.title, cover=charter.on(settings.cover), language=context.lang, now=context.now,
            round_number=number, town=town, signatory=signatory,
        )  # fmt: skip
        result = written_as(letter_flow(letter), kind, created=stamp(context), charter=charter)
    write_output(output, result.value)
    show_notices(result.notices, context)
    say(context, "{file}: comments: {count}", file=output, count=len(letter.comments))

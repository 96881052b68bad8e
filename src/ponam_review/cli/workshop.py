"""`ponam workshop`: what workshops decided, to which changes of the text refer."""

from __future__ import annotations

import json
from datetime import date

import click

from .common import Context, common_options, say
from .common import translate as _
from .consultation import FORMAT, Day, columns, open_register


@click.group(help=_("Enter the decisions of workshops and meetings; “ponam save --workshop REF” names the one that a change carries out."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Enter a decision."),
    help=_(
        "Enter the decision TEXT of a workshop under the reference REF, by which changes name it (“ponam save --workshop REF”). "
        "The same REF again puts its words or date right; the audit log keeps the earlier ones."
    ),
)
@click.argument("reference", metavar=_("REF"))
@click.argument("text", metavar=_("TEXT"))
@click.option("--date", "day", type=Day(), required=True, metavar=_("DATE"), help=_("The day of the decision."))
@click.option("--by", "author", default="", metavar=_("NAME"), help=_("Who reports it (default: who runs the command)."))
@common_options
@click.pass_obj
def add(context: Context, reference: str, text: str, day: date, author: str) -> None:
    with open_register(context, create=True) as register:
        from ..register.values import WorkshopDecision

        decision = WorkshopDecision(reference, day, text, author or context.author)
        new = register.keep_workshop(decision, author=context.author, now=context.now)
    say(context, "{reference} is entered." if new else "{reference} was put right.", reference=reference)


@command.command("list", help=_("List the decisions of workshops, the earliest first."))
@FORMAT
@common_options
@click.pass_obj
def list_(context: Context, form: str) -> None:
    with open_register(context, create=True) as register:
        known = register.workshops()
    if form == "json":
        rows = [{"reference": w.reference, "date": w.date.isoformat(), "text": w.text, "author": w.author} for w in known]
        click.echo(json.dumps({"schema": "ponam-workshops/1", "workshops": rows}, ensure_ascii=False, indent=1))
        return
    for line in columns((w.reference, w.date.isoformat(), " ".join(w.text.split())) for w in known):
        click.echo(line)

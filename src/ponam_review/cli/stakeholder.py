"""`ponam stakeholder`: who is consulted."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .common import Context, common_options, say, show_notices
from .common import translate as _
from .consultation import FORMAT, columns, open_register, read_bytes


@click.group(help=_("Say who is consulted: institutions and persons."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Enter a stakeholder."), help=_("Enter a stakeholder: CODE is the short name it is called by, NAME its full name.")
)
@click.argument("code", metavar=_("CODE"))
@click.argument("name", metavar=_("NAME"))
@click.option("--category", default="", metavar=_("TEXT"), help=_("Ministry, partner, civil society, diaspora …"))
@click.option("--region", default="", metavar=_("TEXT"), help=_("Region of the country."))
@click.option("--country", default="", metavar=_("TEXT"), help=_("Country, for the diaspora and partners."))
@click.option("--contact", default="", metavar=_("TEXT"), help=_("Who answers for it: an office rather than a person."))
@click.option("--email", default="", metavar=_("TEXT"), help=_("Where to write."))
@common_options
@click.pass_obj
def add(context: Context, code: str, name: str, category: str, region: str, country: str, contact: str, email: str) -> None:
    from ..register.values import Stakeholder

    with open_register(context, create=True) as register:
        stakeholder = Stakeholder(code, name, category, region, country, contact, email)
        register.add_stakeholder(stakeholder, author=context.author, now=context.now)
    say(context, "{code} is in the register.", code=code)


@command.command("list", help=_("List the stakeholders."))
@FORMAT
@common_options
@click.pass_obj
def list_(context: Context, form: str) -> None:
    with open_register(context, create=True) as register:
        known = register.stakeholders()
    if form == "json":
        fields = ("code", "name", "category", "region", "country", "contact", "email")
        rows = [{field: getattr(stakeholder, field) for field in fields} for stakeholder in known]
        click.echo(json.dumps({"schema": "ponam-stakeholders/1", "stakeholders": rows}, ensure_ascii=False, indent=1))
        return
    for line in columns((s.code, s.name, s.category, s.region or s.country) for s in known):
        click.echo(line)
    if not known:
        say(context, "Nobody is in the register yet; “ponam stakeholder add” or “import” enters who is consulted.")


@command.command(
    "import",
    short_help=_("Enter the stakeholders of a list."),
    help=_("Enter the stakeholders listed in FILE (.xlsx or .csv, headings in French or English). Those already there stay as they are."),
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def import_(context: Context, file: Path) -> None:
    content = read_bytes(file)
    with open_register(context, create=True) as register:
        from ..intake.stakeholder_list import read_stakeholders

        read = read_stakeholders(content, str(file))
        added = register.add_stakeholders(read.value, author=context.author, now=context.now)
    show_notices(read.notices, context)
    say(context, "Stakeholders entered: {added}; there already: {known}.", added=len(added), known=len(read.value) - len(added))

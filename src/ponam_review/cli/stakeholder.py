"""`ponam stakeholder`: who is consulted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of
from ..text.errors import UsageError
from .common import Context, common_options, say, show_notices
from .common import translate as _
from .consultation import FORMAT, columns, open_register, read_bytes

if TYPE_CHECKING:
    from ..register.values import Position


@click.group(help=_("Say who is consulted: institutions and persons."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Enter a stakeholder."), help=_("Enter a stakeholder: CODE is the short name it is called by, NAME its full name.")
)
@click.argument("code", metavar=_("CODE"), required=False)
@click.argument("name", metavar=_("NAME"), required=False)
@click.option("--anonymous", is_flag=True, help=_("Somebody who gives no name: a code is made up, only category and country are kept."))
@click.option(
    "--gathers", is_flag=True, help=_("Its contact point sends one position for all its reviewers (“ponam stakeholder position”).")
)
@click.option("--category", default="", metavar=_("TEXT"), help=_("Ministry, partner, civil society, diaspora …"))
@click.option("--region", default="", metavar=_("TEXT"), help=_("Region of the country."))
@click.option("--country", default="", metavar=_("TEXT"), help=_("Country, for the diaspora and partners."))
@click.option("--contact", default="", metavar=_("TEXT"), help=_("Who answers for it: an office rather than a person."))
@click.option("--email", default="", metavar=_("TEXT"), help=_("Where to write."))
@common_options
@click.pass_obj
def add(context: Context, /, code: str | None, name: str | None, anonymous: bool, gathers: bool, **told: Any) -> None:
    if anonymous:
        _add_anonymous(context, told["category"] or code or "", told["country"], named=bool(name))
        return
    if not code or not name:
        raise UsageError("a stakeholder needs a short name and a name")
    with open_register(context, create=True) as register:
        from ..register.values import Stakeholder

        stakeholder = replace(Stakeholder(code, name, gathers=gathers), **told)
        register.add_stakeholder(stakeholder, author=context.author, now=context.now)
    say(context, "{code} is in the register.", code=code)


def _add_anonymous(context: Context, category: str, country: str, *, named: bool) -> None:
    if named or not category:
        raise UsageError("somebody anonymous has a category and no name: “ponam stakeholder add --anonymous --category TEXT”")
    with open_register(context, create=True) as register:
        code = register.add_anonymous(category, country=country, author=context.author, now=context.now)
    click.echo(code)


@command.command("list", help=_("List the stakeholders."))
@FORMAT
@common_options
@click.pass_obj
def list_(context: Context, form: str) -> None:
    with open_register(context, create=True) as register:
        known = register.stakeholders()
    if form == "json":
        fields = ("code", "name", "category", "region", "country", "contact", "email")
        rows = [{**{field: getattr(s, field) for field in fields}, "anonymous": s.anonymous, "gathers": s.gathers} for s in known]
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


@command.command(
    short_help=_("Join two stakeholders that are one."),
    help=_("Give everything of CODE to INTO: entered twice, or joined. CODE leads to INTO from now on; no number changes."),
)
@click.argument("code", metavar=_("CODE"))
@click.argument("into", metavar=_("INTO"))
@common_options
@click.pass_obj
def merge(context: Context, code: str, into: str) -> None:
    with open_register(context) as register:
        count = register.merge_stakeholders(code, into, author=context.author, now=context.now)
    say(context, "{code} is {into} from now on; comments that went over: {count}.", code=code, into=into, count=count)


@command.command(
    short_help=_("Gather and send the position of an institution."),
    help=_(
        "Show what CODE gathers from its reviewers, and send it as its position. What a stakeholder sends counts at once, unless it "
        "gathers (--gather): then its remarks are in preparation, out of lists and matrices, until --send."
    ),
)
@click.argument("code", metavar=_("CODE"))
@click.option("--gather/--no-gather", "gathers", default=None, help=_("From now on, one position for all (or each remark counts at once)."))
@click.option("--send", is_flag=True, help=_("Send what was gathered: it counts from now on."))
@click.option("--by", default="", metavar=_("NAME"), help=_("Who sends it: its contact point (default: who runs the command)."))
@click.option("--note", default="", metavar=_("TEXT"), help=_("What goes with it."))
@click.option("--leave-out", "left_out", multiple=True, metavar="N", help=_("A remark it does not make its own; may be repeated."))
@FORMAT
@common_options
@click.pass_obj
def position(context: Context, /, code: str, gathers: bool | None, send: bool, **told: Any) -> None:
    with open_register(context) as register:
        if gathers is not None:
            register.gather(code, gathers=gathers, author=context.author, now=context.now)
        if send:
            sent = register.send_position(
                code,
                by=told["by"] or context.author,
                note=told["note"],
                left_out=numbers_of(told["left_out"]),
                author=context.author,
                now=context.now,
            )
            count = sum(one.comments for one in sent.submissions)
            say(context, "The position of {code} is sent; comments: {count}.", code=sent.stakeholder, count=count)
        found = register.positions(code)
    if told["form"] == "json":
        shapes = [_position(one) for one in found]
        click.echo(json.dumps({"schema": "ponam-positions/1", "positions": shapes}, ensure_ascii=False, indent=1))
        return
    for one in found:
        state = (
            _("sent on {day} by {name}").format(day=one.sent_at.date(), name=one.sent_by) if one.sent_at else _("in preparation, not sent")
        )
        click.echo(_("Consultation {number}, {code}: {state}").format(number=one.round, code=one.stakeholder, state=state))
        for line in columns((s.reviewer or "–", s.file_name or s.channel.value, str(s.comments)) for s in one.submissions):
            click.echo(f"  {line}")


def _position(found: Position) -> dict[str, Any]:
    return {
        "stakeholder": found.stakeholder,
        "round": found.round,
        "sent": found.sent_at.isoformat() if found.sent_at else None,
        "by": found.sent_by,
        "note": found.note,
        "submissions": [
            {"id": s.id, "reviewer": s.reviewer, "file": s.file_name, "channel": s.channel.value, "comments": s.comments}
            for s in found.submissions
        ],
    }

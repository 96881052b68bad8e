"""`ponam reason`: reasons used again and again."""

from __future__ import annotations

import json

import click

from ..register.vocabulary import SUITES, Suite, require_suite
from .common import Context, common_options, say
from .common import translate as _
from .consultation import FORMAT, columns, open_register, word


@click.group(help=_("Keep reasons that are used again and again; “ponam respond --reason-code CODE” takes them."))
@common_options
def command() -> None:
    pass


@command.command(short_help=_("Keep a reason."), help=_("Keep the reason TEXT under CODE. Decisions taken with an older wording keep it."))
@click.argument("code", metavar=_("CODE"))
@click.argument("text", metavar=_("TEXT"))
@click.option("--english", default="", metavar=_("TEXT"), help=_("The same in English."))
@click.option("--disposition", default="", metavar="D", help=_("The disposition it usually goes with."))
@common_options
@click.pass_obj
def add(context: Context, code: str, text: str, english: str, disposition: str) -> None:
    suite = require_suite(disposition) if disposition else Suite.PENDING
    with open_register(context, create=True) as register:
        from ..register.values import Reason

        new = register.keep_reason(Reason(code, text, english, suite), author=context.author, now=context.now)
    say(context, "{code} is kept." if new else "{code} has a new wording.", code=code)


@command.command("list", help=_("List the reasons that are kept."))
@FORMAT
@common_options
@click.pass_obj
def list_(context: Context, form: str) -> None:
    with open_register(context, create=True) as register:
        known = register.reasons()
    if form == "json":
        rows = [{"code": r.code, "fr": r.text_fr, "en": r.text_en, "suite": r.suite.value} for r in known]
        click.echo(json.dumps({"schema": "ponam-reasons/1", "reasons": rows}, ensure_ascii=False, indent=1))
        return
    for line in columns((r.code, word(context, SUITES, r.suite) if r.suite else "", r.text(context.lang)) for r in known):
        click.echo(line)

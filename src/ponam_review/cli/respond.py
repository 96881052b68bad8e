"""`ponam respond`: decide on comments."""

from __future__ import annotations

import click

from ..register.numbers import numbers_of, written
from ..register.vocabulary import SUITES, require_suite
from ..text.errors import UsageError
from .common import Context, common_options, say
from .common import translate as _
from .consultation import open_register, word


@click.command(help=_("Decide on the comments N… (OBS-0042, 42 or OBS-0040..OBS-0045). Earlier decisions stay in their history."))
@click.argument("numbers", metavar=_("N…"), nargs=-1, required=True)
@click.option(
    "--disposition", required=True, metavar="D", help=_("One of: {known}").format(known=", ".join(code for code in SUITES if code))
)
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why; printed in the matrix."))
@click.option("--by", "author", default="", metavar=_("NAME"), help=_("Who decided (default: who runs the command)."))
@click.option("--of", "original", default="", metavar="N", help=_("The comment that these duplicate."))
@click.option("--where", default="", metavar=_("TEXT"), help=_("The place changed in the new text."))
@common_options
@click.pass_obj
def command(context: Context, numbers: tuple[str, ...], disposition: str, reason: str, author: str, original: str, where: str) -> None:
    chosen = numbers_of(numbers)
    suite = require_suite(disposition)
    originals = numbers_of([original]) if original else (None,)
    if len(originals) != 1:
        raise UsageError("--of takes the number of one comment")
    with open_register(context) as register:
        from ..register.values import Disposition

        decision = Disposition(suite, reason, author or context.author, context.now, where, originals[0])
        register.decide(chosen, decision, now=context.now)
    names = ", ".join(map(written, chosen[:8])) + (" …" if len(chosen) > 8 else "")
    say(context, "{names}: {suite}.", names=names, suite=word(context, SUITES, suite))

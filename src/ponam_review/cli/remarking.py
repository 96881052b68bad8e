"""`ponam comment tag|assign|group|note|withdraw`: work on comments besides deciding on them."""

from __future__ import annotations

import json

import click

from ..register.numbers import numbers_of, written
from ..text.errors import UsageError
from .common import Context, common_options, say
from .common import translate as _
from .consultation import FORMAT, columns, open_register

NUMBERS = click.argument("numbers", metavar=_("N…"), nargs=-1)


def _names(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(written, numbers[:8])) + (" …" if len(numbers) > 8 else "")


@click.command(short_help=_("Put tags on comments."), help=_("Put tags on the comments N…, or take them off. Without N…: list the tags."))
@NUMBERS
@click.option("--add", multiple=True, metavar=_("TAG"), help=_("A tag to put on; may be repeated."))
@click.option("--remove", multiple=True, metavar=_("TAG"), help=_("A tag to take off; may be repeated."))
@FORMAT
@common_options
@click.pass_obj
def tag(context: Context, numbers: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...], form: str) -> None:
    with open_register(context) as register:
        if numbers:
            chosen = numbers_of(numbers)
            register.tag(chosen, add=add, remove=remove, author=context.author, now=context.now)
            say(context, "{names}: tagged.", names=_names(chosen))
            return
        known = register.tags()
    if form == "json":
        click.echo(json.dumps({"schema": "ponam-tags/1", "tags": dict(known)}, ensure_ascii=False, indent=1))
        return
    for line in columns((name, str(count)) for name, count in known):
        click.echo(line)


@click.command(short_help=_("Give comments to somebody."), help=_("Give the comments N… to somebody to work on."))
@NUMBERS
@click.option("--to", required=True, metavar=_("NAME"), help=_("Who works on them; “-”: nobody."))
@common_options
@click.pass_obj
def assign(context: Context, numbers: tuple[str, ...], to: str) -> None:
    chosen = numbers_of(numbers)
    name = "" if to == "-" else to
    with open_register(context) as register:
        register.assign(chosen, name, author=context.author, now=context.now)
    say(context, "{names}: {who}", names=_names(chosen), who=name or "–")


@click.command(short_help=_("Say who may read comments."), help=_("Put the comments N… in a confidentiality group."))
@NUMBERS
@click.option("--to", required=True, metavar="G", help=_("public, internal, restricted, or another group."))
@common_options
@click.pass_obj
def group(context: Context, numbers: tuple[str, ...], to: str) -> None:
    chosen = numbers_of(numbers)
    with open_register(context) as register:
        register.regroup(chosen, to, author=context.author, now=context.now)
    say(context, "{names}: {who}", names=_names(chosen), who=to)


@click.command(
    short_help=_("Write under a comment."), help=_("Add a message to the discussion under the comment N. Messages are never changed.")
)
@click.argument("number", metavar="N")
@click.option("--text", required=True, metavar=_("TEXT"), help=_("What you say."))
@click.option("--to", default="", metavar=_("NAME"), help=_("For whom."))
@click.option("--public", is_flag=True, help=_("The sender may read it (default: it stays in the office)."))
@click.option("--by", "author", default="", metavar=_("NAME"), help=_("Who writes (default: who runs the command)."))
@common_options
@click.pass_obj
def note(context: Context, number: str, text: str, to: str, public: bool, author: str) -> None:
    chosen = _one(number)
    with open_register(context) as register:
        from ..register.values import Note

        register.add_note(chosen, Note(author or context.author, context.now, text, not public, to), now=context.now)
    say(context, "{names}: noted.", names=written(chosen))


@click.command(
    short_help=_("Take comments back for their sender."),
    help=_(
        "The sender takes the comments N… back. They stay on record, out of lists and matrices; one that was decided cannot be taken back."
    ),
)
@NUMBERS
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why: who asked for it, and when."))
@common_options
@click.pass_obj
def withdraw(context: Context, numbers: tuple[str, ...], reason: str) -> None:
    chosen = numbers_of(numbers)
    with open_register(context) as register:
        register.withdraw(chosen, reason, author=context.author, now=context.now)
    say(context, "{names}: withdrawn.", names=_names(chosen))


def _one(number: str) -> int:
    chosen = numbers_of([number])
    if len(chosen) != 1:
        raise UsageError("one comment at a time here")
    return chosen[0]


WORK = (tag, assign, group, note, withdraw)

"""`ponam edition`: the text frozen under a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices
from .common import translate as _

if TYPE_CHECKING:
    from ..text.model import Document
    from ..workspace import Workspace
    from ..workspace.editions import Edition

_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))


@click.group(help=_("Freeze the text under a name, list and show the frozen texts. An edition never changes."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Freeze the working copy."),
    help=_("Record the working copy and freeze it as the edition NAME (projet-0, version-provisoire-1, adoptee …)."),
)
@click.argument("name", metavar=_("NAME"))
@click.option("--status", metavar=_("STATUS"), default="", help=_("Printed on the cover: projet, provisoire, adoptée …"))
@common_options
@click.pass_obj
def create(context: Context, name: str, status: str) -> None:
    from ..workspace import resolve
    from ..workspace.editions import checked_name, create_edition
    from ..workspace.history import find_or_create_history
    from ..workspace.saving import Signer
    from .consultation import finish_interrupted

    checked_name(name)
    workspace = open_workspace(context)
    finish_interrupted(context, workspace)
    show_notices(resolve(workspace=workspace).notices, context)
    history = find_or_create_history(workspace.root)
    edition = create_edition(history, name, status, Signer(*context.signature, context.now))
    say(context, "Edition “{name}” created on {commit}.", name=edition.name, commit=edition.commit[:7])
    carry_comments(context, workspace)


def carry_comments(context: Context, workspace: Workspace) -> None:
    """Comments follow the text: all of them are carried to the new edition, where there is a register."""
    from .comment_places import bring_along, tell_carried, texts_of
    from .consultation import open_register, register_place

    place = register_place(context, workspace)
    if isinstance(place, Path) and not place.exists():
        return
    with open_register(context) as register:
        tallies = bring_along(context, register, texts_of(context))
    if tallies:
        tell_carried(context, tallies)


@command.command("list", help=_("List the editions, oldest first."))
@_FORM
@common_options
@click.pass_obj
def list_(context: Context, form: str) -> None:
    from ..workspace.editions import list_editions
    from ..workspace.history import find_history

    editions = list_editions(find_history(open_workspace(context).root))
    if form == "json":
        shape = {"schema": "ponam-editions/1", "editions": [_shape(edition) for edition in editions]}
        click.echo(json.dumps(shape, ensure_ascii=False, indent=1))
        return
    width = max((len(edition.name) for edition in editions), default=0)
    for edition in editions:
        row = f"{edition.name:{width}}  {edition.when:%Y-%m-%d %H:%M}  {edition.commit[:7]}  {edition.author}  {edition.status}"
        click.echo(row.rstrip())
    if not editions:
        say(context, "There is no edition yet; “ponam edition create NAME” freezes the text.")


@command.command(short_help=_("Show an edition."), help=_("Show an edition: status, date, author, documents and their length."))
@click.argument("name", metavar=_("NAME"))
@_FORM
@common_options
@click.pass_obj
def show(context: Context, name: str, form: str) -> None:
    from ..workspace import resolve
    from ..workspace.editions import get_edition
    from ..workspace.history import find_history

    workspace = open_workspace(context)
    edition = get_edition(find_history(workspace.root), name)
    documents = resolve(edition.name, workspace=workspace).value.documents
    if form == "json":
        rows = [{"id": d.id, "title": d.title, "sections": len(d.sections), "words": _words(d)} for d in documents]
        shape = {"schema": "ponam-edition/1", **_shape(edition), "documents": rows}
        click.echo(json.dumps(shape, ensure_ascii=False, indent=1))
        return
    for label, value in (
        (_("Edition"), edition.name),
        (_("Status"), edition.status or "–"),
        (_("Date"), f"{edition.when:%Y-%m-%d %H:%M %z}"),
        (_("Author"), edition.author),
        (_("Commit"), edition.commit),
    ):
        click.echo(f"{label:<9} {value}")
    for document in documents:
        sentence = _("{title} ({id}): {sections} sections, {words} words")
        click.echo(sentence.format(title=document.title, id=document.id, sections=len(document.sections), words=_words(document)))


def _words(document: Document) -> int:
    from ..text.plain import block_text

    return sum(len(block_text(block).split()) for section in document.sections for block in section.blocks)


def _shape(edition: Edition) -> dict[str, object]:
    return {
        "name": edition.name,
        "status": edition.status,
        "date": edition.when.isoformat(),
        "author": edition.author,
        "commit": edition.commit,
    }

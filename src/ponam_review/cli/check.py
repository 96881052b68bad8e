"""`ponam check`: what is wrong with the text, file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, find_workspace, say
from .common import translate as _

if TYPE_CHECKING:
    from ..checks import Finding


@click.command(
    help=_(
        "Check the text of REV (default: the working copy): ids that name two things, empty sections, heading levels that jump, "
        "cross-references that lead nowhere, empty notes, missing pictures, and what reading loses. Exits with 1 when something is found."
    )
)
@click.argument("rev", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def command(context: Context, rev: str, form: str) -> int:
    from ..checks import check_revision
    from ..workspace import image_reader, locate, read_source

    source = locate(rev, workspace=lambda: find_workspace(context))
    result = read_source(source)
    found = check_revision(result.value, read_image=image_reader(source), notices=result.notices)
    if form == "json":
        click.echo(json.dumps(_shape(result.value.name, found), ensure_ascii=False, indent=1))
        return 1 if found else 0
    for one in found:
        click.echo(_place(one) + _message(one))
    if found:
        say(context, "Findings: {count}. Files: {files}.", count=len(found), files=len({one.notice.file for one in found}))
    else:
        say(context, "Nothing to mend.")
    return 1 if found else 0


def _place(one: Finding) -> str:
    file, line = one.place
    return f"{file}:{line}: " if file and line else f"{file}: " if file else ""


def _message(one: Finding) -> str:
    return _(one.notice.template).format(**one.notice.values)


def _shape(revision: str, found: tuple[Finding, ...]) -> dict[str, object]:
    rows = [{"check": one.check, "file": one.notice.file, "line": one.notice.line, "message": _message(one)} for one in found]
    return {"schema": "ponam-check/1", "revision": revision, "findings": rows}

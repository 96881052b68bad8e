"""`ponam log`: what was recorded, by whom, when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say
from .common import translate as _

if TYPE_CHECKING:
    from ..workspace.following import LogEntry


@click.command(
    help=_(
        "Show the recorded states of the text, latest first; with SECTION (the id of a section or document), "
        "those that changed it, whatever its file was called."
    )
)
@click.argument("section", metavar=_("[SECTION]"), required=False)
@click.option("-n", "--number", "count", type=click.IntRange(min=1), metavar="N", help=_("Show the N latest only."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def command(context: Context, section: str | None, count: int | None, form: str) -> None:
    from ..workspace.following import log_entries, log_section
    from ..workspace.history import find_history

    workspace = open_workspace(context)
    history = find_history(workspace.root)
    entries: Iterable[LogEntry] = ()
    if history is not None:
        entries = log_section(history, section, workspace.settings) if section else log_entries(history)
    rows = list(islice(entries, count))
    if form == "json":
        click.echo(json.dumps(_shape(rows, section), ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(_line(row, context.colour))
    if not rows:
        say(context, "Nothing was saved yet; “ponam save -m TEXT” records the text.")


def _line(entry: LogEntry, colour: bool) -> str:
    parts = [
        click.style(entry.commit[:7], fg="yellow"),
        f"{entry.when:%Y-%m-%d %H:%M}",
        entry.author,
        entry.subject,
    ]
    if entry.editions:
        parts.append(click.style("[" + ", ".join(entry.editions) + "]", fg="green", bold=True))
    if entry.file:
        parts.append(click.style(entry.file, dim=True))
    line = "  ".join(parts)
    return line if colour else click.unstyle(line)


def _shape(entries: Iterable[LogEntry], section: str | None) -> dict[str, object]:
    return {
        "schema": "ponam-log/1",
        "section": section,
        "entries": [
            {
                "commit": entry.commit,
                "date": entry.when.isoformat(),
                "author": entry.author,
                "subject": entry.subject,
                "editions": list(entry.editions),
                "trailers": [list(pair) for pair in entry.trailers],
                "file": entry.file or None,
            }
            for entry in entries
        ],
    }

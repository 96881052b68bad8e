"""`ponam init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from .common import Context, common_options, say
from .common import translate as _


@click.command(
    help=_(
        "Create a workspace in DIR (default: the current folder): settings, two example sections and "
        "their history. "
        "No git program is needed. Files that stand there are kept."
    )
)
@click.argument("folder", metavar=_("[DIR]"), required=False, type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def command(context: Context, folder: Path | None) -> None:
    from ..workspace.creating import create_workspace
    from ..workspace.saving import Signer

    root = folder or context.workspace or Path()
    created = create_workspace(root, context.lang, Signer(*context.signature, context.now))
    for file in created.files:
        click.echo(str(root / file))
    if created.shared:
        say(context, "Workspace created; its history is kept in the repository around it.")
    else:
        say(context, "Workspace created, with its own history.")
    say(context, "Next: edit the sections, then “ponam save -m TEXT” and “ponam render -o FILE.docx”.")

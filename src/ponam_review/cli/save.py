"""`ponam save`: the working copy into the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices
from .common import translate as _

if TYPE_CHECKING:
    from ..workspace.history import History


@click.command(
    help=_(
        "Record the working copy: every file of the workspace, and nothing else of the repository around it. "
        "Sections that cannot be read are refused, so that every recorded state can be compared."
    )
)
@click.option("-m", "--message", metavar=_("TEXT"), required=True, help=_("What changed, in a few words."))
@click.option("--for", "numbers", multiple=True, metavar="N", help=_("The comment that the change answers (OBS-0042); several times."))
@click.option("--workshop", default="", metavar=_("TEXT"), help=_("The decision of a workshop that the change carries out."))
@click.option("--note", default="", metavar=_("TEXT"), help=_("The drafter's own reason for the change."))
@click.option(
    "--about", default="", metavar=_("COMMIT"), help=_("Give the reason of an earlier commit, afterwards; the text may stay as it is.")
)
@click.option("--author", metavar=_("NAME"), help=_("Who made the change, when somebody else did."))
@common_options
@click.pass_obj
def command(context: Context, message: str, numbers: tuple[str, ...], workshop: str, note: str, about: str, author: str | None) -> None:
    from ..workspace import resolve
    from ..workspace.history import find_or_create_history
    from ..workspace.saving import Signer, save
    from .consultation import finish_interrupted

    workspace = open_workspace(context)
    finish_interrupted(context, workspace)
    show_notices(resolve(workspace=workspace).notices, context)
    history = find_or_create_history(workspace.root)
    trailers = (*_trailers(numbers, workshop, note), *_about(history, about))
    name, email = context.signature
    commit = save(history, message, Signer(author or name, email, context.now), trailers, empty=bool(about))
    if commit is None:
        say(context, "Nothing changed since the last save.")
    else:
        say(context, "Saved as {commit}.", commit=commit[:7])


def _trailers(numbers: tuple[str, ...], workshop: str, note: str) -> tuple[tuple[str, str], ...]:
    """Why the text changed, where git keeps it: “ponam proof” reads it there."""
    from ..register.numbers import numbers_of, written
    from ..workspace.trailers import NOTE, OBSERVATION, WORKSHOP

    answered = tuple((OBSERVATION, written(number)) for number in numbers_of(numbers)) if numbers else ()
    return (*answered, *((WORKSHOP, workshop),) * bool(workshop.strip()), *((NOTE, note),) * bool(note.strip()))


def _about(history: History, about: str) -> tuple[tuple[str, str], ...]:
    """The commit that a reason given afterwards speaks of."""
    from ..text.errors import RevisionError
    from ..workspace.tracing import ABOUT

    if not about:
        return ()
    commit = history.commit_of(about)
    if commit is None:
        raise RevisionError("“{rev}” names no saved state", rev=about)
    return ((ABOUT, commit),)

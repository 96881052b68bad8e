"""`ponam save`: the working copy into the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices
from .common import translate as _

if TYPE_CHECKING:
    from ..text.model import Revision
    from ..text.notices import Result
    from ..workspace import Source
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
    from ..workspace import locate, read_source
    from ..workspace.history import find_or_create_history
    from ..workspace.saving import Signer, changed_files, save
    from .consultation import finish_interrupted

    workspace = open_workspace(context)
    finish_interrupted(context, workspace)
    source = locate("", workspace=workspace)
    read = read_source(source)
    show_notices(read.notices, context)
    history = find_or_create_history(workspace.root)
    changed = changed_files(history)
    trailers = (*_trailers(numbers, workshop, note), *_about(history, about))
    name, email = context.signature
    commit = save(history, message, Signer(author or name, email, context.now), trailers, empty=bool(about))
    if commit is None:
        say(context, "Nothing changed since the last save.")
    else:
        say(context, "Saved as {commit}.", commit=commit[:7])
        _tell_findings(context, source, read, changed)


def _tell_findings(context: Context, source: Source, read: Result[Revision], changed: tuple[str, ...]) -> None:
    """How many things to mend the saved files hold; saving is never refused for them."""
    from ..checks import check_files, subject_of

    files = {section.file for document in read.value.documents for section in document.sections} & set(changed)
    if files and not context.quiet:
        count = sum(one.level != "hint" for one in check_files(subject_of(source, read), files))
        if count:
            say(context, "In what you saved, things to mend: {count} (“ponam check” shows them).", count=count)


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

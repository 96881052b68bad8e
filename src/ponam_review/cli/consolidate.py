"""`ponam consolidate`: the returned Word copies of one edition in one document, each change under its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..text.errors import UsageError
from .common import Context, common_options, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..word.consolidating.joining import Returned
    from ..word.consolidating.telling import Clash


VARIANTS = ("redline", "annotated", "clean")


@click.command(
    help=_(
        "Join the RETURNED Word copies of the revision BASE in one document, each change under its author; or, with --round, all that the "
        "register holds of a consultation: each proposal under its institution, the remarks in the margin with their numbers."
    )
)
@click.argument("base", required=False, default="")
@click.argument("returned", nargs=-1)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar=_("FILE"),
    help=_("Where to write: .docx; with --round also .html, and .pdf but for a redline."),
)
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("From the register: this consultation."))
@click.option(
    "--variant",
    type=click.Choice(VARIANTS),
    default="redline",
    help=_("With --round: proposals as tracked changes, remarks only, or the text with what was accepted."),
)
@click.option("--group", default=None, metavar="G", help=_("With --round: only of this confidentiality group (public, internal …)."))
@click.option("--author", default="", metavar=_("NAME"), help=_("Who signs the remarks on shared and competing proposals (default: you)."))
@click.option("--date", default="", metavar="ISO", help=_("Date of those remarks and of untracked edits (default: now)."))
@click.option("--document", default="", metavar="ID", help=_("Only this document of the workspace."))
@common_options
@click.pass_obj
def command(
    context: Context,
    /,
    base: str,
    returned: tuple[str, ...],
    output: str,
    number: int | None,
    variant: str,
    group: str | None,
    author: str,
    date: str,
    document: str,
) -> int:
    from .redline import checked_date
    from .texts import stamp

    signs = (author or context.author, checked_date(date) if date else stamp(context))
    if number is not None:
        if base:
            raise UsageError("either --round, or a revision and its returned copies")
        from .consolidate_round import Asked, write_round

        return write_round(context, Asked(number, variant, output, document, group, *signs))
    if not returned:
        raise UsageError("name a revision and its returned copies, or a consultation with --round")
    return _copies(context, base, returned, output, document, signs)


def _copies(context: Context, base: str, returned: tuple[str, ...], output: str, document: str, signs: tuple[str, str]) -> int:
    from ..word.consolidating.joining import consolidate
    from .render import ending
    from .texts import load

    if output != "-":
        ending(output, ("docx",))
    edition = load(context, base, document=document)
    result = consolidate(
        edition.flow,
        _read(returned),
        images=edition.images,
        author=signs[0],
        date=signs[1],
    )
    write_output(output, result.content)
    show_notices((*edition.notices, *result.notices), context)
    say(
        context,
        "{files} copies joined: {changes} tracked changes, {comments} comments",
        files=len(returned), changes=result.changes, comments=result.comments,
    )  # fmt: skip
    if result.clashes:
        list_clashes(result.clashes, to_error=output == "-")
    return 1 if result.clashes else 0


def _read(paths: tuple[str, ...]) -> list[Returned]:
    """The returned files, each under a name of its own."""
    from pathlib import Path

    from ..text.errors import FileError
    from ..word.consolidating.joining import Returned
    from ..workspace.images import image_reader
    from ..workspace.locating import locate
    from .output import reason

    out: list[Returned] = []
    for path in paths:
        if not path.lower().endswith(".docx"):
            raise UsageError("{file}: only .docx files can be consolidated", file=path)
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise FileError("{file}: cannot be read: {reason}", file=path, reason=reason(error)) from error
        pictures = image_reader(locate(path, workspace=lambda: None))
        name = Path(path).name
        if any(one.name == name for one in out):
            name = path
        if any(one.name == name for one in out):
            raise UsageError("{file} is named twice", file=path)
        out.append(Returned(name, content, lambda source, pictures=pictures: pictures("", source)))  # type: ignore[misc]
    return out


def list_clashes(clashes: tuple[Clash, ...], *, to_error: bool) -> None:
    click.echo(_("Competing proposals: {count}").format(count=len(clashes)), err=to_error)
    for number, clash in enumerate(clashes, 1):
        click.echo(f"{number}. " + (_("“{text}”").format(text=_short(clash.base)) if clash.base else _("added at one place")), err=to_error)
        for wording in clash.wordings:
            wanted = _("“{text}”").format(text=_short(wording.text)) if wording.text else _("deleted")
            click.echo(f"   {wording.names}: {wanted}", err=to_error)


def _short(text: str, most: int = 300) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"

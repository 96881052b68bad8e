"""`ponam import`: a policy written in one file, by Word or another program, becomes sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.notices import Notice
    from ..workspace.importing import ImportPlan, Target


@click.command(
    help=_(
        "Cut FILE into sections, one Markdown file each. FILE is a Word or Markdown file; .odt, .doc and .rtf files are read by way of "
        "LibreOffice, where it is installed. FILE.docx#original reads the text as it was before the tracked changes."
    )
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."))
@click.option("--document", default="", metavar="ID", help=_("Put the sections into this document of the workspace."))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=_("DIR"), help=_("Put the sections into this folder."))
@click.option(
    "--split-level",
    default=None,
    type=click.IntRange(1, 6),
    help=_("Cut before headings of this level and above (default: the highest that stands more than once)."),
)
@click.option("--rejected", is_flag=True, help=_("Take the text as it was before the tracked changes."))
@click.option("--replace", "replacing", is_flag=True, help=_("Put the new text in the place of sections that are there already."))
@click.option("--no-guess", is_flag=True, help=_("Make no heading, list or quotation of what only looks like one."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be written, and write nothing."))
@click.option(
    "--report", type=click.Path(path_type=Path), metavar=_("FILE"), help=_("Write what became of the file (.md, .docx, .html or .txt).")
)
@common_options
@click.pass_obj
def command(
    context: Context,
    files: tuple[str, ...],
    document: str,
    output: Path | None,
    split_level: int | None,
    rejected: bool,
    replacing: bool,
    no_guess: bool,
    dry_run: bool,
    report: Path | None,
) -> int:
    from ..workspace.importing import carry_out, plan_import
    from ..workspace.origins import read_origin
    from .import_report import FORMATS, written_report
    from .render import ending

    form = ending(str(report), FORMATS) if report is not None else ""
    target = _target(context, document, output)
    notices: list[Notice] = []
    origins = []
    for file in files:
        result = read_origin(file, rejected=rejected, environ=context.environ)
        origins.append(result.value)
        notices += result.notices
    plan = plan_import(origins, target, level=split_level, guess=not no_guess, replacing=replacing or dry_run)
    notices += plan.notices
    if not dry_run:
        carry_out(plan)
    for line in _lines(plan):
        click.echo(line)
    show_notices(map(_placed, notices), context)
    if report is not None:
        write_output(report, written_report(context, files, plan, notices, form))
    if dry_run:
        say(context, "Nothing was written (--dry-run).")
    return 0


def _target(context: Context, document: str, output: Path | None) -> Target:
    """Where the sections go."""
    from ..text.errors import UsageError
    from ..workspace.importing import document_target, folder_target

    if document and output is not None:
        raise UsageError("--document and -o both say where the sections go; give one of them")
    if output is not None:
        return folder_target(output)
    if not document:
        raise UsageError("say where the sections go: -o FOLDER, or --document ID of the workspace")
    workspace = open_workspace(context)
    found = next((d for d in workspace.settings.documents if d.id == document), None)
    if found is None:
        names = ", ".join(d.id for d in workspace.settings.documents)
        raise UsageError("there is no document “{document}” in the workspace; it has {names}", document=document, names=names)
    return document_target(workspace, found)


def _lines(plan: ImportPlan) -> Iterable[str]:
    """A line a section: file, words, title; then what else is written."""
    from ..text.plain import block_text

    fates = {"new": "", "same": _("(unchanged)"), "replace": _("(replaced)")}
    for one in plan.sections:
        words = sum(len(block_text(block).split()) for block in one.section.blocks)
        fate = fates[one.fate]
        yield f"{one.path}  {_('{count} words').format(count=words):>12}  {one.section.title}" + (f"  {fate}" if fate else "")
    if plan.pictures:
        folders = sorted({str(planned.path.parent) for planned in plan.pictures})
        yield _("{folder}: pictures: {count}").format(count=len(plan.pictures), folder=", ".join(folders))
    if plan.glossary is not None:
        yield _("{file}: acronyms: {count}").format(file=plan.glossary.path, count=len(plan.acronyms))
    if plan.settings is not None:
        yield str(plan.settings.path)


def _placed(notice: Notice) -> Notice:
    """The place in the text is said with the file."""
    if not (notice.place and notice.file):
        return notice
    return replace(notice, file=_("{file}, “{place}”").format(file=notice.file, place=notice.place), place="")

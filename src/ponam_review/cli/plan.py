"""`ponam plan`: the action plan checked, sent to the planning office and taken back, its links to the policy confirmed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.errors import StateError, UsageError
from . import plan_alignments as alignments
from . import plan_chart as chart
from .common import Context, common_options, find_workspace, open_workspace, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..plan.merging import Collision, PlanChanges
    from ..plan.rows import ActionPlan
    from ..text.model import Revision
    from ..workspace import Source
    from ..workspace.plans import Plan

_DOCUMENT = click.option("--document", metavar=_("ID"), default="", help=_("Which action plan, where there are several."))


@click.group(help=_("The action plan: check it, export it to Excel and take it back, confirm that actions still implement their sections."))
@common_options
def command() -> None:
    pass


# ------------------------------------------------------------------ check


@command.command(
    short_help=_("Check the plan row by row."),
    help=_(
        "Check the action plan of REV (default: the working copy): owners, indicators, objectives, sections, period, costs, alignments, "
        "links to confirm, and the figures that the policy repeats. Exits with 1 when something must be mended. "
        "“ponam check” does it too."
    ),
)
@click.argument("rev", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def check(context: Context, rev: str, form: str) -> int:
    from ..checks import chosen_rules
    from ..workspace import locate
    from ..workspace.plans import read_plan
    from .check import found_in, show_findings

    source = locate(rev, workspace=lambda: find_workspace(context))
    plan = read_plan(source)
    rules = chosen_rules(only=("plan", "figures"))
    found = found_in(source, rules)
    show_findings(context, form, source.name, found, rules)
    if form == "text":
        _account(context, plan.actions)
    return 1 if any(one.level != "hint" for one in found) else 0


def _account(context: Context, plan: ActionPlan) -> None:
    from ..plan.costs import format_amount
    from ..plan.rows import ZERO, totals_by_axis_and_year

    whole = sum((amount for years in totals_by_axis_and_year(plan).values() for amount in years.values()), ZERO)
    values = {"actions": len(plan.actions), "axes": len(plan.axes), "total": format_amount(whole, context.lang)}
    say(context, "{actions} actions, {axes} axes, {total} million FCFA.", **values)


# ------------------------------------------------------------------ out and in


@command.command(
    short_help=_("Write the plan as an Excel workbook."),
    help=_("Write the action plan of REV (default: the working copy) as an Excel workbook that “ponam plan import” takes back."),
)
@click.argument("rev", required=False, default="")
@click.option("-o", "--output", metavar=_("FILE.xlsx"), required=True, help=_("The workbook (“-”: standard output)."))
@_DOCUMENT
@common_options
@click.pass_obj
def export(context: Context, rev: str, output: str, document: str) -> None:
    from ..plan.workbook_out import write_workbook
    from ..workspace import locate, read_source
    from ..workspace.plans import read_plan, sections_of_policy

    if output != "-" and not output.lower().endswith(".xlsx"):
        raise UsageError("the plan is exported as a workbook: name a file that ends in .xlsx, not “{file}”", file=output)
    source = locate(rev, workspace=lambda: find_workspace(context))
    plan = read_plan(source, document)
    show_notices(plan.notices, context)
    titles = {id: section.title for id, section in sections_of_policy(read_source(source).value, plan).items()}
    language = source.settings.language if source.settings else context.lang
    mark = source.cover.mark if source.cover else ""
    title = plan.document.title
    content = write_workbook(plan.actions, title=title, mark=mark, language=language, axes=titles, created=context.now)
    write_output(output, content)
    say(context, "{count} actions written to {file}.", count=len(plan.actions.actions), file=output)


@command.command(
    "import",
    short_help=_("Take back a plan edited in Excel."),
    help=_(
        "Take back a workbook of “ponam plan export” that was edited in Excel or LibreOffice. What changes is shown first, row by row and "
        "cell by cell, and written when you confirm it (or with --yes). What others changed meanwhile stays; where both changed the same "
        "cell, both are shown, nothing is written, and the exit code is 4."
    ),
)
@click.argument("file", metavar=_("FILE.xlsx"), type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=_("Write without asking."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change and write nothing."))
@_DOCUMENT
@common_options
@click.pass_obj
def import_(context: Context, file: Path, yes: bool, dry_run: bool, document: str) -> int:
    from ..plan.merging import compare_plans, merge_plans
    from ..plan.workbook_in import read_workbook
    from ..text.errors import FileError
    from ..workspace import locate
    from ..workspace.plans import read_plan

    open_workspace(context)
    source = locate("", workspace=lambda: find_workspace(context))
    plan = read_plan(source, document)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FileError("{file}: cannot be read: {reason}", file=str(file), reason=error.strerror or str(error)) from error
    returned = read_workbook(content, str(file), plan.actions)
    show_notices(returned.notices, context)
    if returned.base is None:
        say(context, "{file} does not say from which plan it was made: it is compared with the plan of today.", file=str(file))
    merged = merge_plans(returned.base or plan.actions, plan.actions, returned.plan)
    changes = compare_plans(plan.actions, merged.plan)
    _show_changes(changes)
    if merged.collisions:
        _show_collisions(merged.collisions)
        raise StateError(
            "{file}: {count} cells were also changed in the workspace; nothing was written: settle them in the workbook, then import again",
            file=str(file),
            count=len(merged.collisions),
        )
    return _take(context, source, plan, merged.plan, changes, yes=yes, dry_run=dry_run)


def _take(
    context: Context, source: Source, plan: Plan, merged: ActionPlan, changes: PlanChanges, *, yes: bool, dry_run: bool
) -> int:
    from ..plan.csv_format import write_actions

    if not changes:
        say(context, "Nothing changed.")
        return 0
    counts = {"added": len(changes.added), "removed": len(changes.removed), "cells": len(changes.cells)}
    say(context, "Actions added: {added}, removed: {removed}. Cells changed: {cells}.", **counts)
    if dry_run:
        return 0
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("nobody is there to confirm; add --yes to write, or --dry-run to look")
        if not click.confirm(_("Write these changes?")):
            say(context, "Nothing was written.")
            return 1
    write_output(source.folder.shown(plan.file), write_actions(merged).encode("utf-8"))
    say(context, "{file} is written; “ponam save” records it.", file=plan.file)
    return 0


def _show_changes(changes: PlanChanges) -> None:
    for action in changes.added:
        click.echo(f"+ {action.id}  {action.activite}")
    for action in changes.removed:
        click.echo(f"- {action.id}  {action.activite}")
    for change in changes.cells:
        click.echo(f"~ {change.action}  {change.column}: {_shown(change.old)} → {_shown(change.new)}")


def _show_collisions(collisions: tuple[Collision, ...]) -> None:
    for one in collisions:
        place = f"{one.action}  {one.column}".rstrip()
        click.echo(f"! {place}")
        for name, text in ((_("exported"), one.base), (_("workspace"), one.ours), (_("workbook"), one.theirs)):
            click.echo(f"    {name}: {_shown(text)}")


def _shown(text: str) -> str:
    return " ".join(text.split()) or "∅"


# ------------------------------------------------------------------ links


@command.command(
    short_help=_("Show the actions whose sections have changed."),
    help=_(
        "Show the actions whose sections have changed since somebody confirmed the link, with what changed. "
        "Exits with 1 when there are any. Look at each, then confirm it with “ponam plan confirm”, or mend the plan."
    ),
)
@_DOCUMENT
@common_options
@click.pass_obj
def suspect(context: Context, document: str) -> int:
    from ..plan.links import suspects
    from ..workspace.plans import sections_of_policy

    source, plan, revision = _read(context, document)
    sections = sections_of_policy(revision, plan)
    found = suspects(plan.actions, sections, plan.confirmations or ())
    shown: set[str] = set()
    for one in found:
        title = sections[one.section].title
        if one.confirmation is None:
            click.echo(_("{id}: nobody has confirmed that it implements “{title}” ({section})").format(
                id=one.action.id, title=title, section=one.section
            ))  # fmt: skip
            continue
        values = {"id": one.action.id, "title": title, "section": one.section, "date": one.confirmation.date, "by": one.confirmation.by}
        click.echo(_("{id}: “{title}” ({section}) has changed since {by} confirmed it on {date}").format(**values))
        if one.section not in shown:
            shown.add(one.section)
            _show_section(context, source, one.section, one.confirmation.fingerprint)
    if found:
        say(context, "Links to confirm: {count}.", count=len(found))
    else:
        say(context, "No link is suspect.")
    return 1 if found else 0


def _show_section(context: Context, source: Source, section: str, fingerprint: str) -> None:
    """What changed in a section since it had the words of this fingerprint, when the history still has them."""
    from .plan_history import changes_since

    for line in changes_since(context, source, section, fingerprint):
        click.echo(f"    {line}")


@command.command(
    short_help=_("Confirm that actions still implement their sections."),
    help=_("Confirm that the actions ID… (or all of them, with --all) still implement their sections as these now stand."),
)
@click.argument("ids", metavar=f"[{_('ID…')}]", nargs=-1)
@click.option("--all", "every", is_flag=True, help=_("Confirm every link."))
@click.option("--section", "sections", metavar=_("ID"), multiple=True, help=_("Confirm the actions that implement this section."))
@click.option("--by", metavar=_("NAME"), help=_("Who looked, when it was somebody else."))
@_DOCUMENT
@common_options
@click.pass_obj
def confirm(context: Context, ids: tuple[str, ...], every: bool, sections: tuple[str, ...], by: str | None, document: str) -> None:
    from ..plan.links import confirmed, suspects, write_confirmations
    from ..workspace.plans import sections_of_policy

    source, plan, revision = _read(context, document)
    known = {action.id for action in plan.actions.actions}
    if unknown := next((id for id in ids if id not in known), ""):
        raise UsageError("there is no action {id}", id=unknown)
    if not ids and not every and not sections:
        raise UsageError("say which actions: their numbers, --section ID, or --all")
    wanted = {action.id for action in plan.actions.actions if every or action.id in ids or set(sections) & set(action.sections)}
    policy = sections_of_policy(revision, plan)
    before = plan.confirmations or ()
    after = confirmed(plan.actions, policy, before, wanted, by=by or context.author, date=context.now.date().isoformat())
    write_output(source.folder.shown(plan.confirmations_file), write_confirmations(after).encode("utf-8"))
    left = len(suspects(plan.actions, policy, after))
    made = len(set(after) - set(before))
    say(context, "Links confirmed: {made}. Left to confirm: {left}. “ponam save” records it.", made=made, left=left)


def _read(context: Context, document: str) -> tuple[Source, Plan, Revision]:
    from ..workspace import locate, read_source
    from ..workspace.plans import read_plan

    open_workspace(context)
    source = locate("", workspace=lambda: find_workspace(context))
    return source, read_plan(source, document), read_source(source).value


command.add_command(alignments.command, "alignments")
command.add_command(chart.command, "chart")

"""`ponam check`: what is wrong with the text, file, line and column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from ..text.errors import UsageError
from .common import Context, common_options, find_workspace, say
from .common import translate as _

if TYPE_CHECKING:
    from ..checks import Finding, Rule
    from ..workspace import Source


@click.command(
    help=_(
        "Check the text of REV (default: the working copy): structure, cross-references, notes, pictures, acronyms, terms, "
        "legal references, figures, typography, spelling. Exits with 1 when something must be mended; hints alone exit with 0. "
        "--fix puts right what is only a matter of signs and spaces. What is silenced, and why, stands in ponam.toml."
    )
)
@click.argument("rev", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help=_("Form of the answer."))
@click.option("--fix", is_flag=True, help=_("Write the proposed corrections into the files."))
@click.option("--rule", "only", metavar=_("RULE"), multiple=True, help=_("Run only this rule or family of rules (may be repeated)."))
@click.option("--skip", metavar=_("RULE"), multiple=True, help=_("Leave out this rule or family of rules (may be repeated)."))
@click.option("--section", "sections", metavar=_("ID"), multiple=True, help=_("Show only what is found in this section (may be repeated)."))
@click.option("--changed", is_flag=True, help=_("Show only what is found in files changed since the last save."))
@click.option("--list-rules", is_flag=True, help=_("List the rules and do nothing else."))
@common_options
@click.pass_obj
def command(
    context: Context,
    rev: str,
    form: str,
    fix: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    sections: tuple[str, ...],
    changed: bool,
    list_rules: bool,
) -> int:
    from ..checks import chosen_rules, unknown_name

    if unknown := unknown_name((*only, *skip)):
        raise UsageError("there is no rule “{rule}”; “ponam check --list-rules” names them", rule=unknown)
    if list_rules:
        _list_rules()
        return 0
    if fix and rev not in ("", "."):
        raise UsageError("--fix corrects the working copy; it cannot write into “{rev}”", rev=rev)
    from ..workspace import locate

    source = locate(rev, workspace=lambda: find_workspace(context))
    rules = chosen_rules(source.settings.checks if source.settings else None, only=only, without=skip)
    found = found_in(source, rules, sections, _changed_files(source) if changed else None)
    if fix and _fix(context, source, found):
        found = found_in(source, rules, sections)
    show_findings(context, form, source.name, found, rules)
    return 1 if any(one.level != "hint" for one in found) else 0


def found_in(
    source: Source, rules: Sequence[Rule], sections: tuple[str, ...] = (), files: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """What these rules find in a revision; only in these sections, only in these files."""
    from ..checks import check_subject, subject_of
    from ..checks.dictionary import find_dictionary
    from ..workspace import read_source

    read = read_source(source)
    language = read.value.documents[0].language if read.value.documents else "fr"
    dictionary = find_dictionary(language) if any(rule.family == "spelling" for rule in rules) else None
    subject = subject_of(source, read, dictionary)
    found = check_subject(subject, rules)
    if sections:
        known = {section.id: section.file for _document, section in subject.sections()}
        if unknown := next((id for id in sections if id not in known), ""):
            raise UsageError("there is no section “{section}”", section=unknown)
        wanted = {known[id] for id in sections}
        found = tuple(one for one in found if one.notice.file in wanted)
    if files is not None:
        found = tuple(one for one in found if one.notice.file in files)
    return found


def _changed_files(source: Source) -> frozenset[str]:
    """Files of the workspace that are not as they were last saved."""
    from ..workspace.folders import DiskFolder
    from ..workspace.history import find_history
    from ..workspace.saving import changed_files

    if source.kind != "documents" or not isinstance(source.folder, DiskFolder):
        raise UsageError("--changed looks at the working copy of a workspace")
    history = find_history(source.folder.root)
    return frozenset(changed_files(history)) if history else frozenset()


# ------------------------------------------------------------------ corrections


def _fix(context: Context, source: Source, found: Iterable[Finding]) -> int:
    """Write what is proposed, file by file; how many corrections were made."""
    from pathlib import Path

    from ..checks.fixing import corrected, says_the_same
    from .common import write_output

    by_file: dict[str, list[Finding]] = {}
    for one in found:
        if one.fix is not None:
            by_file.setdefault(one.fix.file, []).append(one)
    made = 0
    for file, findings in by_file.items():
        path = source.path if source.kind == "markdown" else Path(source.folder.shown(file))
        content = path.read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        result = corrected(text, findings)
        if not says_the_same(text, result.text, file):
            say(context, "{file}: left as it is, a correction would change more than signs and spaces", file=file)
            continue
        ends = "\r\n" if b"\r\n" in content else "\n"
        write_output(path, result.text.replace("\n", ends).encode("utf-8"))
        made += len(result.made)
    if made:
        say(context, "Corrections made: {count}. Files: {files}.", count=made, files=len(by_file))
    return made


# ------------------------------------------------------------------ answers


def show_findings(context: Context, form: str, name: str, found: Sequence[Finding], rules: Sequence[Rule]) -> None:
    """The findings in the form asked for, on standard output; how many there are on standard error."""
    if form == "json":
        click.echo(json.dumps(_shape(name, found), ensure_ascii=False, indent=1))
        return
    if form == "sarif":
        from ..checks.sarif import sarif_log

        click.echo(json.dumps(sarif_log(found, rules, _), ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{_place(one)}{_message(one)} [{one.rule}]")
    serious = [one for one in found if one.level != "hint"]
    hints = len(found) - len(serious)
    if serious:
        say(context, "Findings: {count}. Files: {files}.", count=len(serious), files=len({one.notice.file for one in serious}))
        if proposals := sum(one.fix is not None for one in serious):
            say(context, "“ponam check --fix” would correct {count} of them.", count=proposals)
    if hints:
        say(context, "Hints: {count}.", count=hints)
    if not found:
        say(context, "Nothing to mend.")


def _list_rules() -> None:
    from ..checks import RULES

    levels = {"error": _("error"), "warning": _("warning"), "hint": _("hint")}
    for rule in RULES:
        marks = [levels[rule.level], *([_("on demand")] if not rule.default else []), *([_("--fix corrects it")] if rule.fixable else [])]
        click.echo(f"{rule.id:24} {_(rule.title)} ({', '.join(marks)})")


def _place(one: Finding) -> str:
    file, line = one.place
    if not file:
        return ""
    column = f":{one.column}" if one.column else ""
    return f"{file}:{line}{column}: " if line else f"{file}: "


def _message(one: Finding) -> str:
    return _(one.notice.template).format(**one.notice.values)


def _shape(revision: str, found: Iterable[Finding]) -> dict[str, object]:
    return {"schema": "ponam-check/1", "revision": revision, "findings": [_row(one) for one in found]}


def _row(one: Finding) -> dict[str, object]:
    row: dict[str, object] = {
        "check": one.check,
        "rule": one.rule,
        "level": one.level,
        "file": one.notice.file,
        "line": one.notice.line,
        "column": one.column,
        "message": _message(one),
    }
    if one.fix is not None:
        row["fix"] = {"start": one.fix.start, "end": one.fix.end, "text": one.fix.text}
    return row

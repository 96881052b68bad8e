"""`ponam consult`: rounds of consultation on an edition."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from ..register.vocabulary import SUITES, Suite
from ..text.errors import UsageError
from .common import Context, common_options, open_workspace, say
from .common import translate as _
from .consultation import FORMAT, Day, columns, open_register, word

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Round


@click.group(help=_("Open, close and follow a consultation. One is open at a time."))
@common_options
def command() -> None:
    pass


@command.command("open", short_help=_("Open a consultation on an edition."), help=_("Open a consultation on the edition EDITION."))
@click.argument("edition", metavar=_("EDITION"))
@click.option("--until", type=Day(), metavar=_("DATE"), help=_("Last day for answers (default: the number of days in ponam.toml)."))
@common_options
@click.pass_obj
def open_(context: Context, edition: str, until: date | None) -> None:
    from ..workspace.editions import get_edition
    from ..workspace.history import find_history

    workspace = open_workspace(context)
    frozen = get_edition(find_history(workspace.root), edition)
    if until is not None and until < context.now.date():
        raise UsageError("{until} is past: give the last day on which answers are awaited", until=until)
    last = until or context.now.date() + timedelta(days=workspace.settings.consultation.days)
    with open_register(context, create=True) as register:
        found = register.open_round(frozen.name, revision=frozen.commit, until=last, author=context.author, now=context.now)
    sentence = "Consultation {number} is open on “{edition}” until {until}."
    say(context, sentence, number=found.number, edition=found.edition, until=found.until)


@command.command(help=_("Close the open consultation."))
@common_options
@click.pass_obj
def close(context: Context) -> None:
    with open_register(context) as register:
        found = register.close_round(author=context.author, now=context.now)
    say(context, "Consultation {number} on “{edition}” is closed.", number=found.number, edition=found.edition)


@command.command(short_help=_("Show who answered."), help=_("Show the consultations, who answered and what waits for a decision."))
@click.option("--verify", is_flag=True, help=_("Check the register against its audit log."))
@FORMAT
@common_options
@click.pass_obj
def status(context: Context, verify: bool, form: str) -> int:
    with open_register(context) as register:
        shape = _shape(register)
        findings = register.findings() if verify else ()
    if form == "json":
        shape["findings"] = [finding.template.format(**finding.values) for finding in findings]
        click.echo(json.dumps(shape, ensure_ascii=False, indent=1))
    else:
        _show(context, shape)
    for finding in findings:
        click.echo(_(finding.template).format(**finding.values), err=True)
    if verify and not findings:
        say(context, "The register agrees with its audit log.")
    return 1 if findings else 0


def _shape(register: Register) -> dict[str, Any]:
    rounds = register.rounds()
    return {"schema": "ponam-consultation/1", "rounds": [_round(found, register) for found in rounds]}


def _round(found: Round, register: Register) -> dict[str, Any]:
    tallies = register.tallies(found.number)
    return {
        "number": found.number,
        "edition": found.edition,
        "revision": found.revision,
        "open": found.is_open,
        "opened": found.opened_at.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "closed": found.closed_at.isoformat() if found.closed_at else None,
        "stakeholders": [
            {
                "code": t.stakeholder,
                "submissions": t.submissions,
                "comments": t.comments,
                "decided": t.decided,
                "preparing": t.preparing,
                "suites": {suite.value or "pending": count for suite, count in sorted(t.suites.items()) if count},
            }
            for t in tallies
        ],
        "heard": [t.stakeholder for t in tallies if t.heard],
        "silent": [t.stakeholder for t in tallies if not t.heard],
        "suites": {suite.value or "pending": count for suite in Suite if (count := sum(t.suites.get(suite, 0) for t in tallies))},
    }


def _show(context: Context, shape: dict[str, Any]) -> None:
    if not shape["rounds"]:
        say(context, "No consultation was opened yet; “ponam consult open EDITION” opens one.")
    for found in shape["rounds"]:
        state = (
            _("open until {until}").format(until=found["until"]) if found["open"] else _("closed on {day}").format(day=found["closed"][:10])
        )
        click.echo(_("Consultation {number} on “{edition}”: {state}").format(number=found["number"], edition=found["edition"], state=state))
        rows = [(_("stakeholder"), _("submissions"), _("comments"), _("decided"))]
        rows += [(t["code"], str(t["submissions"]), str(t["comments"]), str(t["decided"])) for t in found["stakeholders"]]
        for line in columns(rows) if len(rows) > 1 else ():
            click.echo(f"  {line}")
        _show_counts(context, found)


def _show_counts(context: Context, found: dict[str, Any]) -> None:
    heard, silent = found["heard"], found["silent"]
    click.echo("  " + _("Heard: {heard} of {all}.").format(heard=len(heard), all=len(heard) + len(silent)))
    if silent:
        click.echo("  " + _("Silent: {names}.").format(names=", ".join(silent)))
    if preparing := {t["code"]: t["preparing"] for t in found["stakeholders"] if t["preparing"]}:
        names = ", ".join(f"{code} ({count})" for code, count in preparing.items())
        click.echo("  " + _("In preparation, not sent yet: {names}.").format(names=names))
    if found["suites"]:
        words = (f"{word(context, SUITES, code if code != 'pending' else '')}\u00a0{count}" for code, count in found["suites"].items())
        click.echo("  " + _("Dispositions: {counts}.").format(counts=", ".join(words)))

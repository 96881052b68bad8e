"""`ponam intake`: the answers received, into the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.errors import PonamError
from .common import Context, common_options, progress, say, show_notices
from .common import translate as _
from .consultation import layout_of, open_register, read_bytes

if TYPE_CHECKING:
    from ..intake.layout import Layout
    from ..intake.receiving import Arrival, Outcome
    from ..register.store import Register
    from ..register.values import Entered, Stakeholder

LEFT_ALONE = ("~$", ".", "Thumbs.db", "desktop.ini")
"""Beginnings of the names of files that programs leave in folders."""
NAMED = 8


@click.command(
    help=_(
        "Take in the answers received: Word copies with comments and tracked changes, Excel or CSV matrices, folders of these. "
        "Each file goes in whole or not at all, and the same file or remark twice adds nothing."
    )
)
@click.argument("files", metavar=_("FILE…"), nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "sender", default="", metavar=_("STAKEHOLDER"), help=_("From whom (default: what the file or its name says)."))
@click.option("--dry-run", is_flag=True, help=_("Show what would happen, and record nothing."))
@common_options
@click.pass_obj
def command(context: Context, files: tuple[Path, ...], sender: str, dry_run: bool) -> int:
    with open_register(context) as register:
        layout = layout_of(context, register.open_now().edition)
        chosen = register.stakeholder(sender) if sender else None
        paths = list(_files(files))
        with progress(context, "Taking in {count} files", len(paths), count=len(paths)) as step:
            outcomes: list[Outcome] = []
            arrivals = (_read(path, layout, register, chosen) for path in paths)
            # A rehearsal holds the register: everything is read before.
            ready: Iterable[Arrival] = list(arrivals) if dry_run else arrivals
            with register.rehearsal() if dry_run else nullcontext():
                for arrival in ready:
                    outcomes.append(_record(arrival, register, context))
                    step()
    _tell(context, outcomes, dry_run=dry_run)
    return _code(outcomes)


def _files(given: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in the order of their names."""
    for path in given:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            yield from (p for p in inside if not any(part.startswith(LEFT_ALONE) for part in p.relative_to(path).parts))
        else:
            yield path


def _read(path: Path, layout: Layout, register: Register, sender: Stakeholder | None) -> Arrival:
    from ..intake.receiving import Arrival, read_arrival

    try:
        content = read_bytes(path)
    except PonamError as refusal:
        return Arrival(str(path), refusal=refusal)
    return read_arrival(content, str(path), layout, register.stakeholders(), sender)


def _record(arrival: Arrival, register: Register, context: Context) -> Outcome:
    from ..intake.receiving import record

    return record(register, arrival, author=context.author, now=context.now)


def _code(outcomes: list[Outcome]) -> int:
    """One refused file among others is something to attend to; when all were refused, so was the command."""
    refusals = [outcome.refusal for outcome in outcomes if outcome.refusal]
    if not refusals:
        return 0
    return 1 if len(refusals) < len(outcomes) else refusals[0].exit_code


def _tell(context: Context, outcomes: list[Outcome], *, dry_run: bool) -> None:
    for outcome in outcomes:
        if outcome.refusal:
            click.secho(_(outcome.refusal.template).format(**outcome.refusal.values), err=True, fg="red" if context.colour else None)
            continue
        for entered in outcome.entered:
            _tell_entered(context, outcome.name, entered)
        show_notices(outcome.notices, context)
    added = sum(len(entered.numbers) for outcome in outcomes for entered in outcome.entered)
    known = sum(len(entered.duplicates) for outcome in outcomes for entered in outcome.entered)
    sentence = (
        "Comments that would be added: {added}; there already: {known}." if dry_run else "Comments added: {added}; there already: {known}."
    )
    say(context, sentence, added=added, known=known)
    _tell_places(context, outcomes)


def _tell_entered(context: Context, name: str, entered: Entered) -> None:
    from ..register.numbers import written

    if entered.known_file:
        say(context, "{file}: {stakeholder} sent this very file before; nothing is added", file=name, stakeholder=entered.stakeholder)
        return
    sentence = "{file}: {stakeholder}, comments: {count} ({numbers})"
    numbers = " – ".join(dict.fromkeys(written(n) for n in (entered.numbers[0], entered.numbers[-1]))) if entered.numbers else "–"
    say(context, sentence, file=name, stakeholder=entered.stakeholder, count=len(entered.numbers), numbers=numbers)
    if entered.duplicates:
        shown = entered.duplicates if context.verbose else entered.duplicates[:NAMED]
        names = ", ".join(f"{written(d.number)} ({_source(dict(d.source))})" for d in shown)
        rest = len(entered.duplicates) - len(shown)
        say(context, "{file}: there already: {names}", file=name, names=names + (f", … +{rest}" if rest else ""))


def _source(source: dict[str, str | int]) -> str:
    """Where a remark stood in the file, in a few words."""
    if "cell" in source:
        return " ".join(str(part) for part in (source.get("sheet", ""), source["cell"]) if part)
    return _("paragraph {number}").format(number=source["paragraph"]) if "paragraph" in source else "–"


def _tell_places(context: Context, outcomes: list[Outcome]) -> None:
    from ..register.vocabulary import Certainty

    entered = [one for outcome in outcomes for one in outcome.entered]
    doubtful = sum(one.places.get(Certainty.DOUBTFUL, 0) for one in entered)
    unplaced = sum(one.places.get(Certainty.UNPLACED, 0) for one in entered)
    if doubtful:
        say(context, "Places to be confirmed: {count} (“ponam comment list --place doubtful” shows them).", count=doubtful)
    if unplaced:
        say(context, "Comments whose passage was not found: {count} (“ponam comment list --place unplaced” shows them).", count=unplaced)

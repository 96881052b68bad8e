"""`ponam intake`: the answers received, into the register."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.errors import FileError, PonamError, StateError, UsageError
from .comment_places import late_comments, tell_late
from .common import Context, common_options, progress, say
from .common import translate as _
from .consultation import layout_of, open_register, read_bytes
from .gathering import Gathered, gather
from .intake_told import rehearsed, tell, tell_form, tell_refusal

if TYPE_CHECKING:
    from ..intake.columns import Chosen
    from ..intake.receiving import Arrival, Desk, Outcome
    from ..intake.word import Terms
    from ..register.store import Register

PASTED = "texte-collé.txt"
MAX_PASTED = 5 << 20


@click.command(
    help=_(
        "Take in the answers received: Word copies with comments and changes, matrices in Excel, CSV or Word, e-mails with their "
        "attachments, conversations, minutes, answers of the offline kit, folders of these; “-” reads pasted text. Each file goes in whole "
        "or not at all, the same file or remark twice adds nothing, and a matrix of ours brings its answers back."
    )
)
@click.argument("files", metavar=_("FILE…"), nargs=-1, type=click.Path(path_type=Path))
@click.option("--from", "sender", default="", metavar=_("STAKEHOLDER"), help=_("From whom (default: what the file or its name says)."))
@click.option("--dry-run", is_flag=True, help=_("Show what would happen, and record nothing."))
@click.option("--paste", is_flag=True, help=_("Take in text pasted or piped into this command (a message, minutes)."))
@click.option("--paper", is_flag=True, help=_("Type in paper forms, one remark after the other."))
@click.option("--map", "mapped", multiple=True, metavar=_("COLUMN=FIELD"), help=_("What a column of a matrix holds; may be repeated."))
@click.option("--save-map", is_flag=True, help=_("Keep how its columns were read for the matrices that its sender will send."))
@click.option("--edition", default="", metavar=_("EDITION"), help=_("The edition that Word copies answer, where they do not say it."))
@click.option("--untracked", type=click.IntRange(0), metavar="N", help=_("Take up to N changes made without tracking as proposals."))
@common_options
@click.pass_obj
def command(
    context: Context,
    /,
    files: tuple[Path, ...],
    sender: str,
    dry_run: bool,
    paste: bool,
    paper: bool,
    mapped: tuple[str, ...],
    save_map: bool,
    edition: str,
    untracked: int | None,
) -> int:
    _check_use(files, paste=paste, paper=paper)
    with open_register(context) as register:
        if paper:
            from .paper import enter_forms

            return enter_forms(context, register, sender)
        desk = _desk(context, register, sender, mapped, edition, untracked)
        gathered = gather(path for path in files if str(path) != "-")
        sources = [*gathered.paths, *([Path("-")] if paste or Path("-") in files else [])]
        if not sources:
            raise FileError("{file}: there is nothing in it to take in", file=", ".join(map(str, files)))
        arrivals, outcomes = _take_in(context, register, desk, sources, dry_run=dry_run)
        if save_map and not dry_run:
            _save_forms(context, register, arrivals, outcomes)
        new = [number for outcome in outcomes for entered in outcome.entered for number in entered.numbers]
        late = {} if dry_run else late_comments(context, register, new)
    _tell_left(context, gathered)
    if mapped or save_map or dry_run or context.verbose:
        tell_form(context, arrivals)
    tell(context, outcomes, frozenset(one.code for one in desk.known if one.gathers), dry_run=dry_run)
    tell_late(context, late)
    return _code(outcomes)


def _check_use(files: tuple[Path, ...], *, paste: bool, paper: bool) -> None:
    if paper and (files or paste):
        raise UsageError("--paper is typed in: it takes no file")
    if not (files or paste or paper):
        raise UsageError("name what is to be taken in: files, folders, “-” for pasted text, or --paper")


def _desk(context: Context, register: Register, sender: str, mapped: tuple[str, ...], edition: str, untracked: int | None) -> Desk:
    from ..intake.columns import field_named
    from ..intake.receiving import Desk
    from ..register.vocabulary import plain_words

    chosen: Chosen = {plain_words(column): field_named(field) for column, field in (_pair(word) for word in mapped)}
    saved = {
        code: {signature: {heading: field_named(field) for heading, field in columns.items()} for signature, columns in forms.items()}
        for code, forms in register.saved_forms().items()
    }
    layout = layout_of(context, register.open_now().edition)
    who = register.stakeholder(sender) if sender else None
    return Desk(layout, register.stakeholders(), who, chosen, saved, _terms(edition, untracked), context.environ)


def _pair(word: str) -> tuple[str, str]:
    column, equals, field = word.rpartition("=")
    if not equals or not column.strip():
        raise UsageError("“{word}” does not say what a column holds; write --map “Column=observation”", word=word)
    return column, field


# ------------------------------------------------------------------ file after file


def _take_in(
    context: Context, register: Register, desk: Desk, sources: list[Path], *, dry_run: bool
) -> tuple[list[Arrival], list[Outcome]]:
    """Each file by itself. A rehearsal holds the register: there everything is read before."""
    read: list[Arrival] = []
    outcomes: list[Outcome] = []
    with progress(context, "Taking in {count} files", len(sources), count=len(sources)) as step:
        opened: list[Path] = []
        coming = (arrival for path in sources for arrival in _read(path, desk, context, opened, step))
        ready = list(coming) if dry_run else coming
        with register.rehearsal() if dry_run else nullcontext():
            for arrival in ready:
                outcome = _record(arrival, register, context)
                outcomes.append(outcome)
                read.append(replace(arrival, submissions=(), answers=()))  # what a folder holds need not stay in memory
                for line in rehearsed(context, register, outcome) if dry_run else ():
                    click.echo(line, err=True)
                if outcome.refusal is not None and _stops(outcome.refusal):
                    break
    if left := len(sources) - len(opened):
        say(context, "Files not opened: {count}; take them in again once that is settled.", count=left)
    return read, outcomes


def _read(path: Path, desk: Desk, context: Context, opened: list[Path], step: Callable[[], None]) -> Iterator[Arrival]:
    from ..intake.receiving import Arrival, UnknownSenderError, read_arrivals

    opened.append(path)
    try:
        content = _pasted() if str(path) == "-" else read_bytes(path)
    except PonamError as refusal:
        yield Arrival(str(path), refusal=refusal)
        return
    name = PASTED if str(path) == "-" else str(path)
    for arrival in read_arrivals(content, name, desk):
        if isinstance(arrival.refusal, UnknownSenderError) and (who := _ask_sender(arrival.refusal, desk, context)) is not None:
            yield from read_arrivals(content, name, who)
            break
        yield arrival
    step()


def _pasted() -> bytes:
    if sys.stdin.isatty():
        click.echo(_("Paste the text, then press Ctrl-D (Ctrl-Z and Enter on Windows):"), err=True)
    content = sys.stdin.buffer.read(MAX_PASTED + 1)
    if not content.strip():
        raise FileError("{file}: nothing was pasted", file=PASTED)
    return content


def _ask_sender(refusal: PonamError, desk: Desk, context: Context) -> Desk | None:
    """Whoever sits at the keyboard may say who sent a file; Enter leaves it aside."""
    if context.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from ..intake.senders import is_called

    tell_refusal(context, refusal)
    while True:
        words = click.prompt(_("From whom does it come (short name; Enter leaves it aside)"), default="", show_default=False, err=True)
        if not words.strip():
            return None
        found = [one for one in desk.known if is_called(one, words)]
        if found:
            return desk.coming_from(found[0])
        say(context, "“{name}” is not in the register; “ponam stakeholder list” shows who is", name=words)


def _record(arrival: Arrival, register: Register, context: Context) -> Outcome:
    from ..intake.receiving import record

    return record(register, arrival, author=context.author, now=context.now, language=context.lang)


def _stops(refusal: PonamError) -> bool:
    """What refuses one file and would refuse all others: a register that is locked, a consultation closed meanwhile. On a full disk a
    smaller file may still find room."""
    return isinstance(refusal, StateError)


def _code(outcomes: list[Outcome]) -> int:
    """One refused file among others is something to attend to; when all were refused, so was the command."""
    refusals = [outcome.refusal for outcome in outcomes if outcome.refusal]
    if refusals and len(refusals) == len(outcomes):
        return refusals[0].exit_code
    return 1 if any(outcome.needs_attention for outcome in outcomes) else 0


# ------------------------------------------------------------------ forms of matrices, and files left aside


def _save_forms(context: Context, register: Register, arrivals: list[Arrival], outcomes: list[Outcome]) -> None:
    from ..intake.columns import NAMES
    from ..register.vocabulary import plain_words

    kept: set[tuple[str, str]] = set()
    for arrival, outcome in zip(arrivals, outcomes, strict=True):
        for code, form in arrival.forms if outcome.refusal is None else ():
            if (code, form.signature) in kept:
                continue
            kept.add((code, form.signature))
            pairs = zip(form.columns.headings, form.columns.fields, strict=True)
            mapping = {plain_words(heading): found.value if found else "" for heading, found in pairs if plain_words(heading)}
            register.save_form(code, form.signature, mapping, author=context.author, now=context.now)
            names = ", ".join(
                f"{heading} → {NAMES[found]}" for heading, found in zip(form.columns.headings, form.columns.fields, strict=True) if found
            )
            say(context, "{stakeholder}: its matrices will be read so: {columns}", stakeholder=code, columns=names)


def _tell_left(context: Context, gathered: Gathered) -> None:
    if gathered.named:
        names = ", ".join(path.name for path in gathered.named)
        say(context, "Left aside, for they are no answers: {names}.", names=names)
    if gathered.hidden:
        say(context, "Hidden and temporary files left aside: {count}.", count=gathered.hidden)


# ------------------------------------------------------------------ Word copies


def _terms(edition: str, untracked: int | None) -> Terms:
    from ..intake.word import MOST_UNTRACKED, Terms

    return Terms(edition, MOST_UNTRACKED if untracked is None else untracked)

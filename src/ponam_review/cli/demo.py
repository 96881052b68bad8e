"""`ponam demo`: the whole job on the sample, by the very commands that a user would type.

What is shown, timed and named at the end are command lines. Their author and dates are those of the fictitious story; nothing is
read from the user's settings, and nothing is written outside the new folder.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import click

from .common import Context, common_options, progress, say
from .common import translate as _
from .demo_decisions import About
from .demo_story import ANSWERS, LAST_DAY, MESSAGES, NUMBERS, OPEN_FIRST, RESULTS, Chapter, Step, story

AUTHOR = {"PONAM_AUTHOR": "Secrétariat de la révision", "PONAM_EMAIL": "secretariat@exemple.invalid"}


@dataclass(frozen=True, slots=True)
class Done:
    """`words` is the command line; `code` its exit code: 1 where something needs attention; then `answer` says what."""

    step: Step
    words: tuple[str, ...]
    seconds: float
    code: int
    answer: str


@click.command(
    help=_(
        "Do the whole job on the fictitious sample in the new folder DIR (default: ponam-demo): two consultations with their answers in "
        "Word, Excel, e-mails and offline pages, decisions, accepted proposals written into the text, redlines, the matrix, the proof "
        "that nothing was forgotten, and the publication."
    )
)
@click.argument("folder", metavar=_("[DIR]"), required=False, default="ponam-demo", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def command(context: Context, folder: Path) -> int:
    from ..text.errors import StateError

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StateError("{folder}: this folder is not empty; name a new one", folder=str(folder))
    begun = time.perf_counter()
    _prepare(folder)
    chapters = story()
    with progress(context, "Doing the whole job on the sample", sum(len(chapter.steps) for chapter in chapters)) as advance:
        done = {}
        for step in (step for chapter in chapters for step in chapter.steps):
            done[step] = _done(step, folder, context)
            if context.verbose:
                click.echo("ponam " + shlex.join(done[step].words) + (f" < {shlex.quote(step.typed)}" if step.typed else ""))
            advance()
    if not context.quiet:
        _show(chapters, done, folder, context, time.perf_counter() - begun)
    return max(one.code for step, one in done.items() if one.code > 1 or step.attention is None)


def _prepare(folder: Path) -> None:
    """A workspace with a history of its own, wherever the folder stands, and the answers as they were received."""
    from ..shipped import shipped
    from ..workspace.history import create_history

    (folder / RESULTS).mkdir(parents=True)
    shutil.copy(shipped("ponam.toml"), folder)
    (folder / ".gitignore").write_text(f"/.ponam/\n/{RESULTS}/\n", encoding="utf-8")
    answers = shipped("policy/exemples/contributions")
    (folder / ANSWERS).mkdir()
    for file in sorted(answers.iterdir()):
        if file.suffix in (".docx", ".xlsx", ".csv"):
            shutil.copyfile(file, folder / ("" if file.name == "parties-prenantes.csv" else ANSWERS) / file.name)
    shutil.copytree(shipped("policy/exemples/messages"), folder / MESSAGES)
    create_history(folder)


def _lay(source: str, folder: Path) -> None:
    """Make a state of the sample the working copy."""
    from ..shipped import shipped

    target = folder / "policy"
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(shipped(source), target, ignore=shutil.ignore_patterns("historique", "exemples"))


def _reword(file: Path, old: str, new: str) -> None:
    """What a drafter does in an editor."""
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")


# ------------------------------------------------------------------ running and showing


def _done(step: Step, folder: Path, context: Context) -> Done:
    from .running import LazyGroup

    told = _told(context, step.day)
    if step.lays:
        _lay(step.lays, folder)
    if step.rewords:
        _reword(folder / step.where, *step.rewords)
    words = _resolved(step, folder, told)
    answer = io.StringIO()
    started = time.perf_counter()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(answer), _typing(step.typed), redirect_stderr(io.StringIO()) if step.attention else nullcontext():
            code = LazyGroup(name="ponam").main(list(words), standalone_mode=False, obj=told)
    finally:
        os.chdir(before)
    return Done(step, words, time.perf_counter() - started, code if isinstance(code, int) else 0, answer.getvalue())


@contextmanager
def _typing(file: str) -> Iterator[None]:
    """Standard input is what the story pastes, or nothing: nobody is asked anything."""
    before = sys.stdin
    with io.BytesIO(Path(file).read_bytes() if file else b"") as pasted, io.TextIOWrapper(pasted, encoding="utf-8") as sys.stdin:
        try:
            yield
        finally:
            sys.stdin = before


def _resolved(step: Step, folder: Path, context: Context) -> tuple[str, ...]:
    """The command line with the numbers of the remarks it speaks of."""
    if not step.about:
        return step.words
    from ..register.numbers import written
    from ..register.values import Wanted
    from .consultation import open_register

    def numbers(about: About) -> Iterator[str]:
        return (written(comment.number) for comment in register.comments(Wanted(stakeholder=about.stakeholder, words=about.says)))

    with open_register(replace(context, workspace=folder)) as register:
        chosen = [number for about in step.about for number in numbers(about)]
        original = ("--of", next(numbers(step.original))) if step.original else ()
    place = step.words.index(NUMBERS)
    return (*step.words[:place], *dict.fromkeys(chosen), *step.words[place + 1 :], *original)


def _told(context: Context, day: str) -> Context:
    """The context of one command of the story: its author, its day, no shared register."""
    environ = {name: value for name, value in context.environ.items() if name != "DATABASE_URL"} | AUTHOR
    now = datetime.fromisoformat(day).replace(hour=10, tzinfo=UTC)
    return replace(context, workspace=Path(), quiet=True, verbose=False, now=now, environ=environ)


def _show(chapters: Sequence[Chapter], done: Mapping[Step, Done], folder: Path, context: Context, seconds: float) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(title=_("The whole job, in {folder}").format(folder=f"{folder}/"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("What"))
    table.add_column(_("Where"), no_wrap=True)
    table.add_column(_("Seconds"), justify="right", no_wrap=True)
    for chapter in chapters:
        table.add_row(_(chapter.template), "", f"{sum(done[step].seconds for step in chapter.steps):.1f}", style="bold")
        for (_template, where), group in groupby(chapter.steps, key=lambda step: (step.template, step.where)):
            steps = list(group)
            told = "  " + _(steps[0].template) + (f" (×{len(steps)})" if len(steps) > 1 else "")
            table.add_row(told, where, f"{sum(done[step].seconds for step in steps):.1f}")
        table.add_section()
    table.add_row(_("Together"), "", f"{seconds:.1f}", style="bold")
    Console().print(table)
    for one in done.values():
        if one.code and one.step.attention is None:
            click.echo(one.answer, err=True)
    _tally(folder, context)
    for step in done:
        if done[step].code == 1 and step.attention is not None:
            say(context, step.attention.template)
    say(context, "Every text of the sample is fictitious, without official value.")
    say(context, "Open first:")
    for first in OPEN_FIRST:
        for file in sorted(folder.glob(first.file)):
            click.echo(f"  {file}  ({_(first.template)})", err=True)
    say(context, "Go on in that folder: “ponam diff projet-0 version-provisoire-1 --stat”, “ponam comment list”. -v shows every command.")


def _tally(folder: Path, context: Context) -> None:
    from .consultation import open_register

    with open_register(replace(_told(context, LAST_DAY), workspace=folder)) as register:
        rows = [row for number in (1, 2) for row in register.tallies(number)]
    counts = {
        "comments": sum(row.comments for row in rows),
        "senders": len({row.stakeholder for row in rows if row.submissions}),
        "decided": sum(row.decided for row in rows),
    }
    say(context, "The register holds {comments} comments of {senders} stakeholders; {decided} of them are decided.", **counts)

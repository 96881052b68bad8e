"""One run of the command line: the lazy group of commands, and what is said when a run fails."""

from __future__ import annotations

import difflib
import importlib
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from ..text.errors import PonamError
from .catalogue import JOBS, standing
from .common import Context, HelpContext, clock, common_options, edge, language_of, say_in, translate, with_common_options
from .output import reason

INTERRUPTED = 130
READER_GONE = 141
DEFECT = 70


def run(words: list[str], *, from_terminal: bool) -> int:
    """Run `words` and return the exit code; every failure becomes one sentence on standard error."""
    edge.verbose = False
    say_in(language_of(words, os.environ))
    _write_utf8()
    context = Context(lang=edge.language, now=clock(os.environ), environ=dict(os.environ))
    try:
        arguments = None if from_terminal else words
        returned = _group().main(arguments, prog_name="ponam", standalone_mode=False, obj=context)
        sys.stdout.flush()
    except BaseException as failure:  # noqa: BLE001 - the last stop: every failure becomes a sentence and a code
        return _fail(failure)
    return returned if isinstance(returned, int) else 0


def _write_utf8() -> None:
    """Names and French come out right, and never stop a run, whatever the locale says of pipes and files."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(**({} if stream.isatty() else {"encoding": "utf-8"}), errors="backslashreplace")


# ------------------------------------------------------------------ the group


class LazyGroup(click.Group):
    """Imports a command's module when the command is run, not before."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(standing())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = standing().get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"{__package__}.{entry.module}")
        command: click.Command = module.command
        command.name = entry.name
        return with_common_options(command)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in standing() and not name.startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(name, standing(), n=3)
            sentence = translate("there is no command “{name}”").format(name=name)
            ctx.fail(sentence + (translate("; did you mean {near}?").format(near=", ".join(near)) if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        there = standing()
        width = max(map(len, there), default=0)
        for job in JOBS:
            rows = [(entry.name.ljust(width), translate(entry.help)) for entry in job.entries if entry.name in there]
            if rows:
                with formatter.section(translate(job.title)):
                    formatter.write_dl(rows)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _broken_pipe():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _broken_pipe():
            return super().invoke(ctx)


@contextmanager
def _broken_pipe() -> Iterator[None]:
    """Keep a broken pipe from click, which would turn it into exit code 1: that means something else here."""
    try:
        yield
    except BrokenPipeError as error:
        raise _NoReaderError from error


class _NoReaderError(Exception):
    """Whoever read our output stopped reading (`ponam diff | head`)."""


def _group() -> LazyGroup:
    _ = translate

    @click.command(
        cls=LazyGroup,
        help=_("Revise a policy with many hands: text in git, redlines, one register of comments."),
        epilog=_("Options stand before or after the command's name. “ponam COMMAND -h” explains a command."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        subcommand_metavar=_("COMMAND [ARGS]..."),
        options_metavar=_("[OPTIONS]"),
        no_args_is_help=False,
        invoke_without_command=True,
    )
    @common_options
    @click.pass_context
    def ponam(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    assert isinstance(ponam, LazyGroup)
    return ponam


# ------------------------------------------------------------------ failures


def _fail(failure: BaseException) -> int:
    match failure:
        case PonamError():
            return _say(translate(failure.template).format(**failure.values), failure.exit_code)
        case SystemExit():
            return failure.code if isinstance(failure.code, int) else 0 if failure.code is None else _say(str(failure.code), 1)
        case click.Abort() | KeyboardInterrupt():
            return _say(translate("Interrupted."), INTERRUPTED)
        case click.UsageError():
            return _say(_usage(failure), 2)
        case click.ClickException():
            return _say(failure.format_message(), 3)
        case _NoReaderError() | BrokenPipeError():
            return _hush()
        case OSError():
            return _say(_system(failure), 3)
        case _:
            return _defect(failure)


def _say(sentence: str, code: int) -> int:
    line = re.sub(r"[ \t\r\n\f\v]+", " ", sentence).strip()  # no-break spaces stay
    if edge.verbose and code == DEFECT:
        traceback.print_exc(file=sys.stderr)
    click.secho(line, err=True, fg="red" if not os.environ.get("NO_COLOR") else None)
    return code


def _usage(failure: click.UsageError) -> str:
    path = failure.ctx.command_path if failure.ctx else "ponam"
    message = failure.format_message().rstrip(". ")
    return translate("{message} (see “{command} -h”)").format(message=message, command=path)


def _system(failure: OSError) -> str:
    if failure.filename is None:
        return translate("The system refused: {reason}").format(reason=reason(failure))
    name = os.fsdecode(failure.filename) if isinstance(failure.filename, str | bytes) else str(failure.filename)
    return translate("{file}: {reason}").format(file=name, reason=reason(failure))


def _hush() -> int:
    """Nothing more can be written;
    keep Python's own flush at exit from complaining (library/signal, "Note on SIGPIPE").
    """
    silent = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(silent, sys.stdout.fileno())
    return READER_GONE


def _defect(failure: BaseException) -> int:
    sentence = translate("This is a defect of ponam, not of your files: {what}. Please report it; -v shows where it arose.")
    return _say(sentence.format(what=f"{type(failure).__name__}: {failure}"), DEFECT)

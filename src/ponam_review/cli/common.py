"""What every command shares: options, context, messages, output files.

A command module looks like this:

    from .common import Context, common_options, translate as _

    @click.command(help=_("Put the sections in canonical Markdown."))
    @common_options
    @click.pass_obj
    def command(context: Context) -> int | None: ...

What it returns is its exit code (None is 0). The language is known before a command module is imported, so
`_` works in decorators too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .. import __version__
from ..messages import LANGUAGES
from ..text.notices import Notice
from .identity import signature
from .language import edge, language_of, say_in, translate
from .output import write_output

if TYPE_CHECKING:
    from ..workspace import Workspace

__all__ = [
    "Context",
    "HelpContext",
    "clock",
    "common_options",
    "edge",
    "find_workspace",
    "language_of",
    "open_workspace",
    "progress",
    "say",
    "say_in",
    "show_notices",
    "translate",
    "with_common_options",
    "write_output",
]

F = TypeVar("F", bound=Callable[..., Any])
NOTICES_SHOWN = 20


# ------------------------------------------------------------------ context


@dataclass(frozen=True, slots=True)
class Context:
    """What a command is told besides its own options; commands get it by `click.pass_obj`."""

    workspace: Path | None = None
    """The folder given with -C;
    None: look upwards from the current folder. Files on the command line stay relative to the current
    folder.
    """
    lang: str = "fr"
    quiet: bool = False
    verbose: bool = False
    now: datetime = field(default_factory=lambda: clock(os.environ))
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @property
    def author(self) -> str:
        """Who signs: PONAM_AUTHOR, git's variables and configuration, the login name."""
        return self.signature[0]

    @property
    def signature(self) -> tuple[str, str]:
        """Name and e-mail address of who signs."""
        return signature(self.environ)

    @property
    def colour(self) -> bool:
        """Colour on standard output: a terminal, and no NO_COLOR (no-color.org: set and not empty)."""
        return sys.stdout.isatty() and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"


def clock(environ: Mapping[str, str]) -> datetime:
    """Now, with its zone; SOURCE_DATE_EPOCH (reproducible-builds.org) stops it."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now().astimezone().replace(microsecond=0)


# ------------------------------------------------------------------ options everywhere


def _change(click_context: click.Context, **values: Any) -> None:
    context = click_context.obj if isinstance(click_context.obj, Context) else Context(lang=edge.language)
    click_context.obj = replace(context, **values)


def _on_workspace(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    _change(context, **({"workspace": value} if value is not None else {}))


def _on_lang(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        say_in(value)
        _change(context, lang=value)


def _on_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        _change(context, quiet=True)


def _on_verbose(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        edge.verbose = True
        _change(context, verbose=True)


def _on_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"ponam {__version__}")
        context.exit()


def _options() -> tuple[tuple[tuple[str, ...], dict[str, Any]], ...]:
    _ = translate
    folder = click.Path(path_type=Path)
    flag = {"is_flag": True}
    rows: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
        (
            ("-C", "--workspace", "common_workspace"),
            {
                "type": folder,
                "metavar": _("DIR"),
                "callback": _on_workspace,
                "help": _("The workspace (default: found from here upwards)."),
            },
        ),
        (
            ("--lang", "common_lang"),
            {
                "type": click.Choice(LANGUAGES),
                "callback": _on_lang,
                "help": _("Language of messages (default: PONAM_LANG, or French)."),
            },
        ),
        (
            ("-q", "--quiet", "common_quiet"),
            {**flag, "callback": _on_quiet, "help": _("Say nothing but errors.")},
        ),
        (
            ("-v", "--verbose", "common_verbose"),
            {**flag, "callback": _on_verbose, "help": _("Say more; show where a defect of ours arose.")},
        ),
        (
            ("--version", "common_version"),
            {**flag, "callback": _on_version, "help": _("Show the version and exit.")},
        ),
    )
    return tuple((names, {"expose_value": False, "is_eager": True, **rest}) for names, rest in rows)


def common_options(function: F) -> F:
    """Give a command -C, --lang, -q, -v and --version, and a Context as click's `obj` even when it runs
    alone.
    """
    for names, attributes in reversed(_options()):
        function = click.option(*names, **attributes)(function)
    return function


def with_common_options(command: click.Command) -> click.Command:
    """The same for a finished command and its subcommands, where they lack them."""
    command.context_class = HelpContext
    if not any(parameter.name == "common_workspace" for parameter in command.params):
        command.params += [click.Option(list(names), **attributes) for names, attributes in _options()]
    if isinstance(command, click.Group):
        command.no_args_is_help = False  # a missing subcommand is wrong usage, said in one sentence
        command.subcommand_metavar = translate("COMMAND [ARGS]...")
        for inner in command.commands.values():
            with_common_options(inner)
    return command


class _Formatter(click.HelpFormatter):
    """French sets a colon apart with a no-break space."""

    def write_heading(self, heading: str) -> None:
        super().write_heading(heading + "\u00a0" if edge.language == "fr" else heading)


class HelpContext(click.Context):
    """A context whose help pages follow French typography."""

    formatter_class = _Formatter


# ------------------------------------------------------------------ saying things


def say(context: Context, template: str, **values: object) -> None:
    """A sentence of result on standard error, in the user's language; nothing with -q."""
    if not context.quiet:
        click.echo(translate(template).format(**values), err=True)


def show_notices(notices: Iterable[Notice], context: Context) -> None:
    """What was lost, on standard error; many losses are cut short unless -v."""
    if context.quiet:
        return
    rows = list(notices)
    shown = rows if context.verbose else rows[:NOTICES_SHOWN]
    for notice in shown:
        place = f"{notice.file}:{notice.line}: " if notice.file and notice.line else f"{notice.file}: " if notice.file else ""
        click.echo(place + translate(notice.template).format(**notice.values), err=True)
    if len(shown) < len(rows):
        click.echo(
            translate("… and {count} more notices; -v shows them all").format(count=len(rows) - len(shown)),
            err=True,
        )


@contextmanager
def progress(context: Context, template: str, total: int, **values: object) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere. Yields what to call after each step."""
    if context.quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(translate(template).format(**values), total=total)
        yield lambda: bar.advance(task)


# ------------------------------------------------------------------ the workspace


def open_workspace(context: Context) -> Workspace:
    """The workspace of this run; a sentence where there is none."""
    from ..workspace import open_workspace as open_folder

    return open_folder(context.workspace, Path.cwd())


def find_workspace(context: Context) -> Workspace | None:
    """The workspace of this run, or None where none is needed (-C must name one)."""
    from ..workspace import find_workspace as find_folder

    return find_folder(context.workspace, Path.cwd())

"""What the commands of the consultation share: the register of the workspace, the text of a round, words in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..register.vocabulary import Words, label
from ..text.errors import FileError, UsageError
from .common import Context, open_workspace, say
from .common import translate as _
from .output import reason

if TYPE_CHECKING:
    from ..intake.layout import Layout
    from ..register.store import Register
    from ..workspace import Workspace

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
MAX_FILE = 300 << 20


def open_register(context: Context, *, create: bool = False) -> Register:
    """The register of this run's workspace: DATABASE_URL, else what ponam.toml says, else the file in .ponam."""
    workspace = open_workspace(context)
    from ..register.store import open_register as open_place

    register = open_place(register_place(context, workspace), create=create)
    finish_interrupted(context, workspace, register)
    return register


def finish_interrupted(context: Context, workspace: Workspace, register: Register | None = None) -> None:
    """What an interrupted “ponam apply” began is finished first: text, history and register then agree again."""
    if not (workspace.private / "recording.json").exists():
        return
    if register is None:
        open_register(context).close()
        return
    from ..register.applying.service import settle
    from .apply import desk_of

    if settle(desk_of(context, register)):
        say(context, "An interrupted change of the text was finished; text, history and register agree.")


def register_place(context: Context, workspace: Workspace) -> str | Path:
    chosen = context.environ.get("DATABASE_URL") or workspace.settings.database
    if not chosen:
        return workspace.private / "register.sqlite3"
    return chosen if "://" in chosen else workspace.root / chosen


def layout_of(context: Context, edition: str) -> Layout:
    """The text of an edition, laid out for finding passages in it; the other editions stand on its shelf, for copies of these."""
    from ..intake.layout import lay_out
    from ..intake.returned.shelf import Shelf
    from ..workspace.editions import edition_names
    from ..workspace.history import find_history
    from .texts import load

    layout = lay_out(load(context, edition).flow)
    Shelf(edition_names(find_history(open_workspace(context).root)), lambda name: load(context, name).flow, layout)
    return layout


def read_bytes(path: Path) -> bytes:
    """A file that somebody sent."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise FileError("{file}: {reason}", file=path, reason=reason(error)) from error
    if len(content) > MAX_FILE:
        raise FileError("{file}: it is larger than {limit} MB, which this tool does not read", file=path, limit=MAX_FILE >> 20)
    return content


def word(context: Context, words: Words, code: str) -> str:
    return label(words, code, context.lang)


def code_of(name: str, words: Words, option: str) -> str:
    """The code that a user's word names, in either language; refused with the words that are understood."""
    from ..register.vocabulary import plain_words

    for code, labels in words.items():
        if code and plain_words(name) in (plain_words(code), *map(plain_words, labels)):
            return code
    known = ", ".join(code for code in words if code)
    raise UsageError("“{word}” is not known to {option}; write one of: {known}", word=name, option=option, known=known)


class Day(click.ParamType[date]):
    """A date, as ISO writes it or day first."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        return self.fail(_("“{value}” is not a date; write 2026-03-31 or 31/03/2026").format(value=value), param, ctx)


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows in aligned columns, as a terminal shows them."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)] if table else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]

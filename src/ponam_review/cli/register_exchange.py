"""`ponam register export`, `import` and `restore`: the register as a file, and back."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.errors import FileError, RegisterError, StateError, UsageError
from .common import Context, common_options, open_workspace, say
from .common import translate as _
from .consultation import open_register, register_place
from .output import reason, replacing
from .render import ending

if TYPE_CHECKING:
    from ..register.exchange.restoring import Restored
    from ..register.store import Register

FORMATS = ("jsonld", "jsonl", "zip")
_SQLITE = b"SQLite format 3\0"


@click.command(
    short_help=_("Write the whole register as an open file."),
    help=_(
        "Write the whole register, without loss, while others may work in it: as W3C Web Annotations (.jsonld), as JSON Lines (.jsonl), or "
        "as a .zip with the original files beside the annotations. “ponam register import” rebuilds it from there."
    ),
)
@click.option(
    "-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write; the ending says the form: .jsonld, .jsonl, .zip.")
)
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--without-files", is_flag=True, help=_("Leave out the files received: for other programs; it cannot be imported again."))
@common_options
@click.pass_obj
def export(context: Context, output: str, form: str | None, without_files: bool) -> None:
    from .. import __version__

    form = form or ending(output, FORMATS)
    if without_files and form == "zip":
        raise UsageError("a .zip is made for the files received; choose .jsonld or .jsonl to leave them out")
    if form == "zip" and output == "-":
        raise UsageError("a .zip cannot be written to the terminal; name a file")
    title = open_workspace(context).settings.title
    with open_register(context) as register, replacing(output) as stream:
        rows = register.export(stream, form, program=f"ponam-review {__version__}", title=title, now=context.now, files=not without_files)
    if output != "-":
        counts = {name: rows.get(name, 0) for name in ("comments", "dispositions", "files", "audit")}
        sentence = "{file}: comments: {comments}; decisions: {dispositions}; files: {files}; lines of the audit log: {audit}"
        say(context, sentence, file=output, **counts)


@click.command(
    "import",
    short_help=_("Rebuild the register from an exported file."),
    help=_(
        "Rebuild the register from FILE, written by “ponam register export”: numbers, history, audit log, files. The register must be "
        "new or empty; where it holds exactly that already, nothing happens."
    ),
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.option("--as-it-is", "as_is", is_flag=True, help=_("Even where the file does not agree with its own audit log."))
@common_options
@click.pass_obj
def import_(context: Context, file: Path, as_is: bool) -> None:
    place = register_place(context, open_workspace(context))
    _tell(context, file, _import(context, file, place, as_is=as_is))


def _import(context: Context, file: Path, place: str | Path, *, as_is: bool) -> Restored:
    from ..register.exchange.reading import reading
    from ..register.store import open_register as open_place

    with reading(file) as source:
        if isinstance(place, Path) and not place.exists():
            with _made_whole(place) as register:
                return register.restore(source, findings_too=as_is)
        with open_place(place, create=True) as register:
            return register.restore(source, findings_too=as_is)


@contextmanager
def _made_whole(place: Path) -> Iterator[Register]:
    """A new embedded register under another name; it takes its place when all went well, and leaves nothing behind otherwise."""
    from ..register.schema import put_in_place
    from ..register.store import open_register as open_place

    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}.restored")
    try:
        with open_place(fresh) as register:
            yield register
        put_in_place(fresh, place)
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=place, reason=reason(error)) from error
    finally:
        for left in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _tell(context: Context, file: Path, restored: Restored) -> None:
    if not restored.new:
        say(context, "{file}: the register holds exactly this already; nothing changed", file=file)
        return
    counts = {name: restored.rows.get(name, 0) for name in ("comments", "dispositions", "files", "audit")}
    sentence = "{file}: comments: {comments}; decisions: {dispositions}; files: {files}; lines of the audit log: {audit}"
    say(context, sentence, file=file, **counts)


@click.command(
    short_help=_("Put back a copy of the register."),
    help=_(
        "Put back FILE, a copy made by “ponam register backup” or an exported register, checked first. Where a register stands already, "
        "--replace sets it aside under another name; nothing is deleted."
    ),
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help=_("Set the register that stands there aside."))
@common_options
@click.pass_obj
def restore(context: Context, file: Path, replace: bool) -> None:
    place = register_place(context, open_workspace(context))
    if not isinstance(place, Path):
        raise StateError("this register stands on a server: put it back with pg_restore, or “ponam register import” into an empty database")
    if place.exists() and not replace:
        raise StateError("{file}: a register stands there; add --replace to set it aside", file=place)
    kept = place.with_name(f"{place.name}.{context.now:%Y%m%dT%H%M%S}")
    new = place.with_name(f".{place.name}.{secrets.token_hex(4)}.new")
    try:
        _bring(context, file, new)
        if place.exists():
            _set_aside(place, kept)
        os.replace(new, place)
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=place, reason=reason(error)) from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    say(context, "{file}: put back", file=file)
    if kept.exists():
        say(context, "{file}: the register that stood there", file=kept)


def _bring(context: Context, file: Path, new: Path) -> None:
    """A checked register at `new`."""
    import shutil

    from ..register.store import open_register as open_place

    try:
        with file.open("rb") as stream:
            start = stream.read(16)
    except OSError as error:
        raise FileError("{file}: cannot be read: {reason}", file=file, reason=reason(error)) from error
    if start != _SQLITE:
        _import(context, file, new, as_is=False)
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, new)
    with open_place(new, create=False) as register:
        if register.findings():
            raise RegisterError("{file}: it does not agree with its own audit log; take another copy", file=file)


def _set_aside(place: Path, kept: Path) -> None:
    """Whole: the journal beside the register is folded into it first."""
    from ..register.store import open_register as open_place

    open_place(place, create=False).close()
    if any(place.with_name(place.name + end).exists() for end in ("-wal", "-journal")):
        raise StateError("{file}: another program is using the register; try again", file=place)
    place.rename(kept)


EXCHANGE = (export, import_, restore)

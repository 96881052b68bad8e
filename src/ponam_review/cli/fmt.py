"""`ponam fmt`: sections in canonical Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, find_workspace, open_workspace, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.notices import Notice
    from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    shown: str
    identified: bool
    """Whether it is a section of the workspace, whose front matter is checked and written anew."""


@click.command(
    help=_(
        "Put the sections in canonical Markdown, so that the history shows changes of the text and nothing else. "
        "A file that would lose anything, a comment for example, is left as it is. "
        "Every file is read before any is written."
    )
)
@click.option("--check", is_flag=True, help=_("Write nothing; exit with 1 when a file is not canonical."))
@click.argument("files", metavar=f"[{_('FILE...')}]", nargs=-1, type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def command(context: Context, check: bool, files: tuple[Path, ...]) -> int:
    from ..markdown.format import canonical
    from ..workspace.loading import decode

    notices: list[Notice] = []
    changed: list[tuple[_File, bytes]] = []
    for file in _named(context, files) if files else _sections(open_workspace(context)):
        content = _content(file)
        result = canonical(decode(content, file.shown), file=file.shown, identified=file.identified)
        notices += result.notices
        if result.value.encode() != content and not result.notices:
            changed.append((file, result.value.encode()))
    show_notices(notices, context)
    for file, content in changed:
        if not check:
            write_output(file.path, content)
        click.echo(file.shown)
    if not changed:
        say(context, "Nothing to rewrite.")
    elif check:
        say(context, "Files that are not canonical: {count}; “ponam fmt” rewrites them.", count=len(changed))
    else:
        say(context, "Files rewritten: {count}.", count=len(changed))
    return 1 if check and changed else 0


def _content(file: _File) -> bytes:
    from ..text.errors import FileError
    from .output import reason

    try:
        return file.path.read_bytes()
    except OSError as error:
        raise FileError("{file}: cannot be read: {reason}", file=file.shown, reason=reason(error)) from error


def _sections(workspace: Workspace) -> Iterator[_File]:
    from ..workspace.folders import joined
    from ..workspace.loading import section_files
    from ..workspace.translations import languages_of

    for document in workspace.settings.documents:
        for language in ("", *languages_of(workspace.folder, "", (document,))):
            folder = joined(document.folder, language)
            for name in section_files(workspace.folder, folder):
                place = f"{folder}/{name}"
                yield _File(workspace.root / place, place, identified=True)


def _named(context: Context, files: tuple[Path, ...]) -> Iterator[_File]:
    workspace = find_workspace(context)
    known = {section.path.resolve() for section in _sections(workspace)} if workspace else set()
    for file in files:
        yield _File(file, str(file), identified=file.resolve() in known)

"""`ponam publish`: the final files of an edition, with their manifest."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, progress, say, show_notices
from .common import translate as _

if TYPE_CHECKING:
    from ..publication.files import PublishedFile
    from ..publication.making import Frozen
    from ..register.store import Register
    from ..workspace import Workspace
    from ..workspace.editions import Edition
    from ..workspace.history import History


@click.command(
    short_help=_("Make the final files of an edition."),
    help=_(
        "Make the final files of EDITION in the folder DIR: Word, web page, PDF, book, XML, plain text, redlines against the previous "
        "edition, matrix, action plan, with a manifest and sums that anybody can verify. The same edition gives the same files, anywhere "
        "and always."
    ),
)
@click.argument("edition", metavar=_("EDITION"))
@click.option("-o", "--output", required=True, metavar=_("DIR"), type=click.Path(path_type=Path), help=_("The folder to make."))
@click.option("--previous", default="", metavar=_("EDITION"), help=_("Compare with this edition (default: the one before)."))
@click.option("--no-redline", "bare", is_flag=True, help=_("Compare with no edition."))
@click.option("--no-matrix", "unheard", is_flag=True, help=_("Leave the matrix out: the files then follow the edition alone."))
@click.option("--sign", "key", metavar=_("FILE"), type=click.Path(path_type=Path), help=_("Sign the manifest with this private key."))
@click.option("--replace", is_flag=True, help=_("Make anew an older publication of the same edition."))
@common_options
@click.pass_obj
def command(
    context: Context, /, edition: str, output: Path, previous: str, bare: bool, unheard: bool, key: Path | None, replace: bool
) -> None:
    from ..publication.folder import check_place, write_folder
    from ..publication.making import make, read_edition
    from ..workspace.editions import get_edition, list_editions
    from ..workspace.history import find_history
    from .passphrase import private_key

    workspace = open_workspace(context)
    history = find_history(workspace.root)
    chosen = get_edition(history, edition)
    check_place(output, chosen.name, replace=replace)
    signer = private_key(context, key) if key is not None else None  # asked for before the work, not after it
    new = read_edition(workspace, chosen)
    before = None if bare else _previous(history, chosen, previous)
    old = read_edition(workspace, before) if before else None
    first = list_editions(history)[0]
    with ExitStack() as stack:
        register = None if unheard else _register(context, workspace, stack)
        step = stack.enter_context(progress(context, "Making the files of {edition}", 14, edition=chosen.name))
        result = make(new, old, first_day=first.day.isoformat(), register=register, step=lambda _path: step())
    files = _complete(result.value, new, before, signer)
    write_folder(output, files, chosen.when.timestamp())
    show_notices(result.notices, context)
    sentence = "{folder}: {count} files of “{edition}”; “ponam verify {folder}” checks them"
    say(context, sentence, folder=output, count=len(files), edition=chosen.name)


def _previous(history: History | None, chosen: Edition, name: str) -> Edition | None:
    """The edition named, else the last one before this one."""
    from ..text.errors import UsageError
    from ..workspace.editions import get_edition, list_editions

    if name:
        found = get_edition(history, name)
        if found.name == chosen.name:
            raise UsageError("an edition is not compared with itself; name another one after --previous")
        return found
    editions = list_editions(history)
    at = next(index for index, edition in enumerate(editions) if edition.name == chosen.name)
    return editions[at - 1] if at else None


def _register(context: Context, workspace: Workspace, stack: ExitStack) -> Register | None:
    """The register where there is one; publishing makes none."""
    from .consultation import open_register, register_place

    place = register_place(context, workspace)
    if isinstance(place, Path) and not place.exists():
        return None
    return stack.enter_context(open_register(context))


def _complete(
    made: tuple[PublishedFile, ...], new: Frozen, before: Edition | None, signer: tuple[bytes, str, str] | None
) -> dict[str, bytes]:
    """The files with readme, manifest, sums and signature."""
    from .. import __version__
    from ..publication.manifest import MANIFEST, SIGNATURE, SUMS, write_manifest, write_sums
    from ..publication.readme import write_readme
    from ..publication.signing import sign
    from ..text.model import Cover

    cover = new.flow.cover or Cover()
    readme = write_readme(made, new.edition, title=new.flow.title, cover=cover, language=new.language)
    everything = (*made, readme)
    manifest = write_manifest(
        everything,
        new.edition,
        title=new.flow.title,
        status=cover.status,
        language=new.language,
        previous=before.name if before else "",
        tool={"name": "ponam-review", "version": __version__},
    )
    files = {file.path: file.content for file in everything} | {MANIFEST: manifest}
    files[SUMS] = write_sums(files)
    if signer is not None:
        private, passphrase, name = signer
        files[SIGNATURE] = sign(manifest, private, passphrase, file=name)
    return files

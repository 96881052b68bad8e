"""`ponam verify`: whether published files are what was published, and whose copy a file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, find_workspace, say
from .common import translate as _

if TYPE_CHECKING:
    from ..publication.verifying import Fault, Verdict

_PATH = click.Path(path_type=Path)


@click.command(
    short_help=_("Check published files against their manifest."),
    help=_(
        "Check that the folder DIR of a publication holds all its files, unchanged, and nothing else; with --key, that its manifest bears "
        "the secretariat's signature. With --copy, say whose numbered copy FILE is."
    ),
)
@click.argument("folder", metavar=_("[DIR]"), required=False, type=_PATH)
@click.option("--key", metavar=_("FILE"), type=_PATH, help=_("The secretariat's public key, received by another way than the folder."))
@click.option("--copy", "leaked", metavar=_("FILE"), type=_PATH, help=_("A copy (Word, PDF, HTML, EPUB, text) whose number is looked for."))
@common_options
@click.pass_obj
def command(context: Context, folder: Path | None, key: Path | None, leaked: Path | None) -> int:
    from ..text.errors import UsageError

    if (folder is None) == (leaked is None):
        raise UsageError("name the folder of a publication, or a file after --copy")
    if leaked is not None:
        return _whose(context, leaked)
    assert folder is not None
    from ..publication.verifying import verify
    from .passphrase import key_bytes

    verdict = verify(folder, public=key_bytes(key) if key else None, key_file=str(key))
    _tell(context, folder, verdict)
    return 0 if verdict.sound else 1


def _tell(context: Context, folder: Path, verdict: Verdict) -> None:
    names: dict[Fault, str] = {"missing": _("missing"), "changed": _("changed"), "extra": _("extra")}
    width = max(map(len, names.values()))
    for fault, path in verdict.faults:
        click.echo(f"{names[fault]:{width}}  {path}")
    signed = {
        "valid": _("The signature is that of this key."),
        "invalid": _("The signature is not that of this key: the manifest was changed, or signed by somebody else."),
        "absent": _("The manifest bears no signature."),
    }
    if verdict.signed in signed:
        click.echo(signed[verdict.signed])
    manifest = verdict.manifest
    if verdict.faults:
        say(context, "{folder}: {count} files are not as published", folder=folder, count=len(verdict.faults))
        return
    say(
        context,
        "{folder}: “{edition}” ({commit}), {count} files, all as published",
        folder=folder, edition=manifest.edition, commit=manifest.commit[:7], count=len(manifest.files),
    )  # fmt: skip


def _whose(context: Context, file: Path) -> int:
    from ..publication.copies import read_copies
    from ..publication.leaks import copies_in
    from .consultation import read_bytes

    found = copies_in(read_bytes(file), file.name)
    if not found:
        click.echo(_("{file}: it bears no number of a copy").format(file=file))
        return 1
    workspace = find_workspace(context)
    known = {copy.code: copy for copy in read_copies(workspace.private)} if workspace else {}
    for trace in found:
        copy = known.get(trace.code)
        if copy is None:
            click.echo(_("{words}: this copy is not in the list of this workspace").format(words=trace.words))
            continue
        sentence = _("Copy no. {number} of “{edition}”: given to {who} on {date} by {author}")
        who = f"{copy.name} ({copy.stakeholder})" if copy.name not in ("", copy.stakeholder) else copy.stakeholder
        click.echo(sentence.format(number=copy.number, edition=copy.edition, who=who, date=copy.date[:10], author=copy.author))
    return 0

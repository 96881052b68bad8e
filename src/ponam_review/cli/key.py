"""`ponam key`: the key with which the secretariat signs its publications."""

from __future__ import annotations

from pathlib import Path

import click

from .common import Context, common_options, say
from .common import translate as _

_FILE = click.Path(path_type=Path)


@click.group(help=_("Make the key with which the secretariat signs its publications, and show its public half."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Make a key."),
    help=_(
        "Make the private key FILE, locked by a passphrase (typed, or in PONAM_PASSPHRASE), and its public half FILE.pub, which goes to "
        "everybody. Keep the private one outside of the workspace, with a copy in a safe."
    ),
)
@click.argument("file", metavar=_("FILE"), type=_FILE)
@click.option("--no-passphrase", "open_", is_flag=True, help=_("Leave the key unlocked (the file is then all that protects it)."))
@common_options
@click.pass_obj
def create(context: Context, file: Path, open_: bool) -> None:
    from ..publication.signing import LEAST, create_key, fingerprint
    from ..text.errors import UsageError
    from .passphrase import ask, write_private

    passphrase = "" if open_ else ask(context, confirm=True)
    if not open_ and len(passphrase) < LEAST:
        raise UsageError("the passphrase is too short; use {count} characters or more, such as four words", count=LEAST)
    pair = create_key(passphrase)
    write_private(file, pair.private)
    public = file.with_name(f"{file.name}.pub")
    write_private(public, pair.public)
    public.chmod(0o644)
    sentence = "{file}: the private key; {public}: the public one ({fingerprint})"
    say(context, sentence, file=file, public=public, fingerprint=fingerprint(pair.public))


@command.command(short_help=_("Show the public half of a key."), help=_("Print the public half of the private key FILE."))
@click.argument("file", metavar=_("FILE"), type=_FILE)
@common_options
@click.pass_obj
def show(context: Context, file: Path) -> None:
    from ..publication.signing import fingerprint, public_of
    from .passphrase import private_key

    content, passphrase, name = private_key(context, file)
    public = public_of(content, passphrase, file=name)
    click.echo(public.decode("ascii"), nl=False)
    say(context, "fingerprint: {fingerprint}", fingerprint=fingerprint(public))

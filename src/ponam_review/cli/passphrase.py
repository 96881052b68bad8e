"""The secretariat's private key, and the passphrase that opens it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from .common import Context
from .common import translate as _

VARIABLE = "PONAM_PASSPHRASE"
MOST = 1 << 20


def key_bytes(path: Path) -> bytes:
    """The bytes of a key file."""
    from ..text.errors import FileError
    from .output import reason

    try:
        with path.open("rb") as stream:
            return stream.read(MOST)
    except OSError as error:
        raise FileError("{file}: {reason}", file=path, reason=reason(error)) from error


def private_key(context: Context, path: Path) -> tuple[bytes, str, str]:
    """A private key, its passphrase and its name. A wrong passphrase is refused at once."""
    from ..publication.signing import is_locked, public_of

    content = key_bytes(path)
    passphrase = ask(context, confirm=False) if is_locked(content) else ""
    public_of(content, passphrase, file=str(path))
    return content, passphrase, str(path)


def ask(context: Context, *, confirm: bool) -> str:
    """The passphrase: from PONAM_PASSPHRASE, else typed unseen."""
    from ..text.errors import UsageError

    given = context.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError("the key is locked: type its passphrase on a terminal, or put it in {variable}", variable=VARIABLE)
    again = _("The same once more") if confirm else False
    return str(click.prompt(_("Passphrase of the key"), hide_input=True, err=True, confirmation_prompt=again))


def write_private(path: Path, content: bytes) -> None:
    """A new file that its owner alone may read; an old one is never overwritten: signatures would lose their key."""
    from ..text.errors import FileError, StateError
    from .output import reason

    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise StateError("{file}: there is a file of that name, and keys are never overwritten", file=path) from error
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=path, reason=reason(error)) from error
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)

"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..text.errors import FileError
from .language import translate


def write_output(path: str | Path, data: bytes) -> None:
    """Write `data` under a temporary name beside `path` and rename it:
    a failure leaves the old file. "-" is standard output.
    """
    if str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    try:
        _replace(target, data)
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=str(path), reason=reason(error)) from error


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    if mode is None:
        target.write_bytes(data)
        return
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """The same for what is too long to be held at once: written piece by piece under a temporary name."""
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    try:
        mode = _mode(target)
        with fresh.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(fresh, 0o666 if mode is None else mode)
        os.replace(fresh, target)
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=str(path), reason=reason(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _mode(target: Path) -> int | None:
    """Permissions of the new file:
    those of the old one, else the process's usual ones. None: not a plain file (a pipe, /dev/null).
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(target))
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else None


def reason(error: OSError) -> str:
    """Why the system refused, in a few English words that have a translation;
    its own words for rare cases.
    """
    known = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk is full",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.EROFS: "the disk is read-only",
        errno.ENOENT: "there is no such file or folder",
        errno.ENOTDIR: "there is no such file or folder",
        errno.EISDIR: "it is a folder",
        errno.ENAMETOOLONG: "the name is too long",
        errno.EFBIG: "it is too big",
        errno.EMFILE: "too many files are open",
    }
    words = known.get(error.errno or 0)
    return translate(words) if words else (error.strerror or str(error))

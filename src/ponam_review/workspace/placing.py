"""Many files written together: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..text.errors import FileError


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to write; `content` None: a file to take away."""

    path: Path
    content: bytes | None


def write_together(files: Iterable[Planned], root: Path) -> None:
    """Write all files under `root`, or leave everything as it was. Folders are made as needed, and taken away again where it fails."""
    wanted = [file for file in files if file.content is None or not _holds(file.path, file.content)]
    if not wanted:
        return
    made = _make_folders({root, *(file.path.parent for file in wanted)})
    done: list[tuple[Path, Path | None]] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".ponam-import-", dir=root) as name:
            stage = Path(name)
            _stage(wanted, stage)
            try:
                _place(wanted, stage, done)
            except BaseException:
                _undo(done)
                raise
    except OSError as error:
        _remove_folders(made)
        where = getattr(error, "filename", None) or str(root)
        raise FileError("{file}: cannot be written: {reason}", file=str(where), reason=error.strerror or str(error)) from error
    except BaseException:
        _remove_folders(made)
        raise


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _stage(files: Sequence[Planned], stage: Path) -> None:
    for number, file in enumerate(files):
        if file.content is not None:
            with (stage / f"new-{number}").open("wb") as stream:
                stream.write(file.content)
                stream.flush()
                os.fsync(stream.fileno())


def _place(files: Sequence[Planned], stage: Path, done: list[tuple[Path, Path | None]]) -> None:
    for number, file in enumerate(files):
        old: Path | None = None
        if file.path.exists() or file.path.is_symlink():
            old = stage / f"old-{number}"
            os.replace(file.path, old)
        done.append((file.path, old))
        if file.content is not None:
            os.replace(stage / f"new-{number}", file.path)
            shutil.copymode(old, file.path) if old is not None and not old.is_symlink() else os.chmod(file.path, 0o666 & ~_mask())


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _undo(done: Sequence[tuple[Path, Path | None]]) -> None:
    for path, old in reversed(done):
        with suppress(OSError):
            if old is not None:
                os.replace(old, path)
            else:
                path.unlink()


def _make_folders(folders: Iterable[Path]) -> list[Path]:
    made: list[Path] = []
    for folder in sorted(folders):
        missing = [folder, *folder.parents]
        for part in reversed([part for part in missing if not part.exists()]):
            try:
                part.mkdir()
            except OSError as error:
                _remove_folders(made)
                reason = error.strerror or str(error)
                raise FileError("{file}: cannot be written: {reason}", file=str(part), reason=reason) from error
            made.append(part)
    return made


def _remove_folders(made: Iterable[Path]) -> None:
    for folder in reversed(list(made)):
        with suppress(OSError):
            folder.rmdir()

"""A folder as the rest of the room sees it: on disk or in a commit, read only, never outside itself."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..text.errors import FileError

TEXT_LIMIT = 64 << 20
"""Bytes of a text file; ten times the longest law we met."""


class Folder(Protocol):
    """Paths are relative to the folder, with `/`; "" is the folder itself."""

    def files(self, path: str) -> tuple[str, ...]:
        """Names of the files that stand directly in `path`, in name order."""

    def folders(self, path: str) -> tuple[str, ...]:
        """Names of the folders that stand directly in `path`, in name order."""

    def read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file, None when there is none or it leads outside. Larger than `limit`: refused."""

    def shown(self, path: str) -> str:
        """How messages name a file of this folder."""


def inside(path: str) -> str | None:
    """`path` in its simplest form, None when it leads out of the folder or is absolute."""
    plain = posixpath.normpath(path.replace("\\", "/"))
    if plain.startswith(("/", "../")) or plain == ".." or ":" in plain.split("/")[0] or "\0" in plain:
        return None
    return "" if plain == "." else plain


def joined(*parts: str) -> str:
    """A path of the parts that are not empty."""
    return "/".join(part for part in parts if part)


def too_big(file: str, limit: int) -> FileError:
    return FileError("{file}: it is larger than {limit} MB, which this tool does not read", file=file, limit=limit >> 20)


@dataclass(frozen=True, slots=True)
class DiskFolder:
    """A folder on disk. A symbolic link that leads out of it counts as absent."""

    root: Path
    name: str = ""
    """What messages put before its paths, as the user typed it."""

    def files(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(entry.name for entry in self._entries(path) if entry.is_file()))

    def folders(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(entry.name for entry in self._entries(path) if entry.is_dir()))

    def read(self, path: str, limit: int) -> bytes | None:
        file = self._real(path)
        if file is None:
            return None
        try:
            with file.open("rb") as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    return None
                content = stream.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        if len(content) > limit:
            raise too_big(self.shown(path), limit)
        return content

    def shown(self, path: str) -> str:
        return posixpath.join(self.name, path) if self.name else path

    def _entries(self, path: str) -> Iterator[os.DirEntry[str]]:
        folder = self._real(path)
        if folder is None:
            return
        try:
            with os.scandir(folder) as found:
                yield from found
        except (FileNotFoundError, NotADirectoryError):
            return

    def _real(self, path: str) -> Path | None:
        plain = inside(path)
        if plain is None:
            return None
        root = self.root.resolve()
        real = (root / plain).resolve()
        return real if real.is_relative_to(root) and not real.is_fifo() else None

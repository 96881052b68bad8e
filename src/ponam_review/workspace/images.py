"""Pictures of a revision, read from where the revision stands and from nowhere else."""

from __future__ import annotations

import base64
import binascii
import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from ..text.errors import FileError
from .folders import inside, joined

if TYPE_CHECKING:
    from .sources import Source

IMAGE_LIMIT = 32 << 20
ReadImage: TypeAlias = Callable[[str, str], bytes | None]
"""(file of the section, source of the picture) → its bytes;
None when it is not there, too big, outside, or on the network.
"""


def image_reader(source: Source) -> ReadImage:
    """How to read the pictures that the sections of this source show. No request ever leaves the machine."""
    if source.kind == "word":
        path = source.path
        return lambda _file, picture: _inline(picture) or _from_package(path, picture)

    def read(file: str, picture: str) -> bytes | None:
        if picture.startswith("data:"):
            return _inline(picture)
        here = source.base if source.kind == "markdown" else posixpath.dirname(joined(source.base, file))
        for name in dict.fromkeys((picture, unquote(picture))):
            place = inside(joined(here, name)) if not name.startswith(("/", "\\")) and "://" not in name else None
            content = _read(source, place) if place else None
            if content is not None:
                return content
        return None

    return read


def _read(source: Source, place: str) -> bytes | None:
    try:
        return source.folder.read(place, IMAGE_LIMIT)
    except (FileError, OSError, ValueError):
        return None


def _inline(picture: str) -> bytes | None:
    """A picture written into the text itself (RFC 2397), base64 only."""
    head, comma, body = picture.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64") or len(body) > IMAGE_LIMIT * 4 // 3:
        return None
    try:
        return base64.b64decode(unquote(body), validate=True)
    except (binascii.Error, ValueError):
        return None


def package_images(content: bytes) -> ReadImage:
    """How to read the pictures of a Word file that is at hand as bytes."""
    return lambda _file, picture: _inline(picture) or _from_package(io.BytesIO(content), picture)


def _from_package(path: Path | io.BytesIO, picture: str) -> bytes | None:
    """A picture inside a Word file, named by its part or from its main part (`word/media/image1.png`, `media/image1.png`)."""
    parts = [part for part in (inside(picture.lstrip("/")), inside(f"word/{picture}")) if part]
    try:
        with zipfile.ZipFile(path) as package:
            for part in parts:
                if part in package.NameToInfo and package.getinfo(part).file_size <= IMAGE_LIMIT:
                    with package.open(part) as stream:
                        content = stream.read(IMAGE_LIMIT + 1)
                    return content if len(content) <= IMAGE_LIMIT else None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return None
    return None

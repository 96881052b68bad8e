"""`manifest.json`: what a publication holds, and how to know that nothing of it was changed since.

`SHA256SUMS` says the same for people without this program: `sha256sum -c SHA256SUMS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from ..text.errors import PublicationError
from ..workspace.editions import Edition
from .files import PublishedFile, media_of

SCHEMA = "ponam-manifest/1"
MANIFEST, SUMS, SIGNATURE = "manifest.json", "SHA256SUMS", "manifest.json.sig"
OWN = frozenset({MANIFEST, SUMS, SIGNATURE})
"""Files that a manifest does not list: it cannot hold its own sum."""
_SUM = re.compile(r"[0-9a-f]{64}")
MOST = 32 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest has it."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says, as far as verifying it needs."""

    edition: str
    commit: str
    title: str
    status: str
    date: str
    tool: str
    files: tuple[Listed, ...]


def write_manifest(
    files: Sequence[PublishedFile], edition: Edition, *, title: str, status: str, language: str, previous: str, tool: Mapping[str, str]
) -> bytes:
    """The manifest. It holds no moment but the edition's, so that the same edition gives the same manifest anywhere."""
    shape = {
        "schema": SCHEMA,
        "title": title,
        "language": language,
        "edition": edition.name,
        "status": status,
        "date": edition.when.isoformat(),
        "commit": edition.commit,
        "previous": previous or None,
        "tool": dict(tool),
        "files": [_entry(file) for file in sorted(files, key=lambda file: file.path)],
    }
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(file: PublishedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "kind": file.kind,
        "title": file.title,
        "type": media_of(file.path),
        "bytes": len(file.content),
        "sha256": sha256(file.content).hexdigest(),
    }


def write_sums(files: Mapping[str, bytes]) -> bytes:
    """Sums in the form of coreutils' `sha256sum`, the manifest's among them; `\\n` ends lines on every system."""
    return "".join(f"{sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items())).encode()


def read_manifest(content: bytes, file: str) -> Manifest:
    """A manifest from outside: every field is checked before anything is believed."""
    try:
        shape = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PublicationError("{file}: this is no manifest of a publication (it is not JSON)", file=file) from error
    if not isinstance(shape, dict) or shape.get("schema") != SCHEMA:
        sentence = "{file}: this is no manifest that this version reads; it should say “schema”: “{schema}”"
        raise PublicationError(sentence, file=file, schema=SCHEMA)
    rows = shape.get("files")
    listed = tuple(_listed(row, file) for row in rows) if isinstance(rows, list) else ()
    if not listed or len({row.path for row in listed}) != len(listed):
        raise PublicationError("{file}: the list of files is missing or damaged", file=file)
    tool = shape.get("tool")
    words = " ".join(str(tool.get(key, "")) for key in ("name", "version")).strip() if isinstance(tool, dict) else ""
    said = {key: str(shape.get(key) or "") for key in ("edition", "commit", "title", "status", "date")}
    return Manifest(**said, tool=words, files=listed)


def _listed(row: Any, file: str) -> Listed:
    path = row.get("path") if isinstance(row, dict) else None
    size, digest = (row.get("bytes"), row.get("sha256")) if isinstance(row, dict) else (None, None)
    if (
        not isinstance(path, str)
        or not safe(path)
        or not isinstance(size, int)
        or not isinstance(digest, str)
        or not _SUM.fullmatch(digest)
    ):
        raise PublicationError("{file}: the list of files is missing or damaged", file=file)
    return Listed(path, size, digest)


def safe(path: str) -> bool:
    """Whether a path stays inside the publication's folder, on every system."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and "\\" not in path and ":" not in path and ".." not in parts and "\0" not in path

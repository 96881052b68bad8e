"""The folder of a publication: it appears whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..text.errors import FileError, PublicationError, StateError
from .manifest import MANIFEST, MOST, OWN, Manifest, read_manifest


def check_place(folder: Path, edition: str, *, replace: bool) -> None:
    """Refuse a folder that holds something else than an older publication of the same edition."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FileError("{folder}: there is a file of that name; choose another folder", folder=folder)
    if not folder.parent.is_dir():
        raise FileError("{folder}: there is no folder {parent} to put it in", folder=folder, parent=folder.parent)
    if not folder.exists() or not any(folder.iterdir()):
        return
    old = _publication(folder)
    if old is None:
        raise StateError("{folder}: this folder is not empty, and is no publication; choose another one", folder=folder)
    if old.edition != edition:
        sentence = "{folder}: this is the publication of “{edition}”; choose another folder"
        raise StateError(sentence, folder=folder, edition=old.edition)
    if not replace:
        raise StateError("{folder}: “{edition}” was published there already; --replace makes it anew", folder=folder, edition=edition)
    foreign = sorted(set(paths_of(folder)) - OWN - {row.path for row in old.files})
    if foreign:
        sentence = "{folder}: “{file}” is no file of that publication; move it away first"
        raise StateError(sentence, folder=folder, file=foreign[0])


def _publication(folder: Path) -> Manifest | None:
    file = folder / MANIFEST
    try:
        if file.stat().st_size > MOST:
            return None
        return read_manifest(file.read_bytes(), str(file))
    except (OSError, PublicationError):
        return None


def paths_of(folder: Path) -> list[str]:
    """Every file below a folder, by its path with `/`; links count as files, and are not followed."""
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += ((Path(place) / name).relative_to(folder).as_posix() for name in (*files, *links))
    return sorted(found)


def write_folder(folder: Path, files: Mapping[str, bytes], moment: float) -> None:
    """All files under a temporary name beside the folder, then one renaming. `moment` is the time that the files bear."""
    target = Path.cwd() / folder
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent))
        try:
            _fill(draft, files, moment)
            _put(draft, target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise FileError("{file}: cannot be written: {reason}", file=str(folder), reason=error.strerror or str(error)) from error


def _fill(draft: Path, files: Mapping[str, bytes], moment: float) -> None:
    mask = os.umask(0)
    os.umask(mask)
    for path, content in files.items():
        place = draft / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, (moment, moment))
    draft.chmod(0o777 & ~mask)


def _put(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".old", dir=target.parent)) / target.name
    target.rename(aside)
    try:
        draft.rename(target)
    except BaseException:
        with suppress(OSError):
            aside.rename(target)
        raise
    shutil.rmtree(aside.parent, ignore_errors=True)

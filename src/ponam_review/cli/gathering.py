"""The files that a command was given: those named, and those in the folders named, without what is no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..register.vocabulary import plain_words

LEFT_ALONE = ("~$", ".", "Thumbs.db", "desktop.ini", "ehthumbs.db", "__MACOSX")
"""Beginnings of the names of files and folders that programs leave behind."""
TEMPORARY = (".tmp", ".lock", ".crdownload", ".part", ".bak")
NO_ANSWERS = ("lisezmoi", "lisez moi", "readme", "read me")
LISTS = ("parties prenantes", "stakeholders", "liste des parties prenantes")
"""Names of files that stand beside answers and are none."""


@dataclass(slots=True)
class Gathered:
    """The files to take in, and those left aside in folders: by name where a person wrote them, else their number."""

    paths: list[Path] = field(default_factory=list)
    named: list[Path] = field(default_factory=list)
    hidden: int = 0


def gather(given: Iterable[Path]) -> Gathered:
    """Files named are taken as they are; folders are walked to the bottom, in the order of names."""
    found = Gathered()
    for path in given:
        if not path.is_dir():
            found.paths.append(path)
            continue
        for inside in _files(path):
            parts = inside.relative_to(path).parts
            if any(part.startswith(LEFT_ALONE) for part in parts) or inside.suffix.lower() in TEMPORARY:
                found.hidden += 1
            elif _is_no_answer(inside):
                found.named.append(inside)
            else:
                found.paths.append(inside)
    return found


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _is_no_answer(path: Path) -> bool:
    words = plain_words(path.stem)
    return words.startswith(NO_ANSWERS) or (words in LISTS and path.suffix.lower() in (".csv", ".xlsx"))

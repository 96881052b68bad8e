"""Where a revision stands, before it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from ..text.model import Cover
from .folders import Folder
from .settings import DocumentSettings, Settings

SourceKind: TypeAlias = Literal["documents", "folders", "markdown", "word"]
"""documents: those of a workspace's settings;
folders: loose folders of sections; markdown, word: one loose file.
"""

MARKDOWN_ENDINGS = (".md", ".markdown")
WORKING_COPY = {"fr": "copie de travail", "en": "working copy"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a revision stands, before it is read."""

    name: str
    kind: SourceKind
    folder: Folder
    """What pictures and sections may be read from."""
    base: str = ""
    """Where the revision stands in `folder`."""
    path: Path = field(default_factory=Path)
    """The loose file."""
    rejected: bool = False
    """A Word file with its tracked changes rejected."""
    settings: Settings | None = None
    documents: tuple[DocumentSettings, ...] = ()
    folders: tuple[str, ...] = ()
    cover: Cover | None = None
    edition: str = ""
    """Name of the edition, where it is one."""
    commit: str = ""
    """Id of the commit, where it is one."""


def working_copy_name(settings: Settings) -> str:
    return WORKING_COPY[settings.language]

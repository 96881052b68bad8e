"""Which folder is the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..text.errors import WorkspaceError
from .folders import DiskFolder
from .settings import SIZE_LIMIT, Settings, read_settings

SETTINGS_FILE = "ponam.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `ponam.toml`."""

    root: Path
    settings: Settings

    @property
    def folder(self) -> DiskFolder:
        return DiskFolder(self.root)

    @property
    def private(self) -> Path:
        """Where the tool keeps what is not text (the register): never in the history."""
        return self.root / ".ponam"


def open_workspace(folder: Path | None, here: Path) -> Workspace:
    """The workspace in `folder`, or found from `here` upwards."""
    found = find_workspace(folder, here)
    if found is None:
        sentence = "{folder}: here is no workspace (no folder with ponam.toml, here or above); create one with “ponam init”"
        raise WorkspaceError(sentence, folder=str(here))
    return found


def find_workspace(folder: Path | None, here: Path) -> Workspace | None:
    """The same, None where there is none; a `folder` that is given must be one."""
    if folder is not None:
        root = (here / folder).resolve()
        if not (root / SETTINGS_FILE).is_file():
            sentence = "{folder}: this folder is no workspace (it holds no ponam.toml); create one with “ponam init {folder}”"
            raise WorkspaceError(sentence, folder=str(folder))
        return _read(root)
    root_above = workspace_above(here)
    return None if root_above is None else _read(root_above)


def workspace_above(here: Path) -> Path | None:
    """The nearest folder with `ponam.toml`, from `here` upwards."""
    start = here.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


def _read(root: Path) -> Workspace:
    content = DiskFolder(root).read(SETTINGS_FILE, SIZE_LIMIT)
    if content is None:
        raise WorkspaceError("{file}: it leads out of the workspace", file=SETTINGS_FILE)
    return Workspace(root, read_settings(content, SETTINGS_FILE))

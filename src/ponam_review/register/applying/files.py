"""The sections of the working copy as files, beside what was last saved: what a change of one section is recorded as."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...markdown import front_matter
from ...markdown.reader import read_section
from ...text.errors import StateError
from ...text.model import Section
from ...workspace import Workspace
from ...workspace.folders import TEXT_LIMIT, Folder, joined
from ...workspace.history import History
from ...workspace.loading import ACTIONS_FILE, decode, section_files

PLAN = "plan-actions"


@dataclass(frozen=True, slots=True)
class File:
    """A section file on disk and in the last commit; the same text as a rule."""

    path: str
    on_disk: bytes
    committed: bytes

    @property
    def dirty(self) -> bool:
        """Whether a drafter has edits here that were not saved (line ends apart, which git may change)."""
        return self.on_disk.replace(b"\r\n", b"\n") != self.committed.replace(b"\r\n", b"\n")


@dataclass(slots=True)
class Files:
    """Finds the file of a section, here and in the last commit."""

    workspace: Workspace
    history: History
    _ids: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def find(self, section: str) -> File | None:
        """The file of a section on disk; refused where it was never saved."""
        path = self._path(self.workspace.folder, section)
        if path is None:
            return None
        on_disk = self.workspace.folder.read(path, TEXT_LIMIT)
        head = self.history.head()
        assert on_disk is not None
        folder = self.history.folder(str(head.id), "HEAD") if head is not None else None
        committed = folder.read(path, TEXT_LIMIT) if folder is not None else None
        if committed is None:
            raise StateError("{file}: it was never saved, or was renamed since; “ponam save -m TEXT” first", file=path)
        return File(path, on_disk, committed)

    def _path(self, folder: Folder, section: str) -> str | None:
        for document in self.workspace.settings.documents:
            if document.kind == "plan" and section == PLAN:
                return joined(document.folder, ACTIONS_FILE)
            for name in section_files(folder, document.folder):
                path = joined(document.folder, name)
                content = folder.read(path, TEXT_LIMIT)
                if content is not None and self._id(path, content) == section:
                    return path
        return None

    def _id(self, path: str, content: bytes) -> str:
        key = (path, content[:4096])
        if key not in self._ids:
            yaml, _ = front_matter.split(decode(content, path))
            self._ids[key] = front_matter.read_identified(yaml, path).id
        return self._ids[key]


def section_in(content: bytes, path: str) -> Section:
    return read_section(decode(content, path), file=path, identified=True).value


def encoded(text: str, like: bytes) -> bytes:
    """Text with the line ends and the byte order mark of the file it is for."""
    out = text.encode()
    if b"\r\n" in like:
        out = out.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + out if like.startswith(b"\xef\xbb\xbf") and not out.startswith(b"\xef\xbb\xbf") else out

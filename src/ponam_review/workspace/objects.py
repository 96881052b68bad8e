"""Objects of a git repository, read with care.

libgit2 (1.9) never comes back from an object whose file was cut short, as a crash can leave it: so the files of objects are
looked at before it reads them. What it refuses becomes a sentence.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pygit2

from ..text.errors import WorkspaceError

_CHUNK = 1 << 16


@contextmanager
def damage(root: Path) -> Iterator[None]:
    """What libgit2 refuses becomes a sentence of ours."""
    try:
        yield
    except pygit2.GitError as error:
        reason = " ".join(str(error).split())
        raise WorkspaceError("{folder}: the history (git) cannot be used: {reason}", folder=str(root), reason=reason) from error


@dataclass(frozen=True, slots=True)
class Store:
    """The objects of a repository; `root` is what messages name."""

    repository: pygit2.Repository
    root: Path
    _sound: set[pygit2.Oid] = field(default_factory=set)

    def object(self, id: pygit2.Oid) -> pygit2.Object:
        """An object that must be there and whole."""
        self.check(id)
        try:
            return self.repository[id]
        except (KeyError, pygit2.GitError) as error:
            raise self._damaged(id) from error

    def commit(self, id: pygit2.Oid) -> pygit2.Commit | None:
        """The commit that an id names, itself or through tags."""
        found = self.object(id)
        while isinstance(found, pygit2.Tag):
            found = self.object(found.target)
        return found if isinstance(found, pygit2.Commit) else None

    def tree(self, id: pygit2.Oid) -> pygit2.Tree:
        found = self.object(id)
        if not isinstance(found, pygit2.Tree):
            raise self._damaged(id)
        return found

    def at(self, tree: pygit2.Tree, path: str) -> pygit2.Object | None:
        """What stands at a path below a tree (links and other repositories included); None when nothing does."""
        found: pygit2.Object = tree
        for part in path.split("/") if path else ():
            if not isinstance(found, pygit2.Tree) or part not in found:
                return None
            entry = found[part]
            found = entry if entry.type_str == "commit" else self.object(entry.id)
        return found

    def check(self, id: pygit2.Oid) -> None:
        """Refuse an object whose file is cut short. Objects in packs are not looked at: packs have sums of their own."""
        if id in self._sound:
            return
        name = str(id)
        file = Path(self.repository.path, "objects", name[:2], name[2:])
        if not _whole(file):
            raise self._damaged(id)
        self._sound.add(id)

    def _damaged(self, id: pygit2.Oid) -> WorkspaceError:
        sentence = "{folder}: the history (git) is damaged: its object {id} is missing or cut short; restore the folder .git from a copy"
        return WorkspaceError(sentence, folder=str(self.root), id=str(id)[:10])


def _whole(file: Path) -> bool:
    """The compressed stream comes to its end (or there is no such file: the object stands in a pack)."""
    stream = zlib.decompressobj()
    try:
        with file.open("rb") as content:
            while not stream.eof and (chunk := content.read(_CHUNK)):
                stream.decompress(chunk)
    except FileNotFoundError:
        return True
    except zlib.error:
        return False
    return stream.eof

"""Recording the working copy: the workspace's own files and nothing else of the repository.

The tree is built from the last commit with the workspace's folder replaced, so what somebody staged elsewhere
in a larger repository stays staged and is not committed with the text.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pygit2
from pygit2.enums import FileMode

from ..text.errors import FileError, UsageError
from .folders import joined
from .history import History, refuse_unfinished
from .objects import damage
from .trailers import Trailers

_PRIVATE = ".ponam"
_LINK, _PLAIN, _EXECUTABLE, _REPOSITORY = 0o120000, 0o100644, 0o100755, 0o160000


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a commit or an edition, and when."""

    name: str
    email: str
    when: datetime

    def signature(self) -> pygit2.Signature:
        """git allows neither `<`, `>` nor line ends in a name."""
        offset = self.when.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset is not None else 0
        name = _signable(self.name) or "ponam"
        return pygit2.Signature(
            name,
            _signable(self.email).replace(" ", "") or "ponam@localhost",
            int(self.when.timestamp()),
            minutes,
        )


def _signable(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()
    return " ".join(re.sub(r"[<>\x00-\x1f\x7f]", " ", plain).split()).strip(".,:;\"' ")


def save(
    history: History, message: str, signer: Signer, trailers: Mapping[str, str] | Trailers | None = None, *, empty: bool = False
) -> str | None:
    """Commit the working copy and return the commit's id; None when nothing changed since the last one (`empty`: commit all the same)."""
    text = written_message(message, trailers or {})
    refuse_unfinished(history)
    head = history.head()
    with damage(history.root):
        repository = history.repository
        entries = _entries(history, head)
        tree = _tree(history, head, entries)
        _update_index(history, entries)
        if head is not None and tree == head.tree_id and not empty:
            return None
        signature = signer.signature()
        parents = [head.id] if head is not None else []
        return str(repository.create_commit("HEAD", signature, signature, text, tree, parents))


def changed_files(history: History) -> tuple[str, ...]:
    """Files of the workspace that differ from the last commit, in name order."""
    head = history.head()
    with damage(history.root):
        before, now = _committed(history, head), _entries(history, head)
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))


def written_message(message: str, trailers: Mapping[str, str] | Trailers) -> str:
    """The commit message with its trailers in a last paragraph of their own (git-interpret-trailers)."""
    body = "\n".join(line.rstrip() for line in message.replace("\0", "").strip().splitlines())
    if not body:
        raise UsageError("the message is empty; say in a few words what changed")
    pairs = trailers.items() if isinstance(trailers, Mapping) else trailers
    lines = [f"{key}: {' '.join(value.split())}" for key, value in pairs]
    return body + "\n" + ("\n" + "\n".join(lines) + "\n" if lines else "")


# ------------------------------------------------------------------ what the workspace's folder holds

Entries = dict[str, tuple[pygit2.Oid, int]]
"""Path from the workspace's root → content and git mode."""


def _committed(history: History, commit: pygit2.Commit | None) -> Entries:
    tree = history.subtree(commit) if commit is not None else None
    return dict(_flat(history, tree, "")) if tree is not None else {}


def _flat(history: History, tree: pygit2.Tree, path: str) -> Iterator[tuple[str, tuple[pygit2.Oid, int]]]:
    for entry in tree:
        place = joined(path, entry.name or "")
        if entry.type_str == "tree":
            yield from _flat(history, history.store.tree(entry.id), place)
        else:
            yield place, (entry.id, int(entry.filemode))


def _entries(history: History, head: pygit2.Commit | None) -> Entries:
    before = _committed(history, head)
    modes = _keeps_modes(history)
    entries: Entries = {}
    for path, file in _files(history, before):
        mode = _mode(file, before.get(path, (None, _PLAIN))[1], modes)
        entries[path] = (_content(history, path, file, mode), mode)
    for path, (content, mode) in before.items():
        if mode == _REPOSITORY and (history.root / path).is_dir():
            entries[path] = (content, mode)
    return entries


def _files(history: History, before: Entries) -> Iterator[tuple[str, Path]]:
    """The files to record: not ignored, or recorded already;
    never the private folder nor another repository inside.
    """
    for folder, names, files in os.walk(history.root):
        here = Path(folder).relative_to(history.root).as_posix()
        here = "" if here == "." else here
        kept = []
        for name in sorted(names):
            path = joined(here, name)
            if (Path(folder) / name).is_symlink():
                files.append(name)
            elif _wanted(history, path, before, folder=True) and not (Path(folder) / name / ".git").exists():
                kept.append(name)
        names[:] = kept
        for name in sorted(files):
            file = Path(folder) / name
            path = joined(here, name)
            kind = file.lstat().st_mode
            if (stat.S_ISREG(kind) or stat.S_ISLNK(kind)) and _wanted(history, path, before, folder=False):
                yield path, file


def _wanted(history: History, path: str, before: Entries, *, folder: bool) -> bool:
    if path == _PRIVATE or path.startswith(f"{_PRIVATE}/") or path.rpartition("/")[2] == ".git":
        return False
    try:
        path.encode()
    except UnicodeEncodeError as error:
        shown = path.encode("utf-8", "backslashreplace").decode()
        raise FileError("{file}: the history cannot hold this file name; rename the file", file=shown) from error
    if path in before or not history.repository.path_is_ignored(joined(history.prefix, path) + ("/" if folder else "")):
        return True
    return folder and any(known.startswith(f"{path}/") for known in before)


def _keeps_modes(history: History) -> bool:
    try:
        return os.name != "nt" and history.repository.config.get_bool("core.filemode")
    except (KeyError, ValueError, pygit2.GitError):
        return os.name != "nt"


def _mode(file: Path, before: int, modes: bool) -> int:
    found = file.lstat().st_mode
    if stat.S_ISLNK(found):
        return _LINK
    if not modes:
        return before if before in (_PLAIN, _EXECUTABLE) else _PLAIN
    return _EXECUTABLE if found & stat.S_IXUSR else _PLAIN


def _content(history: History, path: str, file: Path, mode: int) -> pygit2.Oid:
    if mode == _LINK:
        return history.repository.create_blob(os.fsencode(os.readlink(file)))
    return history.repository.create_blob_fromworkdir(joined(history.prefix, path))


# ------------------------------------------------------------------ tree and index


def _tree(history: History, head: pygit2.Commit | None, entries: Entries) -> pygit2.Oid:
    """The last commit's tree with the workspace's folder replaced by `entries`."""
    index = pygit2.Index()
    for path, (content, mode) in entries.items():
        history.store.check(content)
        index.add(pygit2.IndexEntry(path, content, FileMode(mode)))
    folders = history.prefix.split("/") if history.prefix else []
    around = [history.store.tree(head.tree_id)] if head is not None else []
    for name in folders[:-1]:
        found = history.store.at(around[-1], name) if len(around) > 0 else None
        if not isinstance(found, pygit2.Tree):
            break
        around.append(found)
    tree = index.write_tree(history.repository)
    for depth, name in reversed(list(enumerate(folders))):
        old = around[depth] if depth < len(around) else None
        builder = history.repository.TreeBuilder(old) if old is not None else history.repository.TreeBuilder()
        builder.insert(name, tree, FileMode.TREE)
        tree = builder.write()
    return tree


def _update_index(history: History, entries: Entries) -> None:
    """Bring git's own index up to date for the workspace's files, before the commit:
    should either fail, no work is lost.
    """
    index = history.repository.index
    index.read()
    prefix = f"{history.prefix}/" if history.prefix else ""
    known = {entry.path: entry for entry in index if entry.path.startswith(prefix)}
    changed = False
    for path in known.keys() - {joined(history.prefix, path) for path in entries}:
        index.remove(path)
        changed = True
    for path, (content, mode) in entries.items():
        place = joined(history.prefix, path)
        entry = known.get(place)
        if entry is None or entry.id != content or int(entry.mode) != mode:
            index.add(pygit2.IndexEntry(place, content, FileMode(mode)))
            changed = True
    if changed:
        index.write()

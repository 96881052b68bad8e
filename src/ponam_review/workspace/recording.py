"""One change of one file, recorded: in the working copy and in the history together, or in neither.

A process may die between any two steps. So what is about to be done is written down first (`.ponam/recording.json`), and whoever comes next
finishes it: the same steps, each of which is harmless when it was done already. The file goes first and the history after it: a file that
is older than the history would look like a drafter's edit, and the next save would take the change back.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pygit2
from pygit2.enums import FileMode

from ..text.errors import FileError, StateError
from .folders import joined
from .history import History, refuse_unfinished
from .objects import damage
from .saving import Signer, written_message
from .trailers import Trailers

JOURNAL = "recording.json"
_PLAIN = 0o100644


@dataclass(frozen=True, slots=True)
class Change:
    """New content of one file of the workspace.

    `committed` is what the last commit holds once it is recorded, `on_disk` what the file holds: the two differ where a drafter has edits
    there that were not saved; these stay, and stay unsaved.
    """

    path: str
    committed: bytes
    on_disk: bytes
    before: bytes
    """What the file on disk held."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What is about to be done, and the commit that was made for it; `told` is the caller's own, kept for whoever finishes."""

    commit: str
    parent: str
    path: str
    on_disk: bytes
    before: bytes
    told: Mapping[str, Any] = field(default_factory=dict)


def prepare_commit(history: History, change: Change, message: str, signer: Signer, trailers: Trailers) -> tuple[str, str]:
    """The commit that the change will be, and the one before it. Nothing points to it yet: the text is as it was."""
    refuse_unfinished(history)
    head = history.head()
    if head is None:
        raise StateError("nothing was saved yet; “ponam save -m TEXT” records the text")
    with damage(history.root):
        repository = history.repository
        blob = repository.create_blob(change.committed)
        tree = _with_file(history, head.tree_id, joined(history.prefix, change.path), blob)
        signature = signer.signature()
        text = written_message(message, trailers)
        return str(repository.create_commit(None, signature, signature, text, tree, [head.id])), str(head.id)


def _with_file(history: History, tree: pygit2.Oid, path: str, blob: pygit2.Oid) -> pygit2.Oid:
    name, _, rest = path.partition("/")
    old = history.store.tree(tree)
    builder = history.repository.TreeBuilder(old)
    if rest:
        builder.insert(name, _with_file(history, old[name].id, rest, blob), FileMode.TREE)
    else:
        mode = int(old[name].filemode) if name in old else _PLAIN
        builder.insert(name, blob, FileMode(mode))
    return builder.write()


# ------------------------------------------------------------------ written down


def write_down(private: Path, recording: Recording) -> None:
    """Make sure that the work will be finished."""
    shape = {
        "commit": recording.commit,
        "parent": recording.parent,
        "path": recording.path,
        "on_disk": base64.b64encode(recording.on_disk).decode(),
        "before": base64.b64encode(recording.before).decode(),
        "told": dict(recording.told),
    }
    private.mkdir(parents=True, exist_ok=True)
    replace_file(private / JOURNAL, json.dumps(shape).encode())


def written_down(private: Path) -> Recording | None:
    """Work that was begun, and perhaps not finished."""
    try:
        shape = json.loads((private / JOURNAL).read_bytes())
        parts = {name: base64.b64decode(shape[name]) for name in ("on_disk", "before")}
        return Recording(shape["commit"], shape["parent"], shape["path"], parts["on_disk"], parts["before"], shape["told"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        sentence = "{file}: it is damaged; compare the text with the last saved one (“ponam diff”), then delete this file"
        raise FileError(sentence, file=str(private / JOURNAL)) from error


def is_written_down(private: Path) -> bool:
    """Whether work was begun: costs one look at the disk."""
    return (private / JOURNAL).exists()


def cross_out(private: Path) -> None:
    """The work is finished."""
    with suppress(FileNotFoundError):
        (private / JOURNAL).unlink()


# ------------------------------------------------------------------ done


def carry_out(history: History, recording: Recording) -> bool:
    """Do what was written down, as far as it is not done. False: the text went on without it, and it cannot be done any more."""
    file = history.root / recording.path
    head = history.head()
    there = head is not None and _holds(history, head, recording.commit)
    if not there and (head is None or str(head.id) != recording.parent):
        _put_back(file, recording)
        return False
    now = _content(file)
    if now == recording.before and recording.before != recording.on_disk:
        replace_file(file, recording.on_disk)
    elif now != recording.on_disk and not there:
        return False
    if not there:
        _advance(history, recording)
    _update_index(history, recording)
    return True


def clear_locks(history: History, private: Path) -> None:
    """Lock files of git that the interrupted process left: younger than what it wrote down, and it runs no more."""
    recording = written_down(private)
    if recording is None or _runs(int(recording.told.get("process", 0))):
        return
    begun = (private / JOURNAL).stat().st_mtime
    git = Path(history.repository.path)
    head = history.repository.references.get("HEAD")
    names = ["index.lock", "HEAD.lock"]
    names += [f"{head.target}.lock"] if head is not None and isinstance(head.target, str) else []
    for lock in (git / name for name in names):
        with suppress(FileNotFoundError):
            if lock.stat().st_mtime >= begun:
                lock.unlink()


def _runs(process: int) -> bool:
    if os.name == "nt" or process <= 0 or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _holds(history: History, head: pygit2.Commit, commit: str) -> bool:
    """Whether a commit is the last one or stands before it."""
    id = pygit2.Oid(hex=commit)
    if head.id == id:
        return True
    with suppress(KeyError, pygit2.GitError, ValueError):
        return bool(history.repository.descendant_of(head.id, id))
    return False


def in_history(history: History, commit: str) -> bool:
    """Whether a commit belongs to the text as it stands."""
    head = history.head()
    return head is not None and _holds(history, head, commit)


def _put_back(file: Path, recording: Recording) -> None:
    if recording.before != recording.on_disk and _content(file) == recording.on_disk:
        replace_file(file, recording.before)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _advance(history: History, recording: Recording) -> None:
    repository = history.repository
    id = pygit2.Oid(hex=recording.commit)
    with damage(history.root):
        if repository.head_is_detached:
            repository.set_head(id)
        else:
            repository.head.set_target(id, f"ponam: {recording.path}")


def _update_index(history: History, recording: Recording) -> None:
    """git's own index says what the last commit says, so that `git status` shows the drafter's own edits only."""
    with damage(history.root):
        commit = history.store.commit(pygit2.Oid(hex=recording.commit))
        head = history.head()
        if commit is None or head is None or head.id != commit.id:
            return
        place = joined(history.prefix, recording.path)
        entry = history.store.tree(commit.tree_id)[place]
        index = history.repository.index
        index.read()
        index.add(pygit2.IndexEntry(place, entry.id, FileMode(int(entry.filemode))))
        index.write()


def replace_file(path: Path, content: bytes) -> None:
    """New content under a temporary name, then renamed: a reader sees the old file or the new one."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise

"""The git repository that keeps a workspace's history, through libgit2: no git program is needed.

A workspace may be a subfolder of a larger repository. Only its own history counts then: commits that do not
touch the folder are skipped, also when steps are counted (`HEAD~2` is the third last state of *this* text),
and its editions have names of their own (`editions`).
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path

import pygit2
from pygit2.enums import RepositoryState

from ..text.errors import RevisionError, StateError
from .finding import SETTINGS_FILE
from .folders import TEXT_LIMIT, inside, too_big
from .objects import Store, damage
from .settings import SIZE_LIMIT, Settings, read_settings

_STEPS = re.compile(r"(?P<base>.*?)(?P<steps>(?:~\d{0,6}|\^1?)+)")
_HEX = re.compile(r"[0-9a-f]{4,40}")
_NOT_FOUND = (KeyError, ValueError, pygit2.GitError)


@dataclass(frozen=True, slots=True)
class History:
    """A repository and where the workspace stands in it (`prefix`: "" when it is the whole repository)."""

    repository: pygit2.Repository
    root: Path
    prefix: str
    store: Store

    def head(self) -> pygit2.Commit | None:
        """The last commit; None before the first."""
        with damage(self.root):
            if self.repository.head_is_unborn:
                return None
            return self.store.commit(_oid(self.repository.head.target))

    def commit_of(self, rev: str) -> str | None:
        """The commit that a git revision or edition names, None when there is none or several."""
        steps = _STEPS.fullmatch(rev)
        if steps is not None:
            start = self.commit_of(steps["base"] or "HEAD")
            return None if start is None else self._before(start, _count(steps["steps"]))
        with damage(self.root):
            id = self._named(rev)
            commit = self.store.commit(id) if id is not None else None
        return str(commit.id) if commit is not None else None

    def _named(self, rev: str) -> pygit2.Oid | None:
        """The object that a name without steps means: HEAD, an edition, tag or branch, the beginning of an id, anything else."""
        if rev == "HEAD":
            return None if self.repository.head_is_unborn else _oid(self.repository.head.target)
        for pattern in (self.edition_ref("{}"), "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "{}"):
            try:
                return _oid(self.repository.lookup_reference(pattern.replace("{}", rev)).resolve().target)
            except _NOT_FOUND:
                continue
        try:
            return self.repository.expand_id(rev) if _HEX.fullmatch(rev) else self.repository.revparse_single(rev).id
        except _NOT_FOUND:
            return None

    def edition_ref(self, name: str) -> str:
        """`refs/tags/NAME`; in a larger repository `refs/tags/FOLDER/NAME`, so that two workspaces may both
        have a `projet-0`.
        """
        folder = re.sub(r"[^\w./-]|\.\.|@\{|\.lock(?=/|$)", "-", self.prefix)
        return f"refs/tags/{folder}/{name}" if folder else f"refs/tags/{name}"

    def folder(self, commit: str, name: str) -> CommitFolder:
        """The workspace as it stood in a commit; `name` is what messages call that commit."""
        found = self.store.commit(pygit2.Oid(hex=commit))
        tree = self.subtree(found) if found is not None else None
        if tree is None:
            sentence = "“{rev}” is older than this workspace: the folder {folder} does not stand in it"
            raise RevisionError(sentence, rev=name, folder=self.prefix)
        return CommitFolder(self.store, tree, name)

    def settings(self, commit: str, name: str) -> Settings:
        """`ponam.toml` as it stood in a commit."""
        folder = self.folder(commit, name)
        content = folder.read(SETTINGS_FILE, SIZE_LIMIT)
        if content is None:
            raise RevisionError("“{rev}” is older than this workspace: ponam.toml does not stand in it", rev=name)
        return read_settings(content, folder.shown(SETTINGS_FILE))

    def subtree(self, commit: pygit2.Commit) -> pygit2.Tree | None:
        """The workspace's folder in a commit."""
        found = self.store.at(self.store.tree(commit.tree_id), self.prefix)
        return found if isinstance(found, pygit2.Tree) else None

    def commits(self, start: str | None = None) -> Iterator[pygit2.Commit]:
        """The commits that changed the workspace, latest first (a merge counts when it differs from each of its parents)."""
        first = self.head() if start is None else self.store.commit(pygit2.Oid(hex=start))
        states: dict[pygit2.Oid, pygit2.Oid | None] = {}

        def state(commit: pygit2.Commit) -> pygit2.Oid | None:
            if commit.id not in states:
                tree = self.subtree(commit)
                states[commit.id] = tree.id if tree is not None else None
            return states[commit.id]

        for commit, parents in self._walk(first):
            own = state(commit)
            if own is not None and all(state(parent) != own for parent in parents):
                yield commit

    def _walk(self, first: pygit2.Commit | None) -> Iterator[tuple[pygit2.Commit, list[pygit2.Commit]]]:
        """Each commit with its parents, latest first, a child always before a parent that is not younger."""
        heap = [(-first.commit_time, 0, first)] if first is not None else []
        met = {first.id} if first is not None else set()
        while heap:
            commit = heappop(heap)[2]
            parents = self.parents(commit)
            for parent in parents:
                if parent.id not in met:
                    met.add(parent.id)
                    heappush(heap, (-parent.commit_time, len(met), parent))
            yield commit, parents

    def parents(self, commit: pygit2.Commit) -> list[pygit2.Commit]:
        return [parent for id in commit.parent_ids if (parent := self._parent(id)) is not None]

    def _parent(self, id: pygit2.Oid) -> pygit2.Commit | None:
        """A parent; None where a shallow clone ends."""
        if self.repository.is_shallow and id not in self.repository:
            return None
        return self.store.commit(id)

    def _before(self, start: str, count: int) -> str | None:
        """The state `count` steps before a commit: of this text in a larger repository, by first parents in one of its own."""
        if self.prefix:
            return next((str(commit.id) for position, commit in enumerate(self.commits(start)) if position == count), None)
        commit = self.store.commit(pygit2.Oid(hex=start))
        for _step in range(count):
            commit = self._parent(commit.parent_ids[0]) if commit is not None and commit.parent_ids else None
        return str(commit.id) if commit is not None else None


def _oid(target: pygit2.Oid | str) -> pygit2.Oid:
    return target if isinstance(target, pygit2.Oid) else pygit2.Oid(hex=target)


def _count(steps: str) -> int:
    return sum(int(step[1:] or 1) for step in re.findall(r"[~^]\d*", steps))


# ------------------------------------------------------------------ a folder in a commit


@dataclass(frozen=True, slots=True)
class CommitFolder:
    """A folder as it stood in a commit; nothing is written to disk. Symbolic links count as absent."""

    store: Store
    tree: pygit2.Tree
    name: str

    def files(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(e.name or "" for e in self._entries(path) if e.type_str == "blob" and not stat.S_ISLNK(e.filemode)))

    def folders(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(e.name or "" for e in self._entries(path) if e.type_str == "tree"))

    def read(self, path: str, limit: int = TEXT_LIMIT) -> bytes | None:
        found = self.at(path)
        if not isinstance(found, pygit2.Blob) or self._is_link(path):
            return None
        if found.size > limit:
            raise too_big(self.shown(path), limit)
        return found.data

    def shown(self, path: str) -> str:
        return f"{self.name}:{path}"

    def at(self, path: str) -> pygit2.Object | None:
        """The file or folder at a path, as git's own object."""
        plain = inside(path)
        return self.store.at(self.tree, plain) if plain is not None else None

    def _entries(self, path: str) -> tuple[pygit2.Object, ...]:
        found = self.at(path)
        return tuple(found) if isinstance(found, pygit2.Tree) else ()

    def _is_link(self, path: str) -> bool:
        folder, _, name = (inside(path) or "").rpartition("/")
        found = self.at(folder)
        return isinstance(found, pygit2.Tree) and stat.S_ISLNK(found[name].filemode)


# ------------------------------------------------------------------ finding, creating


def find_history(root: Path) -> History | None:
    """The history of the workspace in `root`; None when it has none yet."""
    real = root.resolve()
    with damage(root):
        found = pygit2.discover_repository(str(real))
        if found is None:
            return None
        repository = pygit2.Repository(found)
    if repository.workdir is None:
        return None
    work = Path(repository.workdir).resolve()
    if not real.is_relative_to(work):
        return None
    prefix = real.relative_to(work).as_posix()
    history = History(repository, real, "" if prefix == "." else prefix, Store(repository, real))
    return None if _turned_away(history) else history


def _turned_away(history: History) -> bool:
    """A larger repository that ignores the folder does not keep its history (a demonstration made inside a
    project).
    """
    if not history.prefix or not history.repository.path_is_ignored(history.prefix):
        return False
    head = history.head()
    return head is None or history.subtree(head) is None


def create_history(root: Path) -> History:
    """A new repository in `root`, even inside another one."""
    with damage(root):
        repository = pygit2.init_repository(str(root), initial_head="main")
    return History(repository, root.resolve(), "", Store(repository, root.resolve()))


def find_or_create_history(root: Path) -> History:
    return find_history(root) or create_history(root)


def reference_names(history: History) -> tuple[str, ...]:
    with damage(history.root):
        return tuple(history.repository.references)


def revision_names(history: History) -> tuple[str, ...]:
    """Names that git knows, for messages that say what is near."""
    names = ["HEAD"]
    for name in reference_names(history):
        if name.startswith(("refs/heads/", "refs/remotes/", "refs/tags/")):
            names.append(name.split("/", 2)[2])
    return tuple(names)


# ------------------------------------------------------------------ an interrupted save

_UNFINISHED = {
    RepositoryState.MERGE: "merge",
    RepositoryState.REVERT: "revert",
    RepositoryState.REVERT_SEQUENCE: "revert",
    RepositoryState.CHERRYPICK: "cherry-pick",
    RepositoryState.CHERRYPICK_SEQUENCE: "cherry-pick",
    RepositoryState.BISECT: "bisect",
    RepositoryState.REBASE: "rebase",
    RepositoryState.REBASE_INTERACTIVE: "rebase",
    RepositoryState.REBASE_MERGE: "rebase",
    RepositoryState.APPLY_MAILBOX: "am",
    RepositoryState.APPLY_MAILBOX_OR_REBASE: "am",
}


def refuse_unfinished(history: History) -> None:
    """Refuse to write while git is in the middle of something:
    a lock that stands, a merge not finished, conflicts.
    """
    repository = history.repository
    for name in ("index.lock", "HEAD.lock"):
        lock = Path(repository.path) / name
        if lock.exists():
            sentence = "{file}: a save is running or was interrupted; if no other program is at work, delete this file and try again"
            raise StateError(sentence, file=str(lock))
    with damage(history.root):
        work = _UNFINISHED.get(RepositoryState(repository.state()))
        conflicts = tuple(repository.index.conflicts or ())
    if work is not None:
        sentence = "{folder}: a git {work} was begun and not finished; finish it or abort it (git {work} --abort), then try again"
        raise StateError(sentence, folder=str(history.root), work=work)
    for conflict in conflicts:
        path = next(side.path for side in conflict if side is not None)
        sentence = "{file}: a conflict between two versions is not resolved; edit the file, “git add” it, then try again"
        raise StateError(sentence, file=path)

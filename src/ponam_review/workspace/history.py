"""The git repository that keeps a workspace's history, through libgit2: no git program is needed.

A workspace may be a subfolder of a larger repository. Only its own history counts then: commits that do not
touch the folder are skipped, also when steps are counted (`HEAD~2` is the third last state of *this* text),
and its editions have names of their own (`editions`).
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pygit2
from pygit2.enums import RepositoryState, SortMode

from ..text.errors import RevisionError, StateError, WorkspaceError
from .finding import SETTINGS_FILE
from .folders import TEXT_LIMIT, inside, too_big
from .settings import SIZE_LIMIT, Settings, read_settings

_STEPS = re.compile(r"(?P<base>.*?)(?P<steps>(?:~\d{0,6}|\^1?)+)")
_NOT_FOUND = (KeyError, ValueError, pygit2.GitError)


@dataclass(frozen=True, slots=True)
class History:
    """A repository and where the workspace stands in it (`prefix`: "" when it is the whole repository)."""

    repository: pygit2.Repository
    root: Path
    prefix: str

    def commit_of(self, rev: str) -> str | None:
        """The commit that a git revision or edition names, None when there is none or several."""
        steps = _STEPS.fullmatch(rev) if self.prefix else None
        if steps is not None:
            start = self.commit_of(steps["base"] or "HEAD")
            return None if start is None else self._before(start, _count(steps["steps"]))
        for name in (self.edition_ref(rev), rev):
            try:
                return str(self.repository.revparse_single(name).peel(pygit2.Commit).id)
            except _NOT_FOUND:
                continue
        return None

    def edition_ref(self, name: str) -> str:
        """`refs/tags/NAME`; in a larger repository `refs/tags/FOLDER/NAME`, so that two workspaces may both
        have a `projet-0`.
        """
        folder = re.sub(r"[^\w./-]|\.\.|@\{|\.lock(?=/|$)", "-", self.prefix)
        return f"refs/tags/{folder}/{name}" if folder else f"refs/tags/{name}"

    def folder(self, commit: str, name: str) -> CommitFolder:
        """The workspace as it stood in a commit; `name` is what messages call that commit."""
        tree = self.subtree(self.repository[commit].peel(pygit2.Commit))
        if tree is None:
            sentence = "“{rev}” is older than this workspace: the folder {folder} does not stand in it"
            raise RevisionError(sentence, rev=name, folder=self.prefix)
        return CommitFolder(self.repository, tree, name)

    def settings(self, commit: str, name: str) -> Settings:
        """`ponam.toml` as it stood in a commit."""
        folder = self.folder(commit, name)
        content = folder.read(SETTINGS_FILE, SIZE_LIMIT)
        if content is None:
            raise RevisionError("“{rev}” is older than this workspace: ponam.toml does not stand in it", rev=name)
        return read_settings(content, folder.shown(SETTINGS_FILE))

    def subtree(self, commit: pygit2.Commit) -> pygit2.Tree | None:
        """The workspace's folder in a commit."""
        if not self.prefix:
            return commit.tree
        try:
            found = commit.tree[self.prefix]
        except KeyError:
            return None
        return found if isinstance(found, pygit2.Tree) else None

    def commits(self, start: str | None = None) -> Iterator[pygit2.Commit]:
        """The commits that changed the workspace, latest first (a merge counts when it differs from each of
        its parents).
        """
        if start is None:
            if self.repository.head_is_unborn:
                return
            start = str(self.repository.head.target)
        states: dict[pygit2.Oid, pygit2.Oid | None] = {}

        def state(commit: pygit2.Commit) -> pygit2.Oid | None:
            if commit.id not in states:
                tree = self.subtree(commit)
                states[commit.id] = tree.id if tree is not None else None
            return states[commit.id]

        for commit in self.repository.walk(pygit2.Oid(hex=start), SortMode.TOPOLOGICAL | SortMode.TIME):
            own = state(commit)
            if own is not None and all(state(parent) != own for parent in commit.parents):
                yield commit

    def _before(self, start: str, count: int) -> str | None:
        for position, commit in enumerate(self.commits(start)):
            if position == count:
                return str(commit.id)
        return None


def _count(steps: str) -> int:
    return sum(int(step[1:] or 1) for step in re.findall(r"[~^]\d*", steps))


# ------------------------------------------------------------------ a folder in a commit


@dataclass(frozen=True, slots=True)
class CommitFolder:
    """A folder as it stood in a commit; nothing is written to disk. Symbolic links count as absent."""

    repository: pygit2.Repository
    tree: pygit2.Tree
    name: str

    def files(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(e.name or "" for e in self._entries(path) if isinstance(e, pygit2.Blob) and not stat.S_ISLNK(e.filemode)))

    def folders(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(e.name or "" for e in self._entries(path) if isinstance(e, pygit2.Tree)))

    def read(self, path: str, limit: int = TEXT_LIMIT) -> bytes | None:
        found = self.at(path)
        if not isinstance(found, pygit2.Blob) or stat.S_ISLNK(found.filemode):
            return None
        if found.size > limit:
            raise too_big(self.shown(path), limit)
        return found.data

    def shown(self, path: str) -> str:
        return f"{self.name}:{path}"

    def _entries(self, path: str) -> tuple[pygit2.Object, ...]:
        found = self.at(path)
        return tuple(found) if isinstance(found, pygit2.Tree) else ()

    def at(self, path: str) -> pygit2.Object | None:
        """The file or folder at a path, as git's own object."""
        plain = inside(path)
        if plain is None:
            return None
        try:
            return self.tree[plain] if plain else self.tree
        except KeyError:
            return None


# ------------------------------------------------------------------ finding, creating


@contextmanager
def damage(root: Path) -> Iterator[None]:
    """What libgit2 refuses becomes a sentence of ours."""
    try:
        yield
    except pygit2.GitError as error:
        reason = " ".join(str(error).split())
        raise WorkspaceError("{folder}: the history (git) cannot be used: {reason}", folder=str(root), reason=reason) from error


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
    history = History(repository, real, "" if prefix == "." else prefix)
    return None if _turned_away(history) else history


def _turned_away(history: History) -> bool:
    """A larger repository that ignores the folder does not keep its history (a demonstration made inside a
    project).
    """
    if not history.prefix or not history.repository.path_is_ignored(history.prefix):
        return False
    repository = history.repository
    return repository.head_is_unborn or history.subtree(repository.head.peel(pygit2.Commit)) is None


def create_history(root: Path) -> History:
    """A new repository in `root`, even inside another one."""
    with damage(root):
        repository = pygit2.init_repository(str(root), initial_head="main")
    return History(repository, root.resolve(), "")


def find_or_create_history(root: Path) -> History:
    return find_history(root) or create_history(root)


def revision_names(history: History) -> tuple[str, ...]:
    """Names that git knows, for messages that say what is near."""
    names = ["HEAD"]
    for name in history.repository.references:
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
    work = _UNFINISHED.get(RepositoryState(repository.state()))
    if work is not None:
        sentence = "{folder}: a git {work} was begun and not finished; finish it or abort it (git {work} --abort), then try again"
        raise StateError(sentence, folder=str(history.root), work=work)
    conflicts = repository.index.conflicts
    for conflict in conflicts or ():
        path = next(side.path for side in conflict if side is not None)
        sentence = "{file}: a conflict between two versions is not resolved; edit the file, “git add” it, then try again"
        raise StateError(sentence, file=path)

"""The history of the text, and of one section whatever its file was called:
ids are for ever, file names are not.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pygit2

from ..text.errors import PonamError, RevisionError
from .editions import list_editions, moment
from .finding import SETTINGS_FILE
from .folders import joined
from .history import CommitFolder, History
from .loading import ACTIONS_FILE, section_files
from .settings import SIZE_LIMIT, Settings, read_settings
from .trailers import split_trailers

_ID = re.compile(r"\A(?:\ufeff)?---[ \t]*\r?\n(?:(?!---).*\n)*?id[ \t]*:[ \t]*[\"']?([^\s\"'#]+)")
_HEAD = 4096
"""Bytes of a section file that are searched for its id."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One recorded state. `file`:
    where the section stood; empty when it was taken out, and for the whole text.
    """

    commit: str
    when: datetime
    author: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    editions: tuple[str, ...] = ()
    file: str = ""


def log_entries(history: History) -> Iterator[LogEntry]:
    """The states of the whole text, latest first."""
    editions = _editions(history)
    for commit in history.commits():
        yield _entry(commit, editions)


def log_section(history: History, section: str, settings: Settings) -> Iterator[LogEntry]:
    """The states in which one section (or document, by its id) became what it was;
    latest first. Unknown ids are refused.
    """
    follower = _Follower(history, section, settings)
    editions = _editions(history)
    found = False
    for commit in history.commits():
        here = follower.at(commit)
        before = [follower.at(parent) for parent in history.parents(commit)]
        if here is None and all(state is None for state in before):
            continue
        found = True
        if not before or all(state != here for state in before):
            yield _entry(commit, editions, here[0] if here else "")
    if not found:
        near = difflib.get_close_matches(section, sorted(follower.seen), n=3)
        if near:
            sentence = "no section or document “{section}” stands in the history; near it: {near}"
            raise RevisionError(sentence, section=section, near=", ".join(near))
        raise RevisionError("no section or document “{section}” stands in the history", section=section)


def _editions(history: History) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for edition in list_editions(history):
        names[edition.commit] = (*names.get(edition.commit, ()), edition.name)
    return names


def _entry(commit: pygit2.Commit, editions: dict[str, tuple[str, ...]], file: str = "") -> LogEntry:
    message, trailers = split_trailers(commit.message)
    subject = message.partition("\n")[0]
    identity = str(commit.id)
    return LogEntry(
        identity,
        moment(commit.author),
        commit.author.name,
        subject,
        trailers,
        editions.get(identity, ()),
        file,
    )


class _Follower:
    """Finds a section by its id in each tree; blobs and folders met before are not read again."""

    def __init__(self, history: History, section: str, settings: Settings) -> None:
        self.history = history
        self.section = section
        self.settings = settings
        self.seen: set[str] = set()
        self._states: dict[pygit2.Oid, tuple[str, pygit2.Oid] | None] = {}
        self._ids: dict[pygit2.Oid, str] = {}
        self._settings: dict[pygit2.Oid, Settings] = {}

    def at(self, commit: pygit2.Commit) -> tuple[str, pygit2.Oid] | None:
        """File and content of the section in a commit."""
        tree = self.history.subtree(commit)
        if tree is None:
            return None
        if tree.id not in self._states:
            self._states[tree.id] = self._find(CommitFolder(self.history.store, tree, str(commit.id)[:7]))
        return self._states[tree.id]

    def _find(self, folder: CommitFolder) -> tuple[str, pygit2.Oid] | None:
        for document in self._described(folder).documents:
            self.seen.add(document.id)
            if document.id == self.section and isinstance(found := folder.at(document.folder), pygit2.Tree):
                return document.folder, found.id
            for name in section_files(folder, document.folder):
                place = joined(document.folder, name)
                blob = folder.at(place)
                if isinstance(blob, pygit2.Blob) and self._id(blob) == self.section:
                    return place, blob.id
            if document.kind == "plan" and self.section == "plan-actions":
                actions = folder.at(joined(document.folder, ACTIONS_FILE))
                if isinstance(actions, pygit2.Blob):
                    return joined(document.folder, ACTIONS_FILE), actions.id
        return None

    def _id(self, blob: pygit2.Blob) -> str:
        if blob.id not in self._ids:
            match = _ID.match(blob.data[:_HEAD].decode("utf-8", "replace"))
            self._ids[blob.id] = match[1] if match else ""
            self.seen.add(self._ids[blob.id])
        return self._ids[blob.id]

    def _described(self, folder: CommitFolder) -> Settings:
        """The settings of that time; today's where they cannot be read."""
        blob = folder.at(SETTINGS_FILE)
        if not isinstance(blob, pygit2.Blob):
            return self.settings
        if blob.id not in self._settings:
            try:
                self._settings[blob.id] = read_settings(blob.data[: SIZE_LIMIT + 1])
            except PonamError:
                self._settings[blob.id] = self.settings
        return self._settings[blob.id]

"""Which commits made each paragraph what it is: the text followed from one state to another, commit by commit.

Paragraphs are followed as the comparison pairs them, rows of tables one by one. What only sets the text otherwise (a comma, a no-break
space, a new number) does not count as touching it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pygit2

from ..compare.changes import RowEdit, Step
from ..compare.engine import compare
from ..compare.listing import weights_of
from ..compare.merging.three_way import flow_of
from ..markdown.reader import read_section
from ..plan.csv_format import read_actions_bytes
from ..plan.tables import plan_section
from ..text.errors import PonamError
from ..text.model import Block, Revision, Section, Table
from ..text.plain import block_text, fold
from .editions import moment
from .folders import joined
from .history import CommitFolder, History
from .loading import ACTIONS_FILE, decode, section_files
from .settings import Settings
from .trailers import Trailers, split_trailers

UNSAVED = ""
"""Stands for the working copy's edits that no commit holds."""
ABOUT = "Concerne"
"""Trailer of a commit that gives, afterwards, the reason of an earlier one."""
_WEIGHTY = ("substance", "wording")
Commits = frozenset[str]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as people read it; trailers of later commits about it included."""

    id: str
    when: datetime
    author: str
    subject: str
    trailers: Trailers = ()


@dataclass(slots=True)
class Trace:
    """By section and number of block: the commits that touched it. `new` speaks of the last text, `gone` of blocks of the first one."""

    commits: dict[str, Commit] = field(default_factory=dict)
    new: dict[tuple[str, int], Commits] = field(default_factory=dict)
    new_rows: dict[tuple[str, int, int], Commits] = field(default_factory=dict)
    gone: dict[tuple[str, int], Commits] = field(default_factory=dict)
    gone_rows: dict[tuple[str, int, int], Commits] = field(default_factory=dict)
    complete: bool = True
    """False: the history does not lead from the first text to the last one."""


def trace(history: History, old: str, new: str, working_copy: Revision | None = None) -> Trace:
    """The commits after `old` up to `new` (commit ids) and, with a working copy, its edits."""
    chain, complete = _chain(history, old, new)
    states = _States(history)
    follower = _Follower()
    first = states.at(old)
    follower.begin(first)
    out = Trace(complete=complete)
    before: Mapping[str, Section] = first
    about = _about(history)
    for commit, side in chain:
        id = str(commit.id)
        out.commits[id] = _commit(commit, side, about)
        after = states.at(id)
        follower.step(before, after, id)
        before = after
    if working_copy is not None:
        follower.step(before, _sections(working_copy), UNSAVED)
    follower.tell(out)
    return out


def recorded_at(history: History, commit: str) -> datetime:
    """When a commit was made."""
    found = history.store.commit(pygit2.Oid(hex=commit))
    assert found is not None
    return moment(found.committer)


def reaches(history: History, last: str, commit: str) -> bool:
    """Whether a commit is another one or stands before it."""
    if last == commit:
        return True
    try:
        return bool(history.repository.descendant_of(pygit2.Oid(hex=last), pygit2.Oid(hex=commit)))
    except (KeyError, ValueError, pygit2.GitError):
        return False


def _chain(history: History, old: str, new: str) -> tuple[list[tuple[pygit2.Commit, list[pygit2.Commit]]], bool]:
    """The commits from `old` (without it) to `new`, by first parents; beside each merge what it brought in."""
    found: list[tuple[pygit2.Commit, list[pygit2.Commit]]] = []
    commit = history.store.commit(pygit2.Oid(hex=new))
    while commit is not None and str(commit.id) != old:
        parents = history.parents(commit)
        found.append((commit, [*_brought_in(history, parents)] if len(parents) > 1 else []))
        commit = parents[0] if parents else None
    complete = commit is not None
    return list(reversed(found)), complete


def _brought_in(history: History, parents: Sequence[pygit2.Commit]) -> Iterator[pygit2.Commit]:
    """The commits of a merged branch."""
    walker = history.repository.walk(parents[1].id)
    walker.hide(parents[0].id)
    yield from walker


def _about(history: History) -> dict[str, Trailers]:
    """Reasons given afterwards, by the beginning of the id of the commit they speak of."""
    found: dict[str, Trailers] = {}
    head = history.head()
    for commit in history.repository.walk(head.id) if head is not None else ():
        if ABOUT not in commit.message:
            continue
        trailers = split_trailers(commit.message)[1]
        for key, value in trailers:
            if key == ABOUT and len(value) >= 7:
                found[value.lower()] = (*found.get(value.lower(), ()), *trailers)
    return found


def _commit(commit: pygit2.Commit, side: Sequence[pygit2.Commit], about: Mapping[str, Trailers]) -> Commit:
    message, trailers = split_trailers(commit.message)
    for other in side:
        trailers = (*trailers, *split_trailers(other.message)[1])
    for begin, more in about.items():
        if str(commit.id).startswith(begin):
            trailers = (*trailers, *more)
    return Commit(str(commit.id), moment(commit.author), commit.author.name, message.partition("\n")[0], trailers)


# ------------------------------------------------------------------ the text of each commit


class _States:
    """The sections of each commit; a file that did not change is not read again."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._read: dict[tuple[pygit2.Oid, str], Section | None] = {}
        self._last: Mapping[str, Section] = {}

    def at(self, commit: str) -> Mapping[str, Section]:
        try:
            folder, settings = self._history.folder(commit, commit[:7]), self._history.settings(commit, commit[:7])
            self._last = {section.id: section for section in self._sections(folder, settings)}
        except PonamError:
            pass  # a state that cannot be read is as if it were the next one's
        return self._last

    def _sections(self, folder: CommitFolder, settings: Settings) -> Iterator[Section]:
        for document in settings.documents:
            for name in section_files(folder, document.folder):
                yield from self._section(folder, joined(document.folder, name), settings.language)
            if document.kind == "plan":
                yield from self._section(folder, joined(document.folder, ACTIONS_FILE), settings.language)

    def _section(self, folder: CommitFolder, path: str, language: str) -> Iterator[Section]:
        blob = folder.at(path)
        if not isinstance(blob, pygit2.Blob):
            return
        key = (blob.id, path)
        if key not in self._read:
            self._read[key] = _section(blob.data, path, language)
        section = self._read[key]
        if section is not None:
            yield section


def _section(content: bytes, path: str, language: str) -> Section | None:
    try:
        if path.endswith(ACTIONS_FILE):
            return plan_section(read_actions_bytes(content, path)[0], language, file=path)
        return read_section(decode(content, path), file=path, identified=True).value
    except PonamError:
        return None


def _sections(revision: Revision) -> Mapping[str, Section]:
    return {section.id: section for document in revision.documents for section in document.sections}


# ------------------------------------------------------------------ following


@dataclass(slots=True)
class _Followed:
    """One block: where it came from, and who touched it."""

    origins: frozenset[tuple[str, int]] = frozenset()
    commits: Commits = frozenset()
    rows: list[tuple[int, Commits]] = field(default_factory=list)
    """Of a table: for each row its rank in the first text (-1: none), and who touched it."""


class _Follower:
    """The blocks of each section as they are now."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[_Followed]] = {}
        self._gone: dict[tuple[str, int], Commits] = {}
        self._gone_rows: dict[tuple[str, int, int], Commits] = {}

    def begin(self, sections: Mapping[str, Section]) -> None:
        for id, section in sections.items():
            self._blocks[id] = [_first(id, number, block) for number, block in enumerate(_all(section))]

    def step(self, before: Mapping[str, Section], after: Mapping[str, Section], commit: str) -> None:
        for id in dict.fromkeys((*before, *after)):
            old, new = before.get(id), after.get(id)
            if old is new or old == new:
                continue
            if new is None:
                for followed in self._blocks.pop(id, []):
                    self._die(followed, commit)
            elif old is None:
                self._blocks[id] = [_come(block, commit) for block in _all(new)]
            else:
                self._blocks[id] = self._stepped(id, old, new, commit)

    def _stepped(self, id: str, old: Section, new: Section, commit: str) -> list[_Followed]:
        blocks, after = self._blocks[id], _all(new)
        changes = compare(flow_of(_all(old)), flow_of(after))
        out: list[_Followed | None] = [None] * len(after)
        for step, weight in zip(changes.steps, weights_of(changes), strict=True):
            touching = frozenset((commit,)) if weight in _WEIGHTY else frozenset()
            olds = [blocks[at] for at in range(step.old_at, step.old_at + len(step.old))] if step.old else []
            match step.op:
                case "delete":
                    for followed in olds:
                        self._die(followed, commit)
                case "move-from":
                    pass
                case "insert":
                    out[step.new_at] = _come(after[step.new_at], commit)
                case _:
                    for offset, _block in enumerate(step.new):
                        out[step.new_at + offset] = self._went(olds, step, touching)
        return [followed if followed is not None else _come(block, commit) for followed, block in zip(out, after, strict=True)]

    def _went(self, olds: Sequence[_Followed], step: Step, touching: Commits) -> _Followed:
        origins = frozenset().union(*(followed.origins for followed in olds))
        commits = frozenset(touching).union(*(followed.commits for followed in olds))
        rows = olds[0].rows if len(olds) == 1 else []
        if step.table is not None and rows:
            rows = self._rows(olds[0], step.table.rows, touching or frozenset())
        return _Followed(origins, commits, list(rows))

    def _rows(self, old: _Followed, edits: Sequence[RowEdit], touching: Commits) -> list[tuple[int, Commits]]:
        out: list[tuple[int, Commits]] = []
        i = 0
        for edit in edits:
            before = old.rows[i] if edit.old is not None and i < len(old.rows) else (-1, frozenset())
            i += edit.old is not None
            if edit.new is None:
                for origin in old.origins:
                    if before[0] >= 0:
                        self._gone_rows[*origin, before[0]] = before[1] | touching
            elif edit.old is None:
                out.append((-1, frozenset(touching)))
            else:
                changed = _row_text(edit.old) != _row_text(edit.new)
                out.append((before[0], before[1] | touching if changed else before[1]))
        return out

    def _die(self, followed: _Followed, commit: str) -> None:
        for origin in followed.origins:
            self._gone[origin] = self._gone.get(origin, frozenset()) | followed.commits | {commit}

    def tell(self, out: Trace) -> None:
        for id, blocks in self._blocks.items():
            for number, followed in enumerate(blocks):
                out.new[id, number] = followed.commits
                for row, (_origin, commits) in enumerate(followed.rows):
                    out.new_rows[id, number, row] = commits
                for origin in followed.origins:
                    out.gone.setdefault(origin, followed.commits)
        out.gone |= self._gone
        out.gone_rows |= self._gone_rows


def _all(section: Section) -> list[Block]:
    """The blocks of a section by their numbers: the title is number 0."""
    from ..text.model import Heading, Run

    return [Heading(1, (Run(section.title),)), *section.blocks]


def _first(section: str, number: int, block: Block) -> _Followed:
    rows: list[tuple[int, Commits]] = [(row, frozenset()) for row in range(len(block.rows))] if isinstance(block, Table) else []
    return _Followed(frozenset([(section, number)]), frozenset(), rows)


def _come(block: Block, commit: str) -> _Followed:
    commits = frozenset((commit,))
    return _Followed(frozenset(), commits, [(-1, commits) for _ in block.rows] if isinstance(block, Table) else [])


def _row_text(row: object) -> str:
    from ..text.model import Row

    assert isinstance(row, Row)
    return fold(" | ".join(" ".join(map(block_text, cell.blocks)) for cell in row.cells))

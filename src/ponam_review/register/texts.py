"""The texts that comments speak of: each edition of a workspace, read once; the working copy, read anew."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..compare.carry import Carrier
from ..compare.engine import compare
from ..text.flow import Flow, prepare
from ..text.model import Revision
from ..workspace import Workspace, resolve, section_of
from ..workspace.editions import Edition, list_editions
from ..workspace.history import History, find_history


@dataclass(slots=True)
class Texts:
    """What the editions of a workspace say, and how each leads to another."""

    workspace: Workspace
    _editions: tuple[Edition, ...] | None = None
    _revisions: dict[str, Revision] = field(default_factory=dict)
    _flows: dict[str, Flow] = field(default_factory=dict)
    _carriers: dict[tuple[str, str], Carrier] = field(default_factory=dict)
    _unchanged: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    @property
    def history(self) -> History | None:
        return find_history(self.workspace.root)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Oldest first."""
        if self._editions is None:
            self._editions = list_editions(self.history)
        return self._editions

    @property
    def latest(self) -> Edition | None:
        return self.editions[-1] if self.editions else None

    def edition(self, name: str) -> Edition | None:
        return next((edition for edition in self.editions if edition.name == name), None)

    def after(self, name: str) -> tuple[Edition, ...]:
        """The editions that came after one, oldest first; none for what is no edition."""
        names = [edition.name for edition in self.editions]
        return self.editions[names.index(name) + 1 :] if name in names else ()

    def revision(self, rev: str) -> Revision:
        """The text as sections, before numbers and references are filled in."""
        if rev in ("", "."):
            return resolve(rev, workspace=self.workspace).value
        if rev not in self._revisions:
            self._revisions[rev] = resolve(rev, workspace=self.workspace).value
        return self._revisions[rev]

    def flow(self, rev: str) -> Flow:
        """The text as it was sent out and quoted: cover and contents count among its blocks, as in `intake`."""
        if rev in ("", "."):
            return prepare(self.revision(rev))
        if rev not in self._flows:
            self._flows[rev] = prepare(self.revision(rev))
        return self._flows[rev]

    def unchanged(self, section: str, old: str, new: str) -> bool:
        """Whether a section reads in one edition as it read in another."""
        key = (section, old, new)
        if key not in self._unchanged:
            first, second = (section_of(self.revision(rev), section) for rev in (old, new))
            same = first is not None and second is not None and (first.title, first.blocks) == (second.title, second.blocks)
            self._unchanged[key] = same
        return self._unchanged[key]

    def carrier(self, old: str, new: str) -> Carrier:
        """What carries positions from one edition to another: one comparison for each pair."""
        if (old, new) not in self._carriers:
            self._carriers[old, new] = Carrier(compare(self.flow(old), self.flow(new)))
        return self._carriers[old, new]

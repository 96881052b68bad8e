"""The editions of a workspace, laid out as they are asked for: a copy may answer an older one than the open round's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from ...text.flow import Flow
from ..layout import Layout, lay_out


class Shelf:
    """Editions by name, oldest first. `load` reads one; each is laid out once in a run."""

    def __init__(self, names: Sequence[str], load: Callable[[str], Flow], current: Layout) -> None:
        self.names = tuple(names)
        self.current = current
        self._load = load
        self._known: dict[str, Layout] = {current.name: current}
        current.shelf = self

    def layout(self, name: str) -> Layout:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = lay_out(self._load(name))
            known.shelf = self
        return known

    def find(self, named: str) -> str:
        """The edition that a file says it shows; "" where it is none of ours. Copies rendered from a folder name its path."""
        for name in (named, PurePosixPath(named.replace("\\", "/")).name):
            if name and (name in self.names or name == self.current.name):
                return name
        return ""

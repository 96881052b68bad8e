"""Remarks shown on a text: which words of which block each one is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .flow import Flow
from .plain import block_text, fold


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark at its place: the block's index in the flow, and the words from `start` to `end` of its text (equal: the whole block)."""

    index: int
    start: int
    end: int
    name: str
    """Its number in the register."""
    author: str
    date: str
    """ISO 8601, or empty."""
    text: str
    resolved: bool = False


class Places:
    """The blocks of a flow, found by section and number or by their words."""

    def __init__(self, flow: Flow) -> None:
        self._texts = {index: block_text(item.block) for index, item in enumerate(flow.items) if item.section}
        self._at = {(item.section, item.number): index for index, item in enumerate(flow.items) if item.section}
        self._sections: dict[str, list[int]] = {}
        for index, item in enumerate(flow.items):
            if item.section:
                self._sections.setdefault(item.section, []).append(index)

    def find(self, section: str, block: int, exact: str) -> tuple[int, int, int] | None:
        """The block that an address names where it holds the words, else the one of its section that does, else the address itself."""
        index = self._at.get((section, block))
        if index is not None:
            span = self._span(index, exact)
            if span is not None:
                return index, *span
        found = [(other, span) for other in self._sections.get(section, ()) if (span := self._span(other, exact)) is not None]
        if exact and len(found) == 1:
            return found[0][0], *found[0][1]
        if index is None:
            index = self._at.get((section, 0))
        return (index, 0, 0) if index is not None else None

    def _span(self, index: int, exact: str) -> tuple[int, int] | None:
        """Where the words stand; without words, the whole block."""
        if not exact:
            return 0, 0
        text = self._texts[index]
        at = text.find(exact)
        if at >= 0:
            return at, at + len(exact)
        return (0, 0) if fold(exact) and fold(exact) in fold(text) else None


def by_block(annotations: Iterable[Annotation]) -> Mapping[int, list[Annotation]]:
    """The annotations of each block, in the order of its words."""
    out: dict[int, list[Annotation]] = {}
    for annotation in sorted(annotations, key=lambda a: (a.index, a.start, a.end)):
        out.setdefault(annotation.index, []).append(annotation)
    return out

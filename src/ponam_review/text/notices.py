"""Losses are data: what a reader or writer dropped or changed, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """`template` is an English sentence translated when shown; `values` fill it. `line` counts from 1, 0 when unknown.

    `place`: words by which people find the place where there are no lines (the heading it stands under, in a Word file).
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    place: str = ""

    def text(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value, and what was lost in making it."""

    value: T
    notices: tuple[Notice, ...] = ()

"""Where a remark points, and the remark itself, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Address:
    """Section id and block number in an edition, as printed in the margin: `axe-3 ¶4`."""

    section: str
    block: int
    suffix: str = ""
    """`bis`, `ter` … for a paragraph added after the numbering was frozen."""

    def __str__(self) -> str:
        return f"{self.section} ¶{self.block}" + (f" {self.suffix}" if self.suffix else "")


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C Web Annotation selector: TextQuoteSelector (exact, prefix, suffix) refined by position (§4.2.4, §4.2.5)."""

    revision: str
    section: str
    block: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    """Offset of `exact` in the text of its block, in characters."""


Fate: TypeAlias = Literal["same", "moved", "reworded", "gone"]


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark read from a file. `proposal` is the wording it asks for, where it carries one."""

    id: str
    author: str
    date: str
    """ISO 8601 with zone, or empty."""
    text: str
    quote: str = ""
    parent: str = ""
    """Id of the remark it answers."""
    resolved: bool = False
    paragraph: int = -1
    """Index of the paragraph it starts in, in the accepted reading; -1 when it has no range."""
    proposal: str = ""
    rejected_quote: str = ""
    """`quote` as it was before the tracked changes of the file it stands in."""
    moment: str = ""
    """When it was made, in UTC, where the file says so; Word's own `date` is local time that calls itself UTC."""

"""Places of a document that a link can lead to: one id for each heading, table and figure, none given twice.

Ids of the text are kept as they are, since people send each other addresses that end in `#axe-3`. Ids that begin with `_` are the
page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from .flow import Placed
from .model import Block, Figure, Heading, Table
from .plain import fold, inline_text

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s]|mailto:[^\s]", re.IGNORECASE)


class Anchors:
    """Ids given so far, and where each target of the text is found."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._known: dict[str, str] = {}

    def claim(self, wanted: str) -> str:
        """`wanted`, or with a number behind it when it is taken."""
        name = _SPACE.sub("-", wanted)
        if name.startswith("_"):
            name = "s" + name
        unique, count = name, 1
        while unique in self._taken:
            count += 1
            unique = f"{name}-{count}"
        self._taken.add(unique)
        return unique

    def name(self, target: str) -> str:
        """Claim an id for a target of the text and remember it; the first one of its name is where links lead."""
        found = self.claim(target)
        self._known.setdefault(target, found)
        return found

    def remember(self, target: str, place: str) -> None:
        """Let links to `target` lead to an id given before."""
        if place:
            self._known.setdefault(target, place)

    def find(self, target: str) -> str:
        """The id that a link to `#target` leads to; empty when there is none."""
        known = self._known
        return known.get(target) or known.get(unquote(target)) or known.get(unquote(target).lower()) or ""


def name_blocks(items: Iterable[Placed], anchors: Anchors) -> list[str]:
    """The id of each block that has one, in the order of the items; section files named too, so that links between them work."""
    out: list[str] = []
    for item in items:
        target = target_of(item.block)
        place = anchors.name(target) if target else ""
        if place and item.file:
            anchors.remember(item.file.replace("\\", "/").rpartition("/")[2], place)
        out.append(place)
    return out


def target_of(block: Block) -> str:
    """What links call a block: its id; for a heading without one, the words of its title as the usual forges make an id of them."""
    match block:
        case Heading():
            return block.id or slug(inline_text(block.content))
        case Table() | Figure():
            return block.id
        case _:
            return ""


def slug(title: str) -> str:
    """`1.2 Mesures d’appui` → `12-mesures-dappui`."""
    return _NOT_IN_SLUG.sub("", fold(title).lower()).replace(" ", "-")


def web_address(link: str) -> bool:
    """Whether a link may leave the document: web and mail only, so that no script and no file of the reader's disk is ever an address."""
    return _ADDRESS.match(link) is not None

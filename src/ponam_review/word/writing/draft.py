"""What a body gathers while it is written: notes, pictures, links, list numbers, bookmarks, unique ids, losses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from zlib import crc32

from ...text.notices import Notice
from ..markup import escaped
from ..package import Relation
from .lists import Lists
from .tracking import ELEMENTS, State, Tracking

Images = Callable[[str, str], bytes | None]
"""Bytes of a picture by (section file, source as written there); None when it cannot be had."""


@dataclass(slots=True)
class Draft:
    """Mutable while one body is written, and never seen outside `word.writing`."""

    images: Images
    tracking: Tracking
    fields: bool
    """Whether cross-references, captions and contents are fields (a clean draft) or plain text (a redline, whose fields Word would
    compute anew for a text that is neither old nor new)."""
    language: str = "fr"
    file: str = ""
    """Section file of the block being written, for its pictures."""
    caption: str = ""
    """Id of the table or figure whose caption is being written: its bookmark goes around the number alone, which REF fields repeat."""
    known: frozenset[str] = frozenset()
    """Targets that have a bookmark."""
    footnotes: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    notices: list[Notice] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    _last_id: int = 0
    _links: dict[str, str] = field(default_factory=dict)

    def next_id(self) -> int:
        """A number that no other change, bookmark or drawing of the package has."""
        self._last_id += 1
        return self._last_id

    def wrapped(self, state: State, runs: str) -> str:
        """Runs inside the element that says they were inserted, deleted or moved."""
        if not state or not runs:
            return runs
        name = ELEMENTS[state]
        return f'<{name} w:id="{self.next_id()}" {self.tracking.attributes}>{runs}</{name}>'

    @contextmanager
    def signed(self, by: Tracking | None) -> Iterator[None]:
        """What is written inside was changed by `by`; None: by whoever changed what is around it."""
        around = self.tracking
        self.tracking = by if by is not None else around
        try:
            yield
        finally:
            self.tracking = around

    def sign(self, state: State) -> str:
        """The empty element that marks a paragraph mark or a row."""
        return f'<{ELEMENTS[state]} w:id="{self.next_id()}" {self.tracking.attributes}/>' if state else ""

    def link(self, address: str) -> str:
        """Relationship id of an outside address."""
        known = self._links.get(address)
        if known is None:
            known = self._links[address] = f"rIdLink{len(self._links) + 1}"
            self.relations.append(Relation(known, "hyperlink", address))
        return known

    def picture(self, content: bytes, ending: str) -> str:
        """Relationship id of a picture; the same bytes are stored once."""
        name = f"image-{crc32(content):08x}-{len(content)}.{ending}"
        known = f"rIdImage-{name.rsplit('.', 1)[0]}"
        if name not in self.media:
            self.media[name] = content
            self.relations.append(Relation(known, "image", name))
        return known

    def bookmark(self, target: str) -> tuple[str, str]:
        """Start and end of the bookmark of a heading or caption; empty when the target has one already."""
        if not target or target in self.bookmarks:
            return "", ""
        self.bookmarks.add(target)
        number = self.next_id()
        return f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(target)}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


_PLAIN_ID = re.compile(r"[a-z][a-z0-9-]{0,36}\Z")


def bookmark_name(target: str) -> str:
    """A name Word accepts (40 characters: letters, digits, underscores; ECMA-376-1 §17.13.6.2), from which a plain id can be read back."""
    if _PLAIN_ID.match(target):
        return "p_" + target.replace("-", "_")
    return f"p__{crc32(target.encode()):08x}"


def anchor_link(target: str, runs: str) -> str:
    """Runs that lead to a bookmark of the same file."""
    return f'<w:hyperlink w:anchor="{bookmark_name(target)}" w:history="1">{runs}</w:hyperlink>'


def address_link(relation: str, runs: str) -> str:
    """Runs that lead to an outside address."""
    return f'<w:hyperlink r:id="{escaped(relation)}" w:history="1">{runs}</w:hyperlink>'


def no_images(file: str, source: str) -> bytes | None:
    """An `Images` for texts whose pictures are out of reach."""
    return None

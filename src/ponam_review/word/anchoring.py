"""Invisible anchors: the bookmarks by which a copy that comes back still says which paragraph is which.

Word hides bookmarks whose names begin with an underscore (ECMA-376-1 §17.13.6.2 allows 40 characters: letters, digits, underscores), and
Word and LibreOffice keep them when they save, whatever the file is then called. They are read for what they are: hints. A bookmark moves
along with text that is cut and pasted, and jumps to its neighbour when its paragraph is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from ..text.model import Block, Figure, Heading, Table
from .writing.draft import bookmark_name

PREFIX = "_pn_"
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,28}\Z")


def anchor_name(section: str, number: int) -> str:
    """The bookmark of the block `number` of a section: `_pn_axe_3__4` for `axe-3 ¶4`."""
    name = section.replace("-", "_") if _PLAIN.match(section) else f"{crc32(section.encode()):08x}"
    return f"{PREFIX}{name}__{number}"


def bookmark_names(block: Block) -> Iterator[str]:
    """The bookmarks that all our copies carry: those of headings and captions, to which cross-references lead."""
    if isinstance(block, Heading | Table | Figure) and block.id:
        yield bookmark_name(block.id)

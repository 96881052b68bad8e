"""What all parts of one reading share: the file's name, its link definitions and footnotes, and what was lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..text.model import Note
from ..text.notices import Notice
from .dialect import Env

_UNSAFE = re.compile(r"(?:javascript|vbscript|file|data(?!:image/(?:gif|png|jpeg|webp|svg\+xml)[;,])):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")


@dataclass(slots=True)
class Context:
    """`first` is the source line that the tokens' line 0 stands on."""

    file: str
    first: int = 1
    env: Env = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    """Lines of HTML comments: readers do not show them, but a canonical rewrite would erase them."""
    used: set[str] = field(default_factory=set)
    """Addresses of links and pictures met, to tell which link definitions serve."""
    labels: frozenset[str] = frozenset()
    """Footnotes that are defined."""
    unkept: set[str] = field(default_factory=set)
    """Names of elements that were left out: their end tags are no text."""
    read_note: Callable[[str, int], Note | str] = lambda label, line: f"[^{label}]"
    """The note of a label, or the text that stands for it."""

    def lost(self, template: str, line: int, **values: object) -> None:
        self.notices.append(Notice(template, values, self.file, line))

    def address(self, address: str, line: int) -> str:
        """An address, or nothing when following it would run a program or open a file of the reader's machine."""
        self.used.add(address)
        safe = safe_address(address)
        if not safe and address.strip():
            self.lost("the address “{address}” is left out: it is not safe to follow", line, address=address[:80])
        return safe


def safe_address(address: str) -> str:
    """An address without blanks around it and line breaks in it; nothing when it is not safe to follow."""
    return "" if _UNSAFE.match(_BLANKS.sub("", address)) else _BLANKS.sub(" ", address).strip()

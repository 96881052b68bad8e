"""The words of a source file, each where it stands: everything that is no prose is masked, character for character.

Rules about words and signs look at `Prose.text` and know line and column of what they find; a correction goes back into the source at
the same place. Code, addresses, marks of Markdown and the separators of a table are masked, so that no rule can touch them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

MASK = "\x00"

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_NO_PROSE = re.compile(
    r"""
      (?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))   # a code span
    | <!--.*?-->                                                       # a comment
    | <[a-zA-Z/][^<>\n]*>                                              # a tag, an address in angle brackets
    | \b(?:https?|ftp|mailto):[^\s<>()\]]+                             # a bare address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                     # an e-mail address
    | (?<=\])\((?:<[^<>\n]*>|[^\s()]*)(?:\ +(?="))?                    # where a link leads
    | \{[\#.][^{}\n]*\}                                                # attributes
    | \[\^[^\]\s]+\]:?                                                 # the mark of a note
    | ^\[[^\]\n]+\]:[^\n]*$                                            # where a named link leads
    | ^[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$          # the line under a table's head
    | ^[ >]*(?:[-*+]|\d{1,9}[.)])(?=[ ])                               # the marker of a list item
    | ^[ >]*\#{1,6}(?=[ ])                                             # of a heading
    | ^[ ]{0,3}>                                                       # of a quotation
    | ^(?:Table|Tableau|Figure):(?=[ ])                                # of a caption
    | &(?:\#\d+|\#x[0-9a-fA-F]+|[a-zA-Z]+);                            # a character by its name
    | \\.                                                              # an escaped one
    | !(?=\[)                                                           # of a picture
    | [*_\[\]~^]                                                       # marks
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_NO_BREAK = frozenset(("&nbsp;", "&#160;", "&#xa0;", "&#8239;", "&#x202f;"))
_TITLE = re.compile(r'(?<=\x00)"(?P<title>[^"\n]*)"\)')
"""A picture's title is its caption: its quotation marks belong to Markdown, its words to the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column of a character, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Prose:
    """`text` is as long as `source`: what is no prose stands there as NUL characters, line ends stay."""

    file: str
    source: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\n", self.source))]

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.text)


def prose_of(source: str, file: str = "") -> Prose:
    """The prose of a Markdown file, or of the CSV file of an action plan."""
    masked = _csv(source) if file.endswith(".csv") else _markdown(source)
    return Prose(file, source, masked)


def _markdown(source: str) -> str:
    text = _FRONT.sub(_blank, source)
    text = _FENCE.sub(_blank, text)
    text = _NO_PROSE.sub(_blank, text)
    return _TITLE.sub(lambda match: f"{MASK}{match['title']}{MASK}{MASK}", text)


def _blank(match: re.Match[str]) -> str:
    if match[0].casefold() in _NO_BREAK:
        return MASK * (len(match[0]) - 1) + "\u00a0"
    return re.sub(r"[^\n]", MASK, match[0])


def _csv(source: str) -> str:
    """Separators and quotation marks masked, and the row of names with them."""
    parts: list[str] = []
    quoted = False
    for character in source:
        if character == '"':
            quoted = not quoted
            parts.append(MASK)
        else:
            parts.append("|" if character == ";" and not quoted else character)
    head, line_end, rows = "".join(parts).partition("\n")
    return MASK * len(head) + line_end + rows

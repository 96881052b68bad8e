"""Text as Typst source. Every word of a policy goes in as a string literal: whatever it holds, none of it is ever Typst code."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"[\t\r\n\x85\u2028\u2029]+")


def literal(text: str) -> str:
    """A string of one line: between its quotation marks only `\\` and `"` mean something."""
    return f'"{_escaped(_BLANKS.sub(" ", text))}"'


def literal_lines(text: str) -> str:
    """A string that keeps its line breaks and tabs."""
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return text.replace("\\", "\\\\").replace('"', '\\"')


def block_of(statements: str) -> str:
    """Statements as one content value."""
    return f"{{{statements}}}" if statements else "[]"

"""What typing leaves behind in a line: letters that only look bold, doubled blanks, blanks inside the ends of a formatting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Inline, Inlines, Mark, Run

_BLANKS = re.compile("[ \t]{2,}")
_MATHEMATICAL = range(0x1D400, 0x1D800)
"""The mathematical alphabets of Unicode, which people paste from the web to look bold or italic."""

_PASTED = re.compile("[\U0001d400-\U0001d7ff]+")
_UNTIDY = re.compile("[ \t]{2}|[\U0001d400-\U0001d7ff]")
_SIGNS = "=≤≥≠≈<>+−×÷/*^∑∫√∈±"


def tidy(content: Inlines) -> Inlines:
    """A line without what typing leaves behind; French typography stays as found."""
    if len(content) == 1 and isinstance(content[0], Run) and not content[0].marks and not _UNTIDY.search(content[0].text):
        return content
    return tuple(_joined(_shifted([_tidied(inline) for inline in content])))


def plain_letters(text: str) -> str:
    """Mathematical alphabets pasted to look bold or italic become letters again (Unicode's compatibility mappings)."""
    if not any(ord(character) in _MATHEMATICAL for character in text):
        return text
    return _PASTED.sub(lambda found: found[0] if _in_formula(text, found) else unicodedata.normalize("NFKC", found[0]), text)


def _in_formula(text: str, found: re.Match[str]) -> bool:
    """A single letter beside a sign ("𝑥 = 2") is one of a formula, where its form means something."""
    if len(found[0]) > 1:
        return False
    around = text[: found.start()].rstrip(" ")[-1:] + text[found.end() :].lstrip(" ")[:1]
    return any(sign in around for sign in _SIGNS)


def _tidied(inline: Inline) -> Inline:
    if not isinstance(inline, Run) or inline.marks & Mark.CODE:
        return inline
    return replace(inline, text=_BLANKS.sub(" ", plain_letters(inline.text)))


def _shifted(content: list[Inline]) -> Iterator[Inline]:
    """A blank at the edge of a formatting belongs outside: "**word **next" reads as "**word** next"."""
    for inline in content:
        if not isinstance(inline, Run) or not inline.marks or inline.marks & Mark.CODE:
            yield inline
            continue
        words = inline.text.strip(" ")
        if not words:
            yield Run(" ", 0, inline.link) if inline.text else inline
            continue
        if inline.text[0] == " ":
            yield Run(" ", 0, "")
        yield replace(inline, text=words)
        if inline.text[-1] == " ":
            yield Run(" ", 0, "")


def _joined(content: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours of one formatting become one run; a blank between two of them is no reason to stop."""
    waiting: Run | None = None
    for inline in content:
        if isinstance(inline, Run):
            if waiting is not None and (waiting.marks, waiting.link) == (inline.marks, inline.link):
                blank = waiting.text.endswith(" ") and inline.text.startswith(" ") and not inline.marks & Mark.CODE
                waiting = replace(waiting, text=waiting.text + (inline.text.lstrip(" ") if blank else inline.text))
                continue
            if waiting is not None:
                yield waiting
            waiting = inline
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield inline
    if waiting is not None:
        yield waiting

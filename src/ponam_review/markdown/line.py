"""A line of text being put together: equal neighbours joined, blank ends trimmed."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.model import Break, Image, Inline, Inlines, Mark, Run

_BLANK = " \t\n\r\f"
"""White space that ends of paragraphs do not keep; no-break spaces are text."""


class Line:
    """Gathers the inlines of one paragraph in normal form."""

    __slots__ = ("_link", "_marks", "_parts", "_words")

    def __init__(self) -> None:
        self._parts: list[Inline] = []
        self._words: list[str] = []
        self._marks = 0
        self._link = ""

    def __bool__(self) -> bool:
        return bool(self._parts or self._words)

    def say(self, text: str, marks: int = 0, link: str = "") -> None:
        """Adds characters with one formatting."""
        if not text:
            return
        if self._words and (marks != self._marks or link != self._link):
            self._settle()
        self._marks = marks
        self._link = link
        self._words.append(text)

    def add(self, inline: Inline) -> None:
        """Adds anything; a run is joined to an equal one before it."""
        if isinstance(inline, Run):
            self.say(inline.text, inline.marks, inline.link)
            return
        if self._words:
            self._settle()
        self._parts.append(inline)

    def extend(self, content: Iterable[Inline]) -> None:
        for inline in content:
            self.add(inline)

    def _settle(self) -> None:
        self._parts.append(Run("".join(self._words), self._marks, self._link))
        self._words = []

    def ends_blank(self) -> bool:
        """Whether a further space would be one too many."""
        if self._words:
            return self._words[-1][-1] in _BLANK
        return not self._parts or isinstance(self._parts[-1], Break)

    def is_picture(self) -> bool:
        """Whether it holds one picture, and nothing else but blanks."""
        pictures = [part for part in self._parts if not (isinstance(part, Run) and part.text.isspace())]
        return len(pictures) == 1 and isinstance(pictures[0], Image) and not "".join(self._words).strip(_BLANK)

    def take(self) -> Inlines:
        """The inlines gathered so far; the line starts anew."""
        if self._words:
            self._settle()
        parts, self._parts = self._parts, []
        if len(parts) == 1 and type(parts[0]) is Run:
            return _trimmed_run(parts[0])
        return tuple(_trimmed(parts))


def _trimmed_run(run: Run) -> Inlines:
    text = run.text
    if run.marks & Mark.CODE or (text[0] not in _BLANK and text[-1] not in _BLANK):
        return (run,)
    text = text.strip(_BLANK)
    return (Run(text, run.marks, run.link),) if text else ()


def _trimmed(parts: list[Inline]) -> list[Inline]:
    """Without blanks at the ends and around breaks, and without breaks at the ends. What stands in code is left alone."""
    kept: list[Inline] = []
    for part in parts:
        if isinstance(part, Break):
            _trim_end(kept)
            if not kept:
                continue
        elif isinstance(part, Run) and not part.marks & Mark.CODE and (not kept or isinstance(kept[-1], Break)):
            text = part.text.lstrip(_BLANK)
            if not text:
                continue
            kept.append(part if text == part.text else Run(text, part.marks, part.link))
            continue
        kept.append(part)
    _trim_end(kept)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
        _trim_end(kept)
    return kept


def _trim_end(kept: list[Inline]) -> None:
    while kept and isinstance(last := kept[-1], Run) and not last.marks & Mark.CODE:
        text = last.text.rstrip(_BLANK)
        if text == last.text:
            return
        kept.pop()
        if text:
            kept.append(Run(text, last.marks, last.link))

"""The words of an HTML message as a plain-text mail program would show them: paragraphs, list marks, quoted parts behind `>`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div tr table ul ol li h1 h2 h3 h4 h5 h6 pre blockquote section article header footer address dl dt dd hr body center".split()
)
_SILENT = frozenset("head style script title template object svg math noscript".split())
_APART = frozenset("p h1 h2 h3 h4 h5 h6 pre blockquote ul ol table".split())
DEEPEST = 200
_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_of_page(page: str) -> str:
    """The text of a page; what scripts, styles and pictures hold is no text."""
    parser = _Reader()
    parser.feed(page)
    parser.close()
    return parser.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._quoted = 0
        self._preformatted = 0
        self._lists: list[int | None] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._end_block(apart=tag in _APART)
        if tag == "blockquote":
            self._quoted = min(self._quoted + 1, DEEPEST)
        elif tag == "pre":
            self._preformatted += 1
        elif tag in ("ul", "ol") and len(self._lists) < DEEPEST:
            start = dict(attrs).get("start") or "1"
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._mark()
        elif tag in ("td", "th") and self._line:
            self._line.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self._end_block(apart=tag in _APART)
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._preformatted:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
            return
        self._line.append(_SPACE.sub(" ", data))

    def text(self) -> str:
        self._end_block(apart=False)
        text = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _mark(self) -> str:
        if not self._lists:
            return "– "
        number = self._lists[-1]
        if number is None:
            return "  " * (len(self._lists) - 1) + "– "
        self._lists[-1] = number + 1
        return "  " * (len(self._lists) - 1) + f"{number}. "

    def _end_line(self) -> None:
        text = "".join(self._line)
        text = text if self._preformatted else _SPACE.sub(" ", text.replace("\t", "\0")).replace("\0", "\t").strip()
        if text or self._marker:
            text, self._marker = self._marker + text, ""
        self._lines.append("> " * self._quoted + text)
        self._line = []

    def _end_block(self, *, apart: bool) -> None:
        if any(piece.strip() for piece in self._line):
            self._end_line()
        self._line = []
        if apart and self._lines and self._lines[-1].strip("> ") and not self._lists:
            self._lines.append("> " * self._quoted if self._quoted else "")

"""A page made lighter without changing what it is: for a file that travels by messaging and USB key, and opens on cheap phones."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[a-z][^<>]*>")
_QUOTED = re.compile(r'="([^\s"\'=<>`]+)"')
_ENDS = (
    # A heading cell without words heads nothing: screen readers would stumble over it.
    (re.compile(r'<th(?: scope="\w+")?([^>]*)></th>'), r"<td\1></td>"),
    (re.compile(r"</t[dhr]>\n?|</(?:thead|tbody)>\n?"), ""),
    (re.compile(r"</p>\n(?=<(?:p|h[1-6]|ol|ul|div|blockquote|figure|hr|pre|section|/section|/li|/blockquote|li)[ >])"), ""),
    (re.compile(r"</li>\n(?=<(?:li|/ol|/ul)[ >])"), ""),
)


def lean(body: str) -> str:
    """The same elements without the end tags and quotation marks that HTML lets out (§13.1.2.3, §13.1.2.4)."""
    for pattern, by in _ENDS:
        body = pattern.sub(by, body)
    return _TABLE.sub(_aligned, _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0]), body))


_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_TO_THE_END, _PLAIN = "<td class=end>", "<td>"


def _aligned(found: re.Match[str]) -> str:
    """A table of figures says once that its cells end at the right, and names the others (`figures`, `start` in kit.css)."""
    table = found[0]
    if table.count(_TO_THE_END) <= table.count(_PLAIN) or table.count("<table") > 1:
        return table
    named = table.replace(_PLAIN, "<td class=start>").replace(_TO_THE_END, _PLAIN)
    return named.replace("<table>", "<table class=figures>", 1)


_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_SPACE = re.compile(r"\s*([{};,])\s*|(:)\s+|\s+")


def slim_style(style: str) -> str:
    """A style sheet without comments and needless spaces."""
    return _STYLE_SPACE.sub(lambda found: found[1] or found[2] or " ", _STYLE_COMMENT.sub("", style)).replace(";}", "}").strip()


_SIGNS = "=+\\-*{}()\\[\\],;:<>?&|!"
_SCRIPT = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"""
    r"""|(?<=[=(,:!&|?\[]\s)/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/[a-z]*|(?<=\()/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/[a-z]*)"""
    r"""|//[^\n]*|(?P<line>\s*\n\s*)|[ ]*(?P<sign>[=*{}()\[\],;:<>?&|!]+)[ ]*|(?P<space>[ ]+)"""
)


def slim_script(code: str) -> str:
    """A script of ours without comments, margins and the spaces around signs; lines stay lines, strings and patterns stay themselves."""
    out = _SCRIPT.sub(lambda found: found["kept"] or ("\n" if found["line"] else found["sign"] or (" " if found["space"] else "")), code)
    return re.sub(r"\n{2,}", "\n", out).strip()

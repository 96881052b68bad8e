"""A page made lighter without changing what it is: for a file that travels by messaging and USB key, and opens on cheap phones."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[a-z][^<>]*>")
_QUOTED = re.compile(r'="([^\s"\'=<>`]+)"')
_ENDS = (
    (re.compile(r"</t[dhr]>\n?|</(?:thead|tbody)>\n?"), ""),
    (re.compile(r"</p>\n(?=<(?:p|h[1-6]|ol|ul|div|blockquote|figure|hr|pre|section|/section|/li|/blockquote|li)[ >])"), ""),
    (re.compile(r"</li>\n(?=<(?:li|/ol|/ul)[ >])"), ""),
)


def lean(body: str) -> str:
    """The same elements without the end tags and quotation marks that HTML lets out (§13.1.2.3, §13.1.2.4)."""
    for pattern, by in _ENDS:
        body = pattern.sub(by, body)
    return _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0]), body)


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

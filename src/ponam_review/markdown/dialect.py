"""The Markdown we read: CommonMark, with tables, ~~strike~~, footnotes and attribute lists `{#id}`.

Blocks and lines are parsed by two parsers, so that each has its own limit of nesting, and lines are parsed when they are needed only: most
hold no Markdown at all.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

MAX_DEPTH = 100
"""Containers within containers; a text nested deeper is refused."""
_MAX_LINE_DEPTH = 60

Env: TypeAlias = MutableMapping[str, Any]
"""What the parser remembers of a file: its link definitions and footnote labels."""

_SPECIAL = re.compile(r"[\\`*_~\[<&{\n]")
_STOPS = re.compile(r"[\n!&*<\[\\\]_`{~]")
_LIST = re.compile(r"\{(?::[^{}\n]*|(?:[#.]|widths=)[^{}\n]*)\}")
_WORD = re.compile(r"#(?P<id>[^\s{}#\"'<>]+)|\.(?P<class>[\w-]+)|(?P<key>[\w-]+)=(?P<value>\"[^\"]*\"|[^\s\"]+)")


class _Parser(MarkdownIt):
    """Addresses are kept as written; unsafe ones are dropped by the reader, which keeps their text."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


_ID = re.compile(r"[^\s{}#\"'<>]+")


def is_id(text: str) -> bool:
    """Whether `{#text}` names something."""
    return _ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Attributes:
    """An attribute list: `{#tab-1 .landscape widths=1,2}`, or kramdown's `{: #id .class}`."""

    source: str
    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    well_formed: bool = True


def read_attributes(source: str) -> Attributes:
    """The attribute list that `source` (with its braces) is."""
    inner = source[1:-1].lstrip(":")
    identity, classes, pairs = "", [], []
    for match in _WORD.finditer(inner):
        identity = match["id"] or identity
        if match["class"]:
            classes.append(match["class"])
        if match["key"]:
            pairs.append((match["key"], match["value"].strip('"')))
    return Attributes(source, identity, tuple(classes), tuple(pairs), not _WORD.sub("", inner).strip())


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """`{: …}` anywhere (kramdown), `{#id …}` and `{.class …}` at the end of a line of text only."""
    source, start = state.src, state.pos
    if source[start] != "{":
        return False
    match = _LIST.match(source, start)
    if match is None or match.end() > state.posMax:
        return False
    if source[start + 1] != ":" and (source[match.end() :].strip() or not read_attributes(match[0]).well_formed):
        return False
    if not silent:
        state.push("attributes", "", 0).content = match[0]
    state.pos = match.end()
    return True


@cache
def _blocks() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 2 * MAX_DEPTH + 20})
    parser.enable("table")
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    return parser


@cache
def _lines() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _MAX_LINE_DEPTH})
    parser.enable("strikethrough")
    parser.inline.ruler.after("image", "footnote_ref", footnote_ref)
    parser.inline.ruler.before("escape", "attributes", _attribute_list)
    parser.inline.ruler2.disable("fragments_join")
    parser.inline.terminator_re = _STOPS
    return parser


def parse_blocks(source: str, env: Env) -> list[Token]:
    """The block tokens of a source; their lines of text are still unparsed."""
    tokens: list[Token] = []
    parser = _blocks()
    parser.block.parse(source, parser, env, tokens)
    return tokens


def parse_line(content: str, env: Env) -> list[Token]:
    """The tokens of a line of text."""
    parser = _lines()
    return parser.inline.parse(content, parser, env, [])


def is_plain(content: str) -> bool:
    """Whether a line of text is nothing but characters."""
    return _SPECIAL.search(content) is None

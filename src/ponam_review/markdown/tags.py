"""Raw HTML cut into tags and text, and what each element is.

A tokenizer of our own (two patterns) rather than `html.parser`: that one changes how it reads broken markup from one Python release to the
next, and sometimes drops the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.common.utils import unescapeAll

from ..text.model import Mark

MARKS = {
    **dict.fromkeys(("b", "strong"), int(Mark.STRONG)),
    **dict.fromkeys(("i", "em", "u", "cite", "dfn", "var"), int(Mark.EMPHASIS)),
    **dict.fromkeys(("s", "del", "strike"), int(Mark.STRIKE)),
    "sub": int(Mark.SUBSCRIPT),
    "sup": int(Mark.SUPERSCRIPT),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), int(Mark.CODE)),
}
"""Elements that format characters. Underlining is typewriter italics: it is read as emphasis."""

PHRASING = frozenset("a img br span label wbr input bdi bdo data time nobr".split()) | MARKS.keys()
"""Elements of a line of text that are understood, or carry nothing."""

LOSSY_PHRASING = frozenset(
    "abbr acronym big font ins mark small q ruby rb rt rp rtc output meter progress button "
    "area map picture source track audio video canvas embed object param svg math blink basefont".split()
)
"""Elements of a line whose text is kept and whose meaning is lost, with a notice."""

WRAPPERS = frozenset(
    "div section article main header footer aside nav address center body html head details summary form fieldset legend "
    "figure figcaption hgroup search dl dt dd p blockquote ul ol li dir menu pre hr h1 h2 h3 h4 h5 h6 table caption colgroup col thead "
    "tbody tfoot tr td th".split()
)
"""Elements that stand between paragraphs and are understood, or only group."""

LOSSY_WRAPPERS = frozenset(
    "title base link meta dialog frame frameset noframes iframe noscript select datalist option optgroup textarea "
    "menuitem multicol marquee slot template applet xmp listing plaintext".split()
)
"""Elements between paragraphs whose text is kept, with a notice."""

DROPPED = frozenset(("script", "style"))
VOID = frozenset("area base basefont br col embed frame hr img input link meta param source track wbr".split())
FLOW = WRAPPERS | LOSSY_WRAPPERS
KNOWN = PHRASING | LOSSY_PHRASING | FLOW | DROPPED

_NAME = "[A-Za-z][A-Za-z0-9:-]*"
_TAG = rf"""<(/?)({_NAME})(?=[\s/>])((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>"""
_BROKEN = rf"<(/?)({_NAME})(?=[\s/>])([^<>]*+)>"
_PIECE = re.compile(rf"<!--(?:>|->|.*?-->)|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Za-z][^>]*>|{_TAG}|{_BROKEN}", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands in the source; a comment or declaration has no name."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def literal(self) -> bool:
        """Whether it is no tag but text in angle brackets, such as `<YEAR>`."""
        return bool(self.name) and self.name not in KNOWN and not self.attributes


def _tag(match: re.Match[str]) -> Tag:
    name = match[2] or match[5]
    if not name:
        return Tag("", source=match[0])
    attributes: dict[str, str] = {}
    for pair in _ATTRIBUTE.finditer(match[3] or match[6] or ""):
        value = pair[2] or ""
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        attributes.setdefault(pair[1].lower(), decoded(value))
    return Tag(name.lower(), bool(match[1] or match[4]), attributes, match[0])


def decoded(text: str) -> str:
    """Text with its character references replaced (backslashes mean nothing in HTML)."""
    return unescapeAll(text.replace("\\", "&#92;")) if "&" in text else text


def read_tag(source: str) -> Tag:
    """The one tag that `source` is."""
    match = _PIECE.match(source)
    return _tag(match) if match else Tag("", source=source)


def pieces(html: str) -> Iterator[tuple[Tag | str, int]]:
    """Tags and stretches of text in order, each with the offset it starts at."""
    last = 0
    for match in _PIECE.finditer(html):
        if match.start() > last:
            yield html[last : match.start()], last
        yield _tag(match), match.start()
        last = match.end()
    if last < len(html):
        yield html[last:], last


_FLOW_TAG = re.compile(r"</?(?:" + "|".join(sorted(FLOW)) + r")(?=[\s/>])", re.IGNORECASE)


def has_flow_tag(text: str) -> bool:
    """Whether a line of text holds tags that stand between paragraphs."""
    return "<" in text and _FLOW_TAG.search(text) is not None

"""What a paragraph is, from its style and its own properties: heading, item, quotation, caption, code, contents entry …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .hooks import Element
from .names import VAL, W
from .revisions import ACCEPTED, REJECTED, TRACKED, in_force
from .styles import BODY, ParagraphStyle, Styles, left_indent, with_number, with_outline

_STYLE = W + "pStyle"
_NUMBER = W + "numPr"
_OUTLINE = W + "outlineLvl"
_INDENT = W + "ind"
_JUSTIFY = W + "jc"
_BORDERS = W + "pBdr"


@dataclass(frozen=True, slots=True)
class Form:
    """One paragraph's style and what it says itself."""

    style: ParagraphStyle = BODY
    indent: int | None = None
    """Its own left indent; None where the style decides."""
    justified: str = ""
    ruled: bool = False
    """It has a border below: an empty one is a horizontal line."""

    @property
    def stands(self) -> int:
        return self.style.indent if self.indent is None else self.indent


def form_of(properties: Element | None, styles: Styles, reading: int) -> Form:
    """The form of a paragraph in one reading (its properties before a tracked change, where that is rejected)."""
    if properties is None:
        return Form(styles.paragraph(styles.default))
    properties = in_force(properties, reading)
    style: ParagraphStyle | None = None
    indent: int | None = None
    justified = ""
    ruled = False
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style = styles.paragraph(child.get(VAL) or "")
        elif tag == _INDENT:
            indent = left_indent(child)
        elif tag == _JUSTIFY:
            justified = child.get(VAL) or ""
        elif tag == _BORDERS:
            ruled = child.find(W + "bottom") is not None or child.find(W + "top") is not None
    if style is None:
        style = styles.paragraph(styles.default)
    for child in properties:
        if child.tag == _NUMBER and _stands(child, reading):
            style = with_number(style, child)
        elif child.tag == _OUTLINE:
            style = with_outline(style, child.get(VAL))
    return Form(style, indent, justified, ruled)


def _stands(number: Element, reading: int) -> bool:
    """A number may have been given as a tracked change (§17.13.5.19)."""
    return all(TRACKED.get(child.tag, ACCEPTED | REJECTED) & reading for child in number)


_BOOKMARK = re.compile(r"p_([a-z][a-z0-9_]*)\Z")


def target_of(bookmark: str) -> str:
    """The id that a bookmark of ours stands for; bookmarks of others are their own ids. "" for Word's own (`_Toc…`, `_GoBack`)."""
    found = _BOOKMARK.match(bookmark)
    if found:
        return found[1].replace("_", "-")
    return "" if bookmark.startswith(("_", "OLE_LINK", "p__")) else bookmark

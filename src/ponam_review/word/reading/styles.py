"""What the styles of a document mean: which are headings, quotations, captions, code; which characters they make bold.

Styles are known by name: names of built-in styles are the same in every language of Word, ids are not (ECMA-376-1 §17.7.4.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ...text.model import Mark
from .names import VAL, W, is_on

_KINDS = {
    "title": "title",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "block quotation": "quote",
    "quotations": "quote",
    "list continue": "continue",
    "list paragraph": "continue",
    "caption": "caption",
    "image caption": "caption",
    "table caption": "caption",
    "table heading": "head",
    "ponam table head": "head",
    "ponam code": "code",
    "source code": "code",
    "html preformatted": "code",
    "preformatted text": "code",
    "horizontal rule": "rule",
    "horizontal line": "rule",
    "toc heading": "contents-title",
    "contents heading": "contents-title",
    "ponam margin address": "address",
    "ponam cover left": "cover-left",
    "ponam cover right": "cover-right",
    "ponam cover title": "cover-title",
    "ponam cover subtitle": "cover-subtitle",
    "ponam cover line": "cover-line",
    "ponam cover mark": "cover-mark",
}
_CODE_CHARACTERS = frozenset(("verbatim char", "html code", "code", "code char", "source text", "inline code", "html typewriter"))
_NUMBERED = re.compile(r"(heading|titre|toc|tm|contents|list continue|liste continue) ?([1-9])")
_WITHOUT_STYLES = re.compile(r"(Heading|Titre)([1-9])")
GENERATED = "ponam address"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph of this style is. `level`: of a heading or contents entry, from 1."""

    kind: str = "body"
    level: int = 0
    number: str = ""
    """`w:numId` it brings along; "" for none."""
    number_level: int = 0
    indent: int = 0
    """Left indent in twips."""
    ours: bool = False
    """One of our own table and note styles, in which an indent means that the paragraph stands in a list or quotation."""


BODY = ParagraphStyle()


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    marks: int = 0
    off: int = 0
    """Marks that the style takes away."""
    generated: bool = False


PLAIN = CharacterStyle()


class Styles:
    """The styles part, resolved as it is asked."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}
        self.default = ""
        self.language = ""
        self.ours = False
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            identity = style.get(W + "styleId") or ""
            self._elements.setdefault(identity, style)
            self.ours = self.ours or _name(style).startswith("ponam ")
            if style.get(W + "type") == "paragraph" and is_on(style.get(W + "default", "0")) and not self.default:
                self.default = identity
        for language in root.iter(W + "lang"):
            self.language = (language.get(VAL) or "")[:2].lower()
            break

    def paragraph(self, identity: str) -> ParagraphStyle:
        """A paragraph style, with what it inherits."""
        known = self._paragraphs.get(identity)
        if known is None:
            known = self._paragraphs[identity] = self._paragraph(identity)
        return known

    def character(self, identity: str) -> CharacterStyle:
        """A character style, with what it inherits."""
        known = self._characters.get(identity)
        if known is None:
            known = self._characters[identity] = self._character(identity)
        return known

    def _chain(self, identity: str) -> list[etree._Element]:
        """A style and those it is based on, nearest last; a circle is cut where it closes."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while identity in self._elements and identity not in seen and len(seen) < 64:
            seen.add(identity)
            chain.append(self._elements[identity])
            based = self._elements[identity].find(W + "basedOn")
            identity = (based.get(VAL) or "") if based is not None else ""
        return chain[::-1]

    def _paragraph(self, identity: str) -> ParagraphStyle:
        if identity not in self._elements:
            return _unstyled(identity)
        style = BODY
        for element in self._chain(identity):
            style = _named(style, _name(element))
            properties = element.find(W + "pPr")
            if properties is not None:
                style = _with_properties(style, properties)
        return style

    def _character(self, identity: str) -> CharacterStyle:
        style = PLAIN
        for element in self._chain(identity):
            name = _name(element)
            if name in _CODE_CHARACTERS:
                style = replace(style, marks=style.marks | int(Mark.CODE))
            if name == GENERATED:
                style = replace(style, generated=True)
            properties = element.find(W + "rPr")
            if properties is not None:
                on, off = toggles(properties)
                style = replace(style, marks=(style.marks | on) & ~off, off=(style.off | off) & ~on)
        return style


_TOGGLES = {W + "b": int(Mark.STRONG), W + "i": int(Mark.EMPHASIS), W + "strike": int(Mark.STRIKE), W + "dstrike": int(Mark.STRIKE)}
_RAISED = {"superscript": int(Mark.SUPERSCRIPT), "subscript": int(Mark.SUBSCRIPT)}


def toggles(properties: etree._Element) -> tuple[int, int]:
    """Marks that run properties set, and marks that they take away."""
    on = off = 0
    for child in properties:
        mark = _TOGGLES.get(child.tag)
        if mark is not None:
            if is_on(child.get(VAL)):
                on |= mark
            else:
                off |= mark
        elif child.tag == W + "vertAlign":
            on |= _RAISED.get(child.get(VAL) or "", 0)
    return on, off


def left_indent(indent: etree._Element) -> int | None:
    """The left indent of `w:ind` in twips; None where it says nothing."""
    for name in ("left", "start"):
        value = number(indent.get(W + name))
        if value is not None:
            return value
    return None


def number(value: str | None) -> int | None:
    """A whole number as files write them, which is not always one."""
    try:
        return int(float(value)) if value else None
    except (ValueError, OverflowError):
        return None


def _name(element: etree._Element) -> str:
    name = element.find(W + "name")
    return ((name.get(VAL) or "") if name is not None else "").strip().lower()


def _named(style: ParagraphStyle, name: str) -> ParagraphStyle:
    if name in ("ponam table text", "footnote text"):
        return replace(style, ours=True)
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return replace(style, kind=_KINDS[name], level=0) if name in _KINDS else style
    word, level = found[1], int(found[2])
    if word in ("heading", "titre"):
        return replace(style, kind="heading", level=min(level, 6))
    if word.startswith("list"):
        return replace(style, kind="continue")
    return replace(style, kind="contents", level=level)


def _unstyled(identity: str) -> ParagraphStyle:
    """A file without its styles part still names them."""
    found = _WITHOUT_STYLES.fullmatch(identity)
    return ParagraphStyle("heading", min(int(found[2]), 6)) if found else BODY


def _with_properties(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    for child in properties:
        if child.tag == W + "outlineLvl":
            style = with_outline(style, child.get(VAL))
        elif child.tag == W + "numPr":
            style = with_number(style, child)
        elif child.tag == W + "ind":
            indent = left_indent(child)
            style = style if indent is None else replace(style, indent=indent)
    return style


def with_outline(style: ParagraphStyle, value: str | None) -> ParagraphStyle:
    """An outline level makes a heading, level 9 (body text) unmakes it (§17.3.1.20)."""
    level = number(value)
    if level is None or style.kind not in ("body", "heading", "title", "contents-title", "continue"):
        return style
    if 0 <= level <= 8:
        return replace(style, kind="heading", level=min(level + 1, 6))
    return replace(style, kind="body", level=0) if style.kind == "heading" else style


def with_number(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    """`w:numPr`: the list a paragraph belongs to; number 0 takes it out of any (§17.9.18)."""
    for child in properties:
        if child.tag == W + "numId":
            style = replace(style, number=child.get(VAL) or "")
        elif child.tag == W + "ilvl":
            style = replace(style, number_level=min(max(number(child.get(VAL)) or 0, 0), 8))
    return style

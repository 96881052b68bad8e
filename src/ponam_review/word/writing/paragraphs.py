"""Paragraph properties, and paragraphs."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, assert_never

from ...text.direction import markup_is_right_to_left
from ...text.model import Block, Code, Figure, Heading, Item, Paragraph, Quote, Rule, Table, Within
from ..page import ANNEXES_NUM, COVER_RIGHT_FRAME, HEADINGS_NUM, LIST_STEP, item_indent
from .draft import Draft
from .tracking import State

Place: TypeAlias = Literal["body", "cell", "head", "row-head", "note"]
"""Where a paragraph stands: its base style depends on it."""

_BASE: dict[Place, str] = {
    "body": '<w:pStyle w:val="BodyText"/>',
    "cell": '<w:pStyle w:val="TableText"/>',
    "head": '<w:pStyle w:val="TableHead"/>',
    # Header rows stay with the row below; were every row to do so, the table would leave an empty page before it.
    "row-head": '<w:pStyle w:val="TableHead"/><w:keepNext w:val="0"/>',
    "note": '<w:pStyle w:val="FootnoteText"/>',
}
_ROLES = {
    "cover-left": "CoverLeft",
    "cover-right": "CoverRight",
    "cover-title": "CoverTitle",
    "cover-subtitle": "CoverSubtitle",
    "cover-line": "CoverLine",
    "cover-mark": "CoverMark",
    "cover-emblem": "CoverLine",
    "contents-title": "TOCHeading",
    "sigles-title": "TOCHeading",
    "tables-title": "TOCHeading",
    "figures-title": "TOCHeading",
    # Lines of the lists take styles of the contents: every reader then knows them for what is generated.
    "tables": "TOC2",
    "figures": "TOC2",
    "sigles": "TOC3",
}
_SIGLE_LINE = (
    '<w:tabs><w:tab w:val="clear" w:pos="9072"/><w:tab w:val="left" w:pos="1701"/></w:tabs><w:ind w:left="1701" w:hanging="1701"/>'
)
_LATER_TITLES = dict.fromkeys(
    ("sigles-title", "tables-title", "figures-title"), '<w:keepNext/><w:spacing w:before="480" w:after="120"/>'
)
_CAPTION_LINE = '<w:ind w:left="0"/>'
_OWN = {"cover-right": COVER_RIGHT_FRAME, "sigles": _SIGLE_LINE, **_LATER_TITLES, "tables": _CAPTION_LINE, "figures": _CAPTION_LINE}
"""What paragraphs of a role say beside their style."""


def _address_frame(beside: Block) -> str:
    """A frame in the left margin, level with the first line of the paragraph that follows (ECMA-376-1 §17.3.1.11)."""
    down = 260 if isinstance(beside, Heading) else 40
    return (
        '<w:pStyle w:val="MarginAddress"/><w:keepNext/>'
        f'<w:framePr w:w="1160" w:hSpace="57" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="170" w:y="{down}"/>'
        '<w:jc w:val="right"/>'
    )


def form_properties(draft: Draft, block: Block, place: Place, part: str = "", align: str = "") -> str:
    """Inner XML of `w:pPr` up to `w:rPr`: what the paragraph is, in the order of CT_PPr (ECMA-376-1 §17.3.1.26)."""
    if part == "address":
        return _address_frame(block)
    if part:
        style = "Caption" if part == "caption" else "Figure"
        keep = '<w:keepNext/>' if isinstance(block, Table) or part == "picture" else ""
        return f'<w:pStyle w:val="{style}"/>{keep}'
    match block:
        case Heading():
            return f'<w:pStyle w:val="Heading{block.level}"/>{_heading_number(block)}'
        case Paragraph(role=role) if role:
            return f'<w:pStyle w:val="{_ROLES.get(role) or f"TOC{min(block.level, 3)}"}"/>{_OWN.get(role, "")}'
        case Code():
            return f'<w:pStyle w:val="SourceCode"/>{_indent(block.within)}'
        case Rule():
            return '<w:pStyle w:val="HorizontalRule"/>'
        case Paragraph() | Figure() | Table():
            return _text_properties(draft, block.within, place, align)
        case _:
            assert_never(block)


def _heading_number(block: Heading) -> str:
    if not block.number:
        return ""
    number = ANNEXES_NUM if block.scheme == "annex" else HEADINGS_NUM
    return f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{number}"/></w:numPr>'


def _text_properties(draft: Draft, within: Within, place: Place, align: str) -> str:
    justify = f'<w:jc w:val="{align}"/>' if align else ""
    if not within:
        draft.lists.leave()
        return f"{_BASE[place]}{justify}"
    quotes = sum(isinstance(container, Quote) for container in within)
    items = [container for container in within if isinstance(container, Item)]
    if not items:
        draft.lists.leave()
        if place == "body":
            return f'<w:pStyle w:val="Quote"/>{_indent(within) if quotes > 1 else ""}{justify}'
        return f"{_BASE[place]}{_indent(within)}{justify}"
    level = min(len(items) - 1, 8)
    if items[-1].opens:
        number, level = draft.lists.number(within)
        style = '<w:pStyle w:val="ListParagraph"/>' if place == "body" else _BASE[place]
        indent = f'<w:ind w:left="{item_indent(level) + LIST_STEP * quotes}" w:hanging="{LIST_STEP}"/>' if quotes else ""
        return f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{indent}{justify}'
    style = '<w:pStyle w:val="ListContinue"/>' if place == "body" else _BASE[place]
    return f'{style}<w:ind w:left="{item_indent(level) + LIST_STEP * quotes}"/>{justify}'


def _indent(within: Within) -> str:
    depth = sum(isinstance(container, Item | Quote) for container in within)
    return f'<w:ind w:left="{LIST_STEP * depth}"/>' if depth else ""


_AFTER_BIDI = re.compile("<w:(?:spacing|ind|jc)[ /]")


_SIDES = re.compile('<w:jc w:val="(left|right)"/>')


def _turned(properties: str) -> str:
    """A paragraph that reads from right to left (§17.3.1.6). "left" then means where its lines begin: columns keep their sides."""
    found = _AFTER_BIDI.search(properties)
    place = found.start() if found else len(properties)
    sides = _SIDES.sub(lambda found: f'<w:jc w:val="{"left" if found[1] == "right" else "right"}"/>', properties[place:])
    return f"{properties[:place]}<w:bidi/>{sides}"


def paragraph(draft: Draft, properties: str, runs: str, mark: State = "", was: str | None = None) -> str:
    """One `w:p`. `was`: the properties it had, where they changed."""
    if markup_is_right_to_left(runs):
        properties, was = _turned(properties), None if was is None else _turned(was)
    if mark:
        properties += f"<w:rPr>{draft.sign(mark)}</w:rPr>"
    if was is not None and was != properties:
        properties += f'<w:pPrChange w:id="{draft.next_id()}" {draft.tracking.attributes}><w:pPr>{was}</w:pPr></w:pPrChange>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

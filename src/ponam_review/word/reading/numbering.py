"""Numbering definitions: which lists are ordered, where they start, how far their text stands in (ECMA-376-1 §17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .names import VAL, W
from .styles import left_indent, number

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    ordered: bool = False
    format: str = "bullet"
    start: int = 1
    indent: int = 0
    """Left indent of the item's text, in twips."""
    shown: bool = True
    """False: the level prints no label at all, so that its paragraphs are no items."""


@dataclass(frozen=True, slots=True)
class List:
    """A numbering instance. Instances of one abstract definition go on counting from one another (§17.9.15)."""

    abstract: str
    levels: tuple[Level, ...]
    overrides: dict[int, int] = field(default_factory=dict)
    """Levels at which this instance starts anew, and with what."""


class Numbering:
    """The numbering part."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, List] = {}
        if root is None:
            return
        abstracts = {a.get(W + "abstractNumId") or "": a for a in root.iterchildren(W + "abstractNum")}
        by_style = {}
        for identity, abstract in abstracts.items():
            link = abstract.find(W + "styleLink")
            if link is not None:
                by_style[link.get(VAL)] = identity
        for element in root.iterchildren(W + "num"):
            reference = element.find(W + "abstractNumId")
            wanted = (reference.get(VAL) or "") if reference is not None else ""
            if wanted not in abstracts:
                continue
            style = abstracts[wanted].find(W + "numStyleLink")
            if style is not None and style.get(VAL) in by_style:
                wanted = by_style[style.get(VAL)]
            self._lists.setdefault(element.get(W + "numId") or "", _list(wanted, abstracts[wanted], element))

    def list(self, identity: str) -> List | None:
        """A numbering instance; None for 0 and for numbers the file does not define."""
        return self._lists.get(identity)

    def scheme(self, identity: str) -> str:
        """How headings with this number are numbered: "body" (1.2), "annex" (A.1) or not."""
        found = self._lists.get(identity)
        if found is None or not found.levels[0].ordered:
            return ""
        return "annex" if found.levels[0].format in ("upperLetter", "lowerLetter") else "body"


def _list(identity: str, abstract: etree._Element, instance: etree._Element) -> List:
    levels = [Level() for _ in range(LEVELS)]
    for element in abstract.iterchildren(W + "lvl"):
        _set_level(levels, element)
    overrides: dict[int, int] = {}
    for override in instance.iterchildren(W + "lvlOverride"):
        for element in override.iterchildren(W + "lvl"):
            _set_level(levels, element)
        start = override.find(W + "startOverride")
        at = number(override.get(W + "ilvl"))
        if start is not None and at is not None:
            overrides[at] = number(start.get(VAL)) or 0
    return List(identity, tuple(levels), overrides)


def _set_level(levels: list[Level], element: etree._Element) -> None:
    at = number(element.get(W + "ilvl"))
    if at is None or not 0 <= at < LEVELS:
        return
    form, start, text, indent = "decimal", 1, "", 0
    for child in element:
        if child.tag == W + "numFmt":
            form = child.get(VAL) or "decimal"
        elif child.tag == W + "start":
            start = number(child.get(VAL)) or 0
        elif child.tag == W + "lvlText":
            text = child.get(VAL) or ""
        elif child.tag == W + "pPr":
            for found in child.iterchildren(W + "ind"):
                indent = left_indent(found) or 0
    ordered = form not in ("bullet", "none")
    levels[at] = Level(ordered, form, start, indent, shown=form != "none" or bool(text.strip()))

"""What every part of the redline is written with: unique ids, who and when, and old XML made fit for the new package."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from ...text.notices import Notice
from ..reading.hooks import Element
from ..reading.names import (
    MATH,
    OFFICE_RELATIONS,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VAL,
    VO,
    WORD,
    WP,
    M,
    V,
    W,
)  # fmt: skip
from ..writing.tracking import State
from .bundle import Bundle
from .canon import said
from .definitions import Definitions
from .elements import attributes
from .origin import Origin
from .sources import Registry
from .tokens import MARKS

TAGS: dict[State, str] = {"+": W + "ins", "-": W + "del", ">+": W + "moveTo", ">-": W + "moveFrom"}
OLD_ONLY: frozenset[State] = frozenset(("-", ">-"))
_DRAWING = WP + "docPr"
_STYLES = (W + "pStyle", W + "rStyle", W + "tblStyle")


@dataclass(slots=True)
class Pen:
    """Mutable while one redline is written."""

    registry: Registry
    old: Origin
    new: Origin
    bundle: Bundle
    definitions: Definitions
    author: str
    date: str
    part: str
    """The part of the new package being written."""
    last_id: int = 0
    notices: list[Notice] = field(default_factory=list)
    _shapes: str = ""

    def next_id(self) -> str:
        self.last_id += 1
        return str(self.last_id)

    def tracked(self, tag: str) -> Element:
        """An element that tracks a change: its id, author and date."""
        element = etree.Element(tag, nsmap=NAMESPACES)
        element.set(W + "id", self.next_id())
        element.set(W + "author", self.author)
        if self.date:
            element.set(W + "date", self.date)
        return element

    def notice(self, template: str, **values: object) -> None:
        note = Notice(template, values)
        if note not in self.notices:
            self.notices.append(note)

    # ------------------------------------------------------------------ old XML in the new package

    def adopted(self, element: Element, part: str) -> Element:
        """A copy of old XML: its styles, lists and relationships those of the new package, its marks and revision ids gone."""
        copy = deepcopy(element)
        copy.tail = None
        self._shapes = ""
        for child in list(copy.iter()):
            if not isinstance(child.tag, str):
                continue
            if child.tag in MARKS or child.tag == W + "proofErr":
                above = child.getparent()
                if above is not None:
                    above.remove(child)
                continue
            self._adopt_attributes(child, part)
        return copy

    def _adopt_attributes(self, element: Element, part: str) -> None:
        tag = element.tag
        if tag in _STYLES:
            element.set(VAL, self.definitions.style(element.get(VAL) or ""))
        elif tag == W + "numId":
            element.set(VAL, self.definitions.list(element.get(VAL) or ""))
        for key, value in attributes(element):
            if key.startswith(f"{{{OFFICE_RELATIONS}}}"):
                element.set(key, self.bundle.adopt_relation(part, value, self.part))
            elif key == "id" and tag == _DRAWING:
                element.set(key, self.next_id())
            elif (key == "id" and tag.startswith(V)) or (key == "type" and value.startswith("#")) or key == VO + "spid" or key == "ShapeID":
                element.set(key, f"{value}_{self._stamp()}")
            elif key.startswith(W + "rsid") or key.endswith(("}paraId", "}textId")):
                del element.attrib[key]

    def _stamp(self) -> str:
        """What tells the shapes of one object of the old file from all others; they refer to each other by it."""
        if not self._shapes:
            self._shapes = f"old{self.next_id()}"
        return self._shapes

    def struck(self, element: Element) -> Element:
        """The text of a removed object as removed text, the text of its boxes tracked in them too."""
        if element.tag in (M + "oMath", M + "oMathPara"):
            return element
        for run in list(element.iter(RUN)):
            for child in run:
                if child.tag == TEXT:
                    child.tag = W + "delText"
                elif child.tag == W + "instrText":
                    child.tag = W + "delInstrText"
            above = run.getparent()
            if above is not None and run is not element and any(a.tag == W + "txbxContent" for a in run.iterancestors()):
                change = self.tracked(TAGS["-"])
                above.replace(run, change)
                change.append(run)
        return element

    # ------------------------------------------------------------------ properties

    def run_properties(self, number: int, state: State = "") -> Element | None:
        """A copy of the run properties of a format."""
        element = self.registry.formats[number]
        if element is None:
            return None
        return self.adopted(element, "") if state in OLD_ONLY else deepcopy(element)

    def former(self, tag: str, old: Element | None, apart: frozenset[str] = frozenset()) -> Element:
        """The element that keeps what properties were before: `w:rPrChange` and its kind."""
        change = self.tracked(tag + "Change")
        inner = self.adopted(old, "") if old is not None else etree.Element(tag, nsmap=NAMESPACES)
        for child in list(inner):
            if child.tag in apart or (isinstance(child.tag, str) and child.tag.endswith("Change")):
                inner.remove(child)
        for key in list(inner.attrib):
            del inner.attrib[key]
        change.append(inner)
        return change

    def differ(self, old: Element | None, new: Element | None, apart: frozenset[str]) -> bool:
        """Whether two properties say different things."""
        before = said(old, self.old.name_of, apart) if old is not None else ()
        after = said(new, self.new.name_of, apart) if new is not None else ()
        return before != after


NAMESPACES = {"w": WORD, "m": MATH, "r": OFFICE_RELATIONS}
PROPERTY_TAGS = frozenset((PARAGRAPH_PROPERTIES, RUN_PROPERTIES))


def text_run(text: str, properties: Element | None, tag: str, special: dict[str, str]) -> Element:
    """One `w:r`; characters that Word keeps as elements become them again."""
    run = etree.Element(RUN, nsmap=NAMESPACES)
    if properties is not None and len(properties):
        run.append(properties)
    start = 0
    for position, character in enumerate(text):
        if character in special:
            _characters(run, text[start:position], tag)
            etree.SubElement(run, special[character])
            start = position + 1
    _characters(run, text[start:], tag)
    return run


def _characters(run: Element, text: str, tag: str) -> None:
    if text:
        element = etree.SubElement(run, tag)
        element.text = text
        if text != text.strip() or "  " in text:
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

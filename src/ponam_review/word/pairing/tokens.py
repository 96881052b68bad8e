"""The content of a paragraph as tokens: characters, objects, and marks that are not compared."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from ..reading.fields import FIELD_CHARACTER, FIELD_CHARACTER_TYPE
from ..reading.hooks import Element
from ..reading.names import MC, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, TEXT, M, W
from .elements import namespaces
from .sources import NO_BREAK_HYPHEN, SOFT_HYPHEN

Kind: TypeAlias = Literal["text", "break", "note", "object", "field", "instruction", "mark", "own"]


@dataclass(frozen=True, slots=True)
class Token:
    """`run` holds the child, or is None for what stands outside runs; `chain`: the elements around it, outermost first."""

    kind: Kind
    child: Element
    run: Element | None
    chain: tuple[Element, ...]
    text: str = ""

    @property
    def properties(self) -> Element | None:
        return self.run.find(RUN_PROPERTIES) if self.run is not None else None

    def lone(self) -> Element:
        """The child as it would stand alone at paragraph level."""
        if self.run is None:
            return self.child
        run = etree.Element(RUN, nsmap=namespaces(self.run))
        properties = self.properties
        if properties is not None:
            run.append(deepcopy(properties))
        run.append(deepcopy(self.child))
        return run


_CHARACTERS = {W + "tab": "\t", W + "noBreakHyphen": NO_BREAK_HYPHEN, W + "softHyphen": SOFT_HYPHEN}
_OWN = frozenset((W + "footnoteRef", W + "endnoteRef", W + "separator", W + "continuationSeparator"))
_DROPPED = frozenset((RUN_PROPERTIES, W + "lastRenderedPageBreak", W + "proofErr", W + "annotationRef"))
_NOTES = frozenset((W + "footnoteReference", W + "endnoteReference"))
_AROUND = frozenset((W + "hyperlink", W + "sdt", W + "dir", W + "bdo"))
_THROUGH = frozenset((W + "smartTag", W + "customXml", W + "ins", W + "moveTo"))
_SKIPPED = frozenset((PARAGRAPH_PROPERTIES, W + "proofErr", W + "sdtPr", W + "sdtEndPr", W + "smartTagPr", W + "customXmlPr"))
MARKS = frozenset(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
    )
)  # fmt: skip


def tokens(paragraph: Element) -> list[Token]:
    """The tokens of a paragraph in order."""
    return list(_inside(paragraph, ()))


def _inside(element: Element, chain: tuple[Element, ...]) -> Iterator[Token]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == RUN:
            yield from _run(child, chain)
        elif tag in MARKS:
            yield Token("mark", child, None, chain)
        elif tag in _AROUND:
            content = child.find(W + "sdtContent") if tag == W + "sdt" else child
            if content is not None:
                yield from _inside(content, (*chain, child))
        elif tag in _THROUGH:
            yield from _inside(child, chain)
        else:
            yield Token("object", child, None, chain)


def _run(run: Element, chain: tuple[Element, ...]) -> Iterator[Token]:
    for child in run:
        tag = child.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            continue
        if tag == TEXT:
            if child.text:
                yield Token("text", child, run, chain, child.text.replace("\n", " "))
        elif tag in _CHARACTERS:
            yield Token("text", child, run, chain, _CHARACTERS[tag])
        elif tag == W + "br" and not child.attrib:
            yield Token("break", child, run, chain)
        elif tag in _NOTES:
            yield Token("note", child, run, chain)
        elif tag == FIELD_CHARACTER:
            yield Token("field", child, run, chain)
        elif tag == W + "instrText":
            yield Token("instruction", child, run, chain, child.text or "")
        elif tag == W + "commentReference":
            yield Token("mark", child, run, chain)
        elif tag in _OWN:
            yield Token("own", child, run, chain)
        else:
            yield Token("object", child, run, chain)


def fields(found: list[Token]) -> dict[int, int]:
    """The outermost fields that begin and end in this paragraph: first token → last token."""
    out: dict[int, int] = {}
    open_at: list[int] = []
    for position, token in enumerate(found):
        if token.kind != "field":
            continue
        kind = token.child.get(FIELD_CHARACTER_TYPE)
        if kind == "begin":
            open_at.append(position)
        elif kind == "end" and open_at:
            first = open_at.pop()
            if found[first].chain == token.chain:
                for inner in [k for k in out if k > first]:
                    del out[inner]
                out[first] = position
    return out


def boxes(element: Element) -> list[Element]:
    """The contents of the text boxes of an object, those for old readers (`mc:Fallback`) left out."""
    out = []
    for box in element.iter(W + "txbxContent"):
        above = box.getparent()
        while above is not None and above is not element and above.tag not in (MC + "Fallback", W + "txbxContent"):
            above = above.getparent()
        if above is None or above is element or above.tag not in (MC + "Fallback", W + "txbxContent"):
            out.append(box)
    return out


def is_formula(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(M)

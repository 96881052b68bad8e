"""Pictures in the text: DrawingML, and the VML of older files and of embedded objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...text.model import Image
from .hooks import Element
from .names import EMBED, RELATION_ID, VO, WP, A, R, V, W, is_on
from .package import Relationship

_BOX = W + "txbxContent"


@dataclass(frozen=True, slots=True)
class Found:
    """What a drawing shows."""

    images: tuple[Image, ...] = ()
    ruled: bool = False
    """It is a horizontal line."""
    lost: str = ""
    """What it shows instead of a picture: a chart, a diagram."""


def pictures_in(drawing: Element, relations: Mapping[str, Relationship]) -> Found:
    """The pictures of `w:drawing`, `w:pict` or `w:object`; those in its text boxes belong to the boxes' own paragraphs."""
    alt = title = link = lost = ""
    ruled = False
    images: list[Image] = []
    for element in drawing.iter(WP + "docPr", A + "hlinkClick", A + "graphicData", A + "blip", V + "shape", V + "rect", V + "imagedata"):
        tag = element.tag
        if tag == WP + "docPr":
            alt, title = element.get("descr") or "", element.get("title") or ""
        elif tag == A + "hlinkClick":
            link = _target(relations, element.get(RELATION_ID))
        elif tag == A + "graphicData":
            lost = lost or _kind(element.get("uri") or "")
        elif tag in (V + "shape", V + "rect"):
            alt = element.get("alt") or alt
            ruled = ruled or is_on(element.get(VO + "hr", "false").replace("t", "1"))
        elif not _boxed(element, drawing):
            source = _target(relations, element.get(EMBED) or element.get(R + "link") or element.get(RELATION_ID))
            if source:
                images.append(Image(source, alt, title, link))
    return Found(tuple(images), ruled, "" if images else lost)


def _target(relations: Mapping[str, Relationship], identity: str | None) -> str:
    relation = relations.get(identity or "")
    return relation.target if relation is not None else ""


def _kind(uri: str) -> str:
    return "chart" if "/chart" in uri else "diagram" if "/diagram" in uri else ""


def _boxed(element: Element, drawing: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == _BOX:
            return True
    return False

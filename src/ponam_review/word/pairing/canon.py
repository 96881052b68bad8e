"""What properties and objects say, without the noise that Word writes at every save."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from ..reading.hooks import Element
from ..reading.names import OFFICE_RELATIONS, VAL, VO, WORD_2010, M, V, W
from .elements import attributes

Name: TypeAlias = Callable[[str, str], str]
"""What a style or list is known as: (kind, id in this file) → something equal in both files."""
Signature: TypeAlias = tuple[object, ...]

_RSID = W + "rsid"
_NOISY_ELEMENTS = frozenset(
    (W + "proofErr", W + "lang", W + "noProof", W + "lastRenderedPageBreak", W + "bookmarkStart", W + "bookmarkEnd", W + "rPrChange")
)
_NOISY_NAMESPACES = (f"{{{WORD_2010}}}paraId", f"{{{WORD_2010}}}textId")
_NOISY_ATTRIBUTES = frozenset(("id", "name", "editId", "anchorId", "spid", "gfxdata", "paraId", "textId"))
_GENERATED = re.compile(r"\b(_(?:Toc|Ref|Hlk|PAGEREF_Toc)[A-Za-z]*)\d+")
_ON = ("1", "true", "on")
_OFF = ("0", "false", "off")
_COUNTED = frozenset((W + "ilvl", W + "outlineLvl", W + "gridSpan"))
_OFF_BY_DEFAULT = frozenset((W + "cantSplit", W + "tblHeader", W + "hidden"))


def flat(text: str) -> str:
    """Names of bookmarks that Word makes anew, without their numbers."""
    return _GENERATED.sub(r"\1", text)


def raw(element: Element) -> Signature:
    """The whole of some properties, revision ids apart."""
    return tuple(
        (child.tag, tuple(sorted(item for item in attributes(child) if not item[0].startswith(_RSID))), raw(child) if len(child) else ())
        for child in element
        if isinstance(child.tag, str) and not child.tag.endswith("Change")
    )


def said(element: Element, name: Name, apart: frozenset[str] = frozenset()) -> Signature:
    """What some properties say: styles and lists by what they are, on/off in one spelling, noise left out."""
    return tuple(sorted(_said(element, name, apart)))


_STYLES = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}


def _said(element: Element, name: Name, apart: frozenset[str]) -> Iterator[tuple[str, str, Signature]]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _NOISY_ELEMENTS or tag in apart or tag.endswith("Change"):
            continue
        if tag in _OFF_BY_DEFAULT and child.get(VAL) in _OFF:
            continue
        values = []
        for key, value in attributes(child):
            if key.startswith(_RSID):
                continue
            if key == VAL:
                if tag in _STYLES:
                    value = name(_STYLES[tag], value)
                elif tag == W + "numId":
                    value = name("num", value)
                elif value in _ON and tag not in _COUNTED:
                    continue
            values.append(f"{key}={value}")
        yield tag, "\n".join(sorted(values)), said(child, name, apart) if len(child) else ()


Content: TypeAlias = Callable[[str], str]
"""What a relationship leads to: its id → an address, or a digest of the bytes."""


def content(element: Element, leads: Content, apart: frozenset[str] = frozenset()) -> str:
    """An object by what it shows: element names, attributes that matter, text, and the bytes of its pictures."""
    parts: list[str] = []
    _content(element, leads, apart, parts)
    return "".join(parts)


def _content(element: Element, leads: Content, apart: frozenset[str], parts: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _NOISY_ELEMENTS or tag in apart or tag.endswith("}Fallback"):
        return
    parts.append("<" + tag.rpartition("}")[2])
    for key, value in sorted(attributes(element)):
        if key.startswith(_RSID) or key in _NOISY_NAMESPACES:
            continue
        space, _, local = key.rpartition("}")
        if space[1:] == OFFICE_RELATIONS:
            value = leads(value)
        elif local in _NOISY_ATTRIBUTES and not tag.startswith(W) or tag.startswith((V, VO)) and local in ("id", "type"):
            continue
        parts.append(f" {local}={value}")
    parts.append(">")
    if element.text and (element.text.strip() or tag in (W + "t", M + "t")):
        parts.append(flat(element.text))
    for child in element:
        _content(child, leads, apart, parts)
    parts.append("/")


def words(element: Element) -> str:
    """The visible characters of an object."""
    return "".join(e.text or "" for e in element.iter(W + "t", M + "t"))

"""Tracked changes that a file already holds, accepted in its XML (ECMA-376-1 §17.13.5)."""

from __future__ import annotations

from ..reading.hooks import Element
from ..reading.names import DELETED, INSERTED, MOVED_FROM, MOVED_TO, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, M, W
from ..reading.revisions import FORMER_TAGS

_COME = frozenset({INSERTED, MOVED_TO})
_GONE = frozenset({DELETED, MOVED_FROM})
_RANGES = frozenset(
    W + name
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
)  # fmt: skip
_SIGNS = frozenset({W + "cellIns", W + "cellDel", W + "cellMerge"})
_PROPERTIES = frozenset({RUN_PROPERTIES, W + "trPr", W + "tcPr", W + "numPr", M + "ctrlPr"})
_TRACKED = _COME | _GONE | _RANGES | _SIGNS | FORMER_TAGS


def accept(root: Element) -> bool:
    """Accept every tracked change below `root`, in place; whether there was one."""
    found = list(root.iter(*_TRACKED))
    if not found:
        return False
    ended = [mark for mark in found if mark.tag in _GONE and _is_mark(mark)]
    joined = [p for mark in ended if (p := _ancestor(mark, 3)) is not None]
    for element in found:
        _accept_one(element)
    for paragraph in joined:
        _join(paragraph)
    return True


def _is_mark(element: Element) -> bool:
    """Whether it tracks the end of a paragraph."""
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    return parent is not None and parent.tag == RUN_PROPERTIES and above is not None and above.tag == PARAGRAPH_PROPERTIES


def _ancestor(element: Element, steps: int) -> Element | None:
    for _ in range(steps):
        above = element.getparent()
        if above is None:
            return None
        element = above
    return element


def _accept_one(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tag = element.tag
    if tag in FORMER_TAGS or tag in _RANGES or (tag in _SIGNS and tag != W + "cellDel") or _is_mark(element):
        remove(element)
    elif parent.tag in _PROPERTIES:
        owner = parent.getparent()
        remove(element)
        gone = tag in _GONE or tag == W + "cellDel"
        if gone and owner is not None and owner.tag in (W + "r", M + "r", W + "tr", W + "tc"):
            _remove_from_table(owner)
    elif tag in _GONE:
        remove(element)
    else:
        unwrap(element)


def _remove_from_table(element: Element) -> None:
    """A row that leaves its table empty takes the table with it."""
    parent = element.getparent()
    remove(element)
    if parent is None:
        return
    if parent.tag == W + "tr" and parent.find(W + "tc") is None or parent.tag == W + "tbl" and parent.find(W + "tr") is None:
        _remove_from_table(parent)


def remove(element: Element) -> None:
    """Take an element out, without what follows it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """An element replaced by its children."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _join(paragraph: Element) -> None:
    """A paragraph whose mark was deleted goes on in the next one, and takes that one's properties."""
    content = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
    following = paragraph.getnext()
    while following is not None and following.tag not in (W + "p", W + "tbl", W + "sdt"):
        following = following.getnext()
    if following is not None and following.tag == W + "p":
        at = 1 if len(following) and following[0].tag == PARAGRAPH_PROPERTIES else 0
        following[at:at] = content
        remove(paragraph)
        return
    parent = paragraph.getparent()
    lone = parent is not None and parent.tag == W + "tc" and len(parent.findall(W + "p")) == 1
    if not any(child.tag in (W + "r", W + "hyperlink", W + "sdt") for child in content) and not lone:
        remove(paragraph)

"""What stands in which reading of a document with tracked changes: the one place that knows (ECMA-376-1 §17.13.5).

A *presence* is a set of readings as bits: text inserted stands in the accepted reading only, text deleted in the rejected reading only.
What stands inside several changes stands where all of them let it: an insertion that was deleted again stands in neither reading.
"""

from __future__ import annotations

from .names import (
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    W,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from .hooks import Element

    Reading: TypeAlias = Literal["accepted", "rejected"]
else:
    Reading = str

NEITHER, ACCEPTED, REJECTED, BOTH = 0, 1, 2, 3
BITS: dict[Reading, int] = {"accepted": ACCEPTED, "rejected": REJECTED}

TRACKED = {
    INSERTED: ACCEPTED,
    MOVED_TO: ACCEPTED,
    DELETED: REJECTED,
    MOVED_FROM: REJECTED,
}
"""Elements around runs, and empty ones in the properties of a paragraph mark or a row."""
TRACKED_CELLS = {W + "cellIns": ACCEPTED, W + "cellDel": REJECTED}
FORMER = {
    RUN_PROPERTIES: W + "rPrChange",
    PARAGRAPH_PROPERTIES: W + "pPrChange",
    W + "tblPr": W + "tblPrChange",
    W + "tblPrEx": W + "tblPrExChange",
    W + "trPr": W + "trPrChange",
    W + "tcPr": W + "tcPrChange",
    W + "sectPr": W + "sectPrChange",
    W + "tblGrid": W + "tblGridChange",
}
"""Properties, and the element in which they keep what they were before a tracked change of formatting."""
_ROW_PROPERTIES, _CELL_PROPERTIES = W + "trPr", W + "tcPr"
FORMER_TAGS = frozenset(FORMER.values()) | {W + "numberingChange"}


def presence_of_mark(properties: Element) -> int:
    """The readings in which a paragraph's mark stands, from its `w:pPr`.

    In a reading without the mark the paragraph goes on in the next one, and takes that one's properties (§17.13.5.4, §17.13.5.15).
    """
    presence = BOTH
    for child in properties:
        if child.tag == RUN_PROPERTIES:
            for mark in child:
                presence &= TRACKED.get(mark.tag, BOTH)
    return presence


def presence_of_row(row: Element) -> int:
    """The readings in which a table row stands (§17.13.5.12, §17.13.5.16)."""
    presence = BOTH
    for properties in row:
        if properties.tag == _ROW_PROPERTIES:
            for child in properties:
                presence &= TRACKED.get(child.tag, BOTH)
    return presence


def presence_of_cell(cell: Element) -> int:
    """The readings in which a table cell stands (§17.13.5.1, §17.13.5.2)."""
    presence = BOTH
    for properties in cell:
        if properties.tag == _CELL_PROPERTIES:
            for child in properties:
                presence &= TRACKED_CELLS.get(child.tag, BOTH)
    return presence


def in_force(properties: Element, reading: int) -> Element:
    """The properties that hold in a reading: rejecting a change of formatting brings back what was there before (§17.13.5.29–38)."""
    if reading != REJECTED or not len(properties):
        return properties
    former = FORMER.get(properties.tag)
    for change in properties if former else ():
        if change.tag == former:
            return next((child for child in change if child.tag == properties.tag), change)
    return properties

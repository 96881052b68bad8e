"""What stands in which reading of a document with tracked changes: the one place that knows (ECMA-376-1 §17.13.5).

A *presence* is a set of readings as bits: text inserted stands in the accepted reading only, text deleted in the rejected reading only.
What stands inside several changes stands where all of them let it: an insertion that was deleted again stands in neither reading.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from lxml import etree

from .names import (
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    W,
)

Reading: TypeAlias = Literal["accepted", "rejected"]

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
FORMER_TAGS = frozenset(FORMER.values()) | {W + "numberingChange"}


def presence_of_mark(properties: etree._Element) -> int:
    """The readings in which a paragraph's mark stands, from its `w:pPr`.

    In a reading without the mark the paragraph goes on in the next one, and takes that one's properties (§17.13.5.4, §17.13.5.15).
    """
    presence = BOTH
    for child in properties:
        if child.tag == RUN_PROPERTIES:
            for mark in child:
                presence &= TRACKED.get(mark.tag, BOTH)
    return presence


def presence_of_row(row: etree._Element) -> int:
    """The readings in which a table row stands (§17.13.5.12, §17.13.5.16)."""
    presence = BOTH
    for properties in row.iterchildren(W + "trPr"):
        for child in properties:
            presence &= TRACKED.get(child.tag, BOTH)
    return presence


def presence_of_cell(cell: etree._Element) -> int:
    """The readings in which a table cell stands (§17.13.5.1, §17.13.5.2)."""
    presence = BOTH
    for properties in cell.iterchildren(W + "tcPr"):
        for child in properties:
            presence &= TRACKED_CELLS.get(child.tag, BOTH)
    return presence


def in_force(properties: etree._Element, reading: int) -> etree._Element:
    """The properties that hold in a reading: rejecting a change of formatting brings back what was there before (§17.13.5.29–38)."""
    if reading != REJECTED or not len(properties):
        return properties
    former = FORMER.get(properties.tag)
    for change in properties.iterchildren(former) if former else ():
        return next(iter(change.iterchildren(properties.tag)), change)
    return properties

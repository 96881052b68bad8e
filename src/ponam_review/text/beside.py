"""What is printed in the margin beside a block: its address, or its number among the paragraphs of the text."""

from __future__ import annotations

from .flow import Flow
from .model import Item, Paragraph
from .remarks import Address


def labels_beside(flow: Flow, *, addresses: bool = False, numbered: bool = False) -> tuple[str, ...]:
    """One label a block of the flow, empty where it has none.

    Addresses (`axe-3 ¶4`) are for consultation. Numbers count the paragraphs of the whole text, as decrees and reports of assemblies do:
    a list belongs to the paragraph that leads it in, a table to its caption.
    """
    if addresses:
        return tuple(str(Address(item.section, item.number)) if item.number else "" for item in flow.items)
    if not numbered:
        return ("",) * len(flow.items)
    count = 0
    out: list[str] = []
    for item in flow.items:
        block = item.block
        counted = item.number and isinstance(block, Paragraph) and not any(isinstance(inner, Item) for inner in block.within)
        count += bool(counted)
        out.append(str(count) if counted else "")
    return tuple(out)

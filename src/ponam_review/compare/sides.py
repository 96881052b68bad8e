"""The two texts of a redline, block by block: where links to each lead, and the number that each item of a list had."""

from __future__ import annotations

from dataclasses import dataclass

from ..text.anchors import Anchors, name_blocks, target_of
from ..text.flow import Flow, Placed
from ..text.front import is_generated
from ..text.nesting import item_numbers
from ..text.plain import notes_of
from .changes import ChangeSet


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of each block of one of the two texts, by its index in the flow."""

    items: tuple[Placed, ...]
    places: list[str]
    numbers: list[int]


def sides_of(changes: ChangeSet, anchors: Anchors) -> tuple[Side, Side]:
    """The new and the old text. New blocks get their ids first; an old id leads to what answers it now, or to the deleted block."""
    text = [item for item in changes.new.items if not is_generated(item.block)]
    named = iter(name_blocks(text, anchors))
    new = ["" if is_generated(item.block) else next(named) for item in changes.new.items]
    old = [""] * len(changes.old.items)
    for step in changes.steps:
        target = target_of(step.old[0]) if step.old and not is_generated(step.old[0]) else ""
        if not target or step.op == "move-from":
            continue
        if step.new:
            answers = new[step.new_at : step.new_at + len(step.new)]
            anchors.remember(target, next(filter(None, answers), ""))
        else:
            old[step.old_at] = anchors.name(target)
    return (
        Side(changes.new.items, new, item_numbers(changes.new.blocks)),
        Side(changes.old.items, old, item_numbers(changes.old.blocks)),
    )


def old_notes_of(flow: Flow) -> dict[int, int]:
    """The numbers that the old text's notes had, by the identity of the value."""
    numbers: dict[int, int] = {}
    for item in flow.items:
        for note in notes_of(item.block):
            numbers.setdefault(id(note), len(numbers) + 1)
    return numbers

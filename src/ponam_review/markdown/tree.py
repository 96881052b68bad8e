"""The tree of quotations and lists, recovered from blocks in normal form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..text.model import Block, Item, Quote


@dataclass(frozen=True, slots=True)
class QuoteNode:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ListNode:
    ordered: bool
    start: int
    items: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Block | QuoteNode | ListNode


def tree(blocks: Sequence[Block], depth: int = 0) -> tuple[Node, ...]:
    """What stands `depth` containers deep: blocks, quotations and lists."""
    nodes: list[Node] = []
    place = 0
    while place < len(blocks):
        within = blocks[place].within
        if len(within) <= depth:
            nodes.append(blocks[place])
            place += 1
            continue
        container = within[depth]
        end = _end(blocks, place, depth, container)
        if isinstance(container, Quote):
            nodes.append(QuoteNode(tree(blocks[place:end], depth + 1)))
        else:
            nodes.append(ListNode(container.ordered, container.start or 0, _items(blocks[place:end], depth)))
        place = end
    return tuple(nodes)


def _end(blocks: Sequence[Block], start: int, depth: int, first: Quote | Item) -> int:
    """Where the quotation or list that begins at `start` ends."""
    place = start + 1
    while place < len(blocks) and len(blocks[place].within) > depth:
        container = blocks[place].within[depth]
        if isinstance(container, Quote):
            if isinstance(first, Item) or container.opens:
                break
        elif isinstance(first, Quote) or container.start is not None:
            break
        place += 1
    return place


def _items(blocks: Sequence[Block], depth: int) -> tuple[tuple[Node, ...], ...]:
    items: list[tuple[Node, ...]] = []
    start = 0
    for place in range(1, len(blocks) + 1):
        if place == len(blocks) or blocks[place].within[depth].opens:
            items.append(tree(blocks[start:place], depth + 1))
            start = place
    return tuple(items)

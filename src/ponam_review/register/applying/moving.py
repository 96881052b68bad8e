"""A passage that goes elsewhere in its section, with other words or the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...text.model import Block, Heading, Item, Paragraph, Quote, Section, Table, Within


def moved_blocks(section: Section, first: int, count: int, after: int) -> Section | None:
    """The section with `count` blocks from number `first` behind block number `after` (0: at its beginning); None where they would go
    into themselves. Numbers are those of the section as it is given."""
    if first - 1 <= after < first + count:
        return section if after == first - 1 else None
    blocks = list(section.blocks)
    taken = blocks[first - 1 : first - 1 + count]
    above = blocks[after - 1] if after else None
    rest = _closed(blocks, first, count)
    at = after if after < first else after - count
    fitted, below = _fitting(taken, above, rest[at] if at < len(rest) else None)
    return replace(section, blocks=(*rest[:at], *fitted, *([below] if below is not None else []), *rest[at + 1 :]))


def _closed(blocks: Sequence[Block], first: int, count: int) -> list[Block]:
    """What stays: a list that loses its first item still begins with the same number."""
    rest = [*blocks[: first - 1], *blocks[first - 1 + count :]]
    taken, follows = blocks[first - 1], blocks[first - 1 + count] if first - 1 + count < len(blocks) else None
    if isinstance(taken, Paragraph) and isinstance(follows, Paragraph) and taken.within and follows.within:
        last, next_ = taken.within[-1], follows.within[-1]
        if isinstance(last, Item) and isinstance(next_, Item) and last.start is not None and next_.start is None and next_.opens:
            rest[first - 1] = replace(follows, within=(*follows.within[:-1], replace(next_, start=last.start)))
    return rest


def _fitting(taken: Sequence[Block], above: Block | None, below: Block | None) -> tuple[list[Block], Block | None]:
    """What comes, within what stands above it where a list goes on, and what stands below: a list that gets a new first item."""
    if not all(_listed(block) for block in taken):
        return list(taken), below
    fitted: list[Block] = []
    first = _item(below)
    for block in taken:
        assert isinstance(block, Paragraph)
        if _listed(above):
            assert isinstance(above, Paragraph)
            fitted.append(replace(block, within=following(above.within)))
        elif first is not None and first.start is not None:
            assert isinstance(below, Paragraph)
            fitted.append(replace(block, within=below.within if not fitted else following(below.within)))
        else:
            fitted.append(replace(block, within=_begun(block.within, begun=not fitted)))
    if not _listed(above) and first is not None and first.start is not None:
        assert isinstance(below, Paragraph)
        below = replace(below, within=following(below.within))
    return fitted, below


def _item(block: Block | None) -> Item | None:
    last = block.within[-1] if isinstance(block, Paragraph) and block.within else None
    return last if isinstance(last, Item) else None


def _listed(block: Block | None) -> bool:
    return _item(block) is not None


def _begun(within: Within, *, begun: bool) -> Within:
    """A list of its own, where none is above."""
    *_, last = within
    assert isinstance(last, Item)
    return (replace(last, opens=True, start=(1 if last.ordered else 0) if begun else None),)


def following(within: Within) -> Within:
    """What a paragraph put in behind another one stands within: in a list it is an item of its own."""
    *around, last = within or (None,)
    if not isinstance(last, Item):
        return tuple(replace(c, opens=False) if isinstance(c, Quote) else c for c in within)
    return (*(replace(c, opens=False) for c in around if c is not None), replace(last, opens=True, start=None))


def can_move(blocks: Sequence[Block]) -> bool:
    """Rows and cells stay in their table; all else goes as it is."""
    return all(isinstance(block, Paragraph | Heading) for block in blocks) or (len(blocks) == 1 and not isinstance(blocks[0], Table))

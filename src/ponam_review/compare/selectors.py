"""Selectors of comments carried to another revision: by section and block first, then by what they quote."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..text.model import Table
from ..text.plain import block_text, fold
from ..text.remarks import Selector
from .carry import GONE, UNSURE, Carried, Carrier
from .leaves import CAPTION, NOTE, Key, Leaves, Span
from .quotes import Place, Quote, best_place

CONTEXT = 64
"""Characters of prefix and suffix (CONTRACT.md)."""


@dataclass(frozen=True, slots=True)
class CarriedSelector:
    """Where a comment stands now; `selector` points there in the new revision, None when it is gone."""

    carried: Carried
    selector: Selector | None


def carry_selector(selector: Selector, carrier: Carrier) -> CarriedSelector:
    """The fate of a comment's selector. Below a score of 0.8 a person confirms it."""
    quote = Quote(selector.exact, selector.prefix, selector.suffix)
    place, sure = _place(selector, quote, carrier)
    found = carrier.carry_place(quote, place) if place else carrier.carry(quote)
    if found.fate == "gone":
        return CarriedSelector(GONE, None)
    if not sure:
        found = replace(found, score=min(found.score, UNSURE))
    return CarriedSelector(found, _selector(found, carrier))


# ------------------------------------------------------------------ in the old revision


def _place(selector: Selector, quote: Quote, carrier: Carrier) -> tuple[Place, bool]:
    """The characters a selector points to, and whether that is beyond doubt; nothing where its block does not hold them."""
    leaves = carrier.read.old
    at = carrier.read.old_blocks.get((selector.section, selector.block))
    if at is None:
        return (), False
    begins = dict(_begins(leaves, at, carrier.read.changes.old.items[at].block))
    if not quote.words:
        return tuple(Span(rank, 0, len(leaves.all[rank].text)) for rank in begins), True
    end = selector.start + len(selector.exact)
    spans = []
    for rank, begin in begins.items():
        first, last = max(0, selector.start - begin), min(len(leaves.all[rank].text), end - begin)
        if first < last:
            spans.append(Span(rank, first, last))
    if fold(" ".join(leaves.all[span.leaf].text[span.start : span.end] for span in spans)) == quote.words:
        return tuple(spans), True
    found = best_place(leaves, quote, [(span,) for rank in leaves.of_block(at) for span in leaves.within(rank, quote.words)])
    return (found.place, found.sure) if found else ((), False)


def _begins(leaves: Leaves, at: int, block: object) -> list[tuple[int, int]]:
    """Where each leaf begins in the text of its block (`text.plain.block_text`), which holds no notes and no caption."""
    if not isinstance(block, Table):
        return [(leaves.rank[at,], 0)] if (at,) in leaves.rank else []
    out: list[tuple[int, int]] = []
    position = 0
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row.cells):
            for b, inner in enumerate(cell.blocks):
                key: Key = (at, r, c, b)
                if key in leaves.rank:
                    out.append((leaves.rank[key], position))
                position += len(block_text(inner)) + 1
            position += not cell.blocks
        position += not row.cells
    return out


# ------------------------------------------------------------------ in the new revision


def _selector(found: Carried, carrier: Carrier) -> Selector | None:
    """The selector of what was found; of what stands in several blocks, the part in the first."""
    leaves, flow = carrier.read.new, carrier.read.changes.new
    if not found.place:
        return None
    first = found.place[0]
    at = leaves.all[first.leaf].at
    item = flow.items[at]
    last = [span for span in found.place if leaves.all[span.leaf].at == at][-1]
    begins = dict(_begins(leaves, at, item.block))
    first_text, last_text = leaves.all[first.leaf].text, leaves.all[last.leaf].text
    key = leaves.all[first.leaf].key
    if CAPTION in key or NOTE in key or first.leaf not in begins or last.leaf not in begins:
        exact, start = first_text[first.start : first.end], 0
        last, last_text = first, first_text
    else:
        start = begins[first.leaf] + first.start
        exact = block_text(item.block)[start : begins[last.leaf] + last.end]
    prefix = first_text[max(0, first.start - CONTEXT) : first.start]
    return Selector(flow.name, item.section, item.number, exact, prefix, last_text[last.end : last.end + CONTEXT], start)

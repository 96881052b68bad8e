"""Where a comment stands in a later edition: its anchor carried there, and how far that can be trusted. Pure: no database, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..compare.carry import Carrier
from ..compare.leaves import Leaf, leaves_of
from ..compare.selectors import CarriedSelector, carry_selector
from ..text.flow import Flow
from ..text.model import Heading, Paragraph
from ..text.plain import block_text, fold, inline_text
from ..text.remarks import Fate, Selector
from .values import Carried
from .vocabulary import AnchorState

SURE = 0.8
"""Score below which a person confirms (`compare.selectors`)."""
_ORDER: tuple[Fate, ...] = ("same", "moved", "reworded", "gone")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment is known to stand, in one edition: as received, or as carried or confirmed since.

    `fate` and `score` tell how it came there from where it was first; `sure` is False where the first place was doubtful already.
    """

    comment: int
    edition: str
    selector: Selector
    fate: Fate = "same"
    score: float = 1.0
    sure: bool = True


def carry_anchors(anchors: Iterable[Anchor], carrier: Carrier, edition: str, revision: str) -> Iterator[Carried]:
    """Each anchor in `edition`. Remarks on one passage are carried once: ten thousand remarks stand on a few hundred passages."""
    flow = carrier.read.changes.new
    labels = _labels(flow)
    at = {(item.section, item.number): position for position, item in reversed(tuple(enumerate(flow.items)))}
    known: dict[Selector, CarriedSelector] = {}
    for anchor in anchors:
        found = known.get(anchor.selector)
        if found is None:
            found = known[anchor.selector] = carry_selector(anchor.selector, carrier)
        yield _carried(anchor, found, flow, labels, at, edition, revision)


def _carried(
    anchor: Anchor, found: CarriedSelector, flow: Flow, labels: Sequence[str], at: dict[tuple[str, int], int], edition: str, revision: str
) -> Carried:
    fate = worst(anchor.fate, found.carried.fate)
    selector = found.selector
    score = round(min(anchor.score, found.carried.score), 3)
    if selector is None:
        fate, score = "gone", 0.0
    position = at.get((selector.section, selector.block), -1) if selector is not None else -1
    return Carried(
        comment=anchor.comment,
        edition=edition,
        revision=revision,
        selector=None if selector is None else replace(selector, revision=edition),
        fate=fate,
        score=score,
        state=state_of(fate, score, sure=anchor.sure),
        label=labels[position] if position >= 0 else "",
        position=position,
        previous=anchor.selector.exact,
    )


def wording_in(flow: Flow, section: str, words: str, edition: str) -> tuple[Selector, int, str] | None:
    """The one paragraph of a section that says these words, its place in the text and its heading; None where none or several do."""
    wanted = fold(words)
    found: list[tuple[int, Leaf]] = []
    for position, item in enumerate(flow.items):
        if item.section == section and wanted:
            found += [(position, leaf) for leaf in leaves_of(item.block, (position,)) if fold(leaf.text) == wanted]
    if len(found) != 1:
        return None
    position, leaf = found[0]
    item = flow.items[position]
    start = max(block_text(item.block).find(leaf.text), 0)
    return Selector(edition, section, item.number, leaf.text, start=start), position, _labels(flow)[position]


def worst(first: Fate, second: Fate) -> Fate:
    """The fate of what met two in turn."""
    return max(first, second, key=_ORDER.index)


def state_of(fate: Fate, score: float, *, sure: bool = True) -> AnchorState:
    """What a person has to look at: what is gone, what is not certain, and what never was."""
    if fate == "gone":
        return AnchorState.ORPHAN
    return AnchorState.SURE if sure and score >= SURE else AnchorState.TO_CONFIRM


def better(first: Carried, second: Carried) -> Carried:
    """Of two ways to the same edition the surer one."""
    return second if (second.fate != "gone", second.score) > (first.fate != "gone", first.score) else first


def _labels(flow: Flow) -> list[str]:
    """For each block the number and words of the nearest heading above, as the matrix prints them."""
    out: list[str] = []
    label = section = ""
    for item in flow.items:
        if item.section != section:
            label, section = "", item.section
        block = item.block
        if isinstance(block, Heading):
            label = f"{block.number} {inline_text(block.content)}".strip()
        out.append("" if isinstance(block, Paragraph) and block.role else label)
    return out

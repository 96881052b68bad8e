"""One proposal and one section: what the text becomes, or why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ...compare.changes import Step
from ...compare.engine import compare
from ...compare.merging.three_way import Collision, Outcome, flow_of, merge, propose
from ...text.flow import Flow
from ...text.model import Section, Table
from ...text.plain import block_text, fold


@dataclass(frozen=True, slots=True)
class MergedSection:
    """Our section with the proposal in it. With collisions it is not to be used."""

    section: Section
    collisions: tuple[Outcome, ...] = ()
    changed: bool = True


def merge_sections(base: Section, ours: Section, theirs: Section) -> MergedSection:
    """The three-way merge of `compare`, title included."""
    collisions: list[Outcome] = []
    title = ours.title
    if theirs.title != base.title:
        made = propose(base.title, theirs.title, ours.title)
        if isinstance(made, Collision):
            collisions.append(Outcome("collision", base.title, ours.title, theirs.title, 0))
        else:
            title = made.text
    blocks = ours.blocks
    if theirs.blocks != base.blocks:
        merged = merge(*map(_flow, (base, ours, theirs)))
        collisions += _whole(base, ours, theirs, merged.collisions)
        blocks = merged.blocks
    if _stands_already(base, ours, theirs):
        blocks, collisions = ours.blocks, []
    changed = (title, blocks) != (ours.title, ours.blocks)
    return MergedSection(replace(ours, title=title, blocks=blocks), tuple(collisions), changed)


def changed_words(before: Section, after: Section) -> tuple[str, str] | None:
    """The paragraphs that differ, whole, as they read before and after; None where a table or only a note differs."""
    old: list[str] = []
    new: list[str] = []
    for code, i1, i2, j1, j2 in SequenceMatcher(None, before.blocks, after.blocks, autojunk=False).get_opcodes():
        if code == "equal":
            continue
        if any(isinstance(block, Table) for block in (*before.blocks[i1:i2], *after.blocks[j1:j2])):
            return None
        old += map(block_text, before.blocks[i1:i2])
        new += map(block_text, after.blocks[j1:j2])
    return None if old == new else ("\n".join(old), "\n".join(new))


def _flow(section: Section) -> Flow:
    return flow_of(section.blocks)


def _whole(base: Section, ours: Section, theirs: Section, collisions: Sequence[Outcome]) -> list[Outcome]:
    """The paragraphs in which the texts collide, whole: a person decides between sentences, not between words. Tables stay in pieces."""
    if not collisions:
        return []
    sides = [compare(_flow(base), _flow(side)).steps for side in (ours, theirs)]
    out: dict[int, Outcome] = {}
    pieces: list[Outcome] = []
    for collision in collisions:
        block = base.blocks[collision.block] if collision.block < len(base.blocks) else None
        if block is None or isinstance(block, Table):
            pieces.append(collision)
            continue
        became = [_became(steps, collision.block) for steps in sides]
        out.setdefault(collision.block, Outcome("collision", block_text(block), became[0], became[1], collision.block))
    return [*out.values(), *pieces]


def _became(steps: Iterable[Step], block: int) -> str:
    """What a block of the base reads on one side; nothing where it was taken out."""
    for step in steps:
        if step.old and step.op not in ("delete", "move-from") and step.old_at <= block < step.old_at + len(step.old):
            return "\n".join(map(block_text, step.new))
    return ""


def _stands_already(base: Section, ours: Section, theirs: Section) -> bool:
    """A paragraph to be put in that stands in our text, wherever the drafter put it."""
    known = {fold(block_text(block)) for block in base.blocks}
    come = [fold(block_text(block)) for block in theirs.blocks if fold(block_text(block)) not in known]
    here = {fold(block_text(block)) for block in ours.blocks}
    adds_only = len(theirs.blocks) == len(base.blocks) + len(come)
    return bool(come) and adds_only and all(words in here for words in come)

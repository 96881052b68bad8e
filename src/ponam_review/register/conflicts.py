"""Proposals on one passage that cannot both be carried out: found in what the register holds, without the text itself.

Two institutions that ask for the same words agree, however often they say it; two that change different words of one paragraph
do not disturb each other. What is left is for somebody to decide. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Indel

from ..text.remarks import Selector
from .values import Comment
from .vocabulary import Edit, Kind, Standing, Suite, folded

OPEN = (Suite.PENDING, Suite.ACCEPTED, Suite.ACCEPTED_WITH_CHANGES, Suite.PARTLY_ACCEPTED, Suite.REFERRED)
"""Dispositions under which a proposal may still be carried out, or was."""
REWORDING = 0.5
"""Share of words from which a proposal is another wording of what it quotes; below, it says what to add or to do there."""
ALIKE = 0.6
"""Share of words from which two paragraphs to be added at one place are two wordings of one."""
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, and all the remarks that ask for it: what several institutions ask in the same words is one position."""

    comments: tuple[Comment, ...]

    @property
    def comment(self) -> Comment:
        return self.comments[0]

    @property
    def stakeholders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(comment.stakeholder for comment in self.comments))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more wordings of one passage, of different institutions, that touch the same words."""

    selector: Selector
    """The passage; `exact` are the widest words quoted."""
    label: str
    position: int
    variants: tuple[Variant, ...]

    @property
    def comments(self) -> tuple[Comment, ...]:
        return tuple(sorted((c for variant in self.variants for c in variant.comments), key=lambda c: c.number))

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(comment.number for comment in self.comments)

    @property
    def is_settled(self) -> bool:
        """One wording was accepted and none waits: nothing is left to decide."""
        return all(comment.suite not in (Suite.PENDING, Suite.REFERRED) for comment in self.comments)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Characters from `start` to `end` of the passage's block that give way to `text`; `closed`: a paragraph of its own after it."""

    start: int
    end: int
    text: str
    closed: bool = False


def conflicts_of(comments: Iterable[Comment], places: Mapping[int, Selector] | None = None) -> tuple[Conflict, ...]:
    """The conflicts among some remarks, in the order of the text.

    `places`: where remarks stand now, where that is not where they were made; remarks are confronted within one edition.
    """
    by_block: dict[tuple[str, str, int], list[Comment]] = defaultdict(list)
    for comment in comments:
        selector = (places or {}).get(comment.number, comment.place.selector)
        if selector is not None and _competes(comment):
            by_block[selector.revision, selector.section, selector.block].append(comment)
    found = [conflict for group in by_block.values() if len(group) > 1 for conflict in _in_block(group, places or {})]
    return tuple(sorted(found, key=lambda conflict: (conflict.position, conflict.selector.start, conflict.numbers)))


def _competes(comment: Comment) -> bool:
    return (
        comment.kind is Kind.PROPOSAL
        and comment.standing is Standing.ACTIVE
        and comment.suite in OPEN
        and comment.edit is not Edit.MOVE
        and (bool(comment.proposal.strip()) or comment.edit is Edit.DELETE)
    )


def _in_block(group: Sequence[Comment], places: Mapping[int, Selector]) -> Iterator[Conflict]:
    variants = list(_variants(group))
    hunks = [hunks_of(variant.comment) for variant in variants]
    parent = list(range(len(variants)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for a, b in combinations(range(len(variants)), 2):
        if root(a) != root(b) and _of_two(variants[a], variants[b]) and any(collide(x, y) for x in hunks[a] for y in hunks[b]):
            parent[root(b)] = root(a)
    parts: dict[int, list[Variant]] = defaultdict(list)
    for at, variant in enumerate(variants):
        parts[root(at)].append(variant)
    for part in parts.values():
        if len(part) > 1:
            first = max((v.comment for v in part), key=lambda c: len(_quoted(c)))
            selector = places.get(first.number, first.place.selector)
            assert selector is not None
            yield Conflict(selector, first.place.label, first.place.position, tuple(part))


def _variants(group: Sequence[Comment]) -> Iterator[Variant]:
    same: dict[tuple[str, str, str], list[Comment]] = {}
    for comment in sorted(group, key=lambda c: c.number):
        same.setdefault((comment.edit.value, folded(_quoted(comment)), folded(comment.proposal)), []).append(comment)
    yield from (Variant(tuple(comments)) for comments in same.values())


def _of_two(a: Variant, b: Variant) -> bool:
    """Whether two institutions disagree: one that says two things is asked which it means, and needs no arbitration."""
    return len({*a.stakeholders, *b.stakeholders}) > 1


def _quoted(comment: Comment) -> str:
    selector = comment.place.selector
    return comment.quote or (selector.exact if selector and comment.edit is not Edit.INSERT_AFTER else "")


def hunks_of(comment: Comment) -> tuple[Hunk, ...]:
    """What a proposal changes in its block."""
    selector = comment.place.selector
    if selector is None:
        return ()
    quoted, start = _quoted(comment), selector.start
    end = start + len(selector.exact)
    if comment.edit is Edit.INSERT_AFTER:
        return (Hunk(end, end, comment.proposal, closed=True),)
    if comment.edit is Edit.DELETE:
        return (Hunk(start, start + max(len(quoted), 1), ""),)
    if not quoted:
        return (Hunk(end, end, comment.proposal, closed=True),)
    before, after = _TOKENS.findall(quoted), _TOKENS.findall(comment.proposal)
    if comment.edit is Edit.FREE and Indel.normalized_similarity(before, after) < REWORDING:
        return (Hunk(end, end, comment.proposal, closed=True),)
    return tuple(_changed(before, after, start))


def _changed(before: list[str], after: list[str], start: int) -> Iterator[Hunk]:
    """The words that differ; changes with nothing but spaces between them are one."""
    at = [0]
    for token in before:
        at.append(at[-1] + len(token))
    spans: list[list[int]] = []
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            continue
        between = "".join(before[spans[-1][1] : code.src_start]) if spans else "."
        if spans and not between.strip():
            spans[-1][1], spans[-1][3] = code.src_end, code.dest_end
        else:
            spans.append([code.src_start, code.src_end, code.dest_start, code.dest_end])
    for low, high, first, last in spans:
        yield Hunk(start + at[low], start + at[high], "".join(after[first:last]))


def collide(a: Hunk, b: Hunk) -> bool:
    """Whether two changes cannot stand side by side; the same change twice can."""
    if (a.start, a.end, folded(a.text)) == (b.start, b.end, folded(b.text)):
        return False
    if a.closed or b.closed:
        return a.closed and b.closed and a.start == b.start and _alike(a, b)
    if a.start == a.end and b.start == b.end:
        return a.start == b.start
    if a.start == a.end or b.start == b.end:
        point, span = (a, b) if a.start == a.end else (b, a)
        return span.start < point.start < span.end
    return max(a.start, b.start) < min(a.end, b.end)


def _alike(a: Hunk, b: Hunk) -> bool:
    return bool(Indel.normalized_similarity(folded(a.text).split(), folded(b.text).split()) >= ALIKE)

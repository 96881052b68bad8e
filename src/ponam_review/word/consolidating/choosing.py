"""Of all proposals, which are the same, which contradict each other, and what is said of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...compare.merging.hunks import Base, Thing, text_of
from ...compare.merging.touching import touches
from .proposals import Layer, Marker, Proposal
from .telling import Clash, Remark, Told, Wording


@dataclass(slots=True)
class Choice:
    """A proposal to show; `seconds` say the same; `against` holds the collision it is part of, itself included."""

    proposal: Proposal
    seconds: list[Proposal] = field(default_factory=list)
    against: list[Choice] = field(default_factory=list)

    @property
    def inner(self) -> bool:
        """Whether it is edited from inside (a note, a table), where choices are made anew."""
        step = self.proposal.hunk.step
        return self.proposal.kind == "note" or (self.proposal.kind == "whole" and step is not None and step.table is not None)


def choose(base: Base, layers: Sequence[Layer]) -> list[Choice]:
    """The proposals of all copies, identical ones taken together, collisions known."""
    out: list[Choice] = []
    for layer in layers:
        for proposal in layer.proposals:
            twin = next((c for c in out if c.proposal.copy is not proposal.copy and _same(c.proposal, proposal)), None)
            if twin is not None:
                twin.seconds.append(proposal)
                continue
            choice = Choice(proposal)
            for other in out:
                if other.proposal.copy is not proposal.copy and _collide(base, other, choice):
                    _join(other, choice)
            out.append(choice)
    return out


def _same(a: Proposal, b: Proposal) -> bool:
    return (a.kind, a.hunk.start, a.hunk.end, a.hunk.things) == (b.kind, b.hunk.start, b.hunk.end, b.hunk.things)


def _collide(base: Base, a: Choice, b: Choice) -> bool:
    if not touches(base, a.proposal.hunk, b.proposal.hunk):
        return False
    return not (a.inner and b.inner) and bool(a.proposal.hunk.things or b.proposal.hunk.things)


def _join(a: Choice, b: Choice) -> None:
    members = a.against or [a]
    for member in b.against or [b]:
        if member not in members:
            members.append(member)
    for member in members:
        member.against = members


# ------------------------------------------------------------------ what is said of them


def remarks(base: Base, choices: Sequence[Choice], told: Told) -> list[tuple[int, Marker]]:
    """Comments that name those who ask for the same, and collisions; where they stand on the line."""
    out: list[tuple[int, Marker]] = []
    for choice in choices:
        if choice.seconds and not choice.inner:
            names = [name for second in choice.seconds for name in second.authors]
            out += _around(base, choice.proposal.hunk.start, choice.proposal.hunk.end, told.remark(Remark(tuple(dict.fromkeys(names)))))
        out += _also_deleted(base, choice, choices, told)
    for start, end in _clashes(base, choices):
        group = [c for c in choices if start <= c.proposal.hunk.start and c.proposal.hunk.end <= end]
        out += _clash(base, group, start, end, told)
    return out


SENTENCE = 30
"""Characters between two collisions of the same copies up to which they are told as one."""


def _clashes(base: Base, choices: Sequence[Choice]) -> list[tuple[int, int]]:
    """Where proposals collide; neighbours in one sentence taken together."""
    groups = {id(c.against): c.against for c in choices if c.against}
    spans = sorted(
        (min(c.proposal.hunk.start for c in g), max(c.proposal.hunk.end for c in g), frozenset(c.proposal.copy.name for c in g))
        for g in groups.values()
    )
    out: list[tuple[int, int]] = []
    last: frozenset[str] = frozenset()
    for start, end, copies in spans:
        near = out and copies == last and start - out[-1][1] <= SENTENCE and base.block_at(start) == base.block_at(out[-1][0])
        if near:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
        last = copies
    return out


def _clash(base: Base, group: Sequence[Choice], start: int, end: int, told: Told) -> list[tuple[int, Marker]]:
    wordings: list[Wording] = []
    copies = list(dict.fromkeys(p.copy.name for c in group for p in (c.proposal, *c.seconds)))
    for name in copies:
        own = [p for c in group for p in (c.proposal, *c.seconds) if p.copy.name == name]
        things: list[Thing] = []
        at = start
        for proposal in sorted(own, key=lambda p: (p.hunk.start, p.hunk.end)):
            things += [*base.between(at, proposal.hunk.start), *proposal.hunk.things]
            at = max(at, proposal.hunk.end)
        things += base.between(at, end)
        authors = tuple(dict.fromkeys(author for proposal in own for author in proposal.authors))
        wordings.append(Wording(name, authors, text_of(things).strip()))
    clash = Clash(text_of(base.between(start, end)).strip(), tuple(wordings))
    return _around(base, start, end, told.remark(Remark(clash=clash)))


def _also_deleted(base: Base, choice: Choice, choices: Sequence[Choice], told: Told) -> list[tuple[int, Marker]]:
    """Words that others, too, delete as part of another stretch: Word shows one deletion only."""
    out: list[tuple[int, Marker]] = []
    own = choice.proposal
    if own.hunk.things or own.kind != "words":
        return out
    for other in choices[: next(k for k, c in enumerate(choices) if c is choice)]:
        first = other.proposal
        if first.hunk.things or first.kind != "words" or first.copy is own.copy:
            continue
        start, end = max(first.hunk.start, own.hunk.start), min(first.hunk.end, own.hunk.end)
        if start < end:
            out += _around(base, start, end, told.remark(Remark(tuple(own.authors))))
    return out


def _around(base: Base, start: int, end: int, number: int) -> list[tuple[int, Marker]]:
    if end > start and base.ends_paragraph(end - 1):
        end -= 1
    if end <= start:
        return [(start, Marker("", str(number), "start", inside=True)), (start, Marker("", str(number), "end", inside=True))]
    return [(start, Marker("", str(number), "start", inside=True)), (end, Marker("", str(number), "end", inside=True))]

"""The proof that nothing was forgotten: every remark has its answer, every change of substance its reason, or is listed.

Pure: what the register, the history and the comparison say goes in, one value comes out; text, HTML, Word and JSON show that value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..compare.changes import ChangeSet
from ..compare.listing import Change, InPlace, in_place
from ..register.applying.record import observations
from ..register.values import Application, Comment, WorkshopDecision
from ..register.vocabulary import ApplicationState, Suite
from ..text.remarks import Selector
from ..workspace.tracing import UNSAVED, Commit, Trace
from ..workspace.trailers import REASONS, WORKSHOPS, values_of

ACCEPTING = (Suite.ACCEPTED, Suite.ACCEPTED_WITH_CHANGES, Suite.PARTLY_ACCEPTED)
Effect: TypeAlias = Literal["", "change", "place", "declared", "none", "reverted"]
"""How an accepted remark shows in the text: a change names it; its passage changed; only whoever decided says so; not at all."""
Source: TypeAlias = Literal["remark", "workshop", "note", "place"]


@dataclass(frozen=True, slots=True)
class Motive:
    """Why a change was made. `place`: nobody said so, but an accepted remark stands on that very passage."""

    source: Source
    words: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvenChange:
    """A change of substance, its commits and its reasons; `bare` are the commits that give none."""

    rank: int
    change: Change
    address: str
    motives: tuple[Motive, ...]
    commits: tuple[Commit, ...]
    bare: tuple[Commit, ...]
    unsaved: bool
    """Edits of the working copy that no commit holds take part in it."""

    @property
    def by_place(self) -> bool:
        """Explained by an accepted remark on the passage only."""
        return self.explained and all(motive.source == "place" for motive in self.motives)

    @property
    def explained(self) -> bool:
        if any(motive.source == "place" for motive in self.motives):
            return True
        return bool(self.motives) and not self.bare and not self.unsaved


@dataclass(frozen=True, slots=True)
class ProvenRemark:
    """A remark, and how it shows in the text."""

    comment: Comment
    effect: Effect = ""
    commits: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """One disposition, a reason, an author."""
        decision = self.comment.disposition
        return decision is not None and bool(decision.reason.strip()) and bool(decision.author.strip())

    @property
    def without_effect(self) -> bool:
        return self.effect in ("none", "reverted")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof says. `complete` is False where the history does not lead from the old text to the new one."""

    old: str
    new: str
    title: str
    remarks: tuple[ProvenRemark, ...]
    changes: tuple[ProvenChange, ...]
    lighter: int
    """Changes of wording, typography and numbers, which need no reason."""
    complete: bool = True
    waiting: int = 0
    """Remarks whose place in the new text a person has to confirm."""
    strict: bool = False
    mark: str = ""

    @property
    def unanswered(self) -> tuple[ProvenRemark, ...]:
        return tuple(remark for remark in self.remarks if not remark.answered)

    @property
    def without_effect(self) -> tuple[ProvenRemark, ...]:
        return tuple(remark for remark in self.remarks if remark.without_effect)

    @property
    def declared(self) -> tuple[ProvenRemark, ...]:
        return tuple(remark for remark in self.remarks if remark.effect == "declared")

    @property
    def unexplained(self) -> tuple[ProvenChange, ...]:
        return tuple(change for change in self.changes if not change.explained or (self.strict and change.by_place))

    @property
    def explained(self) -> tuple[ProvenChange, ...]:
        left = {change.rank for change in self.unexplained}
        return tuple(change for change in self.changes if change.rank not in left)

    @property
    def is_whole(self) -> bool:
        """Nothing is listed."""
        return not (self.unanswered or self.without_effect or self.unexplained)


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows: remarks in scope, the changes recorded for remarks, decisions of workshops, and where remarks stand in the
    old text (their own edition's, or carried)."""

    comments: Sequence[Comment]
    applications: Sequence[Application]
    workshops: Sequence[WorkshopDecision]
    places: Mapping[int, Selector]
    reworded: frozenset[int] = frozenset()
    """Remarks whose passage does not read in the new text as it read in theirs."""


def prove(
    changes: ChangeSet, trace: Trace, known: Known, *, title: str = "", strict: bool = False, waiting: int = 0, mark: str = ""
) -> Proof:
    """The proof between the two texts of a change set."""
    reasons = _reasons(trace, known)
    accepted = _accepted_on(known)
    found: list[ProvenChange] = []
    lighter = 0
    wanted = ("substance", "wording") if strict else ("substance",)
    touched = set(known.reworded)
    for one in in_place(changes):
        if one.change.weight in ("substance", "wording"):
            touched |= _accepted_here(one, changes, accepted)
        if one.change.weight not in wanted:
            lighter += 1
            continue
        found.append(_change(len(found) + 1, one, changes, trace, reasons, accepted))
    remarks = tuple(_remark(comment, known, trace, touched) for comment in known.comments)
    return Proof(
        changes.old.name, changes.new.name, title or changes.new.title, remarks, tuple(found), lighter,
        complete=trace.complete, waiting=waiting, strict=strict, mark=mark,
    )  # fmt: skip


# ------------------------------------------------------------------ changes


def _reasons(trace: Trace, known: Known) -> dict[str, tuple[Motive, ...]]:
    """The reasons that each commit gives, in its message or in the register."""
    recorded: dict[str, list[int]] = {}
    for applied in known.applications:
        if applied.state is ApplicationState.STANDING:
            recorded.setdefault(applied.commit, []).append(applied.comment)
    workshops = {decision.reference.casefold(): decision for decision in known.workshops}
    found: dict[str, tuple[Motive, ...]] = {}
    for id, commit in trace.commits.items():
        numbers = tuple(dict.fromkeys((*recorded.get(id, ()), *observations(commit.trailers))))
        motives = [Motive("remark", "", numbers)] if numbers else []
        for value in values_of(commit.trailers, *WORKSHOPS):
            decision = workshops.get(value.casefold())
            words = f"{decision.reference} ({decision.date:%d/%m/%Y}) – {decision.text}" if decision else value
            motives.append(Motive("workshop", words))
        motives += [Motive("note", value) for value in values_of(commit.trailers, *REASONS)]
        found[id] = tuple(motives)
    return found


def _change(
    rank: int,
    one: InPlace,
    changes: ChangeSet,
    trace: Trace,
    reasons: Mapping[str, tuple[Motive, ...]],
    accepted: Mapping[tuple[str, int], Sequence[int]],
) -> ProvenChange:
    ids = _commits(one, changes, trace)
    commits = tuple(trace.commits[id] for id in trace.commits if id in ids)
    bare = tuple(commit for commit in commits if not reasons[commit.id])
    motives = list(dict.fromkeys(motive for commit in commits for motive in reasons[commit.id]))
    unsaved = UNSAVED in ids
    if bare or unsaved or not commits:
        here = _accepted_here(one, changes, accepted)
        named = {number for motive in motives for number in motive.numbers}
        if here - named:
            motives.append(Motive("place", "", tuple(sorted(here - named))))
    at, flow = (one.new_at[0], changes.new) if one.new_at else (one.old_at[0], changes.old)
    item = flow.items[at]
    address = f"{item.section} ¶{item.number}" if item.number else item.section
    return ProvenChange(rank, one.change, address, tuple(motives), commits, bare, unsaved)


def _commits(one: InPlace, changes: ChangeSet, trace: Trace) -> frozenset[str]:
    new = [changes.new.items[at] for at in one.new_at]
    old = [changes.old.items[at] for at in one.old_at]
    if one.new_row >= 0:
        rows = (trace.new_rows.get((item.section, item.number, one.new_row)) for item in new)
        return frozenset().union(*(commits for commits in rows if commits is not None))
    if one.old_row >= 0:
        rows = (trace.gone_rows.get((item.section, item.number, one.old_row)) for item in old)
        return frozenset().union(*(commits for commits in rows if commits is not None))
    if new:
        return frozenset().union(*(trace.new.get((item.section, item.number), frozenset()) for item in new))
    return frozenset().union(*(trace.gone.get((item.section, item.number), frozenset()) for item in old))


def _accepted_on(known: Known) -> dict[tuple[str, int], list[int]]:
    """Accepted remarks by the block of the old text on which they stand."""
    found: dict[tuple[str, int], list[int]] = {}
    for comment in known.comments:
        place = known.places.get(comment.number)
        if place is not None and comment.suite in ACCEPTING:
            found.setdefault((place.section, place.block), []).append(comment.number)
    return found


def _accepted_here(one: InPlace, changes: ChangeSet, accepted: Mapping[tuple[str, int], Sequence[int]]) -> set[int]:
    """Accepted remarks on the old blocks of a change; for what was put in, on the block above it."""
    items = [changes.old.items[at] for at in one.old_at]
    if not items and one.new_at and one.new_at[0] > 0:
        above = changes.new.items[one.new_at[0] - 1]
        step = next((s for s in changes.steps if s.new and s.new_at <= one.new_at[0] - 1 < s.new_at + len(s.new) and s.old), None)
        items = [changes.old.items[step.old_at]] if step is not None else []
        items = [item for item in items if item.section == above.section]
    return {number for item in items for number in accepted.get((item.section, item.number), ())}


# ------------------------------------------------------------------ remarks


def _remark(comment: Comment, known: Known, trace: Trace, touched: Collection[int]) -> ProvenRemark:
    if comment.suite not in ACCEPTING:
        return ProvenRemark(comment)
    own = [applied for applied in known.applications if applied.comment == comment.number]
    standing = tuple(applied.commit for applied in own if applied.state is ApplicationState.STANDING)
    told = tuple(id for id, commit in trace.commits.items() if comment.number in observations(commit.trailers))
    if standing or told:
        return ProvenRemark(comment, "change", tuple(dict.fromkeys((*standing, *told))))
    if own:
        return ProvenRemark(comment, "reverted", tuple(applied.commit for applied in own))
    if comment.number in touched:
        return ProvenRemark(comment, "place")
    where = comment.disposition.where.strip() if comment.disposition else ""
    return ProvenRemark(comment, "declared" if where else "none")

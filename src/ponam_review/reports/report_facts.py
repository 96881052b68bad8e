"""What a consultation report tells, counted: who was heard and who was silent, on what, when, and what became of it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..register.values import Comment, Round, Stakeholder
from ..register.vocabulary import SUITES, Channel, Kind, Nature, Suite, folded, plain_words

ACCEPTING = (Suite.ACCEPTED, Suite.ACCEPTED_WITH_CHANGES, Suite.PARTLY_ACCEPTED)
WEEKS = 15
"""Longer consultations are told by months."""
SHARED_WORDS = 3
"""Words below which two remarks that say the same are no common demand (“Dont acte.”)."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What changed in one part of the text: changes of substance, of wording, and of form."""

    part: str
    substance: int
    wording: int
    form: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """From which edition to which, and part by part."""

    old: str
    new: str
    parts: tuple[Rewritten, ...]

    @property
    def substance(self) -> int:
        return sum(part.substance for part in self.parts)

    @property
    def every(self) -> int:
        return sum(part.substance + part.wording + part.form for part in self.parts)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the register says, gathered. `comments` are those that may be told, in the order of the text."""

    comments: tuple[Comment, ...]
    stakeholders: tuple[Stakeholder, ...]
    """Those consulted."""
    heard: frozenset[str]
    """Codes of those who sent something, if only a file without remarks."""
    rounds: tuple[Round, ...]
    parts: Mapping[str, str]
    """Section id → what its chapter is called, in the order of the text."""
    change: TextChange | None = None
    confidential: int = 0
    """Remarks left out of a public version."""
    channels: Mapping[Channel, int] | None = None
    """Files and messages received, by the way they came."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage on which several speak."""

    label: str
    address: str
    words: str
    comments: int
    stakeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A demand that several make."""

    comment: Comment
    """The first one, or the one of which the others are duplicates."""
    numbers: tuple[int, ...]
    stakeholders: tuple[str, ...]


# ------------------------------------------------------------------ counting


def by_part(hearing: Hearing, nowhere: str) -> dict[str, list[Comment]]:
    """The remarks on each part of the text, in its order; at the end those on the whole."""
    found: dict[str, list[Comment]] = {title: [] for title in hearing.parts.values()}
    found[nowhere] = []
    for comment in hearing.comments:
        selector = comment.place.selector
        title = hearing.parts.get(selector.section, comment.place.label or nowhere) if selector else nowhere
        found.setdefault(title, []).append(comment)
    last = found.pop(nowhere)
    return {title: comments for title, comments in {**found, nowhere: last}.items() if comments}


def by_stakeholder(hearing: Hearing, of: Callable[[Stakeholder], str]) -> dict[str, tuple[int, int, int]]:
    """For each value of `of`: how many are consulted, how many were heard, how many remarks they made. The most talkative first."""
    known = {s.code: s for s in hearing.stakeholders}
    remarks = Counter(of(known[c.stakeholder]) for c in hearing.comments if c.stakeholder in known)
    # in a public version persons stand under their category
    remarks.update(c.stakeholder for c in hearing.comments if c.stakeholder not in known)
    consulted = Counter(of(s) for s in hearing.stakeholders)
    heard = Counter(of(s) for s in hearing.stakeholders if s.code in hearing.heard)
    names = {**consulted, **remarks}
    return {
        name: (consulted[name], heard[name], remarks[name])
        for name in sorted(names, key=lambda name: (-remarks[name], -consulted[name], plain_words(name)))
    }


def region_of(stakeholder: Stakeholder, *, home: str, several: str, unknown: str) -> str:
    """Where a stakeholder is: a region of the country, another country, several regions."""
    if stakeholder.country and plain_words(stakeholder.country) != plain_words(home):
        return stakeholder.country
    regions = [part.strip() for part in stakeholder.region.replace(";", ",").split(",") if part.strip()]
    return several if len(regions) > 1 else regions[0] if regions else unknown


def by_suite(comments: Iterable[Comment]) -> dict[Suite, int]:
    """How many met each disposition, in the vocabulary's order, those that wait last."""
    counts = Counter(comment.suite for comment in comments)
    order = [Suite(code) for code in SUITES if code] + [Suite.PENDING]
    return {suite: counts[suite] for suite in order if counts[suite]}


def by_nature(comments: Iterable[Comment]) -> dict[tuple[Kind, Nature], int]:
    return dict(Counter((comment.kind, comment.nature) for comment in comments).most_common())


def day_of(comment: Comment) -> date:
    """When it was written, where the file says so; else when it came."""
    try:
        return date.fromisoformat(comment.written_at[:10])
    except ValueError:
        return comment.received_at.date()


def by_time(comments: Sequence[Comment]) -> tuple[bool, dict[date, int]]:
    """How many came each week (by its Monday) or, for a long consultation, each month (by its first day); True for weeks."""
    days = [comment.received_at.date() for comment in comments]
    if len(set(days)) <= 1:
        # everything was entered together: the files themselves tell when their remarks were made
        days = [day_of(comment) for comment in comments]
    if not days:
        return True, {}
    weeks = (max(days) - min(days)).days <= 7 * WEEKS
    begins = [day - timedelta(days=day.weekday()) if weeks else day.replace(day=1) for day in days]
    counts = Counter(begins)
    found: dict[date, int] = {}
    at = min(begins)
    while at <= max(begins):
        found[at] = counts[at]
        at = at + timedelta(days=7) if weeks else (at + timedelta(days=32)).replace(day=1)
    return weeks, found


# ------------------------------------------------------------------ what is shared


def passages(hearing: Hearing, most: int, least: int = 3) -> tuple[Passage, ...]:
    """The passages of which most is said, by at least two."""
    groups: dict[tuple[str, str, int], list[Comment]] = defaultdict(list)
    for comment in hearing.comments:
        if (selector := comment.place.selector) is not None:
            groups[comment.edition, selector.section, selector.block].append(comment)
    found = []
    for (_edition, section, block), comments in groups.items():
        who = tuple(dict.fromkeys(comment.stakeholder for comment in comments))
        if len(comments) < least or len(who) < 2:
            continue
        words = min((c.quote or (c.place.selector.exact if c.place.selector else "") for c in comments), key=lambda w: (not w, len(w)))
        address = f"{section} ¶{block}" if block else section
        found.append(Passage(comments[0].place.label, address, words, len(comments), who))
    return tuple(sorted(found, key=lambda p: (-p.comments, -len(p.stakeholders), p.address))[:most])


def shared(comments: Sequence[Comment], most: int) -> tuple[Shared, ...]:
    """The demands that several institutions make: in the same words, or found by the secretariat to be one."""
    known = {comment.number: comment for comment in comments}
    groups: dict[int, list[Comment]] = defaultdict(list)
    first: dict[str, int] = {}
    for comment in comments:
        original = comment.disposition.duplicate_of if comment.disposition else None
        root = original if original in known else None
        if root is None:
            words = folded(comment.text, comment.proposal)
            same = first.setdefault(words, comment.number) if len(words.split()) >= SHARED_WORDS else comment.number
            root = same
        groups[root].append(comment)
    found = []
    for root, members in groups.items():
        every = members if root in {m.number for m in members} else [known[root], *members]
        who = tuple(dict.fromkeys(m.stakeholder for m in every))
        if len(who) > 1:
            found.append(Shared(known[root], tuple(sorted(m.number for m in every)), who))
    return tuple(sorted(found, key=lambda s: (-len(s.stakeholders), -len(s.numbers), s.comment.number))[:most])

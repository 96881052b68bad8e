"""The anchors of the register in life: carried to each new edition, confirmed or moved by a person.

The anchor that came with a comment is never changed. Where the comment stands in a later edition is a row of its own, made from the last
place that was certain or that a person confirmed, so that doubts do not add up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from ..text.errors import StateError
from ..text.remarks import Fate, Selector
from ..workspace.editions import Edition
from . import engine  # first: it sets Django up, which the models need

# isort: split
from . import audit, models, sequences
from .anchors import Anchor, better, carry_anchors, wording_in
from .numbers import written
from .standing import keep_order, keep_order_of, value_of
from .store import Register
from .texts import Texts
from .values import Carried, Place
from .vocabulary import AnchorState, Certainty

WAITING = (AnchorState.TO_CONFIRM, AnchorState.ORPHAN)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Tallied:
    """What carrying to one edition did: how many comments, by fate, and how many wait for a person."""

    edition: str
    fates: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def count(self) -> int:
        return sum(self.fates.values())


# ------------------------------------------------------------------ carrying


def carry_forward(register: Register, texts: Texts, *, author: str, now: datetime, edition: str = "") -> tuple[Tallied, ...]:
    """Carry every comment to each edition that came after its own, or to one edition; what was carried before stays as it is.

    All of an edition or nothing: an interrupted run is made good by the next one.
    """
    known = texts.editions
    targets = [found for found in known if edition in ("", found.name)]
    tallies: list[Tallied] = []
    for target in targets:
        earlier = [found.name for found in known[: known.index(target)]]
        if not earlier:
            continue
        with engine.refusals(register.name):
            if not _missing(earlier, target.name).exists():
                continue
            with transaction.atomic():
                sequences.hold("comment")
                tallies.append(_carry_to(target, earlier, texts, author=author, now=now))
    return tuple(tallies)


def _missing(earlier: Sequence[str], edition: str) -> Any:
    """Comments on an earlier edition that were not carried to this one yet."""
    placed = models.Comment.objects.filter(block__isnull=False, revision__in=earlier)
    return placed.exclude(number__in=models.Carried.objects.filter(edition=edition).values("comment_id"))


def _carry_to(target: Edition, earlier: Sequence[str], texts: Texts, *, author: str, now: datetime) -> Tallied:
    first = {anchor.comment: anchor for anchor in _received(_missing(earlier, target.name))}
    latest = {**first, **_since(first, earlier)}
    found = _from_each_edition(latest.values(), target, texts)
    doubted = [first[n] for n, c in found.items() if c.state in WAITING and latest[n] is not first[n]]
    for number, again in _from_each_edition(doubted, target, texts).items():
        found[number] = better(found[number], again)
    _answered(found, first, target, texts)
    settled = _keeping_what_was_settled(found, earlier)
    _insert(settled)
    keep_order(target.name)
    fates: Counter[str] = Counter(carried.fate for carried in settled)
    detail = {"edition": target.name, "revision": target.commit, "fates": dict(sorted(fates.items()))}
    audit.record("anchors.carried", target.name, detail, author=author, now=now)
    return Tallied(target.name, fates, sum(carried.state in WAITING for carried in settled))


def _from_each_edition(anchors: Iterable[Anchor], target: Edition, texts: Texts) -> dict[int, Carried]:
    by_edition: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        by_edition[anchor.edition].append(anchor)
    found: dict[int, Carried] = {}
    for name, group in by_edition.items():
        for carried in carry_anchors(group, texts.carrier(name, target.name), target.name, target.commit):
            found[carried.comment] = carried
    return found


def _received(query: Any) -> Iterator[Anchor]:
    """The anchors that came with the comments."""
    fields = ("number", "certainty", "revision", "section", "block", "exact", "prefix", "suffix", "start")
    for number, certainty, *where in query.order_by("number").values_list(*fields).iterator(chunk_size=2000):
        yield Anchor(number, where[0], Selector(*where), sure=certainty == Certainty.CERTAIN.value)


def _since(first: Mapping[int, Anchor], earlier: Sequence[str]) -> dict[int, Anchor]:
    """The last place that was certain or confirmed, for the comments that have one."""
    rank = {name: position for position, name in enumerate(earlier)}
    sure = (AnchorState.SURE.value, AnchorState.CONFIRMED.value)
    rows = models.Carried.objects.filter(edition__in=earlier, state__in=sure, block__isnull=False)
    found: dict[int, tuple[int, Anchor]] = {}
    for row in rows.order_by("comment_id").iterator(chunk_size=2000):
        position = rank[row.edition]
        if row.comment_id in first and position >= found.get(row.comment_id, (-1, None))[0]:
            carried = value_of(row)
            assert carried.selector is not None
            by_hand = carried.state is AnchorState.CONFIRMED
            score = 1.0 if by_hand else carried.score
            found[row.comment_id] = (position, Anchor(row.comment_id, row.edition, carried.selector, carried.fate, score))
    return {number: anchor for number, (_, anchor) in found.items()}


def _answered(found: dict[int, Carried], first: Mapping[int, Anchor], target: Edition, texts: Texts) -> None:
    """A passage that is gone because an accepted proposal took its place is not gone: it reads as the proposal wanted.

    The remark that asked for it is sure of its place; others on the same passage are put there for a person to confirm.
    """
    lost = {number for number, carried in found.items() if carried.fate == "gone"}
    if not lost:
        return
    every = dict(models.Application.objects.filter(state="").order_by("rank").values_list("comment_id", "text"))
    for number in lost & {n for n, text in every.items() if not text}:
        found[number] = replace(found[number], state=AnchorState.SURE)  # it asked for the passage to be taken out
    applied = {number: text for number, text in every.items() if text}
    wordings = {(a.selector.section, a.selector.block, a.edition): (n, applied[n]) for n, a in first.items() if n in applied}
    for number in sorted(lost):
        anchor = first[number]
        own = (number, applied[number]) if number in applied else None
        answer = own or wordings.get((anchor.selector.section, anchor.selector.block, anchor.edition))
        place = wording_in(texts.flow(target.name), anchor.selector.section, answer[1], target.name) if answer else None
        if answer is None or place is None:
            continue
        selector, position, label = place
        state = AnchorState.SURE if answer[0] == number else AnchorState.TO_CONFIRM
        found[number] = replace(
            found[number], selector=selector, fate="reworded", score=0.9 if answer[0] == number else 0.7, state=state,
            position=position, label=label,
        )  # fmt: skip


def _keeping_what_was_settled(found: Mapping[int, Carried], earlier: Sequence[str]) -> list[Carried]:
    """A person who found that a passage is gone need not find it again in each edition."""
    gone = models.Carried.objects.filter(edition=earlier[-1], state=AnchorState.CONFIRMED.value, fate="gone")
    settled = {number: (by, at) for number, by, at in gone.values_list("comment_id", "confirmed_by", "confirmed_at")}
    out: list[Carried] = []
    for number, carried in found.items():
        if carried.fate == "gone" and number in settled:
            by, at = settled[number]
            carried = replace(carried, state=AnchorState.CONFIRMED, confirmed_by=by, confirmed_at=at)
        out.append(carried)
    return out


def _insert(rows: Sequence[Carried]) -> None:
    """One prepared statement for all rows, as for comments (`submissions`)."""
    if not rows:
        return
    fields = [f for f in models.Carried._meta.concrete_fields if not f.primary_key]
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    statement = f"INSERT INTO {models.Carried._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - our own columns
    ranks = _ranks([row.comment for row in rows])
    made = (_row(row, ranks.get(row.comment, 0) + 1) for row in rows)
    dates = [f.attname == "confirmed_at" for f in fields]  # all others are plain texts and numbers, stored as they are
    values = [
        [
            f.get_db_prep_save(value, connection) if date else value
            for f, date in zip(fields, dates, strict=True)
            for value in (getattr(row, f.attname),)
        ]
        for row in made
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _ranks(numbers: Sequence[int]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for start in range(0, len(numbers), BATCH):
        part = models.Carried.objects.filter(comment_id__in=numbers[start : start + BATCH])
        for number, rank in part.values_list("comment_id", "rank"):
            ranks[number] = max(rank, ranks.get(number, 0))
    return ranks


def _row(carried: Carried, rank: int) -> models.Carried:
    row = models.Carried(comment_id=carried.comment, rank=rank, edition=carried.edition, revision=carried.revision)
    _fill(row, carried)
    return row


def _fill(row: models.Carried, carried: Carried) -> None:
    chosen = carried.selector
    row.section, row.block = (chosen.section, chosen.block) if chosen else ("", None)
    row.exact, row.prefix, row.suffix = (chosen.exact, chosen.prefix[-200:], chosen.suffix[:200]) if chosen else ("", "", "")
    row.start = chosen.start if chosen else 0
    row.fate, row.score, row.state = carried.fate, carried.score, carried.state.value
    row.label, row.position, row.previous = carried.label[:250], carried.position, carried.previous
    row.confirmed_by, row.confirmed_at = carried.confirmed_by[:160], carried.confirmed_at


# ------------------------------------------------------------------ reading


def waiting(register: Register, edition: str) -> tuple[Carried, ...]:
    """The queue: comments whose place in `edition` a person has to confirm, in the order of the text; the orphans first."""
    with engine.refusals(register.name):
        states = [state.value for state in WAITING]
        query = models.Carried.objects.filter(edition=edition, state__in=states, comment__standing="")
        return tuple(value_of(row) for row in query.order_by("position", "comment_id"))


def places(register: Register, edition: str, numbers: Sequence[int] | None = None) -> dict[int, Carried]:
    """Where comments stand in an edition that came after theirs."""
    with engine.refusals(register.name):
        query = models.Carried.objects.filter(edition=edition)
        if numbers is not None:
            query = query.filter(comment_id__in=list(numbers))
        return {row.comment_id: value_of(row) for row in query.iterator(chunk_size=2000)}


def on_earlier(register: Register, numbers: Sequence[int], edition: str) -> tuple[int, ...]:
    """Those of some comments whose place is in another edition than this one."""
    found: list[int] = []
    with engine.refusals(register.name):
        for start in range(0, len(numbers), BATCH):
            placed = models.Comment.objects.filter(number__in=numbers[start : start + BATCH], block__isnull=False)
            found += placed.exclude(revision=edition).values_list("number", flat=True)
    return tuple(sorted(found))


def life(register: Register, number: int) -> tuple[Carried, ...]:
    """Where one comment stood in each edition, in the order in which it was carried."""
    with engine.refusals(register.name):
        return tuple(value_of(row) for row in models.Carried.objects.filter(comment_id=number).order_by("rank"))


# ------------------------------------------------------------------ a person decides


def confirm(register: Register, number: int, edition: str, *, author: str, now: datetime) -> Carried | None:
    """A person says that a comment stands where it was carried, or that its passage is gone. None: its first place was confirmed."""
    with engine.refusals(register.name), transaction.atomic():
        sequences.hold("comment")
        row = models.Carried.objects.filter(comment_id=number, edition=edition).first()
        if row is None:
            _confirm_first(number, edition, author=author, now=now)
            return None
        row.state, row.confirmed_by, row.confirmed_at = AnchorState.CONFIRMED.value, author[:160], now
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        detail = {"edition": edition, "fate": row.fate, "place": _place_of(value_of(row))}
        audit.record("anchor.confirmed", written(number), detail, author=author, now=now)
        return value_of(row)


def _confirm_first(number: int, edition: str, *, author: str, now: datetime) -> None:
    """The place found at intake was doubtful: now it is certain."""
    row = models.Comment.objects.filter(number=number).first()
    if row is None or row.block is None or row.revision != edition:
        raise StateError(
            "{name} has no place in {edition} to confirm; “ponam comment move” gives it one", name=written(number), edition=edition
        )
    was, row.certainty = row.certainty, Certainty.CERTAIN.value
    row.save(update_fields=["certainty"])
    detail = {"edition": edition, "place": f"{row.section} ¶{row.block}", "was": was, "comments": _digest(row)}
    audit.record("anchor.confirmed", written(number), detail, author=author, now=now)


def move(register: Register, number: int, place: Place, texts: Texts, *, author: str, now: datetime) -> None:
    """A person says where a comment stands in the edition that `place` names."""
    chosen = place.selector
    if chosen is None:
        raise StateError("{name}: that place was not found in the text; give an address or words that stand in it", name=written(number))
    with engine.refusals(register.name), transaction.atomic():
        sequences.hold("comment")
        comment = models.Comment.objects.filter(number=number).first()
        if comment is None:
            raise StateError("{names}: not in the register", names=written(number))
        if comment.revision == chosen.revision or (comment.block is None and comment.round.edition == chosen.revision):
            was = _move_first(comment, place)
        else:
            was = _move_carried(comment, place, texts, author=author, now=now)
        keep_order_of(comment)
        detail = {"edition": chosen.revision, "place": f"{chosen.section} ¶{chosen.block}", "exact": chosen.exact, "was": was}
        detail["comments"] = _digest(comment)
        audit.record("anchor.moved", written(number), detail, author=author, now=now)


def _digest(comment: models.Comment) -> dict[str, str]:
    """What the audit log knows the comment by (`verifying`)."""
    return {written(comment.number): audit.comment_digest(comment)}


def _move_first(comment: models.Comment, place: Place) -> dict[str, Any]:
    """Intake did not find the place, or guessed it: the guess stays in the audit log, the sender's own words in the register."""
    chosen = place.selector
    assert chosen is not None
    was = {
        "section": comment.section,
        "block": comment.block,
        "exact": comment.exact,
        "start": comment.start,
        "certainty": comment.certainty,
    }
    for name in ("revision", "section", "block", "exact", "prefix", "suffix", "start"):
        setattr(comment, name, getattr(chosen, name))
    comment.certainty, comment.score = Certainty.CERTAIN.value, 1.0
    comment.place, comment.position = place.label[:250], place.position
    comment.save()
    models.Carried.objects.filter(comment_id=comment.number).exclude(state=AnchorState.CONFIRMED.value).delete()
    return was


def _move_carried(comment: models.Comment, place: Place, texts: Texts, *, author: str, now: datetime) -> dict[str, Any]:
    chosen = place.selector
    assert chosen is not None
    row = models.Carried.objects.filter(comment_id=comment.number, edition=chosen.revision).first()
    was = _place_of(value_of(row)) if row is not None else ""
    if row is None:
        rank = _ranks([comment.number]).get(comment.number, 0) + 1
        row = models.Carried(comment_id=comment.number, rank=rank, edition=chosen.revision, previous=comment.exact)
    edition = texts.edition(chosen.revision)
    row.revision = edition.commit if edition is not None else ""
    fate: Fate = "reworded" if chosen.exact != row.previous else "moved"
    carried = Carried(
        comment.number, chosen.revision, row.revision, chosen, fate, 1.0, AnchorState.CONFIRMED,
        place.label, place.position, row.previous, author, now,
    )  # fmt: skip
    _fill(row, carried)
    row.save()
    return {"place": was}


def _place_of(carried: Carried) -> str:
    return "" if carried.selector is None else f"{carried.selector.section} ¶{carried.selector.block}"

"""A corrected file sent again: what was not answered yet gives way to what was said instead, and stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..text.errors import RegisterError
from . import models
from .numbers import written
from .values import Duplicate, NewSubmission
from .vocabulary import Standing

SAME_PLACE, ANYWHERE = 40.0, 75.0
"""How alike two remarks must be to be the same one corrected: on one passage, and elsewhere."""
SHORT = 30
"""Letters of a remark ("À préciser.") that says as much of one passage as of any other."""
MOST_PAIRS = 1_000_000
LIVE = (Standing.ACTIVE.value, Standing.PREPARING.value)


@dataclass(frozen=True, slots=True)
class Corrected:
    """`rows`: the comments that gave way. The pairs are (old, new)."""

    rows: tuple[models.Comment, ...] = ()
    superseded: tuple[tuple[int, int], ...] = ()
    answered: tuple[tuple[int, int], ...] = ()
    left: tuple[int, ...] = ()


def correct(new: NewSubmission, row: models.Submission, rows: Sequence[models.Comment], known: Iterable[Duplicate]) -> Corrected:
    """Let the new comments take the place of those that they correct: named one by one, or found in the submission replaced."""
    pairs = dict(_named(new, rows))
    old = {c.number: c for c in models.Comment.objects.filter(number__in=pairs, stakeholder_id=row.stakeholder_id)}
    if strangers := [number for number in pairs if number not in old]:
        raise RegisterError("{names}: not a comment of the same sender", names=", ".join(map(written, strangers)))
    left: tuple[int, ...] = ()
    if row.replaces_id is not None:
        kept = {duplicate.number for duplicate in known}
        before = [c for c in _live(row.replaces_id) if c.number not in kept and c.number not in old]
        fresh = [c for c in rows if c.number not in pairs.values()]
        found = _pairs(before, fresh)
        left = tuple(c.number for c in before if c.number not in found)
        old.update((c.number, c) for c in before if c.number in found)
        pairs.update(found)
    return _give_way(old, pairs, left)


def _named(new: NewSubmission, rows: Sequence[models.Comment]) -> Iterable[tuple[int, int]]:
    by_words = {(row.text, row.proposal, row.quote): row.number for row in rows}
    for comment in new.comments:
        number = by_words.get((comment.text, comment.proposal, comment.quote))
        if comment.replaces is not None and number is not None and number != comment.replaces:
            yield comment.replaces, number


def _live(submission: int) -> list[models.Comment]:
    return list(models.Comment.objects.filter(submission_id=submission, standing__in=LIVE).order_by("number"))


def _pairs(before: Sequence[models.Comment], fresh: Sequence[models.Comment]) -> dict[int, int]:
    """Which old comment each new one corrects, the most alike first; each at most once."""
    likely = sorted(_likely(before, fresh), key=lambda found: (-found[0], found[1], found[2]))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, old, new in likely:
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return pairs


def _likely(before: Sequence[models.Comment], fresh: Sequence[models.Comment]) -> Iterator[tuple[float, int, int]]:
    """Every old comment beside every new one; of very long files, beside those of the same passage."""
    here: dict[tuple[str, int | None, str], list[models.Comment]] = {}
    for new in fresh:
        here.setdefault(_passage(new), []).append(new)
    few = len(before) * len(fresh) <= MOST_PAIRS
    for old in before:
        for new in fresh if few else here.get(_passage(old), ()):
            if score := _likeness(old, new):
                yield score, old.number, new.number


def _passage(comment: models.Comment) -> tuple[str, int | None, str]:
    return comment.section, comment.block, comment.place_as_written


def _likeness(old: models.Comment, new: models.Comment) -> float:
    from rapidfuzz import fuzz

    here = _passage(old) == _passage(new) != ("", None, "")
    if not here and len(old.folded) < SHORT:
        return 0.0
    exactly = here and bool(old.exact) and (old.exact, old.start) == (new.exact, new.start)
    score = fuzz.ratio(old.folded, new.folded, score_cutoff=SAME_PLACE if here else ANYWHERE)
    return score + (100.0 if exactly and score else 10.0 if here and score else 0.0)


def _give_way(old: dict[int, models.Comment], pairs: dict[int, int], left: tuple[int, ...]) -> Corrected:
    rows: list[models.Comment] = []
    superseded: list[tuple[int, int]] = []
    answered: list[tuple[int, int]] = []
    for number, by in sorted(pairs.items()):
        row = old[number]
        if row.suite:
            answered.append((number, by))
        elif row.standing in LIVE:
            row.standing, row.superseded_by_id = Standing.SUPERSEDED.value, by
            rows.append(row)
            superseded.append((number, by))
    models.Comment.objects.bulk_update(rows, ["standing", "superseded_by"], batch_size=500)
    return Corrected(tuple(rows), tuple(superseded), tuple(answered), left)

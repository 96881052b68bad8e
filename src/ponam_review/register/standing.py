"""Where comments stand by now: the last edition they were carried to, looked up for many at once, and kept for sorting."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from ..text.remarks import Selector
from . import models
from .values import Carried
from .vocabulary import AnchorState

BATCH = 500
_FIELDS = (
    *("comment_id", "edition", "revision", "section", "block", "exact", "prefix", "suffix", "start"),
    *("fate", "score", "state", "label", "position", "previous", "confirmed_by", "confirmed_at"),
)


def value_of(row: models.Carried) -> Carried:
    return _value(tuple(getattr(row, name) for name in _FIELDS))


def _value(row: tuple[object, ...]) -> Carried:
    number, edition, revision, section, block, exact, prefix, suffix, start, fate, score, state, *rest = row
    selector = None if block is None else Selector(edition, section, block, exact, prefix, suffix, start)  # type: ignore[arg-type]
    return Carried(number, edition, revision, selector, fate, score, AnchorState(state), *rest)  # type: ignore[arg-type]


def last_places(numbers: Sequence[int]) -> dict[int, Carried]:
    """Where each of some comments was carried last; those that stand where they were received are left out."""
    found: dict[int, tuple[object, ...]] = {}
    for begin in range(0, len(numbers), BATCH):
        rows = models.Carried.objects.filter(comment_id__in=numbers[begin : begin + BATCH]).order_by("comment_id", "rank")
        found.update((row[0], row) for row in rows.values_list(*_FIELDS))
    return {number: _value(row) for number, row in found.items()}


_KEEP = """
UPDATE register_comment SET position_now = c.position, start_now = c.start FROM register_carried c
WHERE c.comment_id = register_comment.number AND c.edition = %s AND c.block IS NOT NULL
AND (position_now <> c.position OR start_now <> c.start)
"""


def keep_order(edition: str) -> None:
    """Lists in the order of the text follow those that were carried to an edition. A comment whose passage is gone stays beside those
    that it stood beside."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [edition])


def keep_order_of(comment: models.Comment) -> None:
    """The same for one comment that a person placed."""
    last = last_places([comment.number]).get(comment.number)
    moved = last is not None and last.selector is not None
    comment.position_now = last.position if last is not None and moved else comment.position
    comment.start_now = last.selector.start if last is not None and last.selector is not None else comment.start
    comment.save(update_fields=["position_now", "start_now"])

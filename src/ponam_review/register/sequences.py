"""Numbers without gap or double, however many programs write at once.

The row of the sequence is changed inside the transaction that uses the number: other writers wait for it, and
a transaction that fails gives its numbers back.
"""

from __future__ import annotations

from django.db.models import F

from .models import Sequence


def take(name: str, count: int = 1) -> range:
    """The next `count` numbers, from 1. Call it inside a transaction."""
    Sequence.objects.filter(name=name).update(value=F("value") + count)
    last = Sequence.objects.values_list("value", flat=True).get(name=name)
    return range(last - count + 1, last + 1)


def hold(name: str) -> None:
    """Wait until no other writer uses the sequence, and keep it until the transaction ends."""
    take(name, 0)


def last(name: str) -> int:
    """The last number given, 0 when none was."""
    return Sequence.objects.values_list("value", flat=True).get(name=name)

"""The stamp that each row of an exported matrix carries: the answer that stood there when it was written.

By it an edited row tells whether somebody else decided in the meantime. It covers codes, not words, so that a matrix exported in one
language can come back to a register used in another.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from ..text.plain import fold
from .values import Comment
from .vocabulary import Suite

STAMPS = "ponam"
"""Heading of the hidden column."""


@lru_cache(maxsize=64)  # a row that comes back is held against the register several times in turn
def stamp(number: int, suite: Suite, duplicate_of: int | None, *words: str) -> str:
    """Number and fingerprint of an answer; `words`: reason, place changed, who decided, the day in ISO form."""
    parts = (number, suite.value, duplicate_of, *(fold(text) for text in words))
    return f"{number}.{hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode('utf-8', 'replace')).hexdigest()[:16]}"


def stamp_of(comment: Comment) -> str:
    """The stamp of a comment as it stands."""
    decision = comment.disposition
    if decision is None:
        return stamp(comment.number, Suite.PENDING, None, "", "", "", "")
    day = decision.decided_at.date().isoformat()
    return stamp(comment.number, decision.suite, decision.duplicate_of, decision.reason, decision.where, decision.author, day)


def stamped_number(text: str) -> int | None:
    """The number in a stamp; None where `text` is none."""
    number, dot, print_ = text.strip().partition(".")
    return int(number) if dot and number.isdecimal() and len(print_) == 16 else None

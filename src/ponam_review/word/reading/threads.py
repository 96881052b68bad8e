"""Replies that no companion part tells of: LibreOffice Writer up to 7.4 writes them as remarks that say whom they answer."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .comments import WrittenComment
    from .quotes import Quotes

NEAR = 50
"""How many remarks at one place are looked at."""
_HEAD = r".{1,40}?(?P<author>\S.*) \([^()]*\d[^()]*\)\s?:\s*[\"“«„‘'].*"
"""`Reply to Awa (11/23/2026, 16:53): "…"`, in whatever language the program spoke."""


def spoken_parents(comments: Sequence[WrittenComment], quotes: Quotes, known: Mapping[int, int]) -> dict[int, int]:
    """Position of a reply → position of the remark it says it answers: that stands at the same place, by the author it names."""
    at: dict[int, list[int]] = {}
    found: dict[int, int] = {}
    for position, comment in enumerate(comments):
        place = quotes.references.get(comment.id)
        if place is None:
            continue
        before = at.setdefault(place.full, [])
        if position not in known and before and comment.id not in quotes.starts:
            answered = _answered(comment, [comments[other] for other in before[-NEAR:]])
            if answered is not None:
                found[position] = before[-NEAR:][answered]
        before.append(position)
    return found


def _answered(comment: WrittenComment, others: Sequence[WrittenComment]) -> int | None:
    head = comment.text.partition("\n")[0][:2000]
    if not re.fullmatch(_HEAD, head):
        return None
    for position in range(len(others) - 1, -1, -1):
        author = others[position].author
        if author and f" {author} (" in head:
            return position
    return None


def same_ranges(comments: Sequence[WrittenComment], quotes: Quotes) -> dict[int, int]:
    """Position of a comment → position of the first one on exactly the same words.

    Google Docs writes replies so where it writes no companion part; two people who remark on one sentence do the same.
    """
    first: dict[tuple[int, int], int] = {}
    found: dict[int, int] = {}
    for position, comment in enumerate(comments):
        between = quotes.range(comment.id)
        if between and comment.id in quotes.ends and between[0].full < between[1].full:
            begun = first.setdefault((between[0].full, between[1].full), position)
            if begun != position:
                found[position] = begun
    return found

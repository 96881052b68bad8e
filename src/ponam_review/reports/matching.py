"""In which rows of a stakeholder's table its remarks stand: where they were read, and wherever else the same words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..register.values import Comment
from ..register.vocabulary import folded
from .matrix import Field, matrix_of

ANSWERS: tuple[Field, ...] = ("number", "suite", "reason", "where", "responsible", "decided")
"""What is filled in; the rest stays as it came."""


def matched(
    rows: Sequence[Sequence[str]], own: Iterable[Comment], others: Iterable[Comment], head: int, language: str
) -> dict[int, Mapping[Field, str]]:
    """Row (from 0) → the answers that go there.

    `own` were read in this very file, and stand where they were read; `others` came in another version of it: a row that its owner
    sorted elsewhere, or copied, is known by its words. `head`: how many rows are headings.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for at in range(head, len(rows)):
        for words in {folded(cell) for cell in rows[at] if cell.strip()}:
            index[words].append(at)
    first = list(own)
    kept = [*first, *others]
    told = matrix_of(kept, subject="", language=language).rows
    found: dict[int, Mapping[Field, str]] = {}
    copies: list[tuple[list[int], Mapping[Field, str]]] = []
    for rank, (comment, row) in enumerate(zip(kept, told, strict=True)):
        values: dict[Field, str] = {field: row.text(field) for field in ANSWERS}
        places = _by_words(comment, index)
        at = int(comment.source.get("row", 0)) - 1
        if rank < len(first) and head <= at < len(rows):
            found[at] = values
        copies.append((places, values))
    for places, answer in copies:
        for place in places:
            found.setdefault(place, answer)
    return found


def _by_words(comment: Comment, index: Mapping[str, Sequence[int]]) -> list[int]:
    """The rows whose cells say what the remark says."""
    said = [folded(part) for part in (comment.text, comment.proposal) if part.strip()]
    if not said:
        return []
    rows = set(index.get(said[0], ()))
    for part in said[1:]:
        rows &= set(index.get(part, ()))
    return sorted(rows)

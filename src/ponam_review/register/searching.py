"""Words searched for among very many comments on PostgreSQL: the rarest one is looked up, the others are asked of what it finds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

BOUND = 10_000
"""So many comments are named one by one; beyond, a list is read in its order until its page is full."""
RARE = 5 * BOUND
"""By the estimate of the database: above it, nothing is looked up."""
_SAYS = "search @@ to_tsquery('simple', %s)"


def query_of(terms: Sequence[str]) -> str:
    """The terms in PostgreSQL's words. Each word is looked for from its beginning: “port” finds “portes”, not “transport”."""
    return " & ".join("(" + " <-> ".join(term.split()) + ":*)" for term in terms)


def saying(terms: Sequence[str]) -> list[int] | None:
    """The numbers of all comments that say these words; None where they are too many to name.

    Left to itself, the database joins the long list of a common word with the short one of a rare word, or reads the whole register in
    the order of the list for fifty rows. Its own estimates tell which word is the rare one.
    """
    rarest = terms[0]
    if len(terms) > 1:
        rarest = min(terms, key=_estimate)
    if _estimate(rarest) > RARE:
        return None
    others = [term for term in terms if term != rarest]
    # IS TRUE keeps the others from being looked up in the index
    also = f" AND ({_SAYS}) IS TRUE" if others else ""
    values = [query_of([rarest]), *([query_of(others)] if others else [])]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM register_comment WHERE {_SAYS}{also} LIMIT %s", [*values, BOUND + 1])  # noqa: S608 - our own words
        found = [number for (number,) in cursor.fetchall()]
    return None if len(found) > BOUND else found


def _estimate(term: str) -> int:
    """How many comments the database believes to say a word: from its statistics, without looking."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM register_comment WHERE {_SAYS}", [query_of([term])])  # noqa: S608
        plan = cursor.fetchone()[0]
    return int(plan[0]["Plan"]["Plan Rows"])

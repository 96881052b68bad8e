"""The trailers of commits: why the text changed, said where git keeps it.

`Observation` names the comments that a commit answers, `Atelier` the decision of a workshop, `Note` a drafter's own reason. A key may stand
several times, and may have accents (`Décidé-par`).
"""

from __future__ import annotations

import re

OBSERVATION = "Observation"
CONTRIBUTION = "Contribution"
DECIDED_BY = "Décidé-par"
WORKSHOP = "Atelier"
NOTE = "Note"
REASONS = (NOTE, "Motif", "Reason")
"""What a drafter's own reason may be called."""
WORKSHOPS = (WORKSHOP, "Workshop")
_TRAILER = re.compile(r"(?P<key>[^\W\d_][\w-]*): (?P<value>.*)")
_REVERTED = re.compile(r"This reverts commit ([0-9a-f]{40})")

Trailers = tuple[tuple[str, str], ...]


def split_trailers(message: str) -> tuple[str, Trailers]:
    """A commit's message without its last paragraph when that is made of trailers, and these."""
    body, _, last = message.strip().rpartition("\n\n")
    rows = [_TRAILER.fullmatch(line) for line in last.splitlines()]
    if not body or not rows or not all(rows):
        return message.strip(), ()
    return body, tuple((row["key"], row["value"].strip()) for row in rows if row)


def values_of(trailers: Trailers, *keys: str) -> tuple[str, ...]:
    """The values of some trailers, whatever the case of their keys."""
    wanted = {key.casefold() for key in keys}
    return tuple(value for key, value in trailers if key.casefold() in wanted and value)


def reverted(message: str) -> str:
    """The commit that a message says it takes back; empty for none."""
    found = _REVERTED.search(message)
    return found[1] if found else ""

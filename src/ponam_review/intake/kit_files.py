"""Parts of the kit's files that we wrote for whoever fills them in: when a file comes back they are no remarks, and nothing lost either."""

from __future__ import annotations

from collections.abc import Sequence

from ..register.vocabulary import plain_words

COPY_TITLE = ("Comment annoter cette copie", "How to annotate this copy")
"""Above the instructions of the Word copy, in French and English."""
COPY_STEPS = 5
GUIDE_SHEET = ("Mode d’emploi", "How to use")
PLACES_SHEET = ("Repères", "Addresses")
_SHEETS = frozenset(plain_words(title) for title in (*GUIDE_SHEET, *PLACES_SHEET))
_TITLES = frozenset(map(plain_words, COPY_TITLE))


def is_our_sheet(title: str) -> bool:
    """Whether a sheet is one that explains the matrix or lists its addresses."""
    return plain_words(title) in _SHEETS


def without_instructions(front: Sequence[str]) -> tuple[str, ...]:
    """What stands before the text of a returned copy, our own page of instructions left out."""
    start = next((place for place, text in enumerate(front) if plain_words(text) in _TITLES), None)
    return tuple(front) if start is None else (*front[:start], *front[start + 1 + COPY_STEPS :])

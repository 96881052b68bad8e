"""Where the files that travel with the code are: the wheel's `_shipped` folder, or the top of a source checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WHEEL = Path(__file__).parent / "_shipped"
_CHECKOUT = Path(__file__).parents[2]


@cache
def shipped(path: str) -> Path:
    """The place of a shipped file or folder, named from the top of the project ("templates/reference.docx", "policy").

    A missing one is a broken installation, which no user's input can cause: hence no error class of its own.
    """
    for root in (_WHEEL, _CHECKOUT):
        place = root / path
        if place.exists():
            return place
    raise FileNotFoundError(path)

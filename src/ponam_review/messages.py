"""French and English for what users read, through gettext catalogues.

Code holds English sentences; `locale/fr` translates them. The language is chosen once, at the edge (command line, portal).
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")
_LOCALE = Path(__file__).parent / "locale"


@cache
def translator(language: str) -> Callable[[str], str]:
    """A function from an English sentence to the same sentence in `language` ("fr" or "en")."""
    return gettext.translation("ponam", _LOCALE, languages=[language], fallback=True).gettext

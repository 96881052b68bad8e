"""Text that goes into a spreadsheet must stay text: what begins like a formula would be run by whoever opens the file."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"^[\s\u0000]*[=+\-@\t\r]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""


def looks_like_formula(text: str) -> bool:
    return bool(_FORMULA.match(text))


def clean(text: str) -> str:
    """Without what XML cannot hold; line ends as spreadsheets know them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text

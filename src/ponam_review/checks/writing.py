"""A finding that says what to write instead, and shows spaces that nobody sees."""

from __future__ import annotations

from ..text.notices import Notice
from .findings import Finding, Fix
from .prose import MASK, Prose

SHOWN = 60
"""Characters of a text that a sentence quotes."""
_AROUND = 12


def at(rule: str, template: str, prose: Prose, offset: int, **values: object) -> Finding:
    """A finding at a character of a file."""
    place = prose.place(offset)
    return Finding(rule, Notice(template, values, prose.file, place.line), place.column)


def correction(rule: str, template: str, prose: Prose, fix: Fix) -> Finding:
    """A finding with what would mend it. The sentence may use {found} and {wanted}: the words around, before and after."""
    before, after = _around(prose, fix)
    found = f"{before}{prose.source[fix.start : fix.end]}{after}"
    wanted = f"{before}{fix.text}{after}"
    place = prose.place(fix.start)
    return Finding(rule, Notice(template, {"found": visible(found), "wanted": visible(wanted)}, prose.file, place.line), place.column, fix)


def _around(prose: Prose, fix: Fix) -> tuple[str, str]:
    """The word before and the word after, where they touch what is corrected."""
    text = prose.text
    start = fix.start
    while start > max(0, fix.start - _AROUND) and not text[start - 1].isspace() and text[start - 1] not in (MASK, "|"):
        start -= 1
    end = fix.end
    while end < min(len(text), fix.end + _AROUND) and not text[end].isspace() and text[end] not in (MASK, "|"):
        end += 1
    return text[start : fix.start], text[fix.end : end]


def visible(text: str) -> str:
    """No-break spaces as they are called on paper: a user who cannot see them cannot mend them."""
    return text.replace("\u00a0", "⍽").replace("\u202f", "⍽")


def shortened(text: str) -> str:
    text = " ".join(text.replace(MASK, "").split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

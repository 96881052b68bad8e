"""Which way a text reads. Arabic, N'Ko and Adlam letters, in which languages of Mali are also written, run from right to left.

The direction of a paragraph is that of its first letter, as the Unicode bidirectional algorithm has it (UAX 9, rules P2 and P3): one
French paragraph in an Arabic text, or one Arabic quotation in a French one, reads as its readers expect.
"""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_TAG = re.compile(r"<[^>]*>|&[#\w]+;")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
LANGUAGES = frozenset({"ar", "fa", "he", "nqo", "ur", "ff-Adlm"})
"""Languages whose documents read from right to left as a whole."""


def has_right_to_left(text: str) -> bool:
    """Whether any letter of it runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph of these words does: its first letter says so."""
    if not has_right_to_left(text):
        return False
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


def markup_is_right_to_left(markup: str) -> bool:
    """The same for words between tags."""
    return has_right_to_left(markup) and is_right_to_left(_TAG.sub(" ", markup))


def strings_are_right_to_left(code: str) -> bool:
    """The same for words between double quotes."""
    return has_right_to_left(code) and is_right_to_left(" ".join(_STRING.findall(code)))


def language_is_right_to_left(language: str) -> bool:
    return language in LANGUAGES or language.partition("-")[0] in LANGUAGES or "-Arab" in language or "-Nkoo" in language

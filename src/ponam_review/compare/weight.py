"""How much a change matters to a reader: substance, wording, typography or numbering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

Weight: TypeAlias = Literal["substance", "wording", "typography", "numbering"]
WEIGHTS: tuple[Weight, ...] = ("substance", "wording", "typography", "numbering")

# Signs that are set in several ways without a change of meaning: spaces, apostrophes, quotation marks, dashes, dots.
_SETTING = re.compile(r"[\s\u00a0\u202f'’‘ʼ\"«»“”„\-–—‑.…,;:!?()]+")
_LABEL = re.compile(
    r"(?:(?:section|annexe|annex|article|tableau|table|figure|axe|art\.|n°)[\s\u00a0]*)?"
    r"(?:[0-9]+|[ivxlcdm]+|[a-z])(?:[.\-][0-9a-z]+)*[.)°]?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_FORCE = frozenset(
    "ne pas non sans sauf aucun aucune seul seule doit doivent peut peuvent devra devront pourra pourront obligatoire facultatif interdit "
    "interdite not no never none shall must may should will except only without".split()
)
"""Words whose coming or going turns a rule round: negations, obligations, permissions, exceptions."""
_NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante "
    "cent cents mille million millions milliard milliards moitié tiers quart quarts double triple "
    "two three four five seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand half third "
    "quarter".split()
)
"""Figures written in letters: eight posts are not twenty."""
LONG = 8
"""A change of so many words says something else, not the same thing otherwise."""


def weight_of(words: Sequence[tuple[str, str]], *, whole: bool) -> Weight:
    """The weight of a change told as signed words ("=", "-", "+"). `whole`: a block, row or note came or went."""
    gone, come = _said(words, "-"), _said(words, "+")
    if _plain(gone) == _plain(come):
        return "typography"
    if _numbers_only(words):
        return "numbering"
    if whole:
        return "substance"
    lost, won = _bag(gone), _bag(come)
    if _figures(lost) != _figures(won) or (lost ^ won) & _FORCE or len(lost) + len(won) >= LONG:
        return "substance"
    return "wording"


def _said(words: Iterable[tuple[str, str]], sign: str) -> str:
    return " ".join(text for mark, text in words if mark == sign)


def _plain(text: str) -> str:
    return _SETTING.sub("", text.replace("¶", "")).casefold()


def _numbers_only(words: Sequence[tuple[str, str]]) -> bool:
    """Whether only numbers of sections, lists and tables changed: each at the head of the text, or called a section, a table, …

    A bare figure at the head of a text (`5 jours`) counts something.
    """
    changed = [text.strip() for sign, text in words if sign != "="]
    named = all(_LABEL.fullmatch(text) and not text[0].isdigit() and len(text) > 3 for text in changed if text)
    leads = len(words) > 1 and all(sign != "=" for sign, _ in words[:-1]) and words[-1][0] == "="
    counts = leads and not words[-1][1].lstrip().startswith((".", ")", "°")) and any(text.isdigit() for text in changed)
    return bool(changed) and (named or (leads and not counts and all(_LABEL.fullmatch(text) for text in changed if text)))


def _bag(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?()«»\"").casefold() for word in re.split(r"[\s\u00a0\u202f'’]+", text)) - {""}


def _figures(bag: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in bag if _FIGURE.search(word) or not _NUMBERS.isdisjoint(word.split("-")))

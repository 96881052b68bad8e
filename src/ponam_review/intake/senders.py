"""From whom something comes: by the address it was sent from, by the names it gives, by the name of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ..register.values import Stakeholder
from ..register.vocabulary import plain_words

_ANYBODY = frozenset(
    "gmail.com googlemail.com yahoo.com yahoo.fr ymail.com hotmail.com hotmail.fr outlook.com outlook.fr live.com live.fr msn.com "
    "icloud.com me.com aol.com gmx.com gmx.fr proton.me protonmail.com mail.com zoho.com yandex.com orange.fr wanadoo.fr free.fr "
    "laposte.net sfr.fr orange.ml malitel.ml afribone.net.ml".split()
)
"""Domains where anybody has an address: they say nothing about an institution."""


def by_address(known: Sequence[Stakeholder], address: str) -> Stakeholder | None:
    """Whose contact point has this address, else the only one with an address at the same domain or above it."""
    address = address.strip().lower()
    if "@" not in address:
        return None
    exact = [one for one in known if address in addresses(one)]
    if exact:
        return exact[0] if len(exact) == 1 else None
    domain = address.rpartition("@")[2]
    if domain in _ANYBODY:
        return None
    same = [one for one in known if any(_within(domain, other.rpartition("@")[2]) for other in addresses(one))]
    return same[0] if len(same) == 1 else None


def addresses(stakeholder: Stakeholder) -> tuple[str, ...]:
    """The addresses of a contact point; a list may hold several."""
    return tuple(re.findall(r"[^\s<>,;]+@[^\s<>,;]+", stakeholder.email.lower()))


def _within(domain: str, other: str) -> bool:
    return other not in _ANYBODY and (domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}"))


def by_name(known: Sequence[Stakeholder], words: str) -> Stakeholder | None:
    """The stakeholder that words name: by its short name as a word of its own, or by its name; None where they name none, or several."""
    padded = f" {plain_words(words)} "
    named: dict[str, Stakeholder] = {}
    for one in known:
        for spelling in (plain_words(one.code), plain_words(one.name)):
            if spelling and f" {spelling} " in padded:
                named[spelling] = one
    longest = [one for spelling, one in named.items() if not any(spelling in other and spelling != other for other in named)]
    codes = dict.fromkeys(one.code for one in longest)
    return longest[0] if len(codes) == 1 else None


def by_file_name(known: Sequence[Stakeholder], name: str) -> Stakeholder | None:
    """The stakeholder whose short name stands in a file's name, or else in the name of its folder."""
    path = PurePath(name)
    for words in (path.stem, path.parent.name):
        found = _by_code(known, words)
        if found is not None:
            return found
    return None


def _by_code(known: Sequence[Stakeholder], words: str) -> Stakeholder | None:
    padded = f" {plain_words(words)} "
    named = {f" {code} ": one for one in known if (code := plain_words(one.code)) and f" {code} " in padded}
    chosen = [one for code, one in named.items() if not any(code in other and code != other for other in named)]
    return chosen[0] if len(chosen) == 1 else None


def is_called(stakeholder: Stakeholder, name: str) -> bool:
    return plain_words(name) in (plain_words(stakeholder.code), plain_words(stakeholder.name))

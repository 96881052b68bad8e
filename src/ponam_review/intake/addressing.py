"""Addresses as they are typed from paper: completed where they leave no doubt, with the passage that stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..register.values import Place
from ..register.vocabulary import plain_words
from ..text.remarks import Address
from .layout import Layout
from .locating import place_written

MOST_CHOICES = 12
_SHORT = re.compile(r"^(?P<part>.*?[^\d\s¶§.,:-])[\s,:]+(?P<number>\d+)$")
_GLUED = re.compile(r"^(?P<part>[^\W\d_]+)\s*-?\s*(?P<rank>\d+)(?:[\s.,/¶§-]+(?P<number>\d+))?$")


@dataclass(frozen=True, slots=True)
class Completed:
    """A place typed in: the address in full, the passage, or the addresses that it may be."""

    place: Place = field(default_factory=Place)
    address: str = ""
    passage: str = ""
    choices: tuple[str, ...] = ()


def complete(layout: Layout, words: str) -> Completed:
    """What somebody means by `axe-3 ¶4`, `axe3 4`, `a3/4`, `2.1`, `mesures` or the beginning of a title."""
    words = " ".join(words.split())
    if not words:
        return Completed()
    for attempt in _spellings(layout, words):
        place = place_written(layout, [attempt], "", as_written=attempt)
        if place.selector is not None and place.certainty.value == "certain":
            return _shown(layout, place)
    begins = _beginning(layout, words)
    if len(begins) == 1:
        return _shown(layout, place_written(layout, [begins[0]], "", as_written=begins[0]))
    if begins:
        return Completed(choices=tuple(begins[:MOST_CHOICES]))
    place = place_written(layout, [words], "", as_written=words)
    return _shown(layout, place) if place.selector is not None else Completed(place)


def _spellings(layout: Layout, words: str) -> list[str]:
    """The ways in which an address typed in a hurry may be meant, the likeliest first."""
    found = [words]
    glued = _GLUED.match(words)
    if glued:
        part = plain_words(glued["part"])
        sections = [one for one in layout.sections if one.endswith(f"-{glued['rank']}") and one.startswith(part)]
        if len(sections) == 1:
            found.append(f"{sections[0]} ¶{glued['number']}" if glued["number"] else sections[0])
    short = _SHORT.match(words)
    if short:
        found.append(f"{short['part']} ¶{short['number']}")
    last = re.match(r"^(?P<part>.+?)[\s/]+(?P<number>\d+)$", words)
    if last:
        part = plain_words(last["part"])
        sections = [one for one in layout.sections if part and plain_words(one) == part]
        sections = sections or [one for one in layout.sections if part and plain_words(one).startswith(part)]
        if len(sections) == 1:
            found.append(f"{sections[0]} ¶{last['number']}")
    return list(dict.fromkeys(found))


def _beginning(layout: Layout, words: str) -> list[str]:
    """The sections whose id or title begins with the words."""
    wanted = plain_words(words)
    if len(wanted) < 2:
        return []
    ids = [one for one in layout.sections if one and plain_words(one).startswith(wanted)]
    if ids:
        return ids
    titles = [layout.lines[place] for place, _ in layout.headings if f" {wanted}" in f" {plain_words(layout.lines[place].text)}"]
    return list(dict.fromkeys(str(Address(line.section, line.block)) if line.block else line.section for line in titles if line.section))


def _shown(layout: Layout, place: Place) -> Completed:
    selector = place.selector
    assert selector is not None
    address = str(Address(selector.section, selector.block)) if selector.block else selector.section
    return Completed(place, address, selector.exact)

"""The place of a remark made in running words: from the places it names, and from the words of the text that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..register.values import NewComment, Place
from ..register.vocabulary import Certainty
from .bare import bare
from .layout import Layout
from .locating import SHORTEST, place_quote, place_written, read_address
from .points import Point

_QUOTED = re.compile(r"«\s*([^«»]{6,600}?)\s*»|“([^“”]{6,600})”|\"([^\"\n]{6,600})\"|„([^„“”]{6,600})[“”]")
_DOTTED = re.compile(r"^[§¶]\s*(?=\d+\.\d)")
_NOWHERE = re.compile(r"^(?:p(?:ages?|p?\.)|ligne|line)\s*\d", re.IGNORECASE)
MOST_QUOTES = 4


def place_named(layout: Layout, places: Sequence[str], text: str = "", *, quote: str = "", as_written: str = "") -> tuple[Place, str]:
    """The place, and the words quoted that led to it. `quote`: words that surely come from the text (a quoted line of an e-mail).

    Words between quotation marks in the remark itself count only where they stand in the text: they may be a wording proposed. They do
    not count where the sender named something that is no place of it ("the whole document")."""
    written = as_written or next(iter(places), "")
    addresses = [_DOTTED.sub("", place) for place in places if not _NOWHERE.match(place)]
    if quote:
        return place_written(layout, addresses, quote, as_written=written), quote
    elsewhere = bool(addresses) and not any(read_address(layout, address) for address in addresses)
    for words in quoted(text) if not elsewhere else ():
        place = _of_quote(layout, addresses, words, written)
        if place is not None:
            return place, words
    return place_written(layout, addresses, "", as_written=written), ""


def quoted(text: str) -> Iterator[str]:
    """The words that a remark sets between quotation marks, the first first."""
    found = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    yield from [words.strip() for words in found if len(bare(words)) >= SHORTEST][:MOST_QUOTES]


def _of_quote(layout: Layout, addresses: Sequence[str], words: str, written: str) -> Place | None:
    """The place of quoted words; None where they stand nowhere word for word, or in several places and none of them named."""
    named = [address for address in (read_address(layout, a) for a in addresses) if address]
    within = next((address for address in named if address.sure), named[0] if named else None)
    place = place_quote(layout, words, within=within.lines if within else None, as_written=written)
    if place.selector is None or place.score < 1.0 or (within is not None and place.certainty is Certainty.DOUBTFUL):
        return None
    return place


def comment_of(
    point: Point, layout: Layout, source: dict[str, str | int], *, quote: str = "", author: str = "", day: str = "", part: str = ""
) -> NewComment:
    """A remark of running words, in its place. `part`: what was spoken of when it was made."""
    leads = [words for words in point.leads if (found := read_address(layout, words)) is not None and found.sure]
    place, words = place_named(layout, (*point.places, *leads, *filter(None, (part,))), point.text, quote=quote)
    return NewComment(text=point.text, author=author, written_at=day, quote=words, place=place, source=source)

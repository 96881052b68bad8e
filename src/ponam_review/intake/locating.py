"""Where in the edition a remark stands: by the paragraph it stands on, by the words it quotes, by the address it writes.

What is found by exact words is certain. What is found by likeness, or in several places, is doubtful and waits for a person. What is not
found stays without a place and keeps the sender's words: no remark jumps to a look-alike in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..compare.align import align, likeness
from ..register.values import Place
from ..register.vocabulary import Certainty, plain_words
from ..text.remarks import Selector
from .bare import bare, bare_words, offsets
from .layout import Layout, Line, unit

CONTEXT = 64
"""Characters of prefix and suffix (CONTRACT.md)."""
SURE = 0.9
"""Likeness from which a reworded paragraph is held to be the same without asking."""
SURE_WITH_QUOTE = 0.6
"""The same where the very words of the remark's quote stand in it."""
ALIKE = 80.0
"""Likeness of a quote to the words found, in hundredths, below which it is not found at all."""
SHORTEST = 8
"""Bare letters of a quote that is looked for in the whole text; shorter ones are found everywhere."""
CANDIDATES = 6
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_QUOTES = " \t\n\u00a0\u202f\"'«»“”„’"

# ------------------------------------------------------------------ paragraphs


@dataclass(frozen=True, slots=True)
class Match:
    """The line of the edition that a paragraph of a file is, and how alike they are."""

    line: int
    score: float


def match_paragraphs(layout: Layout, paragraphs: Sequence[str]) -> tuple[Match | None, ...]:
    """For each paragraph of a returned copy its line in the edition; None for what was added, and for what nobody can tell."""
    units = [unit(text) for text in paragraphs]
    found: list[Match | None] = [None] * len(units)
    alignment = align(layout.units, units)
    groups = [*alignment.groups, *(((i,), (j,)) for i, j in alignment.moves)]
    for olds, news in groups:
        for j in news:
            best = max(olds, key=lambda i: likeness(layout.units[i], units[j]))
            score = likeness(layout.units[best], units[j])
            found[j] = Match(best, score if len(olds) == len(news) == 1 else max(score, SURE))
    return tuple(found)


def place_on_line(layout: Layout, match: Match, quote: str = "", *, as_written: str = "") -> Place:
    """The place of a remark on a paragraph; with a quote, on its words in it."""
    line = _text_line(layout, match.line)
    sure = match.score >= SURE
    if not layout.lines[line].is_text:
        return Place(label=layout.lines[line].text, position=layout.lines[line].position, as_written=as_written)
    if not bare(quote) or line != match.line:
        return _whole(layout, line, match.score, sure, as_written)
    span = _in_line(layout.lines[line], quote)
    if span is None:
        return _whole(layout, line, match.score, sure, as_written)
    return _place(layout, line, *span, match.score, sure or match.score >= SURE_WITH_QUOTE, as_written)


def place_words(layout: Layout, place: int, first: int, last: int, score: float, *, sure: bool, own: bool = False) -> Place:
    """The place of the characters from `first` to `last` of a line; the whole line where they are none.

    Of a note or a caption a remark stands on what holds it. A proposal (`own`) is about the very words: its selector names the block and
    quotes them, as positions carried to a new revision do (`compare.selectors`).
    """
    line = layout.lines[place]
    if line.generated:
        return place_on_line(layout, Match(place, score))
    if line.holder >= 0 and not own:
        return _whole(layout, line.holder, score, sure, "")
    if last <= first:
        first, last = 0, len(line.text)
    selector = Selector(
        revision=layout.name,
        section=line.section,
        block=line.block,
        exact=line.text[first:last],
        prefix=line.text[max(0, first - CONTEXT) : first],
        suffix=line.text[last : last + CONTEXT],
        start=0 if line.holder >= 0 else line.start + first,
    )
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    return Place(selector, certainty, round(score, 3), line.title, line.position)


def place_cells(layout: Layout, first: int, last: int, *, sure: bool) -> Place:
    """The place of all that stands from one line of a block to another: the cells of a row, say."""
    begin, end = layout.lines[first], layout.lines[last]
    text = layout.block_text(begin)
    start, stop = begin.start, end.start + len(end.text)
    selector = Selector(layout.name, begin.section, begin.block, text[start:stop], text[max(0, start - CONTEXT) : start],
                        text[stop : stop + CONTEXT], start)  # fmt: skip
    return Place(selector, Certainty.CERTAIN if sure else Certainty.DOUBTFUL, 1.0 if sure else 0.5, begin.title, begin.position)


def doubted(place: Place) -> Place:
    """The same place, which a person must confirm."""
    return Place(place.selector, Certainty.DOUBTFUL, place.score / 2, place.label, place.position, place.as_written)


def _text_line(layout: Layout, place: int) -> int:
    """The line on which a remark stands: for a note, a caption or an entry of the contents not the line itself."""
    line = layout.lines[place]
    return line.holder if line.holder >= 0 else line.target if line.target >= 0 else place


# ------------------------------------------------------------------ quotes


def place_quote(layout: Layout, quote: str, *, within: range | None = None, as_written: str = "") -> Place:
    """The place of quoted words, first in the lines `within` that the sender named, then anywhere."""
    wanted = _longest_piece(quote)
    if within is not None:
        inside = _exact(layout, wanted, within)
        if inside:
            return _found(layout, inside, as_written)
    if len(wanted) < SHORTEST:
        return Place(as_written=as_written)
    anywhere = _exact(layout, wanted, None)
    if anywhere:
        place = _found(layout, anywhere, as_written)
        return place if within is None else _doubtful(place)
    return _alike(layout, quote, within, as_written)


def _longest_piece(quote: str) -> str:
    """A quote shortened by the sender ("L’État … soutient") is looked for by its longest piece."""
    return max(map(bare, (piece.strip(_QUOTES) for piece in _ELLIPSIS.split(quote))), key=len)


@dataclass(frozen=True, slots=True)
class _Hit:
    """Bare words found: the line in which they begin, and where in its bare text they begin and end."""

    line: int
    start: int
    end: int


def _exact(layout: Layout, wanted: str, within: range | None) -> list[_Hit]:
    """At most three places: more are as doubtful as three."""
    if not wanted:
        return []
    text, starts = layout.joined.text, layout.joined.starts
    start = starts[within.start] if within else 0
    end = starts[within.stop] if within and within.stop < len(starts) else len(text)
    hits: list[_Hit] = []
    while len(hits) < 3 and (start := text.find(wanted, start, end)) >= 0:
        line = layout.joined.line(start)
        begin = start - starts[line]
        hits.append(_Hit(line, begin, min(begin + len(wanted), len(layout.lines[line].bare))))
        start += len(wanted)
    return hits


def _found(layout: Layout, hits: Sequence[_Hit], as_written: str) -> Place:
    first = hits[0]
    alone = len(hits) == 1
    score = 1.0 if alone else 1 / len(hits)
    line = _text_line(layout, first.line)
    if line != first.line:
        return _whole(layout, line, score, alone, as_written)
    return _place(layout, line, first.start, first.end, score, alone, as_written)


def _doubtful(place: Place) -> Place:
    return Place(place.selector, Certainty.DOUBTFUL, place.score, place.label, place.position, place.as_written)


def _alike(layout: Layout, quote: str, within: range | None, as_written: str) -> Place:
    """The passage most like a quote that stands nowhere word for word."""
    wanted = bare(quote.strip(_QUOTES))
    best: tuple[float, int, int, int] | None = None
    for place in _candidates(layout, quote, within):
        alignment = fuzz.partial_ratio_alignment(wanted, layout.lines[place].bare, score_cutoff=ALIKE)
        if alignment is None or len(layout.lines[place].bare) < len(wanted) / 2:
            continue
        if best is None or alignment.score > best[0]:
            best = (alignment.score, place, alignment.dest_start, alignment.dest_end)
    if best is None:
        return Place(as_written=as_written)
    score, place, start, end = best
    line = _text_line(layout, place)
    if line != place:
        return _whole(layout, line, score / 100, False, as_written)
    return _place(layout, line, start, end, score / 100, False, as_written)


def _candidates(layout: Layout, quote: str, within: range | None) -> Iterator[int]:
    """Lines that share rare words with the quote."""
    votes: Counter[int] = Counter()
    for word in set(bare_words(quote)):
        owners = layout.owners.get(word, ())
        for place in owners if len(owners) <= 200 else ():
            votes[place] += max(1, 200 // len(owners))
    likely = [place for place, _ in votes.most_common(10 * CANDIDATES)]
    if within is not None:
        likely.sort(key=lambda place: place not in within)
    yield from likely[:CANDIDATES]


# ------------------------------------------------------------------ addresses

_PARAGRAPH = re.compile(
    r"^(?P<part>.*?)[\s,;:./–-]*(?:¶|§|\balin[ée]a|\bal\.|\bparagraphe|\bparagraph|\bpara?\.?)\s*(?P<number>\d+)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"^(?P<word>(?:section|partie|part|point|chapitre|chapter|titre|clause|subclause|annexe?|sec\.|n°)\s*)?"
    r"(?P<number>(?:\d+|[A-Z])(?:\.\d+)*)\.?(?=\s|[:–,;-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """What an address written by a sender names: a heading, or one block; `lines` is what stands there."""

    line: int
    lines: range
    sure: bool


def read_address(layout: Layout, words: str) -> Address | None:
    """What `axe-3 ¶4`, `Axe 3`, `3.2` or a title names; None when it names nothing that stands in the edition."""
    words = words.strip()
    if not words:
        return None
    found = _PARAGRAPH.match(words)
    if found and found["part"].strip():
        return _block(layout, found["part"], int(found["number"]))
    heading, sure = _heading(layout, words)
    if heading is None:
        return None
    return Address(heading, layout.reaches[heading], sure)


def _block(layout: Layout, part: str, number: int) -> Address | None:
    heading, sure = _heading(layout, part)
    if heading is None:
        return None
    line = layout.lines[heading]
    first = layout.addresses.get((line.section, number if line.block == 0 else line.block + number))
    if first is None:
        return Address(heading, layout.reaches[heading], False)
    return Address(first, _block_lines(layout, first), sure and line.block == 0)


def _block_lines(layout: Layout, first: int) -> range:
    line = layout.lines[first]
    last = first
    while last + 1 < len(layout.lines) and (layout.lines[last + 1].section, layout.lines[last + 1].block) == (
        line.section,
        line.block,
    ):
        last += 1
    return range(first, last + 1)


def _heading(layout: Layout, words: str) -> tuple[int | None, bool]:
    """The heading that words name, and whether they leave no doubt. A matrix names few headings, each many times."""
    if words not in layout.known:
        layout.known[words] = _find_heading(layout, words)
    return layout.known[words]


def _find_heading(layout: Layout, words: str) -> tuple[int | None, bool]:
    plain = plain_words(words)
    if plain in layout.names and not plain.isdigit():
        return layout.names[plain], True
    number = _NUMBER.match(words.strip())
    if number and number["number"].casefold() in layout.names and (number["word"] or any(map(str.isdigit, words))):
        return layout.names[number["number"].casefold()], bool(number["word"]) or "." in number["number"]
    begins = {place for name, place in layout.names.items() if plain and name.startswith(plain + " ")}
    if len(begins) == 1:
        return begins.pop(), True
    inside = {place for name, place in layout.names.items() if len(name) >= 5 and f" {name} " in f" {plain} "}
    return (inside.pop(), False) if len(inside) == 1 else (None, False)


def place_written(layout: Layout, addresses: Sequence[str], quote: str, *, as_written: str = "") -> Place:
    """The place of a remark from what its sender wrote: addresses (the first that leaves no doubt counts), a quote."""
    found = [address for words in addresses if (address := read_address(layout, words))]
    named = next((address for address in found if address.sure), found[0] if found else None)
    if bare(quote):
        place = place_quote(layout, quote, within=named.lines if named else None, as_written=as_written)
        if place.selector is not None or named is None:
            return place
        return _whole(layout, named.line, 0.5, False, as_written)
    if named is None:
        return Place(as_written=as_written)
    return _whole(layout, named.line, 1.0 if named.sure else 0.5, named.sure, as_written)


# ------------------------------------------------------------------ selectors


def _in_line(line: Line, quote: str) -> tuple[int, int] | None:
    """Where the bare text of a line holds a quote, or the beginning of a quote that runs on in the next paragraphs."""
    first = quote.strip(_QUOTES).split("\n")[0]
    for wanted in dict.fromkeys((bare(quote), _longest_piece(quote), bare(first))):
        start = line.bare.find(wanted) if wanted else -1
        if start >= 0:
            return start, start + len(wanted)
    return _run_on(line.bare, bare(quote))


def _run_on(line: str, wanted: str) -> tuple[int, int] | None:
    """A quote whose beginning is the end of the line."""
    start = line.find(wanted[:SHORTEST]) if len(wanted) >= SHORTEST else -1
    while start >= 0:
        if wanted.startswith(line[start:]):
            return start, len(line)
        start = line.find(wanted[:SHORTEST], start + 1)
    return None


def _whole(layout: Layout, place: int, score: float, sure: bool, as_written: str) -> Place:
    """A whole line; of a table its first, for the address says that all of it is meant."""
    return _place(layout, place, 0, len(layout.lines[place].bare), score, sure, as_written)


def _place(layout: Layout, place: int, start: int, end: int, score: float, sure: bool, as_written: str) -> Place:
    line = layout.lines[place]
    where = offsets(line.text)
    first = where[start] if start < len(where) else 0
    last = where[end - 1] + 1 if 0 < end <= len(where) else len(line.text)
    selector = Selector(
        revision=layout.name,
        section=line.section,
        block=line.block,
        exact=line.text[first:last],
        prefix=line.text[max(0, first - CONTEXT) : first],
        suffix=line.text[last : last + CONTEXT],
        start=line.start + first,
    )
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    return Place(selector, certainty, round(score, 3), line.title, line.position, as_written)

"""Running words cut into remarks: numbered points, dashes, and lines that name the place they speak of.

People who answer by letter, e-mail or in a meeting number their remarks one way or another. Where they do not, the words stay one
remark: a person may cut it later, nobody can sew together what was cut wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LONGEST_LEAD = 90
"""Letters of a line that names a place or opens a list."""
WRAPPED = 55
"""A line at least so long goes on in the next one: mail programs wrap at 60 to 78 characters."""

_PLACE_WORDS = (
    r"axe|section|sous-section|partie|chapitre|chapter|titre|article|art\.|annexe|annex|point|clause|objectif|action|activit[ée]|"
    r"paragraphe|paragraph|alin[ée]a|para\.?|page|pages|p\.|pp\.|ligne|line|tableau|table|figure|encadr[ée]|pr[ée]ambule|introduction|"
    r"conclusion|contexte|diagnostic|vision|glossaire|sigles|sommaire"
)
_NUMBERED = r"(?:n°\s*)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])\b\.?"
_PART = r"(?:¶|§|\balin[ée]a|\bal\.|\bparagraphe|\bparagraph|\bpara?\.?|,?\s*p(?:age|\.)|\bligne)\s*\d+(?:\.\d+)*"
_PLACE = re.compile(
    rf"(?:(?:[\w]+(?:-[\w]+)+|(?:{_PLACE_WORDS})\s*{_NUMBERED})(?:\s*[,;(/–-]?\s*{_PART}\)?)*|[§¶]\s*\d+(?:\.\d+)*|"
    rf"\b(?:{_PLACE_WORDS})\s*{_NUMBERED})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b[a-z][\w]*(?:-[\w]+)*\s?¶\s?\d+", re.IGNORECASE)
_MARKERS: Sequence[tuple[str, re.Pattern[str]]] = (
    ("number", re.compile(r"\(?(?:n°\s*)?(\d{1,2})\s*(?:[.)/°]+|[-–](?=\s))\s*(?=\S)(?!\d)")),
    ("numeral", re.compile(r"\(([ivx]{1,5})\)\s+(?=\S)")),
    ("letter", re.compile(r"\(?([a-z])\s*[.)]\s+(?=\S)")),
    ("roman", re.compile(r"\(?([IVX]{1,5})\s*(?:[.)]|[-–])\s+(?=\S)")),
    ("capital", re.compile(r"\(?([A-Z])\s*(?:\)|[.](?=\s+[A-ZÉÀ]))\s*(?=\S)")),
    ("ordinal", re.compile(r"(?:observation|remarque|commentaire|comment|point)\s+(?:n°\s*)?(\d{1,3})\s*[.:)–-]\s*", re.IGNORECASE)),
    ("bullet", re.compile(r"([•●▪◦■*·→➢✓✔]|[-–—](?=\s)|\uf0b7|o(?=\s{2,}))\s*(?=\S)")),
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s*[:–)-]?\s+(?=\S)")
_LEAD_IN = re.compile(
    r"^(?:(?:sur|à|au|aux|dans|pour|concernant|s’agissant de|s'agissant de|relativement à|quant à|in|on|under)\s+)?"
    r"(?:l[’']|la\s+|le\s+|les\s+|the\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One remark of running words, and what it names as its place."""

    text: str
    places: tuple[str, ...] = ()
    """What may name its place, the surest first."""
    label: str = ""
    """Its number or letter, as its sender wrote it."""
    line: int = 0
    """The line it begins on, from 1."""
    leads: tuple[str, ...] = ()
    """Words before a colon, which may be the title of a part ("Contexte : trop court")."""


@dataclass(slots=True)
class _Open:
    kind: str
    label: str
    line: int
    heading: str = ""
    indent: int = 0
    lines: list[str] = field(default_factory=list)
    inner: list[_Open] = field(default_factory=list)


def split_points(text: str) -> tuple[str, tuple[Point, ...]]:
    """The words before the first point, and the points. Without points all words stand before."""
    before: list[str] = []
    tops: list[_Open] = []
    stack: list[_Open] = []
    for number, line in enumerate(text.split("\n"), 1):
        opened = _opening(line.strip(), number, len(line) - len(line.lstrip()))
        if opened is None:
            (stack[-1].lines if stack else before).append(line.strip())
            continue
        _hang(opened, stack, tops)
    points = tuple(_points(tops, (), ""))
    return joined(before), points


def _opening(line: str, number: int, indent: int) -> _Open | None:
    """What a line begins: a point by its marker, or a part by the place it names alone."""
    if not line:
        return None
    dotted = _DOTTED.match(line)
    if dotted:
        return _Open("place", dotted[1], number, dotted[1], indent, [line])
    for kind, pattern in _MARKERS:
        found = pattern.match(line)
        if found:
            return _Open(kind, found[0].strip(), number, "", indent, [line[found.end() :]])
    heading, rest = leading_place(line)
    if heading and (rest or len(line) <= LONGEST_LEAD):
        return _Open("place", "", number, heading, indent, [line] if rest else [])
    return None


def _hang(opened: _Open, stack: list[_Open], tops: list[_Open]) -> None:
    """A point of a kind that is open already stands beside it; of another kind, below, unless it stands further left. A place alone
    opens a part of its own."""
    while stack and (stack[-1].indent > opened.indent or (stack[-1].inner and stack[-1].inner[-1].indent > opened.indent)):
        stack.pop()
    kinds = [open_.kind for open_ in stack]
    if opened.kind in kinds:
        del stack[kinds.index(opened.kind) :]
    elif opened.kind == "place" and not (stack and _announces(stack[-1])):
        stack.clear()
    (stack[-1].inner if stack else tops).append(opened)
    stack.append(opened)


def _points(opened: Sequence[_Open], places: tuple[str, ...], lead: str) -> Iterator[Point]:
    for open_ in opened:
        words = joined(open_.lines)
        own = (open_.heading,) if open_.heading else ()
        if open_.inner and (not words or _announces(open_) or _only_place(words)):
            named = (*own, *_named(words), *places)
            rest = "" if not words or _only_place(words) else words
            yield from _points(open_.inner, named, " ".join(filter(None, (lead, rest))))
            continue
        text = "\n".join(filter(None, (words, *map(_whole, open_.inner))))
        if text:
            whole = f"{lead} {text}".strip()
            yield Point(whole, (*own, *_named(text), *places), open_.label, open_.line, leads_of(whole))


def _announces(opened: _Open) -> bool:
    """Whether its words only open a list."""
    words = joined(opened.lines)
    return words.endswith(":") and len(words) <= 3 * LONGEST_LEAD or (not words and bool(opened.heading))


def _only_place(words: str) -> bool:
    heading, rest = leading_place(words)
    return bool(heading) and not rest and len(words) <= LONGEST_LEAD


def _whole(opened: _Open) -> str:
    """A point inside a point whose own words are a remark already: it stays with them, as it was written."""
    words = joined(opened.lines)
    return "\n".join(filter(None, (f"{opened.label} {words}".strip(), *map(_whole, opened.inner))))


# ------------------------------------------------------------------ places


def leading_place(line: str) -> tuple[str, str]:
    """The place that a line names before it says something about it, and what it says. Both empty where it names none."""
    start = _LEAD_IN.match(line)
    begin = start.end() if start else 0
    found = _PLACE.match(line, begin) or _ADDRESS.match(line, begin)
    if found is None or not re.search(r"\d|[IVX]\b|¶|§", found[0]):
        return "", ""
    rest = line[found.end() :]
    if not rest.strip(" .:"):
        return found[0].strip(), ""
    title = re.match(r"(?:\s*[«(“\"–,:-]?[^:.;!?]{0,60}?)\s*(?::|\s[–—-]\s|→)\s*(?=\S|$)", rest)
    if title is None:
        return "", ""
    return line[begin : found.end()].strip(" ,:–-"), rest[title.end() :].strip()


def _named(text: str) -> tuple[str, ...]:
    """The places that a remark names in its words, the first first."""
    return tuple(dict.fromkeys(found[0].strip(" ,;(–-") for found in named_places(text)))[:4]


def leads_of(text: str) -> tuple[str, ...]:
    """The words before the first colon of a remark, where they are few."""
    words, colon, _ = text.partition(":")
    words = _LEAD_IN.sub("", words.strip(" –-").strip())
    return (words,) if colon and 3 <= len(words) <= 70 and len(words.split()) <= 9 else ()


def named_places(text: str) -> Iterator[re.Match[str]]:
    """Every place named in words, with what makes it sure that a place is meant: a number."""
    for found in _PLACE.finditer(text):
        if (
            re.search(r"\d|\b[IVX]+\b", found[0])
            and not re.fullmatch(r"(?:\d+-)+\d+", found[0])
            and re.search(rf"\b(?:{_PLACE_WORDS})\b|[§¶]", found[0], re.IGNORECASE)
        ):
            yield found


# ------------------------------------------------------------------ lines


def joined(lines: Sequence[str]) -> str:
    """Lines as paragraphs: what a mail program wrapped is one line again, empty lines keep paragraphs apart."""
    out: list[str] = []
    previous = 0
    for line in lines:
        line = line.strip()
        if not line:
            previous = 0
            out.append("")
        elif previous >= WRAPPED and out[-1]:
            out[-1] = f"{out[-1]} {line}"
            previous = len(line)
        else:
            out.append(line)
            previous = len(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()

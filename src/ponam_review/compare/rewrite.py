"""A paragraph given another wording: the words that stay keep their marks, links, notes and references.

People propose plain words, in a cell of a spreadsheet or by tracked changes; the text they change is set. White space counts for nothing
here: a no-break space of the text stays where the words around it stay, for no mail program and no spreadsheet brings it back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Indel

from ..text.model import Counter, Image, Inline, Inlines, Note, Reference, Run
from ..text.plain import fold
from .changes import End
from .leaves import read_text
from .pieces import glue
from .words import Thing

_TOKEN = re.compile(r"\n|\d+(?:[^\S\n]\d{3}\b|[.,]\d+)+|[^\S\n]+[:;?!»%]|«[^\S\n]+|[^\S\n]+|\w+|[^\w\s]")
"""Figures with their thousands, and signs with the space that French sets before or behind them, are one word each."""
_LEAD = re.compile(r"[^\S\n]*")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("’‘ʼ´", "''''")
NOBREAK = "\u00a0"


@dataclass(slots=True)
class Rewritten:
    """Paragraphs, each with the rank of the old one whose form it takes; `lost`: notes and pictures that went with their words."""

    paragraphs: list[tuple[int, Inlines]] = field(default_factory=list)
    lost: list[Inline] = field(default_factory=list)


def rewrite(content: Sequence[Thing], text: str, *, french: bool = True) -> Rewritten:
    """`content` (with an End between paragraphs) so that it reads `text`, in which a line feed ends a paragraph.

    `french`: words that come are set as French typography wants; senders type what their keyboard has.
    """
    old = _Old(content)
    wanted = "\n".join(fold(line) for line in text.strip().split("\n") if line.strip())
    new = _tokens(wanted)
    out = _Out(old)
    before, after = [key for _, _, key in old.tokens], [key for _, _, key in new]
    for code in Indel.opcodes(before, after):
        first = old.tokens[code.src_start][0] if code.src_start < len(old.tokens) else len(old.text)
        last = old.tokens[code.src_end - 1][1] if code.src_end > code.src_start else first
        come = wanted[new[code.dest_start][0] : new[code.dest_end - 1][1]] if code.dest_end > code.dest_start else ""
        if code.tag == "equal":
            out.keep(first, last)
        elif code.tag == "delete":
            out.drop(first, last)
        else:
            out.add(come, french=french)
    return out.taken()


def plain_content(content: Sequence[Thing]) -> str:
    """What `rewrite` takes for the old wording."""
    return "".join("\n" if isinstance(thing, End) else " " if read_text(thing) == "\n" else read_text(thing) for thing in content)


def bare_content(content: Inlines) -> Inlines:
    """Content without what the tool fills in: words of references, counters of captions."""
    out: list[Inline] = []
    for inline in content:
        if isinstance(inline, Reference):
            out.append(replace(inline, label=""))
        elif not isinstance(inline, Counter):
            out.append(inline)
    return glue(out)


# ------------------------------------------------------------------ the old wording


class _Old:
    """The old content as one text, and what stands where in it."""

    def __init__(self, content: Sequence[Thing]) -> None:
        self.things = [thing for thing in content if not (isinstance(thing, Run) and not thing.text)]
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for thing in self.things:
            part = plain_content((thing,))
            self.starts.append(length)
            parts.append(part)
            length += len(part)
        self.text = "".join(parts)
        self.tokens = _tokens(self.text)

    def between(self, first: int, last: int) -> Iterator[Thing]:
        """The things that have characters in [first, last), runs cut; a reference cut in two becomes plain words."""
        for at in range(max(0, bisect_right(self.starts, first) - 1), len(self.things)):
            thing, start = self.things[at], self.starts[at]
            end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
            if start >= last and start != end or start > last:
                return
            if start == end or end <= first:
                continue
            cut = self.text[max(start, first) : min(end, last)]
            if isinstance(thing, Run):
                yield replace(thing, text=cut)
            elif len(cut) == end - start:
                yield thing
            elif isinstance(thing, Reference):
                yield Run(cut, thing.marks)
            elif isinstance(thing, Counter):
                yield Run(cut)

    def objects(self) -> Iterator[tuple[int, Inline]]:
        """Notes and pictures, which have no characters, and where they stand."""
        for thing, start in zip(self.things, self.starts, strict=True):
            if isinstance(thing, Note | Image):
                yield start, thing

    def form_at(self, position: int) -> tuple[int, str] | None:
        """Marks and link of the character at a position."""
        if not 0 <= position < len(self.text):
            return None
        at = bisect_right(self.starts, position) - 1
        thing = self.things[at]
        return (thing.marks, thing.link) if isinstance(thing, Run) else (0, "")


def _tokens(text: str) -> list[tuple[int, int, str]]:
    """Words, signs and spaces: begin, end, and what they are compared by."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead is not None else 0
    space = [(0, begin, " ")] if begin else []
    return space + [(m.start(), m.end(), _key(m.group())) for m in _TOKEN.finditer(text, begin)]


def _key(word: str) -> str:
    return word if word == "\n" else _SPACE.sub(" ", word).translate(_APOSTROPHES)


# ------------------------------------------------------------------ the new one


class _Out:
    """The new content while it is put together."""

    def __init__(self, old: _Old) -> None:
        self.old = old
        self.found: list[tuple[int, list[Inline]]] = [(0, [])]
        self.lost: list[Inline] = []
        self._objects = list(old.objects())
        self._at = 0
        """Up to where the old text was dealt with."""
        self._paragraph = 0
        self._come = ""
        self._gone: tuple[int, int] | None = None

    def keep(self, first: int, last: int) -> None:
        self._settle()
        at = first
        for place in [place for place, _ in self._objects if place <= last]:
            self._put_between(at, place)
            at = max(at, place)
            self._take_objects(place + 1, dropped=False)
        self._put_between(at, last)
        self._at = last

    def _put_between(self, first: int, last: int) -> None:
        for thing in self.old.between(first, last):
            self._put(thing)

    def drop(self, first: int, last: int) -> None:
        self._gone = (self._gone[0] if self._gone else first, last)

    def add(self, text: str, *, french: bool) -> None:
        self._come += _set(text) if french else text

    def taken(self) -> Rewritten:
        self._settle()
        self._take_objects(len(self.old.text) + 1, dropped=False)
        paragraphs = [(rank, _trimmed(glue(content))) for rank, content in self.found]
        kept = [(rank, content) for rank, content in paragraphs if content]
        return Rewritten(kept or paragraphs[:1], self.lost)

    # -------------------------------------------------------------- pieces

    def _put(self, thing: Thing) -> None:
        if isinstance(thing, End):
            self._paragraph += 1
            self.found.append((self._paragraph, []))
            return
        self.found[-1][1].append(thing)

    def _settle(self) -> None:
        """What went and what came since the last words that stayed."""
        if self._gone is None and not self._come:
            return
        first, last = self._gone or (self._at, self._at)
        form = self._form(first, last)
        self._take_objects(first, dropped=False)
        ends = sum(isinstance(thing, End) for thing in self.old.between(first, last))
        for rank, line in enumerate(self._come.split("\n")):
            if rank:
                self._paragraph += 1 if ends else 0
                ends -= 1 if ends else 0
                self.found.append((self._paragraph, []))
            if line:
                self._put(Run(line, *form))
        self._paragraph += max(ends, 0)
        self._take_objects(last + 1, dropped=not self._come.strip() and bool(self.old.text[first:last].strip()))
        self._at = last
        self._come, self._gone = "", None

    def _form(self, first: int, last: int) -> tuple[int, str]:
        """The form of words that come: of those they replace; else of those on both sides, where they agree, or before the end."""
        if last > first:
            return self.old.form_at(first) or (0, "")
        before, after = self.old.form_at(first - 1), self.old.form_at(first)
        if before is not None and (before == after or after is None):
            return before[0], before[1] if before == after else ""
        return 0, ""

    def _take_objects(self, until: int, *, dropped: bool) -> None:
        """Notes and pictures up to a position go with the words before them."""
        while self._objects and self._objects[0][0] < until:
            _, thing = self._objects.pop(0)
            if dropped:
                self.lost.append(thing)
            else:
                self._put(thing)


def _trimmed(content: Inlines) -> Inlines:
    """Without white space at the ends."""
    things = list(content)
    if things and isinstance(things[0], Run):
        things[0] = replace(things[0], text=things[0].text.lstrip())
    if things and isinstance(things[-1], Run):
        things[-1] = replace(things[-1], text=things[-1].text.rstrip())
    return glue([thing for thing in things if not (isinstance(thing, Run) and not thing.text)])


_SPACES = (
    (re.compile(r" (?=[:;?!»%])"), NOBREAK),
    (re.compile(r"(?<=«) "), NOBREAK),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NOBREAK),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)


def _set(text: str) -> str:
    for found, put in _SPACES:
        text = found.sub(put, text)
    return text

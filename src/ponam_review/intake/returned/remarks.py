"""The comments of a returned copy as remarks, each on its words in the edition; those that carry wording as proposals too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...register.values import NewComment, Place
from ...register.vocabulary import Certainty, Edit, Kind
from ...text.remarks import Comment
from ...word.returned.values import CommentMark, Piece
from ..bare import bare
from ..layout import Layout
from ..locating import doubted, place_quote, place_words
from .bridge import Bridge, applied
from .bridge import Edit as Change
from .copy import Copy, Knot
from .instructions import Instruction, instruction
from .lines import REJECTED
from .pairing import SURE

SURE_WITH_QUOTE = 0.6
"""Likeness that is enough where the very words of the remark's quote stand in the edition's paragraph."""
FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Range:
    """Where a comment stands on the tape."""

    first: int
    last: int
    wide: bool
    """It covers something; else it is a point."""


def ranges_of(copy: Copy) -> dict[str, _Range]:
    """Each comment's stretch of the tape; of marks that stand twice the first one counts."""
    marks: dict[str, dict[str, int]] = {"start": {}, "end": {}, "reference": {}}
    for place, thing in enumerate(copy.file.things):
        if isinstance(thing, CommentMark):
            marks[thing.kind].setdefault(thing.comment, place)
    found: dict[str, _Range] = {}
    for comment in {**marks["reference"], **marks["start"]}:
        first = marks["start"].get(comment, marks["reference"].get(comment, 0))
        last = marks["end"].get(comment, marks["reference"].get(comment, first))
        found[comment] = _Range(first, max(first, last), last > first)
    return found


class Remarks:
    """Places the comments of one copy. Without an edition (`free`) they stay without a place."""

    def __init__(self, copy: Copy, stood: Mapping[int, tuple[int, ...]], *, free: bool = False) -> None:
        self.copy = copy
        self.stood = stood
        self.layout: Layout = copy.layout
        self.free = free
        self.ranges = ranges_of(copy)

    def remarks(self) -> Iterator[tuple[int, NewComment]]:
        """Each with the paragraph of the accepted reading in which it begins; -1 where it stands nowhere."""
        for comment in self.copy.file.comments:
            if comment.text.strip():
                yield self._remark(comment)

    def _remark(self, comment: Comment) -> tuple[int, NewComment]:
        span = self.ranges.get(comment.id)
        paragraph = self.copy.new.place(span.first)[0] if span else -1
        source: dict[str, str | int] = {"comment": comment.id}
        if paragraph >= 0:
            source["paragraph"] = paragraph + 1
        if comment.id in self.copy.file.durable_ids:
            source["durable"] = self.copy.file.durable_ids[comment.id]
        remark = NewComment(
            text=comment.text.strip(),
            author=comment.author,
            written_at=comment.date,
            quote=comment.quote,
            source=source,
            local_id=comment.id,
            answers=comment.parent,
            resolved=comment.resolved,
        )
        if span is None or self.free:
            return paragraph, remark
        remark, lines = self._placed(remark, span, paragraph)
        return paragraph, self._with_wording(remark, lines)

    # -------------------------------------------------------------- where it stands

    def _placed(self, remark: NewComment, span: _Range, paragraph: int) -> tuple[NewComment, tuple[int, ...]]:
        """The remark with its place, and the lines of the edition it stands on."""
        found = self._old_words(span) if span.wide else None
        knot = self.copy.knot_of_old.get(found[0]) if found else self.copy.knot_of_new.get(paragraph)
        stood = self.stood.get(paragraph, ())
        if stood and (found is None or knot is None or not knot.own):
            return replace(remark, place=place_words(self.layout, stood[0], 0, 0, 1.0, sure=True)), stood
        if knot is None or not knot.own:
            return replace(remark, place=self._above(paragraph, remark.quote)), ()
        if found is None:
            score = self.copy.score(knot) or 1.0
            place = place_words(self.layout, knot.own[0], 0, 0, score, sure=score >= SURE)
            return replace(remark, place=place), knot.own
        return replace(remark, place=self._on_words(knot, *found, remark.quote)), knot.own

    def _old_words(self, span: _Range) -> tuple[int, int, int] | None:
        """The first old paragraph that a comment covers words of: its number, and the first and last character covered."""
        old = self.copy.old
        found: tuple[int, int, int] | None = None
        for place in range(span.first, span.last):
            thing = self.copy.file.things[place]
            if not isinstance(thing, Piece) or not thing.presence & REJECTED or thing.text.isspace():
                continue
            line, start = old.place(place)
            end = min(start + len(thing.text), len(old.lines[line].text))
            if found is None:
                found = (line, start, end)
            elif line == found[0]:
                found = (line, found[1], max(found[2], end))
            else:
                break
        return found

    def _on_words(self, knot: Knot, old: int, start: int, end: int, quote: str) -> Place:
        base = self.copy.bases(knot)[old]
        bridge = self.copy.bridge(knot)
        first, last = bridge.back(base + start, base + end)
        line, first, last = self._line(knot, first, last)
        score = self.copy.score(knot)
        exact = bare(self.layout.lines[line].text[first:last]) == bare(bridge.copy[base + start : base + end])
        sure = score >= SURE or exact and score >= SURE_WITH_QUOTE
        return place_words(self.layout, line, first, last, score, sure=sure)

    def _line(self, knot: Knot, first: int, last: int) -> tuple[int, int, int]:
        """Of characters of the joined text: the line in which they begin, and where in it they begin and end."""
        at = 0
        for i in knot.own:
            length = len(self.layout.lines[i].text)
            if first < at + length or i == knot.own[-1]:
                return i, max(first - at, 0), min(max(last - at, 0), length)
            at += length + 1
        return knot.own[0], 0, 0

    def _above(self, paragraph: int, quote: str) -> Place:
        """A remark on a paragraph that the edition does not hold stands on the one above it, and is doubtful.

        What it quotes is looked for only between the paragraphs that stand around it: elsewhere it would be a look-alike."""
        above = self._nearest(range(paragraph, -1, -1))
        below = self._nearest(range(paragraph + 1, len(self.copy.new.lines)))
        if above is None:
            return place_quote(self.layout, quote) if below is None else Place()
        if below is not None and bare(quote) and below > above:
            place = place_quote(self.layout, quote, within=range(above, below + 1))
            if place.selector is not None and self._between(place, above, below):
                return doubted(place)
        return doubted(place_words(self.layout, above, 0, 0, 1.0, sure=True))

    def _between(self, place: Place, above: int, below: int) -> bool:
        return self.layout.lines[above].position <= place.position <= self.layout.lines[below].position

    def _nearest(self, paragraphs: range) -> int | None:
        for k in paragraphs:
            knot = self.copy.knot_of_new.get(k)
            if knot is not None and knot.own and not self.layout.lines[knot.own[-1]].generated:
                return knot.own[-1]
        return None

    # -------------------------------------------------------------- the wording it carries

    def _with_wording(self, remark: NewComment, lines: tuple[int, ...]) -> NewComment:
        place = remark.place
        if place.selector is None or place.certainty is not Certainty.CERTAIN or not lines:
            return remark
        asked = instruction(remark.text)
        if asked is None or self.layout.lines[lines[0]].holder >= 0:
            return remark
        return _Wording(self.layout, lines, remark).with_(asked) or remark


@dataclass(frozen=True, slots=True)
class _Wording:
    """A remark that asks for something in so many words, and the lines it stands on."""

    layout: Layout
    lines: tuple[int, ...]
    remark: NewComment

    def with_(self, asked: Instruction) -> NewComment | None:
        """The remark with its proposal; None where the words it speaks of do not stand there once."""
        if asked.line:
            return self._on_line("", Edit.DELETE)
        if not asked.old:
            if not bare(self.remark.quote) or "\n" in self.remark.quote.strip():
                return None
            if asked.act == "delete":
                return replace(self.remark, kind=Kind.PROPOSAL, edit=Edit.DELETE)
            return self._instead(asked.new)
        return self._in_quote(asked) or self._in_line(asked)

    def _instead(self, new: str) -> NewComment | None:
        """Words for those commented on; a whole sentence for one word commented on is meant for the paragraph."""
        line = self.layout.lines[self.lines[0]].text
        quote = self.remark.quote
        if len(quote.split()) * 2 < len(new.split()) and _alike(new, line) > _alike(new, quote):
            return self._on_line(new, Edit.REWORD) if _alike(new, line) >= 0.5 else None
        return replace(self.remark, kind=Kind.PROPOSAL, edit=Edit.REWORD, proposal=new)

    def _in_quote(self, asked: Instruction) -> NewComment | None:
        selector = self.remark.place.selector
        assert selector is not None
        made = _said(selector.exact, asked)
        if made is None or bare(selector.exact) != bare(self.remark.quote):
            return None
        edit = Edit.REWORD if made.strip() else Edit.DELETE
        return replace(self.remark, kind=Kind.PROPOSAL, edit=edit, proposal=made, quote=selector.exact)

    def _in_line(self, asked: Instruction) -> NewComment | None:
        line = self.layout.lines[self.lines[0]].text
        made = _said(line, asked) if len(self.lines) == 1 else None
        if made is None:
            return None
        return self._on_line(made, Edit.REWORD if made.strip() else Edit.DELETE)

    def _on_line(self, proposal: str, edit: Edit) -> NewComment:
        line = self.layout.lines[self.lines[0]]
        place = place_words(self.layout, self.lines[0], 0, 0, self.remark.place.score, sure=True)
        return replace(self.remark, kind=Kind.PROPOSAL, edit=edit, proposal=proposal, quote=line.text, place=place)


def _said(text: str, asked: Instruction) -> str | None:
    """The text as an instruction wants it, where the words it speaks of stand in it once."""
    plain, old = bare(text), bare(asked.old)
    if not old or plain.count(old) != 1:
        return None
    start = plain.index(old)
    bridge = Bridge(text, text)
    first, last = _places(text, start, start + len(old))
    if _inside_word(text, first, last):
        return None
    new = asked.new if asked.act != "after" else f"{text[first:last]} {asked.new}"
    return applied(bridge.own, [Change(first, last, new if asked.act != "delete" else "")])


def _places(text: str, start: int, end: int) -> tuple[int, int]:
    from ..bare import offsets

    where = offsets(text)
    return where[start], where[end - 1] + 1


def _inside_word(text: str, first: int, last: int) -> bool:
    """Whether the words found are but a part of a longer word."""
    before, after = text[first - 1 : first], text[last : last + 1]
    return (before.isalnum() and text[first : first + 1].isalnum()) or (after.isalnum() and text[last - 1 : last].isalnum())


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(bare(one), bare(other)) / 100

"""Headings that only look like headings: a short line in bold, in capitals, in a larger type, with a number typed in front.

They are proposals, and a notice names each. Where a file has headings of its own, a bold line alone is no evidence: it must be larger than
the text, carry a number, or have a style whose name says "title".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Heading, Image, Item, Mark, Note, Paragraph, Run
from ..plain import inline_text
from .pieces import Piece, Pieces, Told, outside, shown
from .titles import label_of, typed_number

_LONGEST = 160
_MOST_WORDS = 22
_NO_END = re.compile(r"[.;:,…]$")
_TITLED = re.compile(r"titre|title|heading|chapitre|intertitre|partie")
_NO_TITLE = re.compile(r"source|note|nb|tableau|figure|graphique|encadré|carte|table|box", re.IGNORECASE)
_DATE = re.compile(r"(?:\w+,? le |fait à )?\d{1,2}(?:er)? \w+ \d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Why a paragraph looks like a heading."""

    size: float
    capitals: bool
    bold: bool
    underlined: bool
    depth: int
    """How many parts its number has; 0 for none."""
    rank: int
    """How large a division its label names (`titles.Label.rank`); -1 for none."""
    roman: bool = False

    @property
    def look(self) -> tuple[float, bool, bool, bool]:
        return (-self.size, not self.capitals, not self.bold, not self.underlined)


def with_headings(pieces: Pieces, told: Told) -> Pieces:
    """The pieces with those that look like headings made headings."""
    body = body_size(pieces)
    styled = any(isinstance(piece.block, Heading) and not piece.look.title for piece in pieces)
    signs = {at: sign for at, piece in enumerate(pieces) if (sign := _sign(pieces, at, body, styled=styled)) is not None}
    signs = _supported(signs, pieces)
    if not signs:
        return pieces
    levels = _levels(signs.values())
    out: list[Piece] = []
    above = 0
    for at, piece in enumerate(pieces):
        block = piece.block
        if at in signs and isinstance(block, Paragraph):
            sign = signs[at]
            level = min(levels[sign] + (above if styled else 0), 6)
            piece = replace(piece, block=Heading(level, _words_only(block), id=piece.look.bookmark))
            sentence = "“{title}” has no heading style but looks like a heading: it became one of level {level}"
            told.say(sentence, title=shown(piece.text), level=level)
        elif isinstance(block, Heading):
            above = block.level
        out.append(piece)
    return tuple(out)


def body_size(pieces: Iterable[Piece]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for piece in outside(pieces):
        if isinstance(piece.block, Paragraph) and piece.look.size:
            sizes[piece.look.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _sign(pieces: Pieces, at: int, body: float, *, styled: bool) -> _Sign | None:
    piece = pieces[at]
    block, look = piece.block, piece.look
    if not isinstance(block, Paragraph) or block.role or look.contents or not _stands_alone(pieces, at):
        return None
    text = piece.text
    if not _is_short(text) or any(isinstance(inline, Image) for inline in block.content):
        return None
    number, label = typed_number(text), label_of(text)
    larger = bool(body) and look.size >= body * 1.1
    emphasis = look.bold or look.underlined or (look.capitals and len(text) > 3) or larger
    named = bool(_TITLED.search(look.style))
    if not (emphasis or named) or (styled and not (larger or number or label or named)):
        return None
    if block.within and not (look.bold or larger):
        return None
    depth = len([part for part in re.split(r"[.\s]", number) if part.strip(")-–—/:°")]) if number else 1 if label else 0
    rank = label.rank if label else -1
    roman = bool(number) and number[0] in "IVXLC" and not number[1:2].islower()
    return _Sign(max(look.size, 0.0), look.capitals, look.bold, look.underlined, depth, rank, roman)


def _is_short(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS or not any(c.isalpha() for c in text):
        return False
    return not (_NO_END.search(text) or _NO_TITLE.match(text) or _DATE.fullmatch(text))


def _stands_alone(pieces: Pieces, at: int) -> bool:
    """An item is a heading only where it is the only one of its list in sight."""
    block = pieces[at].block
    assert isinstance(block, Paragraph)
    if not block.within:
        return True
    if len(block.within) > 1 or not isinstance(block.within[0], Item) or not block.within[0].opens:
        return False
    neighbours = [pieces[k].block for k in (at - 1, at + 1) if 0 <= k < len(pieces)]
    items = [other for other in neighbours if isinstance(other, Paragraph) and len(other.within) == 1]
    return all(_ordered(other) != _ordered(block) for other in items)


def _ordered(block: Paragraph) -> bool | None:
    outermost = block.within[0]
    return outermost.ordered if isinstance(outermost, Item) else None


def _supported(signs: dict[int, _Sign], pieces: Sequence[Piece]) -> dict[int, _Sign]:
    """Without those under which nothing stands: the last line of a text, one signature after the other."""
    kept: dict[int, _Sign] = {}
    follows = False
    for at in range(len(pieces) - 1, -1, -1):
        if at in signs and follows:
            kept[at] = signs[at]
        elif at not in signs and pieces[at].text:
            follows = True
    return {at: kept[at] for at in sorted(kept)}


def _levels(signs: Iterable[_Sign]) -> dict[_Sign, int]:
    """A level a kind: by label, then by size and weight, then by how many parts the number has."""
    kinds = set(signs)
    shallowest: dict[tuple[float, bool, bool, bool], int] = {}
    for sign in kinds:
        if sign.depth:
            shallowest[sign.look] = min(shallowest.get(sign.look, 9), sign.depth)

    def key(sign: _Sign) -> tuple[object, ...]:
        depth = sign.depth or shallowest.get(sign.look, 0)
        return (*sign.look, sign.rank if sign.rank >= 0 else 99 if depth else 98, depth)

    ranked = sorted({_merged(key(sign)) for sign in kinds})
    return {sign: ranked.index(_merged(key(sign))) + 1 for sign in kinds}


def _merged(key: tuple[object, ...]) -> tuple[object, ...]:
    """A line without number beside numbered ones of the same look ("Introduction" beside "I. Contexte") is of their level."""
    return (*key[:4], 98 if key[4] in (98, 99) else key[4], key[5])


def _words_only(block: Paragraph) -> tuple[Run | Note, ...]:
    """A heading is bold by itself."""
    kept = [inline for inline in block.content if isinstance(inline, Run | Note)]
    if len(kept) < len(block.content):
        return (Run(inline_text(block.content).replace("\n", " ")),)
    return tuple(replace(i, marks=i.marks & ~(Mark.STRONG | Mark.EMPHASIS)) if isinstance(i, Run) else i for i in kept)

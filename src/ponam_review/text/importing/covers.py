"""The cover of a document written elsewhere: who publishes it, what it is called, for which years.

The tool makes covers itself, from `ponam.toml`: the lines of a cover are recognised, said, and left out of the sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model import Cover, Figure, Heading, Paragraph, Rule, Table
from ..plain import fold
from .headings import body_size
from .pieces import Piece, Pieces, Told, shown

_MOST_PIECES = 45
_MOST_WORDS = 160
_LONGEST_LINE = 28
"""Words of a line of a cover."""
_STATE = re.compile(r"r[ée]publique\b|royaume\b|union des\b|republic\b", re.IGNORECASE)
_MOTTO = re.compile(r"[^.;:!?]{2,30}(?:\s[–—-]\s[^.;:!?]{2,30}){1,3}")
_DASH = re.compile(r"\s[–—-]\s")
_OFFICE = re.compile(
    r"minist[èe]re|secr[ée]tariat|pr[ée]sidence|primature|direction|d[ée]l[ée]gation|cabinet|et (?:de |du )|ministry|office of",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\(?(?:p[ée]riode\s*:?\s*)?(?:19|20)\d\d\s*[-–—/]\s*(?:19|20)?\d\d\)?", re.IGNORECASE)
_MONTH = r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTH_EN = r"january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"(?:[\w\s’'-]{{0,30}},?\s+)?(?:le\s+)?(?:\d{{1,2}}(?:er)?\s+)?(?:{_MONTH}|{_MONTH_EN})\s+(?:19|20)\d\d", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:avant-)?projet\b|version\b|draft\b|provisoire\b|document de travail|[ée]dition\b|validée?\b|adoptée?\b", re.IGNORECASE
)
_RULED = re.compile(r"[\s\-–—_=*.·•]{3,}")


@dataclass(frozen=True, slots=True)
class Front:
    """What a cover says. `title`: of the document; empty where there is none."""

    title: str = ""
    cover: Cover | None = None


def without_cover(pieces: Pieces, told: Told) -> tuple[Front, Pieces]:
    """What the cover says, and the pieces without it."""
    generated = [p for p in pieces if isinstance(p.block, Paragraph) and p.block.role.startswith("cover-")]
    if generated:
        told.drop(generated)
        return _own(generated), tuple(p for p in pieces if p not in generated)
    end = _end(pieces)
    if not end:
        return _titled(pieces, told)
    lines = list(_lines(pieces[:end]))
    front = _read(lines)
    if not front.title:
        return _titled(pieces, told)
    pictures = sum(isinstance(piece.block, Figure) for piece in pieces[:end])
    told.drop(pieces[:end])
    sentence = "the cover was recognised and left out of the sections: the tool makes it from ponam.toml. Title: “{title}”"
    told.say(sentence, title=front.title)
    if pictures:
        told.say("pictures of the cover left out: {count}", count=pictures)
    return front, pieces[end:]


def _titled(pieces: Pieces, told: Told) -> tuple[Front, Pieces]:
    """No cover: the first line may still have the style of the document's title."""
    first = next((at for at, piece in enumerate(pieces[:5]) if piece.look.title), None)
    if first is None or any(isinstance(piece.block, Heading) for piece in pieces[:first]):
        return Front(), pieces
    title = pieces[first].text
    told.drop([pieces[first]])
    told.say("the line “{title}” is the title of the document, not of a section", title=shown(title))
    return Front(title), (*pieces[:first], *pieces[first + 1 :])


def _own(generated: Iterable[Piece]) -> Front:
    """The cover of a file that the tool made."""
    lines: dict[str, list[str]] = {}
    for piece in generated:
        assert isinstance(piece.block, Paragraph)
        lines.setdefault(piece.block.role, []).append(piece.text)
    cover = Cover(tuple(lines.get("cover-left", ())), tuple(lines.get("cover-right", ())))
    cover = replace(cover, subtitle=" ".join(lines.get("cover-subtitle", ())), mark=" ".join(lines.get("cover-mark", ())))
    for line in lines.get("cover-line", ()):
        cover = replace(cover, period=line) if _YEARS.fullmatch(line) else cover
    return Front(" ".join(lines.get("cover-title", ())), cover)


def _end(pieces: Pieces) -> int:
    """How many pieces make the cover: those of the first page, where it looks like one; 0 for none."""
    words = 0
    for at, piece in enumerate(pieces[: _MOST_PIECES + 1]):
        if at and (piece.look.begins_page or _is_contents(piece)):
            return at if _looks_like_cover(pieces[:at]) else 0
        if isinstance(piece.block, Heading) and not piece.look.title:
            return at if at and _looks_like_cover(pieces[:at]) else 0
        lengths = [len(line.split()) for line, _ in _lines([piece])]
        words += sum(lengths)
        if words > _MOST_WORDS or max(lengths, default=0) > _LONGEST_LINE:
            return 0
    return 0


def _is_contents(piece: Piece) -> bool:
    return piece.look.contents or (isinstance(piece.block, Paragraph) and piece.block.role.startswith("contents"))


def _looks_like_cover(pieces: Iterable[Piece]) -> bool:
    """Centred lines, or a ministry and a State; and a line in larger type, or the title's style."""
    rows = [piece for piece in pieces if piece.text]
    lines = list(_lines(rows))
    if len(lines) < 2 or any(isinstance(piece.block, Paragraph) and piece.block.within for piece in rows):
        return False
    centred = sum(piece.look.centred or isinstance(piece.block, Table) or piece.look.title for piece in rows)
    official = any(_STATE.match(line) or _OFFICE.match(line) for line, _ in lines)
    body = body_size(rows)
    larger = any(piece.look.title or piece.look.size > max(body, 12) for piece in rows)
    return (centred * 2 >= len(rows) and (larger or official)) or (official and larger)


def _lines(pieces: Iterable[Piece]) -> Iterable[tuple[str, Piece]]:
    for piece in pieces:
        if isinstance(piece.block, Table):
            for row in piece.block.rows:
                for cell in row.cells:
                    for block in cell.blocks:
                        yield from _lines([Piece(block)])
            continue
        if isinstance(piece.block, Rule | Figure):
            continue
        if isinstance(piece.block, Paragraph | Heading):
            text = "".join(getattr(inline, "text", "\n") for inline in piece.block.content)
            for line in text.split("\n"):
                if fold(line) and not _RULED.fullmatch(line):
                    yield fold(line), piece


def _is_motto(line: str, *, follows: bool) -> bool:
    """ "Un Peuple – Un But – Une Foi"; one of two parts stands right below the State's name."""
    return bool(_MOTTO.fullmatch(line)) and not _YEARS.search(line) and (follows or len(_DASH.findall(line)) > 1)


def _read(lines: list[tuple[str, Piece]]) -> Front:
    """Each line of a cover to its place: State and motto, institution, years, date, status; the largest is the title."""
    institution: list[str] = []
    state: list[str] = []
    others: list[tuple[str, Piece]] = []
    cover = Cover()
    line_before = ""
    for line, piece in lines:
        if _STATE.match(line) or (state and len(state) < 3 and _is_motto(line, follows=line_before in state)):
            state.append(line)
        elif _OFFICE.match(line) and not piece.look.title and (not others or institution):
            institution.append(line)
        elif _YEARS.fullmatch(line):
            cover = replace(cover, period=line.strip("()"))
        elif _DATE.fullmatch(line):
            cover = replace(cover, date=line)
        elif _STATUS.match(line) and not piece.look.title and len(line.split()) <= 8:
            cover = replace(cover, status=line)
        else:
            others.append((line, piece))
        line_before = line
    titled = [line for line, piece in others if piece.look.title]
    if not titled and others:
        largest = max(piece.look.size for _, piece in others)
        titled = [line for line, piece in others if piece.look.size == largest] if largest else [others[0][0]]
    rest = [line for line, _ in others if line not in titled]
    cover = replace(cover, institution=tuple(institution), state=tuple(state), subtitle=" – ".join(rest))
    return Front(" ".join(titled), cover)

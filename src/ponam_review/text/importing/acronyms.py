"""The list of acronyms: a table, or lines such as "OIM : Organisation internationale pour les migrations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import Cell, Heading, Paragraph, Row, Run, Table
from ..plain import block_text, fold, inline_text
from .pieces import Piece, Pieces, Told
from .titles import ACRONYMS

_ACRONYM = re.compile(r"(?=[^\s]*[A-ZÀ-Ý0-9])[\wÀ-ÿ][\wÀ-ÿ&./’'()+ -]{0,24}\*?")
_LINE = re.compile(
    r"(?P<term>[^\t:=–—]{1,26}?)"
    r"(?:[\s\u00a0]*[:=–—][\s\u00a0]+|[\s\u00a0]*\t[\s\u00a0:–—-]*|[\s\u00a0]+-[\s\u00a0]+|[\s\u00a0]{3,})(?P<words>\S.*)"
)
_HEADS = re.compile(r"sigles?|acronymes?|abr[ée]viations?|acronyms?|abbreviations?|term(?:e)?s?", re.IGNORECASE)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Acronym:
    term: str
    meaning: str


def with_acronyms(pieces: Pieces, told: Told) -> tuple[tuple[Acronym, ...], Pieces]:
    """The acronyms of the file, and the pieces; lines under such a heading became a table."""
    found: list[Acronym] = []
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        out.append(pieces[at])
        block = pieces[at].block
        at += 1
        if not (isinstance(block, Heading) and ACRONYMS.search(inline_text(block.content))):
            continue
        end = next((k for k in range(at, len(pieces)) if isinstance(pieces[k].block, Heading)), len(pieces))
        rows, inside = _of_list(pieces[at:end])
        found += rows
        out += inside
        at = end
    if found:
        told.say("the list of acronyms was recognised; acronyms for the glossary: {count}", count=len(found))
    return tuple(found), tuple(out)


def _of_list(pieces: Sequence[Piece]) -> tuple[list[Acronym], list[Piece]]:
    rows: list[Acronym] = []
    out: list[Piece] = []
    waiting: list[tuple[Acronym, Piece]] = []

    def settle() -> None:
        if len(waiting) >= _LEAST:
            rows.extend(acronym for acronym, _ in waiting)
            out.append(Piece(_table([acronym for acronym, _ in waiting])))
        else:
            out.extend(piece for _, piece in waiting)
        waiting.clear()

    for piece in pieces:
        line = _line(piece)
        if line is not None:
            waiting.append((line, piece))
            continue
        settle()
        if isinstance(piece.block, Table):
            rows += _of_table(piece.block)
        out.append(piece)
    settle()
    return rows, out


def _line(piece: Piece) -> Acronym | None:
    if not isinstance(piece.block, Paragraph) or piece.block.role:
        return None
    found = _LINE.fullmatch((piece.look.typed or piece.text).strip())
    if found is None or not _ACRONYM.fullmatch(found["term"].strip()):
        return None
    return Acronym(fold(found["term"]), fold(found["words"]).rstrip(" ;"))


def _table(acronyms: Iterable[Acronym]) -> Table:
    def row(*words: str) -> Row:
        return Row(tuple(Cell((Paragraph((Run(word),)),)) for word in words))

    return Table((row("Sigle", "Signification"), *(row(a.term, a.meaning) for a in acronyms)), 1)


def _of_table(table: Table) -> list[Acronym]:
    """Rows of two columns, or of pairs of columns side by side."""
    pairs = [pair for row in table.rows for pair in _pairs([fold(" ".join(map(block_text, cell.blocks))) for cell in row.cells])]
    body = [pair for pair in pairs if not _HEADS.fullmatch(pair.term)]
    likely = [pair for pair in body if _ACRONYM.fullmatch(pair.term)]
    return [replace(p, term=p.term.rstrip("* ")) for p in likely] if len(likely) >= _LEAST and len(likely) * 10 >= len(body) * 6 else []


def _pairs(cells: Sequence[str]) -> Iterator[Acronym]:
    words = [cell for cell in cells if cell not in (":", "–", "-")]
    for at in range(0, len(words) - 1, 2):
        if words[at] and words[at + 1]:
            yield Acronym(words[at], words[at + 1].lstrip(":–- "))

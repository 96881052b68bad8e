"""Contents and lists of tables: what the tool makes anew is left out, whether Word filled it in or somebody typed it."""

from __future__ import annotations

import re

from ..model import Heading, Paragraph, Table
from .pieces import Piece, Pieces, Told

_LEADER = re.compile(r".*\S(?:\s*[.…_·]{3,}\s*|\t\s*|\s{3,})\d{1,4}")
"""An entry typed by hand: words, a line of dots or a tab, a page number."""
_LEAST = 3
_LONGEST = 300
_TITLE = re.compile(
    r"(?:sommaire|table des mati[èe]res|contenu|table of contents|contents|list of (?:tables|figures)|index"
    r"|liste des (?:tableaux|figures|graphiques|cartes|encadrés|illustrations)(?: et (?:des )?\w+)?)\s*:?",
    re.IGNORECASE,
)


def without_contents(pieces: Pieces, told: Told) -> Pieces:
    """The pieces without contents and lists of tables, and without the titles that stand above them."""
    gone = {at for at, piece in enumerate(pieces) if _is_generated(piece)}
    gone |= _typed_by_hand(pieces, gone)
    if not gone:
        return pieces
    gone |= {at for at in range(len(pieces) - 1) if at + 1 in gone and at not in gone and _TITLE.fullmatch(pieces[at].text)}
    told.drop(pieces[at] for at in sorted(gone))
    told.say("{count} lines of cover and contents were left out: the tool makes them", count=len(gone))
    return tuple(piece for at, piece in enumerate(pieces) if at not in gone)


def _is_generated(piece: Piece) -> bool:
    return piece.look.contents or (isinstance(piece.block, Paragraph) and bool(piece.block.role))


def _is_entry(piece: Piece) -> bool:
    typed = (piece.look.typed or piece.text).strip()
    return isinstance(piece.block, Paragraph | Heading) and len(typed) < _LONGEST and bool(_LEADER.fullmatch(typed))


def _typed_by_hand(pieces: Pieces, generated: set[int]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(pieces) + 1):
        piece = pieces[at] if at < len(pieces) else None
        block = piece.block if piece else None
        if piece and at not in generated and _is_entry(piece):
            run.append(at)
            continue
        if isinstance(block, Table) or len(run) >= _LEAST or block is None or (piece and piece.text):
            found.update(run if len(run) >= _LEAST else ())
            run = []
    return found

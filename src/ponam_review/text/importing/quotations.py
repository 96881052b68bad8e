"""Quotations: paragraphs set in from both margins, in italics or between quotation marks."""

from __future__ import annotations

from dataclasses import replace

from ..model import Paragraph, Quote
from .pieces import Pieces, Told, is_text

_LEAST = 280
"""Twips from either margin (half a centimetre)."""
_FEWEST = 6
"""Words of a quotation; fewer are a signature or a motto."""


def with_quotations(pieces: Pieces, told: Told) -> Pieces:
    """The pieces with such paragraphs made quotations; neighbours are one quotation."""
    out = []
    inside = False
    count = 0
    for piece in pieces:
        block, look = piece.block, piece.look
        text = piece.text
        set_in = look.left >= _LEAST and look.right >= _LEAST and len(text.split()) >= _FEWEST
        if is_text(piece) and isinstance(block, Paragraph) and set_in and (look.italic or text.startswith(("«", "“", '"'))):
            count += not inside
            out.append(replace(piece, block=replace(block, within=(Quote(opens=not inside),))))
            inside = True
            continue
        inside = False
        out.append(piece)
    if count:
        told.say("quotations recognised by their margins: {count}", count=count)
    return tuple(out)

"""Captions: the label that counts them ("Tableau 3 :"), which the tool makes anew, whatever style the line has."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Figure, Inlines, Mark, Paragraph, Run, Table
from ..plain import inline_text
from .pieces import Piece, Pieces, Told, place_of, shown

_TABLES = r"tableau|table"
_FIGURES = r"figure|fig\.?|graphique|graphe|carte|schéma|diagramme|illustration|image|photo(?:graphie)?|chart|map"
_LABEL = re.compile(
    rf"\s*(?P<word>{_TABLES}|{_FIGURES})[\s\u00a0]*(?:n[°o][\s\u00a0]*)?(?P<number>\d+(?:[.\-]\d+)*|[IVXL]+)(?!\w)"
    r"[\s\u00a0\u202f]*(?:[:.–—-]+[\s\u00a0\u202f]*|$)",
    re.IGNORECASE,
)


def caption_kind(word: str) -> str:
    """Whether a label or sequence counts "table"s or "figure"s; "" for neither."""
    word = word.strip().lower()
    return "table" if re.match(_TABLES, word) else "figure" if re.match(_FIGURES, word) else ""


def typed_label(text: str) -> tuple[int, str]:
    """Length of a label typed by hand at the beginning of a caption, and what it counts; 0 where there is none."""
    found = _LABEL.match(text)
    return (found.end(), caption_kind(found["word"])) if found else (0, "")


def label_number(text: str) -> str:
    """The number in such a label."""
    found = _LABEL.match(text)
    return found["number"] if found else ""


def with_captions(pieces: Pieces, told: Told) -> Pieces:
    """The pieces with lines such as "Tableau 3 : …" beside a table or picture made its caption."""
    out = list(pieces)
    gone: set[int] = set()
    for at, piece in enumerate(pieces):
        owner = _owner(out, at, gone)
        if owner < 0 or not isinstance(piece.block, Paragraph):
            continue
        length, kind = typed_label(inline_text(piece.block.content))
        block = out[owner].block
        assert isinstance(block, Table | Figure)
        content = _without(piece.block.content, length)
        told.left_out.append(inline_text(piece.block.content)[:length])
        word = inline_text(piece.block.content)[:length].split()[0].lower()
        if isinstance(block, Figure) and kind == "figure" and not word.startswith("fig"):
            label = shown(inline_text(piece.block.content)[:length])
            told.say("“{label}” is counted among the figures now", place_of(pieces, at), label=label)
        out[owner] = replace(out[owner], block=replace(block, caption=content, id=block.id or piece.look.bookmark))
        gone.add(at)
    return tuple(_undressed(piece) for at, piece in enumerate(out) if at not in gone)


def _undressed(piece: Piece) -> Piece:
    """A caption that is bold or italic from end to end is so by its style."""
    block = piece.block
    if not isinstance(block, Table | Figure):
        return piece
    runs = [inline for inline in block.caption if isinstance(inline, Run) and inline.text.strip()]
    for mark in (Mark.STRONG, Mark.EMPHASIS):
        if runs and all(run.marks & mark for run in runs):
            caption = tuple(replace(i, marks=i.marks & ~mark) if isinstance(i, Run) else i for i in block.caption)
            block = replace(block, caption=caption)
    return piece if block is piece.block else replace(piece, block=block)


def _owner(pieces: list[Piece], at: int, gone: set[int]) -> int:
    """The table or picture that the line at `at` is the caption of: a table's stands above it, a figure's below; -1 for none."""
    block = pieces[at].block
    if not isinstance(block, Paragraph) or block.within or block.role:
        return -1
    length, kind = typed_label(inline_text(block.content))
    if not length or len(inline_text(block.content)) > 300:
        return -1
    order = (at + 1, at - 1) if kind == "table" else (at - 1, at + 1)
    wanted = (Table,) if kind == "table" else (Figure, Table)
    for kinds in wanted:
        for other in order:
            if 0 <= other < len(pieces) and other not in gone and _free(pieces[other], kinds):
                return other
    return -1


def _free(piece: Piece, kind: type[Table | Figure]) -> bool:
    return isinstance(piece.block, Table | Figure) and isinstance(piece.block, kind) and not piece.block.caption


def _without(content: Inlines, length: int) -> Inlines:
    """A line without its first characters."""
    out = list(content)
    while length and out:
        first = out[0]
        if not isinstance(first, Run):
            break
        if len(first.text) > length:
            out[0] = replace(first, text=first.text[length:])
            break
        length -= len(first.text)
        del out[0]
    return tuple(out)



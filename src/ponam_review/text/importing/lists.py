"""Lists typed by hand: lines that begin with a dash, a bullet, "a)" or "1°" become items.

A dash or a number in front of one line proves nothing: two in a row do, or one after a line that ends with a colon. Numbers must count up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Break, Cell, Inline, Inlines, Item, Paragraph, Run, Table
from .pieces import Piece, Pieces, Told, is_text, place_of
from .titles import number_of

_BULLETS = "•●▪■◦○‣⁃∙·►▶➢➤➔→✓✔❖◆◊⬧□❑"
_ALONE = "•●▪■◦"
"""Bullets that make a list of a single line."""
_MARKER = re.compile(
    rf"(?:(?P<bullet>[{_BULLETS}])[\s\u00a0]*|(?P<dash>[-–—*+o])[\s\u00a0]+"
    r"|\(?(?P<number>\d{1,2}|[a-z]|[ivx]{1,5})(?P<after>[.)°]|\.\))[\s\u00a0]+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the marker taken off it."""

    kind: str
    """ "bullet •", "dash -", "1)", "a)", "i)"."""
    number: int
    content: Inlines
    piece: Piece


def with_lists(pieces: Pieces, told: Told) -> Pieces:
    """The pieces with lists typed by hand made lists; those in table cells too."""
    out: list[Piece] = []
    run: list[_Line] = []
    counts = [0, 0]
    for at, piece in enumerate(pieces):
        lines = _marked(piece)
        if lines:
            run += lines
            continue
        _close(out, run, counts)
        run = []
        out.append(_in_cells(piece, counts) if isinstance(piece.block, Table) else piece)
        if piece.look.lettered and isinstance(piece.block, Paragraph) and _opens(piece.block):
            sentence = "a list counted a, b, c or i, ii, iii is counted 1, 2, 3 now; look where the text speaks of its items"
            told.say(sentence, place=place_of(pieces, at))
    _close(out, run, counts)
    if counts[0]:
        told.say("lists made of lines typed with dashes, bullets or numbers: {count}", count=counts[0])
    if counts[1]:
        told.say("lists typed with a, b, c or i, ii, iii, which are counted 1, 2, 3 now: {count}", count=counts[1])
    return tuple(out)


def _opens(block: Paragraph) -> bool:
    last = block.within[-1] if block.within else None
    return isinstance(last, Item) and last.opens and last.start is not None


def _in_cells(piece: Piece, counts: list[int]) -> Piece:
    table = piece.block
    assert isinstance(table, Table)
    if not any(_may_hold(cell) for row in table.rows for cell in row.cells):
        return piece
    rows = tuple(replace(row, cells=tuple(_in_cell(cell, counts) if _may_hold(cell) else cell for cell in row.cells)) for row in table.rows)
    return replace(piece, block=replace(table, rows=rows))


def _may_hold(cell: Cell) -> bool:
    """Whether a paragraph of a cell begins like an item."""
    return any(
        isinstance(block, Paragraph) and block.content and isinstance(first := block.content[0], Run) and _MARKER.match(first.text)
        for block in cell.blocks
    )


def _in_cell(cell: Cell, counts: list[int]) -> Cell:
    out: list[Piece] = []
    run: list[_Line] = []
    for block in cell.blocks:
        lines = _marked(Piece(block))
        if lines:
            run += lines
            continue
        _close(out, run, counts)
        run = []
        out.append(Piece(block))
    _close(out, run, counts)
    return replace(cell, blocks=tuple(piece.block for piece in out))


# ------------------------------------------------------------------ lines and their markers


def _marked(piece: Piece) -> list[_Line]:
    """The lines of a paragraph, where each begins with a marker (one line, or several kept apart by line breaks)."""
    if not is_text(piece):
        return []
    assert isinstance(piece.block, Paragraph)
    lines = [_line(content, piece) for content in _lines(piece.block.content)]
    return [line for line in lines if line is not None] if all(lines) else []


def _lines(content: Inlines) -> Iterator[Inlines]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, Break):
            if line:
                yield tuple(line)
            line = []
        else:
            line.append(inline)
    if line:
        yield tuple(line)


def _line(content: Inlines, piece: Piece) -> _Line | None:
    first = content[0]
    found = _MARKER.match(first.text) if isinstance(first, Run) and not first.link else None
    if found is None or not isinstance(first, Run):
        return None
    rest = first.text[found.end() :]
    content = ((replace(first, text=rest), *content[1:]) if rest else content[1:]) or ()
    if found["number"] is None:
        return _Line("bullet" + (found["bullet"] or found["dash"]), 0, content, piece)
    value = found["number"]
    if value.isdecimal():
        return _Line("1" + found["after"], int(value), content, piece)
    letter = len(value) == 1 and value not in "ivx"
    return _Line(("a" if letter else "i") + found["after"], ord(value) - 96 if letter else number_of(value), content, piece)


# ------------------------------------------------------------------ from lines to items


def _close(out: list[Piece], run: list[_Line], counts: list[int]) -> None:
    """Put the lines gathered so far: as items where they make a list, else as the paragraphs they were."""
    at = 0
    while at < len(run):
        end = _reach(run, at)
        alike = sum(line.kind == run[at].kind for line in run[at:end])
        if alike >= 2 or (run[at].kind.startswith("bullet") and (_announced(out) or run[at].kind[6:] in _ALONE)):
            out += _items(run[at:end])
            counts[0] += 1
            counts[1] += any(line.kind[0] in "ai" for line in run[at:end])
        else:
            whole = run[at].piece
            end = next((k for k in range(at, len(run)) if run[k].piece is not whole), len(run))
            out.append(whole)
        at = end


def _announced(out: list[Piece]) -> bool:
    last = out[-1] if out else None
    return last is not None and (last.text.endswith(":") or (isinstance(last.block, Paragraph) and bool(last.block.within)))


def _reach(run: list[_Line], at: int) -> int:
    """How far a list goes: numbers count up, kinds that come between are deeper levels."""
    due: dict[str, int] = {}
    end = at
    while end < len(run):
        line = _as_letter(run[end], due)
        if line.kind[0] != "b":
            if line.number != due.get(line.kind, 1) and not (end == at and line.number > 0):
                break
            due[line.kind] = line.number + 1
        run[end] = line
        end += 1
    return max(end, at + 1)


def _as_letter(line: _Line, due: dict[str, int]) -> _Line:
    """ "i)" after "h)" is a letter, and so are "v)" and "x)" in their places."""
    letters = "a" + line.kind[1:]
    letter = {1: 9, 5: 22, 10: 24}.get(line.number, 0)
    if line.kind[0] == "i" and letter and due.get(letters, 0) == letter:
        return replace(line, kind=letters, number=letter)
    return line


def _items(lines: list[_Line]) -> Iterator[Piece]:
    """Items; a kind of marker that is new within the list is a level deeper."""
    levels: list[tuple[str, bool]] = []
    for line in lines:
        ordered = line.kind[0] != "b"
        start = None
        kinds = [kind for kind, _ in levels]
        if line.kind in kinds:
            del levels[kinds.index(line.kind) + 1 :]
        else:
            levels.append((line.kind, ordered))
            start = line.number if ordered else 0
        around = tuple(Item(outer, opens=False) for _, outer in levels[:-1])
        block = Paragraph(line.content, (*around, Item(ordered, True, start)))
        yield Piece(block, line.piece.look)



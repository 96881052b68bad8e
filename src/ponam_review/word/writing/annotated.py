"""Remarks of the register as Word comments on the words that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ...text.annotations import Annotation, by_block
from ...text.model import Break, Counter, Paragraph, Reference, Run
from ..comment_parts import comment, people, thread
from .atoms import Atom, CommentMark, Para
from .blocks import Grid, Piece

Numbered = Sequence[tuple[int, Annotation]]


def with_comments(pieces: Sequence[Piece], remarks: Numbered) -> list[Piece]:
    """The pieces of a block with the marks of its remarks. Those of a table stand on its caption, or on its first cell's words."""
    out = list(pieces)
    for at, piece in enumerate(out):
        if isinstance(piece, Para) and piece.part not in ("address", "picture"):
            out[at] = replace(piece, atoms=_marked(piece.atoms, remarks))
            return out
    grid = next((at for at, piece in enumerate(out) if isinstance(piece, Grid)), None)
    if grid is not None:  # a table without caption: an empty line before it carries the marks
        out.insert(grid, Para(Paragraph(()), _marked((), remarks)))
    return out


def _marked(atoms: Sequence[Atom], remarks: Numbered) -> tuple[Atom, ...]:
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    length = sum(_length(atom) for atom in atoms)
    for number, remark in remarks:
        whole = remark.start >= remark.end or remark.end > length
        opens.setdefault(0 if whole else remark.start, []).append(number)
        closes.setdefault(length if whole else remark.end, []).append(number)
    out: list[Atom] = []
    at = 0
    for atom in atoms:
        for piece in _cut(atom, at, sorted({*opens, *closes})):
            out += (Atom("", CommentMark(number, True)) for number in closes.pop(at, ()) if at)
            out += (Atom("", CommentMark(number, False)) for number in opens.pop(at, ()))
            out.append(piece)
            at += _length(piece)
    for numbers, ends in ((opens, False), (closes, True)):
        for place in sorted(numbers):
            out += (Atom("", CommentMark(number, ends)) for number in numbers[place])
    return tuple(out)


def _length(atom: Atom) -> int:
    thing = atom.thing
    if atom.state == "-":
        return 0  # in a redline, remarks stand on the new text
    if isinstance(thing, Run):
        return len(thing.text)
    if isinstance(thing, Reference | Counter):
        return len(thing.label)
    return int(isinstance(thing, Break))


def _cut(atom: Atom, at: int, places: Sequence[int]) -> list[Atom]:
    """A run cut where a comment begins or ends inside it; a reference or a counter stays whole."""
    run = atom.thing
    if not isinstance(run, Run) or atom.state == "-":
        return [atom]
    cuts = [place - at for place in places if at < place < at + len(run.text)]
    edges = [0, *cuts, len(run.text)]
    return [replace(atom, thing=replace(run, text=run.text[a:b])) for a, b in pairwise(edges) if a < b] or [atom]


def counted_remarks(annotations: Sequence[Annotation]) -> dict[int, list[tuple[int, Annotation]]]:
    """The annotations of each block with their numbers in the file."""
    out: dict[int, list[tuple[int, Annotation]]] = {}
    number = 0
    for index, remarks in by_block(annotations).items():
        for remark in remarks:
            out.setdefault(index, []).append((number, remark))
            number += 1
    return out


def comment_parts(remarks: Numbered) -> tuple[str, str, str]:
    """Inner XML of the comments, of who answers whom, and of the people."""
    words = "".join(comment(number, r.author, r.date, f"{r.name}\n{r.text}" if r.name else r.text) for number, r in remarks)
    threads = "".join(thread(number, None, r.resolved) for number, r in remarks)
    return words, threads, people(r.author for _, r in remarks)

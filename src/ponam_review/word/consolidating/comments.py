"""The comments of all copies in one document, under their authors, threads kept; and what the consolidation itself remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...compare.changes import TableEdit
from ..comment_parts import comment as as_comment
from ..comment_parts import people, thread
from ..reading.revisions import Reading
from ..writing.atoms import Atom, CommentMark, Para
from ..writing.blocks import Grid, Piece
from ..writing.tables import SignedRow
from .overlay import beside
from .proposals import Marker, Wanted
from .provenance import Mark, paragraph_number
from .returned import Copy, every_paragraph
from .telling import Remark, Told

SAYS = {
    "fr": {
        "same": "Même proposition de : {names}.",
        "clash": "Rédactions concurrentes pour « {base} » :",
        "added": "Rédactions concurrentes à cet endroit :",
        "wording": "{names} : « {text} »",
        "gone": "{names} : à supprimer",
    },
    "en": {
        "same": "Same proposal from: {names}.",
        "clash": "Competing wordings for “{base}”:",
        "added": "Competing wordings here:",
        "wording": "{names}: “{text}”",
        "gone": "{names}: to be deleted",
    },
}


# ------------------------------------------------------------------ where they stand in a copy


def wanted_marks(copy: Copy) -> tuple[Wanted, Wanted]:
    """The markers of a copy's comments by paragraph of its accepted and of its rejected reading.

    A comment on words that were deleted holds nothing in the accepted reading: its place is that in the rejected one.
    """
    out: tuple[Wanted, Wanted] = ({}, {})
    ends = {reading: _ends(copy.marks[reading]) for reading in copy.marks}
    known = {
        "accepted": sorted({paragraph_number(b) for step in copy.accepted for b in every_paragraph(step.new)}),
        "rejected": sorted({paragraph_number(b) for step in copy.rejected for b in every_paragraph(step.new)}),
    }
    for comment in copy.comments:
        found = ends.get("accepted", {}).get(comment.id)
        if found is None:
            continue
        reading: Reading = "accepted"
        before = ends.get("rejected", {}).get(comment.id)
        if found[0] == found[1] and before is not None and before[0] != before[1]:
            reading, found = "rejected", before
        places = [_known(place, known[reading]) for place in found]
        side = out[0] if reading == "accepted" else out[1]
        kinds = ("start", "end") if places[0] < places[1] else ("point",)
        for kind, (paragraph, offset) in zip(kinds, places, strict=False):
            side.setdefault(paragraph, []).append((offset, Marker(copy.name, comment.id, kind)))
    return out


def _ends(marks: Sequence[Mark]) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    kinds: dict[str, dict[str, tuple[int, int]]] = {}
    for mark in marks:
        kinds.setdefault(mark.comment, {}).setdefault(mark.kind, (mark.paragraph, mark.offset))
    out = {}
    for comment, found in kinds.items():
        start = found.get("start") or found.get("reference")
        end = found.get("end") or found.get("reference") or start
        if start is not None and end is not None:
            out[comment] = (start, end)
    return out


def _known(place: tuple[int, int], known: Sequence[int]) -> tuple[int, int]:
    """The place itself, or the beginning of the next paragraph that holds text."""
    paragraph, _ = place
    if paragraph in known or not known:
        return place
    following = next((number for number in known if number > paragraph), None)
    return (following, 0) if following is not None else (known[-1], 1 << 30)


# ------------------------------------------------------------------ marks that found no place


def repaired(groups: Sequence[Sequence[Piece]], copies: Sequence[Copy], told: Told) -> list[tuple[Piece, ...]]:
    """Every comment with both its marks: replies stand with what they answer, what has no place at the first paragraph."""
    starts: set[int] = set()
    ends: set[int] = set()
    for mark in _marks([piece for group in groups for piece in group]):
        (ends if mark.ends else starts).add(mark.comment)
    whole = starts & ends
    all_ = [(copy.name, comment) for copy in copies for comment in copy.comments]
    wanted = [(told.number(name, c.id), told.number(name, c.parent) if c.parent else None) for name, c in all_]
    with_: dict[int, list[int]] = {}
    alone: list[int] = []
    for number, parent in [*wanted, *((number, None) for number in told.remarks)]:
        if number not in whole:
            if parent in whole:
                with_.setdefault(parent, []).append(number)
            else:
                alone.append(number)
    repair = _Repair(whole, with_, alone)
    return [tuple(repair.piece(piece) for piece in group) for group in groups]


def _marks(pieces: Sequence[Piece]) -> list[CommentMark]:
    out: list[CommentMark] = []
    for piece in pieces:
        if isinstance(piece, Para):
            for atom in piece.atoms:
                if isinstance(atom.thing, CommentMark):
                    out.append(atom.thing)
                out += _marks(atom.inside or ())
        elif piece.rows is not None:
            for row in piece.rows.rows:
                for cell in row.filled if isinstance(row, SignedRow) else ():
                    out += _marks(cell)
    return out


@dataclass(slots=True)
class _Repair:
    whole: set[int]
    with_: Mapping[int, Sequence[int]]
    alone: list[int]

    def piece(self, piece: Piece) -> Piece:
        if isinstance(piece, Grid):
            if piece.rows is None:
                return piece
            rows = tuple(
                replace(row, filled=tuple(tuple(self.piece(p) for p in cell) for cell in row.filled)) if isinstance(row, SignedRow) else row
                for row in piece.rows.rows
            )
            return replace(piece, rows=TableEdit(piece.rows.old, piece.rows.new, rows, piece.rows.caption))
        atoms: list[Atom] = []
        if self.alone and not piece.part:
            for number in self.alone:
                atoms += [Atom("", CommentMark(number, False)), Atom("", CommentMark(number, True))]
            self.alone = []
        for atom in piece.atoms:
            mark = atom.thing
            if not isinstance(mark, CommentMark):
                atoms.append(atom)
            elif mark.comment in self.whole:
                atoms.append(atom)
                atoms += (replace(atom, thing=CommentMark(n, mark.ends)) for n in self.with_.get(mark.comment, ()))
        return replace(piece, atoms=beside(atoms))


# ------------------------------------------------------------------ their parts


def written(copies: Sequence[Copy], told: Told, *, author: str, date: str, language: str) -> tuple[str, str, str]:
    """Inner XML of the comments, of who answers whom, and of the people."""
    comments: dict[int, str] = {}
    extended: dict[int, str] = {}
    authors: dict[str, None] = {}
    for copy in copies:
        for comment in copy.comments:
            number = told.number(copy.name, comment.id)
            comments[number] = as_comment(number, comment.author, comment.date, comment.text)
            extended[number] = thread(number, told.number(copy.name, comment.parent) if comment.parent else None, comment.resolved)
            authors[comment.author] = None
    for number, remark in told.remarks.items():
        comments[number] = as_comment(number, author, date, said(remark, language))
        extended[number] = thread(number, None, False)
        authors[author] = None
    return "".join(comments[n] for n in sorted(comments)), "".join(extended[n] for n in sorted(extended)), people(authors)


def said(remark: Remark, language: str) -> str:
    """The words of a remark of the consolidation."""
    says = SAYS.get(language, SAYS["fr"])
    if remark.clash is None:
        return says["same"].format(names=", ".join(remark.names))
    lines = [says["clash"].format(base=remark.clash.base) if remark.clash.base else says["added"]]
    for wording in remark.clash.wordings:
        kind = "wording" if wording.text else "gone"
        names = wording.names
        lines.append(says[kind].format(names=names, text=wording.text))
    return "\n".join(lines)

"""A paragraph between the change set and its XML: what stands in it, each part with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...compare.changes import Added, End, Kept, NoteEdit, Piece, Removed, Restyled
from ...text.model import Block, Inline, Run
from .tracking import State


@dataclass(frozen=True, slots=True)
class Atom:
    """An inline thing with its state; `old` is what it was when only its formatting changed, `edit` how a kept note was edited."""

    state: State
    thing: Inline
    old: Inline | None = None
    edit: NoteEdit | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph to write. `form` gives its properties; `was` those it had, where they changed; `mark` the state of its end."""

    form: Block
    atoms: tuple[Atom, ...]
    mark: State = ""
    was: Block | None = None
    part: str = ""
    """"picture" or "caption": which of the two paragraphs of a figure, or the caption of a table."""
    pair: int = 0
    """The move it belongs to."""


def plain(content: Iterable[Inline], state: State = "") -> tuple[Atom, ...]:
    """Atoms that share one state."""
    return tuple(Atom(state, inline) for inline in content)


def atoms_of(piece: Piece) -> Iterator[Atom | End]:
    """The atoms of a piece; the end of a paragraph comes through as it is."""
    match piece:
        case Kept():
            yield piece.new if isinstance(piece.new, End) else Atom("", piece.new)
        case Removed():
            yield piece.old if isinstance(piece.old, End) else Atom("-", piece.old)
        case Added():
            yield piece.new if isinstance(piece.new, End) else Atom("+", piece.new)
        case Restyled():
            if same_link(piece.old, piece.new):
                yield Atom("", piece.new, piece.old)
            else:
                # Where a link leads is no formatting: Word tracks it as other text only.
                yield Atom("-", piece.old)
                yield Atom("+", piece.new)
        case NoteEdit():
            yield Atom("", piece.new, edit=piece)


def same_link(old: Inline, new: Inline) -> bool:
    """Whether two things differ in formatting only."""
    return isinstance(old, Run) == isinstance(new, Run) and (not isinstance(old, Run) or not isinstance(new, Run) or old.link == new.link)


def paragraphs(pieces: Iterable[Piece], old: tuple[Block, ...], new: tuple[Block, ...], differ: bool) -> Iterator[Para]:
    """The paragraphs that the pieces of an edit make: cut at each End, whether it stayed, came or went."""
    atoms: list[Atom] = []
    for piece in pieces:
        for atom in atoms_of(piece):
            if isinstance(atom, Atom):
                atoms.append(atom)
                continue
            match piece:
                case Removed(end) if isinstance(end, End):
                    yield Para(end.block, tuple(atoms), "-")
                case Added(end) if isinstance(end, End):
                    yield Para(end.block, tuple(atoms), "+")
                case Kept(before, after) if isinstance(before, End) and isinstance(after, End):
                    yield Para(after.block, tuple(atoms), "", before.block)
            atoms = []
    yield Para(new[-1], tuple(atoms), "", old[-1])


def settled(paras: list[Para]) -> list[Para]:
    """The same paragraphs, written so that Word, LibreOffice and pandoc read them alike.

    LibreOffice takes an insertion at the end of a paragraph and an inserted paragraph after it for one insertion, and on reject loses
    the wrong paragraph mark. Both readings stay right when the insertion does not come last: a deletion beside it comes after it, or the
    mark of the first paragraph is the inserted one (as if Enter had been struck there), or a last word that both share stays last.
    """
    out = [replace(para, atoms=_deletion_last(para.atoms)) for para in paras]
    for index in range(len(out) - 2, -1, -1):
        first, second = out[index], out[index + 1]
        if first.mark == "" and second.mark == "+" and not second.part and not first.part and first.atoms and first.atoms[-1].state == "+":
            slid = _slid(first.atoms)
            if slid is not None:
                out[index] = replace(first, atoms=slid)
            else:
                _shift(out, index)
    return out


def _deletion_last(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """Of the changes that end a paragraph, the insertions before the deletions."""
    cut = len(atoms)
    while cut and atoms[cut - 1].state in ("+", "-"):
        cut -= 1
    tail = atoms[cut:]
    if not tail or tail[-1].state == "-" or not any(atom.state == "-" for atom in tail):
        return atoms
    return (*atoms[:cut], *(a for a in tail if a.state == "+"), *(a for a in tail if a.state == "-"))


def _slid(atoms: tuple[Atom, ...]) -> tuple[Atom, ...] | None:
    """An insertion that ends in the very sign it follows ("…fin[ Suite.]" after "."), taken one sign earlier."""
    kept, added = (atoms[-2], atoms[-1]) if len(atoms) > 1 else (None, atoms[-1])
    if kept is None or kept.state or kept.old is not None or not isinstance(kept.thing, Run) or not isinstance(added.thing, Run):
        return None
    before, after = kept.thing, added.thing
    if before.text[-1:] != after.text[-1:] or before.text[-1:].isalnum() or (before.marks, before.link) != (after.marks, after.link):
        return None
    sign = before.text[-1]
    moved = [Atom("", replace(before, text=before.text[:-1])), Atom("+", replace(after, text=sign + after.text[:-1]))]
    return (*atoms[:-2], *(atom for atom in moved if atom.thing != replace(before, text="")), Atom("", replace(before, text=sign)))


def _shift(paras: list[Para], index: int) -> None:
    """The inserted marks taken one paragraph up: the first paragraph's end is new, the last inserted one keeps the old end."""
    last = index + 1
    while last + 1 < len(paras) and paras[last + 1].mark == "+" and not paras[last + 1].part:
        last += 1
    first = paras[index]
    paras[index] = replace(first, mark="+", was=None)
    paras[last] = replace(paras[last], mark="", was=first.was if first.was is not None else first.form)

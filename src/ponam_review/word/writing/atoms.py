"""A paragraph between the change set and its XML: what stands in it, each part with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...compare.changes import Added, End, Kept, NoteEdit, Piece, Removed, Restyled
from ...text.model import Block, Heading, Inline, Run
from .tracking import State, Tracking


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where comment number `comment` begins or ends; no part of the text."""

    comment: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Atom:
    """An inline thing with its state; `old` is what it was when only its formatting changed, `edit` how a kept note was edited."""

    state: State
    thing: Inline | CommentMark
    old: Inline | None = None
    edit: NoteEdit | None = None
    by: Tracking | None = None
    """Who changed it, where the changes are not all of one author."""
    inside: tuple[Para, ...] | None = None
    """The paragraphs of a kept note, where several people edited it."""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph to write. `form` gives its properties; `was` those it had, where they changed; `mark` the state of its end."""

    form: Block
    atoms: tuple[Atom, ...]
    mark: State = ""
    was: Block | None = None
    part: str = ""
    """"picture" or "caption": which of the two paragraphs of a figure, or the caption of a table; "address": printed in the margin."""
    pair: int = 0
    """The move it belongs to."""
    file: str = ""
    """Section file it comes from, for its pictures; empty inside cells and notes."""
    by: Tracking | None = None
    """Who changed its end or its form."""
    anchor: str = ""
    """The bookmark that names it when a copy comes back (`word.anchoring`)."""


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

    LibreOffice takes an insertion at the end of a paragraph and one at the beginning of the next for a single insertion, and on reject
    loses the paragraph mark between them. Both readings stay right when the insertion does not come last: a deletion beside it comes
    after it; or the sign they both end in does; or the mark between is the inserted one (as if Enter had been struck there); or, for want
    of better, the word before it is written anew.
    """
    out = [replace(para, atoms=_deletion_last(para.atoms)) for para in _closed(list(paras))]
    for index in range(len(out) - 2, -1, -1):
        first, second = out[index], out[index + 1]
        joined = index > 0 and out[index - 1].mark in ("+", "-")
        if first.mark or not _ends_new(first, joined) or not (second.atoms and second.atoms[0].state == "+"):
            continue
        slid = _slid(first.atoms)
        if slid is not None:
            out[index] = replace(first, atoms=slid)
        elif _inserted(second) and not first.part and _joinable(first.form, out[_last_inserted(out, index + 1)].form):
            _shift(out, index)
        else:
            out[index] = replace(first, atoms=_rewritten(first.atoms))
    return out


def _closed(paras: list[Para]) -> list[Para]:
    """The same, where nothing follows that the mark of a last inserted or deleted paragraph could join (a table, the end of a cell).

    The last mark always stays there (ECMA-376-1 §17.13.5.15 joins with what follows), so the tracked mark is the one before; else an empty
    paragraph, or an orphan number, would be left.
    """
    cut = len(paras)
    while cut and (_inserted(paras[cut - 1]) or _deleted(paras[cut - 1])):
        cut -= 1
    tail = paras[cut:]
    gone = [k for k in range(cut, len(paras)) if _deleted(paras[k])]
    come = [k for k in range(cut, len(paras)) if _inserted(paras[k])]
    if gone and come:
        old, new = paras[gone[-1]], paras[come[-1]]
        if come[-1] == len(paras) - 1 and _joinable(old.form, new.form):
            paras[-1] = replace(new, atoms=(*new.atoms, *old.atoms), mark="", was=old.form)
            del paras[gone[-1]]
    elif tail and cut:
        first, last = paras[cut - 1], paras[-1]
        if not first.mark and not first.part and first.atoms and _joinable(first.form, last.form):
            before = first.was if first.was is not None else first.form
            if gone:
                paras[cut - 1] = replace(first, mark="-", form=before, was=None, by=last.by)
                paras[-1] = replace(last, form=first.form, mark="", was=last.form)
            else:
                paras[cut - 1] = replace(first, mark="+", was=None, by=last.by)
                paras[-1] = replace(last, mark="", was=before)
    return paras


def _ends_new(para: Para, joined: bool) -> bool:
    """Whether an insertion ends a paragraph of which something stays; `joined`: the paragraph before is its beginning."""
    return bool(para.atoms) and para.atoms[-1].state == "+" and (joined or any(atom.state != "+" for atom in para.atoms))


def _joinable(first: Block, second: Block) -> bool:
    """Whether every reader joins two such paragraphs: pandoc keeps a heading apart from what follows it."""
    return isinstance(first, Heading) == isinstance(second, Heading)


def _rewritten(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The last kept word before a final insertion, deleted and inserted again, so that a deletion comes last."""
    cut = len(atoms)
    while cut and atoms[cut - 1].state == "+":
        cut -= 1
    last = atoms[cut - 1]
    if last.state or last.old is not None or not isinstance(last.thing, Run):
        return atoms
    run = last.thing
    at = len(run.text.rstrip()[: len(run.text.rstrip()) - len(run.text.split()[-1])]) if run.text.split() else 0
    head, word = replace(run, text=run.text[:at]), replace(run, text=run.text[at:])
    kept = (Atom("", head),) if head.text else ()
    by = atoms[-1].by
    return (*atoms[: cut - 1], *kept, Atom("+", word, by=by), *atoms[cut:], Atom("-", word, by=by))


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
    moved = [Atom("", replace(before, text=before.text[:-1])), Atom("+", replace(after, text=sign + after.text[:-1]), by=added.by)]
    return (*atoms[:-2], *(atom for atom in moved if atom.thing != replace(before, text="")), Atom("", replace(before, text=sign)))


def _deleted(para: Para) -> bool:
    """Whether a whole paragraph is gone, its end included."""
    return para.mark == "-" and not para.part and bool(para.atoms) and all(atom.state == "-" for atom in para.atoms)


def _inserted(para: Para) -> bool:
    """Whether a whole paragraph is new, its end included."""
    return para.mark == "+" and not para.part and all(atom.state == "+" for atom in para.atoms)


def _last_inserted(paras: list[Para], index: int) -> int:
    while index + 1 < len(paras) and _inserted(paras[index + 1]):
        index += 1
    return index


def _shift(paras: list[Para], index: int) -> None:
    """The inserted marks taken one paragraph up: the first paragraph's end is new, the last inserted one keeps the old end."""
    last = _last_inserted(paras, index + 1)
    first = paras[index]
    paras[index] = replace(first, mark="+", was=None, by=paras[last].by)
    paras[last] = replace(paras[last], mark="", was=first.was if first.was is not None else first.form)

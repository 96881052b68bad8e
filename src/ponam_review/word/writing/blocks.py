"""Blocks and steps as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...compare.changes import NoteEdit, Step, TableEdit
from ...compare.engine import form
from ...compare.pieces import content_of
from ...text.model import Block, Figure, Heading, Note, Paragraph, Rule, Table
from .atoms import Atom, Para, paragraphs, plain, settled
from .contents import entry
from .draft import Draft
from .inlines import write_inlines
from .lists import Side, continued, in_list
from .paragraphs import Place, form_properties, paragraph
from .tables import TableWriter
from .tracking import ELEMENTS, State, Tracking


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to write: as it is (`step` None), or with its edit; `state` when the whole of it came or went."""

    table: Table
    state: State = ""
    step: Step | None = None
    file: str = ""
    by: Tracking | None = None
    """Who changed it, where the changes are not all of one author."""
    rows: TableEdit | None = None
    """Its rows, laid over each other by several people."""


Piece = Para | Grid


def pieces_of_block(block: Block, state: State = "", pair: int = 0) -> list[Piece]:
    """The paragraphs of a block that stayed, came or went whole."""
    match block:
        case Table():
            caption = [Para(block, plain(block.caption, state), state, part="caption")] if block.caption else []
            return [*caption, Grid(block, state)]
        case Figure():
            picture = Para(block, (Atom(state, block.image),), state, part="picture")
            return [picture, Para(block, plain(block.caption, state), state, part="caption")] if block.caption else [picture]
        case Rule():
            return [Para(block, (), state)]
        case _:
            return [Para(block, plain(content_of(block), state), state, pair=pair)]


def pieces_of_step(step: Step) -> list[Piece]:
    """The paragraphs of a step, each with the state of its parts and of its end."""
    match step.op:
        case "same":
            return pieces_of_block(step.new[0])
        case "insert":
            return pieces_of_block(step.new[0], "+")
        case "delete":
            return pieces_of_block(step.old[0], "-")
        case "move-from":
            return pieces_of_block(step.old[0], ">-", step.pair)
        case "move-to":
            return _moved(step)
        case "edit":
            return _edited(step)


def _moved(step: Step) -> list[Piece]:
    """A block at its new place. Words added on the way are insertions beside the moved ones; those removed show where it came from."""
    if not step.pieces:
        return pieces_of_block(step.new[0], ">+", step.pair)
    (para,) = paragraphs(step.pieces, step.old, step.new, False)
    atoms = tuple(Atom(a.state or ">+", a.thing) for a in para.atoms if a.state != "-")
    return [Para(step.new[0], atoms, ">+", pair=step.pair)]


def _edited(step: Step) -> list[Piece]:
    if step.table is not None:
        before, after = step.table.old, step.table.new
        state: State = "" if before.caption and after.caption else "+" if after.caption else "-"
        pieces = [Para(after, para.atoms, state, part="caption") for para in paragraphs(step.table.caption, step.old, step.new, False)]
        return [*(pieces if before.caption or after.caption else ()), Grid(after, "", step)]
    if isinstance(step.new[0], Figure) and isinstance(step.old[0], Figure):
        return _figure(step, step.old[0], step.new[0])
    return list(paragraphs(step.pieces, step.old, step.new, True))


def _figure(step: Step, before: Figure, after: Figure) -> list[Piece]:
    (para,) = paragraphs(step.pieces, step.old, step.new, False)
    # In both texts the picture comes first; where all changed, what was removed of the caption may stand before the new picture.
    firsts = {next((at for at, atom in enumerate(para.atoms) if atom.state in ("", sign)), 0) for sign in ("-", "+")}
    picture = Para(after, tuple(atom for at, atom in enumerate(para.atoms) if at in firsts), part="picture")
    state: State = "" if before.caption and after.caption else "+" if after.caption else "-"
    caption = Para(after, tuple(atom for at, atom in enumerate(para.atoms) if at not in firsts), state, part="caption")
    return [picture, caption] if before.caption or after.caption else [picture]


_SIDES: dict[State, Side] = {"-": "old", ">-": "old", "+": "new", ">+": "new"}


class BlockWriter:
    """Writes pieces into one draft; what a cell or a note holds is written by the same rules."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._tables = TableWriter(draft, self.cell)

    def blocks(self, blocks: Iterable[Block], place: Place = "body", state: State = "", align: str = "") -> str:
        return self.written([piece for block in blocks for piece in pieces_of_block(block, state)], place, align)

    def steps(self, steps: Sequence[Step], place: Place = "body", align: str = "") -> str:
        return self.written([piece for step in steps for piece in pieces_of_step(step)], place, align)

    def written(self, pieces: Sequence[Piece], place: Place = "body", align: str = "") -> str:
        """The XML of pieces; neighbouring paragraphs are settled together (see `atoms.settled`)."""
        out: list[str] = []
        waiting: list[Para] = []
        for piece in pieces:
            if isinstance(piece, Para):
                waiting.append(piece)
                continue
            out += (self._paragraph(para, place, align) for para in settled(waiting))
            waiting = []
            self.draft.file = piece.file or self.draft.file
            with self.draft.signed(piece.by):
                edit = piece.step.table if piece.step else piece.rows
                out.append(self._tables.table(piece.table, piece.state, edit))
        out += (self._paragraph(para, place, align) for para in settled(waiting))
        return "".join(out)

    def cell(self, content: Sequence[Block] | Sequence[Step] | Sequence[Piece], state: State, place: Place, align: str) -> str:
        """The inside of a cell; never empty, since a cell ends with a paragraph (ECMA-376-1 §17.4.65)."""
        pieces: list[Piece] = []
        for thing in content:
            if isinstance(thing, Para | Grid):
                pieces.append(thing)
            else:
                pieces += pieces_of_step(thing) if isinstance(thing, Step) else _in_cell(thing, state)
        if not pieces or isinstance(pieces[-1], Grid):
            pieces.append(Para(Paragraph(()), ()))
        with self.draft.lists.apart():
            return self.written(pieces, place, align)

    def _paragraph(self, para: Para, place: Place, align: str) -> str:
        draft = self.draft
        draft.file = para.file or draft.file
        properties, was = self._properties(para, place, align)
        draft.caption = _captioned(para)
        runs = entry(draft, para) or write_inlines(draft, para.atoms, self.note)
        if para.mark not in ("-", ">-"):
            runs = self._bookmarked(para, runs)
        if para.pair:
            runs = self._range(para, runs)
        with draft.signed(para.by):
            return paragraph(draft, properties, runs, para.mark, was)

    def _properties(self, para: Para, place: Place, align: str) -> tuple[str, str | None]:
        """The properties of a paragraph, and those it had where they were others; the number of its list is one of them."""
        draft, old = self.draft, para.was if para.was is not None else para.form
        draft.lists.side = _SIDES.get(para.mark, "both")
        changed = form(old) != form(para.form)
        if draft.lists.side != "both" or draft.fields or not (changed or in_list(para.form.within)):
            return form_properties(draft, para.form, place, para.part, align), None
        draft.lists.side = "new"
        new = para.form
        if draft.lists.follows(new.within, old.within):
            new = replace(new, within=continued(new.within))
        properties = form_properties(draft, new, place, para.part, align)
        draft.lists.side = "old"
        if draft.lists.follows(old.within, para.form.within):
            old = replace(old, within=continued(old.within))
        return properties, form_properties(draft, old, place, para.part, align)

    def _bookmarked(self, para: Para, runs: str) -> str:
        if para.anchor:
            number = self.draft.next_id()
            runs = f'<w:bookmarkStart w:id="{number}" w:name="{para.anchor}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
        match para.form:
            case Heading(id=target) if target:
                start, end = self.draft.bookmark(target)
                return f"{start}{runs}{end}"
            case _:
                return runs

    def _range(self, para: Para, runs: str) -> str:
        """Moved text stands between the markers that name its move (ECMA-376-1 §17.13.5.24, .28)."""
        name = ELEMENTS[para.mark]
        number = self.draft.next_id()
        start = f'<{name}RangeStart w:id="{number}" w:name="move{para.pair}" {self.draft.tracking.attributes}/>'
        return f'{start}{runs}<{name}RangeEnd w:id="{number}"/>'

    def note(self, draft: Draft, note: Note, state: State, edit: NoteEdit | tuple[Para, ...] | None) -> int:
        """Writes the definition of a note, one for each reference, in the order of the references; its number."""
        number = len(draft.footnotes) + 1
        draft.footnotes.append("")
        inner_state: State = "+" if state in ("+", ">+") else "-" if state in ("-", ">-") else ""
        pieces: list[Piece] = []
        if isinstance(edit, tuple):
            pieces = list(edit)
        elif edit is not None:
            pieces = [piece for step in edit.steps for piece in pieces_of_step(step)]
        else:
            pieces = [piece for block in note.blocks for piece in _in_cell(block, inner_state)]
        with draft.lists.apart():
            inner = self.written(pieces or [Para(Paragraph(()), ())], "note")
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        head, found, tail = inner.partition("</w:pPr>")
        draft.footnotes[number - 1] = f'<w:footnote w:id="{number}">{head}{found}{mark}{tail}</w:footnote>'
        return number


def _captioned(para: Para) -> str:
    match para.form:
        case Table(id=target) | Figure(id=target) if para.part == "caption" and para.mark not in ("-", ">-"):
            return target
        case _:
            return ""


def _in_cell(block: Block, state: State) -> list[Piece]:
    """A block of an inserted or deleted cell or note: its text is tracked, its paragraph marks go with the row or the note."""
    pieces = pieces_of_block(block, state)
    return [Para(p.form, p.atoms, "", p.was, p.part) if isinstance(p, Para) else p for p in pieces]

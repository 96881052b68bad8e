"""The words of an edited paragraph: what was removed, added or restyled, beside what stayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..compare.changes import Added, End, Kept, NoteEdit, Piece, Removed, Restyled, Step
from ..compare.redline_words import RedlineWords, differences
from ..text.model import Block, Image, Inline, Note, Run
from .inlines import note_around, write_inlines, write_picture
from .markup import literal
from .sheet import PLAIN, Ink, Sheet, Side

INSERTED = Ink("ins({", "});", bar=True)
DELETED = Ink("del({", "});", bar=True)
ARRIVED = Ink("arrived({", "});", bar=True)
LEFT = Ink("departed({", "});", bar=True)
INKS: dict[Side, Ink] = {"": PLAIN, "ins": INSERTED, "del": DELETED, "gone": LEFT}
MAY_BREAK = '"\u200b";'
"""Between two numbers of a narrow cell, the old one and the new."""
PILCROW_IN, PILCROW_OUT = 'ins("¶");', 'del("¶");" ";'


def write_pieces(pieces: Iterable[Piece], sheet: Sheet, words: RedlineWords) -> str:
    """The pieces of one paragraph."""
    return "".join(written for _, written in write_paragraphs(pieces, (), sheet, words))


def write_paragraphs(
    pieces: Iterable[Piece], new: Sequence[Block], sheet: Sheet, words: RedlineWords
) -> Iterator[tuple[Block | None, str]]:
    """The pieces of a split or a merge, a paragraph of the new text at a time, with the new block that it is."""
    line = _Line(sheet, words)
    for piece in pieces:
        match piece:
            case Kept(new=End(block)):
                yield block, line.cut()
            case Added(End(block)):
                yield block, line.cut(PILCROW_IN)
            case Removed(End()):
                line.put(PILCROW_OUT)
            case _:
                line.add(piece)
    yield (new[-1] if new else None), line.cut()


def with_side(content: Iterable[Inline], side: Side, sheet: Sheet) -> str:
    """Inline content of one text only, signed; its notes, set at the foot of the page, carry the sign too."""
    before = sheet.side, sheet.ink
    ink = INKS[side]
    sheet.side, sheet.ink = side, ink
    written = write_inlines(tuple(content), sheet)
    sheet.side, sheet.ink = before
    return f"{ink.open}{written}{ink.close}" if written else ""


@dataclass(slots=True)
class _Line:
    """The paragraph being written: pieces of one sign are written together, so that a link or a sign is not broken in two."""

    sheet: Sheet
    words: RedlineWords
    parts: list[str] = field(default_factory=list)
    waiting: list[Inline] = field(default_factory=list)
    side: Side = ""

    def add(self, piece: Piece) -> None:
        match piece:
            case Kept(new=thing):
                self._wait("", thing)
            case Removed(old=thing):
                self._wait("del", thing)
            case Added(new=thing):
                self._wait("ins", thing)
            case Restyled():
                self.put(_restyled(piece, self.sheet, self.words))
            case NoteEdit(new=Note() as note, steps=steps):
                self.put(_note_edit(note, steps, self.sheet, self.words))
            case _:
                pass

    def _wait(self, side: Side, thing: Inline | End) -> None:
        if isinstance(thing, End):
            return
        if side != self.side:
            self.flush()
            if self.sheet.boxed and self.side and side:
                self.parts.append(MAY_BREAK)
            self.side = side
        self.waiting.append(thing)

    def flush(self) -> None:
        if self.waiting:
            content = tuple(self.waiting)
            self.parts.append(with_side(content, self.side, self.sheet) if self.side else write_inlines(content, self.sheet))
            self.waiting.clear()

    def put(self, written: str) -> None:
        self.flush()
        self.parts.append(written)

    def cut(self, end: str = "") -> str:
        """End the paragraph and give it."""
        self.put(end)
        written = "".join(self.parts)
        self.parts.clear()
        return written


def _note_edit(note: Note, steps: Sequence[Step], sheet: Sheet, words: RedlineWords) -> str:
    from .redline_steps import write_inner_steps  # steps of a note hold pieces

    label = sheet.note_label(id(note))
    inside = write_inner_steps(steps, sheet, words, columns=1)
    return f"restyled({{{note_around(label, inside)}}});"


def _restyled(piece: Restyled, sheet: Sheet, words: RedlineWords) -> str:
    """The same words with other marks or another link, and what is different about them."""
    told = "; ".join(differences(piece.old, piece.new, words)) or words.format
    return f"restyled({{{write_inlines((piece.new,), sheet)}}});aside({literal(told)});"


# ------------------------------------------------------------------ code and figures


def code_pieces(pieces: Iterable[Piece], sheet: Sheet, words: RedlineWords) -> str:
    """Edited code: the spaces that hold its shape do not break."""
    return write_pieces(map(_as_code, pieces), sheet, words)


def _as_code(piece: Piece) -> Piece:
    match piece:
        case Kept(new=Run() as run):
            return Kept(_shaped(run), _shaped(run))
        case Removed(old=Run() as run):
            return Removed(_shaped(run))
        case Added(new=Run() as run):
            return Added(_shaped(run))
        case _:
            return piece


def _shaped(run: Run) -> Run:
    return Run(run.text.expandtabs(4).replace(" ", "\u00a0"))


def figure_pieces(
    pieces: Iterable[Piece], old: Image, new: Image, sheet: Sheet, words: RedlineWords
) -> tuple[str, Iterator[Piece]]:
    """The picture of an edited figure (both where it was exchanged), and the pieces of its caption."""
    caption = (piece for piece in pieces if not _shows(piece, old, new))
    if old == new:
        return write_picture(new, sheet, alone=True), caption
    if old.source != new.source:
        before, sheet.side = sheet.side, "del"
        gone = f"crossed({{{write_picture(old, sheet, alone=True)}}});"
        sheet.side = before
        return f"{gone}framed({{{write_picture(new, sheet, alone=True)}}});", caption
    values = (f"{words.description}\u00a0: ", _about(old), _about(new))
    return f"{write_picture(new, sheet, alone=True)}described({','.join(map(literal, values))});", caption


def _about(image: Image) -> str:
    return f"{image.alt} ({image.title})" if image.title else image.alt


def _shows(piece: Piece, old: Image, new: Image) -> bool:
    """Whether a piece is the figure's picture itself, which stands before the caption."""
    match piece:
        case Kept(new=Image() as image) | Added(new=Image() as image):
            return image == new
        case Removed(old=Image() as image):
            return image == old
        case _:
            return False

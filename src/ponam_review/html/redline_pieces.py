"""The words of an edited paragraph: what was removed, added or restyled, beside what stayed.

Every sign is a tag (`<ins>`, `<del>`) before it is a colour: the style adds brackets on paper and words for screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..compare.changes import Added, End, Kept, NoteEdit, Piece, Removed, Restyled
from ..compare.redline_words import RedlineWords, differences
from ..text.model import Block, Break, Image, Inline, Note, Run
from .inlines import note_reference, write_inlines, write_picture
from .markup import escaped, quoted
from .sheet import Sheet, Side

PILCROW_IN = '<ins class="pilcrow">¶</ins>'
PILCROW_OUT = '<del class="pilcrow">¶</del> '


def write_pieces(pieces: Iterable[Piece], sheet: Sheet, words: RedlineWords) -> str:
    """The pieces of one paragraph."""
    return "".join(html for _, html in write_paragraphs(pieces, (), sheet, words))


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
    """Inline content of one text only: between `<ins>` or `<del>`."""
    before, sheet.side = sheet.side, side
    html = write_inlines(tuple(content), sheet)
    sheet.side = before
    return f"<{side}>{html}</{side}>" if html and side in ("ins", "del") else html


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
                self.put(write_restyled(piece, self.sheet, self.words))
            case NoteEdit() if isinstance(piece.new, Note):
                reference = note_reference(self.sheet.enter_note(piece.new, piece.steps))
                self.put(f'<span class="restyled" title="{quoted(self.words.note_changed)}">{reference}</span>')
            case _:
                pass

    def _wait(self, side: Side, thing: Inline | End) -> None:
        if isinstance(thing, End):
            return
        if side != self.side:
            self.flush()
            self.side = side
        self.waiting.append(thing)

    def flush(self) -> None:
        if self.waiting:
            self.parts.append(with_side(self.waiting, self.side, self.sheet))
            self.waiting.clear()

    def put(self, html: str) -> None:
        self.flush()
        self.parts.append(html)

    def cut(self, end: str = "") -> str:
        """End the paragraph and give it."""
        self.put(end)
        html = "".join(self.parts)
        self.parts.clear()
        return html


# ------------------------------------------------------------------ formatting


def write_restyled(piece: Restyled, sheet: Sheet, words: RedlineWords) -> str:
    """The same words with other marks or another link, and what is different about them."""
    title = "; ".join(differences(piece.old, piece.new, words)) or words.format
    return f'<span class="restyled" title="{quoted(title)}">{write_inlines((piece.new,), sheet)}</span>'


# ------------------------------------------------------------------ code and figures


def code_pieces(pieces: Iterable[Piece], sheet: Sheet, words: RedlineWords) -> str:
    """Edited code: its line breaks are characters."""
    return write_pieces(map(_as_code, pieces), sheet, words)


def _as_code(piece: Piece) -> Piece:
    match piece:
        case Kept(new=Break()):
            return Kept(Run("\n"), Run("\n"))
        case Removed(old=Break()):
            return Removed(Run("\n"))
        case Added(new=Break()):
            return Added(Run("\n"))
        case _:
            return piece


def figure_pieces(
    pieces: Iterable[Piece], old: Image, new: Image, sheet: Sheet, words: RedlineWords
) -> tuple[str, Iterator[Piece]]:
    """The picture of an edited figure (both where it was exchanged), and the pieces of its caption."""
    caption = (piece for piece in pieces if not _shows(piece, old, new))
    if old == new:
        return write_picture(new, sheet), caption
    if old.source != new.source:
        before, sheet.side = sheet.side, "del"
        gone = f"<del>{write_picture(old, sheet)}</del>"
        sheet.side = before
        return f"{gone}\n<ins>{write_picture(new, sheet)}</ins>", caption
    about = f"<del>{escaped(_about(old))}</del> <ins>{escaped(_about(new))}</ins>"
    return f'{write_picture(new, sheet)}\n<p class="about">{words.description}\u00a0: {about}</p>', caption


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

"""The words of two paragraphs compared, as pieces that a redline can show and `apply` can put together again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from rapidfuzz.distance import Indel

from ..text.model import Break, Code, Counter, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Reference, Run
from ..text.plain import block_text
from .changes import Added, End, Kept, NoteEdit, Piece, Removed, Restyled, Step
from .words import OBJECT, Alphabet, Line, Opcode, Thing, Words, line_of, opcodes, trailing_space


class CompareNote(Protocol):
    """How two notes are compared: given by the engine, since a note holds blocks again."""

    def __call__(self, old: Note, new: Note) -> tuple[Step, ...]: ...


def content_of(block: Heading | Paragraph | Code | Figure) -> tuple[Inline, ...]:
    """The content of a block as inlines: a figure's picture stands before its caption, code lines are parted by breaks."""
    match block:
        case Heading() | Paragraph():
            return block.content
        case Figure():
            return (block.image, *block.caption)
        case Code():
            lines = block.text.split("\n")
            out: list[Inline] = []
            for index, line in enumerate(lines):
                if index:
                    out.append(Break())
                if line:
                    out.append(Run(line))
            return tuple(out)


def diff_content(old: Iterable[Thing], new: Iterable[Thing], compare_note: CompareNote) -> tuple[Piece, ...]:
    """Old and new content as pieces in reading order, removed before added."""
    old_line, new_line = line_of(old), line_of(new)
    if old_line.text == new_line.text and OBJECT not in old_line.text:
        return tuple(_kept(old_line, 0, len(old_line.text), new_line, 0))
    old_keys, new_keys, edited = _object_keys(old_line, new_line)
    alphabet = Alphabet()
    a, b = alphabet.words(old_line, old_keys), alphabet.words(new_line, new_keys)
    spans = _readable(_spans(opcodes(a.code, b.code), a, b, old_line, new_line), old_line, new_line)
    spans = _parted(spans, old_line, new_line)
    return tuple(_pieces(spans, old_line, new_line, edited, compare_note))


# ------------------------------------------------------------------ what objects are known as


def _object_keys(old: Line, new: Line) -> tuple[dict[int, object], dict[int, object], dict[int, Note]]:
    """Keys of the objects of both lines by position; and, by position in the new line, the old note that an edited note was."""
    old_keys = {start: _key(thing) for thing, start in zip(old.things, old.starts, strict=True) if not isinstance(thing, Run)}
    new_keys = {start: _key(thing) for thing, start in zip(new.things, new.starts, strict=True) if not isinstance(thing, Run)}
    edited: dict[int, Note] = {}
    old_notes, new_notes = _notes(old), _notes(new)
    for start, note in old_notes:
        same = next((j for j, other in new_notes if other == note and j not in edited), None)
        if same is not None:
            old_keys[start] = new_keys[same] = ("note", same)
            edited[same] = note
    matched = {id(note) for note in edited.values()}
    left_old = [(start, note) for start, note in old_notes if id(note) not in matched]
    left_new = [(start, note) for start, note in new_notes if start not in edited]
    for start, note in left_old:
        best = max(left_new, key=lambda other: _likeness(note, other[1]), default=None)
        alone = len(left_old) == len(left_new) == 1 and best is not None and best[1].label == note.label != ""
        if best is not None and (alone or _likeness(note, best[1]) >= NOTE_ALIKE):
            old_keys[start] = new_keys[best[0]] = ("note", best[0])
            edited[best[0]] = note
            left_new.remove(best)
    return old_keys, new_keys, edited


def _notes(line: Line) -> list[tuple[int, Note]]:
    return [(start, thing) for thing, start in zip(line.things, line.starts, strict=True) if isinstance(thing, Note)]


def _key(thing: Thing) -> object:
    match thing:
        case End():
            return "\u00b6"
        case Note():
            return ("old note", id(thing))
        case Reference():
            return ("reference", thing.target, thing.label)
        case Image():
            return ("image", thing)
        case Counter():
            return ("counter", thing)
        case Break():
            return "\n"
        case Run():
            return thing.text


NOTE_ALIKE = 0.3
"""Likeness from which two notes of paragraphs that answer each other are one note, reworded."""


def _likeness(old: Note, new: Note) -> float:
    a, b = (re.findall(r"\w+", " ".join(map(block_text, note.blocks)).lower()) for note in (old, new))
    return Indel.normalized_similarity(a, b)


# ------------------------------------------------------------------ from words to characters


def _spans(codes: Iterable[Opcode], a: Words, b: Words, old: Line, new: Line) -> Iterator[Opcode]:
    """The edit script over characters. Kept words whose white space differs have it replaced."""
    for op, i1, i2, j1, j2 in codes:
        if op != "=":
            yield (op, a.starts[i1], a.starts[i2], b.starts[j1], b.starts[j2])
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            first, last, start, stop = a.starts[i], a.starts[i + 1], b.starts[j], b.starts[j + 1]
            if old.text[first:last] == new.text[start:stop]:
                yield ("=", first, last, start, stop)
                continue
            cut, end = last - trailing_space(old.text[first:last]), stop - trailing_space(new.text[start:stop])
            yield ("=", first, cut, start, end)
            yield ("~", cut, last, end, stop)


def _readable(spans: Iterable[Opcode], old: Line, new: Line) -> list[Opcode]:
    """Neighbours joined, and what a replacement has in common at its ends given back as kept (white space, mostly)."""
    out: list[Opcode] = []
    for span in _joined(_quiet(_joined(spans), old, new)):
        op, a, b, c, d = span
        if op != "~":
            out.append(span)
            continue
        lead = _shared_space(old.text[a:b], new.text[c:d])
        tail = _shared_space(old.text[a + lead : b][::-1], new.text[c + lead : d][::-1])
        if lead:
            out.append(("=", a, a + lead, c, c + lead))
        if a + lead < b - tail or c + lead < d - tail:
            out.append(("~", a + lead, b - tail, c + lead, d - tail))
        if tail:
            out.append(("=", b - tail, b, d - tail, d))
    return _joined(out)


CRUMB = 3
"""Letters of a kept stretch that is never worth showing between two changes ("a l", "de", ",")."""
SLIVER = 12
"""Characters of a kept stretch that is not worth showing between two changes three times its size."""


def _quiet(spans: list[Opcode], old: Line, new: Line) -> list[Opcode]:
    """What is left standing between two replaced stretches, too short to help a reader, replaced with them."""
    out: list[Opcode] = []
    for index, (op, a, b, c, d) in enumerate(spans):
        text = old.text[a:b]
        if op != "=" or not 0 < index < len(spans) - 1 or len(text) > SLIVER or OBJECT in text or "\n" in text:
            out.append((op, a, b, c, d))
            continue
        before, after = _replaced(spans[index - 1], old, new), _replaced(spans[index + 1], old, new)
        letters = sum(map(str.isalnum, text))
        crumb = letters <= CRUMB and min(before, after) >= max(4, 2 * letters)
        sliver = min(before, after) >= 3 * len(text)
        out.append(("~" if crumb or sliver else "=", a, b, c, d))
    return out


def _replaced(span: Opcode, old: Line, new: Line) -> int:
    """How much a change replaces: 0 where it only adds or only removes, or touches the end of a paragraph."""
    _, a, b, c, d = span
    gone, come = old.text[a:b], new.text[c:d]
    return 0 if OBJECT in gone or OBJECT in come or not gone.strip() or not come.strip() else len(gone) + len(come)


def _parted(spans: list[Opcode], old: Line, new: Line) -> list[Opcode]:
    """Where paragraphs are cut or joined inside a word ("jeunesse[;¶22° …]."), the rest of the word replaced too.

    Readers of Word files put a space between the paragraphs they join, so the join must fall on one.
    """
    old_ends, new_ends = _ends(old), _ends(new)
    if not old_ends and not new_ends:
        return spans
    out: list[Opcode] = []
    for op, a, b, c, d in spans:
        last = out[-1] if out else None
        if op != "=" or last is None or last[0] == "=":
            out.append((op, a, b, c, d))
            continue
        cuts = any(last[3] <= end < last[4] for end in new_ends) and not any(last[1] <= end < last[2] for end in old_ends)
        joins = any(last[1] <= end < last[2] for end in old_ends) and not any(last[3] <= end < last[4] for end in new_ends)
        text = old.text[: last[2]] if cuts else new.text[: last[4]]
        if not (cuts or joins) or not text or text[-1].isspace() or text[-1] == OBJECT:
            out.append((op, a, b, c, d))
            continue
        rest = old.text[a:b]
        length = next((k + 1 for k, ch in enumerate(rest[:REST]) if ch.isspace()), len(rest) if len(rest) < REST else 0)
        if length and OBJECT not in rest[:length]:
            out[-1] = ("~", last[1], a + length, last[3], c + length)
            a, c = a + length, c + length
        out.append((op, a, b, c, d))
    return _joined(out)


REST = 40
"""Longest rest of a word that is replaced to part two paragraphs."""


def _ends(line: Line) -> list[int]:
    return [start for thing, start in zip(line.things, line.starts, strict=True) if isinstance(thing, End)]


def _joined(spans: Iterable[Opcode]) -> list[Opcode]:
    out: list[Opcode] = []
    for op, a, b, c, d in spans:
        if a == b and c == d:
            continue
        if out and (op == "=") == (out[-1][0] == "="):
            last = out.pop()
            out.append(("=" if op == "=" else "~", last[1], b, last[3], d))
        else:
            out.append(("=" if op == "=" else "~", a, b, c, d))
    return out


def _shared_space(a: str, b: str) -> int:
    """How many white space characters both begin with."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y or not x.isspace() or x == "\n":
            break
        count += 1
    return count


# ------------------------------------------------------------------ from characters to pieces


def _pieces(
    spans: Sequence[Opcode], old: Line, new: Line, edited: dict[int, Note], compare_note: CompareNote
) -> Iterator[Piece]:
    for op, a, b, c, d in spans:
        if op == "=":
            for piece in _kept(old, a, b, new, c):
                if isinstance(piece, Kept) and isinstance(piece.old, Note) and isinstance(piece.new, Note) and piece.old != piece.new:
                    yield NoteEdit(piece.old, piece.new, compare_note(piece.old, piece.new))
                else:
                    yield piece
        else:
            gone, come = tuple(old.between(a, b)), tuple(new.between(c, d))
            # What replaces the end of a paragraph that joins the next one stands before that end, so that the words are parted.
            joins = any(isinstance(t, End) for t in gone) and not any(isinstance(t, End) for t in come)
            if joins:
                yield from map(Added, come)
            yield from map(Removed, gone)
            if not joins:
                yield from map(Added, come)


def _kept(old: Line, a: int, b: int, new: Line, c: int) -> Iterator[Piece]:
    """The same characters in both lines, cut where the formatting of either changes."""
    shift = c - a
    inner_old = old.starts[bisect_right(old.starts, a) : bisect_left(old.starts, b)]
    inner_new = new.starts[bisect_right(new.starts, c) : bisect_left(new.starts, b + shift)]
    cuts = sorted({a, b, *inner_old, *(start - shift for start in inner_new)})
    pending: Kept | Restyled | None = None
    for first, last in pairwise(cuts):
        before = next(old.between(first, last))
        after = next(new.between(first + shift, last + shift))
        same = before == after or isinstance(before, End | Note) or isinstance(after, End | Note)
        piece: Kept | Restyled
        if isinstance(before, Run | Reference) and isinstance(after, Run | Reference) and not same:
            piece = Restyled(before, after)
        else:
            piece = Kept(before, after)
        joined = _join(pending, piece)
        if joined is None:
            if pending is not None:
                yield pending
            pending = piece
        else:
            pending = joined
    if pending is not None:
        yield pending


def _join(first: Kept | Restyled | None, second: Kept | Restyled) -> Kept | Restyled | None:
    """Two neighbouring runs of the same formatting as one, or None."""
    if first is None or type(first) is not type(second):
        return None
    old, new = _glued(first.old, second.old), _glued(first.new, second.new)
    if old is None or new is None:
        return None
    return Kept(old, new) if isinstance(first, Kept) else Restyled(old, new)


def _glued(a: Thing, b: Thing) -> Run | None:
    if isinstance(a, Run) and isinstance(b, Run) and a.marks == b.marks and a.link == b.link:
        return Run(a.text + b.text, a.marks, a.link)
    return None


def glue(content: Iterable[Inline]) -> Inlines:
    """Neighbouring runs of one formatting joined, empty ones dropped: the normal form of content."""
    out: list[Inline] = []
    for inline in content:
        joined = _glued(out[-1], inline) if out else None
        if joined is not None:
            out[-1] = joined
        elif not (isinstance(inline, Run) and not inline.text):
            out.append(inline)
    return tuple(out)


def new_content(pieces: Iterable[Piece]) -> Iterator[Thing]:
    """What the pieces say stands there now."""
    for piece in pieces:
        match piece:
            case Added() | Kept() | Restyled() | NoteEdit():
                yield piece.new
            case Removed():
                pass


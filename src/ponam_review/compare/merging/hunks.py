"""A change set as replacements on one long line: the whole base text, paragraph ends included.

With ends of paragraphs among the things of the line, words reworded, paragraphs added, dropped, split and joined are all the same: a
stretch [start, end) of the base gives way to other things. Two edits touch each other where their stretches do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ...text.model import Block, Heading, Inline, Note, Paragraph, Run
from ...text.plain import block_text, inline_text
from ..changes import Added, End, Kept, NoteEdit, Piece, Removed, Step
from ..engine import form
from ..pieces import glue


@dataclass(frozen=True, slots=True)
class Whole:
    """A block without an end of its own: a table, a figure, code, a rule. It is one thing of the line."""

    block: Block


Thing: TypeAlias = Inline | End | Whole


@dataclass(frozen=True, slots=True)
class Hunk:
    """`things` stand in place of the base's [start, end)."""

    start: int
    end: int
    things: tuple[Thing, ...] = ()
    step: Step | None = None
    """The edit of a Whole, or the block that was deleted, inserted or moved whole."""
    note: NoteEdit | None = None

    @property
    def closed(self) -> bool:
        """Whether it leaves no paragraph open behind it."""
        return bool(self.things) and isinstance(self.things[-1], End | Whole)

    @property
    def gone(self) -> bool:
        """Whether a whole block, end included, is taken out."""
        return self.step is not None and self.step.op in ("delete", "move-from")

    @property
    def addition(self) -> bool:
        return self.start == self.end


class Base:
    """The line of a sequence of blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self.things: list[Thing] = []
        self.starts: list[int] = []
        self.begins: list[int] = []
        """Where each block begins."""
        self.length = 0
        for block in self.blocks:
            self.begins.append(self.length)
            for thing in things_of(block):
                self.things.append(thing)
                self.starts.append(self.length)
                self.length += size(thing)

    def between(self, first: int, last: int) -> Iterator[Thing]:
        """The things of [first, last), runs cut to it."""
        at = bisect_right(self.starts, first) - 1
        while first < last:
            thing, start = self.things[at], self.starts[at]
            stop = min(start + size(thing), last)
            if isinstance(thing, Run):
                thing = replace(thing, text=thing.text[first - start : stop - start])
            if stop > first:
                yield thing
            first = max(first, stop)
            at += 1

    def block_at(self, position: int) -> int:
        """Index of the block that [position] belongs to."""
        return max(bisect_right(self.begins, position) - 1, 0)

    def ends_paragraph(self, position: int) -> bool:
        """Whether the thing at `position` is the end of a paragraph."""
        return position < self.length and isinstance(next(self.between(position, position + 1)), End)


def things_of(block: Block) -> tuple[Thing, ...]:
    """A block as things of the line."""
    if isinstance(block, Paragraph | Heading):
        return (*(thing for thing in block.content if size(thing)), End(block))
    return (Whole(block),)


def size(thing: Thing) -> int:
    return len(thing.text) if isinstance(thing, Run) else 1


def text_of(things: Iterable[Thing]) -> str:
    """What a person reads; paragraphs one a line."""
    out: list[str] = []
    for thing in things:
        match thing:
            case End():
                out.append("\n")
            case Whole():
                out.append(block_text(thing.block) + "\n")
            case Note():
                out.append("".join(f" [{block_text(block)}]" for block in thing.blocks))
            case _:
                out.append(inline_text((thing,)))
    return "".join(out)


# ------------------------------------------------------------------ from steps


def hunks_of(steps: Iterable[Step]) -> list[Hunk]:
    """The replacements that make the new text of the base, in order."""
    out: list[Hunk] = []
    at = 0
    for step in steps:
        match step.op:
            case "same":
                at += _length(step.old)
            case "delete" | "move-from":
                length = _length(step.old)
                out.append(Hunk(at, at + length, (), step))
                at += length
            case "insert" | "move-to":
                out.append(Hunk(at, at, things_of(step.new[0]), step))
            case "edit":
                out += _edited(step, at)
                at += _length(step.old)
    return out


def _length(blocks: Iterable[Block]) -> int:
    return sum(size(thing) for block in blocks for thing in things_of(block))


def _edited(step: Step, at: int) -> Iterator[Hunk]:
    if not all(isinstance(block, Paragraph | Heading) for block in (*step.old, *step.new)):
        if step.old != step.new:
            yield Hunk(at, at + 1, (Whole(step.new[0]),), step)
        return
    yield from _of_pieces((*step.pieces, Kept(End(step.old[-1]), End(step.new[-1]))), at)


def _of_pieces(pieces: Iterable[Piece], at: int) -> Iterator[Hunk]:
    start, come = at, []
    for piece in pieces:
        if isinstance(piece, Removed):
            at += size(piece.old)
            continue
        if isinstance(piece, Added):
            come.append(piece.new)
            continue
        if at > start or come:
            yield Hunk(start, at, tuple(come))
        length = size(piece.old)
        if isinstance(piece, NoteEdit):
            yield Hunk(at, at + 1, (piece.new,), note=piece)
        elif not isinstance(piece, Kept):
            yield Hunk(at, at + length, (piece.new,))
        elif isinstance(piece.old, End) and isinstance(piece.new, End) and not same_shell(piece.old.block, piece.new.block):
            yield Hunk(at, at + 1, (piece.new,))
        at += length
        start, come = at, []
    if at > start or come:
        yield Hunk(start, at, tuple(come))


def same_shell(old: Block, new: Block) -> bool:
    """Whether two paragraphs are alike but for their words."""
    if not isinstance(old, Paragraph | Heading) or not isinstance(new, Paragraph | Heading):
        return form(old) == form(new)
    return replace(old, content=()) == replace(new, content=())


# ------------------------------------------------------------------ back to blocks


def blocks_of(things: Iterable[Thing]) -> tuple[Block, ...]:
    """The blocks that things of the line make."""
    out: list[Block] = []
    content: list[Inline] = []
    for thing in things:
        if isinstance(thing, Whole):
            out.append(thing.block)
        elif isinstance(thing, End):
            shell = thing.block
            assert isinstance(shell, Paragraph | Heading)
            out.append(replace(shell, content=glue(content)))
            content = []
        else:
            content.append(thing)
    if content:
        out.append(Paragraph(glue(content)))
    return tuple(out)

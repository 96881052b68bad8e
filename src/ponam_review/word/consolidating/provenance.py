"""A reading of a returned copy that remembers who changed what, and where the comments stand.

The model of the text has no room for authors, and should not: while a copy is being consolidated they travel in the high bits of
`Run.marks`, in the labels of notes and in `lines`, which Word files leave empty, and are taken out again before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ...text.model import Block, Image, Inline, Note, Reference, Run
from ..reading import revisions
from ..reading.assembly import Assembly
from ..reading.hooks import Element
from ..reading.names import AUTHOR, DATE, PARAGRAPH_PROPERTIES, RUN_PROPERTIES
from ..writing.tracking import Tracking

SHIFT = 8
"""Bits of `Run.marks` that are formatting; what is above is the number of a tag."""
_LABEL = "\ufdd2"

_FORMATS = frozenset({revisions.FORMER[RUN_PROPERTIES]})
_PARAGRAPH_FORMATS = frozenset({revisions.FORMER[PARAGRAPH_PROPERTIES]})


@dataclass(slots=True)
class Tags:
    """Authors and dates met in one copy; a tag is a place in this list, counted from 1."""

    known: list[Tracking] = field(default_factory=list)

    def of(self, change: Element) -> int:
        tracking = Tracking(change.get(AUTHOR) or "", (change.get(DATE) or ""))
        if tracking not in self.known:
            self.known.append(tracking)
        return self.known.index(tracking) + 1

    def tracking(self, tag: int) -> Tracking | None:
        return self.known[tag - 1] if 0 < tag <= len(self.known) else None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a comment starts or ends: the paragraph by its number among all paragraphs met, and characters before it there."""

    comment: str
    kind: str
    """"start", "end" or "reference"."""
    paragraph: int
    offset: int


class TaggedAssembly(Assembly):
    """Makes blocks of one reading whose runs, notes and ends carry the tags of the changes that they stand in."""

    def __init__(self, tags: Tags, marks: list[Mark], *arguments: Any) -> None:
        super().__init__(*arguments)
        self.tags = tags
        self.met = marks
        self.paragraphs = 0
        self.cancelled = 0
        """Characters that one person inserted and another deleted: they stand in neither reading."""
        self._open: list[int] = []
        self._run_tag = 0
        self._mark_tag = 0
        self._form_tag = 0

    # -------------------------------------------------------------- tags

    def change_starts(self, change: Element) -> None:
        self._open.append(self.tags.of(change) if revisions.TRACKED[change.tag] & self.reading else 0)

    def change_ends(self) -> None:
        self._open.pop()

    def run_starts(self, run: Element) -> None:
        super().run_starts(run)
        self._run_tag = 0

    def run_properties(self, properties: Element) -> None:
        super().run_properties(properties)
        for child in properties:
            if child.tag in _FORMATS or revisions.TRACKED.get(child.tag, 0) & self.reading:
                self._run_tag = self.tags.of(child)

    def _tag(self) -> int:
        return next((tag for tag in reversed(self._open) if tag), self._run_tag)

    def text(self, text: str) -> None:
        if self.presence == revisions.NEITHER:
            self.cancelled += len(text)
        if self.presence & self.reading and not self.generated:
            self.line.add(text, self.marks | self._tag() << SHIFT, self.link)

    def note_reference(self, kind: str, identity: str) -> None:
        blocks = self.notes.get((kind, identity))
        if self.presence & self.reading and blocks is not None:
            self.line.put(Note(blocks, label=f"{_LABEL}{self._tag()}"))

    def paragraph_starts(self, paragraph: Element) -> None:
        super().paragraph_starts(paragraph)
        self._mark_tag = self._form_tag = 0

    def paragraph_properties(self, properties: Element) -> None:
        super().paragraph_properties(properties)
        for child in properties:
            if child.tag in _PARAGRAPH_FORMATS:
                self._form_tag = self.tags.of(child)
            elif child.tag == RUN_PROPERTIES:
                for mark in child:
                    if revisions.TRACKED.get(mark.tag, 0) & self.reading:
                        self._mark_tag = self.tags.of(mark)

    def _emit(self) -> None:
        place, before, number = self.place, len(self.place.blocks), self.paragraphs
        self.paragraphs += 1
        super()._emit()
        for at in range(before, len(place.blocks)):
            tags = (self._mark_tag << SHIFT | self._form_tag, number + 1)
            place.blocks[at] = replace(place.blocks[at], lines=tags)

    # -------------------------------------------------------------- comments

    def _met(self, kind: str, identity: str) -> None:
        things = self.line.inlines() if self.line.pieces else ()
        last = self.line.pieces[-1] if self.line.pieces else None
        ended = str(getattr(last, "parts", [""])[-1])[-1:].isspace() if last is not None else False
        trimmed = ended and not (things and isinstance(things[-1], Run) and things[-1].text[-1:].isspace())
        before = sum(map(counted, things)) + trimmed
        self.met.append(Mark(identity, kind, self.paragraphs, before))

    def comment_starts(self, identity: str) -> None:
        self._met("start", identity)

    def comment_ends(self, identity: str) -> None:
        self._met("end", identity)

    def comment_reference(self, identity: str) -> None:
        self._met("reference", identity)


# ------------------------------------------------------------------ tags taken out


def tag_of(thing: Inline) -> int:
    """The tag of a thing that may carry one; -1 for things that cannot."""
    match thing:
        case Run(marks=marks) | Reference(marks=marks):
            return marks >> SHIFT
        case Note(label=label) if label.startswith(_LABEL):
            return int(label[1:])
        case _:
            return -1


def bare(thing: Inline) -> Inline:
    """The thing without its tag."""
    match thing:
        case Run(marks=marks) if marks >> SHIFT:
            return replace(thing, marks=marks & (1 << SHIFT) - 1)
        case Reference(marks=marks) if marks >> SHIFT:
            return replace(thing, marks=marks & (1 << SHIFT) - 1)
        case Note(label=label) if label.startswith(_LABEL):
            return replace(thing, label="", blocks=thing.blocks)
        case _:
            return thing


def counted(thing: Inline) -> int:
    """Characters that a thing counts for in the place of a comment; the words of a cross-reference, which differ, count for one."""
    match thing:
        case Run(text=text):
            return len(text)
        case Note() | Image():
            return 0
        case _:
            return 1


def mark_tag(block: Block) -> int:
    """The tag of a paragraph's end."""
    return block.lines[0] >> SHIFT if block.lines else 0


def form_tag(block: Block) -> int:
    """The tag of a change of a paragraph's form."""
    return block.lines[0] & (1 << SHIFT) - 1 if block.lines else 0


def paragraph_number(block: Block) -> int:
    """Which paragraph of its reading it was, -1 when that is not known."""
    return block.lines[1] - 1 if block.lines else -1


def bare_things(things: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(map(bare, things))

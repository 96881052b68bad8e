"""The account of a change set: its changes as a reader counts them, each with its number, kind, place and first words.

Neighbouring paragraphs inserted (deleted, moved) together are one change to a reader. Cover and contents are generated: their changes are
shown, not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..text.front import is_generated
from ..text.model import Block, Figure, Heading, Image, Inline, Note, Rule, Table
from ..text.plain import block_text, fold, inline_text, notes_of
from .changes import Added, ChangeSet, End, Kept, NoteEdit, Piece, Removed, Restyled, Step, TableEdit
from .engine import form
from .redline_words import Kind

SECTION_DEPTH = 2
"""Changes are listed under the nearest heading down to this level."""
EXCERPT = 110


@dataclass(frozen=True, slots=True)
class Place:
    """The heading that a step stands under."""

    number: str = ""
    title: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as the summary lists it."""

    number: int
    kind: Kind
    step: int
    """Index of its first step."""
    place: Place
    excerpt: tuple[tuple[str, str], ...]
    """Its first words, in pieces: ("" | "ins" | "del", text)."""
    blocks: int = 1


@dataclass(frozen=True, slots=True)
class Account:
    """All changes, where each step stands, and how many words came and went (moved ones are neither)."""

    changes: tuple[Change, ...]
    places: tuple[Place, ...]
    added: int
    removed: int


def account_of(changes: ChangeSet) -> Account:
    """Number the changes of a change set."""
    found: list[Change] = []
    places = tuple(_places(changes.steps))
    added = removed = 0
    previous = ""
    for index, step in enumerate(changes.steps):
        if _generated(step) or is_quiet(step):
            previous = ""
            continue
        plus, minus = _word_counts(step)
        added, removed = added + plus, removed + minus
        kind = kind_of(step)
        if step.op == previous and step.op != "edit" and found[-1].place == places[index]:
            found[-1] = replace(found[-1], blocks=found[-1].blocks + 1)
        else:
            found.append(Change(len(found) + 1, kind, index, places[index], excerpt_of(step)))
        previous = step.op
    return Account(tuple(found), places, added, removed)


def is_quiet(step: Step) -> bool:
    """Whether a reader sees no change: nothing changed, or only what is not shown (an id) or follows by itself (the number of an item)."""
    if step.op != "edit" or step.table is not None or len(step.old) != len(step.new):
        return step.op == "same"
    return all(isinstance(piece, Kept) for piece in step.pieces) and form(step.old[0]) == form(step.new[0])


def _generated(step: Step) -> bool:
    return any(map(is_generated, (*step.old, *step.new)))


def _places(steps: Iterable[Step]) -> Iterator[Place]:
    """The nearest heading of each step, its own when it is one."""
    place = Place()
    for step in steps:
        block = (step.new or step.old)[0]
        if isinstance(block, Heading) and block.level <= SECTION_DEPTH and not block.within and step.op != "move-from":
            place = Place(block.number, fold(inline_text(block.content)))
        yield place


# ------------------------------------------------------------------ what a step is


def kind_of(step: Step) -> Kind:
    """What a step is, to its reader."""
    match step.op:
        case "insert" | "delete" | "move-from" | "move-to":
            return step.op
        case "edit" if step.table is not None:
            return "table" if _table_changed(step.table) else "format"
        case "edit" if len(step.old) != len(step.new):
            return "split" if len(step.new) > len(step.old) else "merge"
        case _:
            return _kind_of_words(step.pieces)


def _kind_of_words(pieces: Iterable[Piece]) -> Kind:
    kind: Kind = "format"
    for piece in pieces:
        thing = piece.new if isinstance(piece, Added) else piece.old if isinstance(piece, Removed) else None
        if isinstance(thing, Note) or isinstance(piece, NoteEdit):
            kind = "note"
        elif thing is not None:
            return "reword"
    return kind


def _table_changed(table: TableEdit) -> bool:
    return any(row.op != "same" for row in table.rows) or any(not isinstance(piece, Kept) for piece in table.caption)


# ------------------------------------------------------------------ its first words


def excerpt_of(step: Step) -> tuple[tuple[str, str], ...]:
    """What the summary shows of a step: for an edit, its first difference with a little of what stands around it."""
    if step.op == "edit" and step.table is not None:
        caption = fold(inline_text(step.table.new.caption)) or fold(_first_row(step.new[0]))
        return (("", _cut(caption, EXCERPT)),)
    if step.op == "edit" and any(isinstance(piece, Added | Removed) for piece in step.pieces):
        return tuple(_around_first(step.pieces))
    side = {"insert": "ins", "delete": "del"}.get(step.op, "")
    block = (step.new or step.old)[0]
    return ((side, _cut(fold(_first_row(block)) or "…", EXCERPT)),)


def _first_row(block: Block) -> str:
    match block:
        case Rule():
            return "———"
        case Figure():
            return inline_text(block.caption) or block.image.alt
        case Table() if block.caption:
            return inline_text(block.caption)
        case _:
            return block_text(block).partition("\n")[0].replace("\t", " · ")


def _around_first(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    differing = [index for index, piece in enumerate(pieces) if isinstance(piece, Added | Removed)]
    first = next((index for index in differing if _text(_thing(pieces[index])).strip()), differing[0])
    before = "".join(_text(piece.new) for piece in pieces[:first] if not isinstance(piece, Removed))
    if before:
        yield "", before if len(before) <= 40 else "…" + before[-40:].partition(" ")[2]
    index = first
    for wanted, side in ((Removed, "del"), (Added, "ins")):
        words = ""
        while index < len(pieces) and isinstance(pieces[index], wanted):
            words += _text(_thing(pieces[index]))
            index += 1
        if words:
            yield side, _cut(words, EXCERPT // 2)
    after = "".join(_text(piece.new) for piece in pieces[index : index + 3] if isinstance(piece, Kept | Restyled))
    yield "", _cut(after, 40)


def _thing(piece: Piece) -> Inline | End:
    return piece.old if isinstance(piece, Removed) else piece.new


def _text(thing: Inline | End) -> str:
    match thing:
        case End():
            return " ¶ "
        case Note():
            return "※"
        case Image():
            return f"[{thing.alt}]"
        case _:
            return inline_text((thing,)).replace("\n", " ")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + "…"


# ------------------------------------------------------------------ words come and gone


def _word_counts(step: Step) -> tuple[int, int]:
    match step.op:
        case "insert":
            return _words_in(step.new), 0
        case "delete":
            return 0, _words_in(step.old)
        case "edit" | "move-to":
            return _counted_table(step.table) if step.table is not None else _counted(step.pieces)
        case _:
            return 0, 0


def _words_in(blocks: Iterable[Block]) -> int:
    return sum(_words(block_text(block)) + sum(_words_in(note.blocks) for note in notes_of(block)) for block in blocks)


def _counted(pieces: Iterable[Piece]) -> tuple[int, int]:
    added, removed = [], []
    more = less = 0
    for piece in pieces:
        match piece:
            case Added():
                added.append(_countable(piece.new))
                more += _words_of_note(piece.new)
            case Removed():
                removed.append(_countable(piece.old))
                less += _words_of_note(piece.old)
            case NoteEdit():
                for step in piece.steps:
                    plus, minus = _word_counts(step)
                    more, less = more + plus, less + minus
            case Kept() | Restyled():
                added.append(" ")
                removed.append(" ")
    return more + _words("".join(added)), less + _words("".join(removed))


def _countable(thing: Inline | End) -> str:
    return " " if isinstance(thing, End | Note | Image) else inline_text((thing,))


def _words_of_note(thing: Inline | End) -> int:
    return _words_in(thing.blocks) if isinstance(thing, Note) else 0


def _words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _counted_table(table: TableEdit) -> tuple[int, int]:
    added, removed = _counted(table.caption)
    for row in table.rows:
        if row.op == "insert" and row.new is not None:
            added += sum(_words_in(cell.blocks) for cell in row.new.cells)
        elif row.op == "delete" and row.old is not None:
            removed += sum(_words_in(cell.blocks) for cell in row.old.cells)
        for cell in row.cells if row.op == "edit" else ():
            for step in cell.steps:
                plus, minus = _word_counts(step)
                added, removed = added + plus, removed + minus
    return added, removed

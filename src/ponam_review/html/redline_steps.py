"""Steps of a change set as HTML: which block is written, with which signs around it.

The text is shown once, old and new interleaved, in the order of the steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..compare.account import is_quiet, kind_of
from ..compare.changes import Restyled, Step
from ..compare.redline_words import RedlineWords, described
from ..text.model import Block, Code, Figure, Heading, Paragraph, Rule, Table
from .blocks import code_around, figure_around, heading_around, paragraph_around, write_block
from .inlines import write_inlines
from .markup import escaped, quoted
from .nesting import html_nest
from .redline_pieces import code_pieces, figure_pieces, write_paragraphs, write_pieces
from .redline_tables import write_table_edit
from .sheet import PLAIN, Ink, Sheet

INSERTED = Ink("<ins>", "</ins>", "c ins")
DELETED = Ink("<del>", "</del>", "c del")
ARRIVED = Ink('<span class="moved">', "</span>", "c moved-to")
LEFT = Ink('<span class="moved">', "</span>", "c moved-from")


@dataclass(frozen=True, slots=True)
class Written:
    """A block ready to be put within its lists: which block says where it stands, which of its step's blocks it is, and its HTML."""

    block: Block
    index: int
    html: str
    kind: str = ""
    """Class of the list item it opens."""
    old: bool = False
    """It stands in the old text only."""


def write_step(
    step: Step, sheet: Sheet, words: RedlineWords, *, lead: str = "", tail: str = "", places: tuple[str, ...] = ()
) -> Iterator[Written]:
    """The blocks of a step. `lead` goes before the first one, `places` are the ids of the new (else old) blocks."""
    place = places[0] if places else ""
    match step.op:
        case _ if is_quiet(step):
            yield Written(step.new[0], 0, _same(step, sheet, words, place))
        case "insert":
            yield _one(step.new[0], INSERTED, "ins", sheet, place, lead, tail)
        case "delete":
            yield _one(step.old[0], DELETED, "del", sheet, place, lead, tail)
        case "move-from":
            yield _one(step.old[0], LEFT, "gone", sheet, place, lead, tail)
        case "move-to" if not step.pieces and step.table is None:
            yield _one(step.new[0], ARRIVED, "", sheet, place, lead, tail)
        case "move-to":
            yield from _edited(step, ARRIVED, sheet, words, places, lead, tail)
        case "edit":
            yield from _edited(step, Ink(kind="c"), sheet, words, places, lead, tail)


def write_inner_steps(steps: Iterable[Step], sheet: Sheet, words: RedlineWords) -> str:
    """The steps of a cell or a note."""
    rows = list(steps)
    if len(rows) == 1 and _plain(rows[0]):
        step = rows[0]
        return write_pieces(step.pieces, sheet, words)
    nest = html_nest()
    parts: list[str] = []
    for step in rows:
        for written in write_step(step, sheet, words):
            parts.append(nest.enter(written.block.within, kind=written.kind, ghost=written.old))
            parts.append(written.html)
    parts.append(nest.close())
    return "".join(parts)


def _plain(step: Step) -> bool:
    """Whether a step is one edited paragraph that needs no element of its own."""
    if step.op != "edit" or len(step.old) != 1 or len(step.new) != 1 or step.table is not None:
        return False
    return isinstance(step.new[0], Paragraph) and isinstance(step.old[0], Paragraph) and not step.new[0].within and not step.old[0].within


# ------------------------------------------------------------------ one block, whole


def _same(step: Step, sheet: Sheet, words: RedlineWords, place: str) -> str:
    old, new = step.old[0], step.new[0]
    ink = Ink(id=place) if place else PLAIN
    if isinstance(new, Heading) and isinstance(old, Heading) and old.number != new.number:
        return heading_around(new, write_inlines(new.content, sheet), sheet, ink, _number(old, new, sheet))
    return write_block(new, sheet, ink)


def _number(old: Block, new: Heading, sheet: Sheet) -> str:
    """A heading's number, and the one it had: numbers are the tool's, so a changed one is told, but is no change of the text."""
    before = old.number if isinstance(old, Heading) else ""
    if before == new.number or not before:
        return f'<span class="number">{escaped(new.number)}</span> ' if new.number else ""
    was = f'<span class="was"><span class="aside">({sheet.words.formerly} </span>{escaped(before)}<span class="aside">)</span></span> '
    return f'<span class="number now">{escaped(new.number)}</span> {was}' if new.number else was


def _one(block: Block, ink: Ink, side: str, sheet: Sheet, place: str, lead: str, tail: str) -> Written:
    before, sheet.side = sheet.side, side  # type: ignore[assignment]
    html = write_block(block, sheet, Ink(ink.open, ink.close, ink.kind, place, lead, tail))
    sheet.side = before
    return Written(block, 0, html, ink.kind.removeprefix("c "), side in ("del", "gone"))


# ------------------------------------------------------------------ blocks that answer each other


def _edited(
    step: Step, ink: Ink, sheet: Sheet, words: RedlineWords, places: tuple[str, ...], lead: str, tail: str
) -> Iterator[Written]:
    old, new = step.old[0], step.new[0]
    tail = _form_note(step, words) + tail
    first = Ink(ink.open, ink.close, ink.kind, places[0] if places else "", lead, tail if len(step.new) == 1 else "")
    kind = ink.kind.removeprefix("c").strip()
    if isinstance(new, Table):
        html = write_table_edit(step.table, sheet, words, write_inner_steps, first) if step.table else write_block(new, sheet, first)
        yield Written(new, 0, html, kind)
    elif isinstance(new, Code):
        yield Written(new, 0, code_around(code_pieces(step.pieces, sheet, words), new.language, first), kind)
    elif isinstance(new, Figure) and isinstance(old, Figure):
        picture, caption = figure_pieces(step.pieces, old.image, new.image, sheet, words)
        yield Written(new, 0, figure_around(picture, write_pieces(caption, sheet, words), first), kind)
    elif isinstance(new, Rule | Figure):
        yield Written(new, 0, write_block(new, sheet, first), kind)
    else:
        yield from _paragraphs(step, first, sheet, words, places, tail)


def _paragraphs(step: Step, first: Ink, sheet: Sheet, words: RedlineWords, places: tuple[str, ...], tail: str) -> Iterator[Written]:
    """An edited paragraph, or the paragraphs of a split or merge, each in the form it has in the new text."""
    many = len(step.new) > 1
    kind = first.kind.removeprefix("c").strip()
    for index, (block, html) in enumerate(write_paragraphs(step.pieces, step.new, sheet, words)):
        shell = step.new[min(index, len(step.new) - 1)] if block is None or index < len(step.new) else block
        ink = first
        if index or many:
            part = f"{first.kind} part-{'first' if not index else 'next'}"
            last = index == len(step.new) - 1
            place = places[index] if index < len(places) else ""
            ink = Ink(first.open, first.close, part, place, "" if index else first.lead, tail if last else "")
        if isinstance(shell, Heading):
            number = _number(step.old[0], shell, sheet) if not index else None
            yield Written(shell, index, heading_around(shell, html, sheet, ink, number), kind)
        else:
            yield Written(shell, index, paragraph_around(html, ink), kind)


def _form_note(step: Step, words: RedlineWords) -> str:
    """What a block is now and was before, where that changed."""
    old, new = step.old[0], step.new[0]
    before, after = quoted(described(old, words)), quoted(described(new, words))
    if before != after:
        return f' <span class="form">{words.form}\u00a0: {before} → {after}</span>'
    return f' <span class="form">{words.other_form}</span>' if kind_of(step) == "format" and not _restyled(step) else ""


def _restyled(step: Step) -> bool:
    return any(isinstance(piece, Restyled) for piece in step.pieces)

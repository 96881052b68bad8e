"""Steps of a change set as statements: which block is written, with which signs around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..compare.account import is_quiet, kind_of
from ..compare.changes import Restyled, Step
from ..compare.redline_words import RedlineWords, described
from ..text.model import Block, Code, Figure, Heading, Paragraph, Rule, Table
from .blocks import code_around, figure_around, heading_around, paragraph_around, write_block
from .inlines import write_inlines
from .markup import literal
from .nesting import typst_nest
from .redline_pieces import ARRIVED, DELETED, INSERTED, LEFT, code_pieces, figure_pieces, write_paragraphs, write_pieces
from .redline_tables import write_table_edit
from .sheet import PLAIN, Ink, Sheet, Side

EDITED = Ink(bar=True)


@dataclass(frozen=True, slots=True)
class Written:
    """A block ready to be put within its lists: which block says where it stands, and which of its step's blocks it is."""

    block: Block
    index: int
    source: str
    old: bool = False
    """It stands in the old text only."""


def write_step(
    step: Step, sheet: Sheet, words: RedlineWords, *, lead: str = "", tail: str = "", places: tuple[str, ...] = ()
) -> Iterator[Written]:
    """The blocks of a step. `lead` goes before the first one, `places` are the names of the new (else old) blocks."""
    place = places[0] if places else ""
    match step.op:
        case _ if is_quiet(step):
            yield Written(step.new[0], 0, _same(step, sheet, place))
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
            yield from _edited(step, EDITED, sheet, words, places, lead, tail)


def write_inner_steps(steps: Iterable[Step], sheet: Sheet, words: RedlineWords, *, columns: int) -> str:
    """The steps of a cell or a note; no bar runs beside them, the row or the paragraph has one."""
    before, sheet.boxed = sheet.boxed, columns
    rows = list(steps)
    nest = typst_nest()
    parts: list[str] = []
    if rows and _plain(rows[0]):
        parts.append(write_pieces(rows[0].pieces, sheet, words))
        del rows[0]
    for step in rows:
        for written in write_step(step, sheet, words):
            parts += (nest.enter(written.block.within, ghost=written.old), written.source)
    parts.append(nest.close())
    sheet.boxed = before
    return "".join(parts)


def _plain(step: Step) -> bool:
    """Whether a step is one edited paragraph that needs no block of its own."""
    if step.op != "edit" or len(step.old) != 1 or len(step.new) != 1 or step.table is not None:
        return False
    return isinstance(step.new[0], Paragraph) and isinstance(step.old[0], Paragraph) and not step.new[0].within and not step.old[0].within


# ------------------------------------------------------------------ one block, whole


def _same(step: Step, sheet: Sheet, place: str) -> str:
    old, new = step.old[0], step.new[0]
    ink = Ink(place=place) if place else PLAIN
    if isinstance(new, Heading) and isinstance(old, Heading) and old.number != new.number:
        return heading_around(new, write_inlines(new.content, sheet), sheet, ink, _number(old, new, sheet))
    return write_block(new, sheet, ink)


def _number(old: Block, new: Heading, sheet: Sheet) -> str | None:
    """A heading's number, and the one it had: numbers are the tool's, so a changed one is told, but is no change of the text."""
    before = old.number if isinstance(old, Heading) else ""
    if before == new.number or not before:
        return None
    number = f"{literal(new.number + ' ')};" if new.number else ""
    return f"{number}was({literal(f'({sheet.words.formerly} {before})')});"


def _one(block: Block, ink: Ink, side: Side, sheet: Sheet, place: str, lead: str, tail: str) -> Written:
    before = sheet.side, sheet.ink
    sheet.side, sheet.ink = side, ink if side in ("ins", "del") else PLAIN
    bar = ink.bar and not sheet.boxed
    source = write_block(block, sheet, replace(ink, bar=bar, place=place, lead=lead, tail=tail))
    sheet.side, sheet.ink = before
    return Written(block, 0, source, side in ("del", "gone"))


# ------------------------------------------------------------------ blocks that answer each other


def _edited(
    step: Step, ink: Ink, sheet: Sheet, words: RedlineWords, places: tuple[str, ...], lead: str, tail: str
) -> Iterator[Written]:
    old, new = step.old[0], step.new[0]
    tail = _form_note(step, words) + tail
    ink = replace(ink, bar=not sheet.boxed)
    first = replace(ink, place=places[0] if places else "", lead=lead, tail=tail if len(step.new) == 1 else "")
    if isinstance(new, Table):
        if step.table is None:
            yield Written(new, 0, write_block(new, sheet, first))
        else:
            yield Written(new, 0, write_table_edit(step.table, sheet, words, write_inner_steps, first))
    elif isinstance(new, Code):
        yield Written(new, 0, code_around(code_pieces(step.pieces, sheet, words), new.within, first))
    elif isinstance(new, Figure) and isinstance(old, Figure):
        picture, caption = figure_pieces(step.pieces, old.image, new.image, sheet, words)
        yield Written(new, 0, figure_around(picture, write_pieces(caption, sheet, words), new.within, first))
    elif isinstance(new, Rule | Figure):
        yield Written(new, 0, write_block(new, sheet, first))
    else:
        yield from _paragraphs(step, first, sheet, words, places, tail)


def _paragraphs(step: Step, first: Ink, sheet: Sheet, words: RedlineWords, places: tuple[str, ...], tail: str) -> Iterator[Written]:
    """An edited paragraph, or the paragraphs of a split or merge, each in the form it has in the new text."""
    for index, (block, source) in enumerate(write_paragraphs(step.pieces, step.new, sheet, words)):
        shell = step.new[min(index, len(step.new) - 1)] if block is None or index < len(step.new) else block
        ink = first
        if index or len(step.new) > 1:
            place = places[index] if index < len(places) else ""
            last = index == len(step.new) - 1
            ink = replace(first, place=place, lead="" if index else first.lead, tail=tail if last else "")
        if isinstance(shell, Heading):
            number = _number(step.old[0], shell, sheet) if not index else None
            yield Written(shell, index, heading_around(shell, source, sheet, ink, number))
        else:
            yield Written(shell, index, paragraph_around(source, shell.within, ink))


def _form_note(step: Step, words: RedlineWords) -> str:
    """What a block is now and was before, where that changed."""
    before, after = described(step.old[0], words), described(step.new[0], words)
    if before != after:
        return f"aside({literal(f'{words.form} : {before} → {after}')});"
    restyled = any(isinstance(piece, Restyled) for piece in step.pieces)
    return f"aside({literal(words.other_form)});" if kind_of(step) == "format" and not restyled else ""

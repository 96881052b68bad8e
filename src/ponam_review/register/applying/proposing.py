"""The base text with one proposal in it: what the three-way merge calls `theirs`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ...compare.changes import End
from ...compare.leaves import Key, Leaf
from ...compare.merging.three_way import Collision, propose
from ...compare.rewrite import bare_content, rewrite
from ...compare.words import Thing
from ...text.errors import StateError
from ...text.flow import Flow, Placed
from ...text.model import Block, Heading, Inline, Paragraph, Run, Section, Table
from ...text.plain import fold
from ...text.remarks import Selector
from ..vocabulary import Edit
from .asking import Asked
from .leaf import leaf_at, leaf_saying, leaves, with_leaf, with_row, without_row, words_of
from .moving import can_move, following, moved_blocks

LIKE = 90.0
"""Likeness, in hundredths, from which a paragraph is the one quoted, though it does not say the very words."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A section of the base with the proposal in it. `lost`: notes and pictures that went with the words around them."""

    section: Section
    lost: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Base:
    """The section that a proposal speaks of, as it stands in its edition: raw, and prepared as people saw it."""

    raw: Section
    shown: tuple[Placed, ...]

    def block(self, number: int) -> Block | None:
        return next((item.block for item in self.shown if item.number == number), None)


def base_of(section: Section, flow: Flow) -> Base:
    return Base(section, tuple(item for item in flow.items if item.section == section.id))


def propose_on(base: Base, selector: Selector, asked: Asked, name: str, *, french: bool) -> Proposed:
    """The section as the proposal wants it; a sentence where that cannot be told."""
    if selector.block == 0:
        return _retitled(base, asked, name)
    if base.block(selector.block) is None:
        raise StateError("{name}: the passage it speaks of does not stand in {edition}", name=name, edition=selector.revision)
    match asked.edit:
        case Edit.INSERT_AFTER:
            return _inserted(base, selector, asked, name)
        case Edit.DELETE:
            return _deleted(base, selector, asked.old, name)
        case Edit.MOVE:
            return _moved(base, selector, asked, name, french=french)
        case _:
            return _reworded(base, selector, asked, name, french=french)


def _retitled(base: Base, asked: Asked, name: str) -> Proposed:
    """The title of a section stands in its front matter."""
    title = base.raw.title
    if asked.edit is Edit.INSERT_AFTER:
        blocks = tuple(Paragraph((Run(fold(line)),)) for line in asked.new.split("\n") if line.strip())
        return Proposed(replace(base.raw, blocks=(*blocks, *base.raw.blocks)))
    new = _said_anew(title, asked)
    if new is None or not new or "\n" in new:
        raise _unclear(name)
    return Proposed(replace(base.raw, title=new))


def _unclear(name: str) -> StateError:
    sentence = "{name}: the words it quotes do not stand in its passage as it was sent out; give the whole wording with --text"
    return StateError(sentence, name=name)


# ------------------------------------------------------------------ reworded


def _reworded(base: Base, selector: Selector, asked: Asked, name: str, *, french: bool) -> Proposed:
    lines = [line for line in asked.old.split("\n") if line.strip()]
    if len(lines) > 1:
        together = _several(base, selector.block, lines)
        if together is not None:
            return _rewritten_blocks(base, selector.block, together, asked.new, french=french)
    block = base.block(selector.block)
    assert block is not None
    leaf = _leaf(block, selector, lines[0] if len(lines) == 1 else "")
    if leaf is None:
        raise _unclear(name)
    wording = _said_anew(words_of(leaf), asked)
    if wording is None:
        raise _unclear(name)
    if not wording:
        return _without(base, selector.block, leaf.key, name)
    rewritten = rewrite(leaf.content, wording, french=french)
    contents = [bare_content(content) for _, content in rewritten.paragraphs]
    made = with_leaf(_raw(base, selector.block), leaf.key, contents)
    if made is None:
        raise StateError(
            "{name}: this passage cannot become several paragraphs; write it by hand, then “ponam save --for {name}”", name=name
        )
    return Proposed(_with_blocks(base.raw, selector.block, 1, made), tuple(rewritten.lost))


def _leaf(block: Block, selector: Selector, old: str) -> Leaf | None:
    """The paragraph meant: the one that says the words, that holds them, or that holds the selector."""
    found = leaf_saying(block, old, selector.start) if old else None
    if found is not None:
        return found
    at = leaf_at(block, selector.start)
    if at is not None and (not old or fold(old) in words_of(at[0]) or fuzz.ratio(fold(old), words_of(at[0])) >= LIKE):
        return at[0]
    holding = [leaf for leaf in leaves(block) if old and fold(old) in words_of(leaf)]
    if len(holding) == 1:
        return holding[0]
    return at[0] if at is not None and fold(selector.exact) in words_of(at[0]) else None


def _said_anew(words: str, asked: Asked) -> str | None:
    """A paragraph as the proposal wants it; it may have been made on a part of it, or on words a little different."""
    old, new = fold(asked.old), "\n".join(fold(line) for line in asked.new.split("\n") if line.strip())
    if not old or old == words:
        return new
    if words.count(old) == 1:
        return fold(words.replace(old, new)) if "\n" not in new else words.replace(old, new)
    if fuzz.ratio(old, words) < LIKE:
        return None
    made = propose(old, new, words)
    return None if isinstance(made, Collision) else made.text


def _several(base: Base, block: int, lines: Sequence[str]) -> list[Leaf] | None:
    """The paragraphs that stand one after the other and say these lines."""
    found: list[Leaf] = []
    for offset, line in enumerate(lines):
        held = base.block(block + offset)
        if not isinstance(held, Paragraph | Heading) or words_of(leaves(held)[0]) != fold(line):
            return None
        found.append(leaves(held)[0])
    return found


def _rewritten_blocks(base: Base, block: int, found: Sequence[Leaf], new: str, *, french: bool) -> Proposed:
    """Paragraphs joined, split or reworded together."""
    things: list[Thing] = []
    for rank, leaf in enumerate(found):
        things += (End(Paragraph(())),) if rank else ()
        things += leaf.content
    rewritten = rewrite(things, new, french=french)
    made: list[Block] = []
    for rank, content in rewritten.paragraphs:
        shell = _raw(base, block + min(rank, len(found) - 1))
        assert isinstance(shell, Paragraph | Heading)
        made.append(replace(shell, content=bare_content(content)))
    return Proposed(_with_blocks(base.raw, block, len(found), made), tuple(rewritten.lost))


# ------------------------------------------------------------------ moved


def _moved(base: Base, selector: Selector, asked: Asked, name: str, *, french: bool) -> Proposed:
    """The passage behind the block that its source names: whole paragraphs of one section, with the words they have there."""
    if asked.after is None:
        raise StateError("{name}: it does not say where its passage goes; write it by hand, then “ponam save --for {name}”", name=name)
    section, after = asked.after
    if section != base.raw.id:
        sentence = "{name}: it moves a passage into another section (“{section}”); write it by hand, then “ponam save --for {name}”"
        raise StateError(sentence, name=name, section=section)
    lines = [line for line in asked.old.split("\n") if line.strip()]
    count = len(lines) if len(lines) > 1 and _several(base, selector.block, lines) is not None else 1
    if not can_move(base.raw.blocks[selector.block - 1 : selector.block - 1 + count]):
        sentence = "{name}: it moves a part of a table; write it by hand, then “ponam save --for {name}”"
        raise StateError(sentence, name=name)
    reworded = Proposed(base.raw)
    if fold(asked.new) != fold(asked.old):
        reworded = _reworded(base, selector, replace(asked, edit=Edit.REWORD), name, french=french)
    grown = len(reworded.section.blocks) - len(base.raw.blocks)
    target = after if after < selector.block else after + grown
    made = moved_blocks(reworded.section, selector.block, count + grown, target)
    if made is None:
        raise _unclear(name)
    return replace(reworded, section=made)


# ------------------------------------------------------------------ put in, taken out


def _inserted(base: Base, selector: Selector, asked: Asked, name: str) -> Proposed:
    raw = _raw(base, selector.block)
    lines = [fold(line) for line in asked.new.split("\n") if line.strip()]
    # what came as a row or as a table never becomes paragraphs
    if asked.part in ("row", "table") or isinstance(raw, Table):
        return Proposed(_with_blocks(base.raw, selector.block, 1, [_with_row(base, selector, asked, name)]))
    within = following(raw.within) if isinstance(raw, Paragraph) else ()
    new = [Paragraph((Run(line),), within=within) for line in lines]
    return Proposed(_with_blocks(base.raw, selector.block, 1, [raw, *new]))


def _with_row(base: Base, selector: Selector, asked: Asked, name: str) -> Table:
    """The table with a row put in behind the one that the selector stands in."""
    shown, raw = base.block(selector.block), _raw(base, selector.block)
    at = leaf_at(shown, selector.start) if isinstance(shown, Table) else None
    cells = [fold(cell) for cell in asked.new.split(" | ")]
    if isinstance(raw, Table) and at is not None and len(at[0].key) >= 3 and asked.part != "table":
        row = at[0].key[0]
        model = row if row >= raw.header_rows or row + 1 >= len(raw.rows) else raw.header_rows
        if len(cells) == len(raw.rows[model].cells):
            return with_row(raw, max(row, raw.header_rows - 1), cells, model)
    sentence = "{name}: it adds to a table what is no row of it; write it by hand, then “ponam save --for {name}”"
    if asked.part == "table" or not isinstance(raw, Table):
        sentence = "{name}: it puts in a table, or a row above the first one; write it by hand, then “ponam save --for {name}”"
    raise StateError(sentence, name=name)


def _deleted(base: Base, selector: Selector, quote: str, name: str) -> Proposed:
    lines = [fold(line) for line in quote.split("\n") if line.strip()]
    shown = base.block(selector.block)
    assert shown is not None
    if isinstance(shown, Table):
        for r, row in enumerate(shown.rows):
            texts = [words_of(leaf) for cell in row.cells for inner in cell.blocks for leaf in leaves(inner)]
            if lines == [text for text in texts if text]:
                raw = _raw(base, selector.block)
                assert isinstance(raw, Table)
                return Proposed(_with_blocks(base.raw, selector.block, 1, [without_row(raw, r)]))
    leaf = _leaf(shown, selector, lines[0] if len(lines) == 1 else "")
    if len(lines) > 1:
        several = _several(base, selector.block, lines)
        if several is not None:
            return Proposed(_with_blocks(base.raw, selector.block, len(several), []))
    if leaf is None or (lines and words_of(leaf) != lines[0] and lines[0] not in words_of(leaf)):
        raise _unclear(name)
    if lines and words_of(leaf) != lines[0]:
        return _reworded(base, selector, Asked(Edit.REWORD, lines[0], ""), name, french=True)
    return _without(base, selector.block, leaf.key, name)


def _without(base: Base, block: int, key: Key, name: str) -> Proposed:
    """A paragraph taken out: the block itself, or the words of a cell."""
    if not key:
        return Proposed(_with_blocks(base.raw, block, 1, []))
    made = with_leaf(_raw(base, block), key, [()])
    if made is None:
        raise _unclear(name)
    return Proposed(_with_blocks(base.raw, block, 1, made))


def _raw(base: Base, block: int) -> Block:
    return base.raw.blocks[block - 1]


def _with_blocks(section: Section, block: int, count: int, blocks: Sequence[Block]) -> Section:
    return replace(section, blocks=(*section.blocks[: block - 1], *blocks, *section.blocks[block - 1 + count :]))

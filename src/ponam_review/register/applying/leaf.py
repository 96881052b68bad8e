"""A paragraph found inside a block (a cell, a caption, a note), and the block with other words there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...compare.leaves import CAPTION, NOTE, Key, Leaf, leaves_of
from ...compare.rewrite import plain_content
from ...text.model import Block, Cell, Code, Figure, Heading, Image, Inlines, Note, Paragraph, Row, Run, Table
from ...text.plain import block_text, fold


def leaves(block: Block) -> tuple[Leaf, ...]:
    """The paragraphs of one block; a key is what follows the block's own index."""
    return tuple(replace(leaf, key=leaf.key[1:]) for leaf in leaves_of(block, (0,)))


def words_of(leaf: Leaf) -> str:
    """What a sender reads there, white space folded."""
    return fold(plain_content(leaf.content))


def leaf_saying(block: Block, words: str, start: int) -> Leaf | None:
    """The paragraph of a block that says exactly these words: of several the one at `start` in the text of the block."""
    wanted = fold(words)
    found = [leaf for leaf in leaves(block) if words_of(leaf) == wanted]
    if len(found) <= 1:
        return found[0] if found else None
    begins = dict(begins_of(block))
    return min(found, key=lambda leaf: abs(begins.get(leaf.key, 1 << 30) - start))


def leaf_at(block: Block, start: int) -> tuple[Leaf, int] | None:
    """The paragraph that holds a position in the text of a block, and where it begins there."""
    by_key = {leaf.key: leaf for leaf in leaves(block)}
    held = [(key, begin) for key, begin in begins_of(block) if key in by_key and begin <= start]
    if not held:
        return None
    key, begin = max(held, key=lambda pair: pair[1])
    return (by_key[key], begin) if start <= begin + len(by_key[key].text) else None


def begins_of(block: Block) -> Iterator[tuple[Key, int]]:
    """Where each paragraph begins in the text of its block (`text.plain.block_text`), which holds no notes and no caption."""
    if not isinstance(block, Table):
        yield (), 0
        return
    position = 0
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row.cells):
            for b, inner in enumerate(cell.blocks):
                yield (r, c, b), position
                position += len(block_text(inner)) + 1
            position += not cell.blocks
        position += not row.cells


# ------------------------------------------------------------------ putting back


def with_leaf(block: Block, key: Key, contents: Sequence[Inlines]) -> tuple[Block, ...] | None:
    """The block with other words in one of its paragraphs; several where that paragraph becomes several. None: it cannot hold them."""
    if not key:
        return _with_contents(block, contents)
    if key[0] == NOTE:
        changed = _with_note(_content(block), key, contents)
        return None if changed is None else _with_contents(block, [changed])
    if not isinstance(block, Table):
        return None
    if key[0] == CAPTION:
        caption = contents[0] if len(key) == 1 and len(contents) == 1 else _with_note(block.caption, key[1:], contents)
        return None if caption is None else (replace(block, caption=caption),)
    r, c, b, *rest = key
    cell = block.rows[r].cells[c]
    inner = with_leaf(cell.blocks[b], tuple(rest), contents)
    if inner is None:
        return None
    blocks = (*cell.blocks[:b], *inner, *cell.blocks[b + 1 :])
    return (_with_cell(block, r, c, replace(cell, blocks=blocks)),)


def without_row(table: Table, row: int) -> Table:
    return replace(table, rows=(*table.rows[:row], *table.rows[row + 1 :]))


def with_row(table: Table, after: int, texts: Sequence[str], like: int) -> Table:
    """A row put in behind another one, formed like row `like`: a heading is no model for what stands below it."""
    cells = tuple(
        replace(cell, blocks=(Paragraph((Run(text),) if text else ()),)) for cell, text in zip(table.rows[like].cells, texts, strict=True)
    )
    return replace(table, rows=(*table.rows[: after + 1], Row(cells), *table.rows[after + 1 :]))


def _with_cell(table: Table, r: int, c: int, cell: Cell) -> Table:
    row = table.rows[r]
    row = replace(row, cells=(*row.cells[:c], cell, *row.cells[c + 1 :]))
    return replace(table, rows=(*table.rows[:r], row, *table.rows[r + 1 :]))


def _content(block: Block) -> Inlines:
    match block:
        case Heading() | Paragraph():
            return block.content
        case Figure():
            return block.caption
        case _:
            return ()


def _with_contents(block: Block, contents: Sequence[Inlines]) -> tuple[Block, ...] | None:
    match block:
        case Heading() | Paragraph():
            return tuple(replace(block, content=content) for content in contents)
        case Figure() if len(contents) == 1:
            return (replace(block, caption=tuple(i for i in contents[0] if not isinstance(i, Image))),)
        case Code() if len(contents) == 1:
            return (replace(block, text="".join(i.text if isinstance(i, Run) else "\n" for i in contents[0])),)
        case _:
            return None


def _with_note(content: Inlines, key: Key, contents: Sequence[Inlines]) -> Inlines | None:
    if len(key) < 3 or key[0] != NOTE:
        return None
    _, wanted, b, *rest = key
    out = list(content)
    places = [at for at, inline in enumerate(content) if isinstance(inline, Note)]
    if wanted >= len(places):
        return None
    note = out[places[wanted]]
    assert isinstance(note, Note)
    inner = with_leaf(note.blocks[b], tuple(rest), contents)
    if inner is None:
        return None
    out[places[wanted]] = replace(note, blocks=(*note.blocks[:b], *inner, *note.blocks[b + 1 :]))
    return tuple(out)

"""Generated texts and edits of texts, with all block kinds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from ponam_review.compare.pieces import glue
from ponam_review.text.flow import Flow, Placed
from ponam_review.text.model import (
    Block,
    Break,
    Cell,
    Code,
    Figure,
    Heading,
    Image,
    Inlines,
    Item,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Rule,
    Run,
    Table,
)

WORDS = ("l’État", "migration", "le", "la", "retour", "48 457", "n°2025-0101/PT-RM", "diaspora", "de", "et", "accord", "Mali", "a", ",", ".")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
runs = st.builds(Run, texts, st.integers(0, 63), st.sampled_from(["", "", "", "https://example.org/a", "#axe-1"]))


def flat_inlines() -> st.SearchStrategy[Inlines]:
    things = st.one_of(runs, runs, st.just(Break()), st.builds(Reference, st.sampled_from(["axe-1", "tab-2"]), st.just("section 3")))
    return st.lists(things, max_size=4).map(glue)


flat_blocks = st.builds(Paragraph, flat_inlines())
notes = st.builds(Note, st.lists(flat_blocks, min_size=1, max_size=2).map(tuple))
images = st.builds(Image, st.sampled_from(["a.png", "b.png"]), texts)


def inlines() -> st.SearchStrategy[Inlines]:
    return st.lists(st.one_of(runs, runs, runs, notes, images, st.just(Break())), max_size=5).map(glue)


within = st.sampled_from(
    [(), (), (), (Quote(True),), (Item(False, True, 0),), (Item(False, True),), (Item(True, True, 1), Item(False, True, 0)), (Item(True, False),)]
)
cells = st.builds(Cell, st.lists(st.builds(Paragraph, inlines()), min_size=1, max_size=2).map(tuple))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(cells, min_size=columns, max_size=columns).map(lambda c: Row(tuple(c))), min_size=1, max_size=4))
    return Table(tuple(rows), caption=draw(flat_inlines()), align=("left",) * columns)


codes = st.builds(Code, st.lists(st.sampled_from(["a = 1", "", "  b"]), min_size=1, max_size=3).map("\n".join))
figures = st.builds(Figure, images, flat_inlines())
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines(), within),
    st.builds(Paragraph, inlines(), within),
    st.builds(Heading, st.integers(1, 6), flat_inlines()),
    tables(),
    codes,
    figures,
    st.just(Rule()),
)


def flow(items: list[Block] | tuple[Block, ...]) -> Flow:
    return Flow("essai", tuple(Placed(block, "s", number) for number, block in enumerate(items, 1)), loose=True)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Flow, Flow]:
    """A text and what became of it: blocks kept, reworded, split, joined, moved, dropped, added."""
    old = draw(st.lists(blocks, max_size=8))
    new: list[Block] = []
    for block in old:
        match draw(st.sampled_from(["keep", "keep", "keep", "drop", "reword", "split", "twice", "add"])):
            case "keep":
                new.append(block)
            case "reword" if isinstance(block, Paragraph | Heading):
                content = list(block.content)
                content.insert(draw(st.integers(0, len(content))), draw(runs))
                new.append(replace(block, content=glue(content)))
            case "split" if isinstance(block, Paragraph):
                cut = draw(st.integers(0, len(block.content)))
                new += [replace(block, content=block.content[:cut]), replace(block, content=block.content[cut:])]
            case "twice":
                new += [block, block]
            case "add":
                new += [block, draw(blocks)]
            case _:
                pass
    if new and draw(st.booleans()):
        new.insert(draw(st.integers(0, len(new) - 1)), new.pop(draw(st.integers(0, len(new) - 1))))
    return flow(old), flow(new)

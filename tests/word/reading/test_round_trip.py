"""Our own Word files read back to the text they came from; our redlines to both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.compare.engine import compare
from ponam_review.text.flow import prepare
from ponam_review.text.model import (
    Block,
    Cell,
    Code,
    Document,
    Figure,
    Heading,
    Image,
    Item,
    Mark,
    Note,
    Paragraph,
    Quote,
    Reference,
    Revision,
    Row,
    Rule,
    Run,
    Section,
    Table,
)
from ponam_review.text.plain import block_text
from ponam_review.word.reading.document import read_document
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.redline import write_redline

from ...html.cases import DOT

WORDS = ("l’État", "migration", "le", "retour", "48\u00a0457", "n°2025-0101", "diaspora", "et", "accord")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
marks = st.sampled_from([0, 0, 0, Mark.STRONG, Mark.EMPHASIS, Mark.STRONG | Mark.EMPHASIS, Mark.STRIKE, Mark.SUPERSCRIPT, Mark.CODE]).map(
    int
)


@st.composite
def lines(draw: st.DrawFn, notes: bool = True) -> tuple[object, ...]:
    """Runs that differ from their neighbours, references and notes between them."""
    out: list[object] = [Run(draw(texts))]
    for _ in range(draw(st.integers(0, 2))):
        kind = draw(st.integers(0, 3))
        if kind == 0 and notes:
            out.append(Note((Paragraph((Run(draw(texts)),)),)))
        elif kind == 1:
            out.append(Run(" ", 0))
            out.append(Reference("axe-1"))
        else:
            out.append(Run(" ", 0))
            out.append(Run(draw(texts), draw(marks.filter(bool)), draw(st.sampled_from(["", "https://example.org/a", "#axe-1"]))))
        out.append(Run(" " + draw(texts)))
    return tuple(_joined(out))


def _joined(things: Sequence[object]) -> list[object]:
    out: list[object] = []
    for thing in things:
        last = out[-1] if out else None
        if isinstance(thing, Run) and isinstance(last, Run) and (last.marks, last.link) == (thing.marks, thing.link):
            out[-1] = replace(last, text=last.text + thing.text)
        else:
            out.append(thing)
    return out


def paragraphs(*within: Item | Quote) -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, lines(), st.just(within))  # type: ignore[arg-type]


@st.composite
def lists(draw: st.DrawFn) -> list[Block]:
    ordered = draw(st.booleans())
    inner = not ordered
    out: list[Block] = [draw(paragraphs(Item(ordered, True, draw(st.integers(1, 9)) if ordered else 0)))]
    for number in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            out.append(draw(paragraphs(Item(ordered, opens=False), Item(inner, True, (1 if inner else 0)))))
        elif draw(st.booleans()):
            out.append(draw(paragraphs(Item(ordered, opens=False))))
        out.append(draw(paragraphs(Item(ordered, True))))
        assert number < 9
    return out


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cells = st.builds(Cell, st.lists(paragraphs(), min_size=1, max_size=2).map(tuple))
    rows = draw(st.lists(st.lists(cells, min_size=columns, max_size=columns).map(lambda c: Row(tuple(c))), min_size=2, max_size=4))
    caption = draw(st.one_of(st.just(()), lines(notes=False)))
    return Table(tuple(rows), draw(st.integers(0, 1)), caption=caption)  # type: ignore[arg-type]


figures = st.builds(Figure, st.just(Image("dot.png", "Un point")), st.one_of(st.just(()), lines(notes=False)))  # type: ignore[arg-type]
headings = st.builds(Heading, st.integers(1, 6), lines(notes=False))  # type: ignore[arg-type]
codes = st.builds(Code, st.sampled_from(["a = 1", "if x:\n    y", "a\n\nb"]))
quotes = st.lists(st.booleans(), min_size=1, max_size=2).flatmap(
    lambda b: st.tuples(*(paragraphs(Quote(i == 0)) for i in range(len(b)))).map(list)
)


@st.composite
def texts_of_blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Paragraphs between everything else, so that two lists or quotations never touch."""
    out: list[Block] = [Heading(1, (Run("Axe"),), id="axe-1")]
    for _ in range(draw(st.integers(1, 5))):
        one: st.SearchStrategy[list[Block]] = st.one_of(
            lists(),
            quotes,
            *(kind.map(lambda b: [b]) for kind in (tables(), figures, headings, codes, st.just(Rule()))),  # type: ignore[attr-defined]
        )
        out += draw(one)
        out.append(draw(paragraphs()))
    return tuple(out)


def revision(blocks: tuple[Block, ...]) -> Revision:
    return Revision("essai", (Document("", "", (Section("", "", blocks),)),), loose=True)


def images(file: str, source: str) -> bytes:
    return DOT


def found(content: bytes, reading: str = "accepted") -> tuple[Block, ...]:
    blocks = read_document(content, name="x", reading=reading).value.documents[0].sections[0].blocks  # type: ignore[arg-type]
    return tuple(replace(b, image=replace(b.image, source="dot.png")) if isinstance(b, Figure) else b for b in blocks)


def expected(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """As `prepare` fills references in; the counters of captions are counted anew."""
    prepared = prepare(revision(blocks)).blocks
    out: list[Block] = []
    for block, source in zip(prepared, blocks, strict=True):
        if isinstance(block, Figure | Table) and block.caption:
            block = replace(block, caption=block.caption[1:])
        assert type(block) is type(source)
        out.append(block)
    return tuple(out)


@settings(max_examples=25)
@given(texts_of_blocks())
def test_a_draft_reads_back_to_its_text(blocks: tuple[Block, ...]) -> None:
    content = write_docx(prepare(revision(blocks)), images=images, created="2026-03-01T00:00:00Z").value
    assert found(content) == expected(blocks)


@settings(max_examples=20)
@given(texts_of_blocks(), texts_of_blocks())
def test_a_redline_reads_back_to_both_texts(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    changes = compare(prepare(revision(old)), prepare(revision(new)))
    content = write_redline(changes, images=images, author="Awa", date="2026-03-01T09:00:00Z").value
    assert [_words(b) for b in found(content)] == [_words(b) for b in expected(new)]
    assert [_words(b) for b in found(content, "rejected")] == [_words(b) for b in expected(old)]


def _words(block: Block) -> tuple[str, list[str]]:
    """A table whose columns differ in both texts is written on one grid, with empty cells: only its words count here."""
    return type(block).__name__, block_text(block).split()

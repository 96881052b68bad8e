"""Texts as people write them, in every shape that a Word file of ours gives back: for promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from ponam_review.compare.pieces import glue
from ponam_review.text.flow import prepare
from ponam_review.text.importing.walking import mapped
from ponam_review.text.model import (
    Block,
    Break,
    Cell,
    Code,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
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
    Within,
)
from ponam_review.word.reading.document import read_document
from ponam_review.word.writing.clean import write_docx

from ...html.cases import DOT

WORDS = ("l’État", "migration", "le", "retour", "48\u00a0457", "n°2025-0101", "diaspora", "et", "accord", "l\u202fan", "2\u2011bis")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
_MARKS = (0, 0, Mark.STRONG, Mark.EMPHASIS, Mark.STRONG | Mark.EMPHASIS, Mark.STRIKE, Mark.SUPERSCRIPT, Mark.SUBSCRIPT, Mark.CODE)
marks = st.sampled_from(_MARKS).map(int)
links = st.sampled_from(("", "", "https://example.org/a", "#axe-1"))
pictures = st.builds(Image, st.just("dot.png"), st.sampled_from(("", "Un point", "Carte n° 2")))


@st.composite
def lines(draw: st.DrawFn, notes: bool = True, breaks: bool = True) -> Inlines:
    """Words in several formats; references, pictures, notes and line breaks between them."""
    out: list[Inline] = [Run(draw(texts))]
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 5))
        if kind == 0 and notes:
            out.append(Note(draw(_note_blocks())))
        elif kind == 1:
            out += (Run(" "), Reference("axe-1"))
        elif kind == 2 and breaks:
            out.append(Break())
        elif kind == 3:
            out += (Run(" "), draw(pictures))
        else:
            out += (Run(" "), Run(draw(texts), draw(marks), draw(links)))
        out.append(Run(("" if isinstance(out[-1], Break) else " ") + draw(texts)))
    return glue(out)


def _note_blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    first = st.builds(Paragraph, lines(notes=False))
    more = st.lists(first, max_size=1)
    return st.tuples(first, more).map(lambda pair: (pair[0], *pair[1]))


def paragraphs(*within: Item | Quote) -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, lines(), st.just(within))


@st.composite
def lists(draw: st.DrawFn, around: Within = (), depth: int = 1) -> list[Block]:
    """Items with paragraphs and lists inside them, three levels deep."""
    ordered = draw(st.booleans())
    out: list[Block] = []
    for place in range(draw(st.integers(1, 3))):
        start = None if place else draw(st.integers(1, 9)) if ordered else 0
        out.append(draw(paragraphs(*around, Item(ordered, True, start))))
        inside = (*around, Item(ordered, opens=False))
        more = draw(st.integers(0, 3))
        if more == 1:
            out.append(draw(paragraphs(*inside)))
        elif more == 2 and depth < 3:
            out += draw(lists(inside, depth + 1))
    return out


@st.composite
def quotations(draw: st.DrawFn) -> list[Block]:
    return [draw(paragraphs(Quote(opens=not place))) for place in range(draw(st.integers(1, 3)))]


@st.composite
def cells(draw: st.DrawFn, depth: int) -> Cell:
    blocks: list[Block] = [draw(paragraphs())]
    more = draw(st.integers(0, 5))
    if more == 0:
        blocks += draw(lists(depth=2))
    elif more == 1:
        blocks.append(draw(paragraphs()))
    elif more == 2 and not depth:
        blocks += (draw(tables(1)), draw(paragraphs()))
    return Cell(tuple(blocks))


@st.composite
def tables(draw: st.DrawFn, depth: int = 0) -> Table:
    """Regular ones, with spans in the body; alignments, widths and names as they come."""
    columns, rows = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    header = draw(st.integers(0, 1))
    grid = [[draw(cells(depth)) for _ in range(columns)] for _ in range(rows)]
    done = [Row(tuple(line)) for line in grid]
    if columns > 1 and draw(st.booleans()):
        done[-1] = Row((replace(grid[-1][0], columns=columns),))
    elif rows > header + 1 and columns > 1 and draw(st.booleans()):
        done[-2] = Row((replace(grid[-2][0], rows=2), *grid[-2][1:]))
        done[-1] = Row(tuple(grid[-1][1:]))
    widths = draw(st.just(()) | st.lists(st.integers(1, 9), min_size=columns, max_size=columns).map(tuple))
    if depth:
        return Table(tuple(done), header, widths=widths)
    caption = draw(st.just(()) | lines(notes=False, breaks=False))
    return Table(tuple(done), header, caption=caption, id="tab-1" if caption else "", widths=widths)


figures = st.builds(Figure, pictures, st.just(()) | lines(notes=False, breaks=False))
headings = st.builds(Heading, st.integers(1, 6), lines(notes=False, breaks=False), st.sampled_from(("", "titre-2")))
codes = st.builds(Code, st.sampled_from(("a = 1", "if x:\n    y", "a\n\nb")), st.sampled_from(("", "python")))


@st.composite
def texts_of_blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Paragraphs between everything else, so that two lists or quotations never touch."""
    out: list[Block] = [Heading(1, (Run("Axe"),), id="axe-1")]
    kinds: tuple[st.SearchStrategy[list[Block]], ...] = (
        lists(),
        quotations(),
        tables().map(lambda block: [block]),
        figures.map(lambda block: [block]),
        headings.map(lambda block: [block]),
        codes.map(lambda block: [block]),
        st.just([Rule()]),
    )
    for _ in range(draw(st.integers(1, 5))):
        out += draw(st.one_of(*kinds))
        out.append(draw(paragraphs()))
    return tuple(_named_once(out))


def _named_once(blocks: Sequence[Block]) -> list[Block]:
    """The same id never stands twice."""
    seen: set[str] = set()
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading | Table) and block.id:
            out.append(replace(block, id="") if block.id in seen else block)
            seen.add(block.id)
        else:
            out.append(block)
    return out


# ------------------------------------------------------------------ there and back


def revision(blocks: tuple[Block, ...]) -> Revision:
    return Revision("essai", (Document("", "", (Section("", "", blocks),)),), loose=True)


def written(blocks: tuple[Block, ...]) -> bytes:
    return write_docx(prepare(revision(blocks)), images=lambda file, source: DOT, created="2026-03-01T00:00:00Z").value


def found(content: bytes) -> tuple[Block, ...]:
    """The blocks of a file, its pictures under the name that the text gave them."""
    blocks = read_document(content, name="x").value.documents[0].sections[0].blocks
    return tuple(mapped(block, lambda inline: replace(inline, source="dot.png") if isinstance(inline, Image) else inline) for block in blocks)


def expected(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """As `prepare` fills references in; the counters of captions are counted anew."""
    prepared = prepare(revision(blocks)).blocks
    return tuple(replace(b, caption=b.caption[1:]) if isinstance(b, Figure | Table) and b.caption else b for b in prepared)

"""Texts of every shape, for promises: any marks, any nesting, every character that Markdown could take for its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from ponam_review.text.model import (
    Block,
    Break,
    Cell,
    Code,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Rule,
    Run,
    Section,
    Table,
    Within,
)

# fmt: off
TROUBLE = (
    *"\\`*_~[](){}<>&!#|+-=.:;\"'^$%@/0",
    *("a", "é", "B7", " ", " ", "  ", "\u00a0", "\u202f", "\t", "—", "«", "mot", "l’État "),
    *("**", "__", "~~", "~~~", "```", "``", "---", "***", "===", "- ", "+ ", "* ", "1. ", "12) ", "# ", "### ", "> ", "| ", "|-|", ":-:"),
    *("[^1]", "[^1]: ", "[a](b)", "[a]: b", "![a](b)", "[]", "](", "]:", "{#a}", "{.a}", "{: a}", "{:", "Table: ", "Tableau : "),
    *("&amp;", "&#32;", "&nbsp;", "&x", "<b>", "</b>", "<br>", "<p>", "</td>", "<YEAR>", "<!-- ", "-->", "<a@b.c>", "http://x.y/z_1", "C:\\U"),
)
# fmt: on
words = st.lists(st.sampled_from(TROUBLE), min_size=1, max_size=5).map("".join)
plain_words = st.sampled_from(("mot", "deux mots", "l’État", "2 000 m", "a*b", "x_y", "fin.", "(oui)", " et ", "!"))
addresses = st.sampled_from(
    ("http://x.fr", "#ici", "a b", "x(1)", "x)(", "é&amp;", "\\*", "<y>", "../t.md#a-b", "mailto:a@b.c", "?a=1&b=2", "javascript:x", "|")
)
ids = st.sampled_from(("", "", "a", "tab-1", "é_2", "x.y"))
labels = st.sampled_from(("", "1", "2", "note-a", "x y", "é"))
languages = st.sampled_from(("", "", "python", "c++ {.x}", "a`b", "~", "\\*", "&amp; b", 'q"r'))

marks = st.integers(0, 63) | st.sampled_from((0, 0, 1, 2, 3, 4))
runs = st.builds(Run, words | plain_words, marks, st.just("") | st.just("") | addresses)
emails = st.sampled_from((Run("http://x.fr/a", 0, "http://x.fr/a"), Run("a@b.fr", 1, "mailto:a@b.fr")))
images = st.builds(Image, addresses, words | st.just(""), words | st.just(""), st.just("") | addresses)
simple_inlines = runs | runs | runs | emails | st.just(Break()) | images | st.builds(Reference, ids, marks=marks)


def _lines(inlines: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inlines]:
    return st.lists(inlines, max_size=6).map(tuple)


codes = st.builds(
    Code, st.lists(words | st.sampled_from(("", " ", "```", "~~~~", "    x", "\tx", "</pre>")), max_size=4).map("\n".join), languages
)
inner_leaves = st.builds(Paragraph, _lines(simple_inlines)) | codes
notes = st.builds(Note, st.lists(inner_leaves, max_size=3).map(tuple), labels)
lines = _lines(simple_inlines | simple_inlines | notes)


def nested(leaves: st.SearchStrategy[Block], depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks in quotations and lists, at most `depth` deep."""
    flow = st.lists(leaves, max_size=3).map(tuple)
    for _ in range(depth):
        inner = flow
        quotes = inner.map(lambda blocks: _contained(blocks, Quote(True)))
        items = st.tuples(st.booleans(), st.integers(0, 12), st.lists(inner, min_size=1, max_size=3)).map(_listed)
        flow = st.lists(leaves.map(lambda block: (block,)) | quotes | items, max_size=3).map(
            lambda parts: tuple(b for p in parts for b in p)
        )
    return flow


def _contained(blocks: tuple[Block, ...], first: Quote | Item) -> tuple[Block, ...]:
    """Blocks within one more container, which the first of them opens."""
    later = Quote(False) if isinstance(first, Quote) else Item(first.ordered, False)
    return tuple(_put(block, (later if place else first,)) for place, block in enumerate(blocks))


def _put(block: Block, outside: Within) -> Block:
    return replace(block, within=outside + block.within)


def _listed(parts: tuple[bool, int, list[tuple[Block, ...]]]) -> tuple[Block, ...]:
    ordered, start, items = parts
    found: list[Block] = []
    for item in items:
        first = Item(ordered, True, None if found else (start if ordered else 0))
        found += _contained(item or (Paragraph(()),), first)
    return tuple(found)


def _tables(blocks: st.SearchStrategy[tuple[Block, ...]], spans: st.SearchStrategy[int]) -> st.SearchStrategy[Table]:
    cells = st.builds(Cell, blocks, spans, spans, st.booleans())
    rows = st.builds(Row, st.lists(cells, max_size=4).map(tuple))
    aligns = st.lists(st.sampled_from(("", "left", "center", "right")), max_size=4).map(tuple)
    widths = st.just(()) | st.lists(st.integers(1, 99), max_size=4).map(tuple)
    return st.builds(
        Table,
        st.lists(rows, min_size=1, max_size=4).map(tuple),
        st.integers(0, 2),
        aligns,
        lines,
        ids,
        landscape=st.booleans(),
        widths=widths,
    )


piped_tables = _tables(st.builds(Paragraph, lines).map(lambda block: (block,)), st.just(1))
inner_tables = _tables(st.builds(Paragraph, _lines(simple_inlines)).map(lambda block: (block,)), st.integers(1, 2))
headings = st.builds(Heading, st.integers(1, 6), lines, ids)
figures = st.builds(Figure, images, lines, ids)
simple_leaves = st.builds(Paragraph, lines) | codes | headings | figures | st.just(Rule())
spanned_tables = _tables(nested(simple_leaves | inner_tables, 2), st.integers(1, 3))
leaves = st.builds(Paragraph, lines) | simple_leaves | piped_tables | spanned_tables
blocks = nested(leaves, 4) | nested(st.builds(Paragraph, lines), 2)

values = st.sampled_from(
    ("texte", "no", "1.10", "2026-01-05", 3, 1.5, True, None, ("a", "1.0"), {"a": (1, "x: y")}, "à: b", "- c", "#", " x ")
)
sections = st.builds(
    Section,
    st.sampled_from(("axe-1", "2")),
    words.map(lambda text: " ".join(text.split()) or "x"),
    blocks,
    st.sampled_from(("corps", "annexe", "liminaire")),
    st.sampled_from(("", "MMEIA", "no", "1.10")),
    st.sampled_from(("", "projet")),
    st.lists(st.sampled_from(("GCM-1", "1.2", "yes")), max_size=2).map(tuple),
    st.lists(st.tuples(st.sampled_from(("lang", "x y", "no", "2")), values), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
)

# fmt: off
TAGS = (
    *("<table>", "<tr>", "<td>", "<th colspan=2>", "</tr>", "</table>", "<caption>", "<thead>", "<ul>", "<ol start=3>", "<li>", "</li>", "</ul>"),
    *("<div>", "</div>", "<p>", "</p>", "<h2 id=x>", "</h2>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<hr>", "<details>", "<summary>"),
    *("<dl>", "<dt>", "<dd>", "<figure>", "<figcaption>", "</figure>", '<img src="a" alt="b">', "<em>", "</em>", "<a href='#x'>", "</a>", "<script>"),
    *("</script>", "<foo bar>", "<!--", "-->", "<td rowspan=3>", "<sub>", "</sub>", "<input>", "<a name=z>", "\n| a | b |\n|--|--|\n| c |"),
)
# fmt: on


def tables_of(line: Inlines) -> tuple[Table, Table]:
    """A table that Markdown has a form for, and one that only HTML has."""
    paragraph = Paragraph(line)
    return (
        Table((Row((Cell((paragraph,)),)),), caption=line),
        Table((Row((Cell((paragraph, paragraph)),)),), 0),
    )

"""What Markdown promises: any text comes back from it as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ponam_review.markdown.format import canonical
from ponam_review.markdown.normal import normal
from ponam_review.markdown.reader import read_section
from ponam_review.markdown.writer import write_blocks, write_section
from ponam_review.text.errors import MarkdownError
from ponam_review.text.model import Block, Code, Figure, Heading, Inlines, Item, Note, Paragraph, Run, Section, Table
from ponam_review.text.notices import Notice
from tests.markdown import texts
from tests.markdown.shape import shape


def _read(source: str) -> tuple[Block, ...]:
    return read_section(source, file="x.md", identified=False).value.blocks


@settings(max_examples=40)
@given(texts.blocks)
def test_what_is_written_reads_back_and_is_written_alike(blocks: tuple[Block, ...]) -> None:
    written = write_blocks(blocks)
    assert _read(written) == normal(blocks)
    assert write_blocks(_read(written)) == written


@settings(max_examples=100)
@given(texts.lines)
def test_a_line_reads_back_wherever_it_stands(line: Inlines) -> None:
    paragraph = Paragraph(line, (Item(False, True, 0),))
    blocks = (paragraph, Heading(2, line, "a"), *texts.tables_of(line))
    assert _read(write_blocks(blocks)) == normal(blocks)


@settings(max_examples=30)
@given(texts.sections)
def test_a_section_reads_back_with_its_front_matter(section: Section) -> None:
    read = read_section(write_section(section), file="x.md", identified=True)
    expected = Section(
        section.id,
        section.title,
        normal(section.blocks),
        section.kind,
        section.owner,
        section.status,
        section.alignments,
        section.meta,
    )
    assert read.value == expected


@settings(max_examples=40)
@given(texts.blocks)
def test_the_normal_form_is_stable_and_keeps_the_words(blocks: tuple[Block, ...]) -> None:
    once = normal(blocks)
    assert normal(once) == once
    letters = iter(_letters(shape(once)))
    assert all(letter in letters for letter in _words(blocks))  # in order, with other letters between


def _words(blocks: Iterable[Block]) -> str:
    """Letters of all runs, notes and codes, in order."""
    return "".join(map(_block_words, blocks))


def _block_words(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return _line_words(block.content)
        case Code():
            return _letters(block.text)
        case Figure():
            return _line_words(block.caption)
        case Table():
            return _line_words(block.caption) + "".join(_words(cell.blocks) for row in block.rows for cell in row.cells)
        case _:
            return ""


def _line_words(content: Inlines) -> str:
    words = (_letters(i.text) if isinstance(i, Run) else _words(i.blocks) if isinstance(i, Note) else "" for i in content)
    return "".join(words)


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


@settings(max_examples=150)
@given(st.lists(st.sampled_from((*texts.TROUBLE, *texts.TAGS, "\n", "\n\n", "\n- ", "\n> ", "    ")), max_size=25).map("".join))
@example("- \\--")
def test_any_source_is_read_or_refused(source: str) -> None:
    """And what is read is in normal form, so that it can be written."""
    try:
        blocks = _read(source)
    except MarkdownError:
        return
    assert normal(blocks) == blocks
    assert _read(write_blocks(blocks)) == blocks


@settings(max_examples=60)
@given(st.lists(st.sampled_from((*texts.TROUBLE, "\n", "\n\n", "\n- ")), max_size=15).map("".join))
def test_tidying_is_done_once(source: str) -> None:
    once = canonical(source, file="x.md", identified=False)
    assert all(isinstance(notice, Notice) for notice in once.notices)
    assert canonical(once.value, file="x.md", identified=False).value == once.value

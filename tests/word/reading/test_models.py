"""The model comes back from our Word files: any text, the whole sample, the action plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from ponam_review.compare.pieces import glue
from ponam_review.shipped import shipped
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.front import is_generated
from ponam_review.text.importing.walking import lines_mapped, mapped
from ponam_review.text.model import Block, Figure, Heading, Image, Inline, Reference, Revision, Run, Table
from ponam_review.word.reading.document import read_document
from ponam_review.word.writing.clean import write_docx
from ponam_review.workspace import image_reader, locate, open_workspace, read_source

from .models import expected, found, texts_of_blocks, written


@settings(max_examples=25)
@given(texts_of_blocks())
def test_any_text_reads_back_to_its_model(blocks: tuple[Block, ...]) -> None:
    assert found(written(blocks)) == expected(blocks)


@settings(max_examples=8)
@given(texts_of_blocks())
def test_written_again_it_is_the_same_file(blocks: tuple[Block, ...]) -> None:
    """Reading and writing has come to rest: what was read says all that was written."""
    first = written(blocks)
    again = tuple(mapped(block, _unlabelled) for block in found(first))
    assert found(written(again)) == found(first)


def _unlabelled(inline: Inline) -> Inline:
    return replace(inline, label="") if isinstance(inline, Reference) else inline


@cache
def _sample() -> tuple[Revision, object]:
    root = Path(str(shipped("ponam.toml"))).parent
    source = locate("", workspace=open_workspace(root, root))
    return read_source(source).value, image_reader(source)


@pytest.mark.parametrize("document", ["politique", "plan-action", ""])
def test_the_sample_reads_back_to_its_model(document: str) -> None:
    revision, images = _sample()
    flow = prepare(revision, only=document)
    content = write_docx(flow, images=images, created="2026-01-01T00:00:00Z").value  # type: ignore[arg-type]
    blocks = read_document(content, name="x").value.documents[0].sections[0].blocks
    known = {block.id for block in flow.blocks if isinstance(block, Heading | Table | Figure)}
    wanted = [_within_the_file(_nameless(block), known) for block in flow.blocks[_front(flow) :]]
    assert list(map(_nameless, blocks[_front(flow) :])) == wanted


def _within_the_file(block: Block, known: set[str]) -> Block:
    """A reference to another document, which is not in this file, is its words."""

    def reachable(inline: Inline) -> Inline:
        return Run(inline.label, inline.marks) if isinstance(inline, Reference) and inline.target not in known else inline

    return lines_mapped(mapped(block, reachable), glue)


def _front(flow: Flow) -> int:
    """Cover, contents and lists, which are made anew each time."""
    return next(at for at, block in enumerate(flow.blocks) if not is_generated(block))


def _nameless(block: Block) -> Block:
    """Without the counters of captions and the paths of pictures, which the package names anew."""
    if isinstance(block, Figure | Table) and block.caption and not hasattr(block.caption[0], "text"):
        block = replace(block, caption=block.caption[1:])
    return mapped(block, lambda inline: replace(inline, source="") if isinstance(inline, Image) else inline)

"""Selectors of comments: by section and block, then by what they quote; what comes out can be carried on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ponam_review.compare.carry import Carrier
from ponam_review.compare.engine import compare
from ponam_review.compare.leaves import CAPTION, NOTE
from ponam_review.compare.selectors import CONTEXT, carry_selector
from ponam_review.text.flow import Flow
from ponam_review.text.model import Cell, Paragraph, Row, Run, Table
from ponam_review.text.plain import block_text
from ponam_review.text.remarks import Selector

from .test_carry import A, B, C, D, paragraphs, samples, text_of
from .texts import revisions


def pointing(text: Flow, block: int, exact: str, **more: str) -> Selector:
    words = block_text(text.blocks[block - 1])
    return Selector("r0", "s", block, exact, start=words.index(exact) if exact else 0, **more)


def test_a_selector_follows_its_block() -> None:
    old, new = paragraphs(A, B, C), paragraphs("Un préambule tout neuf ouvre le texte.", A, B.replace("région", "cercle"), C)
    followed = carry_selector(pointing(old, 2, "dans chaque région"), Carrier(compare(old, new)))
    assert followed.carried.fate == "reworded"
    assert followed.selector is not None
    assert (followed.selector.section, followed.selector.block, followed.selector.exact) == ("s", 3, "dans chaque cercle")
    assert followed.selector.start == block_text(new.blocks[2]).index("dans chaque cercle")
    assert followed.selector.prefix == "Un guichet unique est ouvert "
    assert followed.selector.revision == new.name


def test_of_words_that_stand_twice_in_a_block_the_position_tells_which() -> None:
    old = paragraphs("La loi suit la loi de finances.", A)
    new = paragraphs("La loi suit cette loi de finances.", A)
    carrier = Carrier(compare(old, new))
    second = Selector("r0", "s", 1, "loi", start=15)
    followed = carry_selector(second, carrier)
    assert followed.selector is not None
    assert followed.selector.start == block_text(new.blocks[0]).rindex("loi")


def test_a_position_that_is_off_is_mended_by_the_words() -> None:
    text = paragraphs(A, B, C)
    followed = carry_selector(Selector("r0", "s", 2, "guichet unique", start=99), Carrier(compare(text, text)))
    assert followed.selector is not None
    assert (followed.carried.fate, followed.selector.start, followed.carried.score) == ("same", 3, 1.0)


@pytest.mark.parametrize("block", [1, 77])
def test_a_block_that_does_not_hold_the_words_leaves_doubt(block: int) -> None:
    text = paragraphs(A, B, C)
    followed = carry_selector(Selector("r0", "s", block, "guichet unique"), Carrier(compare(text, text)))
    assert followed.selector is not None
    assert followed.selector.block == 2
    assert followed.carried.score < 0.8


def test_without_words_the_block_is_meant() -> None:
    old, new = paragraphs(A, B, C, D), paragraphs(A, C, B, D)
    followed = carry_selector(Selector("r0", "s", 2, ""), Carrier(compare(old, new)))
    assert followed.selector is not None
    assert (followed.carried.fate, followed.selector.block, followed.selector.exact) == ("moved", 3, B)


def test_a_cell_is_counted_in_the_text_of_its_table() -> None:
    def table(*texts: tuple[str, ...]) -> Table:
        return Table(tuple(Row(tuple(Cell((Paragraph((Run(text),)),)) for text in row)) for row in texts))

    old, new = (
        text_of([table(("Axe", "Budget"), ("Retour", "dix"))]),
        text_of([table(("Axe", "Budget"), ("Asile", "un"), ("Retour", "dix"))]),
    )
    followed = carry_selector(pointing(old, 1, "dix"), Carrier(compare(old, new)))
    assert followed.selector is not None
    assert followed.selector.start == block_text(new.blocks[0]).index("dix")


def test_gone_with_its_block() -> None:
    old = paragraphs(A, B, C)
    followed = carry_selector(pointing(old, 2, "guichet unique"), Carrier(compare(old, paragraphs(A, C))))
    assert (followed.carried.fate, followed.selector) == ("gone", None)


@settings(max_examples=60, deadline=None)
@given(revisions())
def test_the_new_selector_points_at_what_was_found(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    carrier = Carrier(compare(old, new))
    for quote, span in samples(carrier):
        leaf = carrier.read.old.all[span.leaf]
        item = old.items[leaf.at]
        if CAPTION in leaf.key or NOTE in leaf.key or isinstance(item.block, Table):
            continue
        selector = Selector("r0", item.section, item.number, quote.exact, quote.prefix, quote.suffix, span.start)
        found = carry_selector(selector, carrier)
        if found.selector is None:
            assert found.carried.fate == "gone"
            continue
        key = carrier.read.new.all[found.carried.place[0].leaf].key
        if CAPTION in key or NOTE in key:
            continue  # a selector counts in the text of its block, which holds neither
        points(found.selector, new)
        again = carry_selector(found.selector, Carrier(compare(new, new)))
        assert again.carried.fate == "same"
        assert again.selector == replace(found.selector, revision=new.name)


def points(selector: Selector, text: Flow) -> None:
    words = block_text(next(item.block for item in text.items if (item.section, item.number) == (selector.section, selector.block)))
    assert words[selector.start : selector.start + len(selector.exact)] == selector.exact
    assert max(len(selector.prefix), len(selector.suffix)) <= CONTEXT

"""What a change set promises, whatever the two texts."""

from __future__ import annotations

from hypothesis import given, settings

from ponam_review.compare.apply import apply, invert
from ponam_review.compare.engine import compare
from ponam_review.text.flow import Flow

from .texts import revisions


@settings(max_examples=150)
@given(revisions())
def test_applied_to_the_old_text_it_gives_the_new_one(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    assert apply(compare(old, new), old.blocks) == new.blocks


@settings(max_examples=100)
@given(revisions())
def test_turned_round_it_gives_the_old_text_back(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    assert apply(invert(compare(old, new)), new.blocks) == old.blocks


@settings(max_examples=60)
@given(revisions())
def test_a_text_compared_with_itself_has_no_change(pair: tuple[Flow, Flow]) -> None:
    old, _ = pair
    assert {step.op for step in compare(old, old).steps} <= {"same"}

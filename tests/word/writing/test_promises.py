"""Idea 3 of the design: accepting every change gives the new text, rejecting every change the old one, whatever the texts."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings

from ponam_review.compare.engine import compare
from ponam_review.text.errors import ProofError
from ponam_review.text.flow import Flow
from ponam_review.text.model import Block, Paragraph, Run
from ponam_review.word import redlining
from ponam_review.word.proof import prove
from ponam_review.word.reading.document import read_document
from ponam_review.word.redlining import proven_redline
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.draft import no_images
from ponam_review.word.writing.redline import write_redline

from ...compare.texts import flow, revisions
from .cases import CASES, changes_of, files_of

DATE = "2026-01-01T00:00:00Z"


@settings(max_examples=60)
@given(revisions())
def test_a_redline_reads_as_both_texts(pair: tuple[Flow, Flow]) -> None:
    changes = compare(*pair)
    redline = write_redline(changes, images=no_images, author="A", date=DATE).value
    assert prove(redline, changes.old, changes.new, lambda file, source: False) == ()


@settings(max_examples=40)
@given(revisions())
def test_a_redline_holds_both_texts_with_their_forms(pair: tuple[Flow, Flow]) -> None:
    """Not their words alone: heading levels, lists and their numbers, formatting, tables and notes."""
    redline = write_redline(compare(*pair), images=no_images, author="A", date=DATE).value
    _same_forms(redline, *pair)


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_change_keeps_the_forms_of_both_texts(case: str) -> None:
    changes = changes_of(case)
    _same_forms(files_of(case)[0], changes.old, changes.new)


def _same_forms(redline: bytes, old: Flow, new: Flow) -> None:
    readings: tuple[tuple[Literal["accepted", "rejected"], Flow], ...] = (("accepted", new), ("rejected", old))
    for reading, text in readings:
        clean = write_docx(text, images=no_images, created=DATE).value
        assert _blocks(redline, reading) == _blocks(clean, "accepted")


def _blocks(content: bytes, reading: Literal["accepted", "rejected"]) -> tuple[Block, ...]:
    (document,) = read_document(content, name="essai", reading=reading).value.documents
    return document.sections[0].blocks


@settings(max_examples=20)
@given(revisions())
def test_the_same_texts_give_the_same_bytes(pair: tuple[Flow, Flow]) -> None:
    first, second = (write_redline(compare(*pair), images=no_images, author="A", date=DATE).value for _ in range(2))
    assert first == second
    clean = [write_docx(pair[1], images=no_images, created=DATE).value for _ in range(2)]
    assert clean[0] == clean[1]


def test_a_redline_that_lies_is_not_released(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = flow([Paragraph((Run("Le comité établit le plan."),))]), flow([Paragraph((Run("Le comité révise le plan."),))])
    other = write_redline(compare(old, flow([Paragraph((Run("Le comité oublie le plan."),))])), images=no_images, author="A", date=DATE)
    monkeypatch.setattr(redlining, "write_redline", lambda *args, **kwargs: other)
    with pytest.raises(ProofError, match="does not prove itself"):
        proven_redline(compare(old, new), old_images=no_images, new_images=no_images, author="A", date=DATE)


def test_the_differences_name_the_paragraph() -> None:
    old, new = flow([Paragraph((Run("un"),)), Paragraph((Run("deux"),))]), flow([Paragraph((Run("un"),)), Paragraph((Run("trois"),))])
    redline = write_redline(compare(old, new), images=no_images, author="A", date=DATE).value
    (difference,) = prove(redline, old, flow([Paragraph((Run("un"),)), Paragraph((Run("quatre"),))]), lambda f, s: True)
    assert (difference.reading, difference.at, difference.wanted, difference.found) == ("accepted", 2, "quatre", "trois")

"""What a PDF promises, whatever the text: it is made, it is accessible, and it holds every word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponam_review.compare.changes import ChangeSet
from ponam_review.compare.engine import compare
from ponam_review.pdf import press
from ponam_review.pdf.clean import write_pdf
from ponam_review.pdf.redline import write_redline
from ponam_review.text.flow import Flow
from ponam_review.text.model import Image, Inlines, Table
from ponam_review.text.notices import Result
from ponam_review.text.plain import block_text, inline_text, notes_of
from tests.compare.texts import revisions
from tests.html import cases
from tests.pdf.reading import Engine, letters, pages_of

pairs = st.one_of(revisions(), revisions().map(lambda pair: (pair[1], pair[0])))
few = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])

BARE = """
#let bullets(..items) = items.pos().join()
#let numbered(..items) = items.pos().join()
#let item(body) = block(body)
#let number-item(value, body) = block(body)
#let note(mark, body) = footnote(numbering: _ => "§", body)
"""
"""Without what lists and notes print of their own; § stands for every number of a note."""
SILENT = """
#let summary(body) = none
#let note-gone(mark) = none
#let signed-picture(sign, stroke, body) = body
#let crossed(body) = body
#let framed(body) = body
#let badge(number, depth) = anchor("_c" + str(number))
#let sign(words) = none
#let jump(place, words) = none
#let aside(words) = none
#let was(words) = none
"""
NEW = """
#let del(body) = none
#let departed(body) = none
#let described(words, old, new) = none
"""
OLD = """
#let note(mark, body) = none
#let ins(body) = none
#let arrived(body) = none
#let described(words, old, new) = none
"""


def redline(changes: ChangeSet) -> Result[bytes]:
    return write_redline(changes, images=cases.images, author="Secrétariat", date="2026-06-12T10:00:00Z")


def clean(flow: Flow) -> Result[bytes]:
    return write_pdf(flow, images=cases.images, created="2026-06-12T10:00:00Z")


def refusals(result: Result[bytes]) -> list[object]:
    """Why a file is neither PDF/UA-1 nor PDF/A-2a, by Typst's own checks."""
    return [notice.values["reason"] for notice in result.notices if notice.template == press.NOT_ACCESSIBLE]


def everything(flow: Flow, *, notes: bool = True) -> str:
    """All characters of a text, pictures left out."""
    parts = [block_text(block) for block in flow.blocks]
    parts += [inline_text(block.caption) for block in flow.blocks if isinstance(block, Table)]
    parts += [block_text(inner) for block in flow.blocks for note in notes_of(block) for inner in note.blocks if notes]
    return "".join(parts)


def read(result: Result[bytes], engine: Engine) -> Counter[str]:
    """The characters of a PDF, without numbers of notes and signs of split paragraphs."""
    return letters(re.sub("[§¶]", "", "".join(pages_of(result.value, engine))))


@pytest.fixture
def overridden(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`overridden(BARE, OLD)` prints with other meanings of the template's functions, nothing at the head and foot of pages, and each head of a table once."""
    template = press._template.__wrapped__

    def use(*texts: str) -> None:
        def other(name: str) -> str:
            text = template(name).replace("#let running(left, right) = {", "#let running(left, right) = if false {")
            return text.replace("repeat: again", "repeat: false") + "".join(texts)

        monkeypatch.setattr(press, "_template", other)

    return use


@few
@given(revisions())
def test_a_clean_pdf_holds_every_character_and_no_other(engine: Engine, overridden: Callable[..., None], pair: tuple[Flow, Flow]) -> None:
    flow, _ = pair
    overridden(BARE)
    assert read(clean(flow), engine) == letters(everything(flow))


@few
@given(pairs)
def test_a_redline_without_its_deletions_is_the_new_text(engine: Engine, overridden: Callable[..., None], pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    overridden(BARE, SILENT, NEW)
    assert read(redline(compare(old, new)), engine) == letters(everything(new))


@few
@given(pairs)
def test_a_redline_without_its_insertions_is_the_old_text(engine: Engine, overridden: Callable[..., None], pair: tuple[Flow, Flow]) -> None:
    """Notes are left out: one that moved with its passage is printed where it arrived, once."""
    old, new = pair
    overridden(BARE, SILENT, OLD)
    assert read(redline(compare(old, new)), engine) == letters(everything(old, notes=False))


@few
@given(pairs)
def test_every_pdf_is_accessible_and_shows_all_there_is(engine: Engine, pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    result = redline(compare(old, new))
    assert refusals(result) == refusals(clean(new)) == []
    shown = read(result, engine)
    for flow in (old, new):
        assert letters(everything(flow)) - shown == Counter()


@settings(max_examples=4)
@given(pairs)
def test_the_same_text_gives_the_same_bytes(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    assert clean(new) == clean(new)
    assert redline(compare(old, new)) == redline(compare(old, new))


def test_what_is_compared_is_not_nothing() -> None:
    """The characters that the tests above look for are those of the text."""
    content: Inlines = (Image("a.png", "Un point"),)
    assert everything(cases.loose(cases.para("abc"), cases.Paragraph(content))) == "abc"

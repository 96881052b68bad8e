"""What a page promises, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.compare.engine import compare
from ponam_review.html.clean import write_html
from ponam_review.html.redline import write_redline
from ponam_review.text.flow import Flow
from tests.compare.texts import revisions
from tests.html.reading import Page, note_texts_of, read_page, texts_of

pairs = st.one_of(revisions(), revisions().map(lambda pair: (pair[1], pair[0])))
"""Turned round too: words that came in one direction are words that went in the other."""


def no_images(_file: str, _source: str) -> None:
    return None


def redline(old: Flow, new: Flow) -> Page:
    page = write_redline(compare(old, new), images=no_images, author="Secrétariat", date="2026-06-12T10:00:00Z")
    return read_page(page.value)


@settings(max_examples=30)
@given(revisions())
def test_a_clean_page_holds_the_text_word_for_word(pair: tuple[Flow, Flow]) -> None:
    flow, _ = pair
    page = read_page(write_html(flow, images=no_images, addresses=True).value)
    assert page.body["new"] == texts_of(flow)
    assert page.notes["new"] == note_texts_of(flow)


@settings(max_examples=50)
@given(pairs)
def test_a_redline_without_its_deletions_is_the_new_text(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    page = redline(old, new)
    assert page.body["new"] == texts_of(new)
    assert sorted(page.notes["new"]) == sorted(note_texts_of(new))


@settings(max_examples=50)
@given(pairs)
def test_a_redline_without_its_insertions_is_the_old_text(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    assert redline(old, new).body["old"] == texts_of(old)


@settings(max_examples=30)
@given(revisions())
def test_no_id_is_given_twice_and_no_link_of_ours_leads_nowhere(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    for page in (redline(old, new), read_page(write_html(new, images=no_images, addresses=True).value)):
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        targets = [element.attributes["href"] for element in page.all("a")]
        assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)

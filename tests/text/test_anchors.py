"""Where links of the text lead."""

from __future__ import annotations

import pytest

from ponam_review.text.anchors import Anchors, name_blocks, slug
from ponam_review.text.flow import Placed
from ponam_review.text.model import Heading, Run


def titled(title: str, id: str = "", file: str = "") -> Placed:
    return Placed(Heading(2, (Run(title),), id=id), file=file)


def test_an_id_given_twice_gets_a_number_and_links_lead_to_the_first() -> None:
    anchors = Anchors()
    assert name_blocks([titled("Un", "a"), titled("Deux", "a"), titled("Trois", "a-2")], anchors) == ["a", "a-2", "a-2-2"]
    assert anchors.find("a") == "a"


def test_ids_of_the_page_itself_stay_free() -> None:
    assert Anchors().claim("_n1") == "s_n1"


@pytest.mark.parametrize(("title", "expected"), [("Mesures d’appui (2026)", "mesures-dappui-2026"), ("  1.2 À  faire ", "12-à-faire")])
def test_a_heading_without_id_is_found_by_its_words(title: str, expected: str) -> None:
    assert slug(title) == expected
    anchors = Anchors()
    name_blocks([titled(title)], anchors)
    assert anchors.find(expected) == expected


def test_a_percent_encoded_link_is_found() -> None:
    anchors = Anchors()
    name_blocks([titled("Été")], anchors)
    assert anchors.find("%C3%A9t%C3%A9") == "été"


def test_a_section_file_is_found_at_its_first_heading() -> None:
    anchors = Anchors()
    name_blocks([titled("Axe", "axe-1", "politique/10-axe.md"), titled("Constat", "c", "politique/10-axe.md")], anchors)
    assert anchors.find("10-axe.md") == "axe-1"

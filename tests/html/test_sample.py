"""The sample policy as pages: nothing lost, nothing that leads nowhere, headings in order."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

from ponam_review.compare.engine import compare
from ponam_review.html.clean import write_html
from ponam_review.html.redline import write_redline
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.pictures import Images
from ponam_review.workspace import open_workspace
from ponam_review.workspace.images import image_reader
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source
from tests.html.reading import Page, note_texts_of, read_page, texts_of

ROOT = Path(__file__).parents[2]


@cache
def sample(rev: str) -> tuple[Flow, Images]:
    source = locate(rev, workspace=open_workspace(ROOT, ROOT), here=ROOT)
    return prepare(read_source(source).value), image_reader(source)


@cache
def clean_page() -> Page:
    flow, images = sample(".")
    result = write_html(flow, images=images, addresses=True)
    assert result.notices == ()
    return read_page(result.value)


@cache
def redline_page() -> Page:
    (old, old_images), (new, images) = sample("policy/historique/projet-0"), sample(".")
    result = write_redline(compare(old, new), images=images, old_images=old_images, author="Secrétariat", date="2026-06-12T10:00:00Z")
    assert result.notices == ()
    return read_page(result.value)


def test_the_clean_page_holds_the_whole_text() -> None:
    flow, _ = sample(".")
    page = clean_page()
    assert page.body["new"] == texts_of(flow)
    assert page.notes["new"] == note_texts_of(flow)


def test_the_redline_holds_both_texts() -> None:
    (old, _), (new, _) = sample("policy/historique/projet-0"), sample(".")
    page = redline_page()
    assert page.body["new"] == texts_of(new)
    assert page.body["old"] == texts_of(old)


def test_every_page_bears_the_mark() -> None:
    flow, _ = sample(".")
    assert "EXEMPLE FICTIF" in flow.mark
    assert [element.tag for element in clean_page().kind("mark")] == ["p"]


def test_ids_are_given_once_and_links_of_the_page_lead_somewhere() -> None:
    for page in (clean_page(), redline_page()):
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        inside = [link.attributes["href"][1:] for link in page.all("a") if link.attributes["href"].startswith("#")]
        assert set(inside) <= set(ids)
        assert len(inside) > 100


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(element.tag[1]) for element in clean_page().all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_say_what_their_headings_head() -> None:
    page = clean_page()
    assert len(page.all("table")) > 20
    assert all("scope" in element.attributes for element in page.all("th"))


def test_pictures_are_described() -> None:
    pictures = clean_page().all("img")
    assert len(pictures) == 3
    assert all(len(picture.attributes["alt"]) > 20 for picture in pictures)

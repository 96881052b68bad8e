"""A page asks nothing of the network and runs no script but ours, whatever its text holds."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from ponam_review.html.clean import write_html
from ponam_review.html.pictures import data_address
from ponam_review.html.redline import write_redline
from ponam_review.text.model import Cell, Code, Figure, Heading, Image, Note, Paragraph, Row, Run, Table
from ponam_review.text.pictures import ABSENT, OUTSIDE, UNKNOWN, media_type
from tests.html import cases
from tests.html.reading import Page, read_page

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x00\ud800'
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//evil.example",
    "vbscript:x",
]


def pages() -> list[str]:
    clean = [write_html(make(), images=cases.images, addresses=True).value for make in cases.CLEAN.values()]
    return clean + [write_redline(make(), images=cases.images, author=EVIL, date=EVIL).value for make in cases.REDLINES.values()]


def hostile() -> Page:
    evil = Run(EVIL)
    flow = cases.loose(
        Heading(1, (evil,), id=EVIL),
        Paragraph((evil, Run(EVIL, 0, "https://example.org/" + EVIL), Note((Paragraph((evil,)),)), Image(EVIL, EVIL, EVIL))),
        Table((Row((Cell((Paragraph((evil,)),)),)),), caption=(evil,), id=EVIL),
        Figure(Image("a.png", EVIL, EVIL), (evil,)),
        Code(EVIL, EVIL),
        name=EVIL,
    )
    return read_page(write_html(flow, images=cases.images, mark=EVIL).value)


def test_no_page_loads_anything() -> None:
    loading = {"srcset", "action", "formaction", "background"}
    for page in pages():
        elements = read_page(page).elements
        assert not {element.tag for element in elements} & {"link", "iframe", "object", "embed", "base", "form", "svg", "video", "audio"}
        for element in elements:
            assert not {name for name in element.attributes if name.startswith("on") or name in loading}
            assert element.attributes.get("src", "data:image/").startswith("data:image/")
        assert set(re.findall(r"url\(.{21}", page)) <= {"url(data:font/woff2;base64"[:25]}
        assert "@import" not in page


def test_the_policy_in_the_head_allows_our_script_only() -> None:
    for page in pages():
        head = page[: page.index("</head>")]
        assert "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'" in head
        scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        allowed = re.findall(r"'sha256-([^']*)'", head)
        assert allowed == [b64encode(sha256(code.encode()).digest()).decode() for code in scripts]


def test_hostile_text_stays_text() -> None:
    page = hostile()
    assert not page.all("script")
    assert not [element for element in page.elements if "onerror" in element.attributes]
    assert {image.attributes["src"][:10] for image in page.all("img")} == {"data:image"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_neither_web_nor_mail_is_no_link(address: str) -> None:
    result = write_html(cases.loose(Paragraph((Run("ici", 0, address), Run(" là", 1, address)))), images=cases.images)
    assert "ici" in result.value
    assert [link.attributes["href"] for link in read_page(result.value).all("a")] == ["#_text"]
    assert [notice.values["address"] for notice in result.notices] == [address]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [("none.gif", ABSENT), ("https://example.org/a.png", OUTSIDE), ("//example.org/a.png", OUTSIDE), ("a.svg", UNKNOWN)],
)
def test_a_picture_that_cannot_be_shown_is_said(source: str, sentence: str) -> None:
    address, notice = data_address(source, "essai.md", cases.images)
    assert address == ""
    assert notice is not None
    assert notice.template == sentence
    assert notice.file == "essai.md"


def test_pictures_are_known_by_their_bytes_not_by_their_names() -> None:
    kinds = {b"\xff\xd8\xff\xe0": "image/jpeg", b"GIF89a": "image/gif", b"RIFF\0\0\0\0WEBP": "image/webp", b"<svg/>": "", b"": ""}
    assert {content: media_type(content) for content in kinds} == kinds


def test_what_is_lost_is_said_once() -> None:
    lost = Paragraph((Image("none.gif", "a"), Run(" "), Image("none.gif", "a")))
    assert len(write_html(cases.loose(lost, lost), images=cases.images).notices) == 1

"""Pages as they are, for review: the body of each, since style and script have files of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ponam_review.html.clean import write_html
from ponam_review.html.redline import write_redline
from tests.html import cases

Golden = Callable[[str, str], None]


def body_of(page: str) -> str:
    inside = page[page.index("<body") : page.index("</body>")]
    return re.sub(r"<script>.*?</script>\n", "", inside, flags=re.DOTALL)


@pytest.mark.parametrize("name", cases.CLEAN)
def test_clean_pages(name: str, golden: Golden) -> None:
    flow = cases.CLEAN[name]()
    golden(f"html/{name}.html", body_of(write_html(flow, images=cases.images, addresses=name == "policy").value))


@pytest.mark.parametrize("name", cases.REDLINES)
def test_redlines(name: str, golden: Golden) -> None:
    page = write_redline(cases.REDLINES[name](), images=cases.images, author="Secrétariat technique", date="2026-06-12T10:00:00Z")
    golden(f"html/redline-{name}.html", body_of(page.value))

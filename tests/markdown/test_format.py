from __future__ import annotations

import pytest

from ponam_review.markdown.format import canonical


def test_it_rewrites() -> None:
    result = canonical("Titre\n=====\n* a\n* b\n", file="x.md", identified=False)
    assert result.value == "# Titre\n\n- a\n- b\n"
    assert result.notices == ()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("* a <!-- b -->\n", "the file is left as it is: tidying would lose the comment"),
        ("* a {: .b}\n", "the file is left as it is: tidying would lose what the notices name"),
        ("* a <mark>b</mark>\n", "the file is left as it is: tidying would lose what the notices name"),
        ("* a\n\n[b]: c\n", "the file is left as it is: tidying would lose what the notices name"),
    ],
)
def test_it_leaves_what_it_would_lose(source: str, sentence: str) -> None:
    result = canonical(source, file="x.md", identified=False)
    assert result.value == source
    assert result.notices[-1].text() == sentence


def test_own_fields_are_put_in_order() -> None:
    source = "---\nstatus: projet\ntitle: Un titre\nid: a\nx: 1\n---\na\n"
    result = canonical(source, file="x.md", identified=True)
    assert result.value == '---\nid: a\ntitle: "Un titre"\nstatus: projet\nx: 1\n---\n\na\n'


@pytest.mark.parametrize(
    ("source", "identified"),
    [("---\nb:   1.10\na: x\n---\n\n- c\n", False), ("---\ntitle: x  # provisoire\nid: a\n---\n\n- c\n", True)],
)
def test_foreign_fields_and_their_comments_stay_as_written(source: str, identified: bool) -> None:
    assert canonical(source.replace("- c", "* c"), file="x.md", identified=identified).value == source

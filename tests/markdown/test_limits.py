"""Broken or hostile sources: one sentence, or a text, never anything else."""

from __future__ import annotations

import pytest

from ponam_review.markdown import reader
from ponam_review.markdown.reader import read_section
from ponam_review.text.errors import MarkdownError
from tests.markdown.shape import shape


@pytest.mark.parametrize("source", ["> " * 150 + "a", "- " * 150 + "a", "<ul><li>" * 150 + "a", "<table><tr><td>" * 150 + "a"])
def test_deep_nesting_is_refused(source: str) -> None:
    with pytest.raises(MarkdownError, match=r"^x\.md:1: .* make the text flatter$"):
        read_section(source, file="x.md", identified=False)


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_LENGTH", 10)
    with pytest.raises(MarkdownError, match="split it"):
        read_section("a" * 11, file="x.md", identified=False)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\0b\x01c", "p: a\ufffdb\ufffdc\n"),
        ("\ufeffa\r\n\r\nb\rc", "p: a\np: b c\n"),
        ("a\x0cb", "p: a b\n"),
        (
            "<table><tr><td colspan=99999999999 rowspan=999999>a<tr><td>b</table>",
            "table header=0\n  row\n    td 1x2 p: a\n    td p\n  row\n    td p: b\n",
        ),
    ],
)
def test_odd_characters_and_numbers(source: str, expected: str) -> None:
    assert shape(read_section(source, file="x.md", identified=False).value.blocks) == expected


@pytest.mark.parametrize("unit", ["[", "*a ", "<a ", '<a b="', "<div>", "<!--", "&#", "{:", "`", "~~a ", "|", "```\n", "[^a]"])
def test_repetition_is_read_in_fair_time(unit: str) -> None:
    assert read_section(unit * 2000, file="x.md", identified=False).value is not None

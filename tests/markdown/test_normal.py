"""What comes from elsewhere than Markdown (from Word, say) is brought into the form that Markdown can hold."""

from __future__ import annotations

import pytest

from ponam_review.markdown.normal import normal
from ponam_review.text.model import Block, Break, Cell, Code, Heading, Image, Inline, Item, Note, Paragraph, Quote, Row, Run, Table
from tests.markdown.shape import shape


def _p(*content: Inline, within: tuple[Quote | Item, ...] = ()) -> Paragraph:
    return Paragraph(content, within)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([_p(Run("a"), Run("b"), Run(""), Run("c", 1))], "p: ab{strong|c}\n"),
        ([_p(Break(), Run(" a "), Break(), Run(" b "), Break())], "p: a⏎b\n"),
        ([_p(), _p(Run(" ")), _p(Run("a"))], "p: a\n"),
        ([_p(Run("a"), within=(Item(False, False),))], "[-0] p: a\n"),
        ([Heading(2, (Run("a"),), within=(Item(True, True, 3),))], "[#3] p\n[#_] h2: a\n"),
        ([_p(within=(Item(False, True, 0),)), _p(Run("a"), within=(Item(False, False),))], "[-0] p: a\n"),
        ([_p(within=(Quote(True),)), _p(Run("a"), within=(Quote(False),))], "[>] p: a\n"),
        ([_p(Image("a.png", "b", "c"))], "figure img(a.png|b): c\n"),
        ([Heading(1, ())], ""),
        ([Heading(9, (Run("a"),), "b c")], "h6: a\n"),
        ([_p(Run("a\nb\x01", 0, "javascript:x"))], "p: a b\ufffd\n"),
        ([Table((Row((Cell(()), Cell((_p(Run("a")),), 5))), Row(())))], "table header=1\n  row\n    td p\n    td p: a\n"),
        ([Code("a\r\nb", " c\nd ")], "code c d\n  |a\n  |b\n"),
    ],
)
def test_it_becomes(blocks: list[Block], expected: str) -> None:
    assert shape(normal(blocks)) == expected


def test_a_note_holds_no_note() -> None:
    inner = Note((_p(Run("b")),))
    assert shape(normal([_p(Note((_p(Run("a "), inner),)))])) == "p: ^(p: a (b))\n"

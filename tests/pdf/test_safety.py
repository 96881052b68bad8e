"""Whatever a text holds is printed as it stands: none of it is ever Typst code, and none of it stops the printing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.pdf import press
from ponam_review.pdf.clean import write_pdf
from ponam_review.pdf.inlines import DAMAGED, NO_LINK
from ponam_review.pdf.markup import literal
from ponam_review.pdf.redline import write_redline
from ponam_review.text.model import Cell, Code, Figure, Heading, Image, Mark, Note, Paragraph, Row, Run, Table
from ponam_review.text.pictures import ABSENT, OUTSIDE, UNKNOWN
from tests.html import cases
from tests.pdf.reading import Engine, letters, pages_of, tag_names

EVIL = '#import "/etc/passwd" \\ $x$ *a* _b_ @ref <label> `c` = d // e /* f */ #{panic()} "quoted" ]) }; \\u{41} ~ -- ...'


def test_code_comes_out_as_text(engine: Engine) -> None:
    evil = Run(EVIL)
    flow = cases.loose(
        Heading(1, (evil,), id=EVIL),
        Paragraph((evil, Run(EVIL, Mark.CODE), Note((Paragraph((evil,)),)))),
        Table((Row((Cell((Paragraph((evil,)),)),)),), caption=(evil,), id=EVIL + "2"),
        Figure(Image("a.png", EVIL), (evil,)),
        Code(EVIL),
        name=EVIL,
    )
    result = write_pdf(flow, images=cases.images, created="2026-01-01", mark=EVIL, watermark="x")
    assert result.notices == ()
    shown = letters("".join(pages_of(result.value, engine)))
    for sign, count in letters(EVIL).items():
        assert shown[sign] >= 8 * count, sign


def test_control_characters_vanish() -> None:
    assert literal("a\x00b\x1b\ud800\uffffc\td\ne") == '"abc d e"'


def test_a_string_ends_where_it_ends() -> None:
    assert literal('a"b\\') == '"a\\"b\\\\"'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//evil.example", "data:text/html,x", "vbscript:x"])
def test_no_address_but_of_the_web_is_a_link(address: str) -> None:
    result = write_pdf(cases.loose(Paragraph((Run("ici", 0, address),))), images=cases.images, created="2026-01-01")
    assert [notice.template for notice in result.notices] == [NO_LINK]
    assert address.encode() not in result.value


def test_pictures_that_cannot_be_shown_are_described(engine: Engine) -> None:
    found = {"broken.png": cases.DOT[:-20], "drawing.svg": b"<svg/>", "good.png": cases.DOT}
    names = ["broken.png", "drawing.svg", "none.png", "https://example.org/a.png", "good.png"]
    flow = cases.loose(*(Figure(Image(name, f"mot{number}")) for number, name in enumerate(names)))
    result = write_pdf(flow, images=lambda _file, source: found.get(source), created="2026-01-01")
    assert {notice.template for notice in result.notices} == {DAMAGED, UNKNOWN, ABSENT, OUTSIDE}
    text = "".join(pages_of(result.value, engine))
    assert [f"mot{number}" in text for number in range(5)] == [True, True, True, True, False]
    assert tag_names(result.value).count("Figure") == 1


def test_a_character_that_no_font_has_does_not_stop_the_printing(engine: Engine) -> None:
    result = write_pdf(cases.loose(cases.para("un 🦒 passe")), images=cases.images, created="2026-01-01")
    (notice,) = result.notices
    assert notice.template == press.NOT_ACCESSIBLE
    assert "🦒" in str(notice.values["reason"])
    assert "passe" in "".join(pages_of(result.value, engine))


def test_an_odd_date_does_not_stop_the_printing() -> None:
    (notice,) = write_redline(cases.words(), images=cases.images, author=EVIL, date=EVIL).notices
    assert notice.values["reason"] == "missing document date"


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path)
    write_pdf(cases.loose(Figure(Image("a.png", "Un point"))), images=cases.images, created="2026-01-01")
    assert list(tmp_path.iterdir()) == []

"""Which way a text reads."""

from __future__ import annotations

import pytest

from ponam_review.text.direction import (
    has_right_to_left,
    is_right_to_left,
    language_is_right_to_left,
    markup_is_right_to_left,
    strings_are_right_to_left,
)


@pytest.mark.parametrize("text", ["الهجرة", "120 مدرسة", "« ߒߞߏ »", "𞤆𞤵𞤤𞤢𞤪 in Adlam"])
def test_the_first_letter_decides(text: str) -> None:
    assert is_right_to_left(text)


@pytest.mark.parametrize("text", ["", "120", "Kayes – الهجرة", "ɲɛtaasira", "Ʋ"])
def test_other_texts_read_from_left_to_right(text: str) -> None:
    assert not is_right_to_left(text)


def test_marks_and_calls_do_not_decide() -> None:
    assert markup_is_right_to_left('<strong class="a">الهجرة</strong> a')
    assert not markup_is_right_to_left("<em>a</em> الهجرة")
    assert strings_are_right_to_left('strong("الهجرة \\" a");')
    assert not strings_are_right_to_left('p("a");p("الهجرة")')
    assert has_right_to_left("a الهجرة")


def test_languages() -> None:
    assert [code for code in ("fr", "ar", "ff", "ff-Adlm", "nqo", "ar-ML", "bm-Nkoo") if language_is_right_to_left(code)] == [
        "ar",
        "ff-Adlm",
        "nqo",
        "ar-ML",
        "bm-Nkoo",
    ]

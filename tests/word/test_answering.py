"""Answers in the very Word file that was sent: native replies, and nothing else changed."""

from __future__ import annotations

import io
import zipfile

import pytest

from ponam_review.compare.engine import compare
from ponam_review.text.annotations import Annotation
from ponam_review.text.flow import Flow, Placed
from ponam_review.text.model import Paragraph, Run
from ponam_review.word.answering import Answer, answer_copy
from ponam_review.word.reading.words import read_word
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.redline import write_redline

OLD, NEW = "Ouvrir douze postes consulaires.", "Ouvrir quinze postes consulaires."


def _flow(*texts: str) -> Flow:
    return Flow("projet", tuple(Placed(Paragraph((Run(text),)), "axe", n) for n, text in enumerate(texts, 1)), title="Texte")


def _no_image(file: str, source: str) -> None:
    return None


def commented() -> bytes:
    note = Annotation(0, 7, 12, "", "Awa", "2026-03-01T10:00:00Z", "Pourquoi ?")
    return write_docx(_flow(OLD, "Autre alinéa."), images=_no_image, created="2026-03-01T10:00:00Z", annotations=[note]).value


def tracked() -> bytes:
    return write_redline(
        compare(_flow("Début.", OLD), _flow("Début.", NEW)), images=_no_image, author="Awa", date="2026-03-01T10:00:00Z"
    ).value


def answered(content: bytes, *answers: Answer) -> bytes:
    result = answer_copy(content, answers, author="Secrétariat", date="2026-05-04T10:00:00Z", name="copie.docx")
    assert result.notices == ()
    return result.value


def test_a_comment_is_answered_by_a_native_reply() -> None:
    before = read_word(commented(), name="a").value
    after = read_word(answered(commented(), Answer("OBS-0001", "OBS-0001 – Retenue\nMotif.", before.comments[0].id)), name="b").value
    first, reply = after.comments
    assert (reply.parent, reply.author, reply.text) == (first.id, "Secrétariat", "OBS-0001 – Retenue\nMotif.")
    assert reply.quote == first.quote
    assert after.accepted == before.accepted


def test_a_reply_to_a_reply_stands_under_the_first_comment() -> None:
    id = read_word(commented(), name="a").value.comments[0].id
    once = answered(commented(), Answer("OBS-0001", "un", id))
    second = read_word(once, name="b").value.comments[1].id
    twice = read_word(answered(once, Answer("OBS-0002", "deux", second)), name="c").value
    assert [comment.parent for comment in twice.comments] == ["", id, id]


@pytest.mark.parametrize("answer", [Answer("OBS-0001", "Retenue", "", OLD, NEW), Answer("OBS-0001", "Retenue", "", "douze", NEW)])
def test_a_tracked_change_stays_and_gets_a_comment(answer: Answer) -> None:
    before = read_word(tracked(), name="a").value
    after = read_word(answered(tracked(), answer), name="b").value
    assert (after.accepted, after.rejected, after.changes) == (before.accepted, before.rejected, before.changes)
    (comment,) = after.comments
    assert comment.text == "Retenue"
    assert comment.paragraph == 1


def test_what_is_no_longer_found_stands_on_the_first_paragraph() -> None:
    after = read_word(answered(tracked(), Answer("OBS-0009", "Retenue", "", "ailleurs", "nulle part")), name="b").value
    assert [comment.paragraph for comment in after.comments] == [0]


def test_other_parts_stay_byte_for_byte() -> None:
    one, two = (zipfile.ZipFile(io.BytesIO(content)) for content in (tracked(), answered(tracked(), Answer("OBS-0001", "x", "", OLD, NEW))))
    changed = {name for name in one.namelist() if one.read(name) != two.read(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert set(two.namelist()) - set(one.namelist()) == {"word/commentsPonam.xml", "word/commentsExtendedPonam.xml"}

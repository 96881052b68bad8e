"""Copies of other word processors: the same remarks as in the Word file, and the register keeps what was received."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ponam_review.intake.desk import Desk
from ponam_review.intake.foreign import as_word, foreign_ending
from ponam_review.intake.layout import lay_out
from ponam_review.intake.readers import take
from ponam_review.intake.word import read_copy
from ponam_review.register.values import NewComment, Stakeholder
from ponam_review.text.errors import WordFileError
from ponam_review.text.plain import fold

from .returned.copies import edited, edition

Convert = Callable[[Iterable[Path], str, Path], list[Path]]
FLOW = edition(3)


def said(comment: NewComment) -> tuple[object, ...]:
    selector = comment.place.selector
    where = (selector.section, selector.block) if selector else None
    return (where, comment.edit.value, comment.untracked, fold(comment.quote), fold(comment.proposal), comment.text)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_copy_saved_by_libreoffice_says_the_same(form: str, libreoffice: Convert, tmp_path: Path) -> None:
    made = edited(FLOW, 8, 10)
    path = tmp_path / "copie.docx"
    path.write_bytes(made.bytes())
    (saved,) = libreoffice([path], form, tmp_path / "saved")
    layout = lay_out(FLOW)
    before = read_copy(path.read_bytes(), "copie.docx", layout).value
    desk = Desk(layout, (), Stakeholder("OIM", "Organisation"), environ=dict(os.environ))
    (submission,) = take(saved.read_bytes(), f"copie.{form}", desk).submissions
    assert sorted(map(str, map(said, submission.comments))) == sorted(map(str, map(said, before)))
    assert submission.content == saved.read_bytes()


def test_kinds_of_documents_are_known_by_what_they_are() -> None:
    assert foreign_ending(b"{\\rtf1 bonjour}", "copie.docx") == ".rtf"
    assert foreign_ending(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "copie") == ".odt"
    assert foreign_ending(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "copie.doc") == ".doc"
    assert foreign_ending(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "matrice.xls") == ""
    assert as_word(b"PK word", "copie.docx", {}) == b"PK word"


def test_without_libreoffice_the_sentence_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponam_review.workspace.conversion._usual_places", lambda environ: iter(()))
    with pytest.raises(WordFileError, match=r"^retour.rtf: only LibreOffice"):
        as_word(b"{\\rtf1 bonjour}", "retour.rtf", {"PATH": ""})

"""What says who answers whom, when a remark was made, and what it was about before the changes."""

from __future__ import annotations

from ponam_review.text.remarks import Comment
from ponam_review.word.reading.telling import tell
from ponam_review.word.reading.words import read_word

from .building import CHANGED, cell, comment, commented, deleted, docx, inserted, paragraph, row, table, words
from .test_inserted import with_part


def reference(identity: int) -> str:
    return f'<w:r><w:commentReference w:id="{identity}"/></w:r>'


def comments(body: str, **parts: str) -> tuple[Comment, ...]:
    return words(body, **parts).comments


class TestRepliesOfWriter:
    """LibreOffice up to 7.4 writes a reply as a remark without range, at the same place, that begins by saying whom it answers."""

    HEAD = 'Reply to Awa Keïta (03/01/2026, 10:00): "..."'

    def test_they_are_linked_by_what_they_say(self) -> None:
        body = paragraph(commented(0, "mot") + reference(1))
        found = comments(body, comments=comment(0, "Avis", author="Awa Keïta") + comment(1, self.HEAD, "Oui", author="Binta"))
        assert [one.parent for one in found] == ["", "0"]

    def test_in_french_too(self) -> None:
        body = paragraph(commented(0, "mot") + reference(1))
        head = "Répondre à Awa (01/03/2026, 10:00)\u00a0: «\u00a0...\u00a0»"
        assert comments(body, comments=comment(0, "Avis", author="Awa") + comment(1, head))[1].parent == "0"

    def test_not_to_somebody_else_and_not_elsewhere(self) -> None:
        elsewhere = paragraph(commented(0, "mot"), " loin", reference(1))
        assert comments(elsewhere, comments=comment(0, "Avis", author="Awa Keïta") + comment(1, self.HEAD))[1].parent == ""
        same = paragraph(commented(0, "mot") + reference(1))
        assert comments(same, comments=comment(0, "Avis", author="Seydou") + comment(1, self.HEAD))[1].parent == ""

    def test_a_remark_that_only_stands_at_the_same_place_answers_nobody(self) -> None:
        body = paragraph(commented(0, "mot") + reference(1))
        assert comments(body, comments=comment(0, "Avis") + comment(1, "Réponse ?"))[1].parent == ""


def test_remarks_on_exactly_the_same_words_are_pointed_out() -> None:
    body = paragraph(
        '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>', "mot", '<w:commentRangeEnd w:id="0"/><w:commentRangeEnd w:id="1"/>',
        commented(2, "autre"),
    )  # fmt: skip
    told = tell(docx(body, comments="".join(comment(n, "x") for n in range(3))), name="x")
    assert [remark.beside for remark in told.comments] == ["", "0", ""]


def test_the_moment_in_utc_is_told_beside_the_date() -> None:
    content = docx(
        paragraph(commented(0, "a")),
        comments=comment(0, "x"),
        commentsIds='<w16cid:commentId w16cid:paraId="00000000" w16cid:durableId="1A2B"/>',
    )
    extensible = (
        '<w16cex:commentsExtensible xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex">'
        '<w16cex:commentExtensible w16cex:durableId="1A2B" w16cex:dateUtc="2026-03-01T08:00:00Z"/></w16cex:commentsExtensible>'
    )
    content = with_part(content, "commentsExtensible.xml", extensible, "commentsExtensible")
    (found,) = read_word(content, name="x").value.comments
    assert (found.date, found.moment) == ("2026-03-01T09:00:00Z", "2026-03-01T08:00:00Z")


class TestTheQuoteBeforeTheChanges:
    def test_it_is_the_rejected_reading_of_the_range(self) -> None:
        (found,) = comments(paragraph(commented(0, "un ", deleted("vieux "), inserted("bon "), "mot")), comments=comment(0, "x"))
        assert (found.quote, found.rejected_quote) == ("un bon mot", "un vieux mot")

    def test_of_inserted_words_there_is_none(self) -> None:
        (found,) = comments(paragraph(inserted(commented(0, "neuf"))), comments=comment(0, "x"))
        assert (found.quote, found.rejected_quote) == ("neuf", "")

    def test_of_deleted_words_it_is_the_quote(self) -> None:
        (found,) = comments(paragraph(deleted(commented(0, "<w:r><w:delText>parti</w:delText></w:r>")), "x"), comments=comment(0, "x"))
        assert (found.quote, found.rejected_quote) == ("parti", "parti")

    def test_in_notes_and_boxes_and_tables(self) -> None:
        gone = deleted(commented(0, "<w:r><w:delText>parti</w:delText></w:r>"))
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        note = words(paragraph("a", mark), footnotes=f'<w:footnote w:id="2">{paragraph("n ", gone)}</w:footnote>', comments=comment(0, "x"))
        box = words(
            paragraph("a", f"<w:r><w:pict><w:txbxContent>{paragraph(gone)}</w:txbxContent></w:pict></w:r>"), comments=comment(0, "x")
        )
        nested = words(table(row(cell(table(row(cell(paragraph(gone))))))), comments=comment(0, "x"))
        for file in (note, box, nested):
            assert [(one.quote, one.rejected_quote) for one in file.comments] == [("parti", "parti")]


class TestHusks:
    """What LibreOffice leaves behind is no change."""

    def test_an_insertion_of_nothing(self) -> None:
        assert words(paragraph("a", f"<w:ins {CHANGED}><w:r><w:rPr/></w:r></w:ins>")).changes == ()

    def test_a_joiner_without_width_in_a_tracked_row(self) -> None:
        joiner = paragraph(inserted("\u200d"))
        file = words(table(row("a"), row(cell(joiner), properties=f"<w:ins {CHANGED}/>")))
        assert (file.accepted, file.rejected, [change.kind for change in file.changes]) == (("a",), ("a",), ["row-insert"])

    def test_a_joiner_between_letters_stays(self) -> None:
        assert words(paragraph(inserted("क्\u200dष"))).accepted == ("क्\u200dष",)

    def test_insertions_of_a_picture_a_note_or_a_mark_are_changes(self) -> None:
        picture = inserted("<w:r><w:drawing/></w:r>")
        note = inserted('<w:r><w:footnoteReference w:id="2"/></w:r>')
        assert [change.kind for change in words(paragraph("a", picture, note)).changes] == ["insert", "insert"]


def test_running_heads_stand_apart() -> None:
    file = words(paragraph("corps"), header=paragraph("Projet ", inserted("2")) + table(row("cellule")))
    assert (file.accepted, file.heads) == (("corps",), ("Projet 2", "cellule"))
    assert [change.paragraph for change in file.changes] == [-1]

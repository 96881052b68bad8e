"""Comments: words, quote, place, thread, resolved state."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ponam_review.text.remarks import Comment
from ponam_review.word.reading import quotes
from ponam_review.word.reading.words import read_word

from .building import answer, cell, comment, commented, deleted, docx, inserted, paragraph, row, run, table, words


def one(body: str, **parts: str) -> Comment:
    (found,) = words(body, comments=comment(0, "Avis"), **parts).comments
    return found


class TestTheQuote:
    def test_it_is_the_words_between_the_marks(self) -> None:
        found = one(paragraph("Le ", commented(0, "passage visé"), " ici"))
        assert (found.quote, found.paragraph, found.author, found.date, found.text) == (
            "passage visé",
            0,
            "Awa",
            "2026-03-01T09:00:00Z",
            "Avis",
        )

    def test_it_spans_paragraphs_and_table_cells(self) -> None:
        body = (
            paragraph('<w:commentRangeStart w:id="0"/>', "premier")
            + table(row("case A", "case B"))
            + paragraph("dernier", '<w:commentRangeEnd w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>')
        )
        assert one(body).quote == "premier\ncase A\ncase B\ndernier"

    def test_of_changed_words_it_is_the_accepted_reading(self) -> None:
        assert one(paragraph(commented(0, "un ", deleted("vieux "), inserted("bon "), "mot"))).quote == "un bon mot"

    def test_of_deleted_words_it_is_those_words(self) -> None:
        assert one(paragraph("a ", deleted(commented(0, "<w:r><w:delText>parti</w:delText></w:r>")), " b")).quote == "parti"

    def test_of_inserted_words_it_is_those_words(self) -> None:
        assert one(paragraph("a ", inserted(commented(0, "venu")))).quote == "venu"

    def test_marks_between_paragraphs_count(self) -> None:
        body = '<w:commentRangeStart w:id="0"/>' + paragraph("un") + paragraph("deux") + '<w:commentRangeEnd w:id="0"/>'
        assert one(body).quote == "un\ndeux"

    def test_overlapping_ranges_have_each_their_own(self) -> None:
        body = paragraph(
            '<w:commentRangeStart w:id="0"/>', "a ", '<w:commentRangeStart w:id="1"/>', "b ", '<w:commentRangeEnd w:id="0"/>', "c",
            '<w:commentRangeEnd w:id="1"/>',
        )  # fmt: skip
        file = words(body, comments=comment(0, "x") + comment(1, "y"))
        assert [c.quote for c in file.comments] == ["a b ", "b c"]

    def test_a_range_in_a_note_is_found(self) -> None:
        body = paragraph("corps", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        found = one(body, footnotes=f'<w:footnote w:id="2">{paragraph("une ", commented(0, "note"))}</w:footnote>')
        assert (found.quote, found.paragraph) == ("note", 1)

    def test_of_marks_that_stand_twice_the_first_counts(self) -> None:
        assert one(paragraph(commented(0, "un"), commented(0, "deux"))).quote == "un"


class TestThePlace:
    def test_a_reference_without_range_gives_a_place_and_no_quote(self) -> None:
        found = one(paragraph("a") + paragraph("b", '<w:r><w:commentReference w:id="0"/></w:r>'))
        assert (found.quote, found.paragraph) == ("", 1)

    def test_a_comment_without_any_mark_is_kept(self) -> None:
        found = one(paragraph("a"))
        assert (found.text, found.quote, found.paragraph) == ("Avis", "", -1)

    def test_a_range_that_never_ends_reaches_to_the_reference(self) -> None:
        body = paragraph('<w:commentRangeStart w:id="0"/>', "un mot", '<w:r><w:commentReference w:id="0"/></w:r>', " de plus")
        assert one(body).quote == "un mot"

    def test_a_place_in_a_deleted_paragraph_is_the_next_one(self) -> None:
        body = paragraph("a") + paragraph(deleted(commented(0, "<w:r><w:delText>b</w:delText></w:r>")), mark="del") + paragraph("c")
        assert one(body).paragraph == 1

    def test_a_place_after_the_last_paragraph_is_the_last_one(self) -> None:
        assert one(paragraph("a") + paragraph('<w:r><w:commentReference w:id="0"/></w:r>')).paragraph == 0

    def test_in_a_text_box_it_is_the_boxs_paragraph(self) -> None:
        box = f"<w:r><w:pict><w:txbxContent>{paragraph(commented(0, 'boîte'))}</w:txbxContent></w:pict></w:r>"
        assert one(paragraph("hôte", box) + paragraph("fin")).paragraph == 1

    def test_a_mark_of_a_comment_that_is_not_there_is_said(self) -> None:
        result = read_word(docx(paragraph(commented(7, "x"))), name="essai.docx")
        assert [n.text() for n in result.notices] == ["the text marks a comment (7) that the file does not hold"]


class TestTheText:
    def test_paragraphs_are_lines(self) -> None:
        (found,) = words(paragraph("a"), comments=comment(0, "un", "deux")).comments
        assert found.text == "un\ndeux"

    def test_a_date_without_zone_gets_one(self) -> None:
        (found,) = words(paragraph("a"), comments=comment(0, "x", date="2026-03-01T09:00:00")).comments
        assert found.date == "2026-03-01T09:00:00Z"

    def test_words_deleted_from_a_comment_are_not_its_words(self) -> None:
        inner = f'<w:comment w:id="0"><w:p>{run("reste")}{deleted(" parti")}</w:p></w:comment>'
        (found,) = words(paragraph("a"), comments=inner).comments
        assert (found.text, found.author, found.date) == ("reste", "", "")


class TestThreads:
    COMMENTS = comment(1, "question") + comment(2, "réponse", "en deux alinéas") + comment(3, "autre")

    def test_replies_name_what_they_answer(self) -> None:
        extended = answer("00000010") + answer("00000021", to="00000010") + answer("00000030")
        file = words(paragraph("a"), comments=self.COMMENTS, commentsExtended=extended)
        assert [c.parent for c in file.comments] == ["", "1", ""]

    def test_a_thread_is_settled_with_its_first_comment(self) -> None:
        extended = answer("00000010", done=True) + answer("00000021", to="00000010") + answer("00000030")
        file = words(paragraph("a"), comments=self.COMMENTS, commentsExtended=extended)
        assert [c.resolved for c in file.comments] == [True, True, False]

    def test_ids_are_compared_without_case(self) -> None:
        comments = comment(1, "q").replace("00000010", "0000ab10") + comment(2, "r")
        file = words(paragraph("a"), comments=comments, commentsExtended=answer("00000020", to="0000AB10"))
        assert [c.parent for c in file.comments] == ["", "1"]

    def test_replies_in_a_circle_are_read_and_settle_nothing(self) -> None:
        extended = answer("00000010", to="00000020") + answer("00000020", to="00000010")
        file = words(paragraph("a"), comments=comment(1, "x") + comment(2, "y"), commentsExtended=extended)
        assert [(c.parent, c.resolved) for c in file.comments] == [("2", False), ("1", False)]

    def test_a_comment_that_answers_itself_answers_nobody(self) -> None:
        file = words(paragraph("a"), comments=comment(1, "x"), commentsExtended=answer("00000010", to="00000010"))
        assert [c.parent for c in file.comments] == [""]

    def test_a_long_chain_is_settled_from_its_root(self) -> None:
        count = 3000
        comments = "".join(comment(n, "x") for n in range(1, count + 1))
        ids = [f"{n:0>7}0" for n in range(1, count + 1)]
        extended = answer(ids[0], done=True) + "".join(answer(b, to=a) for a, b in pairwise(ids))
        assert all(c.resolved for c in words(paragraph("a"), comments=comments, commentsExtended=extended).comments)

    def test_a_broken_companion_costs_only_what_it_says(self) -> None:
        result = read_word(docx(paragraph("a"), comments=comment(1, "x"), commentsExtended="<w15:commentEx"), name="essai.docx")
        assert [c.text for c in result.value.comments] == ["x"]
        assert len(result.notices) == 1

    def test_people_and_durable_ids_are_known(self) -> None:
        people = '<w15:person w15:author="Awa"><w15:presenceInfo w15:providerId="AD" w15:userId="awa@example.org"/></w15:person>'
        people += '<w15:person w15:author="Binta"><w15:presenceInfo w15:providerId="None" w15:userId="Binta"/></w15:person>'
        durable = '<w16cid:commentId w16cid:paraId="00000010" w16cid:durableId="2AB3"/>'
        file = words(paragraph("a"), comments=comment(1, "x"), people=people, commentsIds=durable)
        assert dict(file.people) == {"Awa": "awa@example.org"}
        assert dict(file.durable_ids) == {"1": "2AB3"}


def test_ids_that_stand_twice_lose_no_comment() -> None:
    file = words(paragraph(commented(0, "a")), comments=comment(0, "un") + comment(0, "deux"))
    assert [(c.text, c.quote) for c in file.comments] == [("un", "a"), ("deux", "a")]


def test_quotes_that_together_exceed_any_document_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "MAX_QUOTED", 15)
    content = docx(paragraph(commented(0, commented(1, "dix lettres"))), comments=comment(0, "x") + comment(1, "y"))
    result = read_word(content, name="essai.docx")
    assert [c.quote for c in result.value.comments] == ["dix lettres", ""]
    assert "longer than any document" in result.notices[0].text()


def test_many_comments_take_time_in_proportion() -> None:
    """Twenty times as many comments over the same words must not take four hundred times as long."""
    count = 4000
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(count))
    ends = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(count))
    file = words(paragraph(starts, "un mot", ends), comments="".join(comment(n, "x") for n in range(count)))
    assert {c.quote for c in file.comments} == {"un mot"}
    assert len(file.comments) == count


def test_cells_of_a_comment_are_read() -> None:
    inner = f'<w:comment w:id="0">{table(row(cell("a"), cell("b")))}</w:comment>'
    (found,) = words(paragraph("x"), comments=inner).comments
    assert found.text == "a\nb"

"""What is text in a Word file, and what is not."""

from __future__ import annotations

import pytest

from .building import cell, commented, paragraph, readings, row, run, table, words


def text_of(*inner: str) -> tuple[str, ...]:
    return readings(paragraph(*inner))[0]


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "a b"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "a\u00adb"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="zzzz"/><w:t>x</w:t></w:r>', "x"),
        ("<w:r><w:lastRenderedPageBreak/><w:t>x</w:t></w:r>", "x"),
        ("<m:oMath><m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>", "r²"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "a/b"),
        ("<m:oMath><m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d></m:oMath>", "(a)"),
        ('<m:oMath><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d></m:oMath>', "[a"),
        ("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:oMath>", "√(x)"),
        ("<m:oMath><m:func><m:fName><m:r><m:t>sin</m:t></m:r></m:fName><m:e><m:r><m:t>x</m:t></m:r></m:e></m:func></m:oMath>", "sin x"),
        ('<m:oMath><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>n</m:t></m:r></m:sub></m:nary></m:oMath>', "∑_n"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>", "漢"),
        ('<w:hyperlink r:id="x"><w:r><w:t>lien</w:t></w:r></w:hyperlink>', "lien"),
    ],
)
def test_characters(xml: str, text: str) -> None:
    assert text_of(xml) == (text,)


class TestFields:
    def test_only_the_result_is_text(self) -> None:
        assert text_of("voir ", field(" REF _x ", run("section 3")), ".") == ("voir section 3.",)

    def test_fields_nest_in_the_instruction(self) -> None:
        assert text_of(field(f"IF {field(' REF a ', run('caché'))} = 1", run("vu"))) == ("vu",)

    def test_a_field_may_run_over_paragraphs(self) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        body = paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "un")
        assert readings(body + paragraph("deux", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))[0] == ("un", "deux")

    def test_a_field_that_never_ends_hides_nothing(self) -> None:
        assert text_of('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "reste") == ("reste",)

    def test_a_field_without_result_shows_nothing(self) -> None:
        code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "mot"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        assert text_of("a", code, "b") == ("ab",)

    def test_deleted_instructions_are_no_text(self) -> None:
        assert text_of("<w:r><w:delInstrText> REF x </w:delInstrText></w:r>", "a") == ("a",)


class TestAlternatives:
    def it_takes(self, *branches: str) -> tuple[str, ...]:
        return text_of(f"<w:r><mc:AlternateContent>{''.join(branches)}</mc:AlternateContent></w:r>")

    def test_a_choice_we_understand_is_taken_and_its_fallback_is_not(self) -> None:
        assert self.it_takes('<mc:Choice Requires="wps"><w:t>a</w:t></mc:Choice>', "<mc:Fallback><w:t>b</w:t></mc:Fallback>") == ("a",)

    def test_the_fallback_is_taken_where_the_choice_is_unknown(self) -> None:
        assert self.it_takes('<mc:Choice Requires="zz9"><w:t>a</w:t></mc:Choice>', "<mc:Fallback><w:t>b</w:t></mc:Fallback>") == ("b",)


BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


class TestTextBoxes:
    def test_the_box_comes_after_the_paragraph_it_hangs_on(self) -> None:
        body = paragraph("avant ", BOX.format(paragraph("boîte") + paragraph("suite")), "après") + paragraph("fin")
        assert readings(body)[0] == ("avant après", "boîte", "suite", "fin")

    def test_boxes_nest(self) -> None:
        inner = BOX.format(paragraph("dedans"))
        assert readings(paragraph("hôte", BOX.format(paragraph("boîte", inner))))[0] == ("hôte", "boîte", "dedans")

    def test_a_table_in_a_box_in_a_cell(self) -> None:
        body = table(row(cell(paragraph("a", BOX.format(table(row("b", "c"))))), "d"))
        assert readings(body)[0] == ("a", "b", "c", "d")


def test_tables_are_read_row_by_row_and_cell_by_cell() -> None:
    assert readings(table(row("a", "b"), row(cell(table(row("c", "d")), paragraph("e")), "f")))[0] == ("a", "b", "c", "d", "e", "f")


def test_empty_paragraphs_are_left_out_and_blanks_folded() -> None:
    assert readings(paragraph("  a\u00a0 b ") + paragraph() + paragraph(" "))[0] == ("a b",)


class TestTrackedChanges:
    def test_each_kind_is_named_with_its_author_words_and_place(self) -> None:
        changed = 'w:author="Binta" w:date="2026-03-01T09:00:00"'
        body = paragraph("un") + paragraph(
            f"<w:ins {changed}>{run('ajout')}</w:ins>",
            f"<w:del {changed}><w:r><w:delText>retrait</w:delText></w:r></w:del>",
            f"<w:moveFrom {changed}>{run('parti')}</w:moveFrom>",
            f"<w:moveTo {changed}>{run('venu')}</w:moveTo>",
            f"<w:r><w:rPr><w:b/><w:rPrChange {changed}><w:rPr/></w:rPrChange></w:rPr><w:t>gras</w:t></w:r>",
            properties=f"<w:pPrChange {changed}><w:pPr/></w:pPrChange>",
        )
        changes = words(body).changes
        assert [(c.kind, c.text) for c in changes] == [
            ("format", "ajoutretraitpartivenugras"),
            ("insert", "ajout"),
            ("delete", "retrait"),
            ("move-from", "parti"),
            ("move-to", "venu"),
            ("format", "gras"),
        ]
        assert {(c.author, c.date, c.paragraph) for c in changes} == {("Binta", "2026-03-01T09:00:00Z", 1)}

    def test_marks_and_rows_are_changes_too(self) -> None:
        tracked = 'w:author="Binta" w:date="2026-03-01T09:00:00Z"'
        body = paragraph("a", mark="ins") + paragraph("b", mark="del") + paragraph("c")
        body += table(row("d", properties=f"<w:ins {tracked}/>"), row("e", properties=f"<w:del {tracked}/>"))
        assert [(c.kind, c.text) for c in words(body).changes] == [
            ("paragraph-insert", "a"),
            ("paragraph-delete", "b"),
            ("row-insert", "d\n"),
            ("row-delete", "e\n"),
        ]

    def test_what_the_accepted_reading_does_not_hold_points_at_the_next_paragraph(self) -> None:
        body = paragraph("a") + paragraph("<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", mark="del") + paragraph("c")
        assert [(c.kind, c.paragraph) for c in words(body).changes] == [("paragraph-delete", 1), ("delete", 1)]

    def test_changes_in_running_heads_stand_in_no_paragraph(self) -> None:
        file = words(paragraph("corps"), header=paragraph("tête ", '<w:ins w:author="Binta"><w:r><w:t>neuve</w:t></w:r></w:ins>'))
        assert file.accepted == ("corps",)
        assert [(c.kind, c.author, c.text, c.paragraph) for c in file.changes] == [("insert", "Binta", "neuve", -1)]

    def test_a_comment_on_inserted_words_does_not_hide_the_change(self) -> None:
        file = words(paragraph("a ", f'<w:ins w:author="Binta">{commented(0, "neuf")}</w:ins>'))
        assert [(c.kind, c.text) for c in file.changes] == [("insert", "neuf")]

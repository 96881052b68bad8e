"""Both readings of tracked changes, one test a rule of ECMA-376-1 §17.13.5."""

from __future__ import annotations

import pytest

from .building import CHANGED, cell, deleted, inserted, paragraph, readings, row, run, table


def it_reads(body: str, accepted: tuple[str, ...], rejected: tuple[str, ...]) -> None:
    assert readings(body) == (accepted, rejected)


class TestRuns:
    def test_inserted_text_stands_in_the_accepted_reading_only(self) -> None:
        it_reads(paragraph("La ", inserted("nouvelle "), "règle"), ("La nouvelle règle",), ("La règle",))

    def test_deleted_text_stands_in_the_rejected_reading_only(self) -> None:
        it_reads(paragraph("La ", deleted("vieille "), "règle"), ("La règle",), ("La vieille règle",))

    def test_an_insertion_that_was_deleted_again_stands_in_neither(self) -> None:
        it_reads(paragraph("La ", inserted(deleted("très ", author="Binta")), "règle"), ("La règle",), ("La règle",))

    def test_moved_text_stands_where_it_went_or_where_it_came_from(self) -> None:
        body = (
            paragraph(f"<w:moveFrom {CHANGED}>{run('Un.')}</w:moveFrom>", "Deux.")
            + paragraph(f"Trois.{''}", f"<w:moveTo {CHANGED}>{run(' Un.')}</w:moveTo>")
        )  # fmt: skip
        it_reads(body, ("Deux.", "Trois. Un."), ("Un.Deux.", "Trois."))

    def test_text_deleted_inside_moved_text_came_along_in_the_old_place_only(self) -> None:
        body = paragraph(f"<w:moveTo {CHANGED}>{run('neuf')}{deleted(' vieux')}</w:moveTo>", " fin")
        it_reads(body, ("neuf fin",), ("fin",))

    def test_a_formula_run_carries_its_change_in_its_properties(self) -> None:
        body = paragraph(f"<m:oMath><m:r><w:rPr><w:ins {CHANGED}/></w:rPr><m:t>ab</m:t></m:r><m:r><m:t>cd</m:t></m:r></m:oMath>")
        it_reads(body, ("abcd",), ("cd",))


class TestParagraphMarks:
    def test_a_deleted_mark_joins_the_paragraph_with_the_next_when_accepted(self) -> None:
        it_reads(paragraph("Un ", mark="del") + paragraph("deux"), ("Un deux",), ("Un", "deux"))

    def test_an_inserted_mark_joins_the_paragraph_with_the_next_when_rejected(self) -> None:
        it_reads(paragraph("Un ", mark="ins") + paragraph("deux"), ("Un", "deux"), ("Un deux",))

    def test_several_deleted_marks_join_several_paragraphs(self) -> None:
        body = paragraph("a", mark="del") + paragraph("b", mark="del") + paragraph("c") + paragraph("d")
        it_reads(body, ("abc", "d"), ("a", "b", "c", "d"))

    def test_a_paragraph_deleted_whole_leaves_nothing(self) -> None:
        it_reads(paragraph(deleted("Adieu"), mark="del") + paragraph("Reste"), ("Reste",), ("Adieu", "Reste"))

    def test_a_mark_deleted_and_inserted_stands_in_neither_reading(self) -> None:
        mark = f"<w:rPr><w:ins {CHANGED}/><w:del {CHANGED}/></w:rPr>"
        it_reads(f"<w:p><w:pPr>{mark}</w:pPr>{run('a')}</w:p>" + paragraph("b"), ("ab",), ("ab",))

    def test_a_moved_mark_goes_with_its_text(self) -> None:
        moved = f"<w:p><w:pPr><w:rPr><w:moveFrom {CHANGED}/></w:rPr></w:pPr><w:moveFrom {CHANGED}>{run('Un')}</w:moveFrom></w:p>"
        it_reads(moved + paragraph("Deux"), ("Deux",), ("Un", "Deux"))

    def test_a_deleted_mark_before_a_table_still_ends_its_paragraph(self) -> None:
        body = paragraph("Avant", mark="del") + table(row("dedans")) + paragraph("Après")
        it_reads(body, ("Avant", "dedans", "Après"), ("Avant", "dedans", "Après"))

    def test_a_deleted_mark_at_the_end_of_a_cell_still_ends_its_paragraph(self) -> None:
        body = table(row(cell(paragraph("a", mark="del")), "b"))
        it_reads(body, ("a", "b"), ("a", "b"))


class TestTables:
    def test_an_inserted_row_stands_in_the_accepted_reading_only(self) -> None:
        it_reads(table(row("a"), row("b", properties=f"<w:ins {CHANGED}/>")), ("a", "b"), ("a",))

    def test_a_deleted_row_stands_in_the_rejected_reading_only(self) -> None:
        it_reads(table(row("a"), row("b", properties=f"<w:del {CHANGED}/>")), ("a",), ("a", "b"))

    def test_inserted_and_deleted_cells(self) -> None:
        body = table(row("a", cell("b", properties=f"<w:cellIns {CHANGED}/>"), cell("c", properties=f"<w:cellDel {CHANGED}/>")))
        it_reads(body, ("a", "b"), ("a", "c"))

    def test_text_inside_a_deleted_row_that_was_inserted_stands_in_neither(self) -> None:
        it_reads(table(row(cell(paragraph(inserted("x"))), properties=f"<w:del {CHANGED}/>")) + paragraph("y"), ("y",), ("y",))

    def test_a_table_deleted_whole_lets_the_paragraphs_around_it_meet(self) -> None:
        body = paragraph("a", mark="del") + table(row("b", properties=f"<w:del {CHANGED}/>")) + paragraph("c")
        it_reads(body, ("ac",), ("a", "b", "c"))


class TestNotes:
    def test_a_note_stands_where_its_mark_stands(self) -> None:
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        notes = f'<w:footnote w:id="2">{paragraph("Note ", deleted("vieille "), inserted("neuve"))}</w:footnote>'
        assert readings(paragraph("Texte", inserted(mark)), footnotes=notes) == (("Texte", "Note neuve"), ("Texte",))
        assert readings(paragraph("Texte", mark), footnotes=notes) == (("Texte", "Note neuve"), ("Texte", "Note vieille"))

    def test_footnotes_come_before_endnotes_in_the_order_of_their_marks(self) -> None:
        body = paragraph(
            "a",
            '<w:r><w:endnoteReference w:id="1"/></w:r>',
            '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
        )
        footnotes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"pied {n}")}</w:footnote>' for n in (1, 2, 3))
        accepted, _ = readings(body, footnotes=footnotes, endnotes=f'<w:endnote w:id="1">{paragraph("fin")}</w:endnote>')
        assert accepted == ("a", "pied 3", "pied 2", "fin")


@pytest.mark.parametrize("wrapper", ["w:sdt><w:sdtContent", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:fldSimple"])
def test_changes_inside_wrappers_are_changes(wrapper: str) -> None:
    closing = "></".join(reversed([tag.partition(" ")[0] for tag in wrapper.split("><")]))
    it_reads(paragraph(f"<{wrapper}>{inserted('neuf ')}{deleted('vieux ')}</{closing}>", "mot"), ("neuf mot",), ("vieux mot",))

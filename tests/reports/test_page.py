"""The matrix in Word and HTML: the same table, every column of the contract in it."""

from __future__ import annotations

from dataclasses import replace

from ponam_review.reports.matrix import COLUMNS, matrix_of
from ponam_review.reports.page import matrix_docx, matrix_flow, matrix_html
from ponam_review.text.model import Table
from ponam_review.text.plain import block_text
from ponam_review.word.reading.words import read_word

from .comments import NOW, PLAIN, POSTS, REWORDED, numbered

MATRIX = matrix_of(
    numbered(PLAIN, REWORDED, replace(PLAIN, text="Deux\nlignes & <signes>")),
    subject="Politique – projet-1",
    mark="EXEMPLE FICTIF – sans valeur officielle",
)


def test_every_column_stands_in_the_heading_row_in_order() -> None:
    (table,) = (block for block in matrix_flow(MATRIX).blocks if isinstance(block, Table))
    headings = [line for cell in table.rows[0].cells for inner in cell.blocks for line in block_text(inner).split("\n")]
    assert headings == [column.french for column in COLUMNS]
    assert (len(table.rows), table.header_rows, table.landscape, len(table.widths)) == (4, 1, True, len(table.rows[0].cells))


def test_word_and_html_show_every_cell() -> None:
    made = matrix_docx(MATRIX, created=NOW)
    assert made.value == matrix_docx(MATRIX, created=NOW).value and not made.notices
    text = "\n".join(read_word(made.value, name="m.docx").value.accepted)
    page = matrix_html(MATRIX).value
    for words in ("OBS-0002", "27/02/2026", "Chef de bureau", "axe-3 ¶14", "Pourquoi douze ?", "Le budget le permet.", "Rapporteur"):
        assert words in text and words in page, words
    assert POSTS.replace("douze", "quinze") in text
    assert "Deux lignes & <signes>" in text and "lignes &amp; &lt;signes&gt;" in page
    assert "EXEMPLE FICTIF – sans valeur officielle" in page

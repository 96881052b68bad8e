"""Blocks made from paragraphs: what each style and property means in the model."""

from __future__ import annotations

import pytest

from ponam_review.text.model import Break, Code, Figure, Heading, Image, Item, Mark, Note, Paragraph, Quote, Reference, Rule, Run, Table
from ponam_review.text.plain import block_text
from ponam_review.word.reading.document import read_document

from .building import CHANGED, blocks, cell, deleted, docx, inserted, paragraph, row, run, table

STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{rest}</w:style>'
    for kind, identity, name, rest in [
        ("paragraph", "Titre1", "heading 1", ""),
        ("paragraph", "Titre2", "heading 2", ""),
        ("paragraph", "Chapitre", "Chapitre", '<w:basedOn w:val="Titre1"/>'),
        ("paragraph", "Article", "Article", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("paragraph", "HorsPlan", "Hors plan", '<w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        ("paragraph", "Titre", "Title", ""),
        ("paragraph", "Citation", "Quote", ""),
        ("paragraph", "Lgende", "caption", ""),
        ("paragraph", "CodeSource", "Source Code", ""),
        ("paragraph", "Paragraphedeliste", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>'),
        ("paragraph", "Puces", "Puces", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
        ("paragraph", "TM1", "toc 1", ""),
        ("paragraph", "EnTeteTableau", "Table Heading", ""),
        ("paragraph", "BoucleA", "Boucle A", '<w:basedOn w:val="BoucleB"/>'),
        ("paragraph", "BoucleB", "Boucle B", '<w:basedOn w:val="BoucleA"/>'),
        ("character", "lev", "Strong", "<w:rPr><w:b/></w:rPr>"),
        ("character", "Fort", "Fort", '<w:basedOn w:val="lev"/><w:rPr><w:i/></w:rPr>'),
        ("character", "CodeHTML", "HTML Code", ""),
    ]
)


def level(at: int, form: str, start: int = 1, left: int = 0) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="x"/>'
        f'<w:pPr><w:ind w:left="{left or 720 * (at + 1)}"/></w:pPr></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int, start: int | None = None) -> str:
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start is not None else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


NUMBERING = (
    abstract(0, level(0, "decimal"), level(1, "lowerLetter"))
    + abstract(1, level(0, "bullet"), level(1, "bullet"))
    + abstract(2, level(0, "upperLetter"), level(1, "decimal"))
    + abstract(3, '<w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>')
    + instance(1, 0) + instance(2, 1) + instance(3, 0) + instance(4, 0, start=5) + instance(5, 2) + instance(6, 3)
)  # fmt: skip


def numbered(text: str, number: int, at: int = 0, style: str = "", more: str = "") -> str:
    return paragraph(text, style=style, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def read(body: str, **parts: str) -> list[object]:
    return list(blocks(body, **{"styles": STYLES, "numbering": NUMBERING, **parts}))


def text(words: str, marks: int = 0, link: str = "") -> tuple[Run, ...]:
    return (Run(words, marks, link),)


class TestHeadings:
    @pytest.mark.parametrize(("style", "level"), [("Titre1", 1), ("Titre2", 2), ("Chapitre", 1), ("Article", 3)])
    def test_by_style_name_and_outline_level(self, style: str, level: int) -> None:
        assert read(paragraph("Titre", style=style)) == [Heading(level, text("Titre"))]

    def test_by_the_paragraphs_own_outline_level(self) -> None:
        assert read(paragraph("Titre", properties='<w:outlineLvl w:val="1"/>')) == [Heading(2, text("Titre"))]

    def test_outline_level_nine_is_body_text(self) -> None:
        assert read(paragraph("Texte", style="HorsPlan")) == [Paragraph(text("Texte"))]

    def test_by_style_id_where_the_styles_are_missing(self) -> None:
        assert list(blocks(paragraph("Titre", style="Heading2"))) == [Heading(2, text("Titre"))]

    def test_styles_based_on_each_other_in_a_circle_are_body_text(self) -> None:
        assert read(paragraph("Texte", style="BoucleA")) == [Paragraph(text("Texte"))]

    def test_numbered_headings_say_how(self) -> None:
        found = read(numbered("Un", 1, style="Titre1") + numbered("Annexe", 5, style="Titre1") + numbered("Sans", 0, style="Titre1"))
        assert [h.scheme for h in found if isinstance(h, Heading)] == ["body", "annex", ""]

    def test_a_heading_style_in_a_table_is_text(self) -> None:
        (found,) = read(table(row(cell(paragraph("x", style="Titre1")))))
        assert isinstance(found, Table)
        assert found.rows[0].cells[0].blocks == (Paragraph(text("x")),)

    def test_the_title_of_a_document_is_its_first_heading_and_its_title(self) -> None:
        content = docx(paragraph("Politique", style="Titre") + paragraph("Un", style="Titre1"), styles=STYLES)
        (document,) = read_document(content, name="x").value.documents
        assert document.title == "Politique"
        assert document.sections[0].blocks == (Heading(1, text("Politique")), Heading(1, text("Un")))

    def test_an_empty_heading_is_nothing(self) -> None:
        assert read(paragraph(style="Titre1")) == []


class TestRuns:
    @pytest.mark.parametrize(
        ("properties", "marks"),
        [
            ("<w:b/>", Mark.STRONG),
            ('<w:b w:val="0"/>', 0),
            ('<w:b w:val="false"/><w:i w:val="1"/>', Mark.EMPHASIS),
            ("<w:strike/>", Mark.STRIKE),
            ("<w:dstrike/>", Mark.STRIKE),
            ('<w:vertAlign w:val="superscript"/>', Mark.SUPERSCRIPT),
            ('<w:vertAlign w:val="baseline"/>', 0),
            ('<w:rStyle w:val="lev"/>', Mark.STRONG),
            ('<w:rStyle w:val="Fort"/>', Mark.STRONG | Mark.EMPHASIS),
            ('<w:rStyle w:val="Fort"/><w:b w:val="0"/>', Mark.EMPHASIS),
            ('<w:rStyle w:val="CodeHTML"/>', Mark.CODE),
            ('<w:u w:val="single"/><w:color w:val="FF0000"/>', 0),
        ],
    )
    def test_marks(self, properties: str, marks: int) -> None:
        assert read(paragraph(run("mot", properties))) == [Paragraph(text("mot", int(marks)))]

    def test_neighbours_of_one_formatting_are_one_run(self) -> None:
        assert read(paragraph("un ", run("mot", '<w:lang w:val="fr-FR"/>'), run(" gras", "<w:b/>"))) == [
            Paragraph((Run("un mot"), Run(" gras", int(Mark.STRONG))))
        ]

    def test_blanks_at_the_ends_and_around_breaks_are_no_part_of_it(self) -> None:
        body = paragraph("  un ", "<w:r><w:br/></w:r>", " deux ", run("  ", "<w:b/>"), "<w:r><w:br/></w:r>")
        assert read(body) == [Paragraph((Run("un"), Break(), Run("deux")))]

    def test_formatting_changes_hold_in_their_reading(self) -> None:
        body = paragraph(run("mot", f"<w:b/><w:rPrChange {CHANGED}><w:rPr><w:i/></w:rPr></w:rPrChange>"))
        assert blocks(body) == (Paragraph(text("mot", int(Mark.STRONG))),)
        assert blocks(body, "rejected") == (Paragraph(text("mot", int(Mark.EMPHASIS))),)

    def test_a_style_change_holds_in_its_reading(self) -> None:
        change = f'<w:pPrChange {CHANGED}><w:pPr><w:pStyle w:val="Titre2"/></w:pPr></w:pPrChange>'
        body = paragraph("mot", style="Titre1", properties=change)
        assert blocks(body, styles=STYLES) == (Heading(1, text("mot")),)
        assert blocks(body, "rejected", styles=STYLES) == (Heading(2, text("mot")),)

    def test_joined_paragraphs_take_the_form_of_the_last(self) -> None:
        body = paragraph("Titre ", style="Titre1", mark="del") + paragraph("texte")
        assert blocks(body, styles=STYLES) == (Paragraph(text("Titre texte")),)
        assert blocks(body, "rejected", styles=STYLES) == (Heading(1, text("Titre")), Paragraph(text("texte")))


class TestLinks:
    def test_to_an_outside_address(self) -> None:
        body = paragraph("voir ", f'<w:hyperlink r:id="l1">{run("ici")}</w:hyperlink>')
        assert blocks(docx(body, links={"l1": "https://example.org/a"})) == (
            Paragraph((Run("voir "), Run("ici", 0, "https://example.org/a"))),
        )

    def test_to_a_bookmark(self) -> None:
        assert read(paragraph(f'<w:hyperlink w:anchor="cible">{run("là")}</w:hyperlink>')) == [Paragraph(text("là", 0, "#cible"))]

    def test_by_a_field(self) -> None:
        code = 'HYPERLINK "https://example.org/b" \\l "x"'
        assert read(paragraph(f"<w:fldSimple w:instr='{code}'>{run('ici')}</w:fldSimple>")) == [
            Paragraph(text("ici", 0, "https://example.org/b#x"))
        ]

    def test_a_reference_to_a_heading(self) -> None:
        heading = '<w:bookmarkStart w:id="1" w:name="_Ref42"/>' + paragraph("Cible", style="Titre1") + '<w:bookmarkEnd w:id="1"/>'
        reference = f'<w:fldSimple w:instr=" REF _Ref42 \\r \\h ">{run("3.2")}</w:fldSimple>'
        assert read(heading + paragraph("section ", reference)) == [
            Heading(1, text("Cible"), id="_Ref42"),
            Paragraph((Run("section "), Reference("_Ref42", "3.2"))),
        ]

    def test_a_reference_to_something_else_is_its_words(self) -> None:
        reference = f'<w:fldSimple w:instr=" REF _Ref99 \\h ">{run("page 3")}</w:fldSimple>'
        assert read(paragraph("voir ", reference)) == [Paragraph(text("voir page 3"))]

    def test_bookmarks_that_nothing_leads_to_are_no_ids(self) -> None:
        assert read('<w:bookmarkStart w:id="1" w:name="titre"/>' + paragraph("Titre", style="Titre1")) == [Heading(1, text("Titre"))]


class TestLists:
    def items(self, body: str) -> list[tuple[object, ...]]:
        return [block.within for block in read(body) if isinstance(block, Paragraph)]

    def test_ordered_and_unordered_by_their_definition(self) -> None:
        assert self.items(numbered("a", 1) + numbered("b", 1)) == [(Item(True, True, 1),), (Item(True, True),)]
        assert self.items(numbered("a", 2) + numbered("b", 2)) == [(Item(False, True, 0),), (Item(False, True),)]

    def test_levels_nest(self) -> None:
        body = numbered("a", 1) + numbered("b", 1, at=1) + numbered("c", 1, at=1) + numbered("d", 1)
        outer = Item(True, opens=False)
        assert self.items(body) == [(Item(True, True, 1),), (outer, Item(True, True, 1)), (outer, Item(True, True)), (Item(True, True),)]

    def test_a_list_may_begin_deep(self) -> None:
        assert self.items(numbered("a", 1, at=1) + numbered("b", 1)) == [(Item(True, True, 1),), (Item(True, True, 1),)]

    def test_another_instance_of_the_same_definition_counts_on(self) -> None:
        assert self.items(numbered("a", 1) + numbered("b", 3)) == [(Item(True, True, 1),), (Item(True, True),)]

    def test_an_instance_that_starts_anew_is_another_list(self) -> None:
        assert self.items(numbered("a", 1) + numbered("b", 4)) == [(Item(True, True, 1),), (Item(True, True, 5),)]

    def test_a_list_goes_on_after_a_paragraph_with_its_next_number(self) -> None:
        assert self.items(numbered("a", 1) + paragraph("texte") + numbered("b", 1)) == [(Item(True, True, 1),), (), (Item(True, True, 2),)]

    def test_a_level_starts_anew_below_each_item(self) -> None:
        found = self.items(numbered("a", 1) + numbered("x", 1, at=1) + numbered("b", 1) + numbered("y", 1, at=1))
        assert found[1][-1] == found[3][-1] == Item(True, True, 1)

    def test_a_list_paragraph_without_number_goes_on_the_item(self) -> None:
        body = numbered("a", 2) + paragraph("suite", style="Paragraphedeliste") + numbered("b", 2)
        assert self.items(body) == [(Item(False, True, 0),), (Item(False, opens=False),), (Item(False, True),)]

    def test_an_indent_brings_it_to_the_item_it_stands_under(self) -> None:
        body = numbered("a", 2) + numbered("b", 2, at=1) + paragraph("suite", properties='<w:ind w:left="720"/>')
        assert self.items(body)[-1] == (Item(False, opens=False),)

    def test_a_style_brings_its_list(self) -> None:
        assert self.items(paragraph("a", style="Puces") + paragraph("b", style="Puces")) == [(Item(False, True, 0),), (Item(False, True),)]

    def test_number_zero_takes_a_paragraph_out(self) -> None:
        assert self.items(numbered("a", 0, style="Puces")) == [()]

    @pytest.mark.parametrize("number", [6, 77])
    def test_a_number_that_prints_nothing_makes_no_item(self, number: int) -> None:
        assert self.items(numbered("a", number)) == [()]

    def test_a_number_given_as_a_tracked_change_holds_in_its_reading(self) -> None:
        body = paragraph("a", properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {CHANGED}/></w:numPr>')
        assert blocks(body, styles=STYLES, numbering=NUMBERING) == (Paragraph(text("a"), (Item(True, True, 1),)),)
        assert blocks(body, "rejected", styles=STYLES, numbering=NUMBERING) == (Paragraph(text("a")),)

    def test_only_items_of_the_reading_are_counted(self) -> None:
        body = paragraph(deleted("a"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>', mark="del") + numbered("b", 1)
        assert blocks(body, numbering=NUMBERING) == (Paragraph(text("b"), (Item(True, True, 1),)),)


class TestOtherParagraphs:
    def test_quotations(self) -> None:
        assert read(paragraph("a", style="Citation") + paragraph("b", style="Citation") + paragraph("c")) == [
            Paragraph(text("a"), (Quote(True),)),
            Paragraph(text("b"), (Quote(False),)),
            Paragraph(text("c")),
        ]

    def test_code_keeps_its_lines_and_blanks(self) -> None:
        assert read(paragraph("a  = 1", "<w:r><w:br/></w:r>", "  b", style="CodeSource")) == [Code("a  = 1\n  b")]

    def test_an_empty_paragraph_with_a_border_is_a_rule(self) -> None:
        assert read(paragraph(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>')) == [Rule()]

    def test_a_line_drawn_is_a_rule(self) -> None:
        assert read(paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>')) == [Rule()]

    def test_contents_entries_lose_their_page(self) -> None:
        body = paragraph(
            f'<w:hyperlink w:anchor="t1">{run("1")}<w:r><w:tab/><w:t>Titre</w:t><w:tab/><w:t>12</w:t></w:r></w:hyperlink>', style="TM1"
        )
        assert read(body) == [Paragraph(text("1 Titre"), role="contents", level=1, target="t1")]

    def test_notes_stand_at_their_mark(self) -> None:
        notes = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " Une note.")}{paragraph("Suite.")}</w:footnote>'
        body = paragraph("mot", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".")
        assert read(body, footnotes=notes) == [
            Paragraph((Run("mot"), Note((Paragraph(text("Une note.")), Paragraph(text("Suite.")))), Run(".")))
        ]

    def test_a_note_that_is_not_there_is_nothing(self) -> None:
        assert read(paragraph("mot", '<w:r><w:footnoteReference w:id="2"/></w:r>')) == [Paragraph(text("mot"))]


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="Une carte"/><a:graphic><a:graphicData>'
    '<a:blip r:embed="{}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


class TestPictures:
    def read(self, body: str) -> list[object]:
        return list(blocks(docx(body, styles=STYLES, media={"carte.png": b"x"})))

    def test_alone_in_its_paragraph_it_is_a_figure(self) -> None:
        assert self.read(paragraph(PICTURE.format("carte"))) == [Figure(Image("word/media/carte.png", "Une carte"))]

    def test_among_words_it_is_one_of_them(self) -> None:
        assert self.read(paragraph("voir ", PICTURE.format("carte"))) == [
            Paragraph((Run("voir "), Image("word/media/carte.png", "Une carte")))
        ]

    def test_of_an_older_file(self) -> None:
        body = paragraph('<w:r><w:pict><v:shape alt="Une carte"><v:imagedata r:id="carte"/></v:shape></w:pict></w:r>')
        assert self.read(body) == [Figure(Image("word/media/carte.png", "Une carte"))]

    def test_a_picture_in_a_text_box_belongs_to_the_box(self) -> None:
        box = f"<w:r><w:drawing><wps:txbx><w:txbxContent>{paragraph(PICTURE.format('carte'))}</w:txbxContent></wps:txbx></w:drawing></w:r>"
        assert self.read(paragraph("hôte", box)) == [Paragraph(text("hôte")), Figure(Image("word/media/carte.png", "Une carte"))]

    def test_a_picture_that_is_not_there_is_nothing(self) -> None:
        assert self.read(paragraph("a", PICTURE.format("zzz"))) == [Paragraph(text("a"))]

    def test_a_chart_is_said_to_be_lost(self) -> None:
        chart = '<w:r><w:drawing><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'
        result = read_document(docx(paragraph("a", chart)), name="x")
        assert [n.text() for n in result.notices] == ["a chart was left out: only pictures are read"]

    def test_a_deleted_picture_stands_in_the_rejected_reading(self) -> None:
        content = docx(paragraph("a", f"<w:del {CHANGED}>{PICTURE.format('carte')}</w:del>"), media={"carte.png": b"x"})
        assert blocks(content) == (Paragraph(text("a")),)
        assert blocks(content, "rejected") == (Paragraph((Run("a"), Image("word/media/carte.png", "Une carte"))),)


def sequence(name: str, number: str) -> str:
    return f'<w:fldSimple w:instr=" SEQ {name} \\* ARABIC ">{run(number)}</w:fldSimple>'


class TestCaptions:
    GRID = table(row("a", "b"))

    def caption(self, *inner: str) -> str:
        return paragraph(*inner, style="Lgende")

    def test_a_tables_caption_stands_above_it_and_loses_its_counted_label(self) -> None:
        (found,) = read(self.caption("Tableau ", sequence("Tableau", "3"), "\u00a0– Les envois") + self.GRID)
        assert isinstance(found, Table)
        assert found.caption == text("Les envois")

    def test_or_below_it(self) -> None:
        (found, _) = read(self.GRID + self.caption("Tableau ", sequence("Tableau", "3"), ". Les envois") + paragraph("fin"))
        assert isinstance(found, Table)
        assert found.caption == text("Les envois")

    def test_a_typed_label_goes_too(self) -> None:
        (found,) = read(self.caption("Tableau 3 : Les envois") + self.GRID)
        assert isinstance(found, Table)
        assert found.caption == text("Les envois")

    def test_other_labels_stay(self) -> None:
        (found,) = read(self.caption("Encadré 3 : Les envois") + self.GRID)
        assert isinstance(found, Table)
        assert found.caption == text("Encadré 3 : Les envois")

    def test_a_figures_caption_stands_below_it(self) -> None:
        content = docx(
            paragraph(PICTURE.format("carte")) + self.caption("Figure 2 – Les routes") + self.GRID, styles=STYLES, media={"carte.png": b"x"}
        )
        figure, grid = blocks(content)
        assert isinstance(figure, Figure)
        assert isinstance(grid, Table)
        assert (figure.caption, grid.caption) == (text("Les routes"), ())

    def test_between_a_figure_and_a_table_the_label_decides(self) -> None:
        content = docx(
            paragraph(PICTURE.format("carte")) + self.caption("Tableau 2 – Les envois") + self.GRID,
            styles=STYLES,
            media={"carte.png": b"x"},
        )
        figure, grid = blocks(content)
        assert isinstance(figure, Figure)
        assert isinstance(grid, Table)
        assert (figure.caption, grid.caption) == ((), text("Les envois"))

    def test_a_caption_of_nothing_is_a_paragraph_with_its_label(self) -> None:
        assert read(self.caption("Figure 1 – Rien") + paragraph("texte")) == [Paragraph(text("Figure 1 – Rien")), Paragraph(text("texte"))]
        assert read(self.caption("Figure 1 – Rien")) == [Paragraph(text("Figure 1 – Rien"))]


class TestTables:
    def one(self, body: str) -> Table:
        (found,) = read(body)
        assert isinstance(found, Table)
        return found

    def words(self, found: Table) -> list[list[str]]:
        return [["/".join(b.content[0].text for b in c.blocks if isinstance(b, Paragraph)) for c in r.cells] for r in found.rows]  # type: ignore[union-attr]

    def test_rows_and_cells(self) -> None:
        assert self.words(self.one(table(row("a", "b"), row("c", cell("d", "e"))))) == [["a", "b"], ["c", "d/e"]]

    def test_cells_over_columns(self) -> None:
        found = self.one(table(row(cell("a", properties='<w:gridSpan w:val="2"/>')), row("b", "c")))
        assert [[c.columns for c in r.cells] for r in found.rows] == [[2], [1, 1]]

    def test_cells_over_rows(self) -> None:
        begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        found = self.one(table(row(cell("a", properties=begins), "b"), row(cell("", properties=goes_on), "c"), row("d", "e")))
        assert [[c.rows for c in r.cells] for r in found.rows] == [[2, 1], [1], [1, 1]]

    def test_a_cell_that_goes_on_nothing_is_a_cell(self) -> None:
        assert self.words(self.one(table(row(cell("a", properties="<w:vMerge/>"), "b")))) == [["a", "b"]]

    def test_words_in_a_cell_that_goes_on_are_kept(self) -> None:
        merged = row(cell("a", properties='<w:vMerge w:val="restart"/>')), row(cell("b", properties="<w:vMerge/>"))
        assert self.words(self.one(table(*merged))) == [["a/b"], []]

    def test_rows_that_are_too_short_are_filled_up(self) -> None:
        found = self.one(table(row("a", "b", "c"), row("d", properties='<w:gridBefore w:val="1"/>')))
        assert [[(c.columns, any(map(block_text, c.blocks))) for c in r.cells] for r in found.rows] == [
            [(1, True)] * 3,
            [(1, False), (1, True), (1, False)],
        ]

    def test_heading_rows_are_those_that_repeat(self) -> None:
        assert self.one(table(row("a", properties="<w:tblHeader/>"), row("b"))).header_rows == 1
        assert self.one(table(row("a", properties='<w:tblHeader w:val="0"/>'), row("b"))).header_rows == 0

    def test_else_the_first_where_the_look_sets_it_apart(self) -> None:
        for look in ('<w:tblLook w:firstRow="1"/>', '<w:tblLook w:val="04A0"/>'):
            assert self.one(table(row("a"), row("b"), properties=look)).header_rows == 1
        assert self.one(table(row("a"), row("b"), properties='<w:tblLook w:firstRow="0" w:val="04A0"/>')).header_rows == 0

    def test_heading_cells_by_their_style(self) -> None:
        found = self.one(table(row(cell(paragraph("a", style="EnTeteTableau")), "b")))
        assert [c.head for c in found.rows[0].cells] == [True, False]

    def test_a_column_is_aligned_where_all_its_cells_are(self) -> None:
        def aligned(words: str, how: str) -> str:
            return cell(paragraph(words, properties=f'<w:jc w:val="{how}"/>'))

        found = self.one(
            table(row(aligned("a", "end"), aligned("b", "center"), "c"), row(aligned("d", "right"), aligned("e", "left"), "f"))
        )
        assert found.align == ("right", "", "")

    def test_a_table_inside_a_cell_is_a_table(self) -> None:
        result = read_document(docx(table(row(cell(table(row("a", "b")), paragraph("c"))))), name="x")
        (found,) = result.value.documents[0].sections[0].blocks
        assert isinstance(found, Table)
        inner, after = found.rows[0].cells[0].blocks
        assert isinstance(inner, Table)
        assert (self.words(inner), block_text(after), result.notices) == ([["a", "b"]], "c", ())

    def test_tables_that_only_lay_out_a_page_are_flattened_and_said(self) -> None:
        deep = table(row("a", "b"))
        for words in "cde":
            deep = table(row(cell(deep, paragraph(words))))
        result = read_document(docx(deep), name="x")
        assert [n.text() for n in result.notices] == ["a table nested too deep in other tables was turned into paragraphs"]

    def test_rows_and_cells_stand_in_their_reading(self) -> None:
        body = table(row("a", cell("b", properties=f"<w:cellIns {CHANGED}/>")), row("c", "d", properties=f"<w:ins {CHANGED}/>"))
        for reading, expected in (("accepted", [["a", "b"], ["c", "d"]]), ("rejected", [["a"]])):
            (found,) = blocks(body, reading)  # type: ignore[arg-type]
            assert isinstance(found, Table)
            assert self.words(found) == expected

    def test_a_table_of_which_no_row_stands_is_nothing(self) -> None:
        assert blocks(table(row("a", properties=f"<w:del {CHANGED}/>")) + paragraph("b")) == (Paragraph(text("b")),)

    def test_landscape_pages_turn_their_tables(self) -> None:
        def section(orientation: str) -> str:
            return f'<w:sectPr><w:pgSz w:w="1" w:h="2"{orientation}/></w:sectPr>'

        body = table(row("a")) + paragraph(properties=section("")) + table(row("b")) + section(' w:orient="landscape"')
        assert [t.landscape for t in blocks(body) if isinstance(t, Table)] == [False, True]
        alone = table(row("b")) + section(' w:orient="landscape"')
        assert [t.landscape for t in blocks(alone) if isinstance(t, Table)] == [False]


def test_inserted_paragraphs_stand_in_their_reading() -> None:
    body = paragraph("a") + paragraph(inserted("b"), mark="ins") + paragraph("c")
    assert blocks(body) == (Paragraph(text("a")), Paragraph(text("b")), Paragraph(text("c")))
    assert blocks(body, "rejected") == (Paragraph(text("a")), Paragraph(text("c")))


def test_addresses_printed_in_the_margin_are_no_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="MarginAddress"><w:name w:val="Ponam Margin Address"/></w:style>'
    assert blocks(paragraph("axe-1 ¶1", style="MarginAddress") + paragraph("a"), styles=styles) == (Paragraph(text("a")),)


def test_the_language_is_that_of_the_styles() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert read_document(docx(paragraph("a"), styles=styles), name="x").value.documents[0].language == "en"
    assert read_document(docx(paragraph("a")), name="x").value.documents[0].language == "fr"


def test_a_broken_style_sheet_costs_only_the_styles() -> None:
    result = read_document(docx(paragraph("a", style="Titre1"), styles="<w:style"), name="x")
    assert result.value.documents[0].sections[0].blocks == (Heading(1, text("a")),)
    assert len(result.notices) == 1

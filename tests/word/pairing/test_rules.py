"""Two Word files made one redline, rule by rule."""

from __future__ import annotations

import re

import pytest

from ponam_review.text.errors import WordFileError

from ..reading.building import cell, deleted, docx, inserted, paragraph, row, run, table
from .readings import members, pair, part, stories, turned

NOTE = '<w:r><w:rPr><w:rStyle w:val="Appel"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
LONG = "La commission consultative publie les indicateurs de suivi avant la fin du mois."


def definition(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'


def drawing(relation: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:blip r:embed="{relation}"/></a:graphic></wp:inline></w:drawing></w:r>'


def box(text: str) -> str:
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="4" name="b"/>'
        f"<wps:txbx>{inner}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str) -> str:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f'{character("begin")}<w:r><w:instrText>{code}</w:instrText></w:r>{character("separate")}{run(result)}{character("end")}'


def body(old: str, new: str, **parts: str) -> str:
    """The body of the redline, proven to be both texts with their formats, objects and notes."""
    return part(redline(docx(old, **parts), docx(new, **parts)))


def redline(old: bytes, new: bytes) -> bytes:
    result = pair(old, new).value
    after, accepted = stories(new, result)
    before, rejected = stories(old, turned(result))
    assert accepted == after
    assert rejected == before
    return result


# ------------------------------------------------------------------ words and formats


def test_words_are_changed_inside_the_new_paragraph() -> None:
    xml = body(paragraph("Le plan établit un cadre.", properties='<w:jc w:val="left"/>'), paragraph("Le plan fixe un cadre.", properties='<w:jc w:val="left"/>'))
    assert "<w:del><w:r><w:delText>établit</w:delText></w:r></w:del><w:ins><w:r><w:t>fixe</w:t></w:r></w:ins>" in xml
    assert "pPrChange" not in xml


def test_what_is_the_same_stays_as_it_was_written() -> None:
    content = f'<w:p w:rsidR="00AA"><w:r w:rsidR="00BB"><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>{LONG}</w:t></w:r></w:p>'
    xml = body(content.replace("00AA", "00CC").replace("fr-FR", "fr-BE") + paragraph("a"), content + paragraph("b"))
    assert content in xml


def test_a_format_change_is_one_mark() -> None:
    xml = body(paragraph("Le plan ", run("fixe", "<w:i/>"), " un cadre."), paragraph("Le plan ", run("fixe", "<w:b/>"), " un cadre."))
    assert xml.count("rPrChange") == 2
    assert "<w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>" in xml


@pytest.mark.parametrize("noise", ['<w:lang w:val="en-GB"/>', "<w:noProof/>", ""])
def test_noise_is_no_format_change(noise: str) -> None:
    xml = body(paragraph(run("Le plan fixe un cadre.", '<w:b w:val="1"/>')), paragraph(run("Le plan fixe", "<w:b/>" + noise), run(" un cadre.", "<w:b/>")))
    assert "Change" not in xml
    assert "<w:ins" not in xml


def test_another_paragraph_format_is_one_mark() -> None:
    xml = body(paragraph(LONG, properties='<w:jc w:val="left"/>'), paragraph(LONG, properties='<w:jc w:val="right"/>'))
    assert '<w:jc w:val="right"/><w:pPrChange><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>' in xml


def test_tabs_and_hyphens_of_word_stay_elements() -> None:
    inner = "<w:r><w:t>un</w:t><w:tab/><w:t>deux</w:t><w:noBreakHyphen/><w:t>trois</w:t><w:softHyphen/></w:r>"
    xml = body(paragraph(inner), paragraph(inner, "ajout"))
    assert "<w:tab/>" in xml and "<w:noBreakHyphen/>" in xml and "<w:softHyphen/>" in xml


# ------------------------------------------------------------------ paragraphs and moves


def test_a_moved_paragraph_is_a_move() -> None:
    others = [paragraph(f"Le chapitre {n} traite de la question numéro {n}.") for n in ("un", "deux", "trois")]
    xml = body(paragraph(LONG) + "".join(others), "".join(others) + paragraph(LONG))
    assert xml.count("<w:moveFromRangeStart") == xml.count("<w:moveToRangeStart") == 1
    assert "<w:ins>" not in xml and "<w:del>" not in xml


def test_bookmarks_are_the_new_file_s() -> None:
    def marked(name: str, text: str) -> str:
        return paragraph("Le plan ", f'<w:bookmarkStart w:id="3" w:name="{name}"/>', run(text), '<w:bookmarkEnd w:id="3"/>', " un cadre.")

    xml = body(marked("vieux", "établit"), marked("neuf", "fixe"))
    assert 'w:name="vieux"' not in xml
    assert re.search(r'<w:bookmarkStart w:name="neuf"/>(<w:del>.*</w:del>)?<w:ins><w:r><w:t>fixe</w:t></w:r></w:ins>.*<w:bookmarkEnd/>', xml)


def test_a_content_control_stays_around_what_it_held() -> None:
    def control(text: str) -> str:
        return f"<w:sdt><w:sdtPr><w:tag w:val='t'/></w:sdtPr><w:sdtContent>{paragraph(text)}{paragraph(LONG)}</w:sdtContent></w:sdt>"

    xml = body(control("Le plan établit un cadre.") + paragraph("après"), control("Le plan fixe un cadre.") + paragraph("après"))
    assert xml.index("<w:sdtContent>") < xml.index("fixe") < xml.index("</w:sdtContent>") < xml.index("après")


# ------------------------------------------------------------------ objects


def test_a_removed_picture_comes_back_with_its_file() -> None:
    old = docx(paragraph("Voir ", drawing("image1"), " ici."), media={"image1.png": b"old picture"})
    new = docx(paragraph("Voir ", drawing("image1"), " ici."), media={"image1.png": b"new picture"})
    result = redline(old, new)
    assert sorted(v for k, v in members(result).items() if "media" in k) == [b"new picture", b"old picture"]
    assert "<w:del><w:r><w:drawing>" in part(result)


def test_the_same_picture_under_another_name_is_no_change() -> None:
    old = docx(paragraph("Voir ", drawing("image9"), " ici."), media={"image9.png": b"picture"})
    result = redline(old, docx(paragraph("Voir ", drawing("image1"), " ici."), media={"image1.png": b"picture"}))
    assert "<w:del>" not in part(result)


def test_an_equation_is_replaced_whole() -> None:
    def formula(text: str) -> str:
        return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"

    xml = body(paragraph("Soit ", formula("a=b"), "."), paragraph("Soit ", formula("a=c"), "."))
    assert "<w:del><m:oMath>" in xml and "<w:ins><m:oMath>" in xml


def test_a_field_is_kept_or_replaced_whole() -> None:
    same = body(paragraph("Page ", field(" REF _Ref123 ", "4"), LONG), paragraph("Page ", field(" REF _Ref999 ", "4"), LONG + " Fin."))
    assert "delInstrText" not in same
    other = body(paragraph("Page ", field(" PAGE ", "4"), LONG), paragraph("Page ", field(" PAGE ", "5"), LONG))
    assert other.count("delInstrText") == 2 and "<w:delText>4</w:delText>" in other


def test_words_are_changed_inside_a_text_box() -> None:
    xml = body(paragraph("Avant ", box("Le plan établit un cadre.")), paragraph("Avant ", box("Le plan fixe un cadre.")))
    assert xml.count("<w:delText>établit</w:delText>") == 2
    assert xml.count("<w:drawing>") == 1


def test_a_removed_text_box_holds_removed_text_only() -> None:
    xml = body(paragraph("Avant ", box("Le plan établit un cadre.")), paragraph("Avant "))
    assert "<w:t>" not in xml[xml.index("<w:del>") :]


def test_another_address_is_another_text() -> None:
    link = '<w:hyperlink r:id="l">' + run("le texte") + "</w:hyperlink>"
    old = docx(paragraph("Voir ", link), links={"l": "https://example.org/a"})
    result = redline(old, docx(paragraph("Voir ", link), links={"l": "https://example.org/b"}))
    relations = members(result)["word/_rels/document.xml.rels"].decode()
    assert "example.org/a" in relations and "example.org/b" in relations
    assert "<w:delText>le texte</w:delText>" in part(result)


# ------------------------------------------------------------------ notes


def test_notes_have_one_definition_each_in_the_order_of_the_references() -> None:
    old = docx(
        paragraph("Un", NOTE.format(1), " deux", NOTE.format(2), " trois."),
        footnotes=SEPARATOR + definition(1, " première note du texte") + definition(2, " seconde, tout autre chose"),
    )
    new = docx(paragraph("Un deux", NOTE.format(1), " trois."), footnotes=SEPARATOR + definition(1, " seconde, tout autre affaire"))
    result = redline(old, new)
    assert re.findall(r'footnoteReference w:id="(\d+)"', part(result)) == ["1", "2"]
    notes = part(result, "word/footnotes.xml")
    assert re.findall(r'<w:footnote w:id="(\d+)">', notes) == ["1", "2"]
    assert "<w:delText> première note du texte</w:delText>" in notes
    assert "<w:delText>chose</w:delText>" in notes and "<w:t>affaire</w:t>" in notes


def test_notes_come_back_to_a_file_that_has_none() -> None:
    old = docx(paragraph("Un", NOTE.format(1), " deux."), footnotes=SEPARATOR + definition(1, " note"))
    result = redline(old, docx(paragraph("Un deux.")))
    assert "footnotes.xml" in members(result)["word/_rels/document.xml.rels"].decode()
    assert "<w:delText> note</w:delText>" in part(result, "word/footnotes.xml")


# ------------------------------------------------------------------ tables


def test_rows_come_and_go_by_themselves() -> None:
    head, first = row("Mesure", "Pilote"), row("Former les agents", "Direction")
    xml = body(table(head, first, row("Publier le rapport", "Cabinet")), table(head, row("Ouvrir un guichet", "Mairie"), first))
    assert xml.count("<w:ins/></w:trPr>") == xml.count("<w:del/></w:trPr>") == 1


def test_cells_that_change_their_span_are_shown_as_another_row() -> None:
    wide = row(cell("Former les agents", properties='<w:gridSpan w:val="2"/>'))
    xml = body(table(row("a", "b"), row("Former les", "agents")), table(row("a", "b"), wide))
    assert "<w:del/></w:trPr>" in xml and "<w:ins/></w:trPr>" in xml


def test_a_column_comes_with_signed_cells() -> None:
    xml = body(table(row("a", "c"), row("un", "trois")), table(row("a", "b", "c"), row("un", "deux", "trois")))
    assert xml.count("<w:cellIns/>") == 2


def test_rows_that_went_keep_no_cell_in_columns_that_came() -> None:
    """Else rejecting leaves empty cells behind."""
    slim = table(row("Mesure"), row("Former les agents"), row("Publier le rapport"), row("Tenir un registre"))
    wide = table(row("Mesure", "Coût", "Délai"), row("Former les agents", "douze", "mai"))
    assert body(slim, wide).count("<w:cellIns/>") == 2 * 4
    assert body(wide, slim).count("<w:cellDel/>") == 2 * 4


# ------------------------------------------------------------------ definitions


def test_styles_and_lists_of_removed_text_are_brought_along() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    old = docx(
        paragraph(LONG, style="Encart") + paragraph("point", properties=item) + paragraph("fin"),
        styles=styles.format("Encart", "Encart"),
        numbering=numbering.format("bullet"),
    )
    new = docx(paragraph("fin"), styles=styles.format("Normal", "Normal"), numbering=numbering.format("decimal"))
    result = redline(old, new)
    assert 'w:styleId="Encart"' in part(result, "word/styles.xml")
    assert part(result, "word/numbering.xml").count("<w:abstractNum ") == 2
    assert '<w:numId w:val="2"/>' in part(result)


def test_a_style_of_the_same_name_is_the_same_style() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="heading 1"/></w:style>'
    old = docx(paragraph("Titre", style="Heading1"), styles=styles.format("Heading1"))
    assert "pPrChange" not in part(redline(old, docx(paragraph("Titre", style="Titre1"), styles=styles.format("Titre1"))))


# ------------------------------------------------------------------ what is said


def test_tracked_changes_of_the_files_are_accepted_and_said() -> None:
    old = docx(paragraph("Le plan ", deleted("établit"), inserted("fixe"), " un cadre.") + paragraph("a", mark="del") + paragraph("b"))
    result = pair(old, docx(paragraph("Le plan fixe un cadre.") + paragraph("ab")))
    assert "<w:del>" not in part(result.value)
    assert [n.values["file"] for n in result.notices if "tracked changes" in n.template] == ["ancien.docx"]


def test_layout_and_headers_are_listed() -> None:
    def file(width: int, head: str) -> bytes:
        return docx(paragraph("a") + f'<w:sectPr><w:pgSz w:w="{width}" w:h="1"/></w:sectPr>', header=paragraph(head))

    templates = " ".join(notice.template for notice in pair(file(1, "Tome 1"), file(2, "Tome 2")).notices)
    assert "page layout" in templates and "headers" in templates
    assert pair(file(1, "Tome 1"), file(1, "Tome 1")).notices == ()


def test_everything_else_of_the_new_file_is_kept_byte_for_byte() -> None:
    new = docx(paragraph("b"), styles="<w:docDefaults/>", header=paragraph("Tome"))
    before, after = members(new), members(pair(docx(paragraph("a")), new).value)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_a_strict_file_is_refused_as_the_new_one() -> None:
    content = members(docx(paragraph("b")))
    strict = content["word/document.xml"].replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    from ..reading.building import packed

    with pytest.raises(WordFileError, match="strict format"):
        pair(docx(paragraph("a")), packed({**content, "word/document.xml": strict}))


def test_the_same_files_give_the_same_bytes() -> None:
    old, new = docx(paragraph("a") + table(row("b", "c"))), docx(paragraph("a b") + table(row("b", "d")))
    assert pair(old, new).value == pair(old, new).value

"""A Word file for each thing that an import must recognise, in the ways of the programs that write such files."""

from __future__ import annotations

from collections.abc import Callable

from ...word.reading.building import cell, comment, commented, deleted, docx, inserted, paragraph, row, run, table
from .parts import (
    BULLETS,
    CENTRED,
    DECIMAL,
    DOT,
    LETTERS,
    OTHER,
    OUTLINE,
    PAGE,
    SENTENCE,
    bookmarked,
    defaults,
    field,
    footnote,
    french_word,
    headings,
    item,
    level,
    look,
    note,
    numbered,
    numbering,
    picture,
    section_end,
    style,
)

CASES: dict[str, Callable[[], bytes]] = {}


def case(make: Callable[[], bytes]) -> Callable[[], bytes]:
    CASES[make.__name__.replace("_", "-")] = make
    return make


def h(text: str, at: int = 1, *more: str) -> str:
    return paragraph(text, *more, style=f"Titre{at}")


# ------------------------------------------------------------------ headings and their numbers


@case
def styles_of_a_french_word() -> bytes:
    body = h("Contexte") + paragraph(SENTENCE) + h("Cadre juridique", 2) + paragraph(OTHER) + h("Vision") + paragraph(SENTENCE)
    return docx(body, styles=french_word())


@case
def numbers_typed_by_hand() -> bytes:
    body = (
        h("Introduction")
        + paragraph(SENTENCE)
        + h("Chapitre II – Contexte")
        + h("1.2. Cadre", 2)
        + paragraph(SENTENCE)
        + h("II.1 – Textes", 2)
        + paragraph(OTHER)
        + h("Chapitre III – Vision")
        + paragraph(SENTENCE)
        + h("AXE 2 : PROTÉGER LES FAMILLES")
        + h("Article 4", 2)
        + paragraph(OTHER)
        + h("Article 5 – Suivi", 2)
        + paragraph(OTHER)
        + h("Axe 5 : Rendre compte")
        + paragraph(SENTENCE)
        + h("DEUXIÈME PARTIE : LES MOYENS")
        + paragraph(SENTENCE)
        + h("2026 : une année décisive")
        + paragraph(SENTENCE)
        + h("Annexe A – Textes applicables")
        + paragraph(OTHER)
    )
    return docx(body, styles=french_word())


@case
def numbers_that_word_counts() -> bytes:
    styles = defaults() + style("Normal", "Normal", default=True) + headings(number="1")
    body = h("Contexte") + paragraph(SENTENCE) + h("Cadre", 2) + paragraph(OTHER) + h("Détail", 3) + paragraph(OTHER) + h("Vision") + paragraph(SENTENCE)
    return docx(body, styles=styles, numbering=numbering(OUTLINE))


@case
def headings_without_styles() -> bytes:
    def title(text: str, size: int, **how: bool) -> str:
        return paragraph(look(text, size=size, bold=True, **how))

    body = (
        title("INTRODUCTION", 14)
        + paragraph(SENTENCE)
        + title("I. CONTEXTE ET JUSTIFICATION", 14)
        + paragraph(SENTENCE)
        + title("1.1. Le cadre régional", 12)
        + paragraph(OTHER)
        + title("1.2. Le cadre national", 12)
        + paragraph(SENTENCE)
        + paragraph(look("Attention : ceci n’est pas un titre, mais une phrase en gras qui se termine par un point.", bold=True))
        + paragraph(look("Les acteurs", italic=True, underline=True))
        + paragraph(OTHER)
        + title("II. VISION", 14)
        + paragraph(SENTENCE)
        + paragraph(look("Fait à Bamako, le 3 mars 2026", bold=True))
    )
    return docx(body, styles=defaults() + style("Normal", "Normal", default=True))


@case
def headings_that_are_bold_items() -> bytes:
    """Numbered by Word's list button, bold by hand: the commonest heading there is."""

    def title(text: str, list_: int) -> str:
        return paragraph(look(text, bold=True), style="Paragraphedeliste", properties=numbered(list_))

    body = title("Contexte", 1) + paragraph(SENTENCE) + title("Vision", 1) + paragraph(SENTENCE) + item("un point ;", 2) + item("un autre.", 2)
    roman = level(0, "upperRoman", "%1.")
    return docx(body + title("Moyens", 1) + paragraph(OTHER), styles=french_word(), numbering=numbering(roman, BULLETS))


@case
def outline_levels_alone() -> bytes:
    def title(text: str, at: int) -> str:
        return paragraph(look(text, bold=True), properties=f'<w:outlineLvl w:val="{at}"/>')

    body = title("Contexte", 0) + paragraph(SENTENCE) + title("Cadre", 2) + paragraph(OTHER) + title("Vision", 0) + paragraph(SENTENCE)
    return docx(body, styles=french_word())


@case
def a_single_heading_above_all() -> bytes:
    body = h("Politique nationale") + h("Contexte", 2) + paragraph(SENTENCE) + h("Cadre", 3) + paragraph(OTHER) + h("Vision", 2) + paragraph(SENTENCE)
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ cover, contents, running heads


@case
def cover_and_contents() -> bytes:
    entry = '<w:hyperlink w:anchor="_Toc1">{}</w:hyperlink>'
    body = (
        table(row("MINISTÈRE DE L’EXEMPLE", "RÉPUBLIQUE DE L’EXEMPLE"), row("Secrétariat général", "Un Peuple – Un But – Une Foi"))
        + paragraph(look("POLITIQUE NATIONALE D’EXEMPLE", size=28, bold=True), properties=CENTRED)
        + paragraph(look("Pour une mobilité choisie", size=16), properties=CENTRED)
        + paragraph("2026-2030", properties=CENTRED)
        + paragraph("Version provisoire", properties=CENTRED)
        + paragraph("Mars 2026", properties=CENTRED)
        + paragraph(PAGE)
        + paragraph("Table des matières", style="Normal")
        + paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            entry.format(run("Contexte") + "<w:r><w:tab/></w:r>" + run("3")),
            style="TM1",
        )
        + paragraph(entry.format(run("Vision") + "<w:r><w:tab/></w:r>" + run("5")), style="TM1")
        + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + h("Contexte")
        + paragraph(SENTENCE)
        + h("Vision")
        + paragraph(OTHER)
    )
    return docx(body, styles=french_word(), header=paragraph("Politique nationale d’exemple – version provisoire"))


@case
def contents_typed_by_hand() -> bytes:
    body = (
        paragraph(look("SOMMAIRE", bold=True))
        + paragraph("Contexte ............................... 3")
        + paragraph("Vision" + "…" * 10 + " 5")
        + paragraph(run("Moyens") + "<w:r><w:tab/></w:r>" + run("7"))
        + paragraph("Liste des tableaux")
        + paragraph(field('TOC \\h \\z \\c "Tableau"', "Tableau 1 : Effectifs 4"), style="Tabledesillustrations")
        + h("Contexte")
        + paragraph(SENTENCE)
        + h("Vision")
        + paragraph(OTHER)
    )
    return docx(body, styles=french_word())


@case
def title_without_cover() -> bytes:
    body = paragraph("Note d’orientation", style="Titre") + h("Contexte") + paragraph(SENTENCE) + h("Vision") + paragraph(OTHER)
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ tables


@case
def tables_with_spans() -> bytes:
    span, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    inner = table(row("a", "b"), row("c", "d")) + paragraph("")
    body = (
        h("Tableaux")
        + table(
            row(cell("Région", properties=down), cell("Effectifs", properties=span), properties="<w:tblHeader/>"),
            row(cell("", properties=on), "Femmes", "Hommes", properties="<w:tblHeader/>"),
            row("Kayes", "12", "13"),
            row("Mopti", cell("- un point", "- un autre"), "15"),
        )
        + paragraph(SENTENCE)
        + table(row("Encadré", cell(inner)), row("x", "y"))
        + paragraph(SENTENCE)
    )
    return docx(body, styles=french_word())


@case
def a_landscape_annex() -> bytes:
    body = (
        h("Contexte")
        + paragraph(SENTENCE)
        + section_end()
        + h("Annexe 1 : Cadre logique")
        + table(row("Objectif", "Indicateur", "Cible", properties="<w:tblHeader/>"), row("Protéger", "Taux", "80 %"))
        + section_end(landscape=True)
        + h("Annexe 2 : Textes")
        + paragraph(OTHER)
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ notes, figures, captions, references


@case
def footnotes_and_endnotes() -> bytes:
    body = (
        h("Contexte", 1, note(3))
        + paragraph(run("Un fait"), note(1), run(" et un autre"), note(2, "endnote"), run("."))
        + paragraph(run("Encore"), note(2), run("."))
    )
    notes = footnote(1, "Source : rapport annuel.") + footnote(2, "Voir plus haut.") + footnote(3, "Titre provisoire.")
    return docx(body, styles=french_word(), footnotes=notes, endnotes=footnote(2, "Note de fin.", "endnote"))


@case
def figures_and_their_captions() -> bytes:
    body = (
        h("Figures")
        + paragraph(picture(alt="Une courbe qui monte"))
        + paragraph(run("Figure "), field("SEQ Figure \\* ARABIC", "1"), run(" : Les retours depuis 2020"), style="Lgende")
        + paragraph(SENTENCE)
        + paragraph(picture("dot"))
        + paragraph("Graphique 2 – Les départs")
        + paragraph(run("Une image "), picture("dot", "Un point"), run(" dans la ligne."))
        + paragraph(picture("emf", "Un schéma"))
    )
    return docx(body, styles=french_word(), media={"dot.png": DOT, "emf.emf": b"\x01\x00\x00\x00" + bytes(60)})


@case
def captions_typed_by_hand() -> bytes:
    body = (
        h("Tableaux")
        + paragraph(look("Tableau 1 : Effectifs par région", bold=True))
        + table(row("Région", "Nombre", properties="<w:tblHeader/>"), row("Kayes", "12"))
        + paragraph("Source : enquête de l’exemple.")
        + table(row("Axe", "Coût", properties="<w:tblHeader/>"), row("1", "120"))
        + paragraph("Tableau n° 2 – Coûts par axe, en millions")
        + paragraph("Le tableau 1 et le tableau 2 sont des exemples.")
        + paragraph("Tableau 3 : une phrase qui commence ainsi et que ne suit aucun tableau.")
    )
    return docx(body, styles=french_word())


@case
def cross_references() -> bytes:
    body = (
        paragraph(bookmarked("_Ref100", "Contexte"), style="Titre1")
        + paragraph(run("Voir la section "), field("REF _Ref200 \\r \\h", "2"), run(" et le "), field("REF _Ref300 \\h", "Tableau 1"), run("."))
        + paragraph(run("Comme on l’a dit au chapitre "), field("REF _Ref100 \\r \\h", "1"), run(", page "), field("PAGEREF _Ref100", "3"), run("."))
        + paragraph(run("Voir « "), field("REF _Ref100 \\h", "Contexte"), run(" », et "), '<w:hyperlink w:anchor="nulle_part">' + run("ailleurs") + "</w:hyperlink>", run("."))
        + paragraph(bookmarked("_Ref200", "Vision"), style="Titre1")
        + paragraph(bookmarked("_Ref300", run("Tableau ") + field("SEQ Tableau \\* ARABIC", "1")), run(" : Effectifs"), style="Lgende")
        + table(row("a", "b", properties="<w:tblHeader/>"), row("c", "d"))
        + paragraph(SENTENCE)
    )
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ lists and quotations


@case
def lists_that_word_counts() -> bytes:
    body = (
        h("Listes")
        + paragraph("Trois mesures :")
        + item("une première ;", 2)
        + item("avec un détail ;", 2, 1)
        + item("et un autre ;", 2, 1)
        + item("une deuxième.", 2)
        + paragraph("Des points :")
        + item("un ;", 1)
        + item("plus bas ;", 1, 1)
        + item("deux.", 1)
        + paragraph("Des lettres :")
        + item("premier cas ;", 3)
        + item("second cas.", 3)
    )
    return docx(body, styles=french_word(), numbering=numbering(BULLETS, DECIMAL, LETTERS))


@case
def lists_typed_by_hand() -> bytes:
    body = (
        h("Listes")
        + paragraph("Les mesures sont :")
        + paragraph("- accueillir ;")
        + paragraph("- protéger ;")
        + paragraph("o les femmes ;")
        + paragraph("o les enfants ;")
        + paragraph("- rendre compte.")
        + paragraph(SENTENCE)
        + paragraph("a) un premier cas ;")
        + paragraph("b) un deuxième ;")
        + paragraph("c) un troisième.")
        + paragraph(OTHER)
        + paragraph("• une puce collée")
        + paragraph("•\tune autre")
        + paragraph(SENTENCE)
        + paragraph("1°) d’abord ;".replace("°)", "."), "")
        + paragraph("2. ensuite.")
        + paragraph(OTHER)
        + paragraph("3) un point seul, qui reste une phrase.")
        + paragraph("– Bonjour, dit-il.")
        + paragraph(run("Une seule ligne :") + "<w:r><w:br/></w:r>" + run("avec un retour."))
        + paragraph(run("– une ligne ;") + "<w:r><w:br/></w:r>" + run("– une deuxième ;") + "<w:r><w:br/></w:r>" + run("– une troisième."))
    )
    return docx(body, styles=french_word())


@case
def quotations() -> bytes:
    margins = '<w:ind w:left="567" w:right="567"/>'
    body = (
        h("Citations")
        + paragraph("Nul ne perd ses droits en passant une frontière.", style="Citation")
        + paragraph(SENTENCE)
        + paragraph(look("Partir est un droit, rester en est un autre, et l’État doit les deux.", italic=True), properties=margins)
        + paragraph("« Une politique se juge à ce qu’elle change dans la vie des gens. »", properties=margins)
        + paragraph("Un alinéa seulement mis en retrait reste un alinéa comme les autres.", properties=margins)
    )
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ acronyms, letters


@case
def acronyms_in_a_table() -> bytes:
    rows = [row("OIM", "Organisation internationale pour les migrations"), row("CT", "Collectivité territoriale"), row("CT*", "Coopération technique")]
    body = (
        h("Sigles et abréviations")
        + table(row("Sigle", "Signification", properties="<w:tblHeader/>"), *rows, row("ONG", "Organisation non gouvernementale"))
        + h("Contexte")
        + paragraph(SENTENCE)
    )
    return docx(body, styles=french_word())


@case
def acronyms_in_lines() -> bytes:
    tab = "<w:r><w:tab/></w:r>"
    body = (
        paragraph(look("LISTE DES SIGLES ET ACRONYMES", bold=True, size=14))
        + paragraph("AES : Alliance des États de l’exemple")
        + paragraph(run("OIM"), tab, run("Organisation internationale pour les migrations"))
        + paragraph("PTF – Partenaires techniques et financiers ;")
        + paragraph("L’ordre est alphabétique et la liste n’est pas close.")
        + paragraph(look("CONTEXTE", bold=True, size=14))
        + paragraph(SENTENCE)
        + paragraph(look("VISION", bold=True, size=14))
        + paragraph(SENTENCE)
    )
    return docx(body, styles=defaults() + style("Normal", "Normal", default=True))


@case
def letters_pasted_from_the_web() -> bytes:
    body = (
        h("𝐂𝐨𝐧𝐭𝐞𝐱𝐭𝐞")
        + paragraph("La 𝒎𝒐𝒃𝒊𝒍𝒊𝒕é des 𝗽𝗲𝗿𝘀𝗼𝗻𝗻𝗲𝘀, et 𝑥 = 𝑎 + 𝑏 reste une formule.")
        + paragraph("Typographie laissée : « oui » ; 48 457 ; l'État ; n°2025-0101 ; mot,mot")
        + paragraph(look("gras ", bold=True), run("puis  deux   blancs"))
    )
    return docx(body, styles=french_word())


# ------------------------------------------------------------------ what is beside the text


@case
def changes_comments_and_boxes() -> bytes:
    box = f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph("Le mot de la fin.")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    body = (
        h("Contexte")
        + paragraph("Un ", inserted("nouveau "), deleted("vieux "), "texte.")
        + paragraph(commented(0, "Une phrase discutée."))
        + paragraph("Avant la zone.", box)
        + paragraph("Après la zone.")
    )
    return docx(body, styles=french_word(), comments=comment(0, "Êtes-vous sûrs ?"))


@case
def content_controls_links_and_signs() -> bytes:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = (
        control(h("Contexte"))
        + paragraph(control(run("Un contenu contrôlé")), run(", un "), '<w:hyperlink r:id="site">' + run("lien") + "</w:hyperlink>", run("."))
        + paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run(" coché, un trait d’union"), "<w:r><w:noBreakHyphen/></w:r>", run("insécable."))
        + paragraph("<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=b</m:t></m:r></m:oMath>")
    )
    return docx(body, styles=french_word(), links={"site": "https://example.org/politique"})


# ------------------------------------------------------------------ other programs


@case
def google_docs() -> bytes:
    """Style ids in English, direct formatting on every run, contents in a content control, titles with style Title and Subtitle."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="22"/><w:lang w:val="fr"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "normal", default=True)
        + headings("Heading", "heading")
        + style("Title", "Title", rpr='<w:sz w:val="52"/>')
        + style("Subtitle", "Subtitle", rpr='<w:color w:val="666666"/><w:sz w:val="30"/>')
    )

    def text(words: str) -> str:
        return run(words, '<w:rtl w:val="0"/>')

    body = (
        paragraph(text("Politique d’exemple"), style="Title", properties='<w:bidi w:val="0"/>')
        + paragraph(text("Contexte"), style="Heading1", properties='<w:pageBreakBefore w:val="0"/>')
        + paragraph(text("La mobilité "), run("humaine", '<w:b w:val="1"/><w:rtl w:val="0"/>'), text(" est une force."))
        + paragraph(text("accueillir ;"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/>')
        + paragraph(text("protéger."), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/>')
        + paragraph(picture("dot", ""))
        + paragraph(text("Vision"), style="Heading1")
        + paragraph(text("Une phrase."))
    )
    return docx(body, styles=styles, numbering=numbering(BULLETS), media={"dot.png": DOT})


@case
def wps_office() -> bytes:
    """Style ids are numbers, the language is Chinese by default, empty runs and hints of fonts everywhere."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("1", "Normal", default=True)
        + style("2", "heading 1", based="1", ppr='<w:outlineLvl w:val="0"/>', rpr='<w:b/><w:sz w:val="44"/>')
        + style("3", "heading 2", based="1", ppr='<w:outlineLvl w:val="1"/>', rpr='<w:b/><w:sz w:val="32"/>')
        + style("7", "WPSOffice手动目录 1", based="")
    )

    def text(words: str) -> str:
        return run(words, '<w:rFonts w:hint="default"/><w:lang w:val="fr-FR"/>')

    body = (
        paragraph(text("Sommaire"))
        + paragraph(field('TOC \\o "1-2" \\h', text("Contexte") + "<w:r><w:tab/></w:r>" + text("1")), style="7")
        + paragraph(text("Contexte"), style="2")
        + paragraph(text(SENTENCE))
        + paragraph(text("Cadre"), style="3")
        + paragraph(text(OTHER))
        + paragraph(text("Vision"), style="2")
        + paragraph(text(OTHER))
    )
    return docx(body, styles=styles)


@case
def pandoc() -> bytes:
    styles = (
        defaults(24)
        + style("Normal", "Normal", default=True)
        + headings("Heading", "heading")
        + style("BodyText", "Body Text")
        + style("FirstParagraph", "First Paragraph", based="BodyText")
        + style("Compact", "Compact", based="BodyText")
        + style("Title", "Title")
        + style("BlockText", "Block Text", based="BodyText")
        + style("SourceCode", "Source Code")
        + style("VerbatimChar", "Verbatim Char", kind="character", based="")
        + style("ImageCaption", "Image Caption")
    )
    body = (
        paragraph("Politique d’exemple", style="Title")
        + paragraph(bookmarked("contexte", "Contexte"), style="Heading1")
        + paragraph("Premier alinéa, avec du ", run("code", '<w:rStyle w:val="VerbatimChar"/>'), ".", style="FirstParagraph")
        + paragraph("Un mot cité.", style="BlockText")
        + paragraph("un", style="Compact", properties=numbered(1))
        + paragraph("deux", style="Compact", properties=numbered(1))
        + paragraph("if x:", "<w:r><w:br/></w:r>", run("    y"), style="SourceCode")
        + paragraph(picture("dot", "Un point"), style="BodyText")
        + paragraph("Un point noir", style="ImageCaption")
        + paragraph("Vision", style="Heading1")
        + paragraph(run("Voir "), '<w:hyperlink w:anchor="contexte">' + run("le contexte") + "</w:hyperlink>", run("."), style="FirstParagraph")
    )
    return docx(body, styles=styles, numbering=numbering(BULLETS), media={"dot.png": DOT})


@case
def no_styles_part() -> bytes:
    """Some generators write a body and nothing else."""
    return docx(paragraph("Contexte", style="Heading1") + paragraph(SENTENCE) + paragraph("Vision", style="Heading1") + paragraph(OTHER))



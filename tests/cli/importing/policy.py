"""A policy of forty pages as ministries write them: cover, acronyms, contents, headings typed and counted, tables, notes, figures,
cross-references, lists made by hand, an annex on landscape pages. All of it is made up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count

from ...word.reading.building import cell, comment, commented, deleted, docx, inserted, paragraph, row, run, table
from .parts import (
    BULLETS,
    CENTRED,
    DECIMAL,
    DOT,
    PAGE,
    bookmarked,
    defaults,
    field,
    footnote,
    item,
    level,
    look,
    note,
    numbering,
    picture,
    section_end,
    style,
)

AXES = (
    "Accueillir et orienter",
    "Protéger les familles",
    "Faire de la mobilité une chance pour les territoires",
    "Connaître et mesurer",
    "Conduire l’action ensemble",
)
WHO = ("Les services de l’État", "Les communes", "Les associations", "Les familles", "Les régions", "Les partenaires", "Les écoles", "Les entreprises")
WHAT = (
    "rendent compte chaque année de ce qu’ils ont fait",
    "tiennent un registre ouvert à tous",
    "accueillent celles et ceux qui reviennent",
    "forment les agents qui reçoivent le public",
    "publient leurs chiffres au mois de mars",
    "soutiennent les projets qui donnent du travail",
    "veillent à ce que nul ne soit laissé seul",
    "réunissent les comités deux fois l’an",
    "mettent en commun leurs moyens",
)
HOW = (
    "dans le respect des droits de chacun",
    "avec l’appui des partenaires",
    "sans attendre la fin du programme",
    "selon un calendrier connu de tous",
    "au plus près des lieux de départ",
    "en donnant la priorité aux plus fragiles",
    "et en disent le coût",
)
_DEEP = "Objectif", "Mesures", "Résultats attendus", "Responsabilités"


def make() -> bytes:
    """The bytes of the file."""
    writer = _Policy()
    body = "".join(writer.body())
    content = docx(
        body,
        styles=_styles(),
        numbering=numbering(BULLETS, DECIMAL, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "decimal", "%1.%2.%3.")),
        footnotes="".join(writer.notes),
        comments=comment(0, "Ce délai est-il tenable ?"),
        header=paragraph("Politique nationale d’exemple – version provisoire"),
        media={"dot.png": DOT},
    )
    return openable(content, ("styles", "numbering", "footnotes", "comments", "header"))


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>{}</Types>'
)
_TYPE = '<Override PartName="/word/{}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'


def openable(content: bytes, parts: Iterable[str]) -> bytes:
    """A file that other programs open too: they want every part to have a type."""
    kinds = {name: name for name in parts} | {"document": "document.main"}
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format("".join(_TYPE.format(name, kind) for name, kind in kinds.items())))
    return stream.getvalue()


def _styles() -> str:
    def counted(at: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="{at}"/>'

    return (
        defaults(24)
        + style("Normal", "Normal", ppr='<w:spacing w:after="160" w:line="288" w:lineRule="auto"/>', default=True)
        + style("Titre1", "heading 1", ppr='<w:outlineLvl w:val="0"/>', rpr='<w:b/><w:sz w:val="32"/>')
        + style("Titre2", "heading 2", ppr=counted(1), rpr='<w:b/><w:sz w:val="26"/>')
        + style("Titre3", "heading 3", ppr=counted(2), rpr='<w:b/><w:sz w:val="24"/>')
        + style("Lgende", "caption", rpr="<w:i/>")
        + style("Paragraphedeliste", "List Paragraph", ppr='<w:ind w:left="720"/>')
        + style("TM1", "toc 1")
        + style("TM2", "toc 2")
        + style("Tabledesillustrations", "table of figures")
    )


class _Policy:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self._turn = count()
        self._tables = count(1)
        self._marks = count(100)

    def body(self) -> Iterator[str]:
        yield from self._cover()
        yield from self._contents()
        yield from self._front()
        yield from self._diagnosis()
        for number, axe in enumerate(AXES, 1):
            yield from self._axe(number, axe)
        yield from self._moneys()
        yield from self._annexes()

    # -------------------------------------------------------------- text

    def sentence(self) -> str:
        n = next(self._turn)
        return f"{WHO[n % len(WHO)]} {WHAT[(n * 2 + n // 8) % len(WHAT)]} {HOW[(n * 3 + n // 5) % len(HOW)]}."

    def text(self, sentences: int = 4, *extra: str) -> str:
        return paragraph(run(" ".join(self.sentence() for _ in range(sentences))), *extra)

    def texts(self, number: int) -> Iterator[str]:
        for _ in range(number):
            yield self.text(5)

    def note(self, text: str) -> str:
        self.notes.append(footnote(len(self.notes) + 1, text))
        return note(len(self.notes))

    def caption(self, words: str, mark: str) -> str:
        number = next(self._tables)
        label = bookmarked(mark, run("Tableau ") + field("SEQ Tableau \\* ARABIC", str(number)), next(self._marks))
        return paragraph(label, run(f" : {words}"), style="Lgende")

    # -------------------------------------------------------------- parts

    def _cover(self) -> Iterator[str]:
        yield table(row("MINISTÈRE DE L’EXEMPLE", "RÉPUBLIQUE DE L’EXEMPLE"), row("SECRÉTARIAT GÉNÉRAL", "Travail – Partage – Espoir"))
        yield paragraph(picture(alt="Armoiries"), properties=CENTRED)
        yield paragraph(look("POLITIQUE NATIONALE DE MOBILITÉ (PNM)", size=26, bold=True), properties=CENTRED)
        yield paragraph(look("Partir, rester, revenir : choisir", size=16), properties=CENTRED)
        yield paragraph(look("2026-2030", size=16), properties=CENTRED)
        yield paragraph("Version provisoire", properties=CENTRED)
        yield paragraph("Février 2026", properties=CENTRED)
        yield paragraph(PAGE)

    def _contents(self) -> Iterator[str]:
        yield paragraph(look("TABLE DES MATIÈRES", bold=True))
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for place, words in enumerate(("SIGLES ET ABRÉVIATIONS", "AVANT-PROPOS", "CHAPITRE I : CONTEXTE", "CHAPITRE II : DIAGNOSTIC", *AXES)):
            yield paragraph(begin if not place else "", run(words) + "<w:r><w:tab/></w:r>" + run(str(place * 4 + 3)), style="TM1")
        yield paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        yield paragraph(look("LISTE DES TABLEAUX", bold=True))
        yield paragraph(field('TOC \\h \\z \\c "Tableau"', "Tableau 1 : Effectifs par région 9"), style="Tabledesillustrations")

    def _front(self) -> Iterator[str]:
        yield paragraph("SIGLES ET ABRÉVIATIONS", style="Titre1")
        rows = [("CT", "Collectivité territoriale"), ("ONG", "Organisation non gouvernementale"), ("PNM", "Politique nationale de mobilité")]
        yield table(row("Sigle", "Signification", properties="<w:tblHeader/>"), *(row(*pair) for pair in rows), row("CT", "Coopération technique"))
        yield paragraph("AVANT-PROPOS", style="Titre1")
        yield paragraph(look("Il n’est de richesse que d’hommes et de femmes libres d’aller et de venir.", italic=True), properties='<w:ind w:left="700" w:right="700"/>')
        yield from self.texts(5)
        yield paragraph("La Ministre", properties='<w:jc w:val="right"/>')

    def _diagnosis(self) -> Iterator[str]:
        yield paragraph(bookmarked("_Ref10", "CHAPITRE I : CONTEXTE", 1), self.note("Rédigé en janvier 2026."), style="Titre1")
        yield from self.texts(6)
        for part in ("Une mobilité ancienne", "Une population jeune", "Un cadre qui change"):
            yield paragraph(part, style="Titre2")
            yield from self.texts(6)
            yield paragraph(run("Le chiffre est connu"), self.note(f"Enquête de l’exemple, {part.lower()}."), run("."))
        yield self.caption("Effectifs par région", "_Ref20")
        yield table(
            row(cell("Région", properties='<w:vMerge w:val="restart"/>'), cell("Effectifs", properties='<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            row(cell("", properties="<w:vMerge/>"), "Femmes", "Hommes", properties="<w:tblHeader/>"),
            *(row(f"Région {letter}", str(1200 + 37 * n), str(1100 + 41 * n)) for n, letter in enumerate("ABCDEFGH")),
        )
        yield paragraph("Source : enquête de l’exemple, 2025.")
        yield paragraph("CHAPITRE II : DIAGNOSTIC", style="Titre1")
        for part in ("Ce qui a été fait", "Ce qui a manqué", "Ce que l’on ignore"):
            yield paragraph(part, style="Titre2")
            yield paragraph("On retient :")
            yield from (paragraph(f"- {self.sentence().lower()[:-1]} ;") for _ in range(3))
            yield from self.texts(7)
            yield paragraph(look(f"Point d’attention {part.lower()}", size=12, bold=True))
            yield from self.texts(2)
        yield paragraph(picture(alt=""))
        yield paragraph("Figure 1 : Les retours depuis 2020")
        yield paragraph(run("Voir le "), field("REF _Ref20 \\h", "Tableau 1"), run(" et le chapitre "), field("REF _Ref10 \\r \\h", "I"), run("."))

    def _axe(self, number: int, title: str) -> Iterator[str]:
        yield paragraph(f"AXE {number} : {title.upper()}", style="Titre1")
        yield from self.texts(2)
        for part in _DEEP:
            yield paragraph(part, style="Titre2")
            yield from self.texts(6)
            if part == "Mesures":
                yield from (item(self.sentence()[:-1] + " ;", 2, at) for at in (0, 1, 1, 0))
                yield paragraph(commented(0, "Le délai est de douze mois."), inserted(" Il peut être réduit.") if number == 1 else "")
                yield paragraph(run("Le comité "), deleted("propose "), inserted("arrête "), run("les priorités."))
            if part == "Résultats attendus":
                yield paragraph("Les indicateurs", style="Titre3")
                yield self.caption(f"Indicateurs de l’axe {number}", f"_Ref3{number}")
                yield table(
                    row("Indicateur", "Base", "Cible 2030", properties="<w:tblHeader/>"),
                    *(row(f"Indicateur {number}.{n}", f"{12 * n} %", f"{20 * n} %") for n in range(1, 4)),
                )
                yield paragraph(run("La cible est commune"), self.note(f"Voir l’axe {number}."), run("."))

    def _moneys(self) -> Iterator[str]:
        yield paragraph("CHAPITRE III : FINANCEMENT", style="Titre1")
        yield from self.texts(8)
        yield paragraph("Les sources sont les suivantes :")
        yield paragraph("a) le budget de l’État ;")
        yield paragraph("b) les communes ;")
        yield paragraph("c) les partenaires.")
        yield paragraph("𝐂𝐎𝐍𝐂𝐋𝐔𝐒𝐈𝐎𝐍", style="Titre1")
        yield from self.texts(5)

    def _annexes(self) -> Iterator[str]:
        yield section_end()
        yield paragraph("Annexe 1 : Cadre logique", style="Titre1")
        yield table(
            row("Axe", "Objectif", "Indicateur", "Cible", "Coût", properties="<w:tblHeader/>"),
            *(row(f"Axe {n}", title, f"Indicateur {n}.1", f"{20 * n} %", str(1200 * n)) for n, title in enumerate(AXES, 1)),
        )
        yield section_end(landscape=True)
        yield paragraph("Annexe 2 : Textes", style="Titre1")
        yield from self.texts(6)
        yield '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

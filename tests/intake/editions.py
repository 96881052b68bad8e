"""A small edition to comment on, and returned Word copies of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from ponam_review.intake.layout import Layout, lay_out, paragraphs
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.model import (
    Cell,
    Cover,
    Document,
    Heading,
    Inlines,
    Item,
    Note,
    Paragraph,
    Revision,
    Row,
    Run,
    Section,
    Table,
)

NOTE_TEXT = "Décret relatif aux consulats."
NOTE = Note((Paragraph((Run(NOTE_TEXT),)),))


def words(text: str) -> Inlines:
    return (Run(text),)


def cell(text: str) -> Cell:
    return Cell((Paragraph(words(text)),))


CONTEXT = Section(
    "contexte",
    "Contexte",
    (
        Paragraph(words("La migration est ancienne au Mali.")),
        Paragraph(words("Elle relie les familles, les régions et les États voisins.")),
    ),
)
AXIS = Section(
    "axe-3",
    "Axe 3 – Protéger les migrants",
    (
        Heading(2, words("Constat"), id="constat-3"),
        Paragraph((*words("La protection est la première attente exprimée"), NOTE, *words(", au pays comme à l’étranger."))),
        Heading(2, words("Mesures"), id="mesures-3"),
        Paragraph(words("Ouvrir ou renforcer douze postes consulaires dans les bassins de forte présence."), (Item(start=0),)),
        Paragraph(words("Créer un fonds d’assistance juridique pour les personnes détenues."), (Item(),)),
        Table(
            (
                Row((cell("Indicateur"), cell("Cible"))),
                Row((cell("Postes ouverts"), cell("12"))),
                Row((cell("Personnes assistées"), cell("4 000"))),
            ),
            caption=words("Cibles de l’axe"),
            id="cibles-3",
        ),
        Paragraph(words("Les mesures valent pour tous, Maliens ou étrangers.")),
    ),
)
REVISION = Revision("projet-1", (Document("politique", "Politique d’essai", (CONTEXT, AXIS), cover=Cover(edition="Version projet-1")),))
FLOW: Flow = prepare(REVISION)


def layout() -> Layout:
    return lay_out(FLOW)


def shown(flow: Flow = FLOW) -> list[str]:
    """The paragraphs of an edition as its Word copy shows them, notes left out."""
    return [text for block in flow.blocks for text, _ in paragraphs(block)]


# ------------------------------------------------------------------ Word copies

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
DAY = "2026-02-27T10:00:00Z"


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def ins(text: str, author: str = "Chef de division") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="{DAY}">{run(text)}</w:ins>'


def gone(text: str, author: str = "Chef de division") -> str:
    return f'<w:del w:id="2" w:author="{author}" w:date="{DAY}">{run(text, "delText")}</w:del>'


def on(text: str, identity: int) -> str:
    """Words with a comment on them."""
    return (
        f'<w:commentRangeStart w:id="{identity}"/>{text if text[0] == "<" else run(text)}<w:commentRangeEnd w:id="{identity}"/>'
        f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def p(*inner: str, mark: str = "") -> str:
    """A paragraph; `mark`: how its own mark is tracked ("ins" or "del")."""
    tracked = f'<w:pPr><w:rPr><w:{mark} w:id="3" w:author="Chef de division" w:date="{DAY}"/></w:rPr></w:pPr>' if mark else ""
    return f"<w:p>{tracked}{''.join(inner)}</w:p>"


@dataclass
class Copy:
    """A returned copy: the edition's paragraphs, some of them replaced by XML of their own."""

    changed: dict[str, str] = field(default_factory=dict)
    """Text of a paragraph → what stands there instead."""
    comments: Sequence[tuple[str, str]] = ()
    """(author, text), numbered from 0."""
    shows: str = "projet-1"
    """The edition that the file says it shows; empty: it does not say."""

    @staticmethod
    def called(text: str) -> str:
        """A paragraph's runs, the reference of the edition's one note among them."""
        before, mark, after = text.partition("attente exprimée")
        return f'{run(before + mark)}<w:r><w:footnoteReference w:id="1"/></w:r>{run(after)}' if mark else run(text)

    def bytes(self, texts: Iterable[str] = ()) -> bytes:
        body = "".join(self.changed.get(text) or p(self.called(text)) for text in (texts or shown()))
        notes = "".join(
            f'<w:comment w:id="{number}" w:author="{author}" w:date="{DAY}"><w:p>{run(text)}</w:p></w:comment>'
            for number, (author, text) in enumerate(self.comments)
        )
        document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
        return package(document, f"<w:comments {W}>{notes}</w:comments>", self.shows, self.changed.get(NOTE_TEXT, ""))


def package(document: str, comments: str, shows: str = "projet-1", note: str = "") -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{kinds}.footnotes+xml"/>'
        f'<Override PartName="/word/comments.xml" ContentType="{kinds}.comments+xml"/></Types>',
        "_rels/.rels": relations("officeDocument", "word/document.xml", "custom-properties", "docProps/custom.xml"),
        "docProps/custom.xml": f'<Properties xmlns="{CUSTOM}" xmlns:vt="urn:vt"><property name="ponam.revision" pid="2">'
        f"<vt:lpwstr>{shows}</vt:lpwstr></property></Properties>",
        "word/_rels/document.xml.rels": relations("comments", "comments.xml", "footnotes", "footnotes.xml"),
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1">{note or p(run(NOTE_TEXT))}</w:footnote></w:footnotes>',
        "word/document.xml": document,
        "word/comments.xml": comments,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    rows = (f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(rows)}</Relationships>'

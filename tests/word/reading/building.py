"""Small Word files made from XML, so that a test shows all that it reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ponam_review.text.model import Block
from ponam_review.word.reading.document import read_document
from ponam_review.word.reading.revisions import Reading
from ponam_review.word.reading.values import WordFile
from ponam_review.word.reading.words import read_word

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
)
ROOTS = {
    "comments": "w:comments",
    "commentsExtended": "w15:commentsEx",
    "commentsIds": "w16cid:commentsIds",
    "people": "w15:people",
    "footnotes": "w:footnotes",
    "endnotes": "w:endnotes",
    "styles": "w:styles",
    "numbering": "w:numbering",
    "header": "w:hdr",
}
CHANGED = 'w:id="9" w:author="Awa" w:date="2026-03-01T09:00:00Z"'


# ------------------------------------------------------------------ XML


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, style: str = "", properties: str = "", mark: str = "") -> str:
    """`inner`: XML, or words. `mark`: "ins" or "del" on the paragraph's mark."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr><w:{mark} {CHANGED}/></w:rPr>" if mark else ""
    content = "".join(part if part.startswith("<") else run(part) for part in inner)
    return f"<w:p><w:pPr>{styled}{properties}{marked}</w:pPr>{content}</w:p>"


def inserted(*inner: str, author: str = "Awa") -> str:
    return _tracked("ins", "t", inner, author)


def deleted(*inner: str, author: str = "Awa") -> str:
    return _tracked("del", "delText", inner, author)


def _tracked(name: str, text: str, inner: tuple[str, ...], author: str) -> str:
    def content(part: str) -> str:
        return part if part.startswith("<") else f'<w:r><w:{text} xml:space="preserve">{part}</w:{text}></w:r>'

    return f'<w:{name} w:id="1" w:author="{author}" w:date="2026-03-01T09:00:00Z">{"".join(map(content, inner))}</w:{name}>'


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in cells)}</w:tr>"


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(c if c.startswith('<') else paragraph(c) for c in inner)}</w:tc>"


def comment(identity: str | int, *paragraphs: str, author: str = "Awa", date: str = "2026-03-01T09:00:00Z") -> str:
    """Its n-th paragraph has the id `identity` followed by n, in eight digits."""
    inner = "".join(f'<w:p w14:paraId="{identity:0>7}{n}">{run(text)}</w:p>' for n, text in enumerate(paragraphs))
    return f'<w:comment w:id="{identity}" w:author="{author}" w:date="{date}" w:initials="A">{inner}</w:comment>'


def commented(identity: str | int, *inner: str) -> str:
    content = "".join(part if part.startswith("<") else run(part) for part in inner)
    return (
        f'<w:commentRangeStart w:id="{identity}"/>{content}<w:commentRangeEnd w:id="{identity}"/>'
        f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def answer(identity: str, *, to: str = "", done: bool = False) -> str:
    """A `w15:commentEx` for the paragraph of that id."""
    parent = f' w15:paraIdParent="{to}"' if to else ""
    return f'<w15:commentEx w15:paraId="{identity}"{parent} w15:done="{int(done)}"/>'


# ------------------------------------------------------------------ packages


def document(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def packed(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(rows: Mapping[str, tuple[str, str]], external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"{mode}/>' for i, (kind, target) in rows.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def docx(body: str, *, links: Mapping[str, str] | None = None, media: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A .docx. `parts`: inner XML of comments, commentsExtended, footnotes, styles …; `links`: relationship id → outside address."""
    members: dict[str, bytes | str] = {
        "_rels/.rels": relations({"rId1": (f"{OFFICE}/officeDocument", "word/document.xml")}),
        "word/document.xml": document(body),
    }
    related: dict[str, tuple[str, str]] = {}
    for kind, inner in parts.items():
        members[f"word/{kind}.xml"] = f"<{ROOTS[kind]} {NAMESPACES}>{inner}</{ROOTS[kind]}>"
        base = MICROSOFT if kind in ("commentsExtended", "people", "commentsIds") else OFFICE
        related[kind] = (f"{base}/{kind}", f"{kind}.xml")
    for name, content in (media or {}).items():
        members[f"word/media/{name}"] = content
        related[name.partition(".")[0]] = (f"{OFFICE}/image", f"media/{name}")
    inside = relations(related)
    outside = relations({identity: (f"{OFFICE}/hyperlink", address) for identity, address in (links or {}).items()}, external=True)
    members["word/_rels/document.xml.rels"] = inside.replace("</Relationships>", outside.partition(">")[2])
    return packed(members)


# ------------------------------------------------------------------ reading


def words(body: str, **parts: str) -> WordFile:
    return read_word(docx(body, **parts), name="essai.docx").value


def readings(body: str, **parts: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(accepted, rejected)"""
    file = words(body, **parts)
    return file.accepted, file.rejected


def blocks(content: bytes | str, reading: Reading = "accepted", **parts: str) -> tuple[Block, ...]:
    data = docx(content, **parts) if isinstance(content, str) else content
    return read_document(data, name="essai.docx", reading=reading).value.documents[0].sections[0].blocks

"""Word files to read: made here, of a known size, from made-up text."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIGN = 'w:author="{author}" w:date="2026-03-01T09:00:00Z"'
_AUTHORS = ("Direction A", "Direction B", "Ministère C", "Partenaire D")
_LOOK = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr>'
_RUN = f'<w:r>{_LOOK}<w:{{tag}} xml:space="preserve">{{text}}</w:{{tag}}></w:r>'
PARAGRAPHS_A_PAGE = 9


def word_file(sentence: Callable[[], str], *, pages: int, comments: int, changes: int, seed: int = 7) -> bytes:
    """A file of about so many pages, with comments on some words and half as many deletions as insertions."""
    chance = random.Random(seed)
    count = pages * PARAGRAPHS_A_PAGE
    body: list[str] = []
    commented = placed = 0
    for number in range(count):
        runs = [_RUN.format(tag="t", text=sentence() + " ") for _ in range(3)]
        while placed * count < changes * (number + 1):
            sign = _SIGN.format(author=chance.choice(_AUTHORS))
            name, tag = ("del", "delText") if placed % 3 == 0 else ("ins", "t")
            runs.insert(chance.randrange(len(runs)), f'<w:{name} w:id="{placed}" {sign}>{_RUN.format(tag=tag, text="mots ")}</w:{name}>')
            placed += 1
        while commented * count < comments * (number + 1):
            at = chance.randrange(len(runs))
            mark = f'<w:r><w:commentReference w:id="{commented}"/></w:r>'
            ends = f'<w:commentRangeStart w:id="{commented}"/>{runs[at]}<w:commentRangeEnd w:id="{commented}"/>{mark}'
            runs[at] = ends
            commented += 1
        style = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' if number % 30 == 0 else '<w:pPr><w:jc w:val="both"/></w:pPr>'
        body.append(f"<w:p>{style}{''.join(runs)}</w:p>")
    return _packed("".join(body), "".join(_comment(number, sentence()) for number in range(comments)))


def _comment(number: int, text: str) -> str:
    sign = _SIGN.format(author=_AUTHORS[number % len(_AUTHORS)])
    inner = f"<w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:comment w:id="{number}" {sign} w:initials="A">{inner}</w:comment>'


def _packed(body: str, comments: str) -> bytes:
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/></Types>',
        "_rels/.rels": _relation(f"{_OFFICE}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation(f"{_OFFICE}/comments", "comments.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/comments.xml": f'<w:comments xmlns:w="{_MAIN}">{comments}</w:comments>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relation(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'

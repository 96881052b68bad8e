"""The parts of a package that hold comments: their words, who answers whom, the people who wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from .markup import escaped


def comment(number: int, author: str, date: str, text: str) -> str:
    """One `w:comment` (ECMA-376-1 §17.13.4.2)."""
    initials = "".join(word[0] for word in author.split() if word[:1].isalnum())[:4]
    when = f' w:date="{escaped(date)}"' if date else ""
    lines = text.split("\n")
    paragraphs = []
    for at, line in enumerate(lines):
        identity = f' w14:paraId="{_identity(number)}"' if at == len(lines) - 1 else ""
        mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' if not at else ""
        words = escaped(line).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        paragraphs.append(f'<w:p{identity}>{style}{mark}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>')
    head = f'<w:comment w:id="{number}" w:author="{escaped(author)}"{when} w:initials="{escaped(initials)}">'
    return head + "".join(paragraphs) + "</w:comment>"


def thread(number: int, parent: int | None, resolved: bool) -> str:
    """What `w15:commentEx` says of a comment: which one it answers, and whether it is resolved."""
    answers = f' w15:paraIdParent="{_identity(parent)}"' if parent is not None else ""
    return f'<w15:commentEx w15:paraId="{_identity(number)}"{answers} w15:done="{int(resolved)}"/>'


def people(authors: Iterable[str]) -> str:
    """The people, each once."""
    return "".join(
        f'<w15:person w15:author="{escaped(name)}"><w15:presenceInfo w15:providerId="None" w15:userId="{escaped(name)}"/></w15:person>'
        for name in dict.fromkeys(authors)
        if name
    )


def _identity(number: int) -> str:
    """Paragraph ids are eight hexadecimal digits below 80000000 ([MS-DOCX] §2.6.2.3)."""
    return f"{0x10000000 + number:08X}"

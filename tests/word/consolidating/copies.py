"""Returned copies made for tests: a text, what somebody made of it, with or without tracking, and comments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from ponam_review.compare.engine import compare
from ponam_review.text.flow import Flow
from ponam_review.word.consolidating.joining import Consolidated, Returned, consolidate
from ponam_review.word.writing.draft import no_images
from ponam_review.word.writing.redline import write_redline

DAY = "2026-03-12T09:00:00Z"
NOW = "2026-04-01T00:00:00Z"


@dataclass(frozen=True)
class Said:
    """A comment on some words, of which only the first run that holds them is marked."""

    words: str
    text: str
    author: str = "Awa"
    answers: int | None = None


def returned(name: str, sent: Flow, wanted: Flow, author: str = "Awa", date: str = DAY, said: Sequence[Said] = ()) -> Returned:
    """What `author` sends back: `wanted` tracked on `sent` (which need not be the edition: the rest was changed without tracking)."""
    content = write_redline(compare(sent, wanted), images=no_images, author=author, date=date).value
    return Returned(name, commented(content, said) if said else content, lambda source: None)


def joined(edition: Flow, *copies: Returned) -> Consolidated:
    return consolidate(edition, copies, images=no_images, author="Secrétariat", date=NOW)


def commented(content: bytes, said: Sequence[Said]) -> bytes:
    """The file with comments put around runs of its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() if name.endswith((".xml", ".rels")) else archive.read(name) for name in archive.namelist()}
    document = str(parts["word/document.xml"])
    for number, comment in enumerate(said):
        run = re.compile(rf"<w:r>(?:(?!</w:r>).)*?{re.escape(comment.words)}(?:(?!</w:r>).)*?</w:r>")
        reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        document, count = run.subn(lambda m, n=number, r=reference: f'<w:commentRangeStart w:id="{n}"/>{m[0]}<w:commentRangeEnd w:id="{n}"/>{r}', document, count=1)
        assert count == 1, comment.words
    parts["word/document.xml"] = document
    head = str(parts["word/document.xml"])[: document.index("<w:body>")].replace("w:document", "w:comments")
    rows = "".join(
        f'<w:comment w:id="{n}" w:author="{c.author}" w:date="{DAY}"><w:p w14:paraId="{n + 1:08X}"><w:r><w:t>{c.text}</w:t></w:r></w:p></w:comment>'
        for n, c in enumerate(said)
    )
    parts["word/comments.xml"] = f"{head}{rows}</w:comments>"
    threads = "".join(
        f'<w15:commentEx w15:paraId="{n + 1:08X}"' + (f' w15:paraIdParent="{c.answers + 1:08X}"' if c.answers is not None else "") + ' w15:done="0"/>'
        for n, c in enumerate(said)
    )
    parts["word/commentsExtended.xml"] = f"{head.replace('w:comments', 'w15:commentsEx')}{threads}</w15:commentsEx>"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    microsoft = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rIdC1" Type="{office}" Target="comments.xml"/><Relationship Id="rIdC2" Type="{microsoft}" Target="commentsExtended.xml"/></Relationships>',
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()

"""A redline taken apart: both its readings as the two files read, formats, objects and notes included."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from lxml import etree

from ponam_review.compare.pieces import glue
from ponam_review.text.model import Block, Heading, Inline, Note, Paragraph, Run, Table
from ponam_review.text.notices import Result
from ponam_review.word.pairing.origin import Origin
from ponam_review.word.pairing.redline import pair_redline
from ponam_review.word.pairing.sources import Registry
from ponam_review.word.pairing.stories import Reader
from ponam_review.word.reading.names import W
from ponam_review.word.reading.revisions import FORMER

DATE = "2026-01-01T00:00:00Z"
_SWAPPED = {"ins": "del", "del": "ins", "moveFrom": "moveTo", "moveTo": "moveFrom", "delText": "t", "delInstrText": "instrText"}
_CELLS = {"cellIns": "cellDel", "cellDel": "cellIns"}


def pair(old: bytes, new: bytes) -> Result[bytes]:
    return pair_redline(old, new, old_name="ancien.docx", new_name="nouveau.docx", author="Awa", date=DATE)


def part(content: bytes, name: str = "word/document.xml") -> str:
    """The XML of a part without namespaces, dates and numbers of changes, easy to look into."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(name).decode()
    text = re.sub(r' (xmlns:\w+|w:author|w:date|xml:space)="[^"]*"', "", text)
    return re.sub(r'<w:(\w+) w:id="\d+"', lambda m: m[0] if "Reference" in m[1] or "note" in m[1] else f"<w:{m[1]}", text)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def turned(content: bytes) -> bytes:
    """The redline the other way round: accepting it is rejecting the first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, member in members(content).items():
            archive.writestr(name, _turned(member) if re.search(r"word/(document|footnotes|endnotes)\.xml$", name) else member)
    return out.getvalue()


def _turned(member: bytes) -> bytes:
    root = etree.fromstring(member)
    swapped = {W + a: W + b for a, b in (_SWAPPED | _CELLS).items()}
    for tag, former in FORMER.items():
        for change in list(root.iter(former)):
            now = change.getparent()
            if now is None or now.tag != tag:
                continue
            before = change.find(tag)
            kept = [c for c in now if c.tag in swapped or c.tag in (W + "rPr", W + "sectPr")] if tag != W + "rPr" else []
            now[:] = [*(before if before is not None else ()), *kept]
    for element in root.iter(*swapped):
        element.tag = swapped[str(element.tag)]
    return etree.tostring(root)


def stories(*contents: bytes) -> list[tuple[Block, ...]]:
    """The blocks of several files, with equal numbers for what is equal in them."""
    registry = Registry()
    return [_glued(Reader(Origin(c, "essai.docx", "new"), registry).body().blocks, registry) for c in contents]


def _glued(blocks: tuple[Block, ...], registry: Registry) -> tuple[Block, ...]:
    """Formats that say the same given the same number."""
    return tuple(_alike(block, registry) for block in blocks)


def _alike(block: Block, registry: Registry) -> Block:
    match block:
        case Table():
            rows = tuple(
                replace(row, cells=tuple(replace(cell, blocks=_glued(cell.blocks, registry)) for cell in row.cells)) for row in block.rows
            )
            return replace(block, rows=rows)
        case Paragraph() | Heading():
            return replace(block, content=glue(_said(inline, registry) for inline in block.content))
        case _:
            return block


def _said(inline: Inline, registry: Registry) -> Inline:
    match inline:
        case Run():
            return replace(inline, marks=registry.alike[inline.marks])
        case Note():
            return replace(inline, blocks=_glued(inline.blocks, registry))
        case _:
            return inline

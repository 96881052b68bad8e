"""A Word file read for import: its blocks with how they looked, and what stands beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...text.errors import WordFileError
from ...text.importing.pieces import Pieces
from ...text.notices import Notice, Result
from ...text.plain import fold
from ..source import Source
from .document import read_document, source_of
from .hooks import Element
from .looks import LookingAssembly, Wardrobe
from .names import PARAGRAPH, TEXT, W
from .package import Package
from .revisions import Reading
from .words import read_word


@dataclass(frozen=True, slots=True)
class WordText:
    """What an import starts from."""

    pieces: Pieces
    title: str
    """Words of the line that has the style of the document's title."""
    language: str
    ours: bool
    """The tool itself wrote the file."""
    source: Source
    """What a file of ours says of the text it was made of."""
    words: tuple[str, ...]
    """Its paragraphs in this reading, by which an import accounts for every word."""


def read_for_import(content: bytes, *, name: str, reading: Reading = "accepted") -> Result[WordText]:
    """The text of a .docx for an import, and everything in the file that is no text. Raises WordFileError where it cannot be read."""
    package = Package(content, name)
    part = package.related(package.main, "styles")
    try:
        styles = package.tree(part) if part in package else None
    except WordFileError:
        styles = None  # said by `read_document`
    made: list[LookingAssembly] = []

    def assembly(*arguments: object) -> LookingAssembly:
        made.append(LookingAssembly(Wardrobe(styles), *arguments))
        return made[-1]

    result = read_document(content, name=name, reading=reading, assembly=assembly)
    (document,) = result.value.documents
    (reader,) = made
    held = read_word(content, name=name).value
    value = WordText(
        pieces=tuple(reader.piece(block) for block in document.sections[0].blocks),
        title=document.title,
        language=document.language,
        ours=reader.styles.ours,
        source=source_of(package) if reader.styles.ours else Source(),
        words=held.accepted if reading == "accepted" else held.rejected,
    )
    notices = [*result.notices, *_beside(package, reader, len(held.changes), len(held.comments), name)]
    return Result(value, tuple(notices))


def _beside(package: Package, reader: LookingAssembly, changes: int, comments: int, file: str) -> Iterator[Notice]:
    """What a Word file holds beside its text, and where that goes instead."""
    if changes:
        yield Notice("its {count} tracked changes were settled; import the other reading with --rejected", {"count": changes}, file)
    if comments:
        yield Notice("its {count} comments were not imported; take them in with “ponam intake”", {"count": comments}, file)
    if reader.endnotes:
        yield Notice("endnotes that are footnotes now: {count}", {"count": reader.endnotes}, file)
    running = _running_heads(package)
    if running and not reader.styles.ours:
        words = " · ".join(running)
        yield Notice("the words at the head and foot of its pages were left out: “{words}”", {"words": words[:200]}, file)
    if any(name.endswith("vbaproject.bin") for name in package.names()):
        yield Notice("the file holds macros; they were not read", file=file)
    embedded = sum(name.startswith("word/embeddings/") for name in package.names())
    if embedded:
        yield Notice("files embedded in it that were left out, except for their pictures: {count}", {"count": embedded}, file)


def _running_heads(package: Package) -> list[str]:
    """The different lines of headers and footers, without those that only number pages."""
    lines: dict[str, None] = {}
    for relationship in package.relationships(package.main).values():
        if relationship.kind not in ("header", "footer") or relationship.target not in package:
            continue
        try:
            root = package.tree(relationship.target)
        except WordFileError:
            continue
        for paragraph in root.iter(PARAGRAPH):
            line = fold("".join(_texts(paragraph)))
            if any(character.isalpha() for character in line.lower().replace("page", "").replace("sur", "")):
                lines.setdefault(line)
    return list(lines)


def _texts(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter(TEXT, W + "tab"):
        yield element.text or "" if element.tag == TEXT else " "

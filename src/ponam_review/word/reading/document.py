"""A Word file as a revision: the model of its text, with all tracked changes accepted or all rejected."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from ...text.errors import WordFileError
from ...text.model import Document, Revision, Section
from ...text.notices import Notice, Result
from ..source import NAMESPACE, Source, read_source, with_source
from . import revisions
from .assembly import Assembly
from .fields import split_instruction
from .forms import form_of
from .hooks import Element
from .names import ENDNOTE, FOOTNOTE, PARAGRAPH, PARAGRAPH_PROPERTIES, W
from .numbering import Numbering
from .package import Package
from .revisions import Reading
from .styles import Styles

NEAR = 20
"""How far below a bookmark between paragraphs its paragraph is looked for."""


def read_document(
    content: bytes, *, name: str, reading: Reading = "accepted", assembly: Callable[..., Assembly] = Assembly, depth: int = 0
) -> Result[Revision]:
    """The text of a .docx: a loose revision of one document with one section. Raises WordFileError where it cannot be read.

    `assembly`: what makes the blocks, for those who want to know more of them (who inserted them, where comments stand).
    `depth`: files that this one is inserted in.
    """
    package = Package(content, name)
    notices: list[Notice] = []
    main = package.tree(package.main)
    styles = Styles(_companion(package, "styles", notices))
    numbering = Numbering(_companion(package, "numbering", notices))
    reader = assembly(name, revisions.BITS[reading], styles, numbering, notices)
    reader.package, reader.depth = package, depth
    for kind, tag in (("footnote", FOOTNOTE), ("endnote", ENDNOTE)):
        part = package.related(package.main, kind + "s")
        if part in package:
            reader.relations = package.relationships(part)
            reader.read_notes(kind, package.tree(part), tag)
    reader.relations = package.relationships(package.main)
    reader.targets = _targets(main, styles)
    reader.pointed = _pointed(main)
    blocks = reader.read_body(main)
    if styles.ours:
        blocks = with_source(blocks, source_of(package))
    section = Section(id="", title="", blocks=blocks, file=name)
    language = styles.language if styles.language in ("fr", "en") else "fr"
    document = Document(id="", title=reader.title, sections=(section,), language=language)
    return Result(Revision(name, (document,), loose=True), tuple(notices))


def source_of(package: Package) -> Source:
    """What a file of ours says of the text it was made of; programs that save it may give the part another name."""
    for relationship in package.relationships(package.main).values():
        if relationship.kind != "customXml" or relationship.target not in package:
            continue
        try:
            root = package.tree(relationship.target)
        except WordFileError:
            continue  # somebody else's part
        if root.tag == f"{{{NAMESPACE}}}source":
            return read_source("".join(map(str, root.itertext())))
    return Source()


def _companion(package: Package, kind: str, notices: list[Notice]) -> Element | None:
    """A part that says how the text looks; a broken one costs only that."""
    part = package.related(package.main, kind)
    if part not in package:
        return None
    try:
        return package.tree(part)
    except WordFileError as error:
        notices.append(Notice(error.template, error.values))
        return None


def _targets(root: Element, styles: Styles) -> frozenset[str]:
    """Bookmarks that stand on headings and captions: what cross-references can lead to."""
    found: set[str] = set()
    for bookmark in root.iter(W + "bookmarkStart"):
        paragraph = next(bookmark.iterancestors(PARAGRAPH), None)
        if paragraph is None:
            paragraph = next((sibling for sibling in islice(bookmark.itersiblings(), NEAR) if sibling.tag == PARAGRAPH), None)
        properties = paragraph.find(PARAGRAPH_PROPERTIES) if paragraph is not None else None
        if properties is not None and form_of(properties, styles, revisions.ACCEPTED).style.kind in ("heading", "caption"):
            found.add(bookmark.get(W + "name") or "")
    return frozenset(found)


def _pointed(root: Element) -> frozenset[str]:
    """Bookmarks that a link or a cross-reference leads to."""
    links = {link.get(W + "anchor") or "" for link in root.iter(W + "hyperlink")}
    instructions = [*(i.text or "" for i in root.iter(W + "instrText")), *(f.get(W + "instr") or "" for f in root.iter(W + "fldSimple"))]
    fields = {word for instruction in instructions for word in split_instruction(instruction)[1:]}
    return frozenset((links | fields) - {""})

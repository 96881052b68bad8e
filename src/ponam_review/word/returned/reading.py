"""Reading a returned copy: one walk for both readings, comments, tracked changes and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...text.errors import WordFileError
from ...text.notices import Notice, Result
from ...text.remarks import Comment
from ..reading.comments import WrittenComment, parents_of, read_comments, read_durable_ids, read_threads, resolved_of
from ..reading.hooks import Element
from ..reading.names import ENDNOTE, FOOTNOTE, ID, W, local
from ..reading.package import Package
from ..reading.quotes import Excerpts, Quotes
from ..reading.styles import Styles
from ..reading.values import stamp
from .tape import TapeWalk
from .values import Identity, ReturnedFile

PREFIX = "ponam."
_TRACKED = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")


def read_returned(content: bytes, *, name: str) -> Result[ReturnedFile]:
    """Read a .docx that came back. Raises WordFileError, with a sentence for its owner, where that cannot or should not be done."""
    package = Package(content, name)
    notices: list[Notice] = []
    walk = TapeWalk(name, _styles(package), notices)
    walk.package, walk.relations = package, package.relationships(package.main)
    blocks = package.blocks(package.main)
    if blocks is None:
        walk.walk_story(package.tree(package.main))
    else:
        walk.walk_blocks(blocks)
    _notes(walk, package)
    written = list(read_comments(package, notices))
    durable = read_durable_ids(package, notices)
    value = ReturnedFile(
        things=tuple(walk.things),
        changes=tuple(walk.changes),
        comments=tuple(_comments(written, package, walk.quotes, Excerpts("".join(walk.full), "".join(walk.current)), notices)),
        identity=_identity(package),
        durable_ids={c.id: durable[c.paragraphs[-1]] for c in written if c.paragraphs and c.paragraphs[-1] in durable},
        formats=tuple(walk.formats),
        heads=sum(_tracked_in(package, part) for part in _heads(package)),
        merged_cells=walk.merged_cells,
        withdrawn=walk.withdrawn,
    )
    return Result(value, tuple(notices))


def identity_of(content: bytes, *, name: str) -> Identity:
    """What a file says of itself, without reading its text."""
    return _identity(Package(content, name))


def _styles(package: Package) -> Styles:
    part = package.related(package.main, "styles")
    if part not in package:
        return Styles(None)
    try:
        return Styles(package.tree(part))
    except WordFileError:
        return Styles(None)


def _notes(walk: TapeWalk, package: Package) -> None:
    """Notes come last, footnotes before endnotes, in the order of their marks. A note stands where its mark stands."""
    for kind, tag in (("footnote", FOOTNOTE), ("endnote", ENDNOTE)):
        wanted = [called for called in walk.called if called.kind == kind]
        part = package.related(package.main, kind + "s")
        if not wanted:
            continue
        if part not in package:
            walk.notice("the notes that the text speaks of are missing from the file")
            continue
        notes: dict[str, Element] = {}
        for note in package.tree(part).iterchildren(tag):
            notes.setdefault(note.get(ID) or "", note)
        for called in wanted:
            if called.identity in notes:
                walk.read_note(called, notes[called.identity])


def _comments(
    written: list[WrittenComment], package: Package, quotes: Quotes, excerpts: Excerpts, notices: list[Notice]
) -> Iterator[Comment]:
    threads = read_threads(package, notices)
    parents = parents_of(written, threads)
    resolved = resolved_of(written, threads, parents)
    for position, comment in enumerate(written):
        between = quotes.range(comment.id)
        answered = parents.get(position)
        yield Comment(
            id=comment.id,
            author=comment.author,
            date=stamp(comment.date),
            text=comment.text,
            quote=excerpts.quote(*between) if between else "",
            parent=written[answered].id if answered is not None else "",
            resolved=position in resolved,
        )


# ------------------------------------------------------------------ what the file says of itself


def _identity(package: Package) -> Identity:
    ours: dict[str, str] = {}
    for element in _root(package, "custom-properties"):
        name = element.get("name") or ""
        if name.lower().startswith(PREFIX):
            ours.setdefault(name[len(PREFIX) :].lower(), "".join(map(str, element.itertext())).strip())
    by = next((element.text or "" for element in _root(package, "core-properties") if local(element.tag) == "lastModifiedBy"), "")
    edition, document = ours.pop("revision", ""), ours.pop("document", "")
    return Identity(edition, document, by.strip(), ours)


def _root(package: Package, kind: str) -> Iterable[Element]:
    """The elements of a part of properties; a broken one says nothing."""
    part = package.related("", kind)
    if part not in package:
        return ()
    try:
        return package.tree(part)
    except WordFileError:
        return ()


def _heads(package: Package) -> Iterator[str]:
    for relationship in package.relationships(package.main).values():
        if relationship.kind in ("header", "footer") and relationship.target in package:
            yield relationship.target


def _tracked_in(package: Package, part: str) -> int:
    content = package.read(part)
    if b":ins " not in content and b":del " not in content and b":move" not in content:
        return 0
    return sum(1 for _ in package.tree(part).iter(*_TRACKED))

"""A file to import, read: a Word or Markdown file, or another program's by way of LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..markdown.reader import read_loose
from ..text.errors import FileError
from ..text.importing.adopting import pieces_of
from ..text.importing.pieces import Pieces
from ..text.importing.walking import mapped
from ..text.model import Image, Inline, Section
from ..text.notices import Notice, Result
from .conversion import CONVERTED, convert_to_docx
from .folders import TEXT_LIMIT, DiskFolder, too_big
from .images import ReadImage, image_reader, package_images
from .loading import decode
from .sources import MARKDOWN_ENDINGS, Source

WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_ORIGINAL = "#original"
_LIMIT = 300 << 20


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file holds, before it is cut."""

    file: str
    pieces: Pieces
    read_image: ReadImage
    title: str
    """What the text is called where nothing in it says so: the file's own name."""
    words: tuple[str, ...] = ()
    ours: bool = False
    named: bool = False
    """Its authors chose the ids in it (Markdown)."""
    own: Section | None = None
    """The front matter of a Markdown file, as a section without text."""
    sections: Mapping[str, Section] = field(default_factory=dict)
    """What our own Word file says of the sections it was made of, by id."""


def read_origin(file: str, *, rejected: bool, environ: Mapping[str, str]) -> Result[Origin]:
    """The text of a file. `file#original`, or `rejected`: with its tracked changes rejected."""
    name = file.removesuffix(_ORIGINAL)
    path = Path(name)
    if not path.is_file():
        raise FileError("{file}: there is no such file", file=name)
    ending = path.suffix.lower()
    rejected = rejected or name != file
    if ending in MARKDOWN_ENDINGS:
        return _markdown(path, name)
    if ending in WORD_ENDINGS:
        return _word(_bytes(path, name), name, _called(path), rejected=rejected)
    if ending in CONVERTED:
        result = _word(convert_to_docx(path, environ=environ), name, _called(path), rejected=rejected)
        notice = Notice("read by way of LibreOffice, which may have changed its look", file=name)
        return Result(result.value, (notice, *result.notices))
    known = ", ".join((*WORD_ENDINGS, *MARKDOWN_ENDINGS, *CONVERTED))
    raise FileError("{file}: this kind of file cannot be imported; known are {endings}", file=name, endings=known)


def _called(path: Path) -> str:
    """A file's name as words."""
    return " ".join(path.stem.replace("_", " ").split()) or path.stem


def _bytes(path: Path, name: str) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(_LIMIT + 1)
    if len(content) > _LIMIT:
        raise too_big(name, _LIMIT)
    return content


def _word(content: bytes, name: str, stem: str, *, rejected: bool) -> Result[Origin]:
    from ..word.reading.importing import read_for_import

    result = read_for_import(content, name=name, reading="rejected" if rejected else "accepted")
    text = result.value
    read = package_images(content)
    pieces, names = _as_named(text.pieces, text.source.pictures, read) if text.source.pictures else (text.pieces, {})
    origin = Origin(
        name,
        pieces,
        lambda file, picture: read(file, names.get(picture, picture)),
        stem,
        text.words,
        ours=text.ours,
        sections=text.source.sections,
    )
    return Result(origin, result.notices)


def _as_named(pieces: Pieces, paths: Mapping[str, str], read: ReadImage) -> tuple[Pieces, dict[str, str]]:
    """Pictures under the paths that the text knew them by, and where each of them is in the package."""
    from ..word.source import picture_key

    names: dict[str, str] = {}

    def renamed(inline: Inline) -> Inline:
        if not isinstance(inline, Image):
            return inline
        content = read("", inline.source)
        path = paths.get(picture_key(content), "") if content is not None else ""
        if not path:
            return inline
        names[path] = inline.source
        return replace(inline, source=path)

    return tuple(replace(piece, block=mapped(piece.block, renamed)) for piece in pieces), names


def _markdown(path: Path, name: str) -> Result[Origin]:
    content = _bytes(path, name)
    if len(content) > TEXT_LIMIT:
        raise too_big(name, TEXT_LIMIT)
    result = read_loose(decode(content, name), name)
    section = result.value.documents[0].sections[0]
    fields = dict(section.meta)
    title = fields.get("title")
    source = Source(name, "markdown", DiskFolder(path.parent.resolve()), "", path)
    origin = Origin(
        name,
        pieces_of(section.blocks),
        image_reader(source),
        title if isinstance(title, str) and title.strip() else _called(path),
        named=True,
        own=_own(fields) if fields else None,
    )
    return Result(origin, result.notices)


def _own(fields: Mapping[str, object]) -> Section:
    """The front matter of a loose file: our fields where they hold texts, the others as they are."""

    def text(name: str) -> str:
        value = fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    found = fields.get("alignments")
    alignments = tuple(one for one in found if isinstance(one, str)) if isinstance(found, tuple) else ()
    ours = ("id", "title", "owner", "status", "kind", "alignments")
    section = Section(text("id"), text("title"), (), "corps", text("owner"), text("status"), alignments)
    kind = text("kind")
    if kind in ("liminaire", "annexe"):
        section = replace(section, kind=kind)  # type: ignore[arg-type]
    return replace(section, meta=tuple((name, value) for name, value in fields.items() if name not in ours))

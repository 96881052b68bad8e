"""Documents on disk (or in a commit) → the model of the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..markdown.reader import read_section
from ..plan.csv_format import read_actions_bytes
from ..plan.tables import plan_section
from ..text.errors import MarkdownError, WorkspaceError
from ..text.model import Cover, Document, Section
from ..text.notices import Notice, Result
from .folders import TEXT_LIMIT, Folder, joined
from .settings import DocumentSettings, Settings

ACTIONS_FILE = "actions.csv"
_IDENTIFIED = re.compile(r"\A\ufeff?---[ \t]*\n(?:(?!---).*\n)*?id[ \t]*:")


@dataclass(slots=True)
class _Reading:
    """What has been met while documents are read one after the other."""

    folder: Folder
    base: str
    """Where the revision stands in the folder; files are named from there."""
    ids: dict[str, str] = field(default_factory=dict)
    """Section id → the file that holds it."""
    titles: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def load_documents(
    folder: Folder, base: str, documents: Iterable[DocumentSettings], settings: Settings, cover: Cover | None
) -> Result[tuple[Document, ...]]:
    """The documents in order.

    `documents` name their folders from `base`; section ids must differ over all of them.
    """
    reading = _Reading(folder, base)
    loaded = tuple(_document(reading, document, settings, cover) for document in documents)
    return Result(loaded, tuple(reading.notices))


def load_loose_folder(folder: Folder, base: str, folders: Iterable[str], language: str = "fr") -> Result[tuple[Document, ...]]:
    """Folders of sections that no `ponam.toml` describes.

    Sections without an id take the name of their file.
    """
    reading = _Reading(folder, base)
    documents: list[Document] = []
    for name in folders:
        sections = [*_sections(reading, name, identified=False)]
        if ACTIONS_FILE in folder.files(joined(base, name)):
            sections.append(_plan(reading, name, language))
        documents.append(Document(name or posixpath.basename(base) or "document", name, tuple(sections), language))
    return Result(tuple(documents), tuple(reading.notices))


def section_files(folder: Folder, path: str) -> tuple[str, ...]:
    """The section files of a document's folder, in name order.

    A README is about the files, not part of the text.
    """
    return tuple(name for name in folder.files(path) if name.endswith(".md") and name[0] not in "._~" and name != "README.md")


def read_text(folder: Folder, path: str) -> str:
    """A text file; line ends of every system read alike."""
    content = folder.read(path, TEXT_LIMIT)
    if content is None:
        raise MarkdownError("{file}: there is no such file", file=folder.shown(path))
    return decode(content, folder.shown(path))


def decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MarkdownError("{file}:{line}: this is not UTF-8 text; save the file as UTF-8", file=file, line=line) from error


def _document(reading: _Reading, document: DocumentSettings, settings: Settings, cover: Cover | None) -> Document:
    path = joined(reading.base, document.folder)
    has_plan = document.kind == "plan"
    if not section_files(reading.folder, path) and not (has_plan and ACTIONS_FILE in reading.folder.files(path)):
        raise WorkspaceError(
            "{folder}: the document “{document}” has no section there; put its .md files in that folder, or mend ponam.toml",
            folder=reading.folder.shown(path),
            document=document.id,
        )
    sections = [*_sections(reading, document.folder, identified=True)]
    if has_plan:
        sections.append(_plan(reading, document.folder, settings.language))
    own = None
    if cover is not None:
        own = replace(cover, subtitle=document.subtitle or cover.subtitle, period=document.period or cover.period)
    return Document(document.id, document.title, tuple(sections), settings.language, own)


def _sections(reading: _Reading, folder: str, *, identified: bool) -> Iterator[Section]:
    path = joined(reading.base, folder)
    for name in section_files(reading.folder, path):
        place = joined(path, name)
        source = read_text(reading.folder, place)
        shown = reading.folder.shown(place)
        known = identified or _IDENTIFIED.match(source) is not None
        section, notices = _unpack(read_section(source, file=shown, identified=known))
        reading.notices += notices
        file = joined(folder, name)
        section = replace(section, file=file) if known else replace(section, file=file, id=file.removesuffix(".md"))
        _remember(reading, section, shown)
        yield section


def _plan(reading: _Reading, folder: str, language: str) -> Section:
    place = joined(reading.base, folder, ACTIONS_FILE)
    content = reading.folder.read(place, TEXT_LIMIT)
    shown = reading.folder.shown(place)
    if content is None:
        raise WorkspaceError("{file}: the file of the action plan is missing; put it there, or mend ponam.toml", file=shown)
    plan, notices = read_actions_bytes(content, shown)
    reading.notices += notices
    section = plan_section(plan, language, titles=reading.titles, file=joined(folder, ACTIONS_FILE))
    _remember(reading, section, shown)
    return section


def _remember(reading: _Reading, section: Section, shown: str) -> None:
    other = reading.ids.setdefault(section.id, shown)
    if other != shown:
        sentence = "{file}: the id “{id}” is already that of {other}; give one of the two sections another id"
        raise MarkdownError(sentence, file=shown, id=section.id, other=other)
    reading.titles[section.id] = section.title


def _unpack(result: Result[Section]) -> tuple[Section, tuple[Notice, ...]]:
    return result.value, result.notices

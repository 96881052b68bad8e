"""The text that a REV of the command line names."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from ..markdown.reader import read_loose
from ..text.charter import CHARTER, Charter
from ..text.errors import WorkspaceError
from ..text.model import Acronym, Revision, Section
from ..text.notices import Result
from .charters import charter_of
from .finding import Workspace
from .folders import TEXT_LIMIT, too_big
from .glossary import load_glossary
from .loading import decode, load_documents, load_loose_folder
from .locating import FindWorkspace, locate
from .sources import Source

WORD_LIMIT = 300 << 20


class ReadWord(Protocol):
    """`word.reading.document.read_document`, or what stands for it in a test."""

    def __call__(self, content: bytes, *, name: str, reading: Literal["accepted", "rejected"]) -> Result[Revision]: ...


def resolve(
    rev: str = "", *, workspace: Workspace | FindWorkspace | None, here: Path | None = None, read_docx: ReadWord | None = None
) -> Result[Revision]:
    """The text that `rev` names. Relative files are found from `here` (the current folder)."""
    return read_source(locate(rev, workspace=workspace, here=here), read_docx=read_docx)


def read_source(source: Source, *, read_docx: ReadWord | None = None) -> Result[Revision]:
    """The text of a source, and what was lost in reading it."""
    match source.kind:
        case "word":
            return _read_word(source, read_docx)
        case "markdown":
            return _read_markdown(source)
        case "documents":
            assert source.settings is not None
            charter = source_charter(source)
            cover = charter.on(source.cover) if source.cover is not None else None
            result = load_documents(source.folder, source.base, source.documents, source.settings, cover)
            acronyms = _acronyms(source) if "sigles" in charter.lists else ()
            return Result(Revision(source.name, result.value, lists=charter.lists, acronyms=acronyms), result.notices)
        case "folders":
            loose = load_loose_folder(source.folder, source.base, source.folders)
            return Result(Revision(source.name, loose.value, loose=True), loose.notices)


def source_charter(source: Source) -> Charter:
    """The graphic charter of a workspace's text; loose files have none."""
    return charter_of(source.folder, source.settings.charter) if source.settings is not None else CHARTER


def _acronyms(source: Source) -> tuple[Acronym, ...]:
    """The glossary's acronyms that have a meaning; `ponam check` says what is wrong with a glossary, a draft goes out all the same."""
    assert source.settings is not None
    path = source.settings.glossary
    for place in (path, posixpath.basename(path)) if source.base else (path,):
        with suppress(WorkspaceError):
            entries = load_glossary(source.folder, place, source.base).acronyms
            return tuple(Acronym(entry.term, entry.expansion) for entry in entries if entry.expansion)
    return ()


def _read_word(source: Source, read_docx: ReadWord | None) -> Result[Revision]:
    if read_docx is None:
        from ..word.reading.document import read_document

        read_docx = read_document
    content = _content(source, WORD_LIMIT)
    file = source.name.removesuffix("#original") if source.rejected else source.name
    result = read_docx(content, name=file, reading="rejected" if source.rejected else "accepted")
    return Result(replace(result.value, name=source.name), result.notices)


def _read_markdown(source: Source) -> Result[Revision]:
    return read_loose(decode(_content(source, TEXT_LIMIT), source.name), source.name)


def _content(source: Source, limit: int) -> bytes:
    with source.path.open("rb") as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise too_big(source.name, limit)
    return content


def section_of(revision: Revision, section: str) -> Section | None:
    """The section with that id."""
    return next((s for document in revision.documents for s in document.sections if s.id == section), None)

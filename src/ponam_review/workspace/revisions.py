"""The text that a REV of the command line names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ..markdown.reader import read_loose
from ..text.model import Revision, Section
from ..text.notices import Result
from .finding import Workspace
from .folders import TEXT_LIMIT, too_big
from .loading import decode, load_documents, load_loose_folder
from .locating import FindWorkspace, locate
from .sources import Source

ReadWord: TypeAlias = Callable[..., Result[Revision]]
"""`word.reading.document.read_document`, or what stands for it in a test."""


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
            result = load_documents(source.folder, source.base, source.documents, source.settings, source.cover)
            return Result(Revision(source.name, result.value), result.notices)
        case "folders":
            loose = load_loose_folder(source.folder, source.base, source.folders)
            return Result(Revision(source.name, loose.value, loose=True), loose.notices)


def _read_word(source: Source, read_docx: ReadWord | None) -> Result[Revision]:
    if read_docx is not None:
        return read_docx(source.path, rejected=source.rejected)
    from ..word.reading.document import read_document

    return read_document(source.path, rejected=source.rejected)


def _read_markdown(source: Source) -> Result[Revision]:
    with source.path.open("rb") as stream:
        content = stream.read(TEXT_LIMIT + 1)
    if len(content) > TEXT_LIMIT:
        raise too_big(source.name, TEXT_LIMIT)
    return read_loose(decode(content, source.name), source.name)


def section_of(revision: Revision, section: str) -> Section | None:
    """The section with that id."""
    return next((s for document in revision.documents for s in document.sections if s.id == section), None)

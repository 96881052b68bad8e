"""Translations of a document: where they stand, and from which words of the source each of their paragraphs was made.

A translation is a folder beside the sections of its document (`en/`, `bm/`, `ff-Adlm/`) that holds files like theirs, with the same ids.
No reader of the source looks into such a folder. `traductions.csv` in it binds each paragraph to the source: one row a paragraph, in
the order of the translation, so that git shows who confirmed what.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..markdown.reader import read_section
from ..markdown.writer import write_blocks
from ..text.errors import UsageError, WorkspaceError
from ..text.model import Block, Heading, Revision, Run, Section
from ..text.notices import Notice
from .folders import TEXT_LIMIT, Folder, joined
from .loading import decode, section_files
from .settings import LANGUAGE, DocumentSettings
from .sources import Source

BINDINGS_FILE = "traductions.csv"
HEAD = ("section", "alinea", "source", "traduction", "version", "par", "date")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Binding:
    """One paragraph of a translation, and the paragraph of the source from which it was made."""

    section: str
    number: int
    """Of the source's paragraph as it was then; 0 is the title."""
    source: str
    """Fingerprint of the source's words."""
    words: str
    """Fingerprint of the translation as somebody confirmed it; empty while it is the copy with which a translation starts."""
    version: str
    """The commit from which it was made."""
    by: str
    date: str
    """YYYY-MM-DD."""


def fingerprint(block: Block) -> str:
    """A short name of a paragraph's words, notes and references. Spaces, signs and formatting do not count, nor where it stands."""
    words = _WORD.findall(write_blocks((replace(block, within=()),)).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def blocks_with_title(section: Section) -> tuple[Block, ...]:
    """The title as block 0, then the text: a translation translates both."""
    return Heading(1, (Run(section.title),) if section.title else ()), *section.blocks


# ------------------------------------------------------------------ where they stand


def checked_language(code: str) -> str:
    if not LANGUAGE.fullmatch(code):
        raise UsageError("“{code}” is no language code; write en, bm, ff, ff-Adlm, ar…", code=code)
    return code


def languages_of(folder: Folder, base: str, documents: Iterable[DocumentSettings]) -> tuple[str, ...]:
    """The languages into which any of the documents is translated, in alphabetical order."""
    found: set[str] = set()
    for document in documents:
        path = joined(base, document.folder)
        for name in folder.folders(path):
            inner = joined(path, name)
            if LANGUAGE.fullmatch(name) and (BINDINGS_FILE in folder.files(inner) or section_files(folder, inner)):
                found.add(name)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one document into one language. `files`: section id → path in the folder."""

    language: str
    place: str
    sections: dict[str, Section]
    files: dict[str, str]
    bindings: tuple[Binding, ...]
    notices: tuple[Notice, ...] = ()

    def of(self, section: str) -> tuple[Binding, ...]:
        return tuple(one for one in self.bindings if one.section == section)


def read_translation(folder: Folder, base: str, document: DocumentSettings, language: str) -> Translation:
    """What is translated of a document; an empty translation where nothing is."""
    place = joined(base, document.folder, language)
    sections: dict[str, Section] = {}
    files: dict[str, str] = {}
    notices: list[Notice] = []
    for name in section_files(folder, place):
        path = joined(place, name)
        content = folder.read(path, TEXT_LIMIT) or b""
        shown = folder.shown(path)
        result = read_section(decode(content, shown), file=shown, identified=True)
        if result.value.id in sections:
            sentence = "{file}: “{id}” is translated in {other} already; delete one of the two files"
            raise WorkspaceError(sentence, file=shown, id=result.value.id, other=folder.shown(files[result.value.id]))
        sections[result.value.id] = replace(result.value, file=path)
        files[result.value.id] = path
        notices += result.notices
    content = folder.read(joined(place, BINDINGS_FILE), TEXT_LIMIT) or b""
    shown = folder.shown(joined(place, BINDINGS_FILE))
    return Translation(language, place, sections, files, read_bindings(decode(content, shown), shown), tuple(notices))


# ------------------------------------------------------------------ what is behind


@dataclass(frozen=True, slots=True)
class Outdated:
    """Paragraphs of a section's translation whose source has other words now. `file`: the translation."""

    language: str
    section: str
    file: str
    count: int


def outdated(source: Source, revision: Revision) -> Iterator[Outdated]:
    """What translations are behind, told by fingerprints alone: cheap enough to be looked at in every check."""
    settings = {document.id: document for document in source.documents}
    for document in revision.documents:
        if document.id not in settings:
            continue
        for language in languages_of(source.folder, source.base, (settings[document.id],)):
            translation = read_translation(source.folder, source.base, settings[document.id], language)
            for section in document.sections:
                yield from _outdated(section, translation)


def _outdated(section: Section, translation: Translation) -> Iterator[Outdated]:
    own = translation.sections.get(section.id)
    bindings = translation.of(section.id)
    if own is None or not bindings:
        return
    now = {fingerprint(block) for block in blocks_with_title(section)}
    words = {fingerprint(block) for block in blocks_with_title(own)}
    behind = [one for one in bindings if one.source not in now and (one.words or one.source not in words)]
    if behind:
        yield Outdated(translation.language, section.id, translation.files[section.id], len(behind))


# ------------------------------------------------------------------ the file


def read_bindings(text: str, file: str) -> tuple[Binding, ...]:
    """The rows of `traductions.csv`. A row that is not whole is refused: a paragraph would look translated, or not, for nothing."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    head = tuple(next(rows, ()))
    if not head:
        return ()
    if head != HEAD:
        raise WorkspaceError("{file}:1: the first row must be “{head}”", file=file, head=";".join(HEAD))
    found = []
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(HEAD) or not row[0] or not row[1].isdecimal() or not row[2]:
            raise WorkspaceError("{file}:{line}: this row is not whole; restore it, or delete it", file=file, line=rows.line_num)
        found.append(Binding(row[0], int(row[1]), *row[2:]))
    return tuple(found)


def write_bindings(bindings: Iterable[Binding]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((one.section, one.number, one.source, one.words, one.version, one.by, one.date) for one in bindings)
    return out.getvalue()

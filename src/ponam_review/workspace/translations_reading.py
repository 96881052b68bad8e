"""The state of a translation: each section of the source beside what is translated of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..markdown.reader import read_section
from ..text.errors import PonamError, UsageError
from ..text.model import Block, Document, Revision, Section
from ..text.notices import Notice
from .folders import TEXT_LIMIT, Folder, joined
from .loading import decode, section_files
from .settings import DocumentSettings
from .sources import Source
from .translations import Binding, Translation, blocks_with_title, fingerprint, languages_of, read_translation
from .translations_pairing import Pair, State, pair

if TYPE_CHECKING:
    from .history import History


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section of the source and its translation. `file`: where the translation stands, or would stand."""

    document: DocumentSettings
    section: Section
    translation: Section | None
    file: str
    pairs: tuple[Pair, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        return Counter(one.state for one in self.pairs)


@dataclass(frozen=True, slots=True)
class Parallel:
    """A revision beside its translation into one language."""

    language: str
    states: tuple[SectionState, ...]
    translations: Mapping[str, Translation]
    """By document id."""
    notices: tuple[Notice, ...] = ()

    @property
    def counts(self) -> Mapping[State, int]:
        return sum((Counter(state.counts) for state in self.states), Counter())

    @property
    def begun(self) -> bool:
        return any(translation.sections for translation in self.translations.values())


@dataclass(slots=True)
class Past:
    """Sections as they stood in commits from which something was translated; read when they are asked for."""

    history: History | None
    documents: tuple[DocumentSettings, ...]
    _sections: dict[tuple[str, str], tuple[Block, ...]] = field(default_factory=dict)

    def block(self, binding: Binding) -> Block | None:
        """The paragraph of the source from which a translation was made; None where the history does not have it."""
        blocks = self.blocks(binding.version, binding.section)
        return next((block for block in blocks if fingerprint(block) == binding.source), None)

    def blocks(self, version: str, section: str) -> tuple[Block, ...]:
        """Title and text of a section in a commit; nothing where it was not there."""
        key = version, section
        if key not in self._sections:
            self._sections[key] = self._read(version, section)
        return self._sections[key]

    def _read(self, version: str, section: str) -> tuple[Block, ...]:
        if self.history is None or not version:
            return ()
        try:
            commit = self.history.commit_of(version)
            if commit is None:
                return ()
            found = _section_in(self.history.folder(commit, version), self.history.settings(commit, version).documents, section)
        except PonamError:
            return ()  # a history that cannot be followed shows nothing; the paragraph is stale all the same
        return blocks_with_title(found) if found is not None else ()


def _section_in(folder: Folder, documents: tuple[DocumentSettings, ...], section: str) -> Section | None:
    for document in documents:
        for name in section_files(folder, document.folder):
            content = folder.read(joined(document.folder, name), TEXT_LIMIT) or b""
            if section.encode() in content[:2000]:
                read = read_section(decode(content, name), file=name, identified=True).value
                if read.id == section:
                    return read
    return None


def read_parallel(source: Source, revision: Revision, language: str, history: History | None, *, only: str = "") -> Parallel:
    """The state of a translation; `only` looks at one section.

    Raises UsageError where the revision is no workspace's text, or has no such section."""
    if source.settings is None:
        raise UsageError("“{name}” is not the text of a workspace: translations stand in workspaces", name=source.name)
    past = Past(history, source.documents)
    settings = {document.id: document for document in source.documents}
    translations = {
        document.id: read_translation(source.folder, source.base, settings[document.id], language) for document in revision.documents
    }
    states = tuple(
        _state(settings[document.id], section, translations[document.id], past)
        for document, section in _sections(revision)
        if only in ("", section.id)
    )
    if only and not states:
        known = ", ".join(section.id for _document, section in _sections(revision))
        raise UsageError("there is no section “{section}” to translate; there are: {known}", section=only, known=known)
    notices = [notice for one in translations.values() for notice in one.notices]
    for document in revision.documents:
        sections = {section.id for section in document.sections}
        for id, file in translations[document.id].files.items():
            if id not in sections:
                values = {"id": id, "document": document.id}
                notices.append(Notice("“{id}” is no section of “{document}”: this translation is not used", values, file))
    return Parallel(language, states, translations, tuple(notices))


def _sections(revision: Revision) -> Iterator[tuple[Document, Section]]:
    """What people write; the tables of the plan are made from its rows."""
    for document in revision.documents:
        for section in document.sections:
            if section.file.endswith(".md"):
                yield document, section


def _state(document: DocumentSettings, section: Section, translation: Translation, past: Past) -> SectionState:
    own = translation.sections.get(section.id)
    name = section.file.rpartition("/")[2]
    file = translation.files.get(section.id, joined(translation.place, name))
    words = blocks_with_title(own) if own is not None else ()
    pairs = pair(blocks_with_title(section), words, translation.of(section.id) if own is not None else (), past.block)
    return SectionState(document, section, own, file, pairs)


def known_languages(source: Source) -> tuple[str, ...]:
    """The languages into which the workspace's text is translated."""
    return languages_of(source.folder, source.base, source.documents)

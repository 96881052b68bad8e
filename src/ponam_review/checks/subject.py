"""What is checked: a revision of the text with its sources, its glossary, its action plan and what the workspace wants."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..markdown.writer import write_section
from ..plan.links import Confirmation
from ..plan.rows import ActionPlan
from ..text.model import Document, Revision, Section
from ..text.notices import Notice, Result
from ..workspace.folders import TEXT_LIMIT, joined
from ..workspace.glossary import Glossary, load_glossary
from ..workspace.images import ReadImage, image_reader
from ..workspace.loading import decode
from ..workspace.plans import Plan, read_plan
from ..workspace.settings import Silence, Typography
from ..workspace.sources import Source
from ..workspace.translations import Outdated, outdated
from .dictionary import Dictionary
from .prose import Prose, prose_of


@dataclass(frozen=True, slots=True)
class Subject:
    """`prose`: the words of each section's file, by the file's name; a section read from Word has none.
    `plans`: the action plan of a document, by the document's id."""

    revision: Revision
    notices: tuple[Notice, ...] = ()
    read_image: ReadImage = field(default=lambda _file, _picture: b"")
    prose: Mapping[str, Prose] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    plans: Mapping[str, ActionPlan] = field(default_factory=dict)
    confirmations: Mapping[str, tuple[Confirmation, ...]] = field(default_factory=dict)
    """What was confirmed of a plan's links, by the document's id; no entry where the workspace keeps none."""
    typography: Mapping[str, Typography] = field(default_factory=dict)
    """Whose rules a document follows, by its id; the language's own where it is not said."""
    silences: tuple[Silence, ...] = ()
    words: frozenset[str] = frozenset()
    """Words that are right although no dictionary has them."""
    dictionary: Dictionary | None = None
    outdated: tuple[Outdated, ...] = ()
    """Translations that are behind."""

    def only(self, files: Collection[str]) -> Subject:
        """The same text, of which only these files are looked at word by word."""
        return replace(self, prose={file: prose for file, prose in self.prose.items() if file in files}, silences=())

    def sections(self) -> Iterator[tuple[Document, Section]]:
        for document in self.revision.documents:
            for section in document.sections:
                yield document, section

    def texts(self) -> Iterator[tuple[Document, Section, Prose]]:
        """The sections whose words are at hand, in the order of the text."""
        for document, section in self.sections():
            prose = self.prose.get(section.file)
            if prose is not None:
                yield document, section, prose

    def convention(self, document: Document) -> Typography:
        own: Typography = "fr" if document.language == "fr" else "none"
        return self.typography.get(document.id, own)


def subject_of(source: Source, read: Result[Revision], dictionary: Dictionary | None = None) -> Subject:
    """All that checks need of a revision; files are read from where the revision stands."""
    settings = source.settings
    revision = read.value
    glossary = load_glossary(source.folder, settings.glossary, source.base) if settings else Glossary()
    plans = tuple(_plans(source))
    return Subject(
        revision,
        read.notices,
        image_reader(source),
        {section.file: prose for document in revision.documents for section in document.sections if (prose := _prose(source, section))},
        glossary,
        {plan.document.id: plan.actions for plan in plans},
        {plan.document.id: plan.confirmations for plan in plans if plan.confirmations is not None},
        {document.id: document.typography for document in settings.documents if document.typography} if settings else {},
        settings.checks.silences if settings else (),
        _words(source),
        dictionary,
        tuple(outdated(source, revision)) if settings else (),
    )


def _prose(source: Source, section: Section) -> Prose | None:
    """A section of Word has no lines: its words are checked as Markdown would write them."""
    if source.kind == "word":
        return None
    if source.kind == "markdown":
        content = source.path.read_bytes()
        return prose_of(decode(content, section.file), section.file)
    found = source.folder.read(joined(source.base, section.file), TEXT_LIMIT)
    if found is None:
        return prose_of(write_section(section), section.file)
    return prose_of(decode(found, section.file), section.file)


def _plans(source: Source) -> Iterator[Plan]:
    for document in source.documents:
        if document.kind == "plan":
            yield read_plan(source, document.id)


def _words(source: Source) -> frozenset[str]:
    if not source.settings or not source.settings.checks.words:
        return frozenset()
    content = source.folder.read(joined(source.base, source.settings.checks.words), TEXT_LIMIT)
    lines = decode(content, source.settings.checks.words).splitlines() if content else ()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))

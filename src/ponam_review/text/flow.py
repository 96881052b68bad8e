"""A revision made ready for every writer and for comparing: one sequence of blocks, titles and numbers filled in.

Normalise once, and let every writer read the prepared text: section titles become headings, headings get their numbers, captions their
counters, cross-references their words, and (for documents of a workspace) cover and contents are put in front.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .labels import Labels, label_section, labels_of
from .lists import GENERATED, TITLES, caption_entries, sigle_entries
from .model import Block, Cover, Document, Figure, Heading, ListKind, Paragraph, Revision, Role, Run, Section, Table
from .pages import estimated_pages
from .plain import inline_text


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands. `number` is its address in the section, from 1; 0 for a section's title and for generated parts."""

    block: Block
    section: str = ""
    number: int = 0
    file: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A prepared revision. `mark` is the warning printed on every page, empty for none."""

    name: str
    items: tuple[Placed, ...]
    title: str = ""
    language: str = "fr"
    cover: Cover | None = None
    loose: bool = False
    sections: tuple[Section, ...] = ()
    """What its sections say besides their text; their blocks are in `items`."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(item.block for item in self.items)

    @property
    def mark(self) -> str:
        return self.cover.mark if self.cover else ""


CONTENTS_TITLE = {"fr": "Sommaire", "en": "Contents"}
CONTENTS_DEPTH = 2


def prepare(revision: Revision, *, contents: bool | None = None, cover: bool | None = None, only: str = "") -> Flow:
    """The flow of a revision. Cover and contents stand there by default when the revision is not loose.

    `only` keeps one document; its numbers and references stay those it has in the whole.
    """
    labels = labels_of(revision.documents, numbered=not revision.loose)
    documents = tuple(document for document in revision.documents if only in ("", document.id))
    body = tuple(_body(documents, labels))
    first = documents[0] if documents else Document("", "", ())
    front: list[Placed] = []
    wanted = not revision.loose
    if (wanted if cover is None else cover) and first.cover is not None:
        front += (Placed(block) for block in _cover(first))
    if wanted if contents is None else contents:
        body = tuple(map(_findable, body))
        generated = [*_contents(body, first.language)]
        for kind in revision.lists if cover is None else ():
            generated += _list(kind, body, revision, first.language)
        front += (Placed(block) for block in _paged([item.block for item in front], generated, [item.block for item in body]))
    return Flow(
        name=revision.name,
        items=(*front, *body),
        title=first.title,
        language=first.language,
        cover=first.cover,
        loose=revision.loose,
        sections=tuple(replace(section, blocks=()) for document in documents for section in document.sections),
    )


def _body(documents: Iterable[Document], labels: Labels) -> Iterator[Placed]:
    for position, document in enumerate(documents):
        if position and document.title:
            heading = Heading(1, (Run(document.title),), id=document.id)
            yield Placed(heading, section=document.id, document=document.id)
        for section in document.sections:
            yield from _section(document, section, labels)


def _section(document: Document, section: Section, labels: Labels) -> Iterator[Placed]:
    title, blocks = label_section(section, labels)
    if title is not None:
        yield Placed(title, section.id, 0, section.file, document.id)
    for number, block in enumerate(blocks, 1):
        yield Placed(block, section.id, number, section.file, document.id)


def _cover(document: Document) -> Iterator[Block]:
    cover = document.cover
    assert cover is not None
    rows: list[tuple[Role, str]] = []
    rows += (("cover-left", line) for line in cover.institution)
    rows += (("cover-right", line) for line in cover.state)
    for role, line in rows:
        if line:
            yield Paragraph((Run(line),), role=role)
    if cover.emblem is not None:
        yield Paragraph((cover.emblem,), role="cover-emblem")
    rows = [("cover-title", document.title), ("cover-subtitle", cover.subtitle), ("cover-line", cover.period)]
    status = cover.status if cover.status != cover.edition else ""
    rows += [("cover-line", cover.edition), ("cover-line", status), ("cover-line", cover.date)]
    rows += [("cover-line", cover.translation), ("cover-mark", cover.mark)]
    for role, line in rows:
        if line:
            yield Paragraph((Run(line),), role=role)


def _listed(block: Block) -> bool:
    return isinstance(block, Heading) and block.level <= CONTENTS_DEPTH and not block.within


def _findable(item: Placed) -> Placed:
    """A heading, table or figure that a list names has an id, so that its entry leads to it."""
    block = item.block
    match block:
        case Heading() if _listed(block) and not block.id:
            return replace(item, block=replace(block, id=f"{item.section}--{item.number}"))
        case (Table() | Figure()) if block.caption and not block.id:
            return replace(item, block=replace(block, id=f"{item.section}--{item.number}"))
        case _:
            return item


def _contents(body: Sequence[Placed], language: str) -> Iterator[Block]:
    """The title of the contents and an entry a heading: number and words."""
    yield Paragraph((Run(CONTENTS_TITLE.get(language, CONTENTS_TITLE["fr"])),), role="contents-title")
    for item in body:
        if isinstance(item.block, Heading) and _listed(item.block):
            yield Paragraph((Run(_entry(item.block)),), role="contents", level=item.block.level, target=item.block.id)


def _list(kind: ListKind, body: Sequence[Placed], revision: Revision, language: str) -> Iterator[Block]:
    """A list with its title; nothing where it would be empty, or where a section of the text is that list."""
    blocks = [item.block for item in body]
    if kind == "sigles":
        # A ministry may write its own list: the text then holds it, and comments may bear on it.
        own = any(item.section == GENERATED for item in body)
        entries = [] if own else [*sigle_entries(revision.acronyms, blocks)]
    else:
        entries = [*caption_entries(kind, blocks)]
    if entries:
        title = TITLES.get(language, TITLES["fr"])[kind]
        yield Paragraph((Run(title),), role=f"{kind}-title")  # type: ignore[arg-type]
        yield from entries


def _paged(cover: Sequence[Block], generated: Sequence[Block], body: Sequence[Block]) -> Iterator[Block]:
    """Entries that lead somewhere end with a tab and the page where that is likely to stand."""
    pages = list(estimated_pages([*cover, *generated, *body]))
    ahead = len(cover) + len(generated)
    at: dict[str, int] = {}
    for place, block in zip(pages[ahead:], body, strict=True):
        if isinstance(block, Heading | Table | Figure) and block.id:
            at.setdefault(block.id, place)
    for block in generated:
        if isinstance(block, Paragraph) and block.target:
            block = replace(block, content=(Run(f"{inline_text(block.content)}\t{at[block.target]}"),))
        yield block


def _entry(block: Heading) -> str:
    text = inline_text(block.content)
    return f"{block.number} {text}" if block.number else text


def without_generated(flow: Flow) -> Flow:
    """The flow without cover and contents."""
    kept = tuple(i for i in flow.items if not (isinstance(i.block, Paragraph) and i.block.role))
    return replace(flow, items=kept)

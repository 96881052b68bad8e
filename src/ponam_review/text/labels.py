"""Numbers of headings, tables and figures, and the words of cross-references, kept right by the tool.

Sections of kind `corps` are numbered 1, 2, 3 …, their headings 1.1, 1.1.1; an `annexe` takes A, B, C …; a `liminaire` section takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .model import (
    Block,
    Cell,
    Counter,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Reference,
    Row,
    Run,
    Scheme,
    Section,
    Table,
)
from .plain import inline_text

WORDS = {
    "fr": {"section": "section", "annex": "annexe", "table": "tableau", "figure": "figure", "unknown": "référence inconnue"},
    "en": {"section": "section", "annex": "annex", "table": "table", "figure": "figure", "unknown": "unknown reference"},
}
SEPARATOR = {"fr": "\u00a0– ", "en": ": "}


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of each target, numbers of each heading (by identity of its place) and counters of each caption."""

    references: Mapping[str, str]
    headings: Mapping[tuple[str, int], str]
    counters: Mapping[tuple[str, int], int]
    numbered: bool
    language: str


def labels_of(documents: Iterable[Document], *, numbered: bool) -> Labels:
    """Labels of a whole revision. A place is (section id, index of the block); the section's title is at -1."""
    count = _Count()
    references: dict[str, str] = {}
    headings: dict[tuple[str, int], str] = {}
    counters: dict[tuple[str, int], int] = {}
    language = "fr"
    for document in documents:
        language = document.language
        words = WORDS.get(language, WORDS["fr"])
        for section in document.sections:
            scheme = scheme_of(section) if numbered else ""
            if section.title:
                number = count.heading(1, scheme)
                headings[section.id, -1] = number
                _refer(references, section.id, number, section.title, scheme, words)
            for index, block in enumerate(section.blocks):
                match block:
                    case Heading() if not block.within:
                        number = count.heading(block.level, scheme)
                        headings[section.id, index] = number
                        _refer(references, block.id, number, inline_text(block.content), scheme, words)
                    case Table() | Figure() if block.caption:
                        kind: Literal["table", "figure"] = "table" if isinstance(block, Table) else "figure"
                        counters[section.id, index] = count.caption(kind)
                        if block.id:
                            references.setdefault(block.id, f"{words[kind]}\u00a0{counters[section.id, index]}")
                    case _:
                        pass
    return Labels(references, headings, counters, numbered, language)


def scheme_of(section: Section) -> Scheme:
    """How the headings of a section are numbered."""
    return {"corps": "body", "annexe": "annex", "liminaire": ""}[section.kind]  # type: ignore[return-value]


def _refer(references: dict[str, str], target: str, number: str, title: str, scheme: Scheme, words: Mapping[str, str]) -> None:
    if target:
        word = words["annex" if scheme == "annex" and "." not in number else "section"]
        references.setdefault(target, f"{word}\u00a0{number}" if number else f"«\u00a0{title}\u00a0»")


class _Count:
    """Running counters; lives only while `labels_of` walks."""

    def __init__(self) -> None:
        self.levels: dict[str, list[int]] = {"body": [0] * 6, "annex": [0] * 6}
        self.captions = {"table": 0, "figure": 0}

    def heading(self, level: int, scheme: Scheme) -> str:
        if not scheme:
            return ""
        levels = self.levels[scheme]
        levels[level - 1] += 1
        levels[level:] = [0] * (6 - level)
        head = chr(ord("A") + (levels[0] - 1) % 26) if scheme == "annex" and levels[0] else str(levels[0])
        return ".".join([head, *map(str, levels[1:level])])

    def caption(self, kind: str) -> int:
        self.captions[kind] += 1
        return self.captions[kind]


def label_section(section: Section, labels: Labels) -> tuple[Heading | None, tuple[Block, ...]]:
    """The title of a section as a heading (None for a loose file) and its blocks, with numbers and references filled in."""
    scheme = scheme_of(section) if labels.numbered else ""
    title = None
    if section.title:
        number = labels.headings.get((section.id, -1), "")
        title = Heading(1, (Run(section.title),), id=section.id, scheme=scheme, number=number)
    return title, tuple(_labelled(block, section.id, index, scheme, labels) for index, block in enumerate(section.blocks))


def _labelled(block: Block, section: str, index: int, scheme: Scheme, labels: Labels) -> Block:
    match block:
        case Heading():
            number = labels.headings.get((section, index), "")
            content = _referring(block.content, labels)
            if content is block.content and not number:
                return block
            return replace(block, content=content, number=number, scheme=scheme if number else "")
        case Paragraph():
            content = _referring(block.content, labels)
            return block if content is block.content else replace(block, content=content)
        case Figure():
            return replace(block, caption=_captioned(block.caption, "figure", section, index, labels))
        case Table():
            rows = tuple(_row(row, labels) for row in block.rows)
            return replace(block, rows=rows, caption=_captioned(block.caption, "table", section, index, labels))
        case _:
            return block


def _captioned(caption: Inlines, kind: Literal["table", "figure"], section: str, index: int, labels: Labels) -> Inlines:
    number = labels.counters.get((section, index))
    if number is None:
        return caption
    words = WORDS.get(labels.language, WORDS["fr"])
    label = f"{words[kind].capitalize()}\u00a0{number}{SEPARATOR.get(labels.language, SEPARATOR['fr'])}"
    return (Counter(kind, number, label), *_referring(caption, labels))


def _row(row: Row, labels: Labels) -> Row:
    return replace(row, cells=tuple(_cell(cell, labels) for cell in row.cells))


def _cell(cell: Cell, labels: Labels) -> Cell:
    blocks = tuple(_labelled(block, "", -2, "", labels) for block in cell.blocks)
    return cell if all(a is b for a, b in zip(blocks, cell.blocks, strict=True)) else replace(cell, blocks=blocks)


def _referring(content: Inlines, labels: Labels) -> Inlines:
    if not any(isinstance(inline, Reference | Note) for inline in content):
        return content
    return tuple(_referred(inline, labels) for inline in content)


def _referred(inline: Inline, labels: Labels) -> Inline:
    match inline:
        case Reference():
            unknown = WORDS.get(labels.language, WORDS["fr"])["unknown"]
            return replace(inline, label=labels.references.get(inline.target, f"[{unknown}\u00a0: {inline.target}]"))
        case Note():
            return replace(inline, blocks=tuple(_labelled(block, "", -2, "", labels) for block in inline.blocks))
        case _:
            return inline

"""Ids that name two things, sections out of order, sections and headings without text, heading levels that jump."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..text.model import Figure, Heading, Section, Table
from ..text.plain import inline_text
from .findings import Finding, finding
from .subject import Subject
from .walking import placed_blocks

SHOWN = 60
"""Characters of a heading that a sentence quotes."""


_RANKS = {"liminaire": 0, "corps": 1, "annexe": 2}


def check_ids(subject: Subject) -> Iterator[Finding]:
    """An id is an address: where it names two things, a cross-reference leads to the first in silence."""
    owners = {document.id: document.id for document in subject.revision.documents}
    owners |= {section.id: section.file for _document, section in subject.sections()}
    for _document, section in subject.sections():
        for block, line in placed_blocks(section.blocks):
            if isinstance(block, Heading | Table | Figure) and block.id:
                place = f"{section.file}:{line}"
                other = owners.setdefault(block.id, place)
                if other != place:
                    sentence = "the id “{id}” is already that of {other}; give one of the two another id"
                    yield finding("structure/ids", sentence, section.file, line, id=block.id, other=other)


def check_order(subject: Subject) -> Iterator[Finding]:
    """Sections follow the names of their files: a foreword named behind the body is printed behind it."""
    for document in subject.revision.documents:
        before: Section | None = None
        for section in document.sections:
            if before is not None and _RANKS[section.kind] < _RANKS[before.kind]:
                sentence = "a section of kind “{kind}” stands after one of kind “{other_kind}” ({other}); rename its file, or mend its kind"
                values = {"kind": section.kind, "other_kind": before.kind, "other": before.file}
                yield finding("structure/order", sentence, section.file, 1, **values)
            else:
                before = section


def check_empty_sections(subject: Subject) -> Iterator[Finding]:
    for _document, section in subject.sections():
        if not section.blocks:
            sentence = "the section “{title}” is empty; write its text, or delete its file"
            yield finding("structure/empty-section", sentence, section.file, 1, title=section.title or section.id)


def check_empty_headings(subject: Subject) -> Iterator[Finding]:
    """A heading followed at once by one of the same or a higher level, or by nothing."""
    for _document, section in subject.sections():
        for block, following in pairwise((*section.blocks, None)):
            if not isinstance(block, Heading) or block.within:
                continue
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                line = block.lines[0] if block.lines else 0
                sentence = "nothing stands under the heading “{title}”; write its text, or delete it"
                yield finding("structure/empty-heading", sentence, section.file, line, title=_title(block))


def check_levels(subject: Subject) -> Iterator[Finding]:
    """Below a section's title, which is of level 1, each heading is at most one level deeper than the one before it."""
    for _document, section in subject.sections():
        yield from _levels(section)


def _levels(section: Section) -> Iterator[Finding]:
    last = 1 if section.title else 0
    for block in section.blocks:
        if not isinstance(block, Heading) or block.within:
            continue
        line = block.lines[0] if block.lines else 0
        if section.title and block.level == 1:
            sentence = "the heading “{title}” is of level 1, which is that of the section's title; write it with “##”"
            yield finding("structure/levels", sentence, section.file, line, title=_title(block))
        elif last and block.level > last + 1:
            sentence = "the heading “{title}” jumps from level {last} to level {level}; write it with {signs}"
            signs = f"“{'#' * (last + 1)}”"
            yield finding("structure/levels", sentence, section.file, line, title=_title(block), last=last, level=block.level, signs=signs)
        last = block.level


def _title(heading: Heading) -> str:
    text = " ".join(inline_text(heading.content).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

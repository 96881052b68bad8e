"""What screen readers stumble over. Hints, off by default."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.model import Run, Table
from ..text.plain import fold
from .findings import Finding, finding
from .subject import Subject
from .walking import placed_blocks, placed_inlines
from .writing import at

_EMPTY_WORDS = frozenset(("ici", "cliquez ici", "lien", "ce lien", "voir", "here", "click here", "link", "plus", "en savoir plus"))
_SHOUTED = re.compile(r"(?<!\w)[A-ZÀÂÇÉÈÊËÎÏÔÛÜ’']{2,}(?: [A-ZÀÂÇÉÈÊËÎÏÔÛÜ’']{2,}){5,}(?!\w)")


def check_tables(subject: Subject) -> Iterator[Finding]:
    for _document, section in subject.sections():
        for block, line in placed_blocks(section.blocks):
            if isinstance(block, Table) and not section.file.endswith(".csv"):
                if not block.header_rows:
                    yield finding("accessibility/tables", "the table has no header row; name its columns", section.file, line)
                if not block.caption:
                    yield finding("accessibility/tables", "the table has no caption; write “Table: …” above it", section.file, line)


def check_links(subject: Subject) -> Iterator[Finding]:
    for _document, section in subject.sections():
        for inline, line in placed_inlines(section):
            if isinstance(inline, Run) and inline.link and fold(inline.text).casefold() in _EMPTY_WORDS:
                sentence = "the link “{words}” does not say where it leads; name the document or the site"
                yield finding("accessibility/links", sentence, section.file, line, words=fold(inline.text))


def check_capitals(subject: Subject) -> Iterator[Finding]:
    for _document, _section, prose in subject.texts():
        for match in prose.finditer(_SHOUTED):
            sentence = "a sentence in capital letters is hard to read; write it in small ones"
            yield at("accessibility/capitals", sentence, prose, match.start())

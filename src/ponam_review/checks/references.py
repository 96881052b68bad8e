"""Cross-references that lead nowhere, notes that say nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..text.model import Figure, Heading, Note, Reference, Revision, Run, Table
from ..text.plain import block_text
from .findings import Finding, finding
from .walking import placed_blocks, placed_inlines


def check_references(revision: Revision) -> Iterator[Finding]:
    """`[](#id)` and `[words](#id)` whose target is no section, heading, table or figure of the revision."""
    known = _targets(revision)
    for document in revision.documents:
        for section in document.sections:
            for inline, line in placed_inlines(section):
                target = _target(inline)
                if target and target not in known:
                    near = difflib.get_close_matches(target, sorted(known), n=1)
                    if near:
                        sentence = "“#{target}” leads nowhere; did you mean “#{near}”?"
                        yield finding("references", sentence, section.file, line, target=target, near=near[0])
                    else:
                        sentence = "“#{target}” leads nowhere: no section, heading, table or figure has this id"
                        yield finding("references", sentence, section.file, line, target=target)


def check_notes(revision: Revision) -> Iterator[Finding]:
    """A note without text prints as a bare number at the foot of the page."""
    for document in revision.documents:
        for section in document.sections:
            for inline, line in placed_inlines(section):
                if isinstance(inline, Note) and not any(block_text(block).strip() for block in inline.blocks):
                    sentence = "the footnote [^{label}] is empty; write its text, or delete its mark"
                    yield finding("notes", sentence, section.file, line, label=inline.label)


def _target(inline: object) -> str:
    match inline:
        case Reference(target=target):
            return target
        case Run(link=link) if link.startswith("#"):
            return link[1:]
    return ""


def _targets(revision: Revision) -> set[str]:
    targets = {document.id for document in revision.documents}
    for document in revision.documents:
        for section in document.sections:
            targets.add(section.id)
            targets |= {block.id for block, _ in placed_blocks(section.blocks) if isinstance(block, Heading | Table | Figure)}
    return targets - {""}

"""Cross-references that lead nowhere, notes that say nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from ..text.model import Figure, Heading, Image, Note, Reference, Run, Table
from ..text.plain import block_text
from .findings import Finding, finding
from .subject import Subject
from .walking import placed_blocks, placed_inlines

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def check_references(subject: Subject) -> Iterator[Finding]:
    """`[](#id)` and `[words](#id)` whose target is no section, heading, table or figure of the revision."""
    known = _targets(subject)
    for _document, section in subject.sections():
        for inline, line in placed_inlines(section):
            target = _target(inline)
            if target and target not in known:
                near = difflib.get_close_matches(target, sorted(known), n=1)
                if near:
                    sentence = "“#{target}” leads nowhere; did you mean “#{near}”?"
                    yield finding("references/dead", sentence, section.file, line, target=target, near=near[0])
                else:
                    sentence = "“#{target}” leads nowhere: no section, heading, table or figure has this id"
                    yield finding("references/dead", sentence, section.file, line, target=target)


def check_files(subject: Subject) -> Iterator[Finding]:
    """A link to a file beside the text. What stands on the network is not looked up: no request leaves the machine."""
    for _document, section in subject.sections():
        for inline, line in placed_inlines(section):
            link = inline.link if isinstance(inline, Run | Image) else ""
            path = link.partition("#")[0]
            if path and not _SCHEME.match(path) and subject.read_image(section.file, path) is None:
                sentence = "the link leads to “{path}”, which is not there; put the file beside the text, or mend the link"
                yield finding("references/files", sentence, section.file, line, path=path)


def check_notes(subject: Subject) -> Iterator[Finding]:
    """A note without text prints as a bare number at the foot of the page."""
    for _document, section in subject.sections():
        for inline, line in placed_inlines(section):
            if isinstance(inline, Note) and not any(block_text(block).strip() for block in inline.blocks):
                sentence = "the footnote [^{label}] is empty; write its text, or delete its mark"
                yield finding("notes/empty", sentence, section.file, line, label=inline.label)


def _target(inline: object) -> str:
    match inline:
        case Reference(target=target):
            return target
        case Run(link=link) if link.startswith("#"):
            return link[1:]
    return ""


def _targets(subject: Subject) -> set[str]:
    targets = {document.id for document in subject.revision.documents}
    for _document, section in subject.sections():
        targets.add(section.id)
        targets |= {block.id for block, _ in placed_blocks(section.blocks) if isinstance(block, Heading | Table | Figure)}
    return targets - {""}

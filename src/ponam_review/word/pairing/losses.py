"""What differs between two Word files and no tracked change can show: said, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator

from ...text.notices import Notice
from ..reading.hooks import Element
from ..reading.names import W
from .canon import raw, words
from .origin import Origin

_LINKS = frozenset((W + "headerReference", W + "footerReference"))


def losses(old: Origin, new: Origin) -> Iterator[Notice]:
    """Notices, in the order of the document."""
    for origin in (old, new):
        if origin.tracked:
            yield Notice("{file} already holds tracked changes; it was read with all of them accepted", {"file": origin.name})
    if _layouts(old) != _layouts(new):
        yield Notice("the page layout (sections, margins, columns) differs; Word cannot show that as a tracked change")
    for kind, template in (
        ("header", "the text of the headers differs; it is the new one, without tracked changes"),
        ("footer", "the text of the footers differs; it is the new one, without tracked changes"),
    ):
        if _running(old, kind) != _running(new, kind):
            yield Notice(template)
    comments = _comments(old)
    if comments:
        yield Notice("the old file holds {count} comments; only those of the new one are kept", {"count": comments})
    if any(True for _ in old.root.iter(W + "altChunk", W + "subDoc")):
        yield Notice("a document inserted as a whole file in the old text is not shown; open and save it in Word first")


def _layouts(origin: Origin) -> list[object]:
    return [_layout(section) for section in origin.root.iter(W + "sectPr")]


def _layout(section: Element) -> object:
    return tuple(child for child in raw(section) if isinstance(child, tuple) and child[0] not in _LINKS)


def _running(origin: Origin, kind: str) -> list[str]:
    parts = [r.target for r in origin.relations(origin.main).values() if r.kind == kind and r.target in origin.package]
    return sorted(" ".join(words(origin.package.tree(part)).split()) for part in parts)


def _comments(origin: Origin) -> int:
    part = origin.package.related(origin.main, "comments")
    if part not in origin.package:
        return 0
    return sum(1 for _ in origin.package.tree(part).iterchildren(W + "comment"))

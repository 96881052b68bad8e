"""The consolidated draft as DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...text.annotations import Annotation
from ...text.beside import labels_beside
from ...text.charter import CHARTER, Charter
from ...text.flow import Flow, Placed
from ...text.model import Heading, Paragraph, Run
from ...text.notices import Result
from ...text.pages import layouts
from ..anchoring import anchor_name
from ..package import write_package
from ..properties import Properties
from ..source import source_part
from .annotated import comment_parts, counted_remarks, with_comments
from .atoms import Atom, Para
from .blocks import Piece, pieces_of_block
from .body import known_targets, write_body
from .draft import Draft, Images
from .tracking import Tracking


def write_docx(
    flow: Flow,
    *,
    images: Images,
    created: str,
    author: str = "",
    reference: bytes | None = None,
    watermark: str = "",
    addresses: bool = False,
    tracked: bool = False,
    numbered: bool = False,
    foot: str = "",
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
) -> Result[bytes]:
    """The .docx of a prepared revision.

    `created`: ISO 8601, written into its properties; the same arguments give the same bytes. `addresses`: printed in the margin.
    `tracked`: Word opens it with change tracking on and styles locked, and invisible anchors tell its paragraphs when it comes back
    (copies sent for consultation).
    `numbered`: the numbers of paragraphs in the margin. `foot`: at the foot of every page, whose copy it is.
    `annotations`: remarks, as comments on their words.
    """
    draft = Draft(images, Tracking("", ""), fields=True, language=flow.language, known=known_targets([flow]))
    remarks = counted_remarks(annotations)
    labels = labels_beside(flow, addresses=addresses, numbered=numbered)
    runs = []
    for index, (layout, placed, label) in enumerate(zip(layouts(flow.blocks), flow.items, labels, strict=True)):
        pieces = pieces_of_block(placed.block)
        if tracked:
            pieces = _anchored(placed, pieces)
        if index in remarks:
            pieces = with_comments(pieces, remarks[index])
        runs.append((layout, [*_beside(placed, label), *pieces], placed))
    body = write_body(draft, runs)
    source = source_part(flow, images)
    parts = comment_parts([pair for pairs in remarks.values() for pair in pairs])
    content = packed(
        draft, body, flow, created, author, reference, watermark, parts, tracked=tracked, foot=foot, charter=charter, source=source
    )
    return Result(content, tuple(draft.notices))


def _anchored(placed: Placed, pieces: list[Piece]) -> list[Piece]:
    """The pieces of a block, its paragraph with the bookmark that names it. Tables and figures are named by the bookmarks of their ids."""
    first = pieces[0] if pieces else None
    if not placed.section or not isinstance(first, Para) or not isinstance(placed.block, Heading | Paragraph):
        return pieces
    return [replace(first, anchor=anchor_name(placed.section, placed.number)), *pieces[1:]]


def _beside(placed: Placed, label: str) -> list[Para]:
    """What is printed in the margin beside a block."""
    return [Para(placed.block, (Atom("", Run(label)),), part="address")] if label else []


def packed(
    draft: Draft,
    body: str,
    flow: Flow,
    created: str,
    author: str,
    reference: bytes | None,
    watermark: str = "",
    comments: tuple[str, str, str] = ("", "", ""),
    *,
    tracked: bool = False,
    foot: str = "",
    charter: Charter = CHARTER,
    source: str = "",
) -> bytes:
    """The package around a body. `comments`: the comments, who answers whom, and the people (see `write_package`)."""
    properties = Properties(
        title=flow.title,
        author=author,
        language=flow.language,
        created=created,
        edition=flow.cover.edition if flow.cover else "",
        mark=flow.mark,
        revision=flow.name,
        document="" if flow.loose else flow.title,
        running_head=not flow.loose,
        watermark=watermark,
        track_changes=tracked,
        foot=foot,
        section=charter.running_section and not flow.loose,
    )
    return write_package(
        body=body,
        properties=properties,
        footnotes="".join(draft.footnotes),
        numbering="".join(draft.lists.definitions),
        comments=comments[0],
        comments_extended=comments[1],
        people=comments[2],
        relations=draft.relations,
        media=draft.media,
        reference=reference if reference is not None else charter.reference,
        charter=charter,
        source=source,
    )

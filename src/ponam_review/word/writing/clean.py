"""The consolidated draft as DOCX."""

from __future__ import annotations

from ...text.beside import labels_beside
from ...text.charter import CHARTER, Charter
from ...text.flow import Flow, Placed
from ...text.model import Run
from ...text.notices import Result
from ...text.pages import layouts
from ..package import write_package
from ..properties import Properties
from .atoms import Atom, Para
from .blocks import pieces_of_block
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
) -> Result[bytes]:
    """The .docx of a prepared revision.

    `created`: ISO 8601, written into its properties; the same arguments give the same bytes. `addresses`: printed in the margin.
    `tracked`: Word opens it with change tracking on and styles locked (copies sent for consultation).
    `numbered`: the numbers of paragraphs in the margin. `foot`: at the foot of every page, whose copy it is.
    """
    draft = Draft(images, Tracking("", ""), fields=True, language=flow.language, known=known_targets([flow]))
    runs = [
        (layout, [*_beside(placed, label), *pieces_of_block(placed.block)], placed)
        for layout, placed, label in zip(
            layouts(flow.blocks), flow.items, labels_beside(flow, addresses=addresses, numbered=numbered), strict=True
        )
    ]
    body = write_body(draft, runs)
    content = packed(draft, body, flow, created, author, reference, watermark, tracked=tracked, foot=foot, charter=charter)
    return Result(content, tuple(draft.notices))


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
    )

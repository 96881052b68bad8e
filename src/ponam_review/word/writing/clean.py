"""The consolidated draft as DOCX."""

from __future__ import annotations

from ...text.flow import Flow, Placed
from ...text.model import Run
from ...text.notices import Result
from ...text.pages import layouts
from ...text.remarks import Address
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
) -> Result[bytes]:
    """The .docx of a prepared revision.

    `created`: ISO 8601, written into its properties; the same arguments give the same bytes. `addresses`: printed in the margin.
    """
    draft = Draft(images, Tracking("", ""), fields=True, language=flow.language, known=known_targets([flow]))
    runs = [
        (layout, [*_address(placed, addresses), *pieces_of_block(placed.block)], placed)
        for layout, placed in zip(layouts(flow.blocks), flow.items, strict=True)
    ]
    body = write_body(draft, runs)
    return Result(packed(draft, body, flow, created, author, reference, watermark), tuple(draft.notices))


def _address(placed: Placed, printed: bool) -> list[Para]:
    """The address of a block, printed in the margin beside it; none for a section's title and for what is generated."""
    if not (printed and placed.number):
        return []
    words = str(Address(placed.section, placed.number))
    return [Para(placed.block, (Atom("", Run(words)),), part="address")]


def packed(
    draft: Draft,
    body: str,
    flow: Flow,
    created: str,
    author: str,
    reference: bytes | None,
    watermark: str = "",
    comments: tuple[str, str, str] = ("", "", ""),
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
        reference=reference,
    )

"""The whole body: blocks in order, with cover, contents and landscape pages in sections of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...text.flow import Flow, Placed
from ...text.front import is_list_title, list_of
from ...text.model import Figure, Heading, Table
from ..page import section_properties
from .blocks import BlockWriter, Piece
from .contents import contents_field
from .draft import Draft

_BREAK = '<w:p><w:pPr><w:pStyle w:val="CoverLine"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{}</w:pPr></w:p>'


def known_targets(flows: Iterable[Flow]) -> frozenset[str]:
    """Every id that has, or may have, a bookmark."""
    return frozenset(
        block.id for flow in flows for block in flow.blocks if isinstance(block, Heading | Table | Figure) and block.id
    )


def write_body(draft: Draft, runs: Sequence[tuple[str, Sequence[Piece], Placed]]) -> str:
    """The body of pieces grouped by block: (layout, pieces, where the block stands)."""
    writer = BlockWriter(draft)
    out: list[str] = []
    layout = runs[0][0] if runs else "portrait"
    waiting: list[Piece] = []

    def flush() -> None:
        out.append(writer.written(waiting))
        waiting.clear()

    for wanted, pieces, placed in runs:
        if wanted != layout:
            flush()
            out.append(_BREAK.format(section_properties(landscape=layout == "landscape", cover=layout == "cover")))
            layout = wanted
        waiting += (replace(piece, file=placed.file) for piece in pieces) if placed.file else pieces
    flush()
    out.append(section_properties(landscape=layout == "landscape", cover=layout == "cover"))
    body = "".join(out)
    titles = [list_of(placed.block) for _, _, placed in runs if is_list_title(placed.block)] if draft.fields else []
    return contents_field(draft, body, titles) if draft.fields else body

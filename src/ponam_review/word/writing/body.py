"""The whole body: blocks in order, with cover, contents and landscape pages in sections of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...text.flow import Flow, Placed
from ...text.model import Block, Figure, Heading, Paragraph, Table
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


def layouts(blocks: Sequence[Block]) -> list[str]:
    """ "cover", "contents", "portrait" or "landscape" for each block; where it changes, a new page begins.

    A wide table takes the headings just above it to its page, and what little stands between two wide tables stays there.
    """
    out = [b.role.partition("-")[0] or "portrait" if isinstance(b, Paragraph) else "portrait" for b in blocks]
    last = -1
    for index, block in enumerate(blocks):
        if not (isinstance(block, Table) and block.landscape):
            continue
        first = index
        while first and isinstance(blocks[first - 1], Heading) and out[first - 1] == "portrait":
            first -= 1
        if last >= 0 and first - last <= 3 and all(out[k] == "portrait" for k in range(last + 1, first)):
            first = last + 1
        out[first : index + 1] = ["landscape"] * (index + 1 - first)
        last = index
    return out


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
    return contents_field(draft, body) if draft.fields else body

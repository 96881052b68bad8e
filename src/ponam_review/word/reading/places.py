"""Where blocks gather: the body, a cell, a note, a text box. Captions find their table or figure here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...text.model import Block, Figure, Paragraph, Table
from .captions import Caption
from .lists import Lists


@dataclass(slots=True)
class Place:
    """The blocks of one story or cell."""

    lists: Lists
    blocks: list[Block] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """Blocks of the text boxes anchored in the paragraph being read; they come after it."""
    caption: Caption | None = None
    anchor: str = ""
    """Id that stands before the block to come."""

    def add(self, block: Block) -> None:
        """A block, with the caption that waited for it."""
        waiting, self.caption = self.caption, None
        if waiting is not None:
            fits = isinstance(block, Table) and waiting.kind != "figure" or isinstance(block, Figure) and waiting.kind != "table"
            if fits and isinstance(block, Table | Figure):
                block = _captioned(block, waiting)
            else:
                self._settle(waiting)
        self.blocks.append(block)

    def add_caption(self, caption: Caption) -> None:
        """A figure's caption stands below it, a table's above: it waits for the next block unless a figure has just come."""
        self.finish()
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Figure) and not last.caption and caption.kind != "table":
            self.blocks[-1] = _captioned(last, caption)
        else:
            self.caption = caption

    def finish(self) -> None:
        """Nothing comes any more: a caption that still waits belongs to the table above it, or is a paragraph."""
        waiting, self.caption = self.caption, None
        if waiting is not None:
            self._settle(waiting)

    def _settle(self, caption: Caption) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Table) and not last.caption and caption.kind != "figure" or isinstance(last, Figure) and not last.caption:
            self.blocks[-1] = _captioned(last, caption)
        elif caption.whole:
            self.blocks.append(Paragraph(caption.whole))


def _captioned(block: Table | Figure, caption: Caption) -> Table | Figure:
    return replace(block, caption=caption.content, id=block.id or caption.id)

"""What stands before the text (cover, contents), and what the text is called there."""

from __future__ import annotations

from collections.abc import Iterable

from .flow import CONTENTS_DEPTH, Flow, Placed
from .model import Block, Heading, Paragraph
from .plain import fold, inline_text


def is_cover(block: Block) -> bool:
    """Whether a block is a line of the cover."""
    return isinstance(block, Paragraph) and block.role.startswith("cover-")


def is_generated(block: Block) -> bool:
    """Whether a block is of the cover or the contents."""
    return isinstance(block, Paragraph) and bool(block.role)


def has_contents(items: Iterable[Placed]) -> bool:
    """Whether the revision was prepared with contents."""
    return any(isinstance(item.block, Paragraph) and item.block.role == "contents-title" for item in items)


def list_of(block: Block) -> str:
    """Which list a generated block is a line or the title of ("contents", "sigles", "tables", "figures"); empty for any other block."""
    if not isinstance(block, Paragraph) or not block.role or block.role.startswith("cover-"):
        return ""
    return block.role.removesuffix("-title")


def is_list_title(block: Block) -> bool:
    """Whether a generated block is the title of the contents or of a list."""
    return isinstance(block, Paragraph) and block.role.endswith("-title") and not block.role.startswith("cover-")


def listed(block: Block) -> bool:
    """Whether a block is a heading that contents list."""
    return isinstance(block, Heading) and block.level <= CONTENTS_DEPTH and not block.within


def page_title(flow: Flow) -> str:
    """What the text is called outside of itself: the document's title and edition, else its first heading, else the revision's name."""
    if flow.title:
        edition = flow.cover.edition if flow.cover else ""
        return f"{flow.title} – {edition}" if edition else flow.title
    heading = next((block for block in flow.blocks if isinstance(block, Heading)), None)
    return fold(inline_text(heading.content)) if heading else flow.name


def contents_title(flow: Flow) -> str:
    """The words above the contents, as the text was prepared with them; empty when it was prepared without."""
    for block in flow.blocks:
        if isinstance(block, Paragraph) and block.role == "contents-title":
            return inline_text(block.content)
    return ""

"""Model → canonical Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.model import Block, Section


def write_section(section: Section) -> str:
    """The canonical file of a section, front matter included."""
    raise NotImplementedError


def write_blocks(blocks: Sequence[Block]) -> str:
    """The canonical Markdown of blocks."""
    raise NotImplementedError

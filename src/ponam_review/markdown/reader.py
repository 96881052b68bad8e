"""Markdown → model."""

from __future__ import annotations

from ..text.model import Revision, Section
from ..text.notices import Result


def read_section(source: str, *, file: str, identified: bool) -> Result[Section]:
    """One Markdown file. `identified`: a section of a workspace, whose front matter must hold id and title."""
    raise NotImplementedError


def read_loose(source: str, file: str) -> Result[Revision]:
    """A Markdown file outside a workspace: one document of one section, rendered bare."""
    raise NotImplementedError

"""Canonical text of a Markdown source, proved to read alike."""

from __future__ import annotations

from ..text.notices import Result


def canonical(source: str, *, file: str, identified: bool) -> Result[str]:
    """The canonical text of a source. Refused when it would not read back as the same text."""
    raise NotImplementedError

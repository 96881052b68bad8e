"""The texts that commands work on: a REV resolved, read and prepared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, prepare
from ..text.notices import Notice
from .common import Context, find_workspace

if TYPE_CHECKING:
    from ..workspace.sources import Source


@dataclass(frozen=True, slots=True)
class Text:
    """A prepared revision, how to read its pictures, and what was lost in reading it."""

    flow: Flow
    images: Callable[[str, str], bytes | None]
    notices: tuple[Notice, ...]
    charter: Charter = CHARTER
    source: Source | None = None
    """Where the revision stands."""


def load(context: Context, rev: str, *, contents: bool | None = None, document: str = "") -> Text:
    """The text of a REV of the command line (CONTRACT.md); `document` keeps one of a workspace's documents."""
    from ..text.errors import RevisionError
    from ..workspace.images import image_reader
    from ..workspace.locating import locate
    from ..workspace.revisions import read_source, source_charter

    source = locate(rev, workspace=lambda: find_workspace(context))
    result = read_source(source)
    revision = result.value
    if document and all(d.id != document for d in revision.documents):
        names = ", ".join(d.id for d in revision.documents)
        raise RevisionError(
            "there is no document “{document}” in {revision}; it has {names}", document=document, revision=revision.name, names=names
        )
    charter = source_charter(source)
    flow = prepare(revision, contents=contents, only=document)
    return Text(flow, charter.images(image_reader(source)), result.notices, charter, source)


def default_pair(old: str | None, new: str | None) -> tuple[str, str]:
    """OLD and NEW of `diff` and `redline`: without NEW the working copy, without OLD what was last saved."""
    return old or "HEAD", new or "."


def stamp(context: Context) -> str:
    """This run's moment in UTC, as Word writes it."""
    from datetime import UTC

    return context.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""The texts that commands work on: a REV resolved, read and prepared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, prepare
from ..text.notices import Notice, Result
from .common import Context, find_workspace

if TYPE_CHECKING:
    from ..text.model import Revision
    from ..workspace.sources import Source
    from ..workspace.translations_text import Translated


@dataclass(frozen=True, slots=True)
class Text:
    """A prepared revision, how to read its pictures, and what was lost in reading it."""

    flow: Flow
    images: Callable[[str, str], bytes | None]
    notices: tuple[Notice, ...]
    charter: Charter = CHARTER
    source: Source | None = None
    """Where the revision stands."""
    foot: str = ""
    """What the foot of each page says: from which edition a translation was made."""


def load(context: Context, rev: str, *, contents: bool | None = None, document: str = "", language: str = "") -> Text:
    """The text of a REV of the command line (CONTRACT.md); `document` keeps one of a workspace's documents.

    `language`: its translation, with the source where there is none.
    """
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
    foot = ""
    if language and not (source.settings and language == source.settings.language):
        translation = _translated(context, source, result.value, language)
        revision, foot = translation.value.revision, translation.value.words
        result = Result(revision, (*result.notices, *translation.notices))
    charter = source_charter(source)
    images = charter.images(image_reader(source))
    if any(one.charts for one in source.documents):
        from ..publication.plan_charts import with_charts

        revision, images = with_charts(source, revision, images)
    flow = prepare(revision, contents=contents, only=document)
    return Text(flow, images, result.notices, charter, source, foot)


def _translated(context: Context, source: Source, revision: Revision, language: str) -> Result[Translated]:
    from ..workspace.history import find_history
    from ..workspace.translations import checked_language
    from ..workspace.translations_reading import read_parallel
    from ..workspace.translations_text import translated

    workspace = find_workspace(context)
    history = find_history(workspace.root) if workspace is not None else None
    return translated(source, revision, read_parallel(source, revision, checked_language(language), history))


def default_pair(old: str | None, new: str | None) -> tuple[str, str]:
    """OLD and NEW of `diff` and `redline`: without NEW the working copy, without OLD what was last saved."""
    return old or "HEAD", new or "."


def stamp(context: Context) -> str:
    """This run's moment in UTC, as Word writes it."""
    from datetime import UTC

    return context.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

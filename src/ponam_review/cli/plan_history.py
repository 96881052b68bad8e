"""What a section said when somebody confirmed a link to it, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .common import Context
from .common import translate as _

if TYPE_CHECKING:
    from ..text.model import Section
    from ..workspace import Source


def changes_since(context: Context, source: Source, section: str, fingerprint: str) -> Iterator[str]:
    """One line for each change of substance, in the user's language."""
    from ..compare.engine import compare
    from ..compare.listing import listed
    from ..compare.telling import told
    from ..text.flow import prepare
    from ..text.model import Document, Revision
    from ..workspace import read_source, section_of

    now = section_of(read_source(source).value, section)
    before = _section_then(source, section, fingerprint)
    if before is None or now is None:
        yield _("(the history does not have the words that were confirmed)")
        return
    old, new = (prepare(Revision("", (Document("", "", (one,)),), loose=True)) for one in (before, now))
    for change in listed(compare(old, new)):
        if change.weight != "typography":
            yield told(change, context.lang)


def _section_then(source: Source, section: str, fingerprint: str) -> Section | None:
    """The section as it stood in the latest state of the history with these words."""
    from ..markdown.reader import read_section
    from ..plan.links import fingerprint as fingerprint_of
    from ..text.errors import PonamError
    from ..workspace.folders import TEXT_LIMIT, DiskFolder, joined
    from ..workspace.following import log_section
    from ..workspace.history import find_history
    from ..workspace.loading import decode

    history = find_history(source.folder.root) if isinstance(source.folder, DiskFolder) else None
    if history is None or source.settings is None:
        return None
    try:
        for entry in log_section(history, section, source.settings):
            folder = history.folder(entry.commit, "")
            content = folder.read(joined(source.base, entry.file), TEXT_LIMIT) if entry.file else None
            if content is None:
                continue
            then = read_section(decode(content, entry.file), file=entry.file, identified=True).value
            if fingerprint_of(then) == fingerprint:
                return then
    except PonamError:
        return None  # a history that cannot be followed shows nothing; the link is suspect all the same
    return None

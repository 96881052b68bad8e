"""The numbered copy of a text for one recipient."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from .common import Context, open_workspace
from .consultation import open_register, register_place

if TYPE_CHECKING:
    from pathlib import Path

    from ..publication.copies import Copy
    from .texts import Text


def numbered_copy(context: Context, text: Text, recipient: str) -> tuple[Copy, Path | None]:
    """The copy for a recipient, and the folder whose list is to remember it (None: it is there already)."""
    from ..publication.copies import copy_for, read_copies
    from ..text.errors import UsageError

    workspace = open_workspace(context)
    source = text.source
    if source is None or source.kind != "documents":
        raise UsageError("copies are numbered for texts of the workspace, not for loose files")
    short, name = _recipient(context, recipient)
    state = source.commit or f"{text.flow.name} {context.now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    copy, new = copy_for(
        read_copies(workspace.private),
        stakeholder=short,
        name=name,
        edition=source.edition or text.flow.name,
        commit=state,
        date=context.now.isoformat(),
        author=context.author,
    )
    return copy, workspace.private if new else None


def _recipient(context: Context, recipient: str) -> tuple[str, str]:
    """Short and long name: the register's where it knows the recipient, else as typed (a minister's cabinet is no stakeholder)."""
    from pathlib import Path as File

    place = register_place(context, open_workspace(context))
    if isinstance(place, File) and not place.exists():
        return recipient, recipient
    with open_register(context) as register:
        found = register.find_stakeholder(recipient)
    return (found.code, found.name) if found else (recipient, recipient)

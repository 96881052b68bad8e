"""The graphic charter of the workspace, for the documents that are not its text: reports, letters, forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .common import Context, find_workspace

if TYPE_CHECKING:
    from ..text.charter import Charter


def charter_of(context: Context) -> Charter:
    """The look that ponam.toml chooses, or the shipped one."""
    from ..workspace.locating import locate
    from ..workspace.revisions import source_charter

    return source_charter(locate(".", workspace=lambda: find_workspace(context)))

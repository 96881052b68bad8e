"""The action plan of a revision, with the sections it may name and what was confirmed of its links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..plan.csv_format import read_actions_bytes
from ..plan.links import CONFIRMATIONS_FILE, Confirmation, read_confirmations
from ..plan.rows import ActionPlan
from ..text.errors import UsageError, WorkspaceError
from ..text.model import Revision, Section
from ..text.notices import Notice
from .folders import TEXT_LIMIT, joined
from .loading import ACTIONS_FILE, decode
from .settings import DocumentSettings
from .sources import Source


@dataclass(frozen=True, slots=True)
class Plan:
    """`file` and `confirmations_file` as paths in the source's folder."""

    document: DocumentSettings
    file: str
    actions: ActionPlan
    confirmations_file: str
    confirmations: tuple[Confirmation, ...] | None
    """None: the workspace keeps none."""
    notices: tuple[Notice, ...] = ()


def read_plan(source: Source, document: str = "") -> Plan:
    """The plan of a revision; `document` names it where there are several.

    Raises UsageError where the revision has no plan, or several and none is named.
    """
    plans = [one for one in source.documents if one.kind == "plan" and document in ("", one.id)]
    if not plans:
        raise UsageError("there is no action plan here; in ponam.toml, a document of kind “plan” is one")
    if len(plans) > 1:
        raise UsageError("there are several action plans: {known}; name one with --document", known=", ".join(one.id for one in plans))
    settings = plans[0]
    file = joined(source.base, settings.folder, ACTIONS_FILE)
    content = source.folder.read(file, TEXT_LIMIT)
    if content is None:
        raise WorkspaceError(
            "{file}: the file of the action plan is missing; put it there, or mend ponam.toml", file=source.folder.shown(file)
        )
    actions, notices = read_actions_bytes(content, source.folder.shown(file))
    kept = joined(source.base, settings.folder, CONFIRMATIONS_FILE)
    return Plan(settings, file, actions, kept, _confirmations(source, kept), tuple(notices))


def _confirmations(source: Source, file: str) -> tuple[Confirmation, ...] | None:
    content = source.folder.read(file, TEXT_LIMIT)
    shown = source.folder.shown(file)
    return read_confirmations(decode(content, shown), shown) if content is not None else None


def sections_of_policy(revision: Revision, plan: Plan) -> Mapping[str, Section]:
    """The sections that actions may implement: all but those of the plan itself."""
    return {section.id: section for document in revision.documents if document.id != plan.document.id for section in document.sections}

"""The options by which comments are chosen, the same for every command that lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..register.vocabulary import KINDS, NATURES, Certainty, Kind, Nature, require_suite
from .common import translate as _
from .consultation import code_of

if TYPE_CHECKING:
    from ..register.values import Wanted

_OPTIONS = (
    click.option("--from", "sender", default="", metavar=_("STAKEHOLDER"), help=_("Only from this stakeholder.")),
    click.option("--round", "number", type=int, metavar="N", help=_("Only of this consultation.")),
    click.option("--edition", default="", metavar=_("EDITION"), help=_("Only on this edition.")),
    click.option("--section", default="", metavar="ID", help=_("Only on this section.")),
    click.option("--disposition", default="", metavar="D", help=_("Only with this disposition.")),
    click.option("--pending/--decided", "pending", default=None, help=_("Only those that wait for a decision, or that have one.")),
    click.option("--kind", default="", metavar="K", help=_("remark or proposal.")),
    click.option("--nature", default="", metavar="T", help=_("substance, form, fact, translation or general.")),
    click.option("--place", type=click.Choice([c.value for c in Certainty]), help=_("Only those whose place is so certain.")),
    click.option("--search", default="", metavar=_("WORDS"), help=_("Only those that say these words.")),
    click.option("--sort", type=click.Choice(["number", "place", "stakeholder"]), default="number", help=_("In which order.")),
    click.option("--limit", type=click.IntRange(1), metavar="N", help=_("At most so many.")),
)


def choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of choice."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def wanted_of(filters: Mapping[str, Any]) -> Wanted:
    """What the options ask for."""
    from ..register.values import Wanted

    pending = filters["pending"]
    return Wanted(
        stakeholder=filters["sender"],
        round=filters["number"],
        edition=filters["edition"],
        section=filters["section"],
        suite=require_suite(filters["disposition"]) if filters["disposition"] else None,
        decided=None if pending is None else not pending,
        kind=Kind(code_of(filters["kind"], KINDS, "--kind")) if filters["kind"] else None,
        nature=Nature(code_of(filters["nature"], NATURES, "--nature")) if filters["nature"] else None,
        certainty=Certainty(filters["place"]) if filters["place"] else None,
        words=filters["search"],
        order=filters["sort"],
        limit=filters["limit"],
    )

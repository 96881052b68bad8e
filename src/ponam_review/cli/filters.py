"""The options by which comments are chosen, the same for every command that lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of
from ..register.vocabulary import KINDS, NATURES, Certainty, Channel, Kind, Nature, Standing, group_name, require_suite, tag_name
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
    click.option("--search", default="", metavar=_("WORDS"), help=_("Only those that say these words (“two words” together).")),
    click.option("--tag", "tags", multiple=True, metavar=_("TAG"), help=_("Only with this tag; may be repeated.")),
    click.option("--assigned", "assignee", default="", metavar=_("NAME"), help=_("Only those this person works on.")),
    click.option("--group", default=None, metavar="G", help=_("Only of this confidentiality group (public, internal, restricted …).")),
    click.option("--channel", type=click.Choice([c.value for c in Channel]), help=_("Only those that came this way.")),
    click.option("--same-as", default="", metavar="N", help=_("Only those that say nearly the same as this comment (“ponam triage”).")),
    click.option("--untracked", is_flag=True, help=_("Only changes made without tracking.")),
    click.option(
        "--standing",
        type=click.Choice(["active", *(s.value for s in Standing if s), "all"]),
        default="active",
        help=_("Those that count (default), those in preparation, superseded or withdrawn, or all."),
    ),
    click.option("--sort", type=click.Choice(["number", "place", "stakeholder"]), default="number", help=_("In which order.")),
    click.option("--limit", type=click.IntRange(1), metavar="N", help=_("At most so many.")),
    click.option("--after", default="", metavar="N", help=_("Only what follows this comment in that order.")),
)

_STANDINGS = {"all": None, "active": Standing.ACTIVE, **{standing.value: standing for standing in Standing if standing}}


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
        tags=tuple(tag_name(tag) for tag in filters["tags"]),
        assignee=filters["assignee"],
        group=None if filters["group"] is None else group_name(filters["group"]),
        channel=Channel(filters["channel"]) if filters["channel"] else None,
        untracked=True if filters["untracked"] else None,
        standing=_STANDINGS[filters["standing"]],
        alike=numbers_of([filters["same_as"]])[0] if filters["same_as"] else None,
        after=numbers_of([filters["after"]])[0] if filters["after"] else None,
    )

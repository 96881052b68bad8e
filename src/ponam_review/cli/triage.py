"""`ponam triage`: the comments that say nearly the same, so that nobody reads one letter four hundred times."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of, written
from ..register.vocabulary import SUITES
from .common import Context, common_options, say
from .common import translate as _
from .consultation import FORMAT, open_register, word
from .filters import choosing, wanted_of

if TYPE_CHECKING:
    from ..register.grouping.groups import Group, Member

WIDTH = 100
SHOWN = 20
"""Groups that a terminal is shown at once, and senders of a group."""


@click.command(
    help=_(
        "Group the comments that say nearly the same: letters of a campaign, one remark sent by several. Without N…, the groups among "
        "those that the options let through, the largest first; with N…, the group of each of these comments, whole. “ponam respond "
        "--same-as N” decides on a group."
    )
)
@click.argument("numbers", metavar=_("N…"), nargs=-1)
@click.option("--least", type=click.IntRange(2), default=2, metavar="N", help=_("Only groups of at least so many (default: 2)."))
@choosing
@FORMAT
@common_options
@click.pass_obj
def command(context: Context, /, numbers: tuple[str, ...], least: int, form: str, **filters: Any) -> None:
    with open_register(context) as register:
        from ..register.grouping.groups import groups, members, refresh  # its tables need the register's settings

        wanted = wanted_of(filters)
        refresh(register)
        if numbers:
            found = {number: members(register, number, wanted) for number in numbers_of(numbers)}
            _show(context, found, form)
            return
        limit = wanted.limit or (SHOWN if form == "text" else None)
        listed = groups(register, wanted, least=least, limit=limit)
    if form == "json":
        click.echo(json.dumps({"schema": "ponam-triage/1", "groups": [_shape(group) for group in listed]}, ensure_ascii=False, indent=1))
        return
    for group in listed:
        _list(context, group)
    say(context, "Groups: {count}; comments in them: {comments}", count=len(listed), comments=sum(group.count for group in listed))


def _list(context: Context, group: Group) -> None:
    counts = _("comments: {count}; waiting: {waiting}; stakeholders: {stakeholders}")
    head = counts.format(count=group.count, waiting=group.waiting, stakeholders=len(group.stakeholders))
    click.echo(f"{group.name}  {head}")
    click.echo(textwrap.indent(textwrap.shorten(group.sample, 4 * WIDTH, placeholder=" …"), "  "))
    more = " …" if len(group.stakeholders) > SHOWN else ""
    click.echo(textwrap.indent(", ".join(group.stakeholders[:SHOWN]) + more, "  "))
    for old, new, times in group.differing:
        click.echo(f"  {_change(old, new)}  ×{times}")
    click.echo()


def _change(old: str, new: str) -> str:
    """Words and what stands in their place, as signs a terminal knows."""
    return " ".join(filter(None, (f"[-{_short(old)}-]" if old else "", f"{{+{_short(new)}+}}" if new else "")))


def _short(words: str) -> str:
    return textwrap.shorten(words, WIDTH, placeholder=" …")


def _show(context: Context, found: dict[int, tuple[Member, ...]], form: str) -> None:
    if form == "json":
        shapes = [{"first": written(number), "members": [_member(one) for one in group]} for number, group in found.items()]
        click.echo(json.dumps({"schema": "ponam-triage/1", "groups": shapes}, ensure_ascii=False, indent=1))
        return
    for number, group in found.items():
        click.echo(_("{name}: comments that say nearly the same: {count}").format(name=written(number), count=len(group)))
        for one in group:
            changes = "  ".join(_change(*pair) for pair in one.differing[:4])
            suite = word(context, SUITES, one.suite)
            click.echo(f"  {written(one.number)}  {one.stakeholder}  {suite}  {one.score:.0%}  {changes}".rstrip())
        click.echo()


def _member(one: Member) -> dict[str, Any]:
    return {
        "number": written(one.number),
        "stakeholder": one.stakeholder,
        "score": one.score,
        "suite": one.suite,
        "differing": _pairs(one.differing),
    }


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"old": old, "new": new} for old, new in pairs]


def _shape(group: Group) -> dict[str, Any]:
    return {
        "first": group.name,
        "count": group.count,
        "waiting": group.waiting,
        "stakeholders": list(group.stakeholders),
        "sample": group.sample,
        "differing": [{"old": old, "new": new, "count": times} for old, new, times in group.differing],
    }

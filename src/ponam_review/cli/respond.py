"""`ponam respond`: decide on comments."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of, written
from ..register.vocabulary import KINDS, NATURES, SUITES, Kind, Nature, Suite, require_suite, tag_name
from ..text.errors import StateError, UsageError
from .common import Context, common_options, say
from .common import translate as _
from .consultation import code_of, open_register, word

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Wanted

KNOWN = ", ".join(code for code in SUITES if code)
FILTERS = ("sender", "section", "edition", "kind", "nature", "search", "tags", "assignee", "same_as")


@click.command(
    help=_(
        "Decide on the comments N… (OBS-0042, 42 or OBS-0040..OBS-0045). Earlier decisions stay in their history. "
        "Without N…, options choose among those that wait for a decision; --expect says how many there must be."
    )
)
@click.argument("numbers", metavar=_("N…"), nargs=-1)
@click.option("--disposition", default="", metavar="D", help=_("One of: {known}").format(known=KNOWN))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why; printed in the matrix."))
@click.option(
    "--reason-code", "code", default="", metavar=_("CODE"), help=_("A reason kept by “ponam reason add”, with its usual disposition.")
)
@click.option("--by", "author", default="", metavar=_("NAME"), help=_("Who decided (default: who runs the command)."))
@click.option("--of", "original", default="", metavar="N", help=_("The comment that these duplicate."))
@click.option("--where", default="", metavar=_("TEXT"), help=_("The place changed in the new text."))
@click.option("--from", "sender", default="", metavar=_("STAKEHOLDER"), help=_("All pending ones of this stakeholder."))
@click.option("--section", default="", metavar="ID", help=_("All pending ones on this section."))
@click.option("--edition", default="", metavar=_("EDITION"), help=_("All pending ones on this edition."))
@click.option("--kind", default="", metavar="K", help=_("remark or proposal."))
@click.option("--nature", default="", metavar="T", help=_("substance, form, fact, translation or general."))
@click.option("--search", default="", metavar=_("WORDS"), help=_("All pending ones that say these words."))
@click.option("--tag", "tags", multiple=True, metavar=_("TAG"), help=_("All pending ones with this tag; may be repeated."))
@click.option("--assigned", "assignee", default="", metavar=_("NAME"), help=_("All pending ones this person works on."))
@click.option(
    "--same-as",
    default="",
    metavar="N",
    help=_("All pending ones that say nearly the same as this comment (“ponam triage”); each keeps its own decision."),
)
@click.option("--dry-run", "rehearse", is_flag=True, help=_("Only say what would be decided."))
@click.option("--expect", type=click.IntRange(1), metavar="N", help=_("How many they are: refused when they are more or fewer."))
@common_options
@click.pass_obj
def command(context: Context, /, numbers: tuple[str, ...], expect: int | None, rehearse: bool, **said: Any) -> None:
    suite = require_suite(said["disposition"]) if said["disposition"] else None
    if suite is None and not said["code"]:
        raise UsageError("a decision needs a disposition; add --disposition, one of: {known}", known=KNOWN)
    if bool(said["reason"].strip()) == bool(said["code"]):
        raise UsageError("a decision needs a reason; add --reason, or --reason-code for one that is kept")
    originals = numbers_of([said["original"]]) if said["original"] else (None,)
    if len(originals) != 1:
        raise UsageError("--of takes the number of one comment")
    if bool(numbers) == any(said[name] for name in FILTERS):
        raise UsageError("say which comments are decided: their numbers, or options that choose them (--from, --section …)")
    with open_register(context) as register:
        from ..register.values import Disposition

        suite, reason = _why(register, said, suite, context)
        original = originals[0]
        if original is None and suite is Suite.DUPLICATE and said["same_as"]:
            original = _first(register, said)
        chosen = numbers_of(numbers) if numbers else _chosen(register, said, expect, rehearse=rehearse, but=original)
        decision = Disposition(suite, reason, said["author"] or context.author, context.now, said["where"], original)
        with register.rehearsal() if rehearse else nullcontext():
            register.decide(chosen, decision, now=context.now)
    if rehearse:
        _tell_rehearsal(context, chosen, suite, original)
        return
    names = ", ".join(map(written, chosen[:8])) + (" …" if len(chosen) > 8 else "")
    say(context, "{names}: {suite}.", names=names, suite=word(context, SUITES, suite))


def _why(register: Register, said: dict[str, Any], suite: Suite | None, context: Context) -> tuple[Suite, str]:
    if not said["code"]:
        assert suite is not None
        return suite, said["reason"]
    kept = register.reason(said["code"])
    chosen = suite or kept.suite
    if chosen is Suite.PENDING:
        raise UsageError("the reason “{code}” goes with no disposition of its own; add --disposition", code=kept.code)
    return chosen, kept.text(context.lang)


def _tell_rehearsal(context: Context, chosen: Sequence[int], suite: Suite, original: int | None) -> None:
    for number in chosen:
        of = f" ({written(original)})" if original else ""
        click.echo(f"{written(number)}  {word(context, SUITES, suite)}{of}")
    say(context, "Comments that would be decided: {count}. Nothing was recorded.", count=len(chosen))


def _first(register: Register, said: dict[str, Any]) -> int:
    """Of remarks that say the same, the others are duplicates of the first one."""
    from ..register.grouping.groups import first_of, refresh

    refresh(register)
    return first_of(numbers_of([said["same_as"]])[0])


def _chosen(register: Register, said: dict[str, Any], expect: int | None, *, rehearse: bool, but: int | None) -> tuple[int, ...]:
    """What the options choose among those that wait: only when the user knows how many they are."""
    if said["same_as"]:
        from ..register.grouping.groups import refresh

        refresh(register)
    chosen = tuple(number for number in register.numbers(_wanted(said)) if number != but)
    if not chosen:
        raise StateError("no comment that waits for a decision is like that")
    if rehearse and expect is None:
        return chosen
    if expect is None:
        raise UsageError("comments that would be decided: {count}; add --expect {count} to decide on them all", count=len(chosen))
    if expect != len(chosen):
        raise StateError("comments like that: {count}, not {expected}; nothing was decided", count=len(chosen), expected=expect)
    return chosen


def _wanted(said: dict[str, Any]) -> Wanted:
    from ..register.values import Wanted

    wanted = Wanted(decided=False, stakeholder=said["sender"], section=said["section"], edition=said["edition"], words=said["search"])
    return replace(
        wanted,
        kind=Kind(code_of(said["kind"], KINDS, "--kind")) if said["kind"] else None,
        nature=Nature(code_of(said["nature"], NATURES, "--nature")) if said["nature"] else None,
        tags=tuple(tag_name(tag) for tag in said["tags"]),
        assignee=said["assignee"],
        alike=numbers_of([said["same_as"]])[0] if said["same_as"] else None,
    )

"""`ponam comment carry|queue|confirm|move`: where comments stand in the editions that came after theirs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of, written
from ..text.errors import StateError, UsageError
from .common import Context, common_options, open_workspace, say
from .common import translate as _
from .consultation import FORMAT, layout_of, open_register
from .intake_told import named_some

if TYPE_CHECKING:
    from ..intake.layout import Layout
    from ..register.carrying import Tallied
    from ..register.store import Register
    from ..register.texts import Texts
    from ..register.values import Application, Carried, Comment

HALF = 48
FATES = ("same", "moved", "reworded", "gone")


def _fate(fate: str) -> str:
    """In the language of this run: a table made on import would keep that of the first."""
    return {"same": _("unchanged"), "moved": _("moved"), "reworded": _("reworded"), "gone": _("gone")}[fate]


def _standing(standing: str) -> str:
    return {
        "stands": _("Still stands: the passage does not say it yet."),
        "met": _("Already met: the text says it now."),
        "conflict": _("In conflict: the passage was changed otherwise since."),
        "changed": _("The passage was reworded since: look whether it is met."),
        "gone": _("The passage is gone."),
        "unclear": _("The passage was changed since: a person must look."),
    }[standing]


def texts_of(context: Context) -> Texts:
    from ..register.texts import Texts

    return Texts(open_workspace(context))


def bring_along(context: Context, register: Register, texts: Texts, edition: str = "") -> tuple[Tallied, ...]:
    """Carry what was not carried yet: nothing to do, as a rule."""
    from ..register.carrying import carry_forward

    return carry_forward(register, texts, author=context.author, now=context.now, edition=edition)


# ------------------------------------------------------------------ carry


@click.command(
    short_help=_("Carry comments to a new edition."),
    help=_("Carry all comments to the editions that came after theirs, or to EDITION. “ponam edition create” does it by itself."),
)
@click.argument("edition", metavar=_("[EDITION]"), required=False, default="")
@common_options
@click.pass_obj
def carry(context: Context, edition: str) -> int:
    from ..workspace.editions import get_edition

    texts = texts_of(context)
    if edition:
        edition = get_edition(texts.history, edition).name
    with open_register(context) as register:
        tallies = bring_along(context, register, texts, edition)
    return tell_carried(context, tallies)


def tell_carried(context: Context, tallies: tuple[Tallied, ...]) -> int:
    """What became of the anchors; 1 when a person has to look at some."""
    for tallied in tallies:
        fates = ", ".join(f"{_fate(fate)} {tallied.fates[fate]}" for fate in FATES if fate in tallied.fates)
        say(context, "{edition}: comments carried: {count} ({fates}).", edition=tallied.edition, count=tallied.count, fates=fates)
    if not tallies:
        say(context, "All comments were carried before.")
    waiting = sum(tallied.waiting for tallied in tallies)
    if waiting:
        say(context, "Places to be confirmed: {count} (“ponam comment queue” shows them).", count=waiting)
    return 1 if waiting else 0


# ------------------------------------------------------------------ queue


@click.command(
    short_help=_("Show the places to be confirmed."),
    help=_(
        "Show the comments whose place in the last edition (or EDITION) a person has to confirm: the old passage beside the new one. "
        "“ponam comment confirm N” says that it is right, “ponam comment move N PLACE” where it stands instead."
    ),
)
@click.option("--edition", default="", metavar=_("EDITION"), help=_("In this edition (default: the last one)."))
@FORMAT
@common_options
@click.pass_obj
def queue(context: Context, edition: str, form: str) -> int:
    from ..register.carrying import waiting

    texts = texts_of(context)
    target = _target(texts, edition)
    with open_register(context) as register:
        bring_along(context, register, texts)
        rows = [(carried, register.comment(carried.comment)) for carried in waiting(register, target)]
    gone = [carried for carried, _comment in rows if carried.selector is None]
    near = dict(_nearest(gone, layout_of(context, target))) if gone else {}
    if form == "json":
        shapes = [{**_shape(carried), "nearest": near.get(carried.comment) or None} for carried, _comment in rows]
        click.echo(json.dumps({"schema": "ponam-places/1", "edition": target, "places": shapes}, ensure_ascii=False, indent=1))
    else:
        for carried, comment in rows:
            _show(carried, comment, near.get(carried.comment, ""))
        if rows:
            say(context, "Places to be confirmed in {edition}: {count}.", edition=target, count=len(rows))
        else:
            say(context, "No place waits to be confirmed in {edition}.", edition=target)
    return 1 if rows else 0


def _target(texts: Texts, edition: str) -> str:
    from ..workspace.editions import get_edition

    if edition:
        return get_edition(texts.history, edition).name
    if texts.latest is None:
        raise StateError("there is no edition yet; “ponam edition create NAME” freezes the text")
    return texts.latest.name


def _show(carried: Carried, comment: Comment, near: str) -> None:
    click.echo(f"{comment.name}  {comment.stakeholder}  {_fate(carried.fate)}  ({carried.score:.2f})  {_place(carried)}".rstrip())
    click.echo(textwrap.shorten(comment.text or comment.proposal, 2 * HALF, placeholder="…"))
    for left, right in _beside(carried.previous, carried.selector.exact if carried.selector else ""):
        click.echo(f"  {left:{HALF}} │ {right}".rstrip())
    if near:
        click.echo("  " + _("Nearest to it now: {place}").format(place=near))
    click.echo()


def _beside(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The old passage beside the new one."""
    yield _("Before"), _("Now")
    left, right = (textwrap.wrap(words, HALF) or ["–"] for words in (old, new))
    for rank in range(max(len(left), len(right))):
        yield left[rank] if rank < len(left) else "", right[rank] if rank < len(right) else ""


def _place(carried: Carried) -> str:
    from ..text.remarks import Address

    chosen = carried.selector
    if chosen is None:
        return ""
    return str(Address(chosen.section, chosen.block)) if chosen.block else chosen.section


def _nearest(gone: Iterable[Carried], layout: Layout) -> Iterator[tuple[int, str]]:
    """For passages that are gone: where something like each stands, for a person to look at."""
    from ..intake.locating import place_quote

    for carried in gone:
        found = place_quote(layout, carried.previous).selector
        yield carried.comment, f"{found.section} ¶{found.block}, {_quoted(found.exact)}" if found else ""


# ------------------------------------------------------------------ confirm, move


@click.command(
    short_help=_("Confirm a place."),
    help=_("Say that the comments N… stand where they were put: in the last edition they were carried to."),
)
@click.argument("numbers", metavar=_("N…"), nargs=-1, required=True)
@click.option("--edition", default="", metavar=_("EDITION"), help=_("In this edition (default: the last one)."))
@common_options
@click.pass_obj
def confirm(context: Context, numbers: tuple[str, ...], edition: str) -> None:
    from ..register import carrying

    texts = texts_of(context)
    with open_register(context) as register:
        bring_along(context, register, texts)
        for number in numbers_of(numbers):
            comment = register.comment(number)
            target = edition or _stands_in(register, comment)
            carried = carrying.confirm(register, number, target, author=context.author, now=context.now)
            if carried is not None and carried.selector is None:
                say(context, "{name}: its passage is gone from {edition}: confirmed.", name=written(number), edition=target)
            else:
                say(context, "{name}: its place in {edition} is confirmed.", name=written(number), edition=target)


def _stands_in(register: Register, comment: Comment) -> str:
    """The edition in which the place of a comment is known last."""
    from ..register import carrying

    known = carrying.life(register, comment.number)
    if known:
        return known[-1].edition
    return comment.place.selector.revision if comment.place.selector else comment.edition


@click.command(
    short_help=_("Say where a comment stands."),
    help=_(
        "Say where the comment N stands: PLACE is an address (“axe-3 ¶4”) or a heading, --quote words of the text; both, the words there."
    ),
)
@click.argument("number", metavar="N")
@click.argument("address", metavar=_("[PLACE]"), required=False, default="")
@click.option("--at", "place_at", default="", metavar=_("PLACE"), help=_("The same as PLACE."))
@click.option("--quote", default="", metavar=_("TEXT"), help=_("The words it speaks of."))
@click.option("--edition", default="", metavar=_("EDITION"), help=_("In this edition (default: the last one)."))
@common_options
@click.pass_obj
def move(context: Context, number: str, address: str, place_at: str, quote: str, edition: str) -> None:
    from ..intake.locating import place_written
    from ..register import carrying
    from ..register.vocabulary import Certainty

    numbers, address = numbers_of([number]), address or place_at
    if len(numbers) != 1:
        raise UsageError("one comment at a time: each stands somewhere else")
    if not address.strip() and not quote.strip():
        raise UsageError("say where it stands: an address (axe-3 ¶4), or words of the text with --quote")
    texts = texts_of(context)
    with open_register(context) as register:
        bring_along(context, register, texts)
        target = edition or _stands_in(register, register.comment(numbers[0]))
        place = place_written(layout_of(context, _target(texts, target)), [address], quote, as_written=address)
        if place.selector is None or place.certainty is not Certainty.CERTAIN:
            sentence = "{name}: that place does not stand in {edition}, or in several places; give an address like axe-3 ¶4, or more words"
            raise StateError(sentence, name=written(numbers[0]), edition=target)
        carrying.move(register, numbers[0], place, texts, author=context.author, now=context.now)
    where = f"{place.selector.section} ¶{place.selector.block}" if place.selector.block else place.selector.section
    say(context, "{name}: stands at {place} in {edition} now.", name=written(numbers[0]), place=where, edition=target)


# ------------------------------------------------------------------ for `comment show`


@dataclass(frozen=True, slots=True)
class Life:
    """Where a comment stands in later editions, what answers it in the text, and whether the last edition meets it."""

    rows: list[tuple[str, str]]
    shape: dict[str, Any]


def lives_of(context: Context, register: Register, comments: list[Comment]) -> list[Life]:
    """The lives of some comments; those of a workspace without an edition are short."""
    from ..register.applying.record import applications
    from ..register.standing import last_places

    texts = texts_of(context)
    bring_along(context, register, texts)
    last = last_places([comment.number for comment in comments])
    return [_life(replace(one, carried=last.get(one.number)), register, texts, applications([one.number])) for one in comments]


def _life(comment: Comment, register: Register, texts: Texts, applied: tuple[Application, ...]) -> Life:
    from ..register.carrying import life

    known = life(register, comment.number)
    now = standing_now(comment, register, texts)
    rows = [(_("In {edition}").format(edition=carried.edition), _told(carried)) for carried in known]
    rows += [(_("Applied"), _change(one)) for one in applied]
    rows += [(_("Now"), _standing(now))] if now else []
    shape = {
        "carried": [_shape(carried) for carried in known],
        "applied": [{"commit": one.commit, "date": one.at.isoformat(), "author": one.author, "state": one.state.value} for one in applied],
        "now": now or None,
    }
    return Life(rows, shape)


def _change(applied: Application) -> str:
    words = f"{applied.at:%Y-%m-%d}, {applied.author}, {applied.commit[:7]}"
    return f"{words} ({_('taken back')})" if applied.state.value else words


def _told(carried: Carried) -> str:
    words = [_fate(carried.fate)]
    if carried.selector is not None:
        words += [_place(carried), _quoted(carried.selector.exact)]
    if carried.confirmed_by and carried.confirmed_at is not None:
        words.append(_("confirmed by {name}, {day}").format(name=carried.confirmed_by, day=f"{carried.confirmed_at:%Y-%m-%d}"))
    elif carried.state.value in ("to-confirm", "orphan"):
        words.append(_("to be confirmed"))
    return ", ".join(words)


def _quoted(words: str) -> str:
    return _("“{words}”").format(words=textwrap.shorten(words, HALF, placeholder="…"))


def standing_now(comment: Comment, register: Register, texts: Texts) -> str:
    """Whether the last edition meets a comment on an earlier one; empty where its own edition is the last."""
    return standings_now([comment], register, texts).get(comment.number, "")


def standings_now(comments: Sequence[Comment], register: Register, texts: Texts) -> dict[int, str]:
    """The same for many comments, without those that say nothing of the last edition: their places are looked up together."""
    from ..register.applying.others import remark_standing
    from ..workspace import section_of

    latest = texts.latest
    late = [one for one in comments if one.place.selector is not None and texts.after(one.place.selector.revision)]
    if latest is None or not late:
        return {}
    found: dict[int, str] = {}
    for comment in late:
        carried, selector = comment.carried, comment.place.selector
        if carried is None or carried.edition != latest.name or selector is None:
            continue
        section = carried.selector.section if carried.selector else selector.section
        if carried.fate == "same" and texts.unchanged(section, selector.revision, latest.name):
            found[comment.number] = "stands"  # nothing came or went there that could have met it
            continue
        found[comment.number] = remark_standing(comment, carried.fate, texts, section_of(texts.revision(latest.name), section))
    return found


def late_comments(context: Context, register: Register, numbers: Sequence[int]) -> dict[str, list[int]]:
    """How new comments on an edition that is not the last one stand to the last one's text."""
    from ..register.carrying import BATCH, on_earlier
    from ..register.values import Wanted

    texts = texts_of(context)
    earlier = on_earlier(register, numbers, texts.latest.name) if texts.latest else ()
    if earlier:
        bring_along(context, register, texts)
    found: dict[str, list[int]] = {}
    for start in range(0, len(earlier), BATCH):
        comments = list(register.comments(Wanted(numbers=earlier[start : start + BATCH])))
        for number, now in standings_now(comments, register, texts).items():
            found.setdefault(now, []).append(number)
    return found


def tell_late(context: Context, late: dict[str, list[int]]) -> None:
    """What a person must know of remarks that came after the text had changed."""
    for now, sentence in (
        ("met", "Came late, and already met by the last edition: {names}"),
        ("conflict", "Came late, and in conflict with the last edition: {names}"),
        ("changed", "Came late; their passage was reworded since: {names}"),
        ("gone", "Came late; their passage is gone: {names}"),
        ("unclear", "Came late; a person must look at their passage: {names}"),
    ):
        if now in late:
            say(context, sentence, names=named_some([written(number) for number in late[now]], context))


# ------------------------------------------------------------------ JSON


def _shape(carried: Carried) -> dict[str, Any]:
    chosen = carried.selector
    return {
        "number": written(carried.comment),
        "edition": carried.edition,
        "fate": carried.fate,
        "score": carried.score,
        "state": carried.state.value,
        "previous": carried.previous,
        "exact": chosen.exact if chosen else None,
        "section": chosen.section if chosen else None,
        "block": chosen.block if chosen else None,
        "label": carried.label,
        "confirmed_by": carried.confirmed_by or None,
        "confirmed_at": carried.confirmed_at.isoformat() if carried.confirmed_at else None,
    }


SUBCOMMANDS = (carry, queue, confirm, move)

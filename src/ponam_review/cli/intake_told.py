"""What `ponam intake` says: what came in from whom, what was there already, what gave way, what needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..register.numbers import written
from .common import Context, say, show_notices
from .common import translate as _
from .consultation import columns

if TYPE_CHECKING:
    from ..intake.receiving import Arrival, Outcome
    from ..register.store import Register
    from ..register.values import Comment, Entered
    from ..text.errors import PonamError

NAMED = 8
SHOWN = 25
"""Remarks shown of each file by --dry-run, without -v."""
WORDS = 60


def tell(context: Context, outcomes: Sequence[Outcome], gathering: frozenset[str] = frozenset(), *, dry_run: bool) -> None:
    """File by file, a table where there are several, and the account. `gathering`: institutions that send one consolidated position."""
    for outcome in outcomes:
        if outcome.refusal:
            tell_refusal(context, outcome.refusal)
            continue
        for entered in outcome.entered:
            _tell_entered(context, outcome.name, entered)
        _tell_settled(context, outcome)
        show_notices(outcome.notices, context)
        for refusal in outcome.refused:
            tell_refusal(context, refusal)
    if len(outcomes) > 1:
        _tell_table(context, outcomes)
    added = sum(len(entered.numbers) for outcome in outcomes for entered in outcome.entered)
    known = sum(len(entered.duplicates) for outcome in outcomes for entered in outcome.entered)
    sentence = (
        "Comments that would be added: {added}; there already: {known}." if dry_run else "Comments added: {added}; there already: {known}."
    )
    say(context, sentence, added=added, known=known)
    if added and not dry_run:
        say(context, "Entered by {author}.", author=context.author)
    waiting = sorted({one.stakeholder for outcome in outcomes for one in outcome.entered if one.numbers} & gathering)
    if waiting:
        say(context, "In preparation until the contact point sends the position of its institution: {names}.", names=", ".join(waiting))
    _tell_places(context, outcomes)


def tell_refusal(context: Context, refusal: PonamError) -> None:
    click.secho(_(refusal.template).format(**refusal.values), err=True, fg="red" if context.colour else None)


def _tell_entered(context: Context, name: str, entered: Entered) -> None:
    if entered.known_file:
        say(context, "{file}: {stakeholder} sent this very file before; nothing is added", file=name, stakeholder=entered.stakeholder)
        return
    sentence = "{file}: {stakeholder}, comments: {count} ({numbers})"
    numbers = " – ".join(dict.fromkeys(written(n) for n in (entered.numbers[0], entered.numbers[-1]))) if entered.numbers else "–"
    say(context, sentence, file=_part(name, entered), stakeholder=entered.stakeholder, count=len(entered.numbers), numbers=numbers)
    if entered.duplicates:
        names = [f"{written(d.number)} ({source(dict(d.source))})" for d in entered.duplicates]
        say(context, "{file}: there already: {names}", file=name, names=named_some(names, context))
    if entered.superseded:
        names = [f"{written(old)} → {written(new)}" for old, new in entered.superseded]
        say(context, "{file}: corrected, the old ones stay on record: {names}", file=name, names=named_some(names, context))
    if entered.answered:
        names = [f"{written(old)} ({written(new)})" for old, new in entered.answered]
        say(context, "{file}: answered already, so both stand: {names}", file=name, names=named_some(names, context))
    if entered.left:
        names = [written(number) for number in entered.left]
        say(context, "{file}: no longer in the file, they still stand: {names}", file=name, names=named_some(names, context))


def _part(name: str, entered: Entered) -> str:
    """An attachment goes by the name of its message and its own."""
    last = name.rsplit("/", 1)[-1]
    return name if entered.file_name in ("", last) or "(" in last else f"{name} › {entered.file_name}"


def named_some(names: Sequence[str], context: Context) -> str:
    """The first few of many names, and how many more there are; all of them with -v."""
    shown = names if context.verbose else names[:NAMED]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f", … +{rest}" if rest else "")


def _tell_settled(context: Context, outcome: Outcome) -> None:
    settled = outcome.settled
    if settled is None:
        return
    sentence = "{file}: answers taken over: {decided}; unchanged: {unchanged}; refused: {refused}"
    values = {"decided": len(settled.decided), "unchanged": settled.unchanged, "refused": len(settled.refused)}
    say(context, sentence, file=outcome.name, **values)
    show_notices(settled.refused, context)


def source(found: dict[str, str | int]) -> str:
    """Where a remark stood in the file, in a few words."""
    inside = str(found.get("attachment", ""))
    if "cell" in found:
        where = " ".join(str(part) for part in (found.get("sheet", ""), found["cell"]) if part)
    elif "paragraph" in found:
        where = _("paragraph {number}").format(number=found["paragraph"])
    else:
        where = "–"
    return f"{inside}, {where}" if inside else where


# ------------------------------------------------------------------ several files


def _tell_table(context: Context, outcomes: Sequence[Outcome]) -> None:
    if context.quiet:
        return
    head = (_("File"), _("From"), _("New"), _("There already"), _("Corrected"), "")
    rows = [head, *(_row(outcome) for outcome in outcomes)]
    click.echo(err=True)
    for line in columns(rows):
        click.echo(f"  {line}", err=True)
    click.echo(err=True)


def _row(outcome: Outcome) -> tuple[str, ...]:
    name = outcome.name.rsplit("/", 1)[-1]
    name = name if len(name) <= 48 else name[:47] + "…"
    if outcome.refusal:
        return name, "–", "–", "–", "–", _("refused")
    senders = ", ".join(dict.fromkeys(entered.stakeholder for entered in outcome.entered))
    state = _("known file") if outcome.entered and all(entered.known_file for entered in outcome.entered) else ""
    state = _("to be looked at") if outcome.needs_attention else state
    counts = (
        sum(len(entered.numbers) for entered in outcome.entered),
        sum(len(entered.duplicates) for entered in outcome.entered),
        sum(len(entered.superseded) for entered in outcome.entered),
    )
    return name, senders if len(senders) <= 30 else senders[:29] + "…", *(str(count) if count else "–" for count in counts), state


def _tell_places(context: Context, outcomes: Sequence[Outcome]) -> None:
    from ..register.vocabulary import Certainty

    entered = [one for outcome in outcomes for one in outcome.entered]
    doubtful = sum(one.places.get(Certainty.DOUBTFUL, 0) for one in entered)
    unplaced = sum(one.places.get(Certainty.UNPLACED, 0) for one in entered)
    if doubtful:
        say(context, "Places to be confirmed: {count} (“ponam comment list --place doubtful” shows them).", count=doubtful)
    if unplaced:
        say(context, "Comments whose passage was not found: {count} (“ponam comment list --place unplaced” shows them).", count=unplaced)


# ------------------------------------------------------------------ a rehearsal


def rehearsed(context: Context, register: Register, outcome: Outcome) -> list[str]:
    """Inside a rehearsal: the lines that show each remark that would be new, its place and its words."""
    from ..register.values import Wanted

    numbers = [number for entered in outcome.entered for number in entered.numbers]
    if not numbers or context.quiet:
        return []
    shown = numbers if context.verbose else numbers[:SHOWN]
    old = {new: before for entered in outcome.entered for before, new in (*entered.superseded, *entered.answered)}
    found = [comment for start in range(0, len(shown), 500) for comment in _these(register, Wanted, shown[start : start + 500])]
    lines = columns(_shown(comment, old.get(comment.number), context) for comment in found)
    rest = len(numbers) - len(shown)
    return [*(f"  {line}" for line in lines), *([f"  … +{rest}"] if rest else [])]


def _these(register: Register, wanted: type, numbers: Sequence[int]) -> list[Comment]:
    return list(register.comments(wanted(numbers=tuple(numbers), standing=None)))


def _shown(comment: Comment, corrects: int | None, context: Context) -> tuple[str, ...]:
    from ..text.remarks import Address

    selector = comment.place.selector
    where = "–" if selector is None else str(Address(selector.section, selector.block)) if selector.block else selector.section
    mark = {"certain": "", "doubtful": "?", "unplaced": "!"}[comment.place.certainty.value]
    words = " ".join(asked_shown(comment).split())
    words = words if len(words) <= WORDS else words[: WORDS - 1] + "…"
    return (
        comment.name,
        comment.stakeholder,
        f"{where} {mark}".strip(),
        f"({_('corrects')} {written(corrects)}) {words}" if corrects else words,
    )


def asked_shown(comment: Comment) -> str:
    """What a remark says in a few words; a deletion has none of its own, and what was not tracked must say so."""
    words = comment.text or comment.proposal
    if not words and comment.quote:
        words = _("delete: “{words}”").format(words=comment.quote)
    return f"({_('untracked')}) {words}" if comment.untracked else words


def tell_form(context: Context, arrivals: Sequence[Arrival]) -> None:
    """How the columns of matrices were read, where somebody asked (-v, --map, --save-map, --dry-run)."""
    from ..intake.columns import NAMES

    told: set[str] = set()
    for arrival in arrivals:
        for __, form in arrival.forms:
            if form.signature in told:
                continue
            told.add(form.signature)
            pairs = zip(form.columns.headings, form.columns.fields, strict=True)
            said = [f"{heading} → {NAMES[found] if found else _('kept as it is')}" for heading, found in pairs if heading]
            say(context, "{file}: columns: {columns}", file=arrival.name, columns="; ".join(said))

"""Typing in paper forms: only the keyboard, one question after the other, every remark safe as soon as it is ended.

Each remark is one transaction: neither Ctrl-C nor a power cut loses what was entered. Enter repeats the last answer where that is likely
(the sender, the place); an empty remark ends a form; a line that begins with “/” is an order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from ..text.errors import PonamError, StateError
from .common import Context, say
from .common import translate as _
from .consultation import layout_of

if TYPE_CHECKING:
    from ..intake.layout import Layout
    from ..register.store import Register
    from ..register.values import NewComment, Place, Stakeholder

PASSAGE = 300


class Stop(Exception):  # noqa: N818 - the end of the work, no error
    """Ctrl-C, Ctrl-D or /fin: whoever types has finished."""


@dataclass(slots=True)
class _Typing:
    """What stays the same from one remark to the next."""

    context: Context
    register: Register
    layout: Layout
    sender: Stakeholder | None = None
    author: str = ""
    address: str = ""
    entered: list[int] = field(default_factory=list)


def enter_forms(context: Context, register: Register, sender: str) -> int:
    """Type in forms until there are no more."""
    typing = _Typing(context, register, layout_of(context, register.open_now().edition))
    typing.sender = register.stakeholder(sender) if sender else None
    if not context.quiet:
        _tell_help()
    try:
        while True:
            _form(typing)
            typing.sender = None
    except Stop:
        click.echo(err=True)
    say(context, "Comments typed in: {count}.", count=len(typing.entered))
    return 0


def _tell_help() -> None:
    sentence = _(
        "Enter keeps what stands between brackets; an empty remark ends the form. /undo takes the last remark back, /help shows this, /end "
        "(or Ctrl-D) stops. Every remark is in the register as soon as it is ended."
    )
    click.echo(sentence, err=True)


def _form(typing: _Typing) -> None:
    if typing.sender is None:
        typing.sender = _sender(typing)
    typing.author = _ask(typing, _("Person (may stay empty)"), typing.author)
    while True:
        place, address = _place(typing)
        text = _ask(typing, _("Remark"), "", several=True)
        proposal = _ask(typing, _("Wording proposed (may stay empty)"), "", several=True) if text or address else ""
        if not text and not proposal:
            return
        typing.address = address
        _record(typing, place, text, proposal)


# ------------------------------------------------------------------ questions


def _ask(typing: _Typing, question: str, usual: str, *, several: bool = False) -> str:
    """One answer; orders are carried out, and the question put again. `several`: a line that ends in \\ goes on in the next one."""
    while True:
        lines = [_line(f"{question} [{usual}]" if usual else question)]
        while several and lines[-1].endswith("\\"):
            lines[-1] = lines[-1][:-1].rstrip()
            lines.append(_line("…"))
        words = "\n".join(lines).strip()
        if words.startswith("/"):
            _obey(typing, words)
            continue
        return words or usual


def _line(question: str) -> str:
    try:
        return str(click.prompt(question, default="", show_default=False, prompt_suffix=" : ", err=True))
    except (click.Abort, EOFError) as end:
        raise Stop from end


def _obey(typing: _Typing, words: str) -> None:
    order = _ORDERS.get(words.lower())
    if order is None:
        _tell_help()
        return
    order(typing)


def _undo(typing: _Typing) -> None:
    """The last remark is taken back: its number stays in the register as withdrawn, for numbers are never given twice."""
    from ..register.numbers import written

    if not typing.entered:
        say(typing.context, "nothing was typed in that could be taken back")
        return
    number = typing.entered.pop()
    typing.register.withdraw([number], _("typed in by mistake"), author=typing.context.author, now=typing.context.now)
    say(typing.context, "{name} was taken back", name=written(number))


def _end(typing: _Typing) -> None:
    raise Stop


def _help(typing: _Typing) -> None:
    _tell_help()


_ORDERS: dict[str, Callable[[_Typing], None]] = {
    **dict.fromkeys(("/undo", "/annuler", "/a", "/u"), _undo),
    **dict.fromkeys(("/end", "/fin", "/quit", "/q"), _end),
    **dict.fromkeys(("/help", "/aide", "/?"), _help),
}


def _sender(typing: _Typing) -> Stakeholder:
    """Who filled in the form: by short name, by name, or by the beginning of one."""
    from ..register.vocabulary import plain_words

    known = typing.register.stakeholders()
    while True:
        words = plain_words(_ask(typing, _("Stakeholder"), ""))
        if not words:
            continue
        exact = [one for one in known if words in (plain_words(one.code), plain_words(one.name))]
        near = exact or [one for one in known if plain_words(one.code).startswith(words) or plain_words(one.name).startswith(words)]
        near = near or [one for one in known if f" {words}" in f" {plain_words(one.name)}"]
        if len(near) == 1:
            click.echo(f"  {near[0].code} – {near[0].name}", err=True)
            return near[0]
        if near:
            click.echo("  " + ", ".join(one.code for one in near[:12]), err=True)
        else:
            say(typing.context, "“{name}” is not in the register; “ponam stakeholder list” shows who is", name=words)


def _place(typing: _Typing) -> tuple[Place, str]:
    """The place, completed from what was typed (`axe-3 4` is `axe-3 ¶4`), with its passage shown."""
    from ..intake.addressing import complete

    while True:
        words = _ask(typing, _("Place (axe-3 ¶4, 2.1, a title)"), typing.address)
        if words in (".", "-"):
            words = ""
        found = complete(typing.layout, words)
        if found.choices:
            click.echo("  " + "\n  ".join(found.choices), err=True)
            continue
        if found.place.selector is None and words:
            say(typing.context, "  “{words}” names nothing in the text; the remark keeps these words", words=words)
        elif found.place.selector is not None:
            passage = " ".join(found.passage.split())
            click.echo(f"  {found.address} | {passage if len(passage) <= PASSAGE else passage[: PASSAGE - 1] + '…'}", err=True)
        return found.place, found.address or words


# ------------------------------------------------------------------ into the register


def _record(typing: _Typing, place: Place, text: str, proposal: str) -> None:
    from ..register.numbers import written
    from ..register.values import NewComment, NewSubmission
    from ..register.vocabulary import Channel, Kind

    assert typing.sender is not None
    kind = Kind.PROPOSAL if proposal else Kind.REMARK
    comment: NewComment = NewComment(text=text, proposal=proposal, kind=kind, author=typing.author, place=place)
    new = NewSubmission(typing.sender.code, Channel.PAPER, (comment,))
    try:
        (entered,) = typing.register.enter(new, author=typing.context.author, now=typing.context.now)
    except StateError:
        raise
    except PonamError as refusal:
        click.echo(_(refusal.template).format(**refusal.values), err=True)
        return
    if entered.duplicates:
        number = written(entered.duplicates[0].number)
        say(typing.context, "{name}: {stakeholder} said the same before; nothing is added", name=number, stakeholder=entered.stakeholder)
        return
    typing.entered += entered.numbers
    click.echo(written(entered.numbers[0]))

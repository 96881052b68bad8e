"""`ponam comment`: the comments of the register, one by one."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of, written
from ..register.vocabulary import CHANNELS, GROUPS, KINDS, NATURES, STANDINGS, SUITES, AnchorState, Channel, Kind, Nature
from ..text.errors import UsageError
from .comment_places import SUBCOMMANDS, lives_of
from .common import Context, common_options, say, write_output
from .common import translate as _
from .consultation import FORMAT, code_of, columns, layout_of, open_register, word
from .filters import choosing, wanted_of
from .remarking import WORK

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Comment, Counted, Disposition, Note, Wanted

WIDTH = 100
MARGIN = 14
PAGE = 1000
"""What a terminal is shown at once."""


@click.group(help=_("Enter, list and show comments."))
@common_options
def command() -> None:
    pass


# ------------------------------------------------------------------ list


@command.command("list", short_help=_("List comments."), help=_("List the comments of the register that the options let through."))
@choosing
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def list_(context: Context, /, form: str, **filters: Any) -> None:
    with open_register(context) as register:
        wanted = wanted_of(filters)
        if form == "text" and wanted.limit is None:
            wanted = replace(wanted, limit=PAGE)
        comments = list(register.comments(wanted))
        count = _count(register, wanted, len(comments), form)
    if form == "json":
        shape = {"schema": "ponam-comments/1", "count": count.number, "comments": [as_json(comment) for comment in comments]}
        click.echo(json.dumps(shape, ensure_ascii=False, indent=1))
    elif form == "csv":
        from ..reports.delimited import write_csv
        from ..reports.matrix import matrix_of

        write_output("-", write_csv(matrix_of(comments, subject="", language=context.lang)))
    else:
        for line in _lines(comments, context):
            click.echo(line)
        _tell_count(context, comments, count, wanted.limit)


def _count(register: Register, wanted: Wanted, shown: int, form: str) -> Counted:
    """How many there are in all. A page that is not full holds them all; only where people read may a count stop early."""
    from ..register.values import Counted

    if wanted.after is None and (wanted.limit is None or shown < wanted.limit):
        return Counted(shown)
    return register.counted(wanted) if form == "text" else Counted(register.count(wanted))


def _tell_count(context: Context, comments: Sequence[Comment], count: Counted, limit: int | None) -> None:
    sentence = "Comments: {shown} of {count}" if count.exact else "Comments: {shown} of more than {count}"
    say(context, sentence, shown=len(comments), count=count.number)
    if comments and len(comments) == limit and (len(comments) < count.number or not count.exact):
        say(context, "What follows: --after {number}", number=comments[-1].name)


def _lines(comments: Iterable[Comment], context: Context) -> list[str]:
    from ..reports.matrix import matrix_of, suite_shown

    chosen = list(comments)
    rows = matrix_of(chosen, subject="", language=context.lang).rows
    width = max(shutil.get_terminal_size((WIDTH, 24)).columns, 60)
    table = columns(
        (
            comment.name,
            comment.stakeholder,
            _address(comment),
            suite_shown(comment, context.lang),
            _one_line(row.text("text") or comment.proposal),
        )
        for comment, row in zip(chosen, rows, strict=True)
    )
    return [line if len(line) <= width else line[: width - 1] + "…" for line in table]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _address(comment: Comment) -> str:
    """Where it stands by now, and whether a person has to look at that."""
    from ..text.remarks import Address

    selector = comment.now.selector or comment.place.selector
    if selector is None:
        return comment.place.as_written[:24] or "–"
    address = str(Address(selector.section, selector.block)) if selector.block else selector.section
    waits = {AnchorState.TO_CONFIRM: _("to be confirmed"), AnchorState.ORPHAN: _("orphan")}.get(comment.anchor)
    return f"{address} ({waits})" if waits else address


# ------------------------------------------------------------------ show


@command.command(short_help=_("Show comments whole."), help=_("Show the comments N… whole, with their place, provenance and history."))
@click.argument("numbers", metavar=_("N…"), nargs=-1, required=True)
@FORMAT
@common_options
@click.pass_obj
def show(context: Context, numbers: tuple[str, ...], form: str) -> None:
    with open_register(context) as register:
        found = [(register.comment(n), register.history(n), register.notes(n)) for n in numbers_of(numbers)]
        lives = lives_of(context, register, [comment for comment, _history, _notes in found])
    if form == "json":
        shapes = [
            {**as_json(comment), "history": [_decision(d) for d in history], "notes": [_note(n) for n in notes], **life.shape}
            for (comment, history, notes), life in zip(found, lives, strict=True)
        ]
        click.echo(json.dumps({"schema": "ponam-comments/1", "count": len(shapes), "comments": shapes}, ensure_ascii=False, indent=1))
        return
    for (comment, history, notes), life in zip(found, lives, strict=True):
        for name, value in (*_told(comment, history, context), *life.rows, *_discussed(notes)):
            click.echo(_entry(name, value))
        click.echo()


def _entry(name: str, value: str) -> str:
    """A name in the margin, its value beside it."""
    lines = [piece for line in value.splitlines() for piece in textwrap.wrap(line, WIDTH - MARGIN)]
    return textwrap.indent("\n".join(lines), " " * MARGIN).replace(" " * MARGIN, f"{name:{MARGIN - 2}}  ", 1)


def _told(comment: Comment, history: tuple[Disposition, ...], context: Context) -> Iterator[tuple[str, str]]:
    from ..reports.matrix import place_shown

    untracked = _("not tracked") if comment.untracked else ""
    yield comment.name, " – ".join(filter(None, (word(context, KINDS, comment.kind), word(context, NATURES, comment.nature), untracked)))
    rows = (
        (_("Standing"), _standing(comment, context)),
        (_("From"), ", ".join(dict.fromkeys(filter(None, (comment.stakeholder, comment.reviewer, comment.author))))),
        (_("On"), _("consultation {number}, edition {edition}").format(number=comment.round, edition=comment.made_on)),
        (_("Place"), place_shown(comment, context.lang).replace("\n", ", ")),
        (_("Quote"), comment.quote),
        (_("Comment"), comment.text),
        (_("Proposal"), comment.proposal),
        (_("Received"), f"{comment.received_at:%Y-%m-%d}, {word(context, CHANNELS, comment.channel)}"),
        (_("Source"), " ".join(filter(None, (comment.file_name, *(f"{k}={v}" for k, v in comment.source.items()))))),
        *((heading, value) for heading, value in comment.extras.items()),
        (_("Tags"), ", ".join(comment.tags)),
        (_("Group"), GROUPS.get(comment.group, (comment.group,) * 2)[context.lang == "en"] if comment.group else ""),
        (_("Worked on by"), comment.assignee),
        *((_("Decision"), _decided(decision, context)) for decision in history),
    )
    yield from ((name, value) for name, value in rows if value)


def _standing(comment: Comment, context: Context) -> str:
    by = f" → {written(comment.superseded_by)}" if comment.superseded_by else ""
    return word(context, STANDINGS, comment.standing) + by


def _discussed(notes: Iterable[Note]) -> Iterator[tuple[str, str]]:
    for note in notes:
        to = f" → {note.addressed_to}" if note.addressed_to else ""
        yield _("Note") if note.internal else _("Public note"), f"{note.at:%Y-%m-%d} {note.author}{to} : {note.text}"


def _decided(decision: Disposition, context: Context) -> str:
    suite = word(context, SUITES, decision.suite)
    of = f" ({written(decision.duplicate_of)})" if decision.duplicate_of else ""
    return f"{decision.decided_at:%Y-%m-%d} {decision.author} : {suite}{of}. {decision.reason}"


# ------------------------------------------------------------------ add


@command.command(
    short_help=_("Enter a comment for somebody."),
    help=_("Enter one comment for a stakeholder: heard in a meeting, written on paper, sent as a message."),
)
@click.option("--from", "sender", default="", metavar=_("STAKEHOLDER"), help=_("Who says it."))
@click.option("--anonymous", "category", default="", metavar=_("CATEGORY"), help=_("Instead of --from: somebody who gives no name."))
@click.option("--text", default="", metavar=_("TEXT"), help=_("The remark."))
@click.option("--proposal", default="", metavar=_("TEXT"), help=_("The wording proposed."))
@click.option(
    "--at", "address", default="", metavar=_("PLACE"), help=_("Where in the text: “axe-3 ¶4”, a section, a heading's number or words.")
)
@click.option("--quote", default="", metavar=_("TEXT"), help=_("The words it speaks of."))
@click.option("--nature", default="", metavar="T", help=_("substance, form, fact, translation or general."))
@click.option("--author", default="", metavar=_("NAME"), help=_("Who said it there; may stay empty."))
@click.option("--tag", "tags", multiple=True, metavar=_("TAG"), help=_("A word of your own on it; may be repeated."))
@click.option("--group", default="", metavar="G", help=_("Who may read it: public (default), internal, restricted or another group."))
@click.option("--assign", "assignee", default="", metavar=_("NAME"), help=_("Who works on it."))
@click.option("--replaces", default="", metavar="N", help=_("The sender's earlier comment that it corrects."))
@click.option("--channel", type=click.Choice([c.value for c in Channel]), default=Channel.OTHER.value, help=_("How it came."))
@common_options
@click.pass_obj
def add(context: Context, /, sender: str, category: str, channel: str, **said: Any) -> None:
    text, proposal, address, quote, nature = (said[name] for name in ("text", "proposal", "address", "quote", "nature"))
    if bool(sender) == bool(category):
        raise UsageError("say who speaks: --from STAKEHOLDER, or --anonymous CATEGORY")
    if not text.strip() and not proposal.strip():
        raise UsageError("a comment needs words: add --text or --proposal")
    with open_register(context) as register:
        layout = layout_of(context, register.open_now().edition)
        from ..intake.locating import place_written
        from ..register.values import NewComment, NewSubmission

        comment = NewComment(
            text=text.strip(),
            proposal=proposal.strip(),
            kind=Kind.PROPOSAL if proposal.strip() else Kind.REMARK,
            nature=Nature(code_of(nature, NATURES, "--nature")) if nature else Nature.UNSAID,
            author=said["author"],
            quote=quote,
            place=place_written(layout, [address], quote, as_written=address),
            tags=said["tags"],
            group=said["group"],
            assignee=said["assignee"],
            replaces=numbers_of([said["replaces"]])[0] if said["replaces"] else None,
        )
        sender = sender or register.add_anonymous(category, author=context.author, now=context.now)
        (entered,) = register.enter(NewSubmission(sender, Channel(channel), (comment,)), author=context.author, now=context.now)
    if entered.duplicates:
        say(
            context,
            "{name}: {stakeholder} said the same before; nothing is added",
            name=written(entered.duplicates[0].number),
            stakeholder=entered.stakeholder,
        )
        return
    for old, new in entered.superseded:
        say(context, "{old} gave way to {new}.", old=written(old), new=written(new))
    for old, new in entered.answered:
        say(context, "{old} is answered already: it stands beside {new}.", old=written(old), new=written(new))
    click.echo(written(entered.numbers[0]))


for _work in (*WORK, *SUBCOMMANDS):
    command.add_command(_work)


# ------------------------------------------------------------------ JSON


def as_json(comment: Comment) -> dict[str, Any]:
    """A comment in the shape of `schemas/ponam-comments-1.json`."""
    selector = comment.place.selector
    return {
        "number": comment.name,
        "kind": comment.kind.value,
        "edit": comment.edit.value,
        "nature": comment.nature.value,
        "text": comment.text,
        "proposal": comment.proposal,
        "quote": comment.quote,
        "author": comment.author,
        "written": comment.written_at,
        "received": comment.received_at.isoformat(),
        "stakeholder": comment.stakeholder,
        "round": comment.round,
        "edition": comment.edition,
        "made_on": comment.made_on,
        "channel": comment.channel.value,
        "file": comment.file_name,
        "sha256": comment.file_sha256,
        "place": {
            "label": comment.place.label,
            "written": comment.place.as_written,
            "certainty": comment.place.certainty.value,
            "score": comment.place.score,
            "selector": None
            if selector is None
            else {
                "revision": selector.revision,
                "section": selector.section,
                "block": selector.block,
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
                "start": selector.start,
            },
        },
        "stands": _stands(comment),
        "source": dict(comment.source),
        "extras": dict(comment.extras),
        "answers": written(comment.answers) if comment.answers else None,
        "resolved": comment.resolved,
        "disposition": _decision(comment.disposition) if comment.disposition else None,
        "group": comment.group,
        "assignee": comment.assignee,
        "tags": list(comment.tags),
        "untracked": comment.untracked,
        "standing": comment.standing.value or "active",
        "superseded_by": written(comment.superseded_by) if comment.superseded_by else None,
        "reviewer": comment.reviewer,
    }


def _stands(comment: Comment) -> dict[str, Any] | None:
    """Where it stands by now; no section where its passage is gone, nothing where it never had a place."""
    if comment.place.selector is None and comment.carried is None:
        return None
    now, last = comment.now, comment.carried
    return {
        "edition": last.edition if last else comment.made_on,
        "section": now.selector.section if now.selector else None,
        "block": now.selector.block if now.selector else None,
        "exact": now.selector.exact if now.selector else None,
        "label": now.label if now.selector else "",
        "fate": last.fate if last else "same",
        "state": comment.anchor.value,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"author": note.author, "at": note.at.isoformat(), "text": note.text, "internal": note.internal, "to": note.addressed_to}


def _decision(decision: Disposition) -> dict[str, Any]:
    return {
        "suite": decision.suite.value,
        "reason": decision.reason,
        "author": decision.author,
        "date": decision.decided_at.isoformat(),
        "where": decision.where,
        "of": written(decision.duplicate_of) if decision.duplicate_of else None,
    }

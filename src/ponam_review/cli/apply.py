"""`ponam apply`: accepted proposals, written into the text."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import numbers_of, written
from ..text.errors import StateError, UsageError
from .common import Context, common_options, open_workspace, progress, say
from .common import translate as _
from .consultation import FORMAT, open_register

if TYPE_CHECKING:
    from ..register.applying.others import Other
    from ..register.applying.service import Applied, Collided, Desk, Refused, Result
    from ..register.store import Register

WIDTH = 100


@click.command(
    help=_(
        "Write accepted proposals into the sections: one commit each, which says whose remark it answers and who decided. The proposal "
        "was made on an edition; where the text was changed since, both changes are brought together, and where they collide both texts "
        "are shown and nothing is changed. Edits that were not saved stay as they are, and stay unsaved."
    )
)
@click.argument("numbers", metavar=_("[N…]"), nargs=-1)
@click.option("--all-accepted", "everything", is_flag=True, help=_("Every accepted proposal that is not in the text yet."))
@click.option("--text", default="", metavar=_("TEXT"), help=_("The wording decided on, in place of the proposed one (one comment)."))
@click.option("--part", "parts", multiple=True, metavar="K", help=_("Only this change of the proposal; --dry-run numbers them (1 or 1,3)."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be written, and write nothing."))
@FORMAT
@common_options
@click.pass_obj
def command(
    context: Context, numbers: tuple[str, ...], everything: bool, text: str, parts: tuple[str, ...], dry_run: bool, form: str
) -> int:
    chosen = numbers_of(numbers)
    if bool(chosen) == everything:
        raise UsageError("name the comments to apply (OBS-0042 …), or give --all-accepted")
    if (text or parts) and len(chosen) != 1:
        raise UsageError("--text and --part are for one comment")
    with open_register(context) as register:
        from ..register.applying.others import others_after
        from ..register.applying.service import Applied, Wish, accepted_numbers, apply_proposal

        desk = desk_of(context, register)
        wish = Wish(text.strip(), _parts(parts))
        wanted = chosen or tuple(accepted_numbers(desk.history))
        with progress(context, "Applying {count} proposals", len(wanted), count=len(wanted)) as step:
            results: list[Result] = []
            for number in wanted:
                results.append(apply_proposal(desk, number, wish, rehearse=dry_run))
                step()
        done = [result for result in results if isinstance(result, Applied)]
        others = others_after(desk, [result.number for result in done]) if done and not dry_run else ()
        pieces = _pieces(register, chosen, wish) if dry_run and len(chosen) == 1 else ()
    if form == "json":
        click.echo(json.dumps(_shape(results, others), ensure_ascii=False, indent=1))
    else:
        _tell(context, results, pieces, others)
    return _code(results, named=bool(chosen))


def desk_of(context: Context, register: Register) -> Desk:
    """What applying works on: the text and the history of this run's workspace."""
    from ..register.applying.service import Desk
    from ..register.texts import Texts
    from ..workspace.history import find_history
    from ..workspace.saving import Signer

    workspace = open_workspace(context)
    history = find_history(workspace.root)
    if history is None or history.head() is None:
        raise StateError("nothing was saved yet; “ponam save -m TEXT” records the text")
    signer = Signer(*context.signature, context.now)
    return Desk(register, Texts(workspace), history, signer, context.author, context.now)


def _parts(words: tuple[str, ...]) -> tuple[int, ...]:
    found: list[int] = []
    for word in ",".join(words).split(","):
        if word.strip() and not word.strip().isdecimal():
            raise UsageError("“{word}” is not the number of a change; write --part 2 or --part 1,3", word=word)
        found += [int(word)] if word.strip() else []
    return tuple(dict.fromkeys(found))


def _pieces(register: Register, chosen: tuple[int, ...], wish: Any) -> tuple[Any, ...]:
    from ..register.applying.service import pieces_of

    return pieces_of(register.comment(chosen[0]), wish)


def _code(results: list[Result], *, named: bool) -> int:
    """Nothing done although something was asked for by name: refused by the state of things; done in part: something needs attention."""
    from ..register.applying.service import Already, Applied, Refused

    failed = [result for result in results if not isinstance(result, Applied | Already)]
    if not failed:
        return 0
    if len(failed) < len(results) or not named:
        return 1
    codes = {failure.refusal.exit_code if isinstance(failure, Refused) else StateError.exit_code for failure in failed}
    return codes.pop() if len(codes) == 1 else StateError.exit_code


# ------------------------------------------------------------------ telling


def _tell(context: Context, results: list[Result], pieces: tuple[Any, ...], others: tuple[Other, ...]) -> None:
    from ..register.applying.service import Already, Applied, Collided, Refused

    for result in results:
        match result:
            case Applied():
                _tell_applied(context, result)
            case Already(number=number, commit=commit) if commit:
                say(context, "{name}: applied already, by {commit}", name=written(number), commit=commit[:7])
            case Already(number=number):
                say(context, "{name}: the text says it already; nothing is changed", name=written(number))
            case Collided():
                _tell_collided(result)
            case Refused():
                click.echo(_refusal(result), err=True)
    for rank, piece in enumerate(pieces, 1):
        click.echo(f"  {rank}. " + _("“{old}” → “{new}”").format(old=piece.old, new=piece.new))
    _tell_others(context, others)
    done = sum(isinstance(result, Applied) for result in results)
    if len(results) != 1:
        say(context, "Proposals applied: {done}; left: {left}.", done=done, left=sum(not isinstance(r, Applied | Already) for r in results))


def _refusal(result: Refused) -> str:
    """Why one was refused, with its number in front."""
    said = _(result.refusal.template).format(**result.refusal.values)
    name = written(result.number)
    return said if name in said else f"{name}: {said}"


def _tell_applied(context: Context, result: Applied) -> None:
    if result.commit:
        sentence = "{name}: written into {file} ({place}), commit {commit}"
        click.echo(_(sentence).format(name=written(result.number), file=result.path, place=result.place, commit=result.commit[:7]))
    else:
        click.echo(_("{name}: would go into {file} ({place})").format(name=written(result.number), file=result.path, place=result.place))
        for sign, words in (("-", result.before), ("+", result.after)):
            click.echo(_indented(words, f"  {sign} ")) if words else None
    if result.unsaved:
        say(context, "{file}: your edits there that were not saved are still there, and still not saved", file=result.path)
    for thing in result.lost:
        from ..text.model import Note
        from ..text.plain import block_text

        words = " ".join(map(block_text, thing.blocks)) if isinstance(thing, Note) else getattr(thing, "alt", "")
        say(context, "{name}: a note or picture went with the words around it: {words}", name=written(result.number), words=words)


def _tell_collided(result: Collided) -> None:
    sentence = (
        "{name}: {file}: the passage holds edits that were not saved, and the proposal wants it otherwise; nothing is changed"
        if result.unsaved
        else "{name}: {file}: the passage was changed since, and the proposal wants it otherwise; nothing is changed"
    )
    click.echo(_(sentence).format(name=written(result.number), file=result.path), err=True)
    for place in result.places:
        for heading, words in ((_("It read:"), place.base), (_("It reads now:"), place.ours), (_("Proposed:"), place.theirs)):
            click.echo(f"  {heading}", err=True)
            click.echo(_indented(words.strip() or "–", "    "), err=True)


def _indented(words: str, margin: str) -> str:
    lines = [piece for line in words.splitlines() for piece in textwrap.wrap(line, WIDTH - len(margin))]
    return "\n".join((margin if rank == 0 else " " * len(margin)) + line for rank, line in enumerate(lines))


def _tell_others(context: Context, others: tuple[Other, ...]) -> None:
    """What the new text means for the proposals that still wait."""
    if not others:
        return
    stand = sum(other.standing == "stands" for other in others)
    say(context, "Other proposals on these sections, put on the new text: {count}; unchanged: {stand}.", count=len(others), stand=stand)
    for kind, sentence in (
        ("met", "Met by it now: {names}"),
        ("conflict", "In conflict with it now: {names}"),
        ("unclear", "To be looked at by a person: {names}"),
    ):
        names = ", ".join(written(other.number) for other in others if other.standing == kind)
        if names:
            say(context, sentence, names=names)


# ------------------------------------------------------------------ JSON


def _shape(results: list[Result], others: tuple[Other, ...]) -> dict[str, Any]:
    return {
        "schema": "ponam-apply/1",
        "results": [_row(result) for result in results],
        "others": [{"number": written(other.number), "standing": other.standing} for other in others],
    }


def _row(result: Result) -> dict[str, Any]:
    from ..register.applying.service import Already, Applied, Collided, Refused

    row: dict[str, Any] = {"number": written(result.number)}
    match result:
        case Applied():
            row |= {"outcome": "applied", "commit": result.commit or None, "file": result.path, "place": result.place}
            row |= {"before": result.before, "after": result.after, "unsaved": result.unsaved}
        case Already():
            row |= {"outcome": "already", "commit": result.commit or None}
        case Collided():
            texts = [{"base": place.base, "ours": place.ours, "theirs": place.theirs} for place in result.places]
            row |= {"outcome": "collision", "file": result.path, "places": texts}
        case Refused():
            row |= {"outcome": "refused", "message": _refusal(result)}
    return row

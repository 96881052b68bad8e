"""`ponam answer`: to each stakeholder its own files, with the answers in them, and a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.errors import UsageError
from .common import Context, common_options, open_workspace, progress, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register
from .letter import FORMATS, SIGNED, TOWN

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Comment, Received
    from ..text.notices import Notice


@click.command(
    help=_(
        "Write into the folder DIR what goes back to each STAKEHOLDER: the very files it sent, with the answers filled in (Excel, CSV) or "
        "given as replies to its comments and tracked changes (Word), and a letter of answer."
    )
)
@click.argument("stakeholders", nargs=-1, metavar=_("[STAKEHOLDER]..."))
@click.option("--all", "everybody", is_flag=True, help=_("To all that sent something."))
@click.option("-o", "--output", required=True, metavar=_("DIR"), type=click.Path(path_type=Path), help=_("The folder to write into."))
@click.option("--letter", "kind", type=click.Choice(FORMATS), default="docx", help=_("Format of the letters."))
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("Only of this consultation."))
@TOWN
@SIGNED
@common_options
@click.pass_obj
def command(
    context: Context,
    /,
    stakeholders: tuple[str, ...],
    everybody: bool,
    output: Path,
    kind: str,
    number: int | None,
    town: str,
    signatory: str,
) -> None:
    if bool(stakeholders) == everybody:
        raise UsageError("name the stakeholders to answer, or all of them with --all")
    files = 0
    told: list[Notice] = []
    with open_register(context) as register:
        from .comment_places import bring_along, texts_of

        texts = texts_of(context)
        bring_along(context, register, texts)
        codes = [register.stakeholder(name).code for name in stakeholders] or _senders(register, number)
        with progress(context, "Writing the answers", len(codes)) as advance:
            for code in codes:
                folder = output / _file_name(code)
                folder.mkdir(parents=True, exist_ok=True)
                for name, content, notices in _answers(context, register, code, number):
                    write_output(str(folder / name), content)
                    told += notices
                    files += 1
                write_output(str(folder / f"{_('letter')}.{kind}"), _letter(context, register, texts, code, kind, number, town, signatory))
                advance()
    show_notices(told, context)
    sentence = "{folder}: stakeholders answered: {count}; their own files filled in: {files}"
    say(context, sentence, folder=output, count=len(codes), files=files)


def _senders(register: Register, number: int | None) -> list[str]:
    rounds = [round_.number for round_ in register.rounds() if number in (None, round_.number)]
    return list(dict.fromkeys(tally.stakeholder for one in rounds for tally in register.tallies(one) if tally.heard))


def _answers(context: Context, register: Register, code: str, number: int | None) -> Iterator[tuple[str, bytes, tuple[Notice, ...]]]:
    """Each file that a stakeholder sent, with its name and what could not be filled in; those that cannot hold answers are left out."""
    from ..register.values import Wanted

    comments = list(register.comments(Wanted(stakeholder=code, round=number)))
    taken: set[str] = set()
    for sent in _sent(register, code, number):
        made = filled(context, register, sent, comments)
        if made is None:
            continue
        name = _file_name(Path(sent.file_name).name)
        while name.casefold() in taken:
            name = f"{Path(name).stem}-{sent.id}{Path(name).suffix}"
        taken.add(name.casefold())
        yield name, made[0], made[1]


def _sent(register: Register, code: str, number: int | None) -> tuple[Received, ...]:
    from ..reports.answering import sent_files

    return sent_files(register, code, number)


def filled(context: Context, register: Register, sent: Received, comments: list[Comment]) -> tuple[bytes, tuple[Notice, ...]] | None:
    """One file with the answers: to what was read in it and, in tables, to what stands in it again."""
    from ..reports.returned_files import answered_file
    from .texts import stamp

    own = [comment for comment in comments if comment.file_sha256 == sent.file_sha256]
    others = [comment for comment in comments if comment.file_sha256 != sent.file_sha256]
    result = answered_file(
        register.original(sent.file_sha256), sent.file_name, own, others, language=context.lang, author=context.author, date=stamp(context)
    )
    return None if result is None else (result.value, result.notices)


def _letter(
    context: Context, register: Register, texts: object, code: str, kind: str, number: int | None, town: str, signatory: str
) -> bytes:
    from ..reports.answering import letter_for
    from ..reports.letters import letter_flow, written_as
    from .charter import charter_of
    from .texts import stamp

    settings, charter = open_workspace(context).settings, charter_of(context)
    letter = letter_for(
        register, texts, code, title=settings.title, cover=charter.on(settings.cover), language=context.lang, now=context.now,  # type: ignore[arg-type]
        round_number=number, town=town, signatory=signatory,
    )  # fmt: skip
    return written_as(letter_flow(letter), kind, created=stamp(context), charter=charter).value


def _file_name(name: str) -> str:
    """A name that every system takes for a file or a folder."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", name).strip(" .") or "-"

"""`ponam register`: check the register, seal it, copy it, and answer a person about their data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from ..text.errors import FileError, StateError, UsageError
from .common import Context, common_options, open_workspace, say, write_output
from .common import translate as _
from .consultation import open_register, register_place
from .register_exchange import EXCHANGE


@click.group(help=_("Check, seal and copy the register; show or erase a person's data."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Check the register against its audit log."),
    help=_("Check the register against its audit log: every change made behind its back is named. --seal also shows a log cut at its end."),
)
@click.option("--seal", default="", metavar=_("SEAL"), help=_("A seal noted earlier (“ponam register seal”), or a file that holds it."))
@common_options
@click.pass_obj
def verify(context: Context, seal: str) -> int:
    with open_register(context) as register:
        from ..register.values import Seal

        kept = Seal(*_sealed(seal)) if seal else None
        findings = register.findings(kept)
        now = register.seal()
    for finding in findings:
        click.echo(_(finding.template).format(**finding.values), err=True)
    if not findings:
        say(context, "The register agrees with its audit log: lines: {count}.", count=now.rank)
    return 1 if findings else 0


def _sealed(words: str) -> tuple[int, str]:
    path = Path(words)
    text = words
    try:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise FileError("{file}: it cannot be read", file=words) from error
    found = re.search(r"\b(\d+):([0-9a-f]{64})\b", text)
    if found is None:
        raise UsageError("“{words}” is no seal; “ponam register seal” writes one", words=words)
    return int(found[1]), found[2]


@command.command(
    short_help=_("Write the seal of the audit log."),
    help=_(
        "Write the seal of the audit log as it stands. Kept elsewhere (on paper, in a letter), it proves later that nothing was taken away."
    ),
)
@click.option("-o", "--output", default="-", metavar=_("FILE"), help=_("Where to write (default: the terminal)."))
@common_options
@click.pass_obj
def seal(context: Context, output: str) -> None:
    with open_register(context) as register:
        now = register.seal()
    write_output(output, f"{now}\n".encode())


@command.command(
    short_help=_("Copy the register."),
    help=_("Copy the embedded register into FILE, whole, while others may work in it. A register on PostgreSQL is copied by pg_dump."),
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def backup(context: Context, file: Path) -> None:
    place = str(register_place(context, open_workspace(context)))
    if "://" in place and not place.startswith("sqlite"):
        raise StateError("this register stands on a server: copy it with “pg_dump --format=custom --file={file}”, or export it", file=file)
    if file.exists():
        raise StateError("{file}: it exists; name another file", file=file)
    with open_register(context) as register:
        register.copy_to(file)
    say(context, "{file}: copied", file=file)


@command.command(
    short_help=_("Show or erase a person's data."),
    help=_(
        "Show what the register knows of the person NAME (or an e-mail address): --export writes it for them, --erase takes it out. "
        "Remarks stay without their author; files that bear the name are emptied; decisions keep who signed them."
    ),
)
@click.argument("name", metavar=_("NAME"))
@click.option("--export", "output", default="", metavar=_("FILE"), help=_("Write everything as JSON, to be handed over."))
@click.option("--erase", is_flag=True, help=_("Erase; --expect says how many comments are theirs or name them."))
@click.option("--expect", type=click.IntRange(0), metavar="N", help=_("How many comments they are: refused when they are more or fewer."))
@common_options
@click.pass_obj
def person(context: Context, name: str, output: str, erase: bool, expect: int | None) -> None:
    with open_register(context) as register:
        known = register.person(name)
        count = len(known["comments"]) + len(known["named_in"])
        parts = {key: len(known[key]) for key in ("comments", "named_in", "submissions", "stakeholders", "notes")}
        if output:
            write_output(output, json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n")
        if not erase:
            _tell(context, name, parts)
            return
        if expect != count:
            raise UsageError("comments that are theirs or name them: {count}; add --expect {count} to erase", count=count)
        erased = register.erase_person(name, author=context.author, now=context.now)
    say(context, "Erased. Comments: {comments}; files: {files}.", comments=erased.comments, files=erased.files)


def _tell(context: Context, name: str, parts: dict[str, int]) -> None:
    sentence = "{name}: comments: {comments}; named in: {named_in}; files: {submissions}; stakeholders: {stakeholders}; notes: {notes}"
    say(context, sentence, name=name, **parts)


for _exchange in EXCHANGE:
    command.add_command(_exchange)

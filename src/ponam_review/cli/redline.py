"""`ponam redline`: what changed between two revisions, as a document that proves itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..text.errors import UsageError
from .common import Context, common_options, show_notices, write_output
from .common import translate as _
from .render import annotations_wanted, ending

if TYPE_CHECKING:
    from ..text.notices import Result

FORMATS = ("docx", "html", "pdf")


@click.command(help=_("Write the redline from OLD (default: what was last saved) to NEW (default: the working copy)."))
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write: .docx (native tracked changes), .html or .pdf."))
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--author", default="", metavar=_("NAME"), help=_("Author of the tracked changes (default: you)."))
@click.option("--date", default="", metavar="ISO", help=_("Date of the tracked changes (default: now)."))
@click.option("--document", default="", metavar="ID", help=_("Only this document of the workspace."))
@click.option("--annotated", is_flag=True, help=_("With the comments of the register in the margin (DOCX, HTML)."))
@common_options
@click.pass_obj
def command(
    context: Context,
    /,
    old: str | None,
    new: str | None,
    output: str,
    kind: str | None,
    author: str,
    date: str,
    document: str,
    annotated: bool,
) -> int:
    from ..compare.engine import compare
    from .texts import default_pair, load, stamp

    kind = kind or ending(output, FORMATS)
    moment = checked_date(date) if date else stamp(context)
    if annotated and kind == "pdf":
        raise UsageError("comments are shown in {formats} only; choose one of these", formats=".docx, .html")
    if not annotated and kind == "docx" and is_word_file(old) and is_word_file(new):
        paired = word_pair(str(old), str(new), author or context.author, moment)
        write_output(output, paired.value)
        show_notices(paired.notices, context)
        return 0
    before, after = (load(context, rev, document=document) for rev in default_pair(old, new))
    changes = compare(before.flow, after.flow)
    author = author or context.author
    remarks, lost = annotations_wanted(context, after, wanted=annotated)
    if kind == "docx":
        from ..word.redlining import proven_redline

        result = proven_redline(
            changes, old_images=before.images, new_images=after.images, author=author, date=moment, charter=after.charter,
            annotations=remarks,
        )  # fmt: skip
        content, notices = result.value, result.notices
    elif kind == "pdf":
        from ..pdf.redline import write_redline as write_pdf_redline

        printed = write_pdf_redline(
            changes, images=after.images, old_images=before.images, author=author, date=moment, charter=after.charter
        )
        content, notices = printed.value, printed.notices
    else:
        from ..html.redline import write_redline

        page = write_redline(
            changes, images=after.images, old_images=before.images, author=author, date=moment, charter=after.charter, annotations=remarks
        )
        content, notices = page.value.encode(), page.notices
    write_output(output, content)
    show_notices((*before.notices, *after.notices, *notices, *lost), context)
    return 0


def is_word_file(rev: str | None) -> bool:
    """Whether a REV is a Word file whose own look the redline should keep."""
    return rev is not None and rev.lower().endswith(".docx")


def word_pair(old: str, new: str, author: str, date: str) -> Result[bytes]:
    """The redline of two Word files."""
    from pathlib import Path

    from ..text.errors import FileError
    from ..word.pairing.redline import pair_redline
    from ..word.reading.package import file_bytes

    for file in (old, new):
        if not Path(file).is_file():
            raise FileError("{file}: there is no such file", file=file)
    contents = [file_bytes(Path(file)) for file in (old, new)]
    return pair_redline(*contents, old_name=old, new_name=new, author=author, date=date)


def checked_date(date: str) -> str:
    """An ISO 8601 date as Word stores it, in UTC."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(date)
    except ValueError as error:
        raise UsageError("“{date}” is not an ISO date; write it like 2026-11-23T10:00:00Z", date=date) from error
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else moment.strftime("%Y-%m-%dT%H:%M:%SZ")

"""`ponam matrix`: the register as the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register
from .filters import choosing, wanted_of
from .render import ending

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Comment, Wanted
    from ..reports.matrix import By, Matrix
    from ..text.notices import Result

FORMATS = ("xlsx", "docx", "html", "csv")


@click.command(help=_("Write the register as the matrix: Excel, Word, HTML or CSV."))
@click.option(
    "-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write; the ending says the format: .xlsx, .docx, .html, .csv.")
)
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option(
    "--for",
    "receiver",
    default="",
    metavar=_("STAKEHOLDER"),
    help=_("Only its remarks; the answers stand in the very file it sent, if it sent one of that format."),
)
@click.option("--by", type=click.Choice(["section", "stakeholder", "status"]), help=_("A sheet or a table for each of them."))
@click.option("--paper", type=click.Choice(["A3", "A4"]), default="A3", help=_("What the Excel file is printed on."))
@choosing
@common_options
@click.pass_obj
def command(
    context: Context, /, output: str, form: str | None, receiver: str, by: By | None, paper: str, **filters: str | bool | None
) -> None:
    form = form or ending(output, FORMATS)
    if by == "section" and filters["sort"] == "number":
        filters["sort"] = "place"
    if receiver:
        filters["sender"] = receiver
    with open_register(context) as register:
        wanted = wanted_of(filters)
        comments = list(register.comments(wanted))
        result = _returned(context, register, receiver, comments, form) if receiver else None
    if result is None:
        result = _written(_matrix(context, comments, wanted, by), form, context, paper, by)
    write_output(output, result.value)
    show_notices(result.notices, context)
    say(context, "{file}: comments: {count}", file=output, count=len(comments))


def _returned(context: Context, register: Register, receiver: str, comments: list[Comment], form: str) -> Result[bytes] | None:
    """The one file that a stakeholder sent, with the answers; None where it is of another format or does not hold all its remarks
    (“ponam answer” returns whatever was sent)."""
    from ..reports.answering import sent_files
    from ..reports.returned_files import answered_file
    from .texts import stamp

    read = {comment.file_sha256 for comment in comments}
    sent = [one for one in sent_files(register, receiver) if one.file_sha256 in read]
    if len(read) != 1 or not sent or not sent[0].file_name.lower().endswith(f".{form}"):
        return None
    (one,) = sent
    content = register.original(one.file_sha256)
    return answered_file(content, one.file_name, comments, language=context.lang, author=context.author, date=stamp(context))


def _matrix(context: Context, comments: list[Comment], wanted: Wanted, by: By | None) -> Matrix:
    from ..reports.matrix import matrix_of

    settings = open_workspace(context).settings
    editions = dict.fromkeys(comment.edition for comment in comments)
    subject = " – ".join(filter(None, (settings.title, ", ".join(editions), wanted.stakeholder)))
    parts = _parts(context, editions) if by == "section" else {}
    return matrix_of(comments, subject=subject, language=context.lang, mark=settings.cover.mark, parts=parts)


def _parts(context: Context, editions: Iterable[str]) -> dict[str, str]:
    """What the sections are called in the newest of the editions spoken of: number and title of each one's first heading."""
    from ..text.model import Heading
    from ..text.plain import inline_text
    from .texts import load

    found: dict[str, str] = {}
    for edition in editions:
        for item in load(context, edition).flow.items:
            if isinstance(item.block, Heading) and item.number == 0 and item.section:
                found[item.section] = f"{item.block.number} {inline_text(item.block.content)}".strip()
    return found


def _written(matrix: Matrix, form: str, context: Context, paper: str, by: By | None) -> Result[bytes]:
    from ..text.notices import Result

    match form:
        case "xlsx":
            from ..reports.xlsx import write_xlsx

            return write_xlsx(matrix, created=context.now.astimezone(UTC), paper=paper, by=by)
        case "csv":
            from ..reports.delimited import write_csv

            return Result(write_csv(matrix))
        case "docx":
            from ..reports.page import matrix_docx

            return matrix_docx(matrix, created=context.now.astimezone(UTC), by=by)
        case _:
            from ..reports.page import matrix_html

            page = matrix_html(matrix, by)
            return Result(page.value.encode(), page.notices)

"""`ponam matrix`: the register as the matrix."""

from __future__ import annotations

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
    from ..reports.matrix import Matrix
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
    help=_("Only its remarks; in .xlsx, the answers stand in the very file it sent."),
)
@click.option("--paper", type=click.Choice(["A3", "A4"]), default="A3", help=_("What the Excel file is printed on."))
@choosing
@common_options
@click.pass_obj
def command(context: Context, /, output: str, form: str | None, receiver: str, paper: str, **filters: str | bool | None) -> None:
    form = form or ending(output, FORMATS)
    if receiver:
        filters["sender"] = receiver
    with open_register(context) as register:
        wanted = wanted_of(filters)
        comments = list(register.comments(wanted))
        original = _sent(comments, register) if receiver and form == "xlsx" else None
    if original is not None:
        from ..reports.returned import fill_answers

        result: Result[bytes] = fill_answers(original, comments, language=context.lang)
    else:
        result = _written(_matrix(context, comments, wanted), form, context, paper)
    write_output(output, result.value)
    show_notices(result.notices, context)
    say(context, "{file}: comments: {count}", file=output, count=len(comments))


def _sent(comments: list[Comment], register: Register) -> bytes | None:
    """The one workbook that a stakeholder sent; None where it sent none, or several."""
    sent = {comment.file_sha256 for comment in comments if "sheet" in comment.source}
    others = [comment for comment in comments if "sheet" not in comment.source]
    return register.original(sent.pop()) if len(sent) == 1 and not others else None


def _matrix(context: Context, comments: list[Comment], wanted: Wanted) -> Matrix:
    from ..reports.matrix import matrix_of

    settings = open_workspace(context).settings
    editions = dict.fromkeys(comment.edition for comment in comments)
    subject = " – ".join(filter(None, (settings.title, ", ".join(editions), wanted.stakeholder)))
    return matrix_of(comments, subject=subject, language=context.lang, mark=settings.cover.mark)


def _written(matrix: Matrix, form: str, context: Context, paper: str) -> Result[bytes]:
    from ..text.notices import Result

    match form:
        case "xlsx":
            from ..reports.xlsx import write_xlsx

            return write_xlsx(matrix, created=context.now.astimezone(UTC), paper=paper)
        case "csv":
            from ..reports.delimited import write_csv

            return Result(write_csv(matrix))
        case "docx":
            from ..reports.page import matrix_docx

            return matrix_docx(matrix, created=context.now.astimezone(UTC))
        case _:
            from ..reports.page import matrix_html

            page = matrix_html(matrix)
            return Result(page.value.encode(), page.notices)

"""`ponam render`: the consolidated draft."""

from __future__ import annotations

from pathlib import Path

import click

from .common import Context, common_options, show_notices, write_output
from .common import translate as _

FORMATS = ("docx", "html", "pdf", "md", "txt")


@click.command(help=_("Write the consolidated draft of REV (default: the working copy)."))
@click.argument("rev", required=False, default=".")
@click.option(
    "-o", "--output", required=True, metavar=_("FILE"), help=_("Where to write; the ending says the format: .docx, .html, .pdf, .md, .txt.")
)
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--document", default="", metavar="ID", help=_("Only this document of the workspace."))
@click.option("--toc/--no-toc", "contents", default=None, help=_("With or without a table of contents."))
@click.option("--addresses", is_flag=True, help=_("Print the address of each paragraph in the margin."))
@click.option("--watermark", default="", metavar=_("TEXT"), help=_("Large grey words across each page (DOCX, PDF)."))
@common_options
@click.pass_obj
def command(
    context: Context, rev: str, output: str, kind: str | None, document: str, contents: bool | None, addresses: bool, watermark: str
) -> int:
    from .texts import load

    kind = kind or ending(output, FORMATS)
    text = load(context, rev, contents=contents, document=document)
    from ..text.notices import Notice

    notices: tuple[Notice, ...] = ()
    match kind:
        case "docx":
            from ..word.writing.clean import write_docx
            from .texts import stamp

            result = write_docx(text.flow, images=text.images, created=stamp(context), watermark=watermark, addresses=addresses)
            content, notices = result.value, result.notices
        case "html":
            from ..html.clean import write_html

            page = write_html(text.flow, images=text.images, addresses=addresses)
            content, notices = page.value.encode(), page.notices
        case "pdf":
            from ..pdf.clean import write_pdf
            from .texts import stamp

            printed = write_pdf(text.flow, images=text.images, created=stamp(context), addresses=addresses, watermark=watermark)
            content, notices = printed.value, printed.notices
        case "md":
            from ..markdown.consolidated import write_flow

            content = write_flow(text.flow).encode()
        case _:
            from ..text.plain import plain_text

            content = plain_text(text.flow.blocks).encode()
    write_output(output, content)
    show_notices((*text.notices, *notices), context)
    return 0


def ending(output: str, known: tuple[str, ...]) -> str:
    """The format that a file name asks for."""
    from ..text.errors import UsageError

    suffix = Path(output).suffix.lower().lstrip(".")
    if suffix in known:
        return suffix
    raise UsageError("{file}: the ending must be one of {endings}", file=output, endings=", ".join("." + name for name in known))

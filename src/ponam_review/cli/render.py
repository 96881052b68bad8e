"""`ponam render`: the consolidated draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.annotations import Annotation
    from ..text.notices import Notice
    from .texts import Text

FORMATS = ("docx", "html", "pdf", "md", "txt", "xml", "epub")
ANNOTATED = ("docx", "html", "pdf")


@click.command(help=_("Write the consolidated draft of REV (default: the working copy)."))
@click.argument("rev", required=False, default=".")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar=_("FILE"),
    help=_("Where to write; the ending says the format: .docx, .html, .pdf, .epub, .xml (Akoma Ntoso), .md, .txt."),
)
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("The format, where the name does not say it (-o -)."))
@click.option("--document", default="", metavar="ID", help=_("Only this document of the workspace."))
@click.option("--toc/--no-toc", "contents", default=None, help=_("With or without a table of contents."))
@click.option("--addresses", is_flag=True, help=_("Print the address of each paragraph in the margin."))
@click.option("--annotated", is_flag=True, help=_("With the comments of the register (DOCX, HTML, PDF)."))
@click.option("--watermark", default="", metavar=_("TEXT"), help=_("Large grey words across each page (DOCX, HTML, PDF)."))
@click.option(
    "--copy-for",
    "recipient",
    default="",
    metavar=_("STAKEHOLDER"),
    help=_("A numbered copy for this recipient, “restricted” on each page."),
)
@click.option("--language", default="", metavar="en|bm|ff|…", help=_("Its translation; the rest stays in the source's language."))
@common_options
@click.pass_obj
def command(
    context: Context,
    /,
    rev: str,
    output: str,
    kind: str | None,
    document: str,
    contents: bool | None,
    addresses: bool,
    annotated: bool,
    watermark: str,
    recipient: str,
    language: str,
) -> int:
    from ..publication.copies import RESTRICTED, remember
    from ..text.errors import UsageError
    from .copying import numbered_copy
    from .texts import load

    kind = kind or ending(output, FORMATS)
    if annotated and kind not in ANNOTATED:
        raise UsageError("comments are shown in {formats} only; choose one of these", formats=", ".join(f".{name}" for name in ANNOTATED))
    if recipient and kind == "xml":
        raise UsageError("a numbered copy is for readers: choose another format than .xml")
    text = load(context, rev, contents=contents, document=document, language=language)
    foot = text.foot
    if recipient:
        copy, folder = numbered_copy(context, text, recipient)
        restricted = RESTRICTED.get(text.flow.language, RESTRICTED["fr"])
        foot, watermark = " – ".join(filter(None, (restricted, copy.words(text.flow.language), text.foot))), watermark or restricted
    remarks, lost = annotations_wanted(context, text, wanted=annotated)
    content, notices = write(context, text, kind, addresses=addresses, watermark=watermark, foot=foot, annotations=remarks)
    if recipient and folder is not None:
        remember(folder, copy)  # before the file is there: no copy may go out that the list does not know
    write_output(output, content)
    show_notices((*text.notices, *notices, *lost), context)
    if recipient:
        say(context, "{file}: {words}", file=output, words=foot)
    return 0


def annotations_wanted(context: Context, text: Text, *, wanted: bool) -> tuple[tuple[Annotation, ...], tuple[Notice, ...]]:
    """The remarks of the register on a text, where they are asked for, and what is said of those without a place."""
    if not wanted:
        return (), ()
    from .annotating import annotations_of

    result = annotations_of(context, text)
    return result.value, result.notices


def write(
    context: Context,
    text: Text,
    kind: str,
    *,
    addresses: bool = False,
    watermark: str = "",
    foot: str = "",
    annotations: tuple[Annotation, ...] = (),
) -> tuple[bytes, tuple[Notice, ...]]:
    """The bytes of a text in a format, in the look of its graphic charter, and what was lost."""
    flow, images, charter = text.flow, text.images, text.charter
    numbered = charter.numbered and not flow.loose
    match kind:
        case "docx":
            from ..word.writing.clean import write_docx
            from .texts import stamp

            result = write_docx(
                flow, images=images, created=stamp(context), watermark=watermark, addresses=addresses, numbered=numbered, foot=foot,
                charter=charter, annotations=annotations,
            )  # fmt: skip
            return result.value, result.notices
        case "html":
            from ..html.clean import write_html

            page = write_html(
                flow, images=images, addresses=addresses, numbered=numbered, watermark=watermark, foot=foot, charter=charter,
                annotations=annotations,
            )  # fmt: skip
            return page.value.encode(), page.notices
        case "pdf":
            from ..pdf.clean import write_pdf
            from .texts import stamp

            printed = write_pdf(
                flow, images=images, created=stamp(context), addresses=addresses, numbered=numbered, watermark=watermark, foot=foot,
                charter=charter, annotations=annotations,
            )  # fmt: skip
            return printed.value, printed.notices
        case "epub":
            return _epub(context, text, numbered=numbered, addresses=addresses, foot=foot)
        case "xml":
            return _xml(context, text)
        case "md":
            from ..markdown.consolidated import write_flow

            return _with_foot(write_flow(flow), foot), ()
        case _:
            from ..text.plain import plain_text

            return _with_foot(plain_text(flow.blocks), foot), ()


def _with_foot(text: str, foot: str) -> bytes:
    return f"{text}\n{foot}\n".encode() if foot else text.encode()


def _epub(context: Context, text: Text, *, numbered: bool, addresses: bool, foot: str) -> tuple[bytes, tuple[Notice, ...]]:
    from ..epub.package import write_epub
    from ..html.book import write_book
    from ..html.page import book_style
    from ..text.beside import labels_beside
    from .texts import stamp

    labels = labels_beside(text.flow, addresses=addresses, numbered=numbered)
    book = write_book(text.flow, images=text.images, labels=labels)
    style, fonts = book_style(text.charter)
    commit = text.source.commit if text.source else ""
    name = f"{commit}/{text.flow.name}" if commit else text.flow.name
    return write_epub(book.value, style=style, fonts=fonts, created=stamp(context), identifier=name, foot=foot), book.notices


def _xml(context: Context, text: Text) -> tuple[bytes, tuple[Notice, ...]]:
    """One file: the pictures are inside it. The work is dated by the first edition, where there is one."""
    from ..akn.document import write_akn
    from ..text.gathering import embedded, with_pictures

    flow, lost = with_pictures(text.flow, text.images, embedded)
    date, first, edition = _dates(context, text)
    result = write_akn(flow, date=date, work_date=first, edition=edition, country=text.charter.country)
    return result.value.encode(), (*lost, *result.notices)


def _dates(context: Context, text: Text) -> tuple[str, str, str]:
    """The date of the text, that of the first edition, the edition's name."""
    from .common import find_workspace

    today = context.now.date().isoformat()
    source = text.source
    if source is None or source.kind != "documents":
        return today, today, ""
    from ..workspace.editions import list_editions
    from ..workspace.history import find_history

    workspace = find_workspace(context)
    editions = list_editions(find_history(workspace.root)) if workspace else ()
    own = next((one for one in editions if one.name == source.edition), None)
    return own.day.isoformat() if own else today, editions[0].day.isoformat() if editions else today, source.edition


def ending(output: str, known: tuple[str, ...]) -> str:
    """The format that a file name asks for."""
    from ..text.errors import UsageError

    suffix = Path(output).suffix.lower().lstrip(".")
    if suffix in known:
        return suffix
    raise UsageError("{file}: the ending must be one of {endings}", file=output, endings=", ".join("." + name for name in known))

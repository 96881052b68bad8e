"""The consultation report as Word, HTML or PDF; the version for everybody is read again before it is given out."""

from __future__ import annotations

import html
import io
import re
import zipfile

from ..text.charter import CHARTER, Charter
from ..text.notices import Result
from ..text.plain import block_text
from .report_flow import Made, Report, report_of
from .report_public import Secrets, refuse_leaks

MOST_PAGES = 60
"""Pages of a PDF that are read back: all of the report, and the first of a long annex."""


def write_report(report: Report, secrets: Secrets, kind: str, *, created: str, charter: Charter = CHARTER, file: str = "") -> Result[bytes]:
    """The report as a file; the public version is read again before it is given out."""
    made = report_of(report)
    result = written_as(made, kind, created=created, charter=charter)
    if report.public:
        # What is too long to be read back from the PDF in time is read in what it was printed from.
        text = "\n".join((text_of(result.value, kind), *map(block_text, made.flow.blocks)))
        refuse_leaks(text, secrets, file)
    return result


def written_as(made: Made, kind: str, *, created: str, charter: Charter = CHARTER) -> Result[bytes]:
    images = charter.images(made.pictures.image)
    match kind:
        case "docx":
            from ..word.writing.clean import write_docx

            return write_docx(made.flow, images=images, created=created, charter=charter)
        case "pdf":
            from ..pdf.clean import write_pdf

            return write_pdf(made.flow, images=images, created=created, charter=charter)
        case _:
            from ..html.clean import write_html

            page = write_html(made.flow, images=images, charter=charter)
            return Result(page.value.encode(), page.notices)


_TOLD = re.compile(r'(?:descr|title|alt|aria-label|content|name)="([^"]*)"')
_ENDS = re.compile(r"</(?:w:p|p|h\d|li|td|th|dt|dd|figcaption|title|caption)>")
_TAG = re.compile(r"<[^>]*>")


def text_of(content: bytes, kind: str) -> str:
    """Everything that can be read in a finished file, its descriptions and properties included."""
    if kind == "pdf":
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(content))
        properties = " ".join(str(value) for value in (reader.metadata or {}).values())
        return "\n".join((properties, *(page.extract_text() for page in reader.pages[:MOST_PAGES])))
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return "\n".join(map(_bare, parts))
    return _bare(re.sub(r'data:[^"\')]*', "", content.decode("utf-8", "replace")))


def _bare(markup: str) -> str:
    told = "\n".join(_TOLD.findall(markup))
    return html.unescape(f"{told}\n{_TAG.sub('', _ENDS.sub(chr(10), markup))}")

"""What a Word file says of itself: title, author, language, dates, and which revision it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from .markup import PROLOGUE, escaped


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself, and what runs at the head and foot of its pages."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "fr"
    created: str = "1980-01-01T00:00:00Z"
    """ISO 8601; given by the caller, so that the same edition gives the same bytes."""
    edition: str = ""
    mark: str = ""
    """Warning at the foot of every page, the cover included."""
    revision: str = ""
    document: str = ""
    running_head: bool = True
    """Title and edition at the head of the pages; False for loose files."""
    watermark: str = ""
    foot: str = ""
    """A second line at the foot of every page: whose copy it is."""
    section: bool = False
    """The head names the section that the page shows, in place of the title."""
    track_changes: bool = False
    """Word opens the file with change tracking switched on, for good, and its styles locked (copies sent for consultation). No password
    holds it: who must may lift it."""


def core(properties: Properties) -> str:
    """`docProps/core.xml` (ECMA-376-2 §11)."""
    moment = _utc(properties.created)
    rows = [
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:lastModifiedBy", properties.author),
        ("dc:language", {"en": "en-GB", "fr": "fr-FR"}.get(properties.language, properties.language)),
    ]
    inner = "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in rows if text)
    dates = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified"))
    return (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}{dates}</cp:coreProperties>'
    )


def app() -> str:
    """`docProps/app.xml`."""
    return (
        f'{PROLOGUE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>ponam-review</Application></Properties>"
    )


def custom(properties: Properties) -> str:
    """`docProps/custom.xml`, empty when there is nothing to say.

    Word and LibreOffice keep these properties when they save: a copy that comes back still says which revision was annotated.
    """
    named = (
        ("document", properties.document),
        ("edition", properties.edition),
        ("revision", properties.revision),
    )
    rows = [
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="ponam.{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(((name, value) for name, value in named if value), 2)
    ]
    if not rows:
        return ""
    return (
        f'{PROLOGUE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{"".join(rows)}</Properties>'
    )


def _utc(created: str) -> str:
    """Word reads only this one form of a date; what is not a date gives the zip's own, 1980."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return "1980-01-01T00:00:00Z"
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

"""The .docx package around a body: styles, numbering, notes, comments, pictures, properties, running heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Relation:
    """What an `r:id` of the body, of a note or of a comment leads to."""

    id: str
    kind: Literal["hyperlink", "image"]
    target: str
    """An outside address, or the name of a picture in `media`."""


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
    track_changes: bool = False
    """Word opens the file with change tracking switched on (copies sent for consultation)."""


def reference_bytes() -> bytes:
    """The shipped `templates/reference.docx`: styles, numbering, settings."""
    raise NotImplementedError


def write_package(
    *,
    body: str,
    properties: Properties,
    footnotes: str = "",
    numbering: str = "",
    comments: str = "",
    comments_extended: str = "",
    people: str = "",
    relations: Sequence[Relation] = (),
    media: Mapping[str, bytes] | None = None,
    reference: bytes | None = None,
) -> bytes:
    """The bytes of a .docx.

    `body`: inner XML of `w:body`, its last `w:sectPr` included. `footnotes`: `w:footnote` elements, ids from 1. `numbering`: extra `w:num`
    elements, ids from `page.FIRST_ORDERED_NUM`. `comments`: `w:comment` elements; `comments_extended`: `w15:commentEx` elements (replies,
    resolved); `people`: `w15:person` elements.
    """
    raise NotImplementedError

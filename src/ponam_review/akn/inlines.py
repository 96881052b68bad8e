"""What stands inside a paragraph: runs with their marks, links, notes, references, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import quote

from ..text.anchors import web_address
from ..text.model import Break, Counter, Image, Inline, Inlines, Mark, Note, Reference, Run
from ..text.notices import Notice
from .markup import attribute, escaped, quoted
from .places import Names

_TAGS = (
    (Mark.STRONG, "<b>", "</b>"),
    (Mark.EMPHASIS, "<i>", "</i>"),
    (Mark.STRIKE, '<span class="strike">', "</span>"),
    (Mark.SUBSCRIPT, "<sub>", "</sub>"),
    (Mark.SUPERSCRIPT, "<sup>", "</sup>"),
    (Mark.CODE, '<span class="code">', "</span>"),
)
NO_LINK = "The link to “{address}” is shown as text: the XML keeps web and mail addresses, and places of this text"
_URI = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(slots=True)
class Pen:
    """What grows while a file is written: its names, the number of notes, what was lost."""

    names: Names
    write_blocks: Callable[[Pen, Note, str], str]
    """Writes the blocks of a note; it stands here because notes hold blocks, and blocks hold notes."""
    notices: dict[str, Notice] = field(default_factory=dict)
    notes: int = 0
    file: str = ""


def write_inlines(content: Inlines, pen: Pen) -> str:
    """Inline content as XML. Neighbours that share a link share one element."""
    parts: list[str] = []
    link = closing = ""
    for inline in content:
        wanted = inline.link if isinstance(inline, Run | Image) else ""
        if wanted != link:
            parts.append(closing)
            opening, closing = _link(wanted, pen) if wanted else ("", "")
            parts.append(opening)
            link = wanted
        parts.append(_write(inline, pen))
    parts.append(closing)
    return "".join(parts)


def _write(inline: Inline, pen: Pen) -> str:
    match inline:
        case Run():
            return _marked(inline.text, inline.marks)
        case Break():
            return "<eol/>"
        case Note():
            return _note(inline, pen)
        case Reference():
            words = _marked(inline.label, inline.marks)
            eid = pen.names.targets.get(inline.target, "")
            return f'<ref href="#{quoted(eid)}">{words}</ref>' if eid else words
        case Image():
            return write_picture(inline)
        case Counter():
            return f'<span class="counter">{escaped(inline.label)}</span>'
        case _:
            assert_never(inline)


def _marked(text: str, marks: int) -> str:
    words = escaped(text)
    for mark, opening, closing in reversed(_TAGS):
        if marks & mark:
            words = f"{opening}{words}{closing}"
    return words


def _link(address: str, pen: Pen) -> tuple[str, str]:
    if web_address(address):
        return f'<a href="{quoted(quote(address, safe=_URI))}">', "</a>"
    path, _, fragment = address.partition("#")
    eid = pen.names.targets.get(fragment) or pen.names.targets.get(path.rpartition("/")[2])
    if eid:
        return f'<ref href="#{quoted(eid)}">', "</ref>"
    pen.notices.setdefault(address, Notice(NO_LINK, {"address": address[:80]}, pen.file))
    return "", ""


def _note(note: Note, pen: Pen) -> str:
    pen.notes += 1
    number = pen.notes
    eid = pen.names.claim(f"authorialNote_{number}")
    inside = pen.write_blocks(pen, note, eid) or "<p/>"
    return f'<authorialNote eId="{eid}" marker="{number}" placement="bottom">{inside}</authorialNote>'


def write_picture(image: Image) -> str:
    """A picture by its address beside the file, or as data."""
    source = quote(image.source.replace("\\", "/"), safe=_URI)
    return f'<img src="{quoted(source)}"{attribute("alt", image.alt or image.title)}/>'

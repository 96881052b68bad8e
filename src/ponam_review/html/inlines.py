"""What stands inside a paragraph, as HTML: runs with their marks, links, notes, references, pictures."""

from __future__ import annotations

from typing import assert_never

from ..text.anchors import web_address
from ..text.model import Break, Counter, Image, Inline, Inlines, Mark, Note, Reference, Run
from ..text.notices import Notice
from .markup import escaped, quoted
from .pictures import data_address
from .sheet import NoteEntry, Sheet

_TAGS = (
    (Mark.STRONG, "strong"),
    (Mark.EMPHASIS, "em"),
    (Mark.STRIKE, "s"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.CODE, "code"),
)
_MARKS = tuple(
    (
        "".join(f"<{tag}>" for mark, tag in _TAGS if marks & mark),
        "".join(f"</{tag}>" for mark, tag in reversed(_TAGS) if marks & mark),
    )
    for marks in range(64)
)
"""Opening and closing tags of each of the 64 formats."""
NO_LINK = "The link to “{address}” is shown as text: a page keeps web and mail addresses, and places of this text"


def write_inlines(content: Inlines, sheet: Sheet) -> str:
    """Inline content as HTML. Neighbours that share a link share one `<a>`: a screen reader would read it out for each."""
    if len(content) == 1:
        only = content[0]
        if type(only) is Run and not only.marks and not only.link:
            return escaped(only.text)
    parts: list[str] = []
    link = closing = ""
    for inline in content:
        wanted = inline.link if isinstance(inline, Run | Image) else ""
        if wanted != link:
            parts.append(closing)
            opening, closing = _link(wanted, inline, sheet) if wanted else ("", "")
            parts.append(opening)
            link = wanted
        parts.append(_write(inline, sheet))
    parts.append(closing)
    return "".join(parts)


def _write(inline: Inline, sheet: Sheet) -> str:
    match inline:
        case Run():
            if inline.marks:
                opening, closing = _MARKS[inline.marks & 63]
                return f"{opening}{escaped(inline.text)}{closing}"
            return escaped(inline.text)
        case Break():
            return "<br>\n"
        case Note():
            return note_reference(sheet.enter_note(inline))
        case Reference():
            return _reference(inline, sheet)
        case Image():
            return write_picture(inline, sheet)
        case Counter():
            return f'<span class="counter">{escaped(inline.label)}</span>'
        case _:
            assert_never(inline)


def _link(address: str, inline: Inline, sheet: Sheet) -> tuple[str, str]:
    """The tags around what leads to an address; a span where it leads nowhere a reader of this page could follow."""
    if web_address(address):
        same = isinstance(inline, Run) and inline.text.strip() in (address, address.removeprefix("mailto:"))
        bare = ' class="bare"' if same else ""
        return f'<a{bare} href="{quoted(address)}" rel="noreferrer">', "</a>"
    path, _, fragment = address.partition("#")
    place = sheet.anchors.find(fragment) if fragment else ""
    if not place and path.lower().endswith((".md", ".markdown")):
        place = sheet.anchors.find(path.rpartition("/")[2])
    if place:
        return f'<a href="#{quoted(place)}">', "</a>"
    sheet.notice(Notice(NO_LINK, {"address": address[:80]}, sheet.file))
    return f'<span class="nolink" title="{quoted(address)}">', "</span>"


def _reference(reference: Reference, sheet: Sheet) -> str:
    opening, closing = _MARKS[reference.marks & 63]
    words = f"{opening}{escaped(reference.label)}{closing}"
    place = sheet.anchors.find(reference.target)
    return f'<a class="ref" href="#{quoted(place)}">{words}</a>' if place else f'<span class="nolink">{words}</span>'


def note_reference(entry: NoteEntry) -> str:
    """The number that stands for a note in the text."""
    key = entry.key
    if not key:
        return f'<sup class="note">{escaped(entry.label)}</sup>'
    return f'<sup><a class="noteref" id="_r{key}" href="#_n{key}" role="doc-noteref">{escaped(entry.label)}</a></sup>'


def write_picture(image: Image, sheet: Sheet) -> str:
    """A picture, or its description in a frame where it cannot be shown."""
    images = sheet.old_images if sheet.side in ("del", "gone") and sheet.old_images else sheet.images
    address, lost = data_address(image.source, sheet.file, images)
    if lost is not None:
        sheet.notice(lost)
        words = image.alt or image.title or image.source.rpartition("/")[2][:80]
        return f'<span class="absent" role="img" aria-label="{quoted(words)}">[{sheet.words.picture}\u00a0: {escaped(words)}]</span>'
    title = f' title="{quoted(image.title)}"' if image.title else ""
    return f'<img src="{address}" alt="{quoted(image.alt)}"{title}>'

"""What stands inside a paragraph, as Typst statements: runs with their marks, links, notes, references, pictures."""

from __future__ import annotations

from typing import assert_never

from ..text.anchors import web_address
from ..text.model import Break, Counter, Image, Inline, Inlines, Mark, Note, Reference, Run
from ..text.notices import Notice
from ..text.pictures import picture_bytes
from .markup import block_of, literal
from .sheet import Sheet

_CALLS = (
    (Mark.STRONG, "strong"),
    (Mark.EMPHASIS, "emph"),
    (Mark.STRIKE, "strike"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.SUPERSCRIPT, "super"),
    (Mark.CODE, "code-words"),
)
_MARKS = tuple(
    ("".join(f"{call}(" for mark, call in _CALLS if marks & mark), ")" * marks.bit_count()) for marks in range(64)
)
"""Opening and closing of the calls of each of the 64 formats."""
NO_LINK = "The link to “{address}” is shown as text: a PDF keeps web and mail addresses, and places of this text"
DAMAGED = "Picture “{source}” is damaged: its description stands in its place; save it again as PNG"
_LONGEST_ADDRESS = 2000


def write_inlines(content: Inlines, sheet: Sheet) -> str:
    """Inline content as statements. Neighbours that share a link share one: a screen reader would read it out for each."""
    parts: list[str] = []
    link = closing = ""
    for inline in content:
        wanted = inline.link if isinstance(inline, Run | Image) else ""
        if wanted != link:
            parts.append(closing)
            opening, closing = _link(wanted, sheet) if wanted else ("", "")
            parts.append(opening)
            link = wanted
        parts.append(_write(inline, sheet))
    parts.append(closing)
    return "".join(parts)


def _write(inline: Inline, sheet: Sheet) -> str:
    match inline:
        case Run():
            return _marked(inline.text, inline.marks)
        case Break():
            return "linebreak();"
        case Note():
            return write_note(inline, sheet)
        case Reference():
            words = _marked(inline.label, inline.marks)
            place = "" if sheet.repeated else sheet.anchors.find(inline.target)
            return f"to({literal(place)},{block_of(words)});" if place else words
        case Image():
            return write_picture(inline, sheet, alone=False)
        case Counter():
            return f"{literal(inline.label)};"
        case _:
            assert_never(inline)


def _marked(text: str, marks: int) -> str:
    opening, closing = _MARKS[marks & 63]
    return f"{opening}{literal(text)}{closing};"


def _link(address: str, sheet: Sheet) -> tuple[str, str]:
    """The call around what leads to an address; nothing where it leads nowhere a reader of this file could follow."""
    if sheet.repeated:
        return "", ""
    if web_address(address) and len(address) <= _LONGEST_ADDRESS:
        return f"web({literal(address)},{{", "});"
    path, _, fragment = address.partition("#")
    place = sheet.anchors.find(fragment) if fragment else ""
    if not place and path.lower().endswith((".md", ".markdown")):
        place = sheet.anchors.find(path.rpartition("/")[2])
    if place:
        return f"to({literal(place)},{{", "});"
    sheet.notice(Notice(NO_LINK, {"address": address[:80]}, sheet.file))
    return "", ""


def write_note(note: Note, sheet: Sheet) -> str:
    """A footnote, at the foot of the page where its mark stands."""
    from .blocks import write_boxed  # what a note holds is blocks, which hold inlines

    label = sheet.note_label(id(note))
    if sheet.side == "gone":  # it is kept where it arrives
        return f"note-gone({literal(label)});"
    return note_around(label, write_boxed(note.blocks, sheet, sheet.ink.inner(), columns=1))


def note_around(label: str, blocks: str) -> str:
    """The mark and the note, its blocks already written."""
    return f"note({literal(label)},{block_of(blocks)});"


def write_picture(image: Image, sheet: Sheet, *, alone: bool) -> str:
    """A picture, or its description where it cannot be shown."""
    images = sheet.old_images if sheet.side in ("del", "gone") and sheet.old_images else sheet.images
    content, lost = picture_bytes(image.source, sheet.file, images)
    name = sheet.picture_file(content) if lost is None else ""
    if name in sheet.damaged:
        lost = Notice(DAMAGED, {"source": image.source[:80]}, sheet.file)
    if lost is not None:
        sheet.notice(lost)
        words = f"[{sheet.words.picture}\u00a0: {image.alt or image.title or image.source.rpartition('/')[2][:80]}]"
        return f"absent({literal(words)});"
    alt = literal(image.alt or image.title or sheet.words.picture)
    if alone:
        return f'picture("{name}",{alt});'
    return f'inline-picture("{name}",{alt},{155 // (2 * sheet.boxed or 1)}mm);'

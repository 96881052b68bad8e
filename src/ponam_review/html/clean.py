"""The clean text as a page of one file: for the web site, for e-mail, for reading on a phone without any network."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..text.anchors import name_blocks
from ..text.annotations import Annotation, by_block
from ..text.beside import labels_beside
from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, Placed
from ..text.front import contents_title, has_contents, is_cover, is_generated, listed, page_title
from ..text.model import Block, Heading, Paragraph
from ..text.notices import Result
from ..text.pictures import Images
from ..text.plain import fold, inline_text
from .blocks import write_block, write_blocks
from .front import Cover, Entry, write_entries, write_lists
from .inlines import write_inlines
from .markup import escaped, quoted
from .nesting import html_nest
from .page import dressed_style, frame
from .sheet import PLAIN, Ink, NoteEntry, Sheet
from .words import words_of


def write_html(
    flow: Flow,
    *,
    images: Images,
    addresses: bool = False,
    numbered: bool = False,
    mark: str | None = None,
    watermark: str = "",
    foot: str = "",
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
) -> Result[str]:
    """The whole page. `addresses` prints `axe-3 ¶4` in the margin, `numbered` the numbers of the paragraphs; `mark` replaces the warning
    shown on every page, `watermark` stands large and pale behind it, `foot` says whose copy it is;
    `annotations` stand below the blocks that they are about."""
    sheet = Sheet(words_of(flow.language), images)
    kept = [index for index, item in enumerate(flow.items) if not is_generated(item.block)]
    text = [flow.items[index] for index in kept]
    beside = labels_beside(flow, addresses=addresses, numbered=numbered)
    cover = write_cover(flow, sheet)
    sheet.shift = 1 if cover.title else 0
    places = name_blocks(text, sheet.anchors)
    remarks = by_block(annotations)
    below = [write_remarks(remarks.get(index, ()), sheet) for index in kept] if remarks else ()
    body = write_text(text, places, sheet, labels=[beside[index] for index in kept], below=below)
    contents = write_entries(_entries(text, places), sheet) if has_contents(flow.items) else ""
    values: dict[str, object] = {
        "words": sheet.words,
        "title": page_title(flow),
        "mark": flow.mark if mark is None else mark,
        "cover": cover,
        "contents": contents,
        "contents_title": contents_title(flow) or sheet.words.contents,
        "lists": write_lists(flow, sheet),
        "body": body,
        "notes": write_notes(sheet.notes, sheet),
        "kind": "addressed" if addresses else "numbered" if numbered else "",
        "watermark": watermark,
        "foot": foot,
    }
    page = frame("document.html.j2", dressed_style(("style.css",), charter), "", values)
    return Result(page, tuple(sheet.notices.values()))


def write_cover(flow: Flow, sheet: Sheet) -> Cover:
    """The lines of the cover; empty for a loose file."""
    cover = Cover()
    for item in flow.items:
        if isinstance(item.block, Paragraph) and is_cover(item.block):
            cover.put(item.block.role, write_inlines(item.block.content, sheet))
    return cover


def write_remarks(remarks: Sequence[Annotation], sheet: Sheet) -> str:
    """The remarks on a block, each with its number, who made it and the words that it is about."""
    if not remarks:
        return ""
    rows = []
    for remark in remarks:
        lines = "<br>\n".join(map(escaped, remark.text.split("\n")))
        head = " – ".join(filter(None, (remark.name, remark.author, remark.date[:10])))
        rows.append(f'<p><span class="who">{escaped(head)}</span> {lines}</p>\n')
    return f'<div class="remarks" role="note" aria-label="{quoted(sheet.words.remarks)}">\n{"".join(rows)}</div>\n'


def write_text(
    items: Sequence[Placed], places: Sequence[str], sheet: Sheet, *, labels: Sequence[str] = (), below: Sequence[str] = ()
) -> str:
    """The text itself, a `<section>` for each section of a workspace. `labels` are printed beside the blocks that have one, `below` is HTML
    that follows each."""
    parts: list[str] = []
    position = 0
    for section, members in groupby(items, key=lambda item: item.section):
        nest = html_nest()
        if section:
            parts.append("<section>\n")
        for item in members:
            block = item.block
            parts.append(nest.enter(block.within))
            sheet.file = item.file
            parts.append(write_block(block, sheet, _ink(item, places[position], sheet, labels[position] if labels else "")))
            parts.append(below[position] if below else "")
            position += 1
        parts.append(nest.close())
        if section:
            parts.append("</section>\n")
    return "".join(parts)


def _ink(item: Placed, place: str, sheet: Sheet, label: str) -> Ink:
    kind = "part" if item.section and item.section == item.document and not item.number else ""
    if not label:
        return Ink(id=place, kind=kind) if place or kind else PLAIN
    own = sheet.anchors.claim(f"{item.section}:{item.number}")
    # The address is a link to itself, to be copied; it is not a stop of the Tab key, there are hundreds.
    lead = f'<a class="address" id="{quoted(own)}" href="#{quoted(own)}" tabindex="-1">{escaped(label)}</a> '
    return Ink(id=place, kind=kind, lead=lead)


def _entries(items: Sequence[Placed], places: Sequence[str]) -> list[Entry]:
    return [entry_of(item.block, place) for item, place in zip(items, places, strict=True) if listed(item.block)]


def entry_of(block: Block, place: str) -> Entry:
    """The contents' line for a heading."""
    assert isinstance(block, Heading)
    return Entry(block.level, place, block.number, fold(inline_text(block.content)))


def write_notes(entries: Sequence[NoteEntry], sheet: Sheet) -> str:
    """The notes as list items, each with a way back to its place."""
    parts = []
    for entry in entries:
        sheet.file = entry.file
        parts.append(note_around(entry, write_blocks(entry.blocks, sheet), sheet))
    return "".join(parts)


def note_around(entry: NoteEntry, words: str, sheet: Sheet, kind: str = "") -> str:
    """One note, its blocks already written; the way back stands at the end of its last paragraph."""
    label = quoted(f"{sheet.words.back} {entry.label}")
    back = f' <a class="back" href="#_r{entry.key}" role="doc-backlink" aria-label="{label}">↩</a>'
    whole = f"{words[:-5]}{back}</p>\n" if words.endswith("</p>\n") else f"{words}<p>{back}</p>\n"
    outer = f' class="{kind}"' if kind else ""
    return f'<li id="_n{entry.key}"{outer}><span class="label">{escaped(entry.label)}</span>{whole}</li>\n'

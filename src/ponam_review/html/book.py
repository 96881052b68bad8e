"""The clean text as chapters in XHTML, for books: the same writers as the page, a file for each section, notes at the end of each."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Sequence
from itertools import groupby

from ..text.anchors import name_blocks
from ..text.book import Book, BookEntry, Chapter
from ..text.flow import Flow, Placed
from ..text.front import is_generated, listed, page_title
from ..text.gathering import Gathered
from ..text.model import Figure, Heading, Table
from ..text.notices import Result
from ..text.pictures import Images
from ..text.plain import fold, inline_text
from .clean import entry_of, write_cover, write_notes, write_text
from .front import Cover
from .markup import escaped, quoted, without_controls
from .sheet import Sheet
from .words import words_of

_VOID = re.compile(r"<(br|hr|img|col)((?:\s[^<>]*)?)>")
_PLACE = re.compile(r' href="#([^"]*)"')
_PICTURE = re.compile(r' src="data:image/[a-z]+;base64,([^"]*)"')
COVER = "couverture.xhtml"


def write_book(flow: Flow, *, images: Images, labels: Sequence[str] = ()) -> Result[Book]:
    """The chapters. `labels` are printed beside the blocks that have one (see `text.labels_beside`)."""
    sheet = Sheet(words_of(flow.language), images)
    text = [(item, label) for item, label in _with_labels(flow, labels) if not is_generated(item.block)]
    places = name_blocks([item for item, _ in text], sheet.anchors)
    chapters = _chapters(text, places, sheet)
    cover = write_cover(flow, sheet)
    files = {place: name for name, _, _, inside in chapters for place in _ids(inside)}
    gathered = Gathered("../images")
    written = [
        Chapter(name, title, _xhtml(inside, files, name, gathered), kind) for name, title, kind, inside in chapters
    ]
    if cover:
        page = Chapter(COVER, page_title(flow), _xhtml(_cover(cover), files, COVER, gathered), "titlepage")
        written.insert(0, page)
    items = [item for item, _ in text]
    book = Book(
        title=page_title(flow) or flow.name,
        language=sheet.words.language,
        chapters=tuple(written),
        contents=_contents(items, places, files),
        tables=_captions(items, places, files, Table),
        figures=_captions(items, places, files, Figure),
        pictures={path.removeprefix("../"): content for path, content in gathered.files.items()},
        author=" ".join(flow.cover.institution) if flow.cover else "",
        mark=flow.mark,
    )
    return Result(book, tuple(sheet.notices.values()))


def _with_labels(flow: Flow, labels: Sequence[str]) -> list[tuple[Placed, str]]:
    return list(zip(flow.items, labels or [""] * len(flow.items), strict=True))


def _chapters(
    rows: Sequence[tuple[Placed, str]], places: Sequence[str], sheet: Sheet
) -> list[tuple[str, str, str, str]]:
    """Name, title, kind and HTML of each section. The title of a second document opens its first section's file."""
    out: list[tuple[str, str, str, str]] = []
    position = 0
    for number, (_, members) in enumerate(groupby(rows, key=lambda row: (row[0].document, row[0].section)), 1):
        group = list(members)
        own = places[position : position + len(group)]
        position += len(group)
        sheet.notes.clear()
        items = [item for item, _ in group]
        body = write_text(items, own, sheet, labels=[label for _, label in group])
        if sheet.notes:
            head = f'<section class="notes" role="doc-endnotes" aria-labelledby="_notes">\n<h2 id="_notes">{sheet.words.notes}</h2>\n<ol>\n'
            body += f"{head}{write_notes(tuple(sheet.notes), sheet)}</ol>\n</section>\n"
        first = items[0].block
        title = fold(inline_text(first.content)) if isinstance(first, Heading) else sheet.words.contents
        kind = "appendix" if isinstance(first, Heading) and first.scheme == "annex" else "chapter"
        out.append((f"partie-{number:03}.xhtml", title, kind, body))
    return out


_ID = re.compile(r' id="([^"]*)"')


def _ids(inside: str) -> list[str]:
    return _ID.findall(inside)


def _xhtml(inside: str, files: dict[str, str], own: str, gathered: Gathered) -> str:
    """HTML as our writers make it (lower-case names, quoted attributes) as XHTML; places of other files named with their file."""

    def lead(found: re.Match[str]) -> str:
        file = files.get(found[1], own)
        return f' href="{"" if file == own or found[1].startswith("_") else file}#{found[1]}"'

    def picture(found: re.Match[str]) -> str:
        return f' src="{gathered.place(b64decode(found[1]))}"'

    page = _VOID.sub(r"<\1\2/>", without_controls(inside))
    return _PICTURE.sub(picture, _PLACE.sub(lead, page))


def _cover(cover: Cover) -> str:
    rows = [f'<div class="bodies">\n<p>{"<br>".join(cover.left)}</p>\n<p>{"<br>".join(cover.right)}</p>\n</div>']
    rows += (f'<p class="emblem">{picture}</p>' for picture in cover.emblem)
    rows += (f'<h1 class="title">{line}</h1>' for line in cover.title)
    rows += (f'<p class="subtitle">{line}</p>' for line in cover.subtitle)
    rows += (f"<p>{line}</p>" for line in cover.lines)
    rows += (f'<p class="warning">{line}</p>' for line in cover.mark)
    return f'<section class="cover">\n{chr(10).join(rows)}\n</section>\n'


def _contents(items: Sequence[Placed], places: Sequence[str], files: dict[str, str]) -> tuple[BookEntry, ...]:
    found = [entry_of(item.block, place) for item, place in zip(items, places, strict=True) if listed(item.block)]
    return tuple(
        BookEntry(entry.level, f"{files[entry.place]}#{quoted(entry.place)}", escaped(f"{entry.number} {entry.title}".strip()))
        for entry in found
        if entry.place in files
    )


def _captions(
    items: Sequence[Placed], places: Sequence[str], files: dict[str, str], kind: type[Table | Figure]
) -> tuple[BookEntry, ...]:
    out = []
    for item, place in zip(items, places, strict=True):
        if isinstance(item.block, kind) and item.block.caption and place in files:
            out.append(BookEntry(1, f"{files[place]}#{quoted(place)}", escaped(fold(inline_text(item.block.caption)))))
    return tuple(out)

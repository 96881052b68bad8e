"""The clean text as a PDF to print, to sign and to publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from ..text.anchors import name_blocks
from ..text.annotations import Annotation, by_block
from ..text.beside import labels_beside
from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, Placed
from ..text.front import contents_title, has_contents, is_generated
from ..text.model import Paragraph
from ..text.nesting import item_numbers
from ..text.notices import Result
from ..text.pages import layouts
from ..text.pictures import Images
from .blocks import write_block
from .front import cover_around, page_of, write_lists
from .inlines import write_inlines
from .markup import literal
from .nesting import typst_nest
from .press import DamagedPicturesError, Page, print_pdf
from .sheet import PLAIN, Ink, Sheet
from .words import words_of


def write_pdf(
    flow: Flow,
    *,
    images: Images,
    created: str,
    addresses: bool = False,
    numbered: bool = False,
    watermark: str = "",
    mark: str | None = None,
    foot: str = "",
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
) -> Result[bytes]:
    """The whole file. `addresses` prints `axe-3 ¶4` in the margin, `numbered` the numbers of paragraphs, `watermark` large pale words
    behind each page; `mark` replaces the warning at the foot of every page, `foot` says below it whose copy this is; `created` is the date
    it bears (ISO 8601); `annotations` stand below the blocks that they are about."""
    page = page_of(flow, mark=mark, watermark=watermark, foot=foot, charter=charter)
    labels = labels_beside(flow, addresses=addresses, numbered=numbered)
    remarks = by_block(annotations)
    below = [write_remarks(remarks.get(index, ())) for index in range(len(flow.items))]

    def write(damaged: frozenset[str]) -> tuple[str, Sheet]:
        sheet = Sheet(words_of(flow.language), images, damaged=damaged)
        return write_text(flow, sheet, labels, below), sheet

    return printed(write, page, created)


def printed(
    write: Callable[[frozenset[str]], tuple[str, Sheet]], page: Page, created: str, templates: tuple[str, ...] = ()
) -> Result[bytes]:
    """Print what `write` writes; once more, with descriptions, where pictures turn out to be damaged."""
    body, sheet = write(frozenset())
    try:
        content, notices = print_pdf(body, page, pictures=sheet.pictures, created=created, templates=templates)
    except DamagedPicturesError as damage:
        body, sheet = write(damage.names)
        whole = {content: name for content, name in sheet.pictures.items() if name not in damage.names}
        content, notices = print_pdf(body, page, pictures=whole, created=created, templates=templates)
    return Result(content, (*sheet.notices.values(), *notices))


def write_text(flow: Flow, sheet: Sheet, labels: Sequence[str], below: Sequence[str]) -> str:
    """Cover, contents, lists and text."""
    places = iter(name_blocks([item for item in flow.items if not is_generated(item.block)], sheet.anchors))
    rows = list(zip(layouts(flow.blocks), flow.items, item_numbers(flow.blocks), zip(labels, below, strict=True), strict=True))
    parts: list[str] = []
    for layout, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        if layout == "cover":
            blocks = (item.block for _, item, _, _ in members)
            parts.append(cover_around((b.role, write_inlines(b.content, sheet)) for b in blocks if isinstance(b, Paragraph)))
        elif layout == "contents":
            title = literal(contents_title(flow) or sheet.words.contents)
            parts.append(f"contents({title});\n" if has_contents(flow.items) else "")
            parts.append(write_lists([item.block for _, item, _, _ in members], sheet))
            parts.append("pagebreak(weak:true);\n")
        else:
            body = _body([(item, number, next(places), label) for _, item, number, label in members], sheet)
            parts.append(f"landscape({{\n{body}}});\n" if layout == "landscape" else body)
    return "".join(parts)


def write_remarks(remarks: Sequence[Annotation]) -> str:
    """The remarks on a block, each with its number and who made it."""
    rows = []
    for remark in remarks:
        head = " – ".join(filter(None, (remark.name, remark.author, remark.date[:10])))
        rows.append(f"remark({literal(head)},{literal(remark.text)});\n")
    return "".join(rows)


def _body(rows: list[tuple[Placed, int, str, tuple[str, str]]], sheet: Sheet) -> str:
    nest = typst_nest()
    parts: list[str] = []
    for item, number, place, (label, below) in rows:
        parts.append(nest.enter(item.block.within, value=number))
        if is_part(item):
            parts.append("pagebreak(weak:true);\n")
        sheet.file = item.file
        parts.append(write_block(item.block, sheet, _ink(item, place, label)))
        parts.append(below)
    parts.append(nest.close())
    return "".join(parts)


def is_part(item: Placed) -> bool:
    """Whether a block is the title of the second document of a workspace, or a later one's: it begins a page."""
    return bool(item.section) and item.section == item.document and not item.number


def _ink(item: Placed, place: str, label: str) -> Ink:
    if not label:
        return Ink(place=place) if place else PLAIN
    return Ink(place=place, lead=f"address({literal(label)},{len(item.block.within)});")

"""The page: paper, margins, sections, and what runs at the head and foot of every page.

Lengths are twips (1/20 pt; 567 to the centimetre).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from .markup import escaped, part
from .properties import Properties
from .watermark import watermark

A4 = (11906, 16838)
PORTRAIT_MARGIN = 1417
LANDSCAPE_MARGIN = 1134
PORTRAIT_WIDTH = A4[0] - 2 * PORTRAIT_MARGIN
"""Width of the text on a portrait page: 9072 (16 cm)."""
LANDSCAPE_WIDTH = A4[1] - 2 * LANDSCAPE_MARGIN
"""Width of the text on a landscape page: 14570 (25.7 cm)."""
PORTRAIT_HEIGHT = A4[1] - 2 * PORTRAIT_MARGIN
LANDSCAPE_TOP, LANDSCAPE_BOTTOM = 1304, 1134
LANDSCAPE_HEIGHT = A4[0] - LANDSCAPE_TOP - LANDSCAPE_BOTTOM
"""Room for a picture, together with the widths."""
LIST_STEP = 425
"""How much further right the text of each list level stands; a continued item (ListContinue) needs `item_indent`."""

HEADINGS_NUM, ANNEXES_NUM, BULLETS_NUM = 1, 2, 3
"""`w:numId` of the numbered headings, of the annexes' headings and of every unordered list."""
ORDERED_ABSTRACT = 3
"""`w:abstractNumId` on which the body builds one `w:num` for each ordered list."""
FIRST_ORDERED_NUM = 10

TABLE_LOOK = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
"""What a PonamTable with header rows shows: its first row apart, no bands."""

COVER_RIGHT_FRAME = '<w:framePr w:w="3400" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="right" w:yAlign="top"/>'
"""Puts the name of the State at the right of the ministry's, at the same height. LibreOffice heeds a frame only in the paragraph itself, so
that CoverRight paragraphs repeat what their style says."""

Layout: TypeAlias = Literal["portrait", "landscape", "cover"]
LAYOUTS: tuple[Layout, ...] = ("portrait", "landscape", "cover")


def part_id(kind: str) -> str:
    """Relationship id, from the document, of a part of the package ("header-portrait", "styles")."""
    return f"rIdPart-{kind}"


def item_indent(level: int) -> int:
    """Left indent of the text of a list item; `level` counts from 0."""
    return LIST_STEP * (level + 1)


def section_properties(*, landscape: bool = False, cover: bool = False, kind: str = "nextPage") -> str:
    """`w:sectPr` that ends a section.

    It says how the pages *before* it look (ECMA-376-1 §17.6.17): a cover's stands in the cover's last paragraph. `kind` says how its
    own section begins.
    """
    layout: Layout = "cover" if cover else "landscape" if landscape else "portrait"
    width, height = A4[::-1] if landscape else A4
    side = LANDSCAPE_MARGIN if landscape else PORTRAIT_MARGIN
    top, bottom = (LANDSCAPE_TOP, LANDSCAPE_BOTTOM) if landscape else (PORTRAIT_MARGIN, PORTRAIT_MARGIN)
    orient = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{part_id(f"header-{layout}")}"/>'
        f'<w:footerReference w:type="default" r:id="{part_id(f"footer-{layout}")}"/><w:type w:val="{kind}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}"'
        ' w:header="709" w:footer="624" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )


# ------------------------------------------------------------------ head and foot

_PAGES = {"fr": ("page\u00a0", "\u00a0/\u00a0"), "en": ("page\u00a0", "\u00a0/\u00a0")}
_ROOM: dict[Layout, int] = {"portrait": 92, "landscape": 150, "cover": 92}
"""Characters that fit on a line of the head."""


def header(layout: Layout, properties: Properties) -> str:
    """Current section at the left, edition at the right, a thin rule below; nothing on a cover, nor in a loose file.

    The section is a STYLEREF field (ECMA-376-1 §17.16.5.59), which Word fills in page by page; what does not know it shows the title.
    """
    shade = watermark(properties.watermark, layout) if properties.watermark else ""
    if layout == "cover" or not properties.running_head or not (properties.title or properties.edition):
        bare = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
        return part("header", _line("Header", bare, shade))
    title = _fitting(properties.title, _ROOM[layout] - len(properties.edition))
    edition = f"<w:r><w:tab/></w:r>{_run(properties.edition)}" if properties.edition else ""
    left = _field('STYLEREF "heading 1"', title) if properties.section and title else _run(title)
    return part("header", _line("Header", _tabs(layout), shade + left + edition))


def footer(layout: Layout, properties: Properties) -> str:
    """The warning and "page 3 / 45"; where the head names the section, the title, and the warning below it; last, whose copy it is.

    A cover is counted, but does not show its number.
    """
    strong = '<w:b/><w:bCs/><w:color w:val="7A1F1F"/>'
    mark = _run(properties.mark, strong) if properties.mark else ""
    foot = _line("Footer", '<w:jc w:val="center"/>', _run(properties.foot, strong)) if properties.foot else ""
    if layout == "cover":
        return part("footer", _line("Footer", '<w:jc w:val="center"/>', mark) + foot)
    if properties.section and properties.running_head and properties.title:
        foot = (_line("Footer", "", mark) if mark else "") + foot
        mark = _run(_fitting(properties.title, _ROOM[layout] - 12))
    page, of = _PAGES.get(properties.language, _PAGES["fr"])
    numbers = f"<w:r><w:tab/></w:r>{_run(page)}{_field('PAGE')}{_run(of)}{_field('NUMPAGES')}"
    return part("footer", _line("Footer", _tabs(layout), mark + numbers) + foot)


def _line(style: str, ppr: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{runs}</w:p>'


def _tabs(layout: Layout) -> str:
    """Head and foot styles have their tab at the right edge of a portrait page; a landscape page moves it."""
    if layout != "landscape":
        return ""
    return f'<w:tabs><w:tab w:val="clear" w:pos="{PORTRAIT_WIDTH}"/><w:tab w:val="right" w:pos="{LANDSCAPE_WIDTH}"/></w:tabs>'


def _run(text: str, rpr: str = "") -> str:
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _field(name: str, shown: str = "") -> str:
    inside = _run(shown) if shown else "<w:r><w:t>1</w:t></w:r>"
    return f'<w:fldSimple w:instr=" {escaped(name)} ">{inside}</w:fldSimple>'


def _fitting(title: str, room: int) -> str:
    """A title cut at a word when it would push the edition to a second line."""
    if len(title) <= room:
        return title
    return title[: max(room - 1, 20)].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "\u00a0…"

"""The page: paper, margins, sections, and what runs at the head and foot of every page.

Lengths are twips (1/20 pt; 567 to the centimetre).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

A4 = (11906, 16838)
PORTRAIT_MARGIN = 1417
LANDSCAPE_MARGIN = 1134
PORTRAIT_WIDTH = A4[0] - 2 * PORTRAIT_MARGIN
"""Width of the text on a portrait page: 9072 (16 cm)."""
LANDSCAPE_WIDTH = A4[1] - 2 * LANDSCAPE_MARGIN
"""Width of the text on a landscape page: 14570 (25.7 cm)."""
LANDSCAPE_HEIGHT = A4[0] - 2 * PORTRAIT_MARGIN
PORTRAIT_HEIGHT = A4[1] - 2 * PORTRAIT_MARGIN
LIST_STEP = 425
"""How much further right the text of each list level stands; a continued item (ListContinue) needs `item_indent`."""

HEADINGS_NUM, ANNEXES_NUM, BULLETS_NUM = 1, 2, 3
"""`w:numId` of the numbered headings, of the annexes' headings and of every unordered list."""
ORDERED_ABSTRACT = 3
"""`w:abstractNumId` on which the body builds one `w:num` for each ordered list."""
FIRST_ORDERED_NUM = 10

Layout: TypeAlias = Literal["portrait", "landscape", "cover"]
LAYOUTS: tuple[Layout, ...] = ("portrait", "landscape", "cover")
HEADER_IDS: dict[Layout, str] = {layout: f"rIdHeader-{layout}" for layout in LAYOUTS}
FOOTER_IDS: dict[Layout, str] = {layout: f"rIdFooter-{layout}" for layout in LAYOUTS}


def item_indent(level: int) -> int:
    """Left indent of the text of a list item; `level` counts from 0."""
    return LIST_STEP * (level + 1)


def section_properties(*, landscape: bool = False, cover: bool = False, kind: str = "nextPage") -> str:
    """`w:sectPr` that ends a section. It says how the pages *before* it look (ECMA-376-1 §17.6.17), so a cover's stands after the cover."""
    layout: Layout = "cover" if cover else "landscape" if landscape else "portrait"
    width, height = A4[::-1] if landscape else A4
    side = LANDSCAPE_MARGIN if landscape else PORTRAIT_MARGIN
    orient = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_IDS[layout]}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOTER_IDS[layout]}"/><w:type w:val="{kind}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{PORTRAIT_MARGIN}" w:right="{side}" w:bottom="{PORTRAIT_MARGIN}" w:left="{side}"'
        ' w:header="709" w:footer="567" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )

"""The styles of `templates/reference.docx`.

Lengths are twips (1/20 pt), sizes half points, borders eighths of a point. Style *names* are Word's own where Word has one ("heading 1"):
translated in its menus, known to its functions. Cover styles carry names of ours, because pandoc takes "Title", "Subtitle", "Author" and
"Date" out of the text as metadata.
"""

from __future__ import annotations

from ponam_review.word import page
from ponam_review.word.markup import part
from ponam_review.word.template import STYLE_NAMES

# Present on Windows and macOS; LibreOffice has the same widths in Liberation Serif, Sans and Mono, so lines break alike.
SERIF, SANS, MONO = "Times New Roman", "Arial", "Courier New"
GREEN = "1D5B3A"
PALE_GREEN = "E8F0EB"
LINE = "B9C4BD"
GREY = "5F6660"

# ------------------------------------------------------------------ small pieces of XML, in the order the schema wants


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def spacing(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def border(side: str, width: int, space: int, tint: str = GREEN) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{tint}"/>'


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
CENTER, LEFT, BOTH = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', '<w:jc w:val="both"/>'


def style(
    id: str,
    ppr: str = "",
    rpr: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    kind: str = "paragraph",
    more: str = "",
    priority: int = 1,
    shown: bool = True,
) -> str:
    """One `w:style`. `shown`: in Word's gallery, where a drafter picks styles."""
    ours = "" if STYLE_NAMES[id][0].islower() or id in KNOWN_TO_WORD else ' w:customStyle="1"'
    default = ' w:default="1"' if id in ("Normal", "DefaultParagraphFont", "TableNormal", "NoList") else ""
    parts = [f'<w:style w:type="{kind}"{default}{ours} w:styleId="{id}"><w:name w:val="{STYLE_NAMES[id]}"/>']
    parts += [f'<w:basedOn w:val="{based}"/>' if based and not default else ""]
    parts += [f'<w:next w:val="{following}"/>' if following else "", f'<w:uiPriority w:val="{priority}"/>']
    parts += ["<w:qFormat/>" if shown else "<w:semiHidden/><w:unhideWhenUsed/>"]
    parts += [
        f"<w:pPr>{ppr}</w:pPr>" if ppr else "",
        f"<w:rPr>{rpr}</w:rPr>" if rpr else "",
        more,
        "</w:style>",
    ]
    return "".join(parts)


KNOWN_TO_WORD = (
    *("Normal", "BodyText", "ListParagraph", "ListContinue", "Quote", "TOCHeading", "BalloonText"),
    *("DefaultParagraphFont", "Hyperlink", "TableNormal", "NoList"),
)

# ------------------------------------------------------------------ styles


def defaults() -> str:
    latent = 'w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(SERIF)}{size(23)}"
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 0)}</w:pPr></w:pPrDefault></w:docDefaults><w:latentStyles {latent}/>"
    )


def text_styles() -> str:
    quote = f"<w:keepLines/><w:pBdr>{border('left', 12, 10)}</w:pBdr>{spacing(60, 160, 257)}"
    code_shade = '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F3"/>'
    return "".join(
        [
            style("Normal", "<w:widowControl/>"),
            style("BodyText", spacing(140, 140, 264) + BOTH, following="BodyText"),
            style("ListParagraph", spacing(0, 80, 257), based="BodyText"),
            style("ListContinue", spacing(0, 80, 257), based="BodyText"),
            style(
                "Quote",
                quote + '<w:ind w:left="425" w:right="425"/>' + BOTH,
                color("333A35"),
                following="BodyText",
            ),
            style(
                "SourceCode",
                f"<w:keepLines/>{code_shade}{spacing(60, 160)}{LEFT}",
                f"{fonts(MONO)}<w:noProof/>{size(18)}",
                following="BodyText",
            ),
            style("Figure", f"<w:keepNext/>{spacing(160, 60)}{LEFT}", following="Caption"),
            style(
                "Caption",
                f"<w:keepNext/><w:keepLines/>{spacing(100, 100)}{LEFT}",
                fonts(SANS) + BOLD + color(GREEN) + size(18),
                following="BodyText",
            ),
            style("TableText", spacing(30, 30) + LEFT, fonts(SANS) + size(18)),
            style("TableHead", "<w:keepNext/>" + spacing(40, 40) + LEFT, BOLD + color(GREEN), based="TableText"),
            style(
                "HorizontalRule",
                f"<w:pBdr>{border('bottom', 6, 1, LINE)}</w:pBdr>{spacing(0, 240)}",
                size(12),
            ),
            style("FootnoteText", f"{spacing(0, 40)}{BOTH}", size(18), shown=False),
        ]
    )


def heading_styles() -> str:
    rule = f"<w:pBdr>{border('bottom', 6, 4)}</w:pBdr>"
    looks = (
        (rule + spacing(420, 180), BOLD + color(GREEN) + size(32)),
        (spacing(320, 120), BOLD + color(GREEN) + size(26)),
        (spacing(260, 100), BOLD + color("262B28") + size(22)),
        (spacing(220, 80), BOLD + ITALIC + color("262B28") + size(21)),
        (spacing(200, 80), ITALIC + color("262B28") + size(21)),
        (spacing(180, 60), ITALIC + color(GREY) + size(20)),
    )
    styles = [
        style(
            f"Heading{level}",
            f'<w:keepNext/><w:keepLines/>{ppr}{LEFT}<w:outlineLvl w:val="{level - 1}"/>',
            fonts(SANS) + rpr,
            following="BodyText",
            priority=9,
        )
        for level, (ppr, rpr) in enumerate(looks, 1)
    ]
    return "".join(styles)


def contents_styles() -> str:
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{page.PORTRAIT_WIDTH}"/></w:tabs>'
    looks = (
        (spacing(120, 40), 0, fonts(SANS) + BOLD + size(20)),
        (spacing(20, 20), 340, fonts(SANS) + size(19)),
        (spacing(0, 20), 680, fonts(SANS) + color(GREY) + size(18)),
    )
    entries = [
        style(
            f"TOC{level}",
            f'{tab}{space}<w:ind w:left="{left}"/>{LEFT}',
            rpr,
            following="BodyText",
            priority=39,
            shown=False,
        )
        for level, (space, left, rpr) in enumerate(looks, 1)
    ]
    rule = f"<w:pBdr>{border('bottom', 6, 4)}</w:pBdr>"
    heading = style(
        "TOCHeading",
        f"<w:keepNext/><w:keepLines/>{rule}{spacing(0, 200)}{LEFT}",
        fonts(SANS) + BOLD + color(GREEN) + size(32),
        following="BodyText",
        priority=39,
    )
    return heading + "".join(entries)


def cover_styles() -> str:
    """The ministry stands at the left of the first page; the State, in a frame, at the right, at the same height."""
    rules = f"<w:pBdr>{border('top', 12, 18)}{border('bottom', 12, 18)}</w:pBdr>"
    box = "".join(border(side, 6, 6, GREY) for side in ("top", "left", "bottom", "right"))
    sans = fonts(SANS)
    return "".join(
        [
            style(
                "CoverLeft",
                spacing(0, 80) + '<w:ind w:right="3900"/>' + CENTER,
                sans + BOLD + size(19),
                following="CoverLeft",
            ),
            style("CoverRight", page.COVER_RIGHT_FRAME + spacing(0, 80) + CENTER, sans + BOLD + size(19), following="CoverRight"),
            style(
                "CoverTitle",
                rules + spacing(3600, 520) + CENTER,
                sans + BOLD + color(GREEN) + size(48),
                following="CoverSubtitle",
            ),
            style(
                "CoverSubtitle",
                spacing(520, 480) + CENTER,
                sans + color("262B28") + size(30),
                following="CoverLine",
            ),
            style("CoverLine", spacing(0, 100) + CENTER, sans + size(24)),
            style(
                "CoverMark",
                f"<w:pBdr>{box}</w:pBdr>{spacing(900, 0)}" + '<w:ind w:left="1700" w:right="1700"/>' + CENTER,
                sans + BOLD + color("7A1F1F") + size(20),
            ),
        ]
    )


def running_styles() -> str:
    rpr = fonts(SANS) + color(GREY) + size(16)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{page.PORTRAIT_WIDTH}"/></w:tabs>'
    return "".join(
        [
            style("Header", f"<w:pBdr>{border('bottom', 4, 4, LINE)}</w:pBdr>{tabs}", rpr, shown=False),
            style("Footer", tabs, rpr, shown=False),
            style(
                "MarginAddress",
                spacing(0, 0) + '<w:jc w:val="right"/>',
                fonts(SANS) + "<w:noProof/>" + color("6F7671") + size(13),
                shown=False,
            ),
            style("CommentText", "", size(20), shown=False),
            style("CommentSubject", "", BOLD, based="CommentText", following="CommentText", shown=False),
            style("BalloonText", "", fonts(SANS) + size(18), shown=False),
        ]
    )


def character_styles() -> str:
    def characters(id: str, rpr: str, *, shown: bool = False) -> str:
        return style(id, "", rpr, based="DefaultParagraphFont", kind="character", shown=shown)

    return "".join(
        [
            style("DefaultParagraphFont", kind="character", shown=False),
            characters("Hyperlink", color("1F4E79") + '<w:u w:val="single"/>'),
            characters("FootnoteReference", '<w:vertAlign w:val="superscript"/>'),
            characters("CodeChar", f"{fonts(MONO)}<w:noProof/>{size(20)}", shown=True),
            characters("Address", f"{fonts(SANS)}<w:noProof/>{color('6F7671')}{size(14)}"),
            characters("CommentReference", size(16)),
        ]
    )


def table_styles() -> str:
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in CELL_MARGINS)
    none = "".join(f'<w:{side} w:w="{0 if side in ("top", "bottom") else 108}" w:type="dxa"/>' for side, _ in CELL_MARGINS)
    grid = "".join(border(side, 4, 0, LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'{border("bottom", 8, 0)}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{PALE_GREEN}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    indent = '<w:tblInd w:w="0" w:type="dxa"/>'
    return (
        style(
            "TableNormal",
            kind="table",
            shown=False,
            more=f"<w:tblPr>{indent}<w:tblCellMar>{none}</w:tblCellMar></w:tblPr>",
        )
        + style("NoList", kind="numbering", shown=False)
        + style(
            "PonamTable",
            based="TableNormal",
            kind="table",
            more=f"<w:tblPr>{indent}<w:tblBorders>{grid}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}",
        )
    )


CELL_MARGINS = (("top", 20), ("left", 85), ("bottom", 20), ("right", 85))


def styles() -> str:
    groups = (
        text_styles,
        heading_styles,
        contents_styles,
        cover_styles,
        running_styles,
        character_styles,
        table_styles,
    )
    return part("styles", defaults() + "".join(group() for group in groups))

"""Write `templates/reference.docx`: the look of every Word file the workbench sends out.

    python tools/make_reference.py

The file is made from this page and not by hand in Word, so that a change of look is a readable diff. Lengths are twips (1/20 pt), sizes half
points, borders eighths of a point. Style *names* are Word's own where Word has one ("heading 1"): translated in its menus, known to its
functions. Cover styles carry names of ours, because pandoc takes "Title", "Subtitle", "Author" and "Date" out of the text as metadata.
"""

from __future__ import annotations

from pathlib import Path

from ponam_review.word import package, page
from ponam_review.word.markup import part
from ponam_review.word.template import STYLE_NAMES, Template

TARGET = Path(__file__).resolve().parents[1] / "templates" / "reference.docx"

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
            style("BodyText", spacing(0, 140, 264) + BOTH, following="BodyText"),
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
            style("Figure", f"<w:keepNext/>{spacing(160, 80)}{CENTER}", following="Caption"),
            style(
                "Caption",
                f"<w:keepNext/><w:keepLines/>{spacing(160, 100)}{LEFT}",
                fonts(SANS) + BOLD + color(GREEN) + size(18),
                following="BodyText",
            ),
            style("TableText", spacing(30, 30) + LEFT, fonts(SANS) + size(18)),
            style(
                "TableHead", "<w:keepNext/>" + spacing(40, 40) + LEFT, BOLD + color(GREEN), based="TableText"
            ),
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
        (rule + spacing(480, 200), BOLD + color(GREEN) + size(32)),
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
            f'{tab}{space}<w:ind w:left="{left}" w:right="567"/>{LEFT}',
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
    frame = '<w:framePr w:w="3700" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="right" w:yAlign="top"/>'
    rules = f"<w:pBdr>{border('top', 12, 18)}{border('bottom', 12, 18)}</w:pBdr>"
    box = "".join(border(side, 6, 6, GREY) for side in ("top", "left", "bottom", "right"))
    sans = fonts(SANS)
    return "".join(
        [
            style(
                "CoverLeft",
                spacing(0, 80) + '<w:ind w:right="4700"/>' + CENTER,
                sans + BOLD + size(19),
                following="CoverLeft",
            ),
            style(
                "CoverRight", frame + spacing(0, 80) + CENTER, sans + BOLD + size(19), following="CoverRight"
            ),
            style(
                "CoverTitle",
                rules + spacing(3600, 0) + CENTER,
                sans + BOLD + color(GREEN) + size(52),
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
    none = "".join(
        f'<w:{side} w:w="{0 if side in ("top", "bottom") else 108}" w:type="dxa"/>'
        for side, _ in CELL_MARGINS
    )
    grid = "".join(
        border(side, 4, 0, LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
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


# ------------------------------------------------------------------ numbering


def level(depth: int, form: str, text: str, indent: int, hanging: int, *, rpr: str = "") -> str:
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>{look}</w:lvl>'
    )


def heading_levels(first: str) -> str:
    """1, 1.1, 1.1.1 … (or A, A.1 …). No style is linked: front pages use the same heading styles without a number."""
    rooms = (567, 737, 907, 1077, 1247, 1417, 1587, 1757, 1927)
    levels = []
    for depth, room in enumerate(rooms):
        text = ".".join(f"%{number}" for number in range(1, depth + 2))
        levels.append(level(depth, first if depth == 0 else "decimal", text, room, room))
    return "".join(levels)


def bullet_levels() -> str:
    """Signs that Arial and Liberation Sans both hold: no private-use characters of Symbol, which turn into boxes elsewhere."""
    signs = ("•", "–", "▪")
    return "".join(
        level(d, "bullet", signs[d % 3], page.item_indent(d), page.LIST_STEP, rpr=fonts(SANS))
        for d in range(9)
    )


def ordered_levels() -> str:
    forms = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))
    levels = []
    for depth in range(9):
        form, text = forms[depth % 3]
        levels.append(level(depth, form, text.format(depth + 1), page.item_indent(depth), page.LIST_STEP))
    return "".join(levels)


def numbering() -> str:
    lists = (heading_levels("decimal"), heading_levels("upperLetter"), bullet_levels(), ordered_levels())
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="5A0E1D0{id}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="7C3B2A1{id}"/>{levels}</w:abstractNum>'
        for id, levels in enumerate(lists)
    )
    uses = ((page.HEADINGS_NUM, 0), (page.ANNEXES_NUM, 1), (page.BULLETS_NUM, 2))
    nums = "".join(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{of}"/></w:num>' for num, of in uses)
    return part("numbering", abstract + nums)


# ------------------------------------------------------------------ settings, fonts, theme


def settings() -> str:
    switches = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
        ("useWord2013TrackBottomHyphenation", 0),
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in switches
    )
    notes = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'{notes}<w:compat>{compat}</w:compat><w:themeFontLang w:val="fr-FR"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"'
        ' w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4"'
        ' w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def font_table() -> str:
    known = (
        (SERIF, "Liberation Serif", "02020603050405020304", "roman", "variable"),
        (SANS, "Liberation Sans", "020B0604020202020204", "swiss", "variable"),
        (MONO, "Liberation Mono", "02070309020205020404", "modern", "fixed"),
    )
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, panose, family, pitch in known
    )
    return part("fonts", rows)


def theme() -> str:
    """Colours and fonts that Word offers for shapes and charts a drafter adds; the styles do not depend on it."""
    tints = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": GREEN,
        "lt2": PALE_GREEN,
        "accent1": GREEN,
        "accent2": "C9A227",
        "accent3": "9B2D1F",
        "accent4": "1F4E79",
        "accent5": GREY,
        "accent6": "7A9A84",
        "hlink": "1F4E79",
        "folHlink": "5B3A6E",
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{tint}"/></a:{name}>' for name, tint in tints.items())
    faces = "".join(
        f'<a:{use}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{use}Font>'
        for use, name in (("major", SANS), ("minor", SERIF))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Ponam"><a:themeElements>'
        f'<a:clrScheme name="Ponam">{scheme}</a:clrScheme><a:fontScheme name="Ponam">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="Ponam"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


# ------------------------------------------------------------------ the file


def sheet() -> str:
    """What somebody sees who opens the reference in Word: one line a style."""
    rows = []
    for id, name in STYLE_NAMES.items():
        if id.startswith(
            ("Normal", "Comment", "Balloon", "Default", "Table", "NoList", "Header", "Footer", "Hyperlink")
        ):
            continue
        if id in ("FootnoteReference", "CodeChar", "Address"):
            run = f'<w:r><w:rPr><w:rStyle w:val="{id}"/></w:rPr><w:t>{name}</w:t></w:r>'
            rows.append(f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{run}</w:p>')
        elif id != "PonamTable":
            rows.append(f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>')
    return "".join(rows) + page.section_properties()


def reference() -> bytes:
    """The bytes of the reference; the same on every run."""
    parts = Template(styles(), numbering(), settings(), font_table(), theme())
    title = package.Properties("Ponam – modèle de styles", running_head=False)
    return package.assemble(parts, body=sheet(), properties=title)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(reference())

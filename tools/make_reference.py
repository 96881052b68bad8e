"""Write `templates/reference.docx`: the look of every Word file the workbench sends out.

    python tools/make_reference.py

The file is made from this page and from `reference_styles.py`, not by hand in Word, so that a change of look is a readable diff.
"""

from __future__ import annotations

from pathlib import Path

from reference_styles import GREEN, GREY, MONO, PALE_GREEN, SANS, SERIF, fonts, styles

from ponam_review.word import package, page
from ponam_review.word.markup import part
from ponam_review.word.template import STYLE_NAMES, Template

TARGET = Path(__file__).resolve().parents[1] / "templates" / "reference.docx"

# ------------------------------------------------------------------ numbering


def level(depth: int, form: str, text: str, indent: int, hanging: int, *, rpr: str = "") -> str:
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>{look}</w:lvl>'
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
    return "".join(level(d, "bullet", signs[d % 3], page.item_indent(d), page.LIST_STEP, rpr=fonts(SANS)) for d in range(9))


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
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>' for name, value in switches
    )
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="fr-FR"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"'
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
        if id.startswith(("Normal", "Comment", "Balloon", "Default", "Table", "NoList", "Header", "Footer", "Hyperlink")):
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

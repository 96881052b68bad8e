"""Pieces of Word files as different programs write them: styles, numbering, fields, pictures, covers."""

from __future__ import annotations

from ...html.cases import DOT
from ...word.reading.building import paragraph, run

__all__ = ["DOT"]

# ------------------------------------------------------------------ styles


def style(identity: str, name: str, *, kind: str = "paragraph", based: str = "Normal", ppr: str = "", rpr: str = "", default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based and not default else ""
    inner = f"<w:pPr>{ppr}</w:pPr>" * bool(ppr) + f"<w:rPr>{rpr}</w:rPr>" * bool(rpr)
    return f'<w:style w:type="{kind}" w:styleId="{identity}"{first}><w:name w:val="{name}"/>{on}{inner}</w:style>'


def defaults(size: int = 22) -> str:
    rpr = f'<w:rFonts w:ascii="Calibri"/><w:sz w:val="{size}"/><w:lang w:val="fr-FR"/>'
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{rpr}</w:rPr></w:rPrDefault></w:docDefaults>"


def headings(prefix: str = "Titre", name: str = "heading", number: str = "") -> str:
    """Heading styles; a French Word calls "heading 1" Titre1. `number`: the list that counts them."""
    out = []
    for level, size in enumerate((32, 26, 24), 1):
        ppr = f'<w:outlineLvl w:val="{level - 1}"/>'
        if number:
            ppr = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{number}"/></w:numPr>' + ppr
        out.append(style(f"{prefix}{level}", f"{name} {level}", ppr=ppr, rpr=f'<w:b/><w:sz w:val="{size}"/>'))
    return "".join(out)


def french_word() -> str:
    """The styles of a French Word."""
    return (
        defaults()
        + style("Normal", "Normal", default=True)
        + headings()
        + style("Titre", "Title", ppr='<w:jc w:val="center"/>', rpr='<w:b/><w:sz w:val="56"/>')
        + style("Lgende", "caption", rpr="<w:i/>")
        + style("Paragraphedeliste", "List Paragraph", ppr='<w:ind w:left="720"/>')
        + style("Citation", "Quote", rpr="<w:i/>")
        + style("TM1", "toc 1")
        + style("TM2", "toc 2")
        + style("Tabledesillustrations", "table of figures")
        + style("Notedebasdepage", "footnote text")
        + style("Lienhypertexte", "Hyperlink", kind="character", based="")
    )


# ------------------------------------------------------------------ numbering


def level(at: int, form: str, text: str, left: int = 0, start: int = 1) -> str:
    indent = f'<w:pPr><w:ind w:left="{left or 720 * (at + 1)}" w:hanging="360"/></w:pPr>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{indent}</w:lvl>'


def numbering(*abstracts: str) -> str:
    """`abstracts`: the levels of each list; its number is its place, from 1."""
    out = [f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstracts, 1)]
    out += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(abstracts) + 1)]
    return "".join(out)


BULLETS = level(0, "bullet", "•") + level(1, "bullet", "o")
DECIMAL = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")
LETTERS = level(0, "lowerLetter", "%1)")
OUTLINE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "decimal", "%1.%2.%3.")


def numbered(list_: int, at: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_}"/></w:numPr>'


def item(text: str, list_: int, at: int = 0) -> str:
    return paragraph(text, style="Paragraphedeliste", properties=numbered(list_, at))


# ------------------------------------------------------------------ inside paragraphs


def field(code: str, result: str) -> str:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return character("begin") + instruction + character("separate") + (result if result.startswith("<") else run(result)) + character("end")


def bookmarked(name: str, inner: str, identity: int = 7) -> str:
    return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{inner if inner.startswith("<") else run(inner)}<w:bookmarkEnd w:id="{identity}"/>'


def picture(relation: str = "dot", alt: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Image" descr="{alt}"/><a:blip r:embed="{relation}"/></wp:inline></w:drawing></w:r>'


def note(identity: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{identity}"/></w:r>'


def footnote(identity: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identity}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'


def look(text: str, *, size: int = 0, bold: bool = False, caps: bool = False, italic: bool = False, underline: bool = False) -> str:
    """A run dressed by hand. `size` in points."""
    properties = "<w:b/>" * bold + "<w:i/>" * italic + "<w:caps/>" * caps
    properties += f'<w:sz w:val="{size * 2}"/>' * bool(size) + '<w:u w:val="single"/>' * underline
    return run(text, properties)


CENTRED = '<w:jc w:val="center"/>'
PAGE = '<w:r><w:br w:type="page"/></w:r>'


def section_end(*, landscape: bool = False) -> str:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    return f'<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/>{size}</w:sectPr></w:pPr></w:p>'


SENTENCE = "La mobilité des personnes est une force, à condition que chacun soit protégé et que les territoires y trouvent leur compte."
OTHER = "Les services de l’État rendent compte chaque année de ce qu’ils ont fait et de ce qui reste à faire dans les régions."

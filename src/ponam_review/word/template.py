"""The look, taken from a reference file: our own, or one that an office has adapted in Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache, lru_cache

from ..shipped import shipped
from ..text.charter import Charter
from ..text.errors import WordFileError
from .markup import escaped

STYLE_NAMES: dict[str, str] = {
    "Normal": "Normal",
    "BodyText": "Body Text",
    **{f"Heading{level}": f"heading {level}" for level in range(1, 7)},
    "ListParagraph": "List Paragraph",
    "ListContinue": "List Continue",
    "Quote": "Quote",
    "SourceCode": "Ponam Code",  # not "Source Code": pandoc reads that as a code block and drops the tracked changes in it
    "Figure": "Figure",
    "Caption": "caption",
    "TableText": "Ponam Table Text",
    "TableHead": "Ponam Table Head",
    "HorizontalRule": "Horizontal Rule",
    "FootnoteText": "footnote text",
    "TOCHeading": "TOC Heading",
    **{f"TOC{level}": f"toc {level}" for level in range(1, 4)},
    "CoverLeft": "Ponam Cover Left",
    "CoverRight": "Ponam Cover Right",
    "CoverTitle": "Ponam Cover Title",
    "CoverSubtitle": "Ponam Cover Subtitle",
    "CoverLine": "Ponam Cover Line",
    "CoverMark": "Ponam Cover Mark",
    "Header": "header",
    "Footer": "footer",
    "CommentText": "annotation text",
    "CommentSubject": "annotation subject",
    "BalloonText": "Balloon Text",
    "DefaultParagraphFont": "Default Paragraph Font",
    "Hyperlink": "Hyperlink",
    "FootnoteReference": "footnote reference",
    "CodeChar": "Verbatim Char",
    "Address": "Ponam Address",
    "MarginAddress": "Ponam Margin Address",
    "CommentReference": "annotation reference",
    "TableNormal": "Normal Table",
    "PonamTable": "Ponam Table",
    "NoList": "No List",
}
"""Style ids that bodies use, with the names Word knows them by: names are the same in every language of Word, ids are not."""


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that make the look, as XML text."""

    styles: str
    numbering: str
    settings: str
    fonts: str
    theme: str


@cache
def reference_bytes() -> bytes:
    """The shipped `templates/reference.docx`: styles, numbering, settings."""
    return shipped("templates/reference.docx").read_bytes()


@lru_cache(maxsize=4)
def template_of(reference: bytes) -> Template:
    """The look of a reference file.

    An adapted file gives its styles and its theme. Numbering, settings and fonts stay ours: Word renumbers the lists it saves, and
    bodies count on them.
    """
    ours = _parts(reference_bytes())
    own = Template(*(ours[f"word/{name}.xml"] for name in ("styles", "numbering", "settings", "fontTable", "theme/theme1")))
    if reference == reference_bytes():
        return own
    parts = _parts(reference)
    theme = parts.get("word/theme/theme1.xml", own.theme)
    styles = _with_our_ids(parts["word/styles.xml"])
    return Template(styles, own.numbering, own.settings, own.fonts, own.theme if "r:embed" in theme else theme)


@lru_cache(maxsize=8)
def dressed(template: Template, charter: Charter) -> Template:
    """The look in the colours and fonts of a charter. A charter's own reference file already has them where it says otherwise."""
    swaps = charter.recoloured()
    fonts = {"Times New Roman": charter.text_font, "Arial": charter.title_font}
    named = {f'"{old}"': f'"{escaped(new)}"' for old, new in fonts.items() if new}
    if not swaps and not named:
        return template
    pattern = re.compile("|".join(map(re.escape, (*(f'"{colour}"' for colour in swaps), *named))))
    table = {f'"{old}"': f'"{new}"' for old, new in swaps.items()} | named

    def swap(xml: str) -> str:
        return pattern.sub(lambda found: table[found[0]], xml)

    return Template(swap(template.styles), swap(template.numbering), template.settings, _fonts(template.fonts, named), swap(template.theme))


def _fonts(table: str, named: dict[str, str]) -> str:
    """Another font is listed beside ours, whose form stands in for it where it is not installed."""
    out = table
    for old, new in named.items():
        entry = re.search(rf"<w:font w:name={re.escape(old)}>.*?</w:font>", table)
        if entry:
            own = re.sub(r"<w:altName [^>]*/>", f"<w:altName w:val={old}/>", entry[0]).replace(f"w:name={old}", f"w:name={new}")
            out = out.replace("</w:fonts>", f"{own}</w:fonts>")
    return out


_MOST = 8 * 1024 * 1024


def _parts(reference: bytes) -> dict[str, str]:
    parts: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(reference)) as archive:
            for name in ("styles", "numbering", "settings", "fontTable", "theme/theme1"):
                member = f"word/{name}.xml"
                if member in archive.NameToInfo and archive.getinfo(member).file_size <= _MOST:
                    parts[member] = archive.read(member).decode("utf-8-sig")
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise WordFileError("the template of styles is not a Word file; save it again from Word as .docx") from error
    if "word/styles.xml" not in parts:
        raise WordFileError("the template of styles is not a Word file; save it again from Word as .docx")
    return parts


_STYLE = re.compile(r'<w:style\b[^>]*?w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"')
_USE = re.compile(r'(w:styleId=|<w:(?:basedOn|next|link) w:val=)"([^"]*)"')


def _with_our_ids(styles: str) -> str:
    """Styles under the ids that bodies use. A French Word saves "heading 1" as Titre1, a German one as berschrift1."""
    ids = {name.casefold(): id for id, name in STYLE_NAMES.items()}
    theirs = {id: ids.get(name.casefold(), id) for id, name in _STYLE.findall(styles)}
    missing = [name for id, name in STYLE_NAMES.items() if id not in theirs.values()]
    if missing:
        raise WordFileError(
            "the template of styles lacks {styles}; start from the one that comes with ponam-review",
            styles=", ".join(missing),
        )
    return _USE.sub(lambda found: f'{found[1]}"{theirs.get(found[2], found[2])}"', styles)

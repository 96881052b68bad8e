"""Chapters → the bytes of an .epub (EPUB 3.3), with the navigation of EPUB 2 for older devices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from ..text.book import Book, BookEntry, Chapter
from ..text.direction import language_is_right_to_left
from .markup import escaped, quoted

_MIME = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "woff2": "font/woff2", "ttf": "font/ttf"}
_STORED = frozenset({"png", "jpg", "gif", "webp", "woff2"})
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)
_DIRECTION = {False: "", True: ' page-progression-direction="rtl"'}
"""Which way pages are turned."""
_WORDS = {
    "fr": ("Sommaire", "Liste des tableaux", "Liste des figures", "Repères", "Couverture", "Début du texte",
           "Texte structuré, tableaux à en-têtes, images décrites, notes reliées dans les deux sens."),
    "en": ("Contents", "List of tables", "List of figures", "Landmarks", "Cover", "Start of the text",
           "Structured text, tables with headers, described pictures, notes linked both ways."),
}  # fmt: skip


def write_epub(
    book: Book, *, style: str, created: str, identifier: str = "", fonts: Mapping[str, bytes] | None = None, foot: str = ""
) -> bytes:
    """The file. `created` is the date it bears (ISO 8601); `identifier` names the text for ever; `foot` ends every chapter.

    The same arguments give the same bytes: members, dates and compression are fixed.
    """
    words = _WORDS.get(book.language, _WORDS["fr"])
    members: dict[str, bytes] = {"META-INF/container.xml": _CONTAINER.encode()}
    pages = {f"texte/{chapter.name}": _page(chapter, book, foot) for chapter in book.chapters}
    members["EPUB/package.opf"] = _opf(book, pages, created, identifier, fonts or {}, words).encode()
    members["EPUB/nav.xhtml"] = _nav(book, words).encode()
    members["EPUB/toc.ncx"] = _ncx(book, identifier).encode()
    members["EPUB/style.css"] = style.encode()
    members |= {f"EPUB/{name}": page.encode() for name, page in pages.items()}
    members |= {f"EPUB/{name}": content for name, content in book.pictures.items()}
    members |= {f"EPUB/fonts/{name}": content for name, content in (fonts or {}).items()}
    return _zip(members)


def _zip(members: Mapping[str, bytes]) -> bytes:
    """The container: `mimetype` first and not compressed (OCF 3.3 §4.2.6.1)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **members}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stored = name == "mimetype" or name.rpartition(".")[2] in _STORED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr, info.create_system = 0o600 << 16, 0
            archive.writestr(info, content, compresslevel=6)
    return buffer.getvalue()


def _head(title: str, language: str, style: str) -> str:
    way = ' dir="rtl"' if language_is_right_to_left(language) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}"{way}>\n'
        f'<head>\n<title>{escaped(title)}</title>\n<link rel="stylesheet" type="text/css" href="{style}"/>\n</head>\n'
    )


_TYPES = {"titlepage": "titlepage", "appendix": "appendix", "chapter": "chapter"}


def _page(chapter: Chapter, book: Book, foot: str) -> str:
    lines = [words for words in (book.mark if chapter.kind != "titlepage" else "", foot) if words]
    below = "".join(f'<p class="foot">{escaped(words)}</p>\n' for words in lines)
    body = f'<body epub:type="{_TYPES[chapter.kind]}">\n{chapter.body}{below}</body>\n'
    return f"{_head(chapter.title, book.language, '../style.css')}{body}</html>\n"


# ------------------------------------------------------------------ the package document


def _opf(
    book: Book, pages: Mapping[str, str], created: str, identifier: str, fonts: Mapping[str, bytes], words: Sequence[str]
) -> str:
    rows = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        '<item id="css" href="style.css" media-type="text/css"/>',
    ]
    rows += (f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages, 1))
    files = [*book.pictures, *(f"fonts/{name}" for name in fonts)]
    rows += (f'<item id="f{n}" href="{name}" media-type="{_MIME[name.rpartition(".")[2]]}"/>' for n, name in enumerate(files, 1))
    order = [f"c{n}" for n in range(1, len(pages) + 1)]
    order.insert(1 if book.chapters[:1] and book.chapters[0].kind == "titlepage" else 0, "nav")
    spine = "".join(f'<itemref idref="{name}"/>\n' for name in order)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{book.language}">\n'
        f"{_metadata(book, created, identifier, words)}<manifest>\n{chr(10).join(rows)}\n</manifest>\n"
        f'<spine toc="ncx"{_DIRECTION[language_is_right_to_left(book.language)]}>\n{spine}</spine>\n</package>\n'
    )


def _metadata(book: Book, created: str, identifier: str, words: Sequence[str]) -> str:
    moment = _utc(created)
    name = escaped(book.author)
    author = f"<dc:creator>{name}</dc:creator>\n<dc:publisher>{name}</dc:publisher>\n" if name else ""
    seen = ["textual", *(["visual"] if book.pictures else [])]
    features = ("tableOfContents", "structuralNavigation", "alternativeText", "readingOrder")
    accessible = [
        *(f'<meta property="schema:accessMode">{mode}</meta>' for mode in seen),
        '<meta property="schema:accessModeSufficient">textual</meta>',
        *(f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features),
        '<meta property="schema:accessibilityHazard">none</meta>',
        f'<meta property="schema:accessibilitySummary">{words[6]}</meta>',
    ]
    return (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{urn(identifier, book)}</dc:identifier>\n<dc:title>{escaped(book.title)}</dc:title>\n'
        f"<dc:language>{book.language}</dc:language>\n{author}<dc:date>{moment[:10]}</dc:date>\n"
        f'<meta property="dcterms:modified">{moment}</meta>\n{chr(10).join(accessible)}\n</metadata>\n'
    )


def urn(identifier: str, book: Book) -> str:
    """A name that the same edition always has."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, identifier or book.title)}"


def _utc(created: str) -> str:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return "1980-01-01T00:00:00Z"
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%SZ")


# ------------------------------------------------------------------ navigation


def _nav(book: Book, words: Sequence[str]) -> str:
    contents, tables, figures, landmarks, cover, start = words[:6]
    parts = [f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{contents}</h1>\n{_list(book.contents or _fallback(book))}</nav>\n']
    for kind, title, entries in (("lot", tables, book.tables), ("loi", figures, book.figures)):
        if entries:
            parts.append(f'<nav epub:type="{kind}" id="{kind}">\n<h2>{title}</h2>\n{_list(entries)}</nav>\n')
    marks = [("toc", "nav.xhtml#toc", contents)]
    marks += (("cover", f"texte/{c.name}", cover) for c in book.chapters if c.kind == "titlepage")
    marks += (("bodymatter", f"texte/{c.name}", start) for c in [c for c in book.chapters if c.kind != "titlepage"][:1])
    rows = "".join(f'<li><a epub:type="{kind}" href="{place}">{title}</a></li>\n' for kind, place, title in marks)
    parts.append(f'<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<h2>{landmarks}</h2>\n<ol>\n{rows}</ol>\n</nav>\n')
    return f"{_head(contents, book.language, 'style.css')}<body>\n{''.join(parts)}</body>\n</html>\n"


def _fallback(book: Book) -> tuple[BookEntry, ...]:
    """Contents must lead somewhere, even for a text without headings."""
    return tuple(BookEntry(1, chapter.name, escaped(chapter.title)) for chapter in book.chapters)


def _list(entries: Sequence[BookEntry]) -> str:
    """Nested lists, as deep as the headings go."""
    levels: list[int] = []
    parts: list[str] = []
    for entry in entries:
        while len(levels) > 1 and levels[-1] > entry.level:
            parts.append("</li>\n</ol>\n")
            levels.pop()
        if not levels or levels[-1] < entry.level:
            parts.append("\n<ol>\n" if levels else "<ol>\n")
            levels.append(entry.level)
        else:
            parts.append("</li>\n")
            levels[-1] = entry.level
        parts.append(f'<li><a href="texte/{entry.place}">{entry.words}</a>')
    parts.append("</li>\n</ol>\n" * len(levels))
    return "".join(parts)


def _ncx(book: Book, identifier: str) -> str:
    points = "".join(
        f'<navPoint id="n{n}" playOrder="{n}"><navLabel><text>{entry.words}</text></navLabel>'
        f'<content src="texte/{entry.place}"/></navPoint>\n'
        for n, entry in enumerate(_distinct(book.contents or _fallback(book)), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
        f'<head><meta name="dtb:uid" content="{quoted(urn(identifier, book))}"/></head>\n'
        f"<docTitle><text>{escaped(book.title)}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n"
    )


def _distinct(entries: Sequence[BookEntry]) -> tuple[BookEntry, ...]:
    """Older devices list the chapters and their first headings, each place once."""
    return tuple({entry.place: entry for entry in entries}.values())

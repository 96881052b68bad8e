"""Roots, namespaces and escaping of the XML parts we write."""

from __future__ import annotations

import re

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {
    "w": MAIN,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# Readers that do not know w14 and w15 must be told that they may skip them (ECMA-376-3 §9.1).
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items()) + ' mc:Ignorable="w14 w15"'
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ROOTS = {
    "document": "w:document",
    "styles": "w:styles",
    "numbering": "w:numbering",
    "settings": "w:settings",
    "fonts": "w:fonts",
    "footnotes": "w:footnotes",
    "comments": "w:comments",
    "comments-extended": "w15:commentsEx",
    "people": "w15:people",
    "header": "w:hdr",
    "footer": "w:ftr",
}

# XML 1.0 §2.2 has no place for these, not even as character references: Word calls a file with one of them damaged.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def part(kind: str, inner: str) -> str:
    """A whole part: prologue, root with every namespace we use, contents."""
    root = _ROOTS[kind]
    return f"{PROLOGUE}<{root} {DECLARATIONS}>{inner}</{root}>"


def escaped(text: str) -> str:
    """Text fit for an element or a quoted attribute."""
    legal = _ILLEGAL.sub("", text)
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

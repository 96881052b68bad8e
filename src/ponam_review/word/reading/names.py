"""Qualified names of WordprocessingML (ECMA-376-1) and of the extensions that Word, LibreOffice and WPS write, ready for comparing."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING_IN_WORD = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
VML = "urn:schemas-microsoft-com:vml"
VML_OFFICE = "urn:schemas-microsoft-com:office:office"

W = f"{{{WORD}}}"
R = f"{{{OFFICE_RELATIONS}}}"
M = f"{{{MATH}}}"
A = f"{{{DRAWING}}}"
WP = f"{{{DRAWING_IN_WORD}}}"
MC = f"{{{COMPATIBILITY}}}"
W14 = f"{{{WORD_2010}}}"
V = f"{{{VML}}}"
VO = f"{{{VML_OFFICE}}}"

VAL = W + "val"
ID = W + "id"
AUTHOR = W + "author"
DATE = W + "date"
RELATION_ID = R + "id"
EMBED = R + "embed"

BODY = W + "body"
PARAGRAPH = W + "p"
PARAGRAPH_PROPERTIES = W + "pPr"
RUN = W + "r"
RUN_PROPERTIES = W + "rPr"
TEXT = W + "t"
TABLE = W + "tbl"
ROW = W + "tr"
CELL = W + "tc"
INSERTED = W + "ins"
DELETED = W + "del"
MOVED_FROM = W + "moveFrom"
MOVED_TO = W + "moveTo"
COMMENT = W + "comment"
FOOTNOTE = W + "footnote"
ENDNOTE = W + "endnote"

_OFF = frozenset(("0", "false", "off", "none"))


def is_on(value: str | None) -> bool:
    """The value of an on/off property (ECMA-376-1 §17.17.4): present without `w:val` means on."""
    return value is None or value not in _OFF


def local(tag: object) -> str:
    """A tag without its namespace; "" for comments and processing instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

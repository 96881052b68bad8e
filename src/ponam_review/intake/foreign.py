"""Copies that came back from other word processors (OpenDocument, old Word, RTF), turned into Word files by LibreOffice.

Only what is read is turned: the register keeps the file that was received.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath

from ..text.errors import WordFileError
from ..workspace.conversion import CONVERTED, convert_to_docx

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def foreign_ending(content: bytes, name: str) -> str:
    """The ending by which LibreOffice knows what kind of document this is; "" for Word files and everything else."""
    if _OPEN_DOCUMENT in content[:120]:
        return ".odt"
    if content[:5] == b"{\\rtf":
        return ".rtf"
    ending = PurePath(name).suffix.lower()
    if content.startswith(_OLE) and b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k" not in content:
        return ending if ending in (".doc", ".dot", ".wps") else ""
    return ""


def as_word(content: bytes, name: str, environ: Mapping[str, str]) -> bytes:
    """The Word file to read: the very content, or what LibreOffice makes of it."""
    ending = foreign_ending(content, name)
    if ending not in CONVERTED:
        return content
    with tempfile.TemporaryDirectory(prefix="ponam-") as folder:
        path = Path(folder) / f"received{ending}"
        path.write_bytes(content)
        try:
            return convert_to_docx(path, environ=environ)
        except WordFileError as refusal:
            raise WordFileError(refusal.template, **{**refusal.values, "file": name}) from refusal

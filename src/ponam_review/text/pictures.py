"""Pictures that a document may show: made of pixels, and at hand.

An SVG file is a document that can hold scripts and outside addresses: its description stands in its place.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Mapping
from typing import TypeAlias

from .notices import Notice

Images: TypeAlias = Callable[[str, str], bytes | None]
"""From a section's file and a picture's source to its bytes; None when there is no such file."""

EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=]+)\Z")
_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
ABSENT = "Picture “{source}” was not found: its description stands in its place"
OUTSIDE = "Picture “{source}” is on the web and was not fetched: its description stands in its place; save it beside the text"
UNKNOWN = "Picture “{source}” is neither PNG, JPEG, GIF nor WebP: its description stands in its place; save it as PNG"


def media_type(content: bytes) -> str:
    """What kind of picture the bytes are; empty when it is none that a document can safely show."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def picture_bytes(source: str, file: str, images: Images) -> tuple[bytes, Notice | None]:
    """The bytes of a picture, or a notice that says why there are none."""
    values = {"source": source[:80]}
    embedded = EMBEDDED.match(source)
    if embedded:
        try:
            content: bytes | None = b64decode(embedded[1])
        except Error:
            content = b""
    elif source.startswith("//") or "://" in source[:12]:
        return b"", Notice(OUTSIDE, values, file)
    else:
        content = images(file, source)
    if content is None:
        return b"", Notice(ABSENT, values, file)
    if not media_type(content):
        return b"", Notice(UNKNOWN, values, file)
    return content, None

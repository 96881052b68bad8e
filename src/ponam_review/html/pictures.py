"""Pictures as data: addresses, so that the page is one file and asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode

from ..text.notices import Notice
from ..text.pictures import EMBEDDED, Images, media_type, picture_bytes


def data_address(source: str, file: str, images: Images) -> tuple[str, Notice | None]:
    """The data: address of a picture, or a notice that says why there is none."""
    if EMBEDDED.match(source):
        return source, None
    content, lost = picture_bytes(source, file, images)
    if lost is not None:
        return "", lost
    return f"data:{media_type(content)};base64,{b64encode(content).decode('ascii')}", None

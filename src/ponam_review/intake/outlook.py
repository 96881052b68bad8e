"""Messages as Outlook saves them (`.msg`)."""

from __future__ import annotations

import struct
from email.utils import parseaddr
from pathlib import PurePath
from typing import Any

from ..text.errors import FileError
from .mail import Attached, Letter
from .page_text import text_of_page
from .rich_text import text_of_rich

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARK = "__properties_version1.0".encode("utf-16-le")
_SMTP, _ID, _RTF, _DELIVERED = 0x5D01, 0x1035, 0x1009, 0x0E06
MAX_ATTACHMENTS = 200


def looks_like_outlook(content: bytes) -> bool:
    return content.startswith(OLE) and _MARK in content


def read_outlook(content: bytes, name: str) -> Letter:
    """The message in a `.msg` file."""
    from oxmsg import Message

    try:
        return _letter(Message.load(content), name)
    except (
        OSError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
        LookupError,
        AssertionError,
        RecursionError,
        struct.error,
    ) as error:
        raise FileError("{file}: this Outlook message is damaged; ask for it again", file=name) from error


def _letter(message: Any, name: str) -> Letter:
    properties = message.properties
    display, address = parseaddr(message.sender or "")
    address = properties.str_prop_value(_SMTP) or address
    headers = {key.lower(): value for key, value in message.message_headers.items()}
    sent = message.sent_date or properties.date_prop_value(_DELIVERED)
    body = message.body or ""
    if not body.strip() and message.html_body:
        body = text_of_page(message.html_body)
    if not body.strip():
        body = text_of_rich(properties.binary_prop_value(_RTF) or b"")
    return Letter(
        id=(headers.get("message-id") or properties.str_prop_value(_ID) or "").strip().strip("<>")[:250],
        sender=display,
        address=address.lower() if "@" in address else "",
        sent=sent.isoformat() if sent else "",
        subject=message.subject,
        body=body.replace("\r\n", "\n"),
        attachments=_attachments(message),
    )


def _attachments(message: Any) -> tuple[Attached, ...]:
    found: list[Attached] = []
    for one in message.attachments:
        if len(found) >= MAX_ATTACHMENTS:
            break
        content = one.file_bytes if one.attached_by_value else None
        if content:
            file_name = (one.file_name or "sans-nom").replace("\\", "/").replace("\0", "")
            found.append(Attached(PurePath(file_name).name, content))
    return tuple(found)

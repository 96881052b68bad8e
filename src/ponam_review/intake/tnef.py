"""winmail.dat: how Outlook wraps a message for itself (MS-OXTNEF). What is inside, the message and its attachments, is read here.

A TNEF stream is a signature, a key, and attributes one after the other: level, identifier, length, value, checksum (§2.1).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..text.errors import FileError

SIGNATURE = b"\x78\x9f\x3e\x22"
_TITLE, _DATA, _RENDERING, _BODY, _PROPERTIES, _ATTACHMENT = 0x8010, 0x800F, 0x9002, 0x800C, 0x9003, 0x9005
_CODEPAGE = 0x9007
_P_BODY, _P_HTML, _P_RTF, _P_NAME, _P_LONG_NAME, _P_DATA = 0x1000, 0x1013, 0x1009, 0x3704, 0x3707, 0x3701
MOST = 5_000
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = (0x0D, 0x1E, 0x1F, 0x102)


@dataclass(slots=True)
class Wrapped:
    """What a winmail.dat holds."""

    text: str = ""
    html: str = ""
    rtf: bytes = b""
    """As stored: compressed."""
    attachments: list[tuple[str, bytes]] = field(default_factory=list)


def read_tnef(content: bytes, name: str) -> Wrapped:
    """The message and the attachments in a winmail.dat; refused where it is damaged."""
    if not content.startswith(SIGNATURE):
        raise FileError("{file}: this winmail.dat is damaged; ask its sender to send plain text or HTML from Outlook", file=name)
    try:
        return _read(content)
    except (struct.error, IndexError, ValueError, LookupError) as error:
        raise FileError("{file}: this winmail.dat is damaged; ask its sender to send plain text or HTML from Outlook", file=name) from error


def _read(content: bytes) -> Wrapped:
    found = Wrapped()
    codepage = "cp1252"
    names: list[str] = []
    contents: list[bytes] = []
    for identifier, value in _attributes(content):
        match identifier:
            case 0x9007:
                codepage = _codec(struct.unpack_from("<I", value)[0])
            case 0x9002:
                names.append("")
                contents.append(b"")
            case 0x8010 if names:
                names[-1] = names[-1] or value.rstrip(b"\0").decode(codepage, "replace")
            case 0x800F if contents:
                contents[-1] = value
            case 0x800C:
                found.text = value.rstrip(b"\0").decode(codepage, "replace")
            case 0x9003:
                _take_message(dict(_properties(value, codepage)), found)
            case 0x9005 if names:
                said = dict(_properties(value, codepage))
                long = said.get(_P_LONG_NAME) or said.get(_P_NAME)
                names[-1] = str(long) if isinstance(long, str) and long else names[-1]
                inner = said.get(_P_DATA)
                contents[-1] = contents[-1] or (inner if isinstance(inner, bytes) else b"")
            case _:
                pass
    found.attachments = [(name or "winmail", data) for name, data in zip(names, contents, strict=True) if data]
    return found


def _take_message(said: dict[int, str | bytes], found: Wrapped) -> None:
    body, page, rtf = said.get(_P_BODY), said.get(_P_HTML), said.get(_P_RTF)
    if isinstance(body, str) and body.strip():
        found.text = body
    if isinstance(page, bytes):
        found.html = _page(page)
    elif isinstance(page, str):
        found.html = page
    if isinstance(rtf, bytes):
        found.rtf = rtf


def _page(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    for _ in range(MOST):
        if place + 9 > len(content):
            return
        _, identifier, _, length = struct.unpack_from("<BHHI", content, place)
        if place + 9 + length > len(content):
            raise ValueError("cut short")
        yield identifier, content[place + 9 : place + 9 + length]
        place += 9 + length + 2


def _properties(value: bytes, codepage: str) -> Iterator[tuple[int, str | bytes]]:
    """MAPI properties (§2.1.3.4): those that are text or bytes; named ones carry their name before the value."""
    count = struct.unpack_from("<I", value)[0]
    place = 4
    for _ in range(min(count, MOST)):
        kind, identifier = struct.unpack_from("<HH", value, place)
        place += 4
        if identifier >= 0x8000:
            place = _skip_name(value, place)
        many, kind = bool(kind & 0x1000), kind & 0x0FFF
        if kind in _FIXED and not many:
            place += _FIXED[kind]
            continue
        values = struct.unpack_from("<I", value, place)[0]
        place += 4
        for _ in range(min(values, MOST)):
            if kind in _FIXED:
                place += _FIXED[kind]
                continue
            if kind not in _VARIABLE:
                return
            length = struct.unpack_from("<I", value, place)[0]
            if place + 4 + length > len(value):
                raise ValueError("cut short")
            piece = value[place + 4 : place + 4 + length]
            place += 4 + length + (-length % 4)
            yield identifier, _plain(kind, piece, codepage)


def _plain(kind: int, piece: bytes, codepage: str) -> str | bytes:
    if kind == 0x1F:
        return piece.decode("utf-16-le", "replace").rstrip("\0")
    if kind == 0x1E:
        return piece.decode(codepage, "replace").rstrip("\0")
    return piece[16:] if kind == 0x0D else piece  # an object begins with the name of its interface


def _skip_name(value: bytes, place: int) -> int:
    kind = struct.unpack_from("<I", value, place + 16)[0]
    place += 20
    if kind == 0:
        return place + 4
    length = struct.unpack_from("<I", value, place)[0]
    return int(place + 4 + length + (-length % 4))


def _codec(codepage: int) -> str:
    name = {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 0: "cp1252"}.get(codepage, f"cp{codepage}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name

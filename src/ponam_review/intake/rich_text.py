"""Rich text as Outlook stores it in messages: compressed (MS-OXRTFCP), and often an HTML page in disguise (MS-OXRTFEX)."""

from __future__ import annotations

import struct

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary holds before the first byte (§2.1.2.1)."""
MOST = 20 << 20


def text_of_rich(content: bytes) -> str:
    """The words of compressed rich text; empty where it cannot be read."""
    rtf = expanded(content)
    if not rtf:
        return ""
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(rtf.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError, RecursionError):
        return ""


def expanded(content: bytes) -> bytes:
    """Rich text unpacked: stored (`MELA`) or compressed (`LZFu`) against a turning dictionary of 4,096 bytes."""
    if len(content) < 16:
        return b""
    size, kind = struct.unpack_from("<I", content, 4)[0], content[8:12]
    if kind == b"MELA":
        return content[16 : 16 + size]
    return _unpacked(content, min(size, MOST)) if kind == b"LZFu" else b""


def _unpacked(content: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(4096, b"\0"))
    write, place, out = len(_START), 16, bytearray()
    while place < len(content) and len(out) < size:
        control = content[place]
        place += 1
        for bit in range(8):
            if place >= len(content) or len(out) >= size:
                break
            if not control >> bit & 1:
                out.append(content[place])
                window[write] = content[place]
                write = (write + 1) % 4096
                place += 1
                continue
            if place + 1 >= len(content):
                return bytes(out)
            token = content[place] << 8 | content[place + 1]
            place += 2
            offset, length = token >> 4, (token & 15) + 2
            if offset == write:
                return bytes(out)
            for step in range(length):
                byte = window[(offset + step) % 4096]
                out.append(byte)
                window[write] = byte
                write = (write + 1) % 4096
    return bytes(out)

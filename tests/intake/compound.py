"""Compound files ([MS-CFB]) made by hand: what Outlook saves a message in."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


@dataclass
class Storage:
    """A folder of streams and storages."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, Storage] = field(default_factory=dict)


def compound(root: Storage) -> bytes:
    """The file: every stream in the mini stream where it is small, in sectors of its own elsewhere."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, 0, 0]]
    big: list[tuple[int, bytes]] = []
    mini, minifat = bytearray(), []

    def add(storage: Storage, parent: int) -> None:
        kids: list[int] = []
        for name, content in storage.streams.items():
            entries.append([name, 2, FREE, 0, len(content)])
            place = len(entries) - 1
            kids.append(place)
            if len(content) >= 4096:
                big.append((place, content))
                continue
            entries[place][3] = len(minifat) if content else END
            count = -(-len(content) // 64)
            start = len(minifat)
            minifat.extend([*(start + step + 1 for step in range(count - 1)), END][:count])
            mini.extend(content.ljust(count * 64, b"\0"))
        for name, inner in storage.storages.items():
            entries.append([name, 1, FREE, 0, 0])
            kids.append(len(entries) - 1)
            add(inner, len(entries) - 1)
        entries[parent][2] = kids[0] if kids else FREE
        for kid, following in zip(kids, [*kids[1:], FREE], strict=True):
            entries[kid].append(following)

    add(root, 0)
    entries[0].append(FREE)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(content: bytes) -> int:
        count = max(1, -(-len(content) // 512))
        start = len(sectors)
        sectors.extend(content.ljust(count * 512, b"\0")[step * 512 : step * 512 + 512] for step in range(count))
        fat.extend([*(start + step + 1 for step in range(count - 1)), END])
        return start

    for place, content in big:
        entries[place][3] = put(content)
    entries[0][3], entries[0][4] = (put(bytes(mini)), len(mini)) if mini else (END, 0)
    minifat_start = put(b"".join(struct.pack("<I", one) for one in minifat).ljust(512, b"\xff")) if minifat else END
    directory = put(b"".join(map(_entry, entries)))
    fat_start = len(sectors)
    count = -(-(len(fat) + 1) // 128)
    while -(-(len(fat) + count) // 128) > count:
        count += 1
    table = [*fat, *([0xFFFFFFFD] * count)]
    packed = b"".join(struct.pack("<I", one) for one in table).ljust(count * 512, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6, 0, count, directory, 0, 4096),
        *(minifat_start, -(-len(minifat) // 128), END, 0),
    )
    header += b"".join(struct.pack("<I", fat_start + step if step < count else FREE) for step in range(109))
    return header + b"".join(sectors) + packed


def _entry(entry: list[object]) -> bytes:
    name, kind, child, start, size, following = entry
    encoded = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, FREE, following, child, b"\0" * 16, 0, 0, 0, start, size)


# ------------------------------------------------------------------ messages


def outlook_message(texts: Mapping[int, str], attachments: Mapping[str, bytes] = {}, *, binary: Mapping[int, bytes] = {}) -> bytes:
    """A .msg file: properties by their tag, attachments by their name."""
    root = Storage()
    rows = b""
    for tag, text in texts.items():
        content = text.encode("utf-16-le")
        root.streams[f"__substg1.0_{tag:04X}001F"] = content
        rows += struct.pack("<HHIII", 0x1F, tag, 6, len(content) + 2, 0)
    for tag, content in binary.items():
        root.streams[f"__substg1.0_{tag:04X}0102"] = content
        rows += struct.pack("<HHIII", 0x102, tag, 6, len(content), 0)
    header = struct.pack("<8xIIII8x", 0, len(attachments), 0, len(attachments))
    root.streams["__properties_version1.0"] = header + rows
    for number, (name, content) in enumerate(attachments.items()):
        inner = Storage()
        inner.streams["__substg1.0_3707001F"] = name.encode("utf-16-le")
        inner.streams["__substg1.0_37010102"] = content
        rows = struct.pack("<HHIII", 0x1F, 0x3707, 6, len(name) * 2 + 2, 0)
        rows += struct.pack("<HHIII", 0x102, 0x3701, 6, len(content), 0) + struct.pack("<HHIII", 3, 0x3705, 6, 1, 0)
        inner.streams["__properties_version1.0"] = b"\0" * 8 + rows
        root.storages[f"__attach_version1.0_#{number:08X}"] = inner
    return compound(root)

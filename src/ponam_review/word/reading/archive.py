"""The zip archive of a Word file, read without trusting it: its directory first, one member at a time after that (APPNOTE.TXT 6.3).

The standard library's reader would do, but takes longer to import than most Word files take to read.
"""

from __future__ import annotations

import struct
import zlib

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_END = _END.size + 0xFFFF
_FULL = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_UTF_8 = 0x800


class DamagedArchiveError(Exception):
    """The archive contradicts itself, or uses what no Word file does."""


class CrowdedArchiveError(Exception):
    """More members than asked for."""


class Member:
    """One file of the archive, as its directory tells of it."""

    __slots__ = ("at", "checksum", "encrypted", "method", "name", "packed", "size")

    def __init__(self, name: str, fields: tuple[int, ...], extra: bytes) -> None:
        _, _, flags, self.method, _, _, self.checksum, packed, size, _, _, _, _, _, _, at = fields
        self.name = name
        self.encrypted = bool(flags & 1)
        self.packed, self.size, self.at = packed, size, at
        if _FULL in (packed, size, at):
            self._widen(extra)

    def _widen(self, extra: bytes) -> None:
        """Sizes beyond 32 bits stand in the extra field 1, only those that are missing (§4.5.3)."""
        place = 0
        while place + 4 <= len(extra):
            kind, length = struct.unpack_from("<HH", extra, place)
            if kind == 1:
                values = list(struct.unpack_from(f"<{min(length, len(extra) - place - 4) // 8}Q", extra, place + 4))
                for name in ("size", "packed", "at"):
                    if getattr(self, name) == _FULL and values:
                        setattr(self, name, values.pop(0))
                return
            place += 4 + length


class Archive:
    """Members by the order of the directory."""

    def __init__(self, content: bytes, most: int) -> None:
        self._content = content
        self._shift = 0
        self.members: list[Member] = []
        try:
            self._read_directory(most)
        except (struct.error, UnicodeError, ValueError, OverflowError) as error:
            raise DamagedArchiveError from error

    def read(self, member: Member) -> bytes:
        """The content of a member, exactly as long as the directory says."""
        start = member.at + self._shift
        try:
            local = _LOCAL.unpack_from(self._content, start)
        except (struct.error, ValueError, OverflowError) as error:
            raise DamagedArchiveError from error
        if local[0] != b"PK\x03\x04":
            raise DamagedArchiveError
        begun = start + _LOCAL.size + local[-2] + local[-1]
        packed = self._content[begun : begun + member.packed]
        content = packed if member.method == _STORED else _inflated(packed, member)
        if len(content) != member.size or zlib.crc32(content) != member.checksum:
            raise DamagedArchiveError
        return content

    def _read_directory(self, most: int) -> None:
        content = self._content
        end = content.rfind(b"PK\x05\x06", max(0, len(content) - _LONGEST_END))
        if end < 0:
            raise DamagedArchiveError
        _, _, _, _, _, length, offset, _ = _END.unpack_from(content, end)
        foot = end
        if _FULL in (length, offset) or content[end - _LOCATOR_64.size : end - _LOCATOR_64.size + 4] == b"PK\x06\x07":
            foot, length, offset = self._wide_end(end, length, offset)
        self._shift = foot - length - offset
        place = foot - length
        if place < 0 or self._shift < 0:
            raise DamagedArchiveError
        while place < foot:
            place = self._read_entry(place)
            if len(self.members) > most:
                raise CrowdedArchiveError

    def _wide_end(self, end: int, length: int, offset: int) -> tuple[int, int, int]:
        """Where the directory ends, its length and its offset in an archive with the 64-bit end record (§4.3.14)."""
        content = self._content
        at = end - _LOCATOR_64.size - _END_64.size
        if at < 0 or content[at : at + 4] != b"PK\x06\x06":
            return end, length, offset
        *_, length, offset = _END_64.unpack_from(content, at)
        return at, length, offset

    def _read_entry(self, place: int) -> int:
        content = self._content
        sign, *fields = _ENTRY.unpack_from(content, place)
        if sign != b"PK\x01\x02":
            raise DamagedArchiveError
        name_length, extra_length, comment_length = map(int, fields[9:12])
        begun = place + _ENTRY.size
        raw = content[begun : begun + name_length]
        name = raw.decode("utf-8" if fields[2] & _UTF_8 or raw.isascii() else "cp437")
        extra = content[begun + name_length : begun + name_length + extra_length]
        self.members.append(Member(name.partition("\0")[0], tuple(fields), extra))
        return begun + name_length + extra_length + comment_length


def _inflated(packed: bytes, member: Member) -> bytes:
    """Never more than one byte beyond what the directory promised."""
    if member.method != _DEFLATED:
        raise DamagedArchiveError
    try:
        return zlib.decompressobj(-15).decompress(packed, member.size + 1)
    except (zlib.error, OverflowError) as error:
        raise DamagedArchiveError from error

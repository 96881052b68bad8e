"""The zip archive: what it holds, and what it refuses."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.word.reading.archive import Archive, CrowdedArchiveError, DamagedArchiveError

from .building import packed

MEMBERS = {"a.xml": b"<a/>" * 500, "dossier/\u00e9.xml": b"", "c": bytes(range(256))}


def contents(data: bytes) -> dict[str, bytes]:
    archive = Archive(data, 100)
    return {member.name: archive.read(member) for member in archive.members}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_it_reads_what_was_packed(method: int) -> None:
    assert contents(packed(MEMBERS, method)) == MEMBERS


def test_words_before_and_after_the_archive_do_no_harm() -> None:
    assert contents(b"#!/bin/sh\n" + packed(MEMBERS)) == MEMBERS
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "b")
        archive.comment = b"made by hand"
    assert contents(stream.getvalue()) == {"a": b"b"}


def test_members_written_as_a_stream_have_their_sizes_in_the_directory() -> None:
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.bytes = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.bytes += piece  # type: ignore[operator]
            return len(piece)  # type: ignore[arg-type]

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        archive.writestr("a", b"x" * 100)
    assert contents(bytes(stream.bytes)) == {"a": b"x" * 100}


def test_sizes_of_64_bits_are_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open("a", "w", force_zip64=True) as member:
        member.write(b"x" * 10)
    data = bytearray(stream.getvalue())
    entry = data.rindex(b"PK\x01\x02")
    size, at = struct.unpack_from("<L", data, entry + 24)[0], len(data) - 22
    extra = struct.pack("<HHQQ", 1, 16, size, size)
    data[entry + 20 : entry + 28] = b"\xff" * 8
    data[entry + 30 : entry + 32] = struct.pack("<H", len(extra))
    data[entry + 47 : at] = extra
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<L", end - entry)
    assert contents(bytes(data)) == {"a": b"x" * 10}


def test_more_members_than_asked_for_are_refused() -> None:
    with pytest.raises(CrowdedArchiveError):
        Archive(packed({str(n): b"" for n in range(11)}), 10)


@pytest.mark.parametrize("change", ["content", "size", "method", "directory", "no end"])
def test_an_archive_that_contradicts_itself_is_refused(change: str) -> None:
    data = bytearray(packed({"a": b"hello" * 100}))
    entry = data.rindex(b"PK\x01\x02")
    match change:
        case "content":
            data[33] ^= 1
        case "size":
            data[entry + 24] ^= 1
        case "method":
            data[entry + 10] = 12
        case "directory":
            data[entry] = 0
        case _:
            data = data[:-22]
    with pytest.raises(DamagedArchiveError):
        contents(bytes(data))


def test_a_member_never_unpacks_to_more_than_it_promised() -> None:
    data = bytearray(packed({"a": b"\0" * 5_000_000}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 10)
    with pytest.raises(DamagedArchiveError):
        contents(bytes(data))


@given(st.data())
def test_any_change_of_a_byte_is_read_or_refused(draws: st.DataObject) -> None:
    data = bytearray(packed(MEMBERS))
    for _ in range(draws.draw(st.integers(1, 4))):
        data[draws.draw(st.integers(0, len(data) - 1))] = draws.draw(st.integers(0, 255))
    try:
        assert len(contents(bytes(data))) <= len(MEMBERS) * 2
    except (DamagedArchiveError, CrowdedArchiveError):
        return

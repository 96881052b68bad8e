"""Files meant to harm, and files of unusual size: refused in one sentence or read within limits, by a process that is told so."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from .building import answer, comment, document, docx, inserted, packed, paragraph, relations, row, run, table

MEMORY = 600 << 20
SECONDS = 30
"""Of a processor: a test must not fail because others are busy."""
PATIENCE = 300
CANARY = "CANARI-7f3a"

resource = pytest.importorskip("resource", reason="limits of a process are set by POSIX")


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads(self.out)
        return found


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Ran]:
    """Read a file with the memory and the time that one may take."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    def run_it(content: bytes) -> Ran:
        path = tmp_path / "recu" / "fichier.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        command = [sys.executable, "-c", "import sys; from ponam_review.cli.main import main; sys.exit(main())", "read", str(path)]
        environ = {**os.environ, "PONAM_LANG": "en"}
        ran = subprocess.run(
            [*command, "--format", "json"], capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False, env=environ,
            preexec_fn=limited,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        assert CANARY not in ran.stdout + ran.stderr
        assert sorted(item.name for item in tmp_path.rglob("*") if item.is_file()) == ["fichier.docx"]
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return run_it


def main_part(xml: str) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return packed({"_rels/.rels": relations({"rId1": (office, "word/document.xml")}), "word/document.xml": xml})


def compound(words: str) -> bytes:
    """The beginning of an OLE file whose directory names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + words.encode("utf-16-le") + b"\0" * 512


def entities(count: int) -> str:
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE x [<!ENTITY e0 "boum">{rows}]>' + document(paragraph(f"&e{count - 1};"))


def bomb() -> bytes:
    return packed({"word/document.xml": b"<w:document>" + b" " * (90 << 20)})


def lying_bomb() -> bytes:
    """Its directory says that it is small."""
    data = bytearray(packed({"word/document.xml": b" " * (40 << 20)}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 1000)
    return bytes(data)


def overlapping() -> bytes:
    """A thousand entries for the same ten megabytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (10 << 20))
        info = archive.infolist()[0]
        for number in range(1000):
            other = zipfile.ZipInfo(f"word/{number}.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, name, getattr(info, name))
            archive.filelist.append(other)
    return stream.getvalue()


REFUSED = {
    "a zip bomb": bomb,
    "a zip bomb whose directory lies": lying_bomb,
    "entries that overlap": overlapping,
    "thousands of members": lambda: packed({f"word/{n}.xml": b"" for n in range(12_000)}),
    "an entity bomb": lambda: main_part(entities(10)),
    "an entity that grows once": lambda: main_part(entities(2)),
    "an external entity": lambda: main_part(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>{document(paragraph("&e;"))}'),
    "an external subset": lambda: main_part(f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">{document(paragraph("a"))}'),
    "a parameter entity": lambda: main_part(f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>{document("")}'),
    "elements 100,000 deep": lambda: main_part(document("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)),
    "tables 5,000 deep": lambda: main_part(document("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000)),
    "an empty file": lambda: b"",
    "an empty archive": lambda: packed({}),
    "a file cut short": lambda: docx(paragraph("a" * 5000))[:-400],
    "an old .doc": lambda: compound("WordDocument"),
    "a document protected by a password": lambda: compound("EncryptedPackage"),
    "a page of text": lambda: b"Bonjour.",
    "no main part": lambda: packed({"word/styles.xml": "<x/>"}),
    "a main part of nothing": lambda: main_part(""),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_one_sentence(read: Callable[[bytes], Ran], make: Callable[[], bytes]) -> None:
    ran = read(make())
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert "fichier.docx" in ran.err


def test_names_that_lead_out_of_the_package_lead_nowhere(read: Callable[[bytes], Ran], tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    (tmp_path / "recu").mkdir()
    members = {
        "_rels/.rels": relations({"rId1": (f"{office}/officeDocument", "word/document.xml")}),
        "word/document.xml": document(paragraph("lu")),
        "word/_rels/document.xml.rels": relations({"c": (f"{office}/comments", "../../../../etc/passwd")}),
        "../../../dehors.txt": CANARY,
        "/tmp/dehors.txt": CANARY,  # noqa: S108 - a name inside the archive
        "C:\\dehors.txt": CANARY,
    }
    assert read(packed(members)).json["accepted"] == ["lu"]


def test_ids_that_stand_twice_and_replies_in_a_circle_end(read: Callable[[bytes], Ran]) -> None:
    marks = "".join(f'<w:commentRangeStart w:id="{n}"/>{run(str(n))}<w:commentRangeEnd w:id="{n}"/>' for n in (1, 1, 2, 3))
    extended = answer("00000010", to="00000030") + answer("00000020", to="00000010") + answer("00000030", to="00000020", done=True)
    content = docx(paragraph(marks), comments="".join(comment(n, "x") for n in (1, 2, 3, 1)), commentsExtended=extended)
    found = read(content).json["comments"]
    assert [row["id"] for row in found] == ["1", "2", "3", "1"]  # type: ignore[index]


def test_a_table_of_10_000_rows(read: Callable[[bytes], Ran]) -> None:
    rows = "".join(row(str(n), "mesure", "coût") for n in range(10_000))
    found = read(docx(table(rows))).json
    assert len(found["accepted"]) == 30_000
    assert found["cells"][-1] == [1, 10_000, 3]


def test_100_000_comments(read: Callable[[bytes], Ran]) -> None:
    mark = '<w:p><w:commentRangeStart w:id="{0}"/><w:r><w:t>mot {0}</w:t></w:r><w:commentRangeEnd w:id="{0}"/></w:p>'
    body = "".join(mark.format(n) for n in range(100_000))
    found = read(docx(body, comments="".join(comment(n, "Avis") for n in range(100_000)))).json["comments"]
    assert len(found) == 100_000
    assert found[-1]["quote"] == "mot 99999"  # type: ignore[index]


def test_100_000_comments_over_the_whole_text_are_cut_not_multiplied(read: Callable[[bytes], Ran]) -> None:
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(10_000))
    ends = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(20_000))
    content = docx(starts + paragraph("mot " * 5000) + ends, comments="".join(comment(n, "x") for n in range(20_000)))
    found = read(content).json
    assert sum(len(row["quote"]) for row in found["comments"]) < 40 << 20  # type: ignore[index, call-overload]
    assert found["warnings"]


def test_20_000_tracked_changes(read: Callable[[bytes], Ran]) -> None:
    body = "".join(paragraph("a ", inserted("b")) for _ in range(20_000))
    assert len(read(docx(body)).json["changes"]) == 20_000

"""Tables from outside, row by row, as text: Excel workbooks and CSV files, opened without trusting them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from ..text.errors import SheetError
from ..text.notices import Notice

MAX_FILE = 100 << 20
MAX_MEMBERS = 5_000
MAX_UNPACKED = 400 << 20
MAX_RATIO = 400
RATIO_COUNTS_FROM = 8 << 20
MAX_COLUMNS = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What openpyxl raises on broken workbooks (an XML error is a SyntaxError)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one, by first and last row (from 1) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its rows from the first, each as text."""

    title: str
    rows: Iterator[tuple[str, ...]]
    merged: tuple[Merged, ...] = ()


@dataclass(slots=True)
class Losses:
    """Notices gathered while rows are read."""

    file: str
    notices: list[Notice] = field(default_factory=list)

    def note(self, template: str, line: int = 0, **values: object) -> None:
        self.notices.append(Notice(template, values, file=self.file, line=line))


def read_sheets(content: bytes, name: str, losses: Losses) -> Iterator[Sheet]:
    """The tables of a file, by its content rather than by its ending."""
    if not content.strip():
        raise SheetError("{file}: the file is empty; ask for it again", file=name)
    if len(content) > MAX_FILE:
        raise SheetError("{file}: the file is too big to be a matrix; it was not opened", file=name)
    if content.startswith(_OLE):
        sentence = "{file}: this is a workbook in the old Excel format (.xls) or protected by a password; save it as plain .xlsx"
        raise SheetError(sentence, file=name)
    if content.startswith(b"PK"):
        return _workbook(content, name, losses)
    return iter((Sheet("", iter(read_csv(content, name))),))


# ------------------------------------------------------------------ workbooks


def _workbook(content: bytes, name: str, losses: Losses) -> Iterator[Sheet]:
    _check_package(content, name)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    losses.note("the hidden sheet “{sheet}” was not read", sheet=sheet.title)
                    continue
                sheet.reset_dimensions()
                merged = _merged(package, sheet)
                yield Sheet(sheet.title, _rows(sheet, name), merged)
    except _FAILURES as error:
        raise _damaged(name) from error


def _check_package(content: bytes, name: str) -> None:
    """Sizes are checked on the directory of the zip, and document types looked for, before openpyxl sees the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            names = {info.filename.lower() for info in members}
            if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
                raise _too_big(name)
            if any(i.file_size > RATIO_COUNTS_FROM and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in members):
                raise _too_big(name)
            if "[content_types].xml" not in names or not any(part.startswith("xl/") for part in names):
                raise _not_a_workbook(name)
            for info in members:
                if info.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in _head(package, info):
                    raise SheetError(
                        "{file}: it holds a document type definition, which no workbook has; it was not read",
                        file=name,
                    )
    except _FAILURES as error:
        raise _damaged(name) from error


def _head(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A document type stands before the root element; comments may stand before it."""
    with package.open(info) as stream:
        return stream.read(1 << 20)


def _merged(package: zipfile.ZipFile, sheet: Any) -> tuple[Merged, ...]:
    """Merged cells, which openpyxl leaves out when it reads row by row. They stand after the rows."""
    part = sheet._worksheet_path
    with package.open(part) as stream:
        tail, found = b"", []
        while chunk := stream.read(1 << 20):
            text = tail + chunk
            found += _MERGED.findall(text)
            cut = text.rfind(b"<")
            tail = text[cut:] if cut >= 0 and len(text) - cut < 4096 else b""
    ranges = (Merged(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in found)
    return tuple(dict.fromkeys(ranges))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _rows(sheet: Any, name: str) -> Iterator[tuple[str, ...]]:
    try:
        for row in sheet.iter_rows(values_only=True):
            yield tuple("" if value is None else cell_text(value) for value in row[:MAX_COLUMNS])
    except _FAILURES as error:
        raise _damaged(name) from error


def cell_text(value: object) -> str:
    """A cell as its reader sees it: whole numbers without decimals, dates in ISO form."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def column_name(place: int) -> str:
    """A, B, … Z, AA: the column as Excel calls it."""
    name, place = "", place + 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name


# ------------------------------------------------------------------ CSV

DELIMITERS = ";\t,|"
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""The apostrophe by which we (and others) keep a spreadsheet from taking text for a formula."""


def read_csv(content: bytes, name: str) -> list[tuple[str, ...]]:
    """The rows of a CSV file, whatever its encoding and its delimiter."""
    text = _decoded(content, name)
    delimiter = _delimiter(text)
    csv.field_size_limit(MAX_FILE)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [
            tuple(_GUARDED.sub("", cell.strip(), count=1) if cell[:1] == "'" else cell.strip() for cell in row[:MAX_COLUMNS])
            for row in rows
        ]
    except csv.Error as error:
        raise SheetError("{file}: this is not a table that can be read; save it as .xlsx or CSV", file=name) from error


_MARKS: Mapping[bytes, str] = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 where it is, else what Excel writes on a French Windows."""
    encoding = next((found for mark, found in _MARKS.items() if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content[:4096]:
        raise SheetError(
            "{file}: this is neither a workbook nor a CSV file; check the file, or ask for it again",
            file=name,
        )
    for attempt in (encoding, "cp1252", "latin-1"):
        try:
            return content.decode(attempt)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads every byte")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most cells, commas counting least: French text is full of them."""
    head = text[:20_000]
    counts: dict[str, float] = {}
    for rank, delimiter in enumerate(DELIMITERS):
        rows: Sequence[Sequence[str]] = []
        with suppress(csv.Error):
            rows = [row for _, row in zip(range(20), csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), strict=False)]
        widths = [len(row) for row in rows if any(row)]
        steady = sum(width == max(set(widths), key=widths.count) for width in widths) / len(widths) if widths else 0
        widest = max(set(widths), key=widths.count) if widths else 1
        counts[delimiter] = (widest > 1) * (steady * min(widest, 15) + (len(DELIMITERS) - rank) * 0.1)
    return max(counts, key=lambda delimiter: counts[delimiter])


# ------------------------------------------------------------------ refusals


def _too_big(name: str) -> SheetError:
    return SheetError("{file}: the workbook is too big once unpacked to be a matrix; it was not opened", file=name)


def _damaged(name: str) -> SheetError:
    return SheetError("{file}: the workbook is damaged or cut short; ask for it again", file=name)


def _not_a_workbook(name: str) -> SheetError:
    return SheetError("{file}: this is not an Excel workbook (.xlsx); save it as .xlsx and send it again", file=name)

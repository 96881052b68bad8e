"""Tables from outside, row by row, as text: workbooks (`workbook`) and CSV files in any encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time

from ..text.errors import SheetError
from ..text.notices import Notice

MAX_FILE = 100 << 20
MAX_COLUMNS = 200


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
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        from .workbook import read_workbook

        return read_workbook(content, name, losses)
    return iter((Sheet("", read_csv(content, name)),))


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


def read_csv(content: bytes, name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a CSV file, whatever its encoding and its delimiter."""
    text = decode_text(content, name)
    delimiter = _delimiter(text)
    csv.field_size_limit(MAX_FILE)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield tuple(_GUARDED.sub("", cell.strip(), count=1) if cell[:1] == "'" else cell.strip() for cell in row[:MAX_COLUMNS])
    except csv.Error as error:
        raise SheetError("{file}: this is not a table that can be read; save it as .xlsx or CSV", file=name) from error


_MARKS: Mapping[bytes, str] = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decode_text(content: bytes, name: str) -> str:
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

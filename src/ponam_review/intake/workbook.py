"""Workbooks from outside (Excel, old Excel, OpenDocument), opened without trusting them: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..text.errors import SheetError
from .cells import MAX_COLUMNS, Losses, Merged, Sheet, cell_text

MAX_MEMBERS = 5_000
MAX_UNPACKED = 400 << 20
MAX_RATIO = 400
RATIO_COUNTS_FROM = 8 << 20
MAX_DENSE = 6_000_000
"""Cells of a sheet from its first to its last, empty ones counted, up to which the fast reader may lay it out whole."""
MAX_ROWS = 100_000
STRAY = 1_000
"""Filled cells below that row that may be slips of the mouse."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
"""A cell that holds something; cells that only have a look end in their own tag."""
_REPEATED = re.compile(rb'<table:table-(cell|row)\b[^>]*?number-(?:rows|columns)-repeated="(\d{1,12})"[^>]*>')
MOST_REPEATED = 200
MAX_CONTENT = 120 << 20
_BROKEN = re.compile(rb"<(?:\w+:)?sheetData[ >]")
_ENDED = re.compile(rb"</(?:\w+:)?sheetData>")
FAILURES = (
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


def read_workbook(content: bytes, name: str, losses: Losses) -> Iterator[Sheet]:
    """The visible sheets of a workbook, row by row."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise SheetError("{file}: the workbook is protected by a password; ask for it without one", file=name)
        return _read_fast(content, name, losses)
    wide = _check_package(content, name)
    return _read_slowly(content, name, losses) if wide else _read_fast(content, name, losses)


# ------------------------------------------------------------------ two readers


def _read_fast(content: bytes, name: str, losses: Losses) -> Iterator[Sheet]:
    """By calamine: ten times as quick as openpyxl, but it lays a sheet out whole."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = _trying(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    for known in book.sheets_metadata:
        if known.typ is not SheetTypeEnum.WorkSheet:
            continue
        if known.visible is not SheetVisibleEnum.Visible:
            losses.note("the hidden sheet “{sheet}” was not read", sheet=known.name)
            continue
        sheet = _trying(name, partial(book.get_sheet_by_name, known.name))
        merged = tuple(Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
        rows = (tuple(map(cell_text, row[:MAX_COLUMNS])) for row in sheet.iter_rows())
        yield Sheet(known.name, rows, merged)


def _trying(name: str, opening: Callable[[], Any]) -> Any:
    """What the fast reader raises on broken files, a panic of its kernel included, is a refusal."""
    try:
        return opening()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise damaged(name) from error


def _read_slowly(content: bytes, name: str, losses: Losses) -> Iterator[Sheet]:
    """By openpyxl, row by row: for sheets with a stray cell at the end of the world."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sheets: list[Any] = list(book.worksheets)
            for sheet in sheets:
                if sheet.sheet_state != "visible":
                    losses.note("the hidden sheet “{sheet}” was not read", sheet=sheet.title)
                    continue
                sheet.reset_dimensions()
                yield Sheet(sheet.title, _rows(sheet, name), _merged(package, sheet._worksheet_path, name))
    except FAILURES as error:
        raise damaged(name) from error


def _rows(sheet: Any, name: str) -> Iterator[tuple[str, ...]]:
    try:
        for row in sheet.iter_rows(values_only=True):
            yield tuple("" if value is None else cell_text(value) for value in row[:MAX_COLUMNS])
    except FAILURES as error:
        raise damaged(name) from error


def _merged(package: zipfile.ZipFile, part: str, name: str) -> tuple[Merged, ...]:
    """Merged cells, which openpyxl leaves out when it reads row by row. They stand after the rows."""
    found: list[tuple[bytes, ...]] = []
    for piece in _pieces(package, part, name):
        found += _MERGED.findall(piece)
    ranges = (Merged(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in found)
    return tuple(dict.fromkeys(ranges))


# ------------------------------------------------------------------ before opening


def _check_package(content: bytes, name: str) -> bool:
    """Sizes are checked on the directory of the zip, and document types looked for, before any reader sees the file. True: some sheet is
    too wide or too long to be laid out whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            names = {info.filename.lower() for info in members}
            if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
                raise _too_big(name)
            if any(i.file_size > RATIO_COUNTS_FROM and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in members):
                raise _too_big(name)
            if "content.xml" in names and "mimetype" in names:
                return _check_open_document(package, name)
            if "[content_types].xml" not in names or not any(part.startswith("xl/") for part in names):
                raise _not_a_workbook(name)
            parts = [info.filename for info in members if info.filename.lower().endswith((".xml", ".rels"))]
            return any([_is_wide(package, part, name) for part in parts])  # noqa: C419 - each is checked
    except FAILURES as error:
        raise damaged(name) from error


def _is_wide(package: zipfile.ZipFile, part: str, name: str) -> bool:
    """Reading a part to its end also proves the size that the directory gives it."""
    columns, rows, beyond, begun, ended = 0, 0, 0, False, False
    for piece in _pieces(package, part, name):
        begun = begun or bool(_BROKEN.search(piece))
        ended = ended or bool(_ENDED.search(piece))
        for letters, row in _CELL.findall(piece):
            rows = max(rows, int(row))
            beyond += len(row) > 5 and int(row) > MAX_ROWS
            if len(letters) > 1 or columns < 26:
                columns = max(columns, _column(letters) + 1)
        if beyond > STRAY:
            raise SheetError("{file}: the matrix has more than {most} rows; split it and send the parts", file=name, most=MAX_ROWS)
    if begun and rows and not ended:
        raise damaged(name)
    return columns * rows > MAX_DENSE


def _check_open_document(package: zipfile.ZipFile, name: str) -> bool:
    """OpenDocument writes stretches of equal cells or rows as one, repeated. Empty ones cost nothing; filled ones are laid out whole."""
    if package.getinfo("content.xml").file_size > MAX_CONTENT:
        raise _too_big(name)
    content = b"".join(_pieces(package, "content.xml", name))
    for found in _REPEATED.finditer(content):
        end = content.find(b"</table:table-row", found.end()) if found[1] == b"row" else found.end()
        filled = content[found.start() : end if end > 0 else len(content)]
        if int(found[2]) > MOST_REPEATED and b"office:value" in filled:
            raise _too_big(name)
    return False


def _pieces(package: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """A part in pieces that cut no element in two. A document type stands before the root element; comments may stand before it."""
    first = True
    with package.open(part) as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            text = tail + chunk
            if first and b"<!DOCTYPE" in text:
                raise SheetError("{file}: it holds a document type definition, which no workbook has; it was not read", file=name)
            first = False
            cut = text.rfind(b"<")
            cut = cut if cut > 0 and len(text) - cut < 4096 else len(text)
            yield text[:cut]
            tail = text[cut:]
        yield tail


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# ------------------------------------------------------------------ refusals


def _too_big(name: str) -> SheetError:
    return SheetError("{file}: the workbook is too big once unpacked to be a matrix; it was not opened", file=name)


def damaged(name: str) -> SheetError:
    return SheetError("{file}: the workbook is damaged or cut short; ask for it again", file=name)


def _not_a_workbook(name: str) -> SheetError:
    return SheetError("{file}: this is not an Excel workbook (.xlsx); save it as .xlsx and send it again", file=name)

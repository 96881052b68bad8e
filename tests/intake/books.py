"""Matrices as offices make them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl


def book(rows: Sequence[Sequence[object]], *, title: str = "Observations", merged: Sequence[str] = ()) -> bytes:
    """An Excel workbook with one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()

"""The matrix as CSV for any spreadsheet: UTF-8 with its mark, semicolons, formulas kept from running."""

from __future__ import annotations

import csv
import io

from .matrix import Matrix, shown
from .spreadsheet import clean, looks_like_formula


def write_csv(matrix: Matrix) -> bytes:
    """The file. An apostrophe before a formula makes it text (intake takes it off again)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(matrix.headings())
    writer.writerows([guarded(clean(shown(value))) for value in row.values] for row in matrix.rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    return f"'{text}" if looks_like_formula(text) else text

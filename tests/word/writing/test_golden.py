"""The XML of each kind of change, reviewed as a diff when it changes (`--update-golden`)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from .cases import CASES, files_of


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_change_is_written_as_reviewed(case: str, golden: Callable[[str, str], None]) -> None:
    with zipfile.ZipFile(io.BytesIO(files_of(case)[0])) as package:
        xml = package.read("word/document.xml").decode()
        notes = package.read("word/footnotes.xml").decode() if "word/footnotes.xml" in package.namelist() else ""
    golden(f"redline/{case}/document.xml", _lines(xml) + _lines(notes))


def _lines(xml: str) -> str:
    """One element a line from the body on, so that a change shows as a few lines."""
    body = re.sub(r"^.*?<w:(?:body|footnotes)\b[^>]*>", "", xml, flags=re.DOTALL)
    return re.sub(r"(?=<w:(?:p|tbl|tr|tc|r|ins|del|moveFrom|moveTo|hyperlink|footnote|sectPr)[ >])|(?=</w:(?:p|tbl|tr)>)", "\n", body) + "\n"

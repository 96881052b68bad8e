"""`ponam redline --annotated`: the remarks of the register beside what changed."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run
from .test_consolidate_round import here, made

__all__ = ["here", "made"]


def test_remarks_stand_on_the_new_words(ponam: Run, here: Path) -> None:
    source = here / "text/one.md"
    source.write_text(source.read_text().replace("what they can spare", "all that they can spare").replace("| Posts | 8 |", "| Posts | 12 |"))
    assert ponam("redline", "draft-1", ".", "-o", "r.docx", "--annotated").code == 0
    shape = json.loads(ponam("read", "r.docx", "--format", "json").out)
    told = {comment["text"].split("\n")[0]: comment for comment in shape["comments"]}
    assert set(told) == {"OBS-0001", "OBS-0002", "OBS-0003", "OBS-0004"}
    assert told["OBS-0001"]["quote"] == "People move"
    assert {"all that", "12"} <= {change["text"] for change in shape["changes"] if change["kind"] == "insert"}
    assert ponam("verify-redline", "draft-1", ".", "r.docx").code == 0
    assert ponam("redline", "draft-1", ".", "-o", "r.html", "--annotated").code == 0
    page = (here / "r.html").read_text(encoding="utf-8")
    assert page.count('class="remarks"') == 3 and "OBS-0004" in page
    assert ponam("redline", "draft-1", ".", "-o", "r.pdf", "--annotated").code == 2

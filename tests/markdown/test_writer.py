from __future__ import annotations

import pytest

from ponam_review.markdown.reader import read_section
from ponam_review.markdown.writer import write_blocks
from tests.markdown.fixtures import FOLDER, Case, cases, rewrite

NAMES = sorted(file.name for file in FOLDER.glob("write-*.txt"))
ALL = [case for name in NAMES for case in cases(name)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_it_writes(case: Case, request: pytest.FixtureRequest) -> None:
    blocks = read_section(case.source, file="x.md", identified=False).value.blocks
    written = write_blocks(blocks)
    if request.config.getoption("--update-golden"):
        rewrite(case.file.name, {case.title: written})
        return
    assert written == case.expected
    assert read_section(written, file="x.md", identified=False).value.blocks == blocks

from __future__ import annotations

import pytest

from ponam_review.markdown.reader import read_section
from tests.markdown.fixtures import FOLDER, Case, cases, rewrite
from tests.markdown.shape import shape

NAMES = sorted(file.name for file in FOLDER.glob("read-*.txt"))
ALL = [case for name in NAMES for case in cases(name)]


def _read(source: str) -> str:
    read = read_section(source, file="x.md", identified=False)
    return shape(read.value.blocks) + "".join(f"! {notice.line}: {notice.text()}\n" for notice in read.notices)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_it_reads(case: Case, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        rewrite(case.file.name, {case.title: _read(case.source)})
        return
    assert _read(case.source) == case.expected

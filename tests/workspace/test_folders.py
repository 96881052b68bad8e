"""Folders never lead outside themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.text.errors import FileError
from ponam_review.workspace.folders import DiskFolder, inside

from .places import write


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "..", "C:/x", "\\\\server\\x", "a\0b", "..\\x"])
def test_what_leads_out_is_no_path(path: str) -> None:
    assert inside(path) is None


@given(st.lists(st.sampled_from(["..", ".", "a", "b", ""]), max_size=8))
def test_a_path_that_is_inside_stays_inside(parts: list[str]) -> None:
    plain = inside("/".join(parts).lstrip("/"))

    assert plain is None or not ({"..", "."} & set(plain.split("/")))


def test_reads_and_lists_in_name_order(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": "B", "a.md": "A", "c/d.md": "D"})
    folder = DiskFolder(tmp_path, "brouillon")

    assert folder.files("") == ("a.md", "b.md")
    assert folder.folders("") == ("c",)
    assert folder.read("c/d.md", 10) == b"D"
    assert folder.shown("c/d.md") == "brouillon/c/d.md"


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "A"})
    folder = DiskFolder(tmp_path)

    assert folder.read("b.md", 10) is None
    assert folder.read("a.md/b", 10) is None
    assert folder.read("", 10) is None
    assert folder.files("nowhere") == ()


def test_a_link_that_leads_out_counts_as_absent(tmp_path: Path) -> None:
    write(tmp_path, {"secret": "S", "in/a.md": "A"})
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "secret")
    (tmp_path / "in" / "inner.md").symlink_to("a.md")
    folder = DiskFolder(tmp_path / "in")

    assert folder.read("link.md", 10) is None
    assert folder.read("inner.md", 10) == b"A"


def test_too_big_is_refused_in_a_sentence(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "AAAA"})

    with pytest.raises(FileError, match=r"a\.md: it is larger than"):
        DiskFolder(tmp_path).read("a.md", 3)

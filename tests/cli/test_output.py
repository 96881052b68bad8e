"""Output files stand whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ponam_review.cli.output import write_output
from ponam_review.text.errors import FileError


def test_a_new_file_has_usual_permissions_and_leaves_nothing_beside(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_output(tmp_path / "a.docx", b"neuf")
    finally:
        os.umask(mask)

    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"neuf"
    assert stat.S_IMODE((tmp_path / "a.docx").stat().st_mode) == 0o644


def test_an_old_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o600)
    (tmp_path / "link").symlink_to("real")

    write_output(str(tmp_path / "link"), b"new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file_and_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"a: cannot be written: "):
        write_output(str(tmp_path / "a"), b"new")

    assert [file.name for file in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["absent/a.docx", "."])
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileError) as caught:
        write_output(str(tmp_path / path), b"x")
    assert caught.value.exit_code == 3


def test_a_hyphen_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_output("-", b"\x00\xff")

    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_what_is_not_a_plain_file_is_written_in_place() -> None:
    write_output(os.devnull, b"x")

    assert Path(os.devnull).is_char_device()

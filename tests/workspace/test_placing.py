"""Files written together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import FileError
from ponam_review.workspace import placing
from ponam_review.workspace.placing import Planned, write_together


def held(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def test_new_ones_changed_ones_and_those_that_go(tmp_path: Path) -> None:
    for name in ("old", "gone"):
        (tmp_path / name).write_text(name)
    files = [Planned(tmp_path / "a/b/new", b"new"), Planned(tmp_path / "old", b"changed"), Planned(tmp_path / "gone", None)]
    write_together(files, tmp_path)
    assert held(tmp_path) == {"a/b/new": "new", "old": "changed"}


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_failure_anywhere_leaves_everything_as_it_was(fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for name in ("old", "gone"):
        (root / name).write_text(name)
    real, calls = placing.os.replace, [0]

    def failing(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(placing.os, "replace", failing)
    files = [Planned(root / "a/new", b"new"), Planned(root / "old", b"changed"), Planned(root / "gone", None), Planned(root / "last", b"x")]
    with pytest.raises(FileError, match="cannot be written"):
        write_together(files, root)
    assert held(root) == {"gone": "gone", "old": "old"}
    assert sorted(path.name for path in root.iterdir()) == ["gone", "old"]


def test_what_stands_there_already_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("same")
    before = (tmp_path / "a").stat().st_mtime_ns
    write_together([Planned(tmp_path / "a", b"same")], tmp_path)
    assert (tmp_path / "a").stat().st_mtime_ns == before


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileError):
        write_together([Planned(tmp_path / "file/inside", b"x")], tmp_path)
    assert held(tmp_path) == {"file": "x"}

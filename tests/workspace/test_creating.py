"""A new workspace works at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import FileError, StateError
from ponam_review.text.flow import prepare
from ponam_review.workspace import find_workspace, resolve
from ponam_review.workspace.creating import create_workspace
from ponam_review.workspace.history import create_history, find_history

from .places import Clock, write


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_reads_without_a_notice_and_is_recorded(tmp_path: Path, language: str) -> None:
    root = tmp_path / "ma politique"

    created = create_workspace(root, language, Clock().signer())

    result = resolve(workspace=find_workspace(root, root))
    history = find_history(root)
    assert history is not None and not history.repository.status()
    assert str(history.repository.head.target) == created.commit
    assert result.notices == ()
    assert result.value.documents[0].title == "Ma politique"
    assert len(prepare(result.value).items) > 10


def test_files_that_stand_there_are_kept(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "a\n", "notes.txt": "b"})

    created = create_workspace(tmp_path, "fr", Clock().signer())

    assert ".gitignore" not in created.files
    assert (tmp_path / ".gitignore").read_text() == "a\n"


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    create_workspace(tmp_path, "fr", Clock().signer())

    with pytest.raises(StateError) as caught:
        create_workspace(tmp_path, "fr", Clock().signer())
    assert caught.value.exit_code == 4


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write(tmp_path, {"a": ""})

    with pytest.raises(FileError):
        create_workspace(tmp_path / "a", "fr", Clock().signer())


def test_inside_a_larger_repository_it_shares_the_history_unless_told(tmp_path: Path) -> None:
    create_history(tmp_path)

    assert create_workspace(tmp_path / "x/un", "fr", Clock().signer()).shared
    assert not create_workspace(tmp_path / "deux", "fr", Clock().signer(), own_history=True).shared
    assert not (tmp_path / "x/un/.git").exists()
    assert (tmp_path / "deux/.git").is_dir()


def test_inside_an_unfinished_merge_nothing_is_written(tmp_path: Path) -> None:
    create_history(tmp_path)
    write(tmp_path, {".git/index.lock": ""})

    with pytest.raises(StateError):
        create_workspace(tmp_path / "un", "fr", Clock().signer())
    assert not (tmp_path / "un").exists()

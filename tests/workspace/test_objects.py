"""A history that a crash damaged is a sentence, never a hang: libgit2 does not come back from an object that was cut short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ponam_review.text.errors import WorkspaceError
from ponam_review.workspace import resolve
from ponam_review.workspace.editions import create_edition, list_editions
from ponam_review.workspace.following import log_section
from ponam_review.workspace.history import find_history
from ponam_review.workspace.saving import save

from .places import Clock, make_workspace, saved, section, write

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "end cut": lambda content: content[:-3],
    "empty": lambda _content: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("what", ["commit", "tree", "blob", "tag"])
def test_damaged_objects_are_named(tmp_path: Path, what: str, damage: str) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    saved(tmp_path, clock)
    history = find_history(tmp_path)
    assert history is not None
    commit = history.repository[create_edition(history, "projet-0", "", clock.signer()).commit]
    tree = history.subtree(commit)  # type: ignore[arg-type]
    assert tree is not None
    named = {"commit": commit.id, "tree": tree["texte"].id, "blob": tree["texte/politique/02-axes.md"].id}
    id = str(named.get(what) or history.repository.references["refs/tags/projet-0"].target)
    file = tmp_path / ".git/objects" / id[:2] / id[2:]
    file.chmod(0o644)
    file.write_bytes(DAMAGES[damage](file.read_bytes()))

    with pytest.raises(WorkspaceError, match=f"the history .git. is damaged: its object {id[:10]}"):
        resolve("projet-0", workspace=workspace, here=tmp_path)


def test_a_damaged_object_is_not_saved_again(tmp_path: Path) -> None:
    """libgit2 takes a file that is there for whole, and would build a commit on it."""
    clock, workspace = Clock(), make_workspace(tmp_path)
    saved(tmp_path, clock)
    history = find_history(tmp_path)
    assert history is not None
    head = history.head()
    assert head is not None
    id = str(head.tree["texte/politique/02-axes.md"].id)
    (tmp_path / ".git/objects" / id[:2] / id[2:]).chmod(0o644)
    (tmp_path / ".git/objects" / id[:2] / id[2:]).write_bytes(b"")
    write(workspace.root, {"texte/politique/01-vision.md": section("vision", "Autre")})
    again = find_history(tmp_path)
    assert again is not None

    with pytest.raises(WorkspaceError, match="is damaged"):
        save(again, "Suite", clock.signer())
    assert again.repository.head.target == head.id


@pytest.mark.parametrize("file", ["HEAD", "refs/heads/main", "index", "config"])
def test_damaged_files_of_git_are_a_sentence(tmp_path: Path, file: str) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    saved(tmp_path, clock)
    (tmp_path / ".git" / file).write_bytes(b"[core\n")

    def work() -> None:
        history = find_history(tmp_path)
        assert history is not None
        list(log_section(history, "axes", workspace.settings))
        list_editions(history)
        save(history, "Suite", clock.signer())

    with pytest.raises(WorkspaceError, match=r"the history \(git\) cannot be used"):
        work()


def test_a_shallow_clone_ends_where_it_ends(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    commits = []
    for word in ("un", "deux", "trois"):
        write(tmp_path, {"texte/politique/02-axes.md": section("axes", word)})
        commits.append(saved(tmp_path, clock, word))
    write(tmp_path, {".git/shallow": commits[1] + "\n"})
    (tmp_path / ".git/objects" / commits[0][:2] / commits[0][2:]).unlink()
    history = find_history(tmp_path)
    assert history is not None

    assert [row.subject for row in log_section(history, "axes", workspace.settings)] == ["trois", "deux"]
    assert history.commit_of("HEAD~1") == commits[1]
    assert history.commit_of("HEAD~2") is None

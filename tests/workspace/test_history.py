"""Names of revisions, and a workspace that is a subfolder of a larger repository."""

from __future__ import annotations

from pathlib import Path

import pygit2
import pytest

from ponam_review.text.errors import RevisionError, WorkspaceError
from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.history import create_history, find_history

from .places import Clock, larger_repository, make_workspace, saved, write


def three_states(root: Path, clock: Clock) -> list[str]:
    commits = []
    for word in ("un", "deux", "trois"):
        write(root, {"texte/politique/02-axes.md": word})
        commits.append(saved(root, clock, word))
    return commits


def test_names_as_git_knows_them(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    one, two, three = three_states(tmp_path, Clock())
    history = find_history(tmp_path)
    assert history is not None

    assert history.commit_of("HEAD") == three
    assert history.commit_of("HEAD~2") == one
    assert history.commit_of("main^") == two
    assert history.commit_of(one[:8]) == one


@pytest.mark.parametrize("rev", ["HEAD~9", "nulle-part", "", "..", "HEAD^{tree}", "a..b", "@{9999}", "\u0000"])
def test_what_names_nothing_is_none(tmp_path: Path, rev: str) -> None:
    make_workspace(tmp_path)
    three_states(tmp_path, Clock())
    history = find_history(tmp_path)
    assert history is not None

    assert history.commit_of(rev) is None


def test_before_the_first_save_nothing_has_a_name(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    history = create_history(tmp_path)

    assert history.commit_of("HEAD") is None
    assert list(history.commits()) == []


def test_steps_count_the_workspaces_own_states(tmp_path: Path) -> None:
    clock = Clock()
    outer, workspace = larger_repository(tmp_path, clock)
    history = find_history(workspace.root)
    assert history is not None and history.prefix == "droit/politique"
    own = [str(commit.id) for commit in history.commits()]
    write(workspace.root, {"texte/politique/02-axes.md": "neuf"})
    last = saved(workspace.root, clock)

    assert len(own) == 1
    assert history.commit_of("HEAD") == last
    assert history.commit_of("HEAD~1") == own[0]
    assert history.commit_of("HEAD~2") is None
    assert outer.commit_of("HEAD~1") != own[0]


def test_a_commit_older_than_the_workspace_is_named_so(tmp_path: Path) -> None:
    outer, workspace = larger_repository(tmp_path, Clock())
    first = outer.commit_of("HEAD~2")
    history = find_history(workspace.root)
    assert history is not None and first is not None

    with pytest.raises(RevisionError, match="is older than this workspace"):
        history.folder(first, "avant")


def test_two_workspaces_of_a_repository_may_use_the_same_name(tmp_path: Path) -> None:
    clock = Clock()
    create_history(tmp_path)
    for name in ("mali", "niger"):
        make_workspace(tmp_path / name)
        saved(tmp_path / name, clock)
        history = find_history(tmp_path / name)
        assert history is not None
        create_edition(history, "projet-0", "", clock.signer())

    history = find_history(tmp_path / "mali")
    assert history is not None
    assert {n for n in history.repository.references if "tags" in n} == {
        "refs/tags/mali/projet-0",
        "refs/tags/niger/projet-0",
    }


def test_a_repository_that_ignores_the_folder_does_not_keep_it(tmp_path: Path) -> None:
    history = create_history(tmp_path)
    write(tmp_path, {".gitignore": "/demo/\n"})
    make_workspace(tmp_path / "demo")

    assert find_history(tmp_path / "demo") is None
    saved(tmp_path / "demo", Clock())
    assert (tmp_path / "demo/.git").is_dir()
    assert history.repository.head_is_unborn


def test_reads_a_folder_as_it_stood(tmp_path: Path) -> None:
    clock = Clock()
    make_workspace(tmp_path)
    first = saved(tmp_path, clock)
    write(tmp_path, {"texte/politique/02-axes.md": "neuf"})
    saved(tmp_path, clock)
    history = find_history(tmp_path)
    assert history is not None
    folder = history.folder(first, "projet-0")

    assert folder.files("texte/politique") == ("01-vision.md", "02-axes.md")
    assert folder.folders("") == ("texte",)
    assert b"Axes" in (folder.read("texte/politique/02-axes.md") or b"")
    assert folder.read("texte/../../x") is None
    assert folder.read("texte") is None
    assert folder.shown("a.md") == "projet-0:a.md"


def test_a_damaged_repository_is_a_sentence(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    create_history(tmp_path)
    write(tmp_path, {".git/config": "[core\n"})

    with pytest.raises(WorkspaceError, match="cannot be used"):
        find_history(tmp_path)


def test_both_sides_of_a_merge_are_told(tmp_path: Path) -> None:
    clock = Clock()
    make_workspace(tmp_path)
    one = saved(tmp_path, clock, "un")
    history = find_history(tmp_path)
    assert history is not None
    repository = history.repository
    write(tmp_path, {"texte/politique/01-vision.md": "gauche"})
    left = saved(tmp_path, clock, "gauche")
    repository.create_branch("droite", repository[one].peel(pygit2.Commit))
    repository.checkout("refs/heads/droite")
    write(tmp_path, {"texte/politique/02-axes.md": "droite"})
    right = saved(tmp_path, clock, "droite")
    write(tmp_path, {"texte/politique/01-vision.md": "gauche"})
    saved(tmp_path, clock, "les deux")
    both = repository.head.peel(pygit2.Commit)
    who = clock.signer().signature()
    merge = repository.create_commit("refs/heads/main", who, who, "fusion", both.tree_id, [pygit2.Oid(hex=left), pygit2.Oid(hex=right)])

    assert [c.message.strip() for c in history.commits(str(merge))] == ["fusion", "droite", "gauche", "un"]
    assert history.commit_of("main~1") == left
    assert history.commit_of("main^^") == one

"""A save records the workspace's files, all of them, and nothing else."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pygit2
import pytest

from ponam_review.text.errors import StateError, UsageError
from ponam_review.workspace.history import History, create_history, find_history
from ponam_review.workspace.saving import Signer, changed_files, save, written_message

from .places import Clock, larger_repository, make_workspace, saved, write


def names(history: History, commit: str) -> list[str]:
    index = pygit2.Index()
    index.read_tree(history.repository[commit].peel(pygit2.Commit).tree)
    return [entry.path for entry in index]


def clean(history: History) -> bool:
    return not history.repository.status()


def test_the_first_save_creates_the_history(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)

    commit = saved(workspace.root, Clock())

    history = find_history(tmp_path)
    assert history is not None
    assert names(history, commit) == [
        "ponam.toml",
        "texte/politique/01-vision.md",
        "texte/politique/02-axes.md",
    ]
    assert clean(history)


def test_saving_again_without_a_change_does_nothing(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    first = saved(workspace.root, clock)
    history = find_history(tmp_path)
    assert history is not None

    assert save(history, "Rien", clock.signer()) is None
    assert str(history.repository.head.target) == first


def test_changed_new_and_deleted_files_are_recorded(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    saved(workspace.root, clock)
    (tmp_path / "texte/politique/02-axes.md").unlink()
    write(tmp_path, {"texte/politique/01-vision.md": "autre", "nouveau/é.md": "neuf"})
    history = find_history(tmp_path)
    assert history is not None

    assert changed_files(history) == (
        "nouveau/é.md",
        "texte/politique/01-vision.md",
        "texte/politique/02-axes.md",
    )
    commit = saved(tmp_path, clock)
    assert names(history, commit) == ["nouveau/é.md", "ponam.toml", "texte/politique/01-vision.md"]
    assert clean(history)


def test_ignored_private_and_foreign_files_stay_out(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(
        tmp_path,
        {
            ".gitignore": "*.tmp\nbrouillon/\n",
            "a.tmp": "",
            "brouillon/b.md": "",
            ".ponam/register.sqlite3": "",
        },
    )
    create_history(tmp_path / "ailleurs")
    write(tmp_path, {"ailleurs/c.md": ""})

    commit = saved(workspace.root, Clock())

    history = find_history(tmp_path)
    assert history is not None
    assert not {"a.tmp", "brouillon/b.md", ".ponam/register.sqlite3", "ailleurs/c.md"} & set(names(history, commit))


def test_a_recorded_file_stays_recorded_when_it_becomes_ignored(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    write(tmp_path, {"notes/n.txt": "1"})
    saved(workspace.root, clock)
    write(tmp_path, {".gitignore": "notes/\n", "notes/n.txt": "2", "notes/m.txt": "neuf"})

    commit = saved(workspace.root, clock)

    history = find_history(tmp_path)
    assert history is not None
    folder = history.folder(commit, "x")
    assert folder.read("notes/n.txt") == b"2"
    assert folder.read("notes/m.txt") is None


def test_in_a_larger_repository_only_the_workspace_is_recorded(tmp_path: Path) -> None:
    clock = Clock()
    outer, workspace = larger_repository(tmp_path, clock)
    write(tmp_path, {"README": "modifié", "prêt.txt": "mis de côté"})
    outer.repository.index.add("prêt.txt")
    outer.repository.index.write()
    write(workspace.root, {"texte/politique/02-axes.md": "neuf"})

    commit = saved(workspace.root, clock)

    parent = outer.repository[commit].peel(pygit2.Commit).parents[0]
    changed = [d.new_file.path for d in outer.repository.diff(parent, outer.repository[commit].peel(pygit2.Commit)).deltas]
    assert changed == ["droit/politique/texte/politique/02-axes.md"]
    status = outer.repository.status()
    assert status["README"] == pygit2.enums.FileStatus.WT_MODIFIED
    assert status["prêt.txt"] == pygit2.enums.FileStatus.INDEX_NEW


def test_works_without_a_git_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    workspace = make_workspace(tmp_path)

    assert saved(workspace.root, Clock())


def test_keeps_links_and_executable_files(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, {"faire.sh": "#!"})
    os.chmod(tmp_path / "faire.sh", 0o755)
    (tmp_path / "lien").symlink_to("texte")

    saved(workspace.root, Clock())

    history = find_history(tmp_path)
    assert history is not None
    assert clean(history)


# ------------------------------------------------------------------ interrupted


def test_a_lock_that_stands_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    first = saved(workspace.root, clock)
    write(tmp_path, {"texte/politique/02-axes.md": "neuf", ".git/index.lock": ""})
    before = (tmp_path / ".git/index").read_bytes()
    history = find_history(tmp_path)
    assert history is not None

    with pytest.raises(StateError, match=r"index\.lock: a save is running or was interrupted") as caught:
        save(history, "Suite", clock.signer())

    assert caught.value.exit_code == 4
    assert str(history.repository.head.target) == first
    assert (tmp_path / ".git/index").read_bytes() == before


def test_an_unfinished_merge_is_refused(tmp_path: Path) -> None:
    clock, workspace = Clock(), make_workspace(tmp_path)
    first = saved(workspace.root, clock)
    write(tmp_path, {".git/MERGE_HEAD": f"{first}\n", "texte/politique/02-axes.md": "neuf"})
    history = find_history(tmp_path)
    assert history is not None

    with pytest.raises(StateError, match="a git merge was begun and not finished"):
        save(history, "Suite", clock.signer())

    assert str(history.repository.head.target) == first


# ------------------------------------------------------------------ messages and signatures


def test_trailers_stand_in_a_last_paragraph() -> None:
    text = written_message("Reformuler l’axe 3  \n\nDétail.", {"Observation": "12", "Status": "a\nb"})

    assert text == "Reformuler l’axe 3\n\nDétail.\n\nObservation: 12\nStatus: a b\n"


def test_an_empty_message_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        written_message(" \n", {})


def test_a_signature_keeps_the_zone_and_drops_what_git_forbids() -> None:
    when = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=2)))

    signature = Signer("Awa <Traoré>\n", "a b@example.org", when).signature()

    assert (signature.name, signature.email, signature.offset) == ("Awa Traoré", "ab@example.org", 120)
    assert Signer("", "", when).signature().name == "ponam"

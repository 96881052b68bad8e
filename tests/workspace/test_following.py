"""The history of a section follows its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import RevisionError
from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.following import log_entries, log_section
from ponam_review.workspace.history import find_history

from .places import Clock, larger_repository, make_workspace, saved, section, write


def test_the_whole_text_latest_first_with_editions_and_trailers(tmp_path: Path) -> None:
    clock = Clock()
    make_workspace(tmp_path)
    saved(tmp_path, clock, "Premier")
    history = find_history(tmp_path)
    assert history is not None
    create_edition(history, "projet-0", "", clock.signer())
    write(tmp_path, {"texte/politique/02-axes.md": "x"})
    saved(tmp_path, clock, "Second\n\nObservation: 7")

    rows = list(log_entries(history))

    assert [(r.subject, r.editions, r.trailers) for r in rows] == [
        ("Second", (), (("Observation", "7"),)),
        ("Premier", ("projet-0",), ()),
    ]
    assert rows[0].when.isoformat() == "2026-03-01T08:03:00+00:00"


def test_a_section_is_followed_through_renames_and_moves(tmp_path: Path) -> None:
    clock = Clock()
    workspace = make_workspace(tmp_path)
    folder = tmp_path / "texte/politique"
    saved(tmp_path, clock, "Créer")
    write(folder, {"02-axes.md": section("axes", "Axes", "Autre.")})
    saved(tmp_path, clock, "Sans rapport")
    (folder / "01-vision.md").rename(folder / "09-notre-vision.md")
    saved(tmp_path, clock, "Renommer")
    write(folder, {"09-notre-vision.md": section("vision", "Notre vision", "Réécrite.")})
    saved(tmp_path, clock, "Réécrire")
    (folder / "09-notre-vision.md").unlink()
    saved(tmp_path, clock, "Supprimer")
    history = find_history(tmp_path)
    assert history is not None

    rows = list(log_section(history, "vision", workspace.settings))

    assert [(row.subject, row.file.rpartition("/")[2]) for row in rows] == [
        ("Supprimer", ""),
        ("Réécrire", "09-notre-vision.md"),
        ("Renommer", "09-notre-vision.md"),
        ("Créer", "01-vision.md"),
    ]


def test_it_follows_a_document_whose_folder_moved(tmp_path: Path) -> None:
    clock = Clock()
    workspace = make_workspace(tmp_path)
    saved(tmp_path, clock, "Créer")
    (tmp_path / "texte").rename(tmp_path / "policy")
    toml = (tmp_path / "ponam.toml").read_text("utf-8").replace("texte/", "policy/")
    write(tmp_path, {"ponam.toml": toml})
    saved(tmp_path, clock, "Déplacer")
    history = find_history(tmp_path)
    assert history is not None

    rows = list(log_section(history, "axes", workspace.settings))

    assert [row.file for row in rows] == ["policy/politique/02-axes.md", "texte/politique/02-axes.md"]


def test_the_action_plan_and_whole_documents_have_a_history_too(tmp_path: Path) -> None:
    clock = Clock()
    workspace = make_workspace(tmp_path, plan=True)
    saved(tmp_path, clock, "Créer")
    write(tmp_path, {"texte/politique/02-axes.md": section("axes", "Axes", "Autre.")})
    saved(tmp_path, clock, "Politique")
    history = find_history(tmp_path)
    assert history is not None

    assert [r.subject for r in log_section(history, "plan-action", workspace.settings)] == ["Créer"]
    assert [r.subject for r in log_section(history, "plan-actions", workspace.settings)] == ["Créer"]
    assert [r.subject for r in log_section(history, "politique", workspace.settings)] == [
        "Politique",
        "Créer",
    ]


def test_in_a_larger_repository_only_its_own_history_counts(tmp_path: Path) -> None:
    _outer, workspace = larger_repository(tmp_path, Clock())
    history = find_history(workspace.root)
    assert history is not None

    assert [row.subject for row in log_entries(history)] == ["Premier état"]
    assert [row.subject for row in log_section(history, "axes", workspace.settings)] == ["Premier état"]


def test_an_unknown_section_names_the_near_ones(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    saved(tmp_path, Clock())
    history = find_history(tmp_path)
    assert history is not None

    with pytest.raises(RevisionError, match="near it: vision"):
        list(log_section(history, "visions", workspace.settings))

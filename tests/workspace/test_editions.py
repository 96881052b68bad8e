"""Editions are named for ever."""

from __future__ import annotations

from pathlib import Path

import pygit2
import pytest

from ponam_review.text.errors import RevisionError, StateError, UsageError
from ponam_review.workspace.editions import (
    create_edition,
    find_edition,
    get_edition,
    list_editions,
)
from ponam_review.workspace.history import History, create_history, find_history
from ponam_review.workspace.trailers import split_trailers

from .places import Clock, larger_repository, make_workspace, saved, write


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> History:
    make_workspace(tmp_path)
    saved(tmp_path, clock)
    found = find_history(tmp_path)
    assert found is not None
    return found


def test_an_edition_is_an_annotated_tag(history: History, clock: Clock) -> None:
    edition = create_edition(history, "projet-0", "projet", clock.signer("Boubacar"))

    tag = history.repository[history.repository.references["refs/tags/projet-0"].target]
    assert isinstance(tag, pygit2.Tag)
    assert tag.message == "projet-0\n\nStatus: projet\n"
    assert (edition.name, edition.status, edition.author) == ("projet-0", "projet", "Boubacar")
    assert edition.commit == str(history.repository.head.target)


def test_it_records_first_what_is_not_recorded(history: History, clock: Clock) -> None:
    write(history.root, {"texte/politique/02-axes.md": "neuf"})

    edition = create_edition(history, "projet-1", "", clock.signer())

    assert history.folder(edition.commit, "x").read("texte/politique/02-axes.md") == b"neuf"
    assert not history.repository.status()


def test_the_same_name_twice_is_refused_and_nothing_changes(history: History, clock: Clock) -> None:
    first = create_edition(history, "projet-0", "", clock.signer())
    write(history.root, {"texte/politique/02-axes.md": "neuf"})

    with pytest.raises(StateError) as caught:
        create_edition(history, "projet-0", "", clock.signer())

    assert caught.value.exit_code == 4
    assert find_edition(history, "projet-0") == first
    assert str(history.repository.head.target) == first.commit


def test_one_name_in_all_its_unicode_forms(history: History, clock: Clock) -> None:
    create_edition(history, "adoptée", "", clock.signer())

    assert find_edition(history, "adopte\u0301e") is not None
    with pytest.raises(StateError):
        create_edition(history, "adopte\u0301e", "", clock.signer())


BAD = [
    "",
    "a b",
    "-x",
    "HEAD",
    "a/b",
    "x.md",
    "x.docx",
    "a..b",
    "x.",
    "x.lock",
    "deadbeef",
    "a~1",
    "a" * 65,
    "x\n",
]


@pytest.mark.parametrize("name", BAD)
def test_unclear_names_are_wrong_usage(history: History, clock: Clock, name: str) -> None:
    with pytest.raises(UsageError):
        create_edition(history, name, "", clock.signer())
    assert list_editions(history) == ()


def test_lists_oldest_first_and_annotated_tags_only(history: History, clock: Clock) -> None:
    for name in ("projet-1", "adoptee", "b"):
        create_edition(history, name, "", clock.signer())
    history.repository.create_reference("refs/tags/leger", history.repository.head.target)

    assert [edition.name for edition in list_editions(history)] == ["projet-1", "adoptee", "b"]
    assert find_edition(history, "leger") is None
    with pytest.raises(StateError):
        create_edition(history, "leger", "", clock.signer())


def test_the_tags_of_the_repository_around_are_not_editions(tmp_path: Path, clock: Clock) -> None:
    outer, workspace = larger_repository(tmp_path / "outer", clock)
    create_edition(outer, "v1.0", "", clock.signer())
    inner = find_history(workspace.root)
    assert inner is not None
    create_edition(inner, "projet-0", "", clock.signer())

    assert [edition.name for edition in list_editions(inner)] == ["projet-0"]
    assert inner.commit_of("projet-0") == get_edition(inner, "projet-0").commit


def test_an_unknown_edition_names_those_there_are(history: History, clock: Clock) -> None:
    with pytest.raises(RevisionError, match="none was created yet"):
        get_edition(history, "projet-0")
    create_edition(history, "projet-0", "", clock.signer())
    with pytest.raises(RevisionError, match="there are: projet-0"):
        get_edition(history, "projet-9")


def test_a_first_edition_needs_no_save_before(tmp_path: Path, clock: Clock) -> None:
    make_workspace(tmp_path)

    edition = create_edition(create_history(tmp_path), "projet-0", "", clock.signer())

    assert edition.commit


@pytest.mark.parametrize(
    ("message", "body", "trailers"),
    [
        ("a", "a", ()),
        ("Status: x", "Status: x", ()),
        ("a\n\nStatus: x\n", "a", (("Status", "x"),)),
        ("a\n\nStatus: x\nsuite\n", "a\n\nStatus: x\nsuite", ()),
        (
            "a\n\nObservation: OBS-0001\nObservation: OBS-0002\nDécidé-par: Awa\n",
            "a",
            (("Observation", "OBS-0001"), ("Observation", "OBS-0002"), ("Décidé-par", "Awa")),
        ),
    ],
)
def test_trailers_are_the_last_paragraph_only(message: str, body: str, trailers: tuple[tuple[str, str], ...]) -> None:
    assert split_trailers(message) == (body, trailers)

"""What stands on the cover, from what people type."""

from __future__ import annotations

import pytest

from ponam_review.workspace.statuses import edition_words, status_words


@pytest.mark.parametrize(
    ("name", "status", "edition", "shown"),
    [
        ("projet-0", "", "Projet 0", "Draft 0"),
        ("avant-projet-2", "", "Avant-projet 2", "Draft 2"),
        ("version-provisoire-1", "provisoire", "Version provisoire 1", "Version provisoire 1"),
        ("projet-0", "provisoire", "Projet 0", "Version provisoire"),
        ("validee-techniquement", "", "Validée techniquement", "Validée techniquement"),
        ("v3", "Validée (atelier national)", "V3", "Validée (atelier national)"),
        ("v3", "version définitive", "V3", "Version définitive"),
        ("adoptee", "ADOPTÉE", "Adoptée", "Adoptée"),
        ("2014", "adoptée", "Version 2014", "Adoptée"),
        ("v3", "signée par le ministre", "V3", "Signée par le ministre"),
        ("essai", "", "Essai", ""),
    ],
)
def test_editions_and_statuses_are_printed_as_offices_write_them(name: str, status: str, edition: str, shown: str) -> None:
    assert (edition_words(name, "fr"), status_words(status, name, "fr")) == (edition, shown)


def test_an_english_cover_is_english() -> None:
    assert status_words("provisoire", "version-provisoire-2", "en") == "Provisional version 2"

"""A register with nothing in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ponam_review.register.store import open_register


@pytest.fixture(scope="session")
def vacant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; copy it."""
    place = tmp_path_factory.mktemp("vacant") / "register.sqlite3"
    open_register(place).close()
    return place


@pytest.fixture
def empty(vacant: Path, tmp_path: Path) -> Path:
    place = tmp_path / "empty.sqlite3"
    shutil.copyfile(vacant, place)
    return place

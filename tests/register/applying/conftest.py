from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ponam_review.register.store import open_register

from ..lives import Life, begin


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace made once and copied."""
    root = tmp_path_factory.mktemp("life")
    begin(root).register.close()
    return root


@pytest.fixture
def life(tmp_path: Path, begun: Path) -> Iterator[Life]:
    shutil.copytree(begun, tmp_path / "w")
    with open_register(tmp_path / "w/.ponam/register.sqlite3") as register:
        yield Life(tmp_path / "w", register)

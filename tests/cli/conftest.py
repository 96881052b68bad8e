from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ponam_review.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What one command line answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def ponam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in an empty folder, in English unless told, as Awa on 1 March 2026."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "HOME": str(tmp_path / "home"),
        "PONAM_LANG": "en",
        "PONAM_AUTHOR": "Awa",
        "PONAM_EMAIL": "awa@example.org",
        "SOURCE_DATE_EPOCH": "1772352000",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> Ran:
        capsys.readouterr()
        code = main(list(words))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run

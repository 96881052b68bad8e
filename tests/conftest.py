"""What all tests share: engines that judge our files, golden files, Hypothesis profiles."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CI = os.environ.get("CI") == "true"
GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if CI else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; review them as diffs")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests must not see the language, author, clock or database of whoever runs them, nor their git identity."""
    for name in ("PONAM_LANG", "PONAM_AUTHOR", "SOURCE_DATE_EPOCH", "DATABASE_URL", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


# ------------------------------------------------------------------ engines


@pytest.fixture(scope="session")
def engine() -> Callable[[str], Path]:
    """`engine("pandoc")` is its place ("soffice", "pdftoppm", "chromium", "initdb" too); missing, it fails the test in CI and skips it elsewhere."""

    def place(name: str) -> Path:
        found = shutil.which(name) or next(
            (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
        )
        if found is None:
            sentence = f"{name} is not installed (tools/install-engines installs it)"
            if CI:
                pytest.fail(sentence)
            pytest.skip(sentence)
        return Path(found)

    return place


Convert = Callable[[Iterable[Path], str, Path], list[Path]]


@pytest.fixture(scope="session")
def libreoffice(engine: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """`libreoffice(paths, "pdf", folder)` converts many files in one start and returns the results; the profile is this session's own."""
    program = engine("soffice")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(paths: Iterable[Path], form: str, folder: Path) -> list[Path]:
        sources = list(paths)
        words = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", form]
        run = subprocess.run(
            [*map(str, words), "--outdir", str(folder), *map(str, sources)],
            capture_output=True, text=True, timeout=60 + 20 * len(sources), check=False,
        )  # fmt: skip
        results = [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]
        lost = [result.name for result in results if not result.exists()]
        assert not lost, f"LibreOffice did not write {', '.join(lost)}: {run.stdout} {run.stderr}"
        return results

    return convert


# ------------------------------------------------------------------ golden files


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("redline/rows.xml", text)` compares `text` with tests/golden/redline/rows.xml; --update-golden writes it."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.exists(), f"{path} is missing: run the test with --update-golden, and review what it writes"
        expected = path.read_text(encoding="utf-8")
        if text != expected:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "found", lineterm="", n=2)
            pytest.fail(f"{name} changed (--update-golden accepts it):\n" + "\n".join(list(lines)[:60]), pytrace=False)

    return compare

"""What users install works without a source tree around it: the wheel carries templates, schemas, catalogue and sample."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import ponam_review

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(words, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`ponam` of a new environment that holds the wheel, and borrows its dependencies from ours."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    words = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(words, check=True, capture_output=True)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home / "bin" / "ponam"


def run(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run([program, *words], cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_the_wheel_carries_what_the_code_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("_shipped/templates/reference.docx", "_shipped/ponam.toml", "_shipped/policy/plan-action/actions.csv", "py.typed"):
        assert f"ponam_review/{name}" in names
    assert "ponam_review/locale/fr/LC_MESSAGES/ponam.mo" in names
    assert any(name.startswith("ponam_review/schemas/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_the_installed_program_works_from_an_empty_folder(program: Path, tmp_path: Path) -> None:
    assert run(program, tmp_path, "--version").stdout == f"ponam {ponam_review.__version__}\n"
    assert not any(tmp_path.iterdir())

    (tmp_path / "note.md").write_text("# Titre\n\nUn alinéa.\n", "utf-8")
    for name in ("note.docx", "note.html"):
        ran = run(program, tmp_path, "render", "note.md", "-o", name)
        assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(tmp_path / "note.docx") as package:
        assert "Un alinéa." in package.read("word/document.xml").decode()
    assert "Un alinéa." in (tmp_path / "note.html").read_text("utf-8")


def test_the_installed_program_speaks_french(program: Path, tmp_path: Path) -> None:
    ran = run(program, tmp_path, "render", "absent.md", "-o", "x.docx")
    assert ran.returncode == 3
    assert "absent.md" in ran.stderr
    assert "there is" not in ran.stderr

"""What the tool has written in Word comes back as it was: the sample, rendered and imported again, is the sample."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ponam_review.shipped import shipped

from ..conftest import Run

Convert = Callable[[Iterable[Path], str, Path], list[Path]]


@pytest.fixture
def sample(tmp_path: Path, ponam: Run) -> Path:
    """The sample workspace, in canonical Markdown."""
    folder = tmp_path / "espace"
    for name in ("policy/politique", "policy/images"):
        shutil.copytree(str(shipped(name)), folder / name)
    settings = shipped("ponam.toml").read_text(encoding="utf-8").partition('[[documents]]\nid = "plan-action"')[0]
    (folder / "ponam.toml").write_text(settings, encoding="utf-8")
    shutil.copy(str(shipped("policy/glossaire.csv")), folder / "policy/glossaire.csv")
    assert ponam("fmt", "-C", str(folder)).code in (0, 1)
    assert ponam("render", "-C", str(folder), "-o", "politique.docx").code == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "policy").rglob("*") if path.is_file()}


def test_word_and_back_changes_nothing(ponam: Run, sample: Path) -> None:
    before = contents(sample)
    ran = ponam("import", "politique.docx", "-C", str(sample), "--document", "politique")
    assert ran.code == 0, ran.err
    assert contents(sample) == before
    assert "stand in no section" not in ran.err
    assert ran.out.count("(unchanged)") == len(list((sample / "policy/politique").glob("*.md")))


def test_into_an_empty_folder_every_file_comes_back_byte_for_byte(ponam: Run, sample: Path) -> None:
    before = contents(sample)
    shutil.rmtree(sample / "policy/politique")
    shutil.rmtree(sample / "policy/images")
    assert ponam("import", "politique.docx", "-C", str(sample), "--document", "politique").code == 0
    after = contents(sample)
    shown = {name for name in before if name.startswith("policy/politique/")}
    assert {name: after.get(name) for name in shown} == {name: before[name] for name in shown}
    assert {name for name in after if name.startswith("policy/images/")} <= set(before)
    assert all(after[name] == before[name] for name in after)


def test_a_changed_word_is_the_only_difference(ponam: Run, sample: Path) -> None:
    path = sample / "policy/politique/07-vision.md"
    before = contents(sample)
    path.write_bytes(path.read_bytes().replace(b"migration", "mobilité".encode(), 1))
    refused = ponam("import", "politique.docx", "-C", str(sample), "--document", "politique")
    assert refused.code == 4
    assert "(vision)" in refused.err
    assert ponam("import", "politique.docx", "-C", str(sample), "--document", "politique", "--replace").code == 0
    assert contents(sample) == before


def test_saved_by_libreoffice_it_still_comes_back(ponam: Run, sample: Path, tmp_path: Path, libreoffice: Convert) -> None:
    before = contents(sample)
    (tmp_path / "saved").mkdir()
    libreoffice([tmp_path / "politique.docx"], "docx:MS Word 2007 XML", tmp_path / "saved")
    ran = ponam("import", "saved/politique.docx", "-C", str(sample), "--document", "politique")
    assert ran.code == 0, ran.err
    assert contents(sample) == before

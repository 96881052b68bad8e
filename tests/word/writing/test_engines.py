"""The redlines as independent programs read them, and as the Open XML rules judge them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from .cases import CASES, files_of

LIBREOFFICE_NUMBERS = ("numbers",)
"""LibreOffice 7.4 keeps where a list begins again on its first paragraph, which goes when that was inserted, and leaves the new list to a
paragraph whose properties are rejected: there the words are compared, and the numbers by our own reader (test_promises.py)."""
WORKER = Path(__file__).with_name("libreoffice_worker.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case's files: <case>.redline.docx, <case>.old.docx, <case>.new.docx."""
    place = tmp_path_factory.mktemp("redlines")
    for case in CASES:
        for name, content in zip(("redline", "old", "new"), files_of(case), strict=True):
            (place / f"{case}.{name}.docx").write_bytes(content)
    return place


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("reading", "text"), [("accept", "new"), ("reject", "old")])
def test_pandoc_reads_both_texts(case: str, reading: str, text: str, folder: Path, engine: Callable[[str], Path]) -> None:
    def paragraphs(name: str) -> list[str]:
        words = [engine("pandoc"), "-f", "docx", f"--track-changes={reading}", "-t", "json", folder / f"{case}.{name}.docx"]
        run = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True, timeout=60)
        return _folded("\n".join(_paragraphs(json.loads(run.stdout)["blocks"])))

    assert paragraphs("redline") == paragraphs(text)


def _paragraphs(node: Any) -> Iterator[str]:
    """The text of each paragraph of pandoc's tree, notes after the paragraph that calls them."""
    if isinstance(node, list):
        for child in node:
            yield from _paragraphs(child)
    elif isinstance(node, dict):
        if node.get("t") in ("Para", "Plain", "Header"):
            inlines = node["c"][2] if node["t"] == "Header" else node["c"]
            yield "".join(_words(inlines))
            yield from _paragraphs(list(_notes(inlines)))
        else:
            yield from _paragraphs(node.get("c", []))


def _words(inlines: list[Any]) -> Iterator[str]:
    for inline in inlines:
        content = inline.get("c")
        if inline["t"] in ("Str", "Space", "SoftBreak", "LineBreak"):
            yield content if inline["t"] == "Str" else " "
        elif inline["t"] in ("Span", "Link", "Quoted"):
            yield from _words(content[1])
        elif inline["t"] not in ("Note", "Image") and isinstance(content, list):
            yield from _words(content)


def _notes(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for child in node:
            yield from _notes(child)
    elif isinstance(node, dict):
        if node.get("t") == "Note":
            yield node["c"]
        else:
            yield from _notes(node.get("c", []))


def test_libreoffice_reads_both_texts(folder: Path, engine: Callable[[str], Path]) -> None:
    jobs = [
        {"path": str(folder / f"{case}.{name}.docx"), "reading": reading}
        for case in CASES
        for name, reading in (("redline", "accept"), ("redline", "reject"), ("new", ""), ("old", ""))
    ]
    run = subprocess.run(
        ["/usr/bin/python3", str(WORKER), str(engine("soffice")), str(folder / "profile")],
        input=json.dumps(jobs), capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    own_numbers = {CASES.index(case) for case in LIBREOFFICE_NUMBERS}
    texts = [_folded(_unlabelled(text) if job // 4 in own_numbers else text) for job, text in enumerate(json.loads(run.stdout))]
    wrong = []
    for case, (accepted, rejected, new, old) in zip(CASES, zip(*[iter(texts)] * 4, strict=True), strict=True):
        wrong += [f"{case}: accepting all"] * (accepted != new) + [f"{case}: rejecting all"] * (rejected != old)
    assert not wrong


@pytest.mark.parametrize("case", CASES)
def test_the_files_follow_the_open_xml_rules(case: str, folder: Path) -> None:
    for name in ("redline", "old", "new"):
        # A validator for each file: one that judges several mixes up their notes.
        result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(folder / f"{case}.{name}.docx")
        assert [error.description for error in result.errors] == []


def _unlabelled(text: str) -> str:
    return re.sub(r"^\s*\d+\.\s", "", text, flags=re.MULTILINE)


def _folded(text: str) -> list[str]:
    """Lines that are not empty, white space folded; LibreOffice's zero-width signs around tracked rows left out."""
    return [line for line in (re.sub(r"\s+", " ", line.translate({0x200D: None, 0x200B: None})).strip() for line in text.splitlines()) if line]

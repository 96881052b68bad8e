"""Every page that a publication holds, seen by axe-core in Chromium, short ones wide and narrow: not one violation, not one request."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ponam_review.cli.main import main
from ponam_review.html.clean import write_html
from ponam_review.text.annotations import Annotation
from tests.html import cases
from tests.publication.workspaces import sample_workspace

EDITION = "version-provisoire-1"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    root = sample_workspace(folder / "ws").root
    where = ["-C", str(root)]
    assert main([*where, "render", EDITION, "-o", str(folder / "texte.html"), "--addresses", "--copy-for", "HCME", "-q"]) == 0
    assert main([*where, "redline", "projet-0", EDITION, "-o", str(folder / "comparee.html"), "-q"]) == 0
    flow = cases.policy()
    remark = Annotation(len(flow.items) - 1, 0, 0, "N° 12", "HCME – Awa", datetime(2026, 3, 1, tzinfo=UTC).isoformat(), "À préciser.\n→ ainsi")
    annotated = write_html(flow, images=cases.images, annotations=(remark,), numbered=True)
    assert "À préciser." in annotated.value
    (folder / "annotee.html").write_text(annotated.value, encoding="utf-8")
    return [folder / f"{name}.html" for name in ("texte", "comparee", "annotee")]


def test_no_page_has_a_violation(pages: list[Path], engine: Callable[[str], Path]) -> None:
    worker = Path(__file__).with_name("axe_worker.py")
    words = [sys.executable, str(worker), str(engine("chromium")), *map(str, pages)]
    run = subprocess.run(words, capture_output=True, text=True, check=False, timeout=500)
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    assert {row["file"] for row in found} == {page.name for page in pages}
    assert [row for row in found if row["violations"] or row["outside"]] == []

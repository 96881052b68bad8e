"""PDF from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_render_and_redline_write_pdf(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Titre\n\nUn mot.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Titre\n\nDeux mots.\n", encoding="utf-8")
    assert ponam("render", "a.md", "-o", "a.pdf").code == 0
    assert ponam("redline", "a.md", "b.md", "-o", "r.pdf").code == 0
    for name in ("a.pdf", "r.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-1.7")

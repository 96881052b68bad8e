"""PDF from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run


def test_render_and_redline_write_pdf(ponam: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Titre\n\nUn mot.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Titre\n\nDeux mots.\n", encoding="utf-8")
    assert ponam("render", "a.md", "-o", "a.pdf").code == 0
    assert ponam("redline", "a.md", "b.md", "-o", "r.pdf").code == 0
    for name in ("a.pdf", "r.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-1.7")


RICH = """\
# Titre

Un alinéa[^1] avec un [lien](https://exemple.ml) et une liste :

- un ;
- deux.

Table: Les coûts {#couts}

| A | B |
|---|---:|
| 1 | 2 |

[^1]: Une note.
"""


def test_what_is_printed_passes_an_independent_check_of_pdf_ua(ponam: Run, tmp_path: Path) -> None:
    """`pdfua` looks at what a machine can see of PDF/UA-1: tags, alternative texts, headings, tables, language, fonts."""
    (tmp_path / "a.md").write_text(RICH, encoding="utf-8")
    (tmp_path / "b.md").write_text(RICH.replace("Un alinéa", "Deux alinéas").replace("| 1 | 2 |", "| 1 | 2 |\n| 3 | 4 |"), encoding="utf-8")
    assert ponam("render", "a.md", "-o", "a.pdf").code == 0
    assert ponam("redline", "a.md", "b.md", "-o", "r.pdf").code == 0
    assert ponam("init", "w", "--lang", "fr").code == 0
    assert ponam("render", "-C", "w", "-o", "w.pdf").code == 0
    checker = Path(sys.executable).with_name("pdfua")
    run = subprocess.run([checker, "check", "a.pdf", "r.pdf", "w.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

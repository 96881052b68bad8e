"""`ponam translate` and `ponam render --language`: a translation begun, made stale, confirmed, printed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from .conftest import Run

SETTINGS = """title = "Essai"
language = "fr"
[cover]
mark = "Fictif"
[[documents]]
id = "politique"
folder = "politique"
[languages.en]
mark = "Fictitious"
documents = { politique = "A trial" }
"""
SECTION = """---
id: voies
title: "Les voies régulières"
owner: DGME
---

La diaspora finance 120 écoles[^1].

## Le retour {#retour}

Le retour est volontaire.

[^1]: Chiffre d’essai.
"""


@pytest.fixture
def folder(tmp_path: Path, ponam: Run) -> Path:
    (tmp_path / "politique").mkdir()
    (tmp_path / "ponam.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "politique/01-voies.md").write_text(SECTION, "utf-8")
    assert ponam("save", "-m", "début").code == 0
    assert ponam("edition", "create", "projet-0").code == 0
    return tmp_path


def written(folder: Path, *pairs: tuple[str, str], source: bool = False) -> None:
    file = folder / ("politique/01-voies.md" if source else "politique/en/01-voies.md")
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


TRANSLATED = (
    ("Les voies régulières", "Regular pathways"),
    ("La diaspora finance 120 écoles", "The diaspora funds 120 schools"),
    ("Chiffre d’essai", "Trial figure"),
    ("Le retour {", "Return {"),
    ("Le retour est volontaire.", "Return is voluntary."),
)


def counts(ponam: Run) -> dict[str, int]:
    answer = json.loads(ponam("translate", "status", "en", "--format", "json").out)
    found: dict[str, int] = answer["languages"][0]["counts"]
    return found


def test_the_life_of_a_translation(ponam: Run, folder: Path) -> None:
    assert ponam("translate", "start", "en").code == 0
    assert counts(ponam) == {"missing": 4}
    written(folder, *TRANSLATED)
    assert ponam("fmt", "--check").code == 0
    assert counts(ponam) == {"done": 4}
    assert ponam("translate", "start", "en").err.strip() == "Nothing is missing."
    assert ponam("translate", "confirm", "voies", "en").code == 0
    assert ponam("save", "-m", "en").code == 0
    assert "owner" not in (folder / "politique/en/01-voies.md").read_text("utf-8")

    written(folder, ("120", "140"), source=True)
    assert ponam("save", "-m", "140").code == 0
    ran = ponam("translate", "status", "en")
    assert ran.code == 1
    assert "→ ¶1" in ran.out
    ran = ponam("translate", "show", "voies", "en")
    assert ran.code == 1
    assert "projet-0" in ran.out
    assert "[-120-]{+140+}" in ran.out
    assert "> The diaspora funds 120 schools" in ran.out
    assert "translations/stale" in ponam("check", "--format", "json").out

    written(folder, ("120", "140"))
    assert counts(ponam) == {"done": 3, "stale": 1}
    assert ponam("translate", "confirm", "voies", "en", "¶1").code == 0
    assert counts(ponam) == {"done": 4}
    rows = list(csv.DictReader((folder / "politique/en/traductions.csv").read_text("utf-8").splitlines(), delimiter=";"))
    assert [row["alinea"] for row in rows] == ["0", "1", "2", "3"]
    assert rows[1]["version"] != rows[2]["version"]
    assert ponam("translate", "show", "voies", "en").code == 0


def test_what_is_not_saved_is_not_translated_from(ponam: Run, folder: Path) -> None:
    written(folder, ("120", "140"), source=True)
    ran = ponam("translate", "start", "en")
    assert ran.code == 4
    assert "“voies” ¶1" in ran.err
    assert not (folder / "politique/en").exists()


def test_start_adds_what_the_source_gained(ponam: Run, folder: Path) -> None:
    ponam("translate", "start", "en")
    written(folder, *TRANSLATED)
    written(folder, ("\n## Le retour", "\nUn alinéa nouveau.\n\n## Le retour"), source=True)
    ponam("save", "-m", "plus")
    assert "1" in ponam("translate", "start", "en", "voies").err
    text = (folder / "politique/en/01-voies.md").read_text("utf-8")
    assert text.index("schools") < text.index("Un alinéa nouveau.") < text.index("Return {")
    assert counts(ponam) == {"done": 4, "missing": 1}


def test_a_copy_that_is_right_is_confirmed_by_its_number(ponam: Run, folder: Path) -> None:
    ponam("translate", "start", "en")
    ponam("translate", "confirm", "voies", "en")
    assert counts(ponam) == {"missing": 4}
    ponam("translate", "confirm", "voies", "en", "2-3")
    assert counts(ponam) == {"missing": 2, "done": 2}


def test_rendered_with_its_provenance(ponam: Run, folder: Path) -> None:
    ponam("translate", "start", "en")
    written(folder, *TRANSLATED[:3])
    ponam("save", "-m", "en")
    assert ponam("edition", "create", "projet-1").code == 0
    ran = ponam("render", "projet-1", "--language", "en", "-o", "en.txt")
    assert ran.code == 0
    assert "not translated: 2" in ran.err
    text = Path("en.txt").read_text("utf-8")
    assert "A trial" in text
    assert "Fictitious" in text
    assert "The diaspora funds 120 schools" in text
    assert "[not translated] Le retour" in text
    assert text.count("Translated from the edition: ") == 2
    assert "1. Regular pathways" in text or "1 Regular pathways" in text
    for name in ("en.html", "en.docx", "en.epub", "en.xml", "en.md"):
        assert ponam("render", "--language", "en", "-o", name).code == 0
    page = Path("en.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "Translated from the edition" in page


def test_the_source_does_not_see_translations(ponam: Run, folder: Path) -> None:
    before = ponam("render", "-o", "-", "--format", "md").out
    ponam("translate", "start", "en")
    ponam("translate", "start", "ff-Adlm")
    assert ponam("render", "-o", "-", "--format", "md").out == before
    assert ponam("diff", "projet-0").out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("translate", "start", "anglais"), 2, "no language code"),
        (("translate", "start", "en", "nulle-part"), 2, "no section “nulle-part”"),
        (("translate", "confirm", "voies", "en"), 2, "is not translated"),
        (("render", "--language", "bm", "-o", "x.txt"), 2, "nothing is translated into “bm”"),
    ],
)
def test_refusals(ponam: Run, folder: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = ponam(*words)
    assert ran.code == code
    assert said in ran.err


def test_a_small_redline_for_the_translator(ponam: Run, folder: Path) -> None:
    ponam("translate", "start", "en")
    written(folder, *TRANSLATED)
    ponam("translate", "confirm", "voies", "en")
    written(folder, ("120", "140"), source=True)
    for name in ("r.docx", "r.html"):
        assert ponam("translate", "show", "voies", "en", "-o", name).code == 1
    page = Path("r.html").read_text("utf-8")
    assert "140" in page
    assert "The diaspora funds 120 schools" in page
    assert "volontaire" not in page


def test_a_translation_of_nothing_is_told(ponam: Run, folder: Path) -> None:
    ponam("translate", "start", "en")
    written(folder, ("id: voies", "id: voix"))
    assert "“voix” is no section of “politique”" in ponam("translate", "status", "en").err

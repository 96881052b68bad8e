"""Users read French: every sentence the code can show is translated, and the compiled catalogue is the one of the source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ponam_review.messages import translator

TOOL = Path(__file__).parents[2] / "tools" / "catalogue.py"


def test_every_sentence_is_in_french_and_the_compiled_catalogue_is_fresh() -> None:
    run = subprocess.run([sys.executable, str(TOOL)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Nothing changed since the last save.", "Rien n’a changé depuis le dernier enregistrement."),
        ("Usage:", "Emploi\u00a0:"),
        ("Missing option", "Il manque l’option"),
    ],
)
def test_sentences_come_out_in_french(english: str, french: str) -> None:
    assert translator("fr")(english) == french
    assert translator("en")(english) == english

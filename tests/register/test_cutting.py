"""Kill -9 in the middle of applying and carrying: after the next command register, history and working copy agree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ponam_review.register.vocabulary import Edit

from .lives import begin

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
TIMES = int(os.environ.get("PONAM_CUTS", "8"))
"""How often each is killed; more on demand."""


@pytest.mark.parametrize(("what", "lines"), [("apply", 330), ("carry", 900)])
def test_nothing_is_left_half_done(tmp_path: Path, what: str, lines: int) -> None:
    life = begin(tmp_path / "w")
    life.decide(life.says(proposal="Elle est revue tous les trois ans.", quote="Elle est revue tous les cinq ans.", edit=Edit.REWORD))
    for number in range(10):
        life.says(f"Remarque {number}", quote="La politique protège les migrants et leurs familles.")
    life.register.close()
    steps = [str(1 + k * lines // TIMES) for k in range(TIMES)]

    ran = subprocess.run(
        [sys.executable, "-m", "tests.register.cutting", what, str(tmp_path / "w"), str(tmp_path / "s"), *steps],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["died"] >= TIMES // 2, "the process must die in the middle, not before or after"
    assert what != "apply" or found["finished"] > 0, "some deaths must leave work to finish"

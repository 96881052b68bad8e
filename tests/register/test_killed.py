"""Kill -9 in the middle of any write leaves nothing half-written, and nothing that was answered is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from ponam_review.register.store import open_register
from ponam_review.register.values import Wanted

from .conftest import enrol
from .killing import LOT

ROUNDS = int(os.environ.get("PONAM_KILLS", "6"))
"""More by hand: `PONAM_KILLS=200 pytest tests/register/test_killed.py`."""
SCRIPT = Path(__file__).with_name("killing.py")
LONGEST = 0.5


@pytest.mark.parametrize("where", ["place", "shared"])
def test_a_killed_program_leaves_nothing_half_written(request: pytest.FixtureRequest, where: str) -> None:
    place = str(request.getfixturevalue(where))
    with open_register(place) as register:
        enrol(register)
    chance = random.Random(20260302)  # noqa: S311 - when it is killed
    answered: list[tuple[str, int, int]] = []
    for round_ in range(ROUNDS):
        answered += _killed(place, round_, chance.uniform(0.0, LONGEST))
        _look(place, answered)
    assert answered, "it was never given the time to write"


def _killed(place: str, seed: int, after: float) -> list[tuple[str, int, int]]:
    """Let the program write for a while, kill it, and return what it was answered."""
    command = [sys.executable, "-m", "tests.register.killing", place, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=SCRIPT.parents[2]) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        time.sleep(after)
        running.kill()
        told = [line.split() for line in running.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    return [(name, int(first), int(last)) for name, first, last in told]


def _look(place: str, answered: list[tuple[str, int, int]]) -> None:
    with open_register(place) as register:
        assert not register.findings()
        comments = list(register.comments(Wanted(standing=None)))
        assert [comment.number for comment in comments] == list(range(1, len(comments) + 1)), "a gap or a double"
        assert register.count(Wanted(standing=None)) == len(comments)
        lots = Counter(comment.file_name for comment in comments)
        assert set(lots.values()) <= {LOT}, "half a file"
        by_number = {comment.number: comment for comment in comments}
        for name, first, last in answered:
            assert by_number[first].file_name == by_number[last].file_name == f"{name}.csv"
        for comment in comments:
            assert (comment.standing == "superseded") == (comment.superseded_by is not None)

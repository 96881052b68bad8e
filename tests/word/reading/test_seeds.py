"""Files that a reader once stumbled over, or could have: kept small, made by hand, replayed with `tools/fuzz_reader.py`."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("resource", reason="the tool limits its processes the POSIX way")

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.docx"))
READERS = {"read_word", "accepted", "rejected"}


def tool() -> ModuleType:
    path = Path(__file__).parents[3] / "tools" / "fuzz_reader.py"
    spec = importlib.util.spec_from_file_location("fuzz_reader", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("fuzz_reader", module)
    spec.loader.exec_module(module)
    return module


FUZZ = tool()
CORPUS = [FUZZ.members_of(seed.read_bytes()) for seed in SEEDS if seed.stem != "damaged-styles"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_seed_is_read_or_refused(seed: Path) -> None:
    assert list(FUZZ.failures(seed.read_bytes(), READERS | {"paired", "consolidated"})) == []


@settings(max_examples=150)
@given(st.integers(0, 1 << 32))
def test_so_is_what_comes_of_mutating_them(number: int) -> None:
    """Elements moved, doubled, wrapped, emptied and renamed; attributes exchanged; members dropped, cut and swapped."""
    content = FUZZ.Mutator(random.Random(number), CORPUS).draw()  # noqa: S311 - nothing is kept secret
    assert list(FUZZ.failures(content, READERS)) == []

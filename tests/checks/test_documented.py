"""Each rule is explained to users."""

from __future__ import annotations

from pathlib import Path

from ponam_review.checks import RULES
from ponam_review.checks.rules import SILENCE_RULES

PAGE = Path(__file__).parents[2] / "docs" / "verifier.md"


def test_each_rule_stands_in_the_documentation() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in (*(rule.id for rule in RULES), *SILENCE_RULES) if f"`{name}`" not in page] == []

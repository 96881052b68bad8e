"""One thing that a check found: which rule says so, where, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..text.notices import Notice

Level: TypeAlias = Literal["error", "warning", "hint"]
"""error: readers are misled or the text cannot be published; warning: it must be mended before a final edition; hint: worth a look.
Hints do not make a check fail."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write instead, in the source file: characters from `start` to `end` become `text`."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` names what was checked; the notice says what is wrong, in which file and line. Column 0: unknown."""

    rule: str
    notice: Notice
    column: int = 0
    fix: Fix | None = None
    level: Level = "warning"
    """That of its rule, set when the rule is run."""

    @property
    def check(self) -> str:
        """The family of the rule, before the stroke."""
        return self.rule.partition("/")[0]

    @property
    def place(self) -> tuple[str, int]:
        return self.notice.file, self.notice.line


def finding(rule: str, template: str, file: str, line: int, **values: object) -> Finding:
    return Finding(rule, Notice(template, values, file, line))

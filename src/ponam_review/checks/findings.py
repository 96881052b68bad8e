"""One thing that a check found, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..text.notices import Notice

Check: TypeAlias = Literal["reading", "structure", "references", "notes", "pictures"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` names what was checked; the notice says what is wrong, in which file and line."""

    check: Check
    notice: Notice

    @property
    def place(self) -> tuple[str, int]:
        return self.notice.file, self.notice.line


def finding(check: Check, template: str, file: str, line: int, **values: object) -> Finding:
    return Finding(check, Notice(template, values, file, line))

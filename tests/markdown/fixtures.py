"""Cases in a file: a title, the source, and what is expected, between lines that hold a single dot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Case:
    file: Path
    title: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"


def cases(name: str) -> list[Case]:
    file = FOLDER / name
    found: list[Case] = []
    parts: list[list[str]] = [[]]
    for row in file.read_text(encoding="utf-8").split("\n"):
        if row != ".":
            parts[-1].append(row)
        elif len(parts) < 3:
            parts.append([])
        else:
            title, source, expected = ("\n".join(part) for part in parts)
            found.append(Case(file, title.strip(), source + "\n", expected + "\n" if expected else ""))
            parts = [[]]
    return found


def rewrite(name: str, results: dict[str, str]) -> None:
    """Writes the cases of a file with new expectations."""
    text = "".join(f"{case.title}\n.\n{case.source}.\n{results.get(case.title, case.expected)}.\n\n" for case in cases(name))
    (FOLDER / name).write_text(text, encoding="utf-8")

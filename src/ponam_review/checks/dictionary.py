"""Hunspell, where the program and a dictionary of the text's language are installed; nothing fails without.

The program is asked once for all words of a text; it gets them by its standard input, never a file of ours.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

TIMEOUT = 60
_DICTIONARIES = {"fr": ("fr_FR", "fr", "fr-toutesvariantes", "fr-classique", "fr_ML"), "en": ("en_GB", "en_US")}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Hunspell with one dictionary."""

    program: str
    name: str

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that it does not know; none when the program fails."""
        try:
            run = subprocess.run(  # noqa: S603 - a program of the system, with words on its standard input
                [self.program, "-d", self.name, "-i", "UTF-8", "-l"],
                input="\n".join(words), capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return frozenset()
        return frozenset(run.stdout.split("\n")) - {""} if run.returncode == 0 else frozenset()


def find_dictionary(language: str) -> Dictionary | None:
    """Hunspell and a dictionary of the language, where both are installed."""
    program = shutil.which("hunspell")
    if program is None:
        return None
    run = subprocess.run([program, "-D"], input="", capture_output=True, text=True, timeout=TIMEOUT, check=False)  # noqa: S603
    there = set(re.findall(r"[^/\\\s]+$", run.stdout + run.stderr, re.MULTILINE))
    return next((Dictionary(program, name) for name in _DICTIONARIES.get(language, ()) if name in there), None)
